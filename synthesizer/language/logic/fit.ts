/** Whether a value fits where it goes, and what has to be done to it. */
import type { Expr, Type } from "../ir.js";
import { type Context, type Slot, slot } from "./context.js";
import { members, shownEntity, specOf } from "./fields.js";
import { toMessage } from "./messages.js";
import { rebuilt, shortName } from "./rebuild.js";
import {
  isError,
  isNested,
  isNumeric,
  isText,
  isWhole,
  leaf,
  mayBeNull,
  nullable,
  present,
  same,
  show,
  valuesOf,
  withLeaf,
} from "./types.js";

/**
 * `same`: as it is. `shape`: cut to the shape of the slot. `parts`: built anew from its parts (see
 * `rebuilt`). The others as `convert` names them.
 */
type Fit = "same" | "id" | "round" | "message" | "shape" | "parts";

/** How a value of one type fits a slot; null when it does not. */
export function fitOf(ctx: Context, from: Type, to: Type, stored: boolean): Fit | null {
  if (isError(from) || isError(to) || from.kind === "never") return "same";
  if (to.kind === "nullable") {
    return from.kind === "null" ? "same" : fitOf(ctx, present(from), to.of, stored);
  }
  if (mayBeNull(from)) return from.kind === to.kind ? "same" : null;
  if (to.kind === "choice") {
    // An object that was written where it is wanted has been made fit already.
    if (from.kind === "choice") return same(from, to) ? "same" : null;
    const chosen = choose(ctx, from, to, stored);
    return chosen === null ? null : fitOf(ctx, from, chosen, stored);
  }
  switch (to.kind) {
    case "string":
      return isText(from) ? "same" : null;
    case "int":
    case "money":
      return isWhole(from) ? "same" : null;
    case "number":
      return isNumeric(from) ? "same" : null;
    case "decimal":
      if (isWhole(from) || (from.kind === "decimal" && from.digits <= to.digits)) return "same";
      return isNumeric(from) ? "round" : null;
    case "enum":
    case "literal": {
      const values = valuesOf(from);
      const allowed = valuesOf(to) ?? [];
      if (values === null || !values.every((value) => allowed.includes(value))) return null;
      const foreign =
        from.kind === "enum" && from.name !== "" && to.kind === "enum" && to.name !== "";
      return foreign && from.name !== to.name ? null : "same";
    }
    case "id":
      if (from.kind === "id") return from.entity === to.entity ? "same" : null;
      return from.kind === "entity" && from.entity === to.entity ? "id" : null;
    case "entity":
      if (from.kind === "entity")
        return from.entity === to.entity ? (stored ? "id" : "same") : null;
      return stored && from.kind === "id" && from.entity === to.entity ? "same" : null;
    case "message":
      return from.kind === "message" ? "same" : isText(from) ? "message" : null;
    case "list":
      return from.kind === "list" ? elementwise(fitOf(ctx, from.of, to.of, stored)) : null;
    case "map":
      return from.kind === "map" && fitOf(ctx, from.key, to.key, true) === "same"
        ? elementwise(fitOf(ctx, from.value, to.value, stored))
        : null;
    case "record":
      return fitRecord(ctx, from, to, stored);
    case "union":
      return from.kind === "union" &&
        from.name === to.name &&
        from.tags.every((tag) => to.tags.includes(tag))
        ? "same"
        : null;
    case "changes":
      return from.kind === "changes" && from.entity === to.entity ? "same" : null;
    default:
      return from.kind === to.kind ? "same" : null;
  }
}

/** The first of the types that a value fits; null when it fits none. */
function choose(
  ctx: Context,
  from: Type,
  to: Extract<Type, { kind: "choice" }>,
  stored: boolean,
): Type | null {
  return to.of.find((one) => fitOf(ctx, from, one, stored) !== null) ?? null;
}

/** Text becomes a message where it is made, so a list of texts is built anew. */
function elementwise(of: Fit | null): Fit | null {
  return of === "message" ? "parts" : of;
}

function fitRecord(
  ctx: Context,
  from: Type,
  to: Extract<Type, { kind: "record" }>,
  stored: boolean,
): Fit | null {
  const shown = shownEntity(ctx.model, to);
  if (from.kind === "entity") return from.entity === shown ? "shape" : null;
  if (from.kind !== "record") return null;
  if (to.name !== null && from.name === to.name) return "same";
  // Every field must be there under its own name (of refs also the short one), or may be null;
  // there may be no others.
  const has = new Map(from.fields.map((field) => [field.name, field.type]));
  const slots = to.fields;
  let exact = slots.length === from.fields.length;
  let parts = false;
  let taken = 0;
  for (const [index, field] of slots.entries()) {
    const short = has.has(field.name) ? null : shortName(field, slots);
    const type = has.get(short ?? field.name);
    if (type === undefined) {
      if (field.type.kind !== "nullable") return null;
      exact = false;
      continue;
    }
    taken += 1;
    const part = fitOf(ctx, type, field.type, stored || to.name !== null);
    if (part === null) return null;
    const open = present(field.type).kind === "choice" && present(type).kind !== "choice";
    if (short !== null || open || part === "parts" || part === "message") parts = true;
    if (part !== "same" || from.fields[index]?.name !== field.name) exact = false;
  }
  if (taken < from.fields.length) return null;
  return parts ? "parts" : exact ? "same" : "shape";
}

