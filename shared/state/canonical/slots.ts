/** Where the records of an entity mention other records. */
import type { ComparePolicy, EntitySpec, FieldSpec, Json, TypeSpec } from "../../schema/index.js";
import type { NameOf } from "./names.js";
import { compileText, fieldPolicy, type WriteText } from "./text.js";

/**
 * A part of a record whose place is not known before its mentions have names: an element of a
 * `set`, an entry of a map with ids as keys, a message.
 */
export interface Element {
  text(nameOf: NameOf): string;
}

/** One mention of a record in a typed position. */
export interface Slot {
  readonly entity: string;
  readonly id: string;
  /** The field's path; of an element only the path of the whole. */
  readonly path: string;
  /** It is a ref, not just an id. */
  readonly mustExist: boolean;
  readonly element: Element | null;
}

export type Slots = (record: { [field: string]: Json }) => readonly Slot[];

type Collect = (value: Json, path: string, element: Element | null, out: Slot[]) => void;

/**
 * Compiles the list of mentions in a record of the entity, its own id left out. Null when records
 * of the entity mention none. `all` takes fields in that are not compared.
 */
export function compileSlots(entity: EntitySpec, all: boolean): Slots | null {
  const fields = entity.fields.filter((field) => field.name !== entity.idField);
  const collect = overFields(fields, undefined, all);
  if (collect === null) return null;
  return (record) => {
    const out: Slot[] = [];
    collect(record, "", null, out);
    return out;
  };
}

function overFields(
  fields: readonly FieldSpec[],
  inherited: ComparePolicy | undefined,
  all: boolean,
): Collect | null {
  const parts = fields.flatMap((field) => {
    const policy = fieldPolicy(field, inherited);
    const collect = policy === "ignore" && !all ? null : overType(field.type, policy, all);
    return collect === null ? [] : [{ name: field.name, collect }];
  });
  if (parts.length === 0) return null;
  return (value, path, element, out) => {
    const object = value as { [key: string]: Json };
    const prefix = path === "" ? "" : `${path}.`;
    for (const { name, collect } of parts) {
      collect(object[name] as Json, `${prefix}${name}`, element, out);
    }
  };
}

function overType(type: TypeSpec, policy: ComparePolicy, all: boolean): Collect | null {
  switch (type.kind) {
    case "id":
    case "ref": {
      const { entity } = type;
      const mustExist = type.kind === "ref";
      return (value, path, element, out) => {
        out.push({ entity, id: value as string, path, mustExist, element });
      };
    }
    case "message":
      return overMessage(compileText(type, policy));
    case "nullable": {
      const inner = overType(type.of, policy, all);
      return inner === null
        ? null
        : (value, path, element, out) => {
            if (value !== null) inner(value, path, element, out);
          };
    }
    case "list":
      return overList(type, policy, all);
    case "map":
      return overMap(type, policy, all);
    case "record":
      return overFields(type.fields, policy, all);
    case "union": {
      const variants = new Map<Json | undefined, Collect | null>(
        type.variants.map((each) => [each.value, overFields(each.fields, policy, all)]),
      );
      if ([...variants.values()].every((collect) => collect === null)) return null;
      return (value, path, element, out) => {
        variants.get((value as { [key: string]: Json })[type.tag])?.(value, path, element, out);
      };
    }
    default:
      return null;
  }
}

function overList(
  type: Extract<TypeSpec, { kind: "list" }>,
  policy: ComparePolicy,
  all: boolean,
): Collect | null {
  const isSet = policy === "set";
  const inner = overType(type.of, isSet ? "exact" : policy, all);
  if (inner === null) return null;
  const write = isSet ? compileText(type.of, "exact") : null;
  return (value, path, element, out) => {
    const list = value as Json[];
    for (let i = 0; i < list.length; i++) {
      const each = list[i] as Json;
      if (write === null) inner(each, element === null ? `${path}[${i}]` : path, element, out);
      else inner(each, `${path}[]`, element ?? elementOf(write, each), out);
    }
  };
}

function overMap(
  type: Extract<TypeSpec, { kind: "map" }>,
  policy: ComparePolicy,
  all: boolean,
): Collect | null {
  const key = overType(type.key, "exact", all);
  const inner = overType(type.value, policy, all);
  if (key === null && inner === null) return null;
  const write = key === null ? null : compileText(type, policy);
  return (value, path, element, out) => {
    const object = value as { [key: string]: Json };
    for (const name of Object.keys(object)) {
      const entry = object[name] as Json;
      if (write === null) {
        inner?.(entry, element === null ? `${path}[${JSON.stringify(name)}]` : path, element, out);
        continue;
      }
      const whole = element ?? elementOf(write, Object.fromEntries([[name, entry]]));
      key?.(name, `${path}{}`, whole, out);
      inner?.(entry, `${path}{}`, whole, out);
    }
  };
}

/** A message is compared as text, so a mention has no place of its own in it. */
function overMessage(write: WriteText): Collect {
  return (value, path, element, out) => {
    const whole = element ?? elementOf(write, value);
    for (const part of value as Json[]) {
      if (typeof part === "string") continue;
      const mention = part as { ref: string; id: string };
      out.push({ entity: mention.ref, id: mention.id, path, mustExist: false, element: whole });
    }
  };
}

function elementOf(write: WriteText, value: Json): Element {
  return { text: (nameOf) => write(value, nameOf) };
}
