/** Records written out in the document: fixed ones of the seed, and those of examples. */
import {
  compileValidator,
  describeType,
  type EntitySpec,
  type StoredRecord,
} from "../../../shared/schema/index.js";
import { describe, type MapNode, type YamlNode } from "../document/index.js";
import type { Span } from "../ir.js";
import { asMap, type Context } from "./context.js";
import { readObject, type ValueOptions } from "./values.js";

/** A record as it stands in the document, with its id. */
export interface WrittenRecord {
  readonly id: string;
  readonly at: Span;
  readonly node: YamlNode;
}

/**
 * The records of one table: `{ id: fields }`, a list of records that hold their ids, or for a
 * singleton its fields alone.
 */
export function writtenRecords(
  context: Context,
  entity: EntitySpec,
  node: YamlNode,
): readonly WrittenRecord[] {
  if (node.kind === "list") {
    return node.items.flatMap((item) => {
      const id = idOf(context, entity, item);
      return id === null ? [] : [{ id, at: item.at, node: item }];
    });
  }
  if (node.kind === "scalar") {
    context.report("wrong_shape", node.at, `Expected records by id, found ${describe(node)}.`);
    return [];
  }
  if (!entity.singleton) {
    return [...node.entries.values()].map(({ key, keyAt, value }) => ({
      id: key,
      at: keyAt,
      node: value,
    }));
  }
  const [only] = node.entries.values();
  const byId = node.entries.size === 1 && only?.key === entity.table && only.value.kind === "map";
  return [{ id: entity.table, at: node.at, node: byId ? only.value : node }];
}

function idOf(context: Context, entity: EntitySpec, item: YamlNode): string | null {
  if (entity.singleton) return entity.table;
  const id = asMap(item)?.get(entity.idField);
  if (id?.kind === "scalar" && !id.isNull) return id.text;
  const message = `A record of \`${entity.name}\` in a list holds its id: \`${entity.idField}\` is missing.`;
  context.report("missing_field", item.at, message);
  return null;
}

/** The stored form of a written record; undefined when something in it is wrong (reported). */
export function readRecord(
  context: Context,
  entity: EntitySpec,
  { id, at, node }: WrittenRecord,
  options: ValueOptions,
): StoredRecord | undefined {
  if (node.kind !== "map") {
    context.report(
      "wrong_shape",
      node.at,
      `Expected the fields of \`${entity.name}\`, found ${describe(node)}.`,
    );
    return undefined;
  }
  const stored = entity.fields.filter(({ name }) => entity.singleton || name !== entity.idField);
  const known = entity.singleton ? [] : [entity.idField];
  const good = entity.singleton || checkId(context, entity, id, at, node);
  const fields = readObject(context, node, stored, `\`${entity.name}\``, options, known);
  if (fields === undefined || !good) return undefined;
  return entity.singleton ? fields : { [entity.idField]: id, ...fields };
}

function checkId(
  context: Context,
  entity: EntitySpec,
  id: string,
  at: Span,
  node: MapNode,
): boolean {
  const type = { kind: "id", entity: entity.name } as const;
  if (compileValidator(type)(id) !== null) {
    context.report(
      "type_mismatch",
      at,
      `Expected ${describeType(type)}, found \`${id.slice(0, 60)}\`.`,
    );
    return false;
  }
  const written = node.get(entity.idField);
  if (written !== undefined && (written.kind !== "scalar" || written.text !== id)) {
    context.report(
      "type_mismatch",
      written.at,
      `The record stands under \`${id}\`, but its id says ${describe(written)}.`,
    );
    return false;
  }
  const scheme = entity.id;
  if (scheme.kind === "first_free" && !scheme.values.includes(id)) {
    context.unknown(
      "unknown_value",
      at,
      `\`${id}\` is not one of the ids of \`${entity.name}\`.`,
      id,
      scheme.values,
    );
    return false;
  }
  return true;
}
