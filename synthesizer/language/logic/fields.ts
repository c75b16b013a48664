/** The fields that logic sees on records, objects, unions and `changes` parameters. */
import type { FieldSpec, TypeSpec } from "../../../shared/index.js";
import type { Type } from "../ir.js";
import { typeOf } from "../types.js";
import type { DomainModel } from "./contracts.js";
import { isNumeric, join, leaf, literals, nullable, same } from "./types.js";

/** A field as logic names it. */
export interface Member {
  /** As stored. */
  readonly field: string;
  readonly via: "value" | "ref";
  readonly type: Type;
  /** The type of what may be stored into it: refs as records, whichever name is used. */
  readonly slot: Type;
}

/** The id that a ref field holds, `T?` for optional ones; null for other fields (lists of refs too). */
function directRef(spec: TypeSpec): { readonly entity: string; readonly optional: boolean } | null {
  if (spec.kind === "ref") return { entity: spec.entity, optional: false };
  if (spec.kind === "nullable" && spec.of.kind === "ref") {
    return { entity: spec.of.entity, optional: true };
  }
  return null;
}

/** The name of the record behind a ref field: `member` for `member_id`, else the field's own name. */
export function recordName(field: FieldSpec): string {
  return directRef(field.type) !== null && field.name.endsWith("_id") && field.name.length > 3
    ? field.name.slice(0, -3)
    : field.name;
}

/** Every name that logic has for the fields, in declared order. */
export function membersOf(fields: readonly FieldSpec[]): Map<string, Member> {
  const members = new Map<string, Member>();
  for (const field of fields) {
    const slot = typeOf(field.type);
    const ref = directRef(field.type);
    const short = recordName(field);
    if (ref !== null && short !== field.name) {
      const id: Type = { kind: "id", entity: ref.entity };
      const type = ref.optional ? nullable(id) : id;
      members.set(field.name, { field: field.name, via: "value", type, slot });
      if (!fields.some((other) => other.name === short)) {
        members.set(short, { field: field.name, via: "ref", type: slot, slot });
      }
    } else {
      const via = leaf(slot).kind === "entity" ? "ref" : "value";
      members.set(field.name, { field: field.name, via, type: slot, slot });
    }
  }
  return members;
}

/** The specs of the fields of a type whose values are in stored form (refs as ids), or null. */
export function storedFields(model: DomainModel, type: Type): readonly FieldSpec[] | null {
  switch (type.kind) {
    case "entity":
      return model.entities.get(type.entity)?.fields ?? null;
    case "record":
      return type.name === null ? null : namedFields(model, type.name);
    case "union": {
      const spec = model.types.get(type.name);
      if (spec?.kind !== "union") return null;
      const variants = spec.variants.filter((variant) => type.tags.includes(variant.value));
      const [first] = variants;
      if (first === undefined) return [];
      return first.fields.filter((field) =>
        variants.every((variant) =>
          variant.fields.some(
            (other) => other.name === field.name && same(typeOf(other.type), typeOf(field.type)),
          ),
        ),
      );
    }
    case "changes": {
      const fields = model.entities.get(type.entity)?.fields ?? [];
      return fields
        .filter((field) => type.fields.includes(field.name))
        .map((field) =>
          field.type.kind === "nullable"
            ? field
            : { ...field, type: { kind: "nullable", of: field.type } },
        );
    }
    default:
      return null;
  }
}

function namedFields(model: DomainModel, name: string): readonly FieldSpec[] | null {
  const type = model.types.get(name);
  if (type?.kind === "record") return type.fields;
  return model.views.get(name)?.fields ?? model.entities.get(name)?.fields ?? null;
}

const cache = new WeakMap<readonly FieldSpec[], Map<string, Member>>();
function cachedMembers(fields: readonly FieldSpec[]): Map<string, Member> {
  const known = cache.get(fields);
  if (known !== undefined) return known;
  const members = membersOf(fields);
  cache.set(fields, members);
  return members;
}

/** Every member of a type by the name that logic has for it, or null when the type has no fields. */
export function members(model: DomainModel, type: Type): ReadonlyMap<string, Member> | null {
  const fields = storedFields(model, type);
  if (fields !== null) {
    const known = cachedMembers(fields);
    const spec = type.kind === "union" ? model.types.get(type.name) : undefined;
    if (type.kind !== "union" || spec?.kind !== "union") return known;
    const tag = literals(type.tags);
    return new Map([[spec.tag, { field: spec.tag, via: "value", type: tag, slot: tag }], ...known]);
  }
  if (type.kind !== "record") return null;
  return new Map(
    type.fields.map(({ name, type: of }) => [
      name,
      { field: name, via: "value", type: of, slot: of } satisfies Member,
    ]),
  );
}

/** The entity that a record type shows the fields of, if it is an entity's or a view's. */
export function shownEntity(model: DomainModel, type: Type): string | null {
  if (type.kind !== "record" || type.name === null) return null;
  return model.views.get(type.name)?.entity ?? (model.entities.has(type.name) ? type.name : null);
}

/** The shape of values of a type: the inverse of `typeOf`. */
export function specOf(model: DomainModel, type: Type): TypeSpec {
  switch (type.kind) {
    case "entity":
      return { kind: "ref", entity: type.entity };
    case "list":
      return { kind: "list", of: specOf(model, type.of) };
    case "map":
      return { kind: "map", key: specOf(model, type.key), value: specOf(model, type.value) };
    case "nullable":
      return { kind: "nullable", of: specOf(model, type.of) };
    case "choice":
      return { kind: "choice", of: type.of.map((one) => specOf(model, one)) };
    case "union": {
      const spec = model.types.get(type.name);
      return spec ?? { kind: "string" };
    }
    case "record": {
      const fields = storedFields(model, type);
      return {
        kind: "record",
        name: type.name,
        fields:
          fields ??
          type.fields.map((field) => ({
            name: field.name,
            type: specOf(model, field.type),
            description: "",
          })),
      };
    }
    case "changes":
      return {
        kind: "changes",
        entity: type.entity,
        fields:
          model.entities.get(type.entity)?.fields.filter((f) => type.fields.includes(f.name)) ?? [],
      };
    case "literal":
    case "null":
    case "never":
    case "void":
      return { kind: "string" };
    default:
      return type;
  }
}

/** The type of all values of a constant table that is looked up by a key, or null when they differ. */
export function commonType(types: readonly Type[]): Type | null {
  let common: Type | null = types[0] ?? null;
  for (const type of types) {
    if (common === null) return null;
    common = isNumeric(type) || !isNumeric(common) ? join(common, type) : null;
  }
  return common;
}
