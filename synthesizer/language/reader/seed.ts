/** `seed`: the initial state, table by table in written order. */
import type { EntitySpec, Json, StoredRecord, TypeSpec } from "../../../shared/schema/index.js";
import type { MapEntry, YamlNode } from "../document/index.js";
import type { IrSeedTable } from "../ir.js";
import { checkBody, type DomainModel } from "../logic/index.js";
import { checkCalls } from "./conditions.js";
import { asMap, type Context, numberAt, scalarAt } from "./context.js";
import { type Effects, effectsOf } from "./effects.js";
import { readRecord, type WrittenRecord, writtenRecords } from "./records.js";

/** The local of `each` that holds the running number. */
const INDEX = "i";
const MAX_COUNT = 100_000;

export interface SeedParts {
  readonly model: DomainModel;
  readonly functions: ReadonlyMap<string, Effects>;
}

export function readSeed(
  context: Context,
  entries: readonly MapEntry[],
  parts: SeedParts,
): IrSeedTable[] {
  const made: EntitySpec[] = [];
  const fixed = new Map<string, Map<string, WrittenRecord>>();
  const tables: IrSeedTable[] = [];
  for (const entry of entries) {
    const entity = parts.model.tables.get(entry.key);
    if (entity === undefined) {
      const names = parts.model.tables.keys();
      context.unknown(
        "unknown_table",
        entry.keyAt,
        `There is no table \`${entry.key}\`.`,
        entry.key,
        names,
      );
      continue;
    }
    made.push(entity);
    const table = readTable(context, entry, entity, [...made], fixed, parts);
    if (table !== null) tables.push(table);
  }
  for (const entity of parts.model.entities.values()) {
    const table = tables.find((candidate) => candidate.entity === entity.name);
    // A record that was written and could not be read has been reported.
    const written = (fixed.get(entity.name)?.size ?? 0) > 0;
    const empty = table === undefined || (!written && table.each === null);
    const at = entries.find(({ key }) => key === entity.table)?.keyAt;
    if (entity.singleton && empty && (table !== undefined || at === undefined)) {
      const place = at ?? entries[0]?.keyAt;
      if (place === undefined) continue;
      context.report(
        "missing_record",
        place,
        `The seed does not make the one record of \`${entity.table}\`.`,
      );
    }
  }
  checkRefs(context, parts.model, tables, fixed);
  return tables;
}

function readTable(
  context: Context,
  { key, keyAt, value }: MapEntry,
  entity: EntitySpec,
  visible: readonly EntitySpec[],
  fixed: Map<string, Map<string, WrittenRecord>>,
  parts: SeedParts,
): IrSeedTable | null {
  const node = asMap(value);
  if (node === undefined) return null;
  const written = node.get("fixed");
  const records = written === undefined ? [] : readFixed(context, entity, written, fixed);
  const count = numberAt(node, "count");
  const each = scalarAt(node, "each");
  if ((count === undefined) !== (each === undefined)) {
    const missing = count === undefined ? "count" : "each";
    context.report(
      "missing_key",
      keyAt,
      `\`count\` and \`each\` go together; \`${missing}\` is missing.`,
    );
  }
  if (written === undefined && count === undefined && each === undefined) {
    context.report(
      "missing_key",
      keyAt,
      `The seed of \`${key}\` needs \`fixed\`, or \`count\` and \`each\`.`,
    );
  }
  const most = entity.singleton ? 1 : MAX_COUNT;
  if (count !== undefined && count + (entity.singleton ? records.length : 0) > most) {
    const at = scalarAt(node, "count")?.at ?? keyAt;
    context.report("invalid_bound", at, `\`${key}\` can have at most ${most} records here.`);
  }
  return {
    entity: entity.name,
    fixed: records,
    count: count ?? 0,
    scales: scalarAt(node, "scales")?.value !== false && !entity.singleton,
    index: INDEX,
    each: each === undefined ? null : checkEach(context, each, entity, visible, parts),
    at: keyAt,
  };
}