/** The value made fit for a slot; reports when it does not fit. `what` names the slot. */
export function coerce(ctx: Context, value: Expr, to: Slot, node: Place, what: string): Expr {
  if (fitOf(ctx, value.type, to.type, to.stored) === null) {
    mismatch(ctx, value, to, node, what);
    return ctx.failed(node);
  }
  const fitting = fitted(ctx, value, to);
  if (fitting !== null) return fitting;
  return ctx.fail(
    node,
    "type_mismatch",
    `${what} takes ${show(to.type)}; this has other names or texts inside and is not taken apart.`,
    { allowed: rewriting(leaf(to.type)) },
  );
}

/** What to write where a value cannot be built anew from its parts. */
function rewriting(to: Type): string {
  const fields = to.kind === "record" ? to.fields : [];
  const refs = fields.filter((field) => shortName(field, fields) !== null);
  const names = refs.map((field) => `\`${field.name}: x\` for \`${shortName(field, fields)}: x\``);
  return [...names, "name the value by `const` first", "write the object where it is stored"].join(
    "; or ",
  );
}

/** The value made fit for a slot; null when it does not fit or cannot be built anew. */
function fitted(ctx: Context, value: Expr, to: Slot): Expr | null {
  const inner = present(to.type);
  if (inner.kind === "choice" && present(value.type).kind !== "choice") {
    const chosen = choose(ctx, present(value.type), inner, to.stored);
    const type = chosen === null || !mayBeNull(value.type) ? chosen : nullable(chosen);
    return type === null ? null : fitted(ctx, value, slot(type, to.stored));
  }
  const how = fitOf(ctx, value.type, to.type, to.stored);
  if (how === null || how === "same") return how === null ? null : value;
  if (how === "message") return toMessage(ctx, value);
  if (how !== "parts") return convert(ctx, value, how, to.type);
  const named = leaf(to.type);
  const stored = to.stored || (named.kind === "record" && named.name !== null);
  return rebuilt(ctx, value, { ...to, stored }, fitted);
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function convert(ctx: Context, value: Expr, how: "id" | "round" | "shape", to: Type): Expr {
  const keepsNull = mayBeNull(value.type);
  const target = keepsNull || to.kind !== "nullable" ? to : to.of;
  const base = { node: "convert", operand: value, at: value.at } as const;
  switch (how) {
    case "id": {
      const inner = leafEntity(value.type);
      const type = withLeaf(value.type, { kind: "id", entity: inner });
      return { ...base, how: "id", shape: null, type };
    }
    case "round":
      return { ...base, how, shape: null, type: target };
    case "shape":
      return { ...base, how: "view", shape: specOf(ctx.model, target), type: target };
  }
}

function leafEntity(type: Type): string {
  switch (type.kind) {
    case "entity":
      return type.entity;
    case "nullable":
    case "list":
      return leafEntity(type.of);
    case "map":
      return leafEntity(type.value);
    default:
      return "";
  }
}

/** The id of a record expression. */
export function toId(value: Expr, entity: string): Expr {
  const type = withLeaf(value.type, { kind: "id", entity });
  return { node: "convert", how: "id", operand: value, shape: null, type, at: value.at };
}

/** Copies a nested value that goes into a record, unless nothing else can hold it. */
export function copied(value: Expr): Expr {
  if (!isNested(value.type) || isFresh(value)) return value;
  return {
    node: "convert",
    how: "copy",
    operand: value,
    shape: null,
    type: value.type,
    at: value.at,
  };
}

/** Whether an expression makes its value anew, down to the last part. */
function isFresh(value: Expr): boolean {
  if (!isNested(value.type)) return true;
  switch (value.node) {
    case "literal":
      return true;
    case "object":
      return value.entries.every((entry) =>
        entry.kind === "entry" ? isFresh(entry.value) : flat(entry.value.type),
      );
    case "list":
      return value.items.every((item) =>
        item.kind === "item" ? isFresh(item.value) : flat(item.value.type),
      );
    case "convert":
      return value.how !== "message";
    case "conditional":
      return isFresh(value.then) && isFresh(value.else);
    case "coalesce":
      return isFresh(value.left) && isFresh(value.right);
    case "query":
      return true;
    case "method":
      return flat(value.type) || (value.name === "map" && arrowIsFresh(value.args[0]));
    case "library":
      return flat(value.type);
    default:
      return false;
  }
}
function arrowIsFresh(arrow: Expr | undefined): boolean {
  return arrow?.node === "arrow" && isFresh(arrow.body);
}
/** A list or map of scalars, or a record of scalars: one level deep. */
function flat(type: Type): boolean {
  const inner = present(type);
  switch (inner.kind) {
    case "list":
      return !isNested(inner.of);
    case "map":
      return !isNested(inner.value);
    case "record":
      return inner.fields.every((field) => !isNested(field.type));
    default:
      return false;
  }
}

/** Says why a value does not fitOf, and what would. */
function mismatch(ctx: Context, value: Expr, to: Slot, node: Place, what: string): void {
  const from = value.type;
  const target = present(to.type);
  if (
    mayBeNull(from) &&
    !mayBeNull(to.type) &&
    fitOf(ctx, present(from), to.type, to.stored) !== null
  ) {
    const found = from.kind === "null" ? "null" : `${show(from)}, which may be null`;
    const allowed =
      from.kind === "null"
        ? `a value of type ${show(to.type)}`
        : "a test `!== null`, `require(...)` or `?? fallback`";
    ctx.report(node, "possibly_null", `${what} takes ${show(to.type)}, but this is ${found}.`, {
      allowed,
    });
    return;
  }
  if (target.kind === "never") {
    ctx.report(node, "type_mismatch", `${what} is part of an empty value that has no type yet.`, {
      allowed: "a whole value: `m[k] = [...(m[k] ?? []), x]`; `groupBy(list, x => key)`",
    });
    return;
  }
  const values = valuesOf(present(from));
  if (target.kind === "enum" && values !== null && !(from.kind === "enum" && from.name !== "")) {
    const wrong = values.find((candidate) => !target.values.includes(candidate)) ?? "";
    ctx.report(node, "unknown_value", `${JSON.stringify(wrong)} is no value of ${show(target)}.`, {
      allowed: listed(target.values),
      found: wrong,
      among: target.values,
    });
    return;
  }
  ctx.report(node, "type_mismatch", `${what} takes ${show(to.type)}, but this is ${show(from)}.`, {
    allowed: remedy(ctx, present(from), target),
  });
}

/** Names for an "allowed", as many as are short enough to say. */
export function listed(names: Iterable<string>): string {
  const all = [...names];
  return all.length <= 12 ? all.join(", ") : `${all.slice(0, 12).join(", ")}, ... (${all.length})`;
}

function remedy(ctx: Context, from: Type, to: Type): string | undefined {
  if (isWhole(to) && isNumeric(from)) return "a whole number: `round(x)`, `floor(x)`, `ceil(x)`";
  if (isWhole(to) && isText(from)) return "`parseInteger(text)`";
  if (isNumeric(to) && isText(from)) return "`parseNumber(text)`";
  if (from.kind === "message") return "the template itself, written here as well";
  if (
    (to.kind === "string" || to.kind === "message") &&
    from.kind !== "entity" &&
    !isNested(from)
  ) {
    return "text: `text(x)` or a template";
  }
  if (to.kind === "date" && from.kind === "datetime") return "a date: `dateOf(datetime)`";
  if (to.kind === "datetime" && from.kind === "date") return 'a datetime: `atTime(date, "09:00")`';
  if (to.kind === "date" && isText(from))
    return "a date: `parseDate(text)`, `today` or a constant `{ date: ... }`";
  if (to.kind === "datetime" && isText(from)) return "a datetime: `parseDatetime(text)` or `now`";
  if (to.kind === "entity" && (isText(from) || from.kind === "id")) {
    const table = ctx.model.entities.get(to.entity)?.table;
    return table === undefined ? undefined : `a record: \`${table}.get(id)\`, which may be null`;
  }
  if (to.kind === "id" && isText(from)) {
    const table = ctx.model.entities.get(to.entity)?.table;
    return table === undefined ? undefined : `an id: \`${table}.get(text)\` gives the record`;
  }
  if (to.kind === "enum") return listed(to.values);
  if (to.kind === "bool") return "a condition: a comparison such as `x !== null`";
  if (to.kind === "record" && from.kind === "record") {
    return `an object with the fields ${listed([...(members(ctx.model, to)?.keys() ?? [])])}`;
  }
  return undefined;
}

/** A slot for a plain value inside the logic. */
export const inside = (type: Type): Slot => slot(type, false);
