/**
 * Values that fit a place only part by part: objects that call a ref field by its short name
 * (`variant` for `variant_id`), and lists of text that become messages. They are lowered to
 * literals, `map` and conditionals, so that nothing behind the checker has to know of this.
 */
import type { Expr, ObjectEntry, RecordField, Type } from "../ir.js";
import { type Context, type Slot, slot } from "./context.js";
import { pathOf } from "./facts.js";
import { members, storedFields } from "./fields.js";
import { BOOL, leaf, list, mayBeNull, NULL, nullable, present, withLeaf } from "./types.js";

/** Makes a part fit its slot; null when it cannot be done. */
export type FitPart = (ctx: Context, value: Expr, to: Slot) => Expr | null;

type RecordType = Extract<Type, { kind: "record" }>;

/** The name that logic may use for a ref field that is called `x_id`, unless another field has it. */
export function shortName(field: RecordField, all: readonly RecordField[]): string | null {
  const { name, type } = field;
  if (present(type).kind !== "entity" || !name.endsWith("_id") || name.length <= 3) return null;
  const short = name.slice(0, -3);
  return all.some((other) => other.name === short) ? null : short;
}

/** The value made anew in the form that the slot wants; null where the logic has no way to say so. */
export function rebuilt(ctx: Context, value: Expr, to: Slot, fitPart: FitPart): Expr | null {
  const part = (inner: Expr, type: Type): Expr | null => fitPart(ctx, inner, slot(type, to.stored));
  switch (value.node) {
    case "conditional": {
      const then = part(value.then, to.type);
      const other = part(value.else, to.type);
      if (then === null || other === null) return null;
      return { ...value, then, else: other, type: to.type };
    }
    case "coalesce": {
      const left = part(value.left, nullable(to.type));
      const right = part(value.right, to.type);
      return left === null || right === null ? null : { ...value, left, right, type: to.type };
    }
    case "bounded": {
      const operand = part(value.operand, to.type);
      return operand === null ? null : { ...value, operand, type: operand.type };
    }
    default:
      break;
  }
  const target = present(to.type);
  const from = present(value.type);
  if (target.kind === "list" && from.kind === "list")
    return eachOf(ctx, value, target.of, to, fitPart);
  if (target.kind === "map" && value.node === "object") return entriesOf(value, target, part);
  if (target.kind !== "record" || from.kind !== "record") return null;
  if (value.node === "object" && !value.entries.some(isSpread)) {
    const given = new Map(value.entries.flatMap(namedEntry));
    return recordOf(value, target, (name) => given.get(name) ?? null, part);
  }
  if (pathOf(value) === null) return null;
  const present_: Expr = { ...value, type: from };
  const whole = recordOf(value, target, (name) => fieldOf(ctx, present_, name), part);
  return whole === null || !mayBeNull(value.type) ? whole : unlessNull(value, whole);
}

function isSpread(entry: ObjectEntry): boolean {
  return entry.kind === "spread";
}
function namedEntry(entry: ObjectEntry): [string, Expr][] {
  return entry.kind === "entry" && typeof entry.key === "string" ? [[entry.key, entry.value]] : [];
}

/** Lists: literals item by item, the arrow of a `map`, and everything else by a new `map`. */
function eachOf(ctx: Context, value: Expr, of: Type, to: Slot, fitPart: FitPart): Expr | null {
  const element = slot(of, to.stored);
  if (value.node === "list") {
    const items = value.items.map((item) => ({
      kind: item.kind,
      value: fitPart(ctx, item.value, item.kind === "item" ? element : slot(list(of), to.stored)),
    }));
    if (!items.every((item): item is typeof item & { value: Expr } => item.value !== null)) {
      return null;
    }
    return { ...value, items, type: list(elementType(items.at(-1)?.value, of)) };
  }
  const [arrow] = value.node === "method" && value.name === "map" ? value.args : [];
  if (value.node === "method" && arrow?.node === "arrow") {
    const body = fitPart(ctx, arrow.body, element);
    if (body === null) return null;
    const type = mayBeNull(value.type) ? nullable(list(body.type)) : list(body.type);
    return { ...value, args: [{ ...arrow, body, type: body.type }], type };
  }
  const from = present(value.type);
  if (from.kind !== "list") return null;
  const { at } = value;
  const name = freshName(ctx);
  const body = inNames(ctx, name, () =>
    fitPart(ctx, { node: "local", name, type: from.of, at }, element),
  );
  if (body === null) return null;
  const missing = mayBeNull(value.type);
  return {
    node: "method",
    object: value,
    name: "map",
    args: [{ node: "arrow", params: [{ name, type: from.of }], body, type: body.type, at }],
    optional: missing,
    charged: ctx.repeated,
    type: missing ? nullable(list(body.type)) : list(body.type),
    at,
  };
}

