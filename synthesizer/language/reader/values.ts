/** Data in the document (examples, fixed records, defaults), read by the type it must have. */
import {
  compileValidator,
  describeType,
  type FieldSpec,
  type Json,
  type TypeSpec,
  type Validate,
} from "../../../shared/schema/index.js";
import { describe, type MapNode, type ScalarNode, type YamlNode } from "../document/index.js";
import { listed } from "../logic/index.js";
import { suggest } from "../suggest.js";
import type { Context } from "./context.js";

export interface ValueOptions {
  /**
   * `whole`: every field is there, nullable ones left out are null. `part`: objects hold any of
   * their fields, at every depth (what an outcome is matched with). `top`: any of its own fields,
   * each of them whole (a change).
   */
  readonly fields: "whole" | "part" | "top";
}

const WHOLE: ValueOptions = { fields: "whole" };

const validators = new WeakMap<TypeSpec, Validate>();
/** Fixed records are many and their types few, so each type is compiled once. */
function validatorOf(spec: TypeSpec): Validate {
  const known = validators.get(spec);
  if (known !== undefined) return known;
  const validator = compileValidator(spec);
  validators.set(spec, validator);
  return validator;
}

/** The value, or undefined when it does not have the type (reported). */
export function readValue(
  context: Context,
  node: YamlNode,
  spec: TypeSpec,
  options: ValueOptions = WHOLE,
): Json | undefined {
  switch (spec.kind) {
    case "nullable":
      return node.kind === "scalar" && node.isNull
        ? null
        : readValue(context, node, spec.of, options);
    case "list":
      return readList(context, node, spec, options);
    case "map":
      return readMap(context, node, spec, options);
    case "choice":
      return readChoice(context, node, spec, options);
    case "record":
      if (node.kind !== "map") return mismatch(context, node, spec);
      return readObject(context, node, spec.fields, `\`${spec.name ?? "the record"}\``, options);
    case "union":
      return readUnion(context, node, spec, options);
    case "changes":
      if (node.kind !== "map") return mismatch(context, node, spec);
      return readObject(context, node, spec.fields, `\`${spec.entity}\``, { fields: "top" });
    default:
      return readScalar(context, node, spec, options);
  }
}

function mismatch(context: Context, node: YamlNode, spec: TypeSpec): undefined {
  context.report(
    "type_mismatch",
    node.at,
    `Expected ${describeType(spec)}, found ${describe(node)}.`,
  );
  return undefined;
}

/** An object's fields by their types. Undefined when any of them is wrong. */
export function readObject(
  context: Context,
  node: MapNode,
  fields: readonly FieldSpec[],
  owner: string,
  options: ValueOptions,
  known: readonly string[] = [],
): { [key: string]: Json } | undefined {
  const read = new Map<string, Json>();
  const inner: ValueOptions = options.fields === "top" ? WHOLE : options;
  const missing: string[] = [];
  let good = true;
  for (const field of fields) {
    const entry = node.entries.get(field.name);
    if (entry === undefined) {
      if (options.fields !== "whole") continue;
      if (field.type.kind === "nullable") {
        read.set(field.name, null);
        continue;
      }
      missing.push(field.name);
      continue;
    }
    const value = readValue(context, entry.value, field.type, inner);
    if (value === undefined) good = false;
    else read.set(field.name, value);
  }
  if (missing.length > 0) {
    context.report("missing_field", node.at, missingFields(missing, owner));
    good = false;
  }
  for (const { key, keyAt } of node.entries.values()) {
    if (known.includes(key) || fields.some(({ name }) => name === key)) continue;
    const names = [...known, ...fields.map(({ name }) => name)];
    context.unknown(
      "unknown_field",
      keyAt,
      `${capital(owner)} has no field \`${key}\`.`,
      key,
      names,
    );
    good = false;
  }
  return good ? Object.fromEntries(read) : undefined;
}

