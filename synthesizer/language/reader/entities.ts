/** `entities`: records, their ids, views and indexes. */
import type { EntitySpec, FieldSpec, IdScheme, IndexSpec } from "../../../shared/schema/index.js";
import { type MapEntry, type MapNode, ScalarNode } from "../document/index.js";
import {
  asMap,
  type Context,
  entriesAt,
  flagAt,
  mapAt,
  numberAt,
  scalarAt,
  scalarsAt,
  textAt,
} from "./context.js";
import { checkDescription, readFields } from "./fields.js";
import { checkName, FIELD_NAME, NAME } from "./names.js";
import type { TypeRegistry } from "./registry.js";

const MAX_COUNTER_DIGITS = 15;
const MAX_HEX_DIGITS = 64;
const MAX_DECIMAL_DIGITS = 32;

/** The entity without its indexes (see `indexesOf`); null when it has no table or fields. */
export function readEntity(
  context: Context,
  registry: TypeRegistry,
  { key, keyAt, value }: MapEntry,
): EntitySpec | null {
  const node = asMap(value);
  const table = scalarAt(node, "table");
  const written = mapAt(node, "fields");
  if (node === undefined || table === undefined || written === undefined) return null;
  checkDescription(context, node);
  checkName(context, "a table", table.text, table.at, NAME);
  const singleton = flagAt(node, "singleton");
  const id = mapAt(node, "id");
  if (singleton && id !== undefined) {
    context.report("id_of_singleton", id.at, "A singleton has one record and no id.");
  }
  if (id === undefined && node.get("id") !== undefined) return null;
  if (!singleton && id === undefined) {
    context.report(
      "missing_key",
      keyAt,
      `The entity \`${key}\` needs \`id\`, or \`singleton: true\`.`,
    );
    return null;
  }
  const idName = scalarAt(id, "field");
  const idField = idName?.text ?? "id";
  if (idName !== undefined) checkName(context, "a field", idName.text, idName.at, FIELD_NAME);
  const { fields, complete } = readFields(context, registry, written.entries.values(), "field");
  if (!complete) context.incomplete = true;
  const clash = written.entries.get(idField);
  if (clash !== undefined && !singleton) {
    context.report("duplicate_name", clash.keyAt, `\`${idField}\` is the id field of \`${key}\`.`);
  }
  checkFieldNames(context, written, fields, singleton ? null : idField);
  const compare = textAt(node, "compare");
  return {
    name: key,
    table: table.text,
    description: textAt(node, "description"),
    idField,
    id: singleton ? { kind: "natural" } : readScheme(context, id, fields),
    singleton,
    compare: compare === "ignore" ? "ignore" : "exact",
    fields: singleton ? fields : [idFieldOf(key, idField), ...fields],
    indexes: [],
  };
}

function idFieldOf(entity: string, name: string): FieldSpec {
  return { name, type: { kind: "id", entity }, description: `The id of the ${wordsOf(entity)}.` };
}

/** `OrderItem` in a sentence: "order item". */
export function wordsOf(entity: string): string {
  return snakeCase(entity).replaceAll("_", " ");
}

/** `OrderItem` as part of a code: `order_item`; `URLMapping` is `url_mapping`. */
export function snakeCase(entity: string): string {
  return entity
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}

/** A ref called `x_id` is also `x` in logic: no other field may be called so. */
function checkFieldNames(
  context: Context,
  written: MapNode,
  fields: readonly FieldSpec[],
  idField: string | null,
): void {
  for (const field of fields) {
    const record = recordName(field);
    if (record === null) continue;
    const other = record === idField ? written : written.entries.get(record);
    if (other === undefined) continue;
    const at = written.entries.get(field.name)?.keyAt ?? written.at;
    context.incomplete = true;
    context.report(
      "name_clash",
      at,
      `The record of \`${field.name}\` is called \`${record}\` in logic, like another field.`,
    );
  }
}

/** What logic calls the record of a ref field or parameter `x_id`; null for anything else. */
export function recordName(field: Pick<FieldSpec, "name" | "type">): string | null {
  const type = field.type.kind === "nullable" ? field.type.of : field.type;
  return type.kind === "ref" && field.name.endsWith("_id") && field.name.length > 3
    ? field.name.slice(0, -3)
    : null;
}

