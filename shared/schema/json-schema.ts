/**
 * JSON Schemas of a tool's arguments and result, in the narrow dialect that every client and model
 * reads: plain types, no `$ref`, `anyOf` or `oneOf`; a union is an object with the enum of its tag
 * and the fields of all variants. Only a result that is one of several types has `anyOf`.
 */
import type { ParameterShape } from "./arguments.js";
import { LIMITS } from "./limits.js";
import type { FieldSpec, Json, TypeSpec, UnionVariant } from "./types.js";

/** A JSON Schema as plain data. */
export type JsonSchema = { [keyword: string]: Json };

/** The schema of an object, as MCP wants `inputSchema` and `outputSchema`. */
export type ObjectSchema = JsonSchema & { type: "object" };

/** Where a value goes decides whether null is a value (`out`) or means "omitted" (`in`). */
type Direction = "in" | "out";

const DATE_PATTERN = "^\\d{4}-\\d{2}-\\d{2}$";
const DATETIME_PATTERN = "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$";

/** The schema of a tool's arguments. Every property has a plain `type` and a description. */
export function inputSchema(params: readonly ParameterShape[]): ObjectSchema {
  const properties: { [name: string]: Json } = {};
  for (const param of params) {
    const schema = describe(schemaOf(param.type, "in"), param.description || param.name);
    if (param.default !== undefined && param.default !== null) schema.default = param.default;
    properties[param.name] = schema;
  }
  const required = params
    .filter((p) => p.required && p.type.kind !== "nullable")
    .map((p) => p.name);
  return { type: "object", properties, required, additionalProperties: false };
}

/** Whether a result of the type is an object by itself; others are wrapped as `{"result": ...}`. */
export function isObjectResult(type: TypeSpec): boolean {
  return (
    type.kind === "record" ||
    type.kind === "union" ||
    type.kind === "map" ||
    type.kind === "changes"
  );
}

/** The schema of a tool's `structuredContent`. */
export function outputSchema(result: TypeSpec): ObjectSchema {
  const schema = schemaOf(result, "out");
  if (isObjectResult(result)) return schema as ObjectSchema;
  return {
    type: "object",
    properties: { result: describe(schema, "The result.") },
    required: ["result"],
    additionalProperties: false,
  };
}

function schemaOf(type: TypeSpec, direction: Direction): JsonSchema {
  switch (type.kind) {
    case "string":
      return textSchema(type.minLength, Math.min(type.maxLength ?? LIMITS.string, LIMITS.string));
    case "text":
      return textSchema(type.minLength, Math.min(type.maxLength ?? LIMITS.text, LIMITS.text));
    case "int":
    case "money":
      return numberSchema("integer", type.min, type.max);
    case "number":
    case "decimal":
      return numberSchema("number", type.min, type.max);
    case "bool":
      return { type: "boolean" };
    case "date":
      return { type: "string", pattern: DATE_PATTERN };
    case "datetime":
      return { type: "string", pattern: DATETIME_PATTERN };
    case "enum":
      return { type: "string", enum: [...type.values] };
    case "id":
    case "ref":
    case "message":
      return { type: "string" };
    case "list":
      return listSchema(type, direction);
    case "map":
      return { type: "object", additionalProperties: schemaOf(type.value, direction) };
    case "record":
      return objectSchema(type.fields, direction);
    case "union":
      return unionSchema(type.tag, type.variants, direction);
    case "changes":
      return { ...objectSchema(type.fields, direction), required: [] };
    case "nullable":
      return direction === "in"
        ? schemaOf(type.of, direction)
        : orNull(schemaOf(type.of, direction));
    case "choice":
      return { anyOf: type.of.map((one) => schemaOf(one, direction)) };
  }
}

function textSchema(min: number | undefined, max: number): JsonSchema {
  return { type: "string", ...(min === undefined ? {} : { minLength: min }), maxLength: max };
}

function numberSchema(type: string, min: number | undefined, max: number | undefined): JsonSchema {
  return {
    type,
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
  };
}

function listSchema(type: Extract<TypeSpec, { kind: "list" }>, direction: Direction): JsonSchema {
  return {
    type: "array",
    items: schemaOf(type.of, direction),
    ...(type.minItems === undefined ? {} : { minItems: type.minItems }),
    ...(type.maxItems === undefined ? {} : { maxItems: type.maxItems }),
  };
}

function objectSchema(fields: readonly FieldSpec[], direction: Direction): ObjectSchema {
  const properties: { [name: string]: Json } = {};
  for (const field of fields) {
    properties[field.name] = describe(
      schemaOf(field.type, direction),
      field.description || field.name,
    );
  }
  return {
    type: "object",
    properties,
    required: fields.filter((field) => isRequired(field, direction)).map((field) => field.name),
    additionalProperties: false,
  };
}

function isRequired(field: FieldSpec, direction: Direction): boolean {
  if (field.type.kind !== "nullable") return true;
  return direction === "out" && field.omitNull !== true;
}

function unionSchema(
  tag: string,
  variants: readonly UnionVariant[],
  direction: Direction,
): ObjectSchema {
  const values = variants.map((variant) => variant.value);
  const meanings = variants
    .map((variant) =>
      variant.description ? `${variant.value}: ${variant.description}` : variant.value,
    )
    .join(" ");
  const properties: { [name: string]: Json } = {
    [tag]: { type: "string", enum: values, description: meanings },
  };
  const where = new Map<string, string[]>();
  for (const variant of variants) {
    for (const field of variant.fields) {
      const known = where.get(field.name);
      const schema = describe(schemaOf(field.type, direction), field.description || field.name);
      properties[field.name] =
        known === undefined ? schema : merge(properties[field.name] as JsonSchema, schema);
      where.set(field.name, [...(known ?? []), variant.value]);
    }
  }
  for (const [name, tags] of where) {
    if (tags.length === variants.length) continue;
    const schema = properties[name] as JsonSchema;
    schema.description = `${schema.description} (only for ${tags.join(", ")})`;
  }
  const everywhere = [...where.keys()].filter((name) =>
    variants.every((variant) =>
      variant.fields.some((field) => field.name === name && isRequired(field, direction)),
    ),
  );
  return {
    type: "object",
    properties,
    required: [tag, ...everywhere],
    additionalProperties: false,
  };
}

/** One schema for two variants' fields of one name: equal ones as they are, others by type alone. */
function merge(first: JsonSchema, second: JsonSchema): JsonSchema {
  const { description: a, ...shape } = first;
  const { description: b, ...other } = second;
  const description = a === b ? String(a) : `${a} ${b}`;
  if (JSON.stringify(shape) === JSON.stringify(other)) return { ...shape, description };
  const types = [...new Set([first.type, second.type].flat())] as string[];
  return { type: types.length === 1 ? (types[0] as string) : types, description };
}

function orNull(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema.anyOf)) return { ...schema, anyOf: [...schema.anyOf, { type: "null" }] };
  const types = [schema.type as Json].flat() as string[];
  const result: JsonSchema = {
    ...schema,
    type: types.includes("null") ? types : [...types, "null"],
  };
  if (Array.isArray(schema.enum)) result.enum = [...schema.enum, null];
  return result;
}

function describe(schema: JsonSchema, description: string): JsonSchema {
  return { ...schema, description };
}