/** All fields that one object lacks are one mistake. */
function missingFields(names: readonly string[], owner: string): string {
  const all = listed(names.map((name) => `\`${name}\``));
  return names.length === 1
    ? `The field ${all} of ${owner} is missing.`
    : `The fields ${all} of ${owner} are missing.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

type Of<K extends TypeSpec["kind"]> = Extract<TypeSpec, { kind: K }>;

function readList(
  context: Context,
  node: YamlNode,
  spec: Of<"list">,
  options: ValueOptions,
): Json | undefined {
  if (node.kind !== "list") return mismatch(context, node, spec);
  const items = node.items.map((item) => readValue(context, item, spec.of, options));
  const sized =
    node.items.length >= (spec.minItems ?? 0) && node.items.length <= (spec.maxItems ?? 10_000);
  if (!sized) {
    const found = `a list of ${node.items.length}`;
    context.report("type_mismatch", node.at, `Expected ${describeType(spec)}, found ${found}.`);
  }
  return items.every((item) => item !== undefined) && sized ? (items as Json[]) : undefined;
}

/** As the first of the types that fits; what the others would find is not reported. */
function readChoice(
  context: Context,
  node: YamlNode,
  spec: Of<"choice">,
  options: ValueOptions,
): Json | undefined {
  const { list } = context.diagnostics;
  const before = list.length;
  for (const one of spec.of) {
    const value = readValue(context, node, one, options);
    const good = value !== undefined && list.length === before;
    list.length = before;
    if (good) return value;
  }
  return mismatch(context, node, spec);
}

function readMap(
  context: Context,
  node: YamlNode,
  spec: Of<"map">,
  options: ValueOptions,
): Json | undefined {
  if (node.kind !== "map") return mismatch(context, node, spec);
  const read: [string, Json][] = [];
  let good = true;
  const isKey = validatorOf(spec.key);
  for (const { key, keyAt, value } of node.entries.values()) {
    if (isKey(key) !== null) {
      const names = spec.key.kind === "enum" ? spec.key.values : [];
      const message = `The key must be ${describeType(spec.key)}, found \`${key}\`.`;
      context.unknown("type_mismatch", keyAt, message, key, names);
      good = false;
    }
    const element = readValue(context, value, spec.value, options);
    if (element === undefined) good = false;
    else read.push([key, element]);
  }
  return good ? Object.fromEntries(read) : undefined;
}

function readUnion(
  context: Context,
  node: YamlNode,
  spec: Of<"union">,
  options: ValueOptions,
): Json | undefined {
  if (node.kind !== "map") return mismatch(context, node, spec);
  const tag = node.get(spec.tag);
  if (tag === undefined) {
    const allowed = spec.variants.map(({ value }) => value).join(", ");
    context.report(
      "missing_field",
      node.at,
      `The field \`${spec.tag}\` of \`${spec.name}\` is missing.`,
      { allowed },
    );
    return undefined;
  }
  const values = spec.variants.map(({ value }) => value);
  const chosen = readValue(context, tag, { kind: "enum", name: spec.name, values });
  const variant = spec.variants.find(({ value }) => value === chosen);
  if (variant === undefined) return undefined;
  const owner = `\`${spec.name}\` (${variant.value})`;
  const fields = readObject(context, node, variant.fields, owner, options, [spec.tag]);
  return fields === undefined ? undefined : { [spec.tag]: variant.value, ...fields };
}

function readScalar(
  context: Context,
  node: YamlNode,
  spec: TypeSpec,
  options: ValueOptions,
): Json | undefined {
  if (node.kind !== "scalar") return mismatch(context, node, spec);
  if (node.isNull) {
    context.report(
      "type_mismatch",
      node.at,
      `Expected ${describeType(spec)}, found ${describe(node)}.`,
      {
        ...(node.text === "" ? {} : { allowed: `text that reads ${node.text} stands in quotes` }),
      },
    );
    return undefined;
  }
  const value = scalarValue(node, spec);
  // Outcomes are matched with the text of a message, whatever it mentions.
  const checked: TypeSpec =
    spec.kind === "message" && options.fields === "part" ? { kind: "text" } : spec;
  const stored: Json = checked.kind === "message" ? [value] : value;
  const problem = validatorOf(checked)(stored);
  if (problem === null) return stored;
  if (spec.kind === "enum") {
    const message = `\`${node.text}\` is not a value of \`${spec.name}\`.`;
    context.unknown("unknown_value", node.at, message, node.text, spec.values);
    return undefined;
  }
  const near = spec.kind === "bool" ? booleanFor(node.text) : undefined;
  context.report(
    "type_mismatch",
    node.at,
    `Expected ${describeType(spec)}, found ${describe(node)}.`,
    {
      ...(near === undefined ? {} : { suggestion: near }),
    },
  );
  return undefined;
}

/** Numbers and booleans as YAML reads them where they belong; elsewhere the text as written. */
function scalarValue(node: ScalarNode, spec: TypeSpec): null | boolean | number | string {
  switch (spec.kind) {
    case "int":
    case "money":
    case "number":
    case "decimal":
      return typeof node.value === "number" ? node.value : node.text;
    case "bool":
      return typeof node.value === "boolean" ? node.value : node.text;
    default:
      return node.text;
  }
}

function booleanFor(text: string): string | undefined {
  const word = text.toLowerCase();
  if (word === "yes" || word === "on" || word === "true") return "true";
  if (word === "no" || word === "off" || word === "false") return "false";
  return suggest(text, ["true", "false"]);
}