function elementType(last: Expr | undefined, of: Type): Type {
  return last === undefined || last.type.kind === "list" ? of : last.type;
}

const names = new WeakMap<Context, string[]>();
/** Arrows made here stand inside of each other, where no scope knows their parameters. */
function freshName(ctx: Context): string {
  return ctx.freshName(`each${"Inner".repeat(names.get(ctx)?.length ?? 0)}`);
}
function inNames<T>(ctx: Context, name: string, run: () => T): T {
  const open = names.get(ctx) ?? [];
  names.set(ctx, [...open, name]);
  const result = run();
  names.set(ctx, open);
  return result;
}

function entriesOf(
  value: Extract<Expr, { node: "object" }>,
  target: Extract<Type, { kind: "map" }>,
  part: (value: Expr, type: Type) => Expr | null,
): Expr | null {
  const entries: ObjectEntry[] = [];
  for (const entry of value.entries) {
    const inner = part(entry.value, entry.kind === "entry" ? target.value : target);
    if (inner === null) return null;
    entries.push({ ...entry, value: inner });
  }
  return { ...value, entries, type: target };
}

/** The record from its fields, in declared order; null when one is missing or does not fit. */
function recordOf(
  value: Expr,
  target: RecordType,
  read: (name: string) => Expr | null,
  part: (value: Expr, type: Type) => Expr | null,
): Expr | null {
  const entries: ObjectEntry[] = [];
  const fields: RecordField[] = [];
  for (const field of target.fields) {
    const short = shortName(field, target.fields);
    const given = read(field.name) ?? (short === null ? null : read(short));
    const fitting: Expr | null =
      given !== null
        ? part(given, field.type)
        : field.type.kind === "nullable"
          ? { node: "literal", value: null, type: NULL, at: value.at }
          : null;
    if (fitting === null) return null;
    entries.push({ kind: "entry", key: field.name, value: fitting });
    fields.push({ name: field.name, type: fitting.type });
  }
  const type: Type = target.name !== null ? target : { ...target, fields };
  return { node: "object", entries, type, at: value.at };
}

/** `object.name` as it is held: ids where the object is in stored form. */
function fieldOf(ctx: Context, object: Expr, name: string): Expr | null {
  const member = members(ctx.model, object.type)?.get(name);
  if (member === undefined || member.field !== name) return null;
  const stored = storedFields(ctx.model, object.type) !== null;
  const inner = leaf(member.type);
  const type =
    stored && inner.kind === "entity"
      ? withLeaf(member.type, { kind: "id", entity: inner.entity })
      : member.type;
  const { at } = object;
  return { node: "field", object, field: name, via: "value", optional: false, type, at };
}

function unlessNull(value: Expr, whole: Expr): Expr {
  const { at } = value;
  const nothing: Expr = { node: "literal", value: null, type: NULL, at };
  const test: Expr = {
    node: "equal",
    negated: false,
    of: "scalar",
    left: value,
    right: nothing,
    type: BOOL,
    at,
  };
  // biome-ignore lint/suspicious/noThenProperty: the IR calls the branches `then` and `else`
  return { node: "conditional", test, then: nothing, else: whole, type: nullable(whole.type), at };
}
