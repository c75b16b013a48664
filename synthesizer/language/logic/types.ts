/** Types of logic: constructors, how they are shown, and the least type that covers two others. */
import type { Type } from "../ir.js";

export const STRING: Type = { kind: "string" };
export const INT: Type = { kind: "int" };
export const NUMBER: Type = { kind: "number" };
export const MONEY: Type = { kind: "money" };
export const BOOL: Type = { kind: "bool" };
export const DATE: Type = { kind: "date" };
export const DATETIME: Type = { kind: "datetime" };
export const NULL: Type = { kind: "null" };
export const NEVER: Type = { kind: "never" };
export const VOID: Type = { kind: "void" };

/**
 * The type of what could not be typed: it fits everywhere, so that one mistake is told once. Known
 * by identity; where that is lost in a larger type it is `never`, which fits everywhere as well.
 */
export const ERROR: Type = Object.freeze({ kind: "never" });
export function isError(type: Type): boolean {
  return type === ERROR;
}

export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;
export const WEEKDAY: Type = { kind: "enum", name: "Weekday", values: WEEKDAYS };

export function list(of: Type): Type {
  return { kind: "list", of };
}
export function nullable(of: Type): Type {
  return isError(of) || of.kind === "nullable" || of.kind === "null"
    ? of
    : of.kind === "never"
      ? NULL
      : { kind: "nullable", of };
}
export function record(fields: Readonly<Record<string, Type>>): Type {
  return {
    kind: "record",
    name: null,
    fields: Object.entries(fields).map(([name, type]) => ({ name, type })),
  };
}
/** A set of text literals that belongs to no declared enum. */
export function literals(values: readonly string[]): Type {
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? { kind: "literal", value: only }
    : { kind: "enum", name: "", values };
}

/** The type without null; `never` for null itself. */
export function present(type: Type): Type {
  return type.kind === "nullable" ? type.of : type.kind === "null" ? NEVER : type;
}
export function mayBeNull(type: Type): boolean {
  return type.kind === "nullable" || type.kind === "null";
}
/** Whole numbers: `int` and `money`. */
export function isWhole(type: Type): boolean {
  return type.kind === "int" || type.kind === "money";
}
export function isNumeric(type: Type): boolean {
  return isWhole(type) || type.kind === "number" || type.kind === "decimal";
}
/** Text and literals that belong to no enum. */
export function isText(type: Type): boolean {
  return (
    type.kind === "string" || type.kind === "literal" || (type.kind === "enum" && type.name === "")
  );
}
/** The literals that a type is made of, or null. */
export function valuesOf(type: Type): readonly string[] | null {
  return type.kind === "literal" ? [type.value] : type.kind === "enum" ? type.values : null;
}
/** Lists, maps, records and unions: values that can be changed in part. */
export function isNested(type: Type): boolean {
  const { kind } = present(type);
  return kind === "list" || kind === "map" || kind === "record" || kind === "union";
}
/** What a list or map of something holds in the end, without null. */
export function leaf(type: Type): Type {
  switch (type.kind) {
    case "nullable":
      return leaf(type.of);
    case "list":
      return leaf(type.of);
    case "map":
      return leaf(type.value);
    default:
      return type;
  }
}
/** The same lists and maps around another leaf. */
export function withLeaf(type: Type, to: Type): Type {
  switch (type.kind) {
    case "nullable":
      return nullable(withLeaf(type.of, to));
    case "list":
      return list(withLeaf(type.of, to));
    case "map":
      return { ...type, value: withLeaf(type.value, to) };
    default:
      return to;
  }
}
/** Whether record handles stand anywhere inside. */
export function holdsHandles(type: Type): boolean {
  const inner = leaf(type);
  if (inner.kind === "record" && inner.name === null) {
    return inner.fields.some((field) => holdsHandles(field.type));
  }
  return inner.kind === "entity";
}

