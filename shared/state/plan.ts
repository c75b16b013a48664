/** Everything about an entity that is worked out once: checks, canonical writer, index keys. */
import {
  type Complete,
  compileCompleter,
  compileValidator,
  type EntitySpec,
  type EnumSpec,
  type IndexSpec,
  type Json,
  type KeyTransform,
  type StoredRecord,
  transformKey,
  type Validate,
} from "../schema/index.js";
import { type CanonicalWriter, compileWriter } from "./canonical/writer.js";
import { isSurrogate } from "./ids.js";
import { compileLifecycles, type LifecycleCheck } from "./lifecycle.js";

export interface EntityPlan {
  readonly entity: EntitySpec;
  /** The table's place among the domain's tables. */
  readonly index: number;
  /** Ids of created records are renamed in the canonical form. */
  readonly surrogate: boolean;
  /** Takes part in canonical form, hash and diff. */
  readonly compared: boolean;
  readonly complete: Complete | null;
  readonly validate: Validate;
  readonly lifecycle: LifecycleCheck | null;
  readonly writer: CanonicalWriter;
}

/** What a lookup compares: scalars; lists and objects have no key. */
export type IndexKey = string | number | boolean | null;

export function compilePlans(
  entities: readonly EntitySpec[],
  enums: readonly EnumSpec[],
): readonly EntityPlan[] {
  return entities.map((entity, index) => {
    const shape = { kind: "record", name: entity.name, fields: entity.fields } as const;
    return {
      entity,
      index,
      surrogate: isSurrogate(entity),
      compared: entity.compare !== "ignore",
      complete: compileCompleter(shape),
      validate: compileValidator(shape),
      lifecycle: compileLifecycles(entity, enums),
      writer: compileWriter(entity),
    };
  });
}

/** The id of a record: the one record of a singleton goes by its table's name. */
export function idOf(entity: EntitySpec, record: StoredRecord): string {
  return entity.singleton ? entity.table : (record[entity.idField] as string);
}

/** The key of a stored value in an index, or undefined when the value has none. */
export function keyOf(value: Json | undefined, transform: KeyTransform): IndexKey | undefined {
  if (typeof value === "string") return transformKey(value, transform);
  return typeof value === "object" && value !== null ? undefined : value;
}

/** The place of an index among the entity's, or -1. */
export function indexOf(
  indexes: readonly IndexSpec[],
  field: string,
  transform: KeyTransform,
): number {
  for (let i = 0; i < indexes.length; i++) {
    const index = indexes[i] as IndexSpec;
    if (index.field === field && index.transform === transform) return i;
  }
  return -1;
}
