/**
 * The state engine's meaning in the plainest form: maps that are copied as a whole before each call.
 * The reference for property tests and for the agreement of interpreter and emitted code; slow on
 * large states.
 */
import { EnvFoundryError, ToolRefusal } from "../errors/index.js";
import type { EntitySpec, KeyTransform, StateDocument, StoredRecord } from "../schema/index.js";
import type { Table, Tables } from "./api.js";
import type { StateSpec } from "./base.js";
import type { RecordChange, Transaction } from "./contracts.js";
import { drawId, firstCounter } from "./ids.js";
import { compilePlans, type EntityPlan, idOf, keyOf } from "./plan.js";
import { unknownField } from "./table.js";
import { checkStored } from "./transaction.js";
import { sameValue, setOwn } from "./values.js";

/** The part of `DomainState` that calls need. */
export interface PlainState {
  readonly tables: Tables;
  begin(): Transaction;
  document(): StateDocument;
}

type Records = Map<string, StoredRecord>;

/** Builds a plain state from a document that `createBase` would accept; it is copied. */
export function createPlainState(spec: StateSpec, document: StateDocument): PlainState {
  return new Plain(spec, document);
}

class Plain implements PlainState {
  readonly tables: Tables;
  readonly all: readonly PlainTable[];
  #open = false;

  constructor(spec: StateSpec, document: StateDocument) {
    this.all = compilePlans(spec.entities, spec.enums).map(
      (plan) => new PlainTable(plan, readRecords(plan, document)),
    );
    this.tables = Object.fromEntries(
      this.all.map((table) => [table.plan.entity.table, table]),
    ) as unknown as Tables;
  }

  begin(): Transaction {
    if (this.#open) throw new TypeError("A call is open.");
    this.#open = true;
    for (const table of this.all) table.begin();
    const end = () => {
      if (!this.#open) throw new TypeError("This call has ended.");
      this.#open = false;
    };
    const changes = (entity?: string) =>
      this.all
        .filter((table) => entity === undefined || table.plan.entity.name === entity)
        .flatMap((table) => table.changes());
    const rollback = () => {
      end();
      for (const table of this.all) table.rollback();
    };
    const commit = () => {
      try {
        for (const table of this.all) table.check();
      } catch (error) {
        rollback();
        throw error;
      }
      const changed = changes().length > 0;
      end();
      for (const table of this.all) table.commit();
      return changed;
    };
    return { tables: this.tables, changes, commit, rollback };
  }

  document(): StateDocument {
    const document: { [table: string]: { [id: string]: StoredRecord } } = {};
    for (const table of this.all) {
      const records: { [id: string]: StoredRecord } = {};
      for (const [id, record] of table.records) setOwn(records, id, structuredClone(record));
      document[table.plan.entity.table] = records;
    }
    return document;
  }
}

function readRecords(plan: EntityPlan, document: StateDocument): Records {
  const { table } = plan.entity;
  const given = Object.hasOwn(document, table) ? (document[table] ?? {}) : {};
  const records: Records = new Map();
  for (const id of Object.keys(given)) {
    const copy = structuredClone(given[id]) as StoredRecord;
    const record = plan.complete === null ? copy : (plan.complete(copy) as StoredRecord);
    const problem = plan.validate(record);
    if (problem !== null) {
      throw new EnvFoundryError(
        "invalid_state_document",
        `${table}[${JSON.stringify(id)}] ${problem.path} ${problem.message}.`,
      );
    }
    records.set(id, record);
  }
  return records;
}

/** One table: records are changed where they stand; the copy is what a rollback returns to. */
class PlainTable implements Table<StoredRecord> {
  counter: number;
  #before: Records = new Map();
  #counterBefore = 0;
  /** Ids that the open call has removed, with the records as they are since. */
  #removed: Records = new Map();
  #open = false;

  constructor(
    readonly plan: EntityPlan,
    public records: Records,
  ) {
    this.counter = firstCounter(plan.entity.id, records.keys());
  }

  begin(): void {
    this.#open = true;
    this.#before = structuredClone(this.records);
    this.#counterBefore = this.counter;
    this.#removed = new Map();
  }

  rollback(): void {
    this.#open = false;
    this.records = this.#before;
    this.counter = this.#counterBefore;
  }

  commit(): void {
    this.#open = false;
  }

  check(): void {
    for (const { id, before, after } of this.changes()) {
      if (after !== null) checkStored(this.plan, id, before, after);
    }
  }

  changes(): RecordChange[] {
    const entity = this.plan.entity.name;
    const changes: RecordChange[] = [];
    for (const [id, before] of this.#before) {
      const after = this.records.get(id) ?? null;
      if (after === null || !sameValue(before, after)) changes.push({ entity, id, before, after });
    }
    for (const [id, after] of this.records) {
      if (!this.#before.has(id)) changes.push({ entity, id, before: null, after });
    }
    return changes;
  }

  get(id: string): StoredRecord | null {
    return this.records.get(id) ?? null;
  }

  must(id: string): StoredRecord {
    const record = this.get(id);
    if (record !== null) return record;
    const shown = id.length > 80 ? `${id.slice(0, 80)}...` : id;
    throw new ToolRefusal("dangling_ref", `There is no ${this.#entity.name} ${shown}.`);
  }

  all(): readonly StoredRecord[] {
    return [...this.records.values()];
  }

  where(
    field: string,
    value: StoredRecord[string],
    transform: KeyTransform = "exact",
  ): readonly StoredRecord[] {
    const key = keyOf(value, transform);
    if (key === undefined) return [];
    return this.all().filter((record) => keyOf(record[field], transform) === key);
  }

  edit(record: Readonly<StoredRecord>): StoredRecord {
    this.#requireOpen();
    return this.#standing(record);
  }

  current(record: Readonly<StoredRecord>): StoredRecord {
    const id = idOf(this.#entity, record);
    return this.#removed.get(id) ?? this.records.get(id) ?? record;
  }

  create(fields: Partial<StoredRecord>): StoredRecord {
    this.#requireOpen();
    const entity = this.#entity;
    const given = fields as StoredRecord;
    const taken = (id: string) => this.records.has(id) || this.#removed.has(id);
    const source = { taken, counter: this.counter };
    const id = drawId(entity, given, source);
    this.counter = source.counter;
    const known = new Set(entity.fields.map((field) => field.name));
    if (Object.keys(given).some((name) => !known.has(name))) throw unknownField(entity, given);
    const entries = [...known].map((name) => [name, given[name] ?? null] as const);
    const record: StoredRecord = Object.fromEntries(entries);
    if (known.has(entity.idField)) record[entity.idField] = id;
    this.records.set(id, record);
    return record;
  }

  remove(record: Readonly<StoredRecord>): void {
    this.#requireOpen();
    const entity = this.#entity;
    if (entity.singleton) {
      throw new ToolRefusal("invalid_state", `The ${entity.name} cannot be removed.`);
    }
    const standing = this.#standing(record);
    const id = idOf(entity, standing);
    this.#removed.set(id, standing);
    this.records.delete(id);
  }

  get #entity(): EntitySpec {
    return this.plan.entity;
  }

  #standing(record: Readonly<StoredRecord>): StoredRecord {
    const id = idOf(this.#entity, record);
    const standing = this.#removed.get(id) ?? this.records.get(id);
    if (standing === undefined) {
      throw new TypeError(`${this.#entity.table} holds no record ${JSON.stringify(id)}.`);
    }
    return standing;
  }

  #requireOpen(): void {
    if (!this.#open) throw new TypeError("Records can only be changed during a call.");
  }
}
