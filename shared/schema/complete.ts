import type { FieldSpec, TypeSpec } from "./types.js";
import { isObject } from "./validator.js";

/** Hands the value through, or a copy of it in which omitted nullable fields are null. */
export type Complete = (value: unknown) => unknown;

/**
 * Compiles the filling-in of what may be left out: nullable fields of records and variants, at any
 * depth of the type. A `changes` object keeps the fields that were given; an explicit null for a
 * field that cannot be null counts as not given. Null when the type has nothing to fill in. Values
 * of another shape are handed through for the validator to refuse.
 */
export function compileCompleter(type: TypeSpec): Complete | null {
  switch (type.kind) {
    case "list": {
      const element = compileCompleter(type.of);
      return element === null ? null : (value) => overList(value, element);
    }
    case "map": {
      const entry = compileCompleter(type.value);
      return entry === null ? null : (value) => overEntries(value, () => entry);
    }
    case "record":
      return fieldsOf(type.fields);
    case "union": {
      const variants = new Map<unknown, Complete | null>(
        type.variants.map((variant) => [variant.value, fieldsOf(variant.fields)]),
      );
      if ([...variants.values()].every((complete) => complete === null)) return null;
      return (value) => {
        if (!isObject(value) || !Object.hasOwn(value, type.tag)) return value;
        return variants.get(value[type.tag])?.(value) ?? value;
      };
    }
    case "changes":
      return changesOf(type.fields);
    case "nullable":
      return compileCompleter(type.of);
    default:
      return null;
  }
}

function fieldsOf(fields: readonly FieldSpec[]): Complete | null {
  const optional = fields.filter((field) => field.type.kind === "nullable").map((f) => f.name);
  const inner = innerCompleters(fields);
  if (optional.length === 0 && inner.size === 0) return null;
  return (value) => {
    if (!isObject(value)) return value;
    const filled = inner.size === 0 ? value : overEntries(value, (name) => inner.get(name));
    let result = filled as Record<string, unknown>;
    for (const name of optional) {
      if (Object.hasOwn(result, name) && result[name] !== undefined) continue;
      if (result === value) result = { ...value };
      result[name] = null;
    }
    return result;
  };
}

function changesOf(fields: readonly FieldSpec[]): Complete {
  const inner = innerCompleters(fields);
  const never = new Set(fields.filter((f) => f.type.kind !== "nullable").map((f) => f.name));
  return (value) => {
    if (!isObject(value)) return value;
    const filled = overEntries(value, (name) => inner.get(name)) as Record<string, unknown>;
    const dropped = Object.keys(filled).filter((name) => filled[name] === null && never.has(name));
    if (dropped.length === 0) return filled;
    const kept = { ...filled };
    for (const name of dropped) delete kept[name];
    return kept;
  };
}

function innerCompleters(fields: readonly FieldSpec[]): Map<string, Complete> {
  const inner = new Map<string, Complete>();
  for (const field of fields) {
    const complete = compileCompleter(field.type);
    if (complete !== null) inner.set(field.name, complete);
  }
  return inner;
}

function overList(value: unknown, element: Complete): unknown {
  if (!Array.isArray(value)) return value;
  let result = value;
  for (let i = 0; i < value.length; i++) {
    const done = element(value[i]);
    if (done === value[i]) continue;
    if (result === value) result = value.slice();
    result[i] = done;
  }
  return result;
}

function overEntries(value: unknown, of: (name: string) => Complete | undefined): unknown {
  if (!isObject(value)) return value;
  let result = value;
  for (const name of Object.keys(value)) {
    const complete = of(name);
    if (complete === undefined) continue;
    const done = complete(value[name]);
    if (done === value[name]) continue;
    if (result === value) result = { ...value };
    result[name] = done; // an own key, so `__proto__` is an ordinary one here
  }
  return result;
}
