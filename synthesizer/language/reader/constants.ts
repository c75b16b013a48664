/** `tables`: constants, with types inferred from what is written. */
import { isDate, type Json } from "../../../shared/schema/index.js";
import { describe, type MapNode, type ScalarNode, type YamlNode } from "../document/index.js";
import type { Type } from "../ir.js";
import type { Constant } from "../logic/contracts.js";
import type { Context } from "./context.js";

/** A value on its way to a type: a table stays open until its entries have been compared. */
type Shape =
  | { readonly form: "scalar"; readonly type: Type }
  | { readonly form: "list"; readonly of: Shape | null }
  | { readonly form: "table"; readonly entries: ReadonlyMap<string, Shape> }
  /** Several tables with different keys, seen as one. */
  | { readonly form: "map"; readonly of: Shape };

interface Read {
  readonly value: Json;
  readonly shape: Shape;
}

/** The constant, or null when something in it has no type (reported). */
export function readConstant(context: Context, node: YamlNode): Constant | null {
  const read = readNode(context, node);
  return read === null ? null : { value: read.value, type: typeOfShape(read.shape) };
}

function readNode(context: Context, node: YamlNode): Read | null {
  if (node.kind === "scalar") return readScalar(context, node);
  if (node.kind === "map") return readTyped(context, node) ?? readTable(context, node);
  const items = node.items.map((item) => readNode(context, item));
  let of: Shape | null = null;
  for (const [index, item] of items.entries()) {
    if (item === null) return null;
    const joined: Shape | null = of === null ? item.shape : join(of, item.shape);
    if (joined === null) {
      const at = node.items[index]?.at ?? node.at;
      context.report(
        "mixed_list",
        at,
        "The elements of a list of constants have one type; this one differs.",
      );
      return null;
    }
    of = joined;
  }
  return { value: items.map((item) => item?.value ?? null), shape: { form: "list", of } };
}

function readScalar(context: Context, node: ScalarNode): Read | null {
  const { value, text, style } = node;
  const scalar = (type: Type): Read => ({ value, shape: { form: "scalar", type } });
  if (typeof value === "string") return scalar({ kind: "string" });
  if (typeof value === "boolean") return scalar({ kind: "bool" });
  if (typeof value === "number" && style === "plain") {
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
      context.report(
        "invalid_constant",
        node.at,
        `${text} is not a number that can be held exactly.`,
      );
      return null;
    }
    return scalar({ kind: /^[-+]?[0-9]+$|^0[xo]/.test(text) ? "int" : "number" });
  }
  context.report("invalid_constant", node.at, `A constant cannot be ${describe(node)}.`, {
    allowed:
      "a number, text, boolean, { money: 25 }, { date: 2026-01-01 }, or a table or list of these",
  });
  return null;
}

/** `{ money: 25 }` and `{ date: 2026-01-01 }`; null for an ordinary table. */
function readTyped(context: Context, node: MapNode): Read | null {
  const [entry] = node.entries.values();
  if (entry === undefined || node.entries.size !== 1 || entry.value.kind !== "scalar") return null;
  const { text, value, at } = entry.value;
  if (entry.key === "money") {
    if (!Number.isSafeInteger(value)) {
      context.report(
        "invalid_constant",
        at,
        `Money is a whole number of cents, found ${describe(entry.value)}.`,
      );
    }
    return { value, shape: { form: "scalar", type: { kind: "money" } } };
  }
  if (entry.key === "date") {
    if (!isDate(text)) {
      context.report(
        "invalid_constant",
        at,
        `A date is a real day YYYY-MM-DD, found ${describe(entry.value)}.`,
      );
    }
    return { value: text, shape: { form: "scalar", type: { kind: "date" } } };
  }
  return null;
}

function readTable(context: Context, node: MapNode): Read | null {
  const entries = new Map<string, Shape>();
  const values: [string, Json][] = [];
  let good = true;
  for (const { key, value } of node.entries.values()) {
    const read = readNode(context, value);
    if (read === null) {
      good = false;
      continue;
    }
    entries.set(key, read.shape);
    values.push([key, read.value]);
  }
  return good ? { value: Object.fromEntries(values), shape: { form: "table", entries } } : null;
}

/** The shape that both have, or null. Tables with other keys join as maps, when they have one element type. */
function join(a: Shape, b: Shape): Shape | null {
  if (a.form === "scalar" && b.form === "scalar") {
    if (a.type.kind === b.type.kind) return a;
    const numeric = [a.type.kind, b.type.kind].every((kind) => kind === "int" || kind === "number");
    return numeric ? { form: "scalar", type: { kind: "number" } } : null;
  }
  if (a.form === "list" && b.form === "list") {
    if (a.of === null) return b;
    if (b.of === null) return a;
    const of = join(a.of, b.of);
    return of === null ? null : { form: "list", of };
  }
  if (a.form === "table" && b.form === "table" && haveSameKeys(a.entries, b.entries)) {
    return joinEntries(a.entries, b.entries);
  }
  const isTable = (shape: Shape): boolean => shape.form === "table" || shape.form === "map";
  if (!isTable(a) || !isTable(b)) return null;
  const of = joinAll([...elements(a), ...elements(b)]);
  return of === null ? null : { form: "map", of };
}

function haveSameKeys(a: ReadonlyMap<string, Shape>, b: ReadonlyMap<string, Shape>): boolean {
  return a.size === b.size && [...a.keys()].every((key) => b.has(key));
}

function joinEntries(a: ReadonlyMap<string, Shape>, b: ReadonlyMap<string, Shape>): Shape | null {
  const entries = new Map<string, Shape>();
  for (const [key, left] of a) {
    const right = b.get(key);
    const joined = right === undefined ? null : join(left, right);
    if (joined === null) return null;
    entries.set(key, joined);
  }
  return { form: "table", entries };
}

function elements(shape: Shape): readonly Shape[] {
  if (shape.form === "table") return [...shape.entries.values()];
  return shape.form === "map" ? [shape.of] : [];
}

function joinAll(shapes: readonly Shape[]): Shape | null {
  const [first, ...rest] = shapes;
  let joined: Shape | null = first ?? null;
  for (const shape of rest) {
    if (joined === null) return null;
    joined = join(joined, shape);
  }
  return joined;
}

/**
 * A table is a record, so that its keys are known: `fares[cabin]` is never missing when there is a
 * fare for every cabin. Only tables that stand side by side with different keys are maps.
 */
function typeOfShape(shape: Shape): Type {
  switch (shape.form) {
    case "scalar":
      return shape.type;
    case "list":
      return { kind: "list", of: shape.of === null ? { kind: "never" } : typeOfShape(shape.of) };
    case "map":
      return { kind: "map", key: { kind: "string" }, value: typeOfShape(shape.of) };
    case "table": {
      // Entries that are tables of one shape get that shape, so that one can be looked up by a key.
      const nested = [...shape.entries.values()].every(({ form }) => form !== "scalar");
      const common = nested ? joinAll([...shape.entries.values()]) : null;
      const fields = [...shape.entries].map(([name, entry]) => ({
        name,
        type: typeOfShape(common ?? entry),
      }));
      return { kind: "record", name: null, fields };
    }
  }
}
