/** One table of the immutable start, with its secondary indexes. */
import type { IndexSpec, StoredRecord } from "../schema/index.js";
import { firstCounter } from "./ids.js";
import { type EntityPlan, type IndexKey, keyOf } from "./plan.js";
import type { Row } from "./row.js";

/** The records that share one key of an index, in insertion order. */
export interface IndexEntry {
  readonly rows: readonly Row[];
  readonly records: readonly StoredRecord[];
}

const NO_ENTRY: IndexEntry = { rows: [], records: [] };

/** One table of a base. Immutable; indexes are built when they are first asked for. */
export class BaseTable {
  /** The records in insertion order. */
  readonly records: readonly StoredRecord[];
  readonly counter: number;
  readonly #indexes: (ReadonlyMap<IndexKey, IndexEntry> | undefined)[] = [];

  constructor(
    readonly plan: EntityPlan,
    /** By id, in insertion order. */
    readonly rows: ReadonlyMap<string, Row>,
  ) {
    this.records = Object.freeze(Array.from(rows.values(), (row) => row.record));
    this.counter = firstCounter(plan.entity.id, rows.keys());
  }

  /** The base's records with the key, by the index's place in `EntitySpec.indexes`. */
  lookup(index: number, key: IndexKey): IndexEntry {
    let entries = this.#indexes[index];
    if (entries === undefined) {
      entries = buildIndex(this.plan.entity.indexes[index] as IndexSpec, this.rows.values());
      this.#indexes[index] = entries;
    }
    return entries.get(key) ?? NO_ENTRY;
  }
}

function buildIndex(index: IndexSpec, rows: Iterable<Row>): ReadonlyMap<IndexKey, IndexEntry> {
  const entries = new Map<IndexKey, { rows: Row[]; records: StoredRecord[] }>();
  for (const row of rows) {
    const key = keyOf(row.record[index.field], index.transform);
    if (key === undefined) continue;
    let entry = entries.get(key);
    if (entry === undefined) {
      entry = { rows: [], records: [] };
      entries.set(key, entry);
    }
    entry.rows.push(row);
    entry.records.push(row.record);
  }
  for (const entry of entries.values()) Object.freeze(entry.records);
  return entries;
}