/** The type as an author would write it. */
export function show(type: Type): string {
  switch (type.kind) {
    case "literal":
      return JSON.stringify(type.value);
    case "enum":
      return type.name || type.values.map((value) => JSON.stringify(value)).join(" | ") || "never";
    case "decimal":
      return `decimal(${type.digits})`;
    case "id":
      return `id<${type.entity}>`;
    case "entity":
      return type.entity;
    case "list":
      return `list<${show(type.of)}>`;
    case "map":
      return `map<${show(type.key)}, ${show(type.value)}>`;
    case "record":
      return type.name ?? `{ ${type.fields.map((f) => `${f.name}: ${show(f.type)}`).join(", ")} }`;
    case "union":
      return type.name;
    case "changes":
      return `changes<${type.entity}>`;
    case "nullable":
      return `${show(type.of)}?`;
    case "choice":
      return type.of.map(show).join(" | ");
    case "void":
      return "nothing";
    default:
      return type.kind;
  }
}

/** The least type that covers both, or null when there is none. */
export function join(a: Type, b: Type): Type | null {
  if (a === b) return a;
  if (isError(a) || isError(b)) return ERROR;
  if (a.kind === "never") return b;
  if (b.kind === "never") return a;
  if (mayBeNull(a) || mayBeNull(b)) {
    const of = join(present(a), present(b));
    return of === null ? null : nullable(of);
  }
  if (isNumeric(a) && isNumeric(b)) return joinNumbers(a, b);
  if (valuesOf(a) !== null || valuesOf(b) !== null) return joinTexts(a, b);
  if (a.kind !== b.kind) return null;
  switch (a.kind) {
    case "list": {
      const of = b.kind === "list" ? join(a.of, b.of) : null;
      return of === null ? null : list(of);
    }
    case "map": {
      if (b.kind !== "map") return null;
      const key = join(a.key, b.key);
      const value = join(a.value, b.value);
      return key === null || value === null ? null : { kind: "map", key, value };
    }
    case "record":
      return b.kind === "record" ? joinRecords(a, b) : null;
    case "union":
      return b.kind === "union" && a.name === b.name
        ? { ...a, tags: [...a.tags, ...b.tags.filter((tag) => !a.tags.includes(tag))] }
        : null;
    case "entity":
    case "id":
      return (b.kind === "entity" || b.kind === "id") && a.entity === b.entity ? a : null;
    case "changes":
      return b.kind === "changes" && a.entity === b.entity ? a : null;
    default:
      return a;
  }
}

function joinNumbers(a: Type, b: Type): Type {
  if (a.kind === "number" || b.kind === "number") return NUMBER;
  if (a.kind === "decimal") return b.kind === "decimal" && b.digits > a.digits ? b : a;
  if (b.kind === "decimal") return b;
  return a.kind === "money" ? a : b;
}

function joinTexts(a: Type, b: Type): Type | null {
  const left = valuesOf(a);
  const right = valuesOf(b);
  if (left === null || right === null) {
    const other = left === null ? a : b;
    return other.kind === "string" ? STRING : null;
  }
  const nameOf = (type: Type): string => (type.kind === "enum" ? type.name : "");
  const name = nameOf(a) || nameOf(b);
  if (nameOf(a) !== "" && nameOf(b) !== "" && nameOf(a) !== nameOf(b)) return null;
  const values = [...left, ...right.filter((value) => !left.includes(value))];
  const named = nameOf(a) === name ? left : right;
  const within = nameOf(a) === nameOf(b) || values.length === named.length;
  return name !== "" && within ? { kind: "enum", name, values } : literals(values);
}

function joinRecords(
  a: Extract<Type, { kind: "record" }>,
  b: Extract<Type, { kind: "record" }>,
): Type | null {
  if (a.name !== b.name) return null;
  if (a.name !== null) return a;
  if (a.fields.length !== b.fields.length) return null;
  const fields = [];
  for (const field of a.fields) {
    const other = b.fields.find((candidate) => candidate.name === field.name);
    const type = other === undefined ? null : join(field.type, other.type);
    if (type === null) return null;
    fields.push({ name: field.name, type });
  }
  return { kind: "record", name: null, fields };
}

/** Whether the two are the same type. */
export function same(a: Type, b: Type): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