function readFixed(
  context: Context,
  entity: EntitySpec,
  node: YamlNode,
  fixed: Map<string, Map<string, WrittenRecord>>,
): StoredRecord[] {
  const seen = new Map<string, WrittenRecord>();
  fixed.set(entity.name, seen);
  const records: StoredRecord[] = [];
  for (const written of writtenRecords(context, entity, node)) {
    if (seen.has(written.id)) {
      context.report(
        "duplicate_id",
        written.at,
        `Two records of \`${entity.table}\` have the id \`${written.id}\`.`,
      );
    }
    seen.set(written.id, written);
    const record = readRecord(context, entity, written, { fields: "whole" });
    if (record !== undefined) records.push(record);
  }
  return records;
}

function checkEach(
  context: Context,
  source: NonNullable<ReturnType<typeof scalarAt>>,
  entity: EntitySpec,
  visible: readonly EntitySpec[],
  parts: SeedParts,
): IrSeedTable["each"] {
  const { body } = checkBody(
    source,
    parts.model,
    {
      where: "seed",
      locals: [{ name: INDEX, type: { kind: "int" }, at: source.at }],
      returns: {
        kind: "seed",
        entity: entity.name,
        visible: new Set(visible.map(({ table }) => table)),
      },
      codes: null,
    },
    context.diagnostics,
  );
  checkCalls(
    context,
    effectsOf(body),
    parts.functions,
    "The seed",
    new Set(visible.map(({ name }) => name)),
  );
  return body;
}

/** Refs of fixed records must name a record: another fixed one, or one that `each` may have made. */
function checkRefs(
  context: Context,
  model: DomainModel,
  tables: readonly IrSeedTable[],
  fixed: ReadonlyMap<string, ReadonlyMap<string, WrittenRecord>>,
): void {
  const generated = new Set(tables.filter(({ count }) => count > 0).map(({ entity }) => entity));
  for (const table of tables) {
    const entity = model.entities.get(table.entity);
    if (entity === undefined) continue;
    for (const record of table.fixed) {
      const id = entity.singleton ? entity.table : String(record[entity.idField]);
      const written = fixed.get(entity.name)?.get(id);
      for (const field of entity.fields) {
        for (const ref of refsIn(record[field.name] ?? null, field.type)) {
          if (generated.has(ref.entity) || fixed.get(ref.entity)?.has(ref.id)) continue;
          const at = asMap(written?.node)?.get(field.name)?.at ?? written?.at ?? table.at;
          const ids = fixed.get(ref.entity)?.keys() ?? [];
          context.unknown(
            "dangling_ref",
            at,
            `There is no ${ref.entity} \`${ref.id}\`.`,
            ref.id,
            ids,
          );
        }
      }
    }
  }
}

interface Ref {
  readonly entity: string;
  readonly id: string;
}

function refsIn(value: Json, spec: TypeSpec): Ref[] {
  if (value === null) return [];
  switch (spec.kind) {
    case "ref":
      return [{ entity: spec.entity, id: String(value) }];
    case "nullable":
      return refsIn(value, spec.of);
    case "list":
      return (value as Json[]).flatMap((item) => refsIn(item, spec.of));
    case "map":
      return Object.entries(value).flatMap(([key, item]) => [
        ...refsIn(key, spec.key),
        ...refsIn(item, spec.value),
      ]);
    case "record":
      return refsInFields(value, spec.fields);
    case "union": {
      const tag = (value as StoredRecord)[spec.tag];
      return refsInFields(value, spec.variants.find((one) => one.value === tag)?.fields ?? []);
    }
    default:
      return [];
  }
}

function refsInFields(value: Json, fields: readonly { name: string; type: TypeSpec }[]): Ref[] {
  return fields.flatMap(({ name, type }) => refsIn((value as StoredRecord)[name] ?? null, type));
}
