import type { FieldSpec, Json, TypeSpec } from "./types.js";
import { compileValidator } from "./validator.js";

/** Makes a stored value the JSON that leaves the environment. Hands it through when nothing differs. */
export type Present = (value: Json) => Json;

/**
 * Compiles the presentation of one type: fields marked `omitNull` are left out when they are null,
 * messages become text. Never changes its argument; returns the same object when nothing is to be
 * done.
 */
export function presentResult(type: TypeSpec): Present {
  return compile(type) ?? ((value) => value);
}

/** The text of a stored message: its parts joined, mentions as the ids of their records. */
export function messageText(parts: Json): string {
  if (!Array.isArray(parts)) return "";
  return parts
    .map((part) => (typeof part === "string" ? part : String((part as { id: string }).id)))
    .join("");
}

function compile(type: TypeSpec): Present | null {
  switch (type.kind) {
    case "message":
      return messageText;
    case "list": {
      const element = compile(type.of);
      return element === null ? null : (value) => overList(value as Json[], element);
    }
    case "map": {
      const entry = compile(type.value);
      return entry === null ? null : (value) => overEntries(value as JsonObject, () => entry);
    }
    case "record":
    case "changes":
      return compileFields(type.fields);
    case "union": {
      const variants = new Map<Json | undefined, Present | null>(
        type.variants.map((variant) => [variant.value, compileFields(variant.fields)]),
      );
      if ([...variants.values()].every((present) => present === null)) return null;
      return (value) => {
        const present = variants.get((value as JsonObject)[type.tag]);
        return present === null || present === undefined ? value : present(value);
      };
    }
    case "nullable": {
      const inner = compile(type.of);
      return inner === null ? null : (value) => (value === null ? null : inner(value));
    }
    case "choice":
      return compileChoice(type.of);
    default:
      return null;
  }
}

/** Presented as the first of the types that the value has. */
function compileChoice(types: readonly TypeSpec[]): Present | null {
  const choices = types.map((type) => ({ has: compileValidator(type), present: compile(type) }));
  if (choices.every(({ present }) => present === null)) return null;
  return (value) => {
    const present = choices.find(({ has }) => has(value) === null)?.present ?? null;
    return present === null ? value : present(value);
  };
}

type JsonObject = { [key: string]: Json };

function compileFields(fields: readonly FieldSpec[]): Present | null {
  const inner = new Map<string, Present>();
  for (const field of fields) {
    const present = compile(field.type);
    if (present !== null) inner.set(field.name, present);
  }
  const omitted = fields.filter((field) => field.omitNull === true).map((field) => field.name);
  if (inner.size === 0 && omitted.length === 0) return null;
  return (value) => {
    const object = value as JsonObject;
    const presented =
      inner.size === 0 ? object : overEntries(object, (name) => inner.get(name) ?? null);
    const empty = omitted.filter((name) => presented[name] === null);
    if (empty.length === 0) return presented;
    const result = { ...presented };
    for (const name of empty) delete result[name];
    return result;
  };
}

function overList(list: Json[], element: Present): Json[] {
  let result = list;
  for (let i = 0; i < list.length; i++) {
    const value = list[i] as Json;
    const presented = element(value);
    if (presented === value) continue;
    if (result === list) result = list.slice();
    result[i] = presented;
  }
  return result;
}

function overEntries(object: JsonObject, of: (name: string) => Present | null): JsonObject {
  let result = object;
  for (const name of Object.keys(object)) {
    const present = of(name);
    if (present === null) continue;
    const value = object[name] as Json;
    const presented = present(value);
    if (presented === value) continue;
    if (result === object) result = { ...object };
    result[name] = presented; // an own key, so `__proto__` is an ordinary one here
  }
  return result;
}