function readScheme(
  context: Context,
  node: MapNode | undefined,
  fields: readonly FieldSpec[],
): IdScheme {
  const natural: IdScheme = { kind: "natural" };
  if (node === undefined) return natural;
  const kind = schemeKind(context, node);
  if (kind === null) return natural;
  checkSchemeKeys(context, node, kind);
  const digits = numberAt(node, "digits");
  const prefix = textAt(node, "prefix");
  const limit = (most: number): void => {
    const at = scalarAt(node, "digits")?.at ?? node.at;
    if ((digits ?? 0) > most) {
      context.report("invalid_bound", at, `Ids of this kind have at most ${most} digits.`);
    }
  };
  switch (kind) {
    case "counter":
      limit(MAX_COUNTER_DIGITS);
      return { kind, prefix, digits: digits ?? 0, start: numberAt(node, "start") ?? 1 };
    case "first_free":
      return {
        kind,
        values: scalarsAt(node, "first_free").map(({ text }) => text),
        surrogate: flagAt(node, "surrogate"),
      };
    case "hash": {
      const alphabet = textAt(node, "alphabet") === "decimal" ? "decimal" : "hex";
      limit(alphabet === "hex" ? MAX_HEX_DIGITS : MAX_DECIMAL_DIGITS);
      const named = scalarsAt(node, "hash");
      checkFieldRefs(context, named, fields, "The id");
      return { kind, prefix, digits: digits ?? 8, alphabet, fields: named.map(({ text }) => text) };
    }
    case "natural":
      return natural;
  }
}

const SCHEME_KEYS = {
  counter: ["prefix", "digits", "start"],
  first_free: ["first_free", "surrogate"],
  hash: ["hash", "prefix", "digits", "alphabet"],
  natural: ["natural"],
} as const;

function schemeKind(context: Context, node: MapNode): IdScheme["kind"] | null {
  for (const kind of ["first_free", "hash", "natural"] as const) {
    if (node.entries.has(kind)) return kind;
  }
  if (node.entries.has("prefix") || node.entries.has("digits")) return "counter";
  context.report("missing_key", node.at, "The id does not say where ids come from.", {
    allowed: "{ prefix, digits }, { first_free: [...] }, { hash: [...] }, { natural: true }",
  });
  return null;
}

function checkSchemeKeys(context: Context, node: MapNode, kind: IdScheme["kind"]): void {
  const allowed: readonly string[] = ["field", ...SCHEME_KEYS[kind]];
  for (const { key, keyAt } of node.entries.values()) {
    if (allowed.includes(key)) continue;
    context.report("unknown_key", keyAt, `\`${key}\` does not go with this kind of id.`, {
      allowed: allowed.join(", "),
    });
  }
  const natural = scalarAt(node, "natural");
  if (kind === "natural" && natural?.value === false) {
    context.report("invalid_value", natural.at, "`natural` is true or left out.");
  }
}

function checkFieldRefs(
  context: Context,
  named: readonly ScalarNode[],
  fields: readonly FieldSpec[],
  what: string,
): readonly FieldSpec[] {
  const found: FieldSpec[] = [];
  for (const { text, at } of named) {
    const field = fields.find(({ name }) => name === text);
    if (field === undefined) {
      const names = fields.map(({ name }) => name);
      context.unknown("unknown_field", at, `${what} names no field: \`${text}\`.`, text, names);
    } else if (found.includes(field)) {
      context.report("duplicate_name", at, `\`${text}\` stands twice.`);
    } else {
      found.push(field);
    }
  }
  return found;
}

/** Reads the views of an entity into the registry. */
export function readViews(
  context: Context,
  registry: TypeRegistry,
  entity: EntitySpec,
  node: MapNode | undefined,
): void {
  for (const { key, keyAt, value } of entriesAt(node, "views")) {
    checkName(context, "a view", key, keyAt, NAME);
    const named =
      value.kind === "list" ? value.items.filter((item) => item instanceof ScalarNode) : [];
    const fields = checkFieldRefs(context, named, entity.fields, "The view");
    registry.views.set(`${entity.name}.${key}`, { entity: entity.name, fields });
  }
}

/** Every index an entity needs: refs, enums, ids of other records, and what queries ask for. */
export function indexesOf(entity: EntitySpec, asked: readonly IndexSpec[]): IndexSpec[] {
  const indexes: IndexSpec[] = [];
  for (const field of entity.fields) {
    const type = field.type.kind === "nullable" ? field.type.of : field.type;
    const always = field.name !== entity.idField && ["ref", "enum", "id"].includes(type.kind);
    for (const transform of ["exact", "lower", "normalized"] as const) {
      const isAsked = asked.some(
        (index) => index.field === field.name && index.transform === transform,
      );
      if (isAsked || (always && transform === "exact"))
        indexes.push({ field: field.name, transform });
    }
  }
  return indexes;
}
