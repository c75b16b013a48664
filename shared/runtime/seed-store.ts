/**
 * The tables of a state in the making. Nothing is ever taken back here, so records are handed out
 * and changed as they are; what matters is that a read costs no more than what it returns, for a
 * large scale makes a million records.
 */
import { ToolRefusal } from "../errors/index.js";
import type { EntitySpec, KeyTransform, StateDocument, StoredRecord } from "../schema/index.js";
import { drawId, firstCounter, type IdSource } from "../state/ids.js";
import type { Table, Tables } from "../state/index.js";
import { normalize } from "./library/index.js";

/** The records of one key, by the value of a field. */
interface Index {
  readonly field: string;
  readonly transform: KeyTransform;
  readonly keys: Map<StoredRecord, unknown>;
  readonly buckets: Map<unknown, StoredRecord[]>;
}

/** All tables of the domain, filled with the records that are written out. */
export class SeedStore {
  readonly tables: Tables;
  readonly #tables: ReadonlyMap<string, SeedStoreTable>;

  constructor(entities: readonly EntitySpec[], fixed: StateDocument) {
    this.#tables = new Map(
      entities.map((entity) => [
        entity.table,
        new SeedStoreTable(entity, Object.entries(fixed[entity.table] ?? {})),
      ]),
    );
    this.tables = Object.fromEntries(this.#tables) as unknown as Tables;
  }

  /** Ends the making of a record: lists that were handed out need not stay as they are. */
  settle(): void {
    for (const table of this.#tables.values()) table.settle();
  }

  /** Everything, in the order of entities and of creation. Not a copy. */
  document(): StateDocument {
    return Object.fromEntries(
      [...this.#tables].map(([name, table]) => [name, Object.fromEntries(table.records)]),
    );
  }
}

class SeedStoreTable implements Table<StoredRecord>, IdSource {
  readonly records: Map<string, StoredRecord>;
  counter: number;
  readonly #entity: EntitySpec;
  #list: StoredRecord[];
  /** Somebody may be reading `#list`: it must not grow. */
  #listShared = false;
  readonly #indexes: Index[] = [];
  /** Records that may have changed since the indexes were last right. */
  readonly #edited = new Set<StoredRecord>();

  constructor(entity: EntitySpec, fixed: readonly (readonly [string, StoredRecord])[]) {
    this.#entity = entity;
    this.records = new Map(fixed);
    this.#list = [...this.records.values()];
    this.counter = firstCounter(entity.id, this.records.keys());
  }

  settle(): void {
    this.#listShared = false;
    if (this.#edited.size === 0) return;
    this.#refresh();
    this.#edited.clear();
  }

  get(id: string): StoredRecord | null {
    return this.records.get(id) ?? null;
  }

  must(id: string): StoredRecord {
    const record = this.records.get(id);
    if (record !== undefined) return record;
    throw new ToolRefusal("dangling_ref", `There is no ${this.#entity.name} ${id}.`);
  }

  all(): readonly StoredRecord[] {
    this.#listShared = true;
    return this.#list;
  }

  where(
    field: string,
    value: StoredRecord[string],
    transform: KeyTransform = "exact",
  ): readonly StoredRecord[] {
    this.#refresh();
    let index = this.#indexes.find((each) => each.field === field && each.transform === transform);
    if (index === undefined) {
      index = { field, transform, keys: new Map(), buckets: new Map() };
      for (const record of this.#list) addTo(index, record);
      this.#indexes.push(index);
    }
    return index.buckets.get(keyOf(value, transform))?.slice() ?? [];
  }

  edit(record: Readonly<StoredRecord>): StoredRecord {
    this.#edited.add(record as StoredRecord);
    return record as StoredRecord;
  }

  current(record: Readonly<StoredRecord>): StoredRecord {
    return record as StoredRecord;
  }

  create(fields: Partial<StoredRecord>): StoredRecord {
    const entity = this.#entity;
    const given = fields as StoredRecord;
    const id = drawId(entity, given, this);
    const record: StoredRecord = {};
    const stranger = Object.keys(given).find((key) => !entity.fields.some((f) => f.name === key));
    if (stranger !== undefined) {
      throw new ToolRefusal("invalid_state", `${entity.name} has no field ${stranger}.`);
    }
    for (const { name } of entity.fields) {
      if (name === entity.idField && !entity.singleton) record[name] = id;
      else record[name] = Object.hasOwn(given, name) ? (given[name] ?? null) : null;
    }
    this.records.set(id, record);
    if (this.#listShared) this.#list = this.#list.slice();
    this.#listShared = false;
    this.#list.push(record);
    for (const index of this.#indexes) addTo(index, record);
    // Whoever created it may go on changing it.
    this.#edited.add(record);
    return record;
  }

  remove(record: Readonly<StoredRecord>): void {
    const id = this.#entity.singleton ? this.#entity.table : String(record[this.#entity.idField]);
    this.records.delete(id);
    this.#list = [...this.records.values()];
    this.#listShared = false;
    this.#indexes.length = 0;
  }

  taken(id: string): boolean {
    return this.records.has(id);
  }

  /** Forgets the indexes in which an edited record stands under a key that it no longer has. */
  #refresh(): void {
    for (let i = this.#indexes.length - 1; i >= 0; i -= 1) {
      const { field, transform, keys } = this.#indexes[i] as Index;
      for (const record of this.#edited) {
        if (keys.get(record) !== keyOf(record[field], transform)) {
          this.#indexes.splice(i, 1);
          break;
        }
      }
    }
  }
}

function addTo({ field, transform, keys, buckets }: Index, record: StoredRecord): void {
  const key = keyOf(record[field], transform);
  keys.set(record, key);
  const bucket = buckets.get(key);
  if (bucket === undefined) buckets.set(key, [record]);
  else bucket.push(record);
}

function keyOf(value: unknown, transform: KeyTransform): unknown {
  if (typeof value !== "string" || transform === "exact") return value;
  return transform === "lower" ? value.toLowerCase() : normalize(value);
}
