/** Short forms in which emitted schemas write their descriptions; each gives plain data. */
import type { EnumSpec, FieldSpec, TypeSpec, UnionVariant } from "../schema/index.js";
import type { ParamSpec, RefusalSpec, ToolEffects } from "./domain.js";

type Of<K extends TypeSpec["kind"]> = Extract<TypeSpec, { kind: K }>;
type Length = Omit<Of<"string">, "kind">;
type Range = Omit<Of<"int">, "kind">;
type Count = Omit<Of<"list">, "kind" | "of">;

/** Types of values: `t.nullable(t.ref("Order"))`. */
export const t = {
  string: (length: Length = {}): TypeSpec => ({ kind: "string", ...length }),
  text: (length: Length = {}): TypeSpec => ({ kind: "text", ...length }),
  int: (range: Range = {}): TypeSpec => ({ kind: "int", ...range }),
  number: (range: Range = {}): TypeSpec => ({ kind: "number", ...range }),
  decimal: (digits: number, range: Range = {}): TypeSpec => ({ kind: "decimal", digits, ...range }),
  money: (range: Range = {}): TypeSpec => ({ kind: "money", ...range }),
  bool: (): TypeSpec => ({ kind: "bool" }),
  date: (): TypeSpec => ({ kind: "date" }),
  datetime: (): TypeSpec => ({ kind: "datetime" }),
  message: (): TypeSpec => ({ kind: "message" }),
  enum: (name: string, ...values: readonly string[]): TypeSpec => ({ kind: "enum", name, values }),
  /** Any value of a declared enum. */
  enumOf: ({ name, values }: EnumSpec): TypeSpec => ({
    kind: "enum",
    name,
    values: values.map(({ value }) => value),
  }),
  id: (entity: string): TypeSpec => ({ kind: "id", entity }),
  ref: (entity: string): TypeSpec => ({ kind: "ref", entity }),
  list: (of: TypeSpec, count: Count = {}): TypeSpec => ({ kind: "list", of, ...count }),
  map: (key: TypeSpec, value: TypeSpec): TypeSpec => ({ kind: "map", key, value }),
  record: (name: string | null, fields: readonly FieldSpec[]): TypeSpec => ({
    kind: "record",
    name,
    fields,
  }),
  union: (name: string, tag: string, variants: readonly UnionVariant[]): TypeSpec => ({
    kind: "union",
    name,
    tag,
    variants,
  }),
  changes: (entity: string, fields: readonly FieldSpec[]): TypeSpec => ({
    kind: "changes",
    entity,
    fields,
  }),
  nullable: (of: TypeSpec): TypeSpec => ({ kind: "nullable", of }),
  choice: (...of: readonly TypeSpec[]): TypeSpec => ({ kind: "choice", of }),
} as const;

/** A field of a record. */
export function field(
  name: string,
  type: TypeSpec,
  description: string,
  options: Omit<FieldSpec, "name" | "type" | "description"> = {},
): FieldSpec {
  return { name, type, description, ...options };
}

/** Some of the fields of a record, in the order asked for. */
export function pickFields(
  fields: readonly FieldSpec[],
  ...names: readonly string[]
): readonly FieldSpec[] {
  return names.flatMap((name) => fields.filter((one) => one.name === name));
}

/** A parameter of a tool; required unless the options say otherwise. */
export function param(
  name: string,
  type: TypeSpec,
  description: string,
  options: Partial<Omit<ParamSpec, "name" | "type" | "description">> = {},
): ParamSpec {
  return { name, type, description, required: true, ...options };
}

/** What a tool may do; what is left out, it does not. */
export function effects(some: Partial<ToolEffects>): ToolEffects {
  return {
    reads: [],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: false,
    ...some,
  };
}

/** Refusals by code, each with what it means. */
export function refusals(meanings: Readonly<Record<string, string>>): readonly RefusalSpec[] {
  return Object.entries(meanings).map(([code, description]) => ({ code, description }));
}
