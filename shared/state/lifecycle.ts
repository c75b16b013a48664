import type {
  EntitySpec,
  EnumSpec,
  FieldSpec,
  Json,
  StoredRecord,
  TypeSpec,
} from "../schema/index.js";

/** Returns null, or why the change of a record is not allowed: a sentence part, `status cannot ...`. */
export type LifecycleCheck = (before: StoredRecord, after: StoredRecord) => string | null;

type ValueCheck = (
  before: Json | undefined,
  after: Json | undefined,
  path: string,
) => string | null;

/**
 * Compiles the check of an entity's enums that have a lifecycle; null when it has none. Enums are
 * followed into records, map entries and variants of one tag; list elements have no identity, so
 * theirs are not. A first value (null before) is free.
 */
export function compileLifecycles(
  entity: EntitySpec,
  enums: readonly EnumSpec[],
): LifecycleCheck | null {
  const lifecycles = new Map<string, Readonly<Record<string, readonly string[]>>>();
  for (const each of enums)
    if (each.lifecycle !== undefined) lifecycles.set(each.name, each.lifecycle);
  if (lifecycles.size === 0) return null;

  const overFields = (fields: readonly FieldSpec[]): ValueCheck | null => {
    const checks = fields.flatMap((field) => {
      const check = overType(field.type);
      return check === null ? [] : [{ name: field.name, check }];
    });
    if (checks.length === 0) return null;
    return (before, after, path) => {
      if (!isDictionary(before) || !isDictionary(after)) return null;
      for (const { name, check } of checks) {
        const problem = check(before[name], after[name], path === "" ? name : `${path}.${name}`);
        if (problem !== null) return problem;
      }
      return null;
    };
  };

  const overType = (type: TypeSpec): ValueCheck | null => {
    switch (type.kind) {
      case "nullable":
        return overType(type.of);
      case "enum": {
        const lifecycle = lifecycles.get(type.name);
        return lifecycle === undefined
          ? null
          : (before, after, path) => transition(lifecycle, before, after, path);
      }
      case "record":
        return overFields(type.fields);
      case "union": {
        const variants = new Map<Json | undefined, ValueCheck | null>(
          type.variants.map((variant) => [variant.value, overFields(variant.fields)]),
        );
        return (before, after, path) => {
          if (!isDictionary(before) || !isDictionary(after)) return null;
          if (before[type.tag] !== after[type.tag]) return null;
          return variants.get(after[type.tag])?.(before, after, path) ?? null;
        };
      }
      case "map": {
        const check = overType(type.value);
        if (check === null) return null;
        return (before, after, path) => {
          if (!isDictionary(before) || !isDictionary(after)) return null;
          for (const key of Object.keys(after)) {
            if (!Object.hasOwn(before, key)) continue;
            const problem = check(before[key], after[key], `${path}.${key}`);
            if (problem !== null) return problem;
          }
          return null;
        };
      }
      default:
        return null;
    }
  };

  const check = overFields(entity.fields);
  return check === null ? null : (before, after) => check(before, after, "");
}

function transition(
  lifecycle: Readonly<Record<string, readonly string[]>>,
  before: Json | undefined,
  after: Json | undefined,
  path: string,
): string | null {
  if (before === after || typeof before !== "string") return null;
  const allowed = Object.hasOwn(lifecycle, before) ? (lifecycle[before] ?? []) : [];
  if (typeof after === "string" && allowed.includes(after)) return null;
  return `${path} cannot change from ${before} to ${after}`;
}

function isDictionary(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
