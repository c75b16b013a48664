/** One table as tool code sees it: committed rows, seen through what the open call has changed. */
import { ToolRefusal } from "../errors/index.js";
import type { EntitySpec, KeyTransform, StoredRecord } from "../schema/index.js";
import type { Table } from "./api.js";
import type { BaseTable } from "./base-table.js";
import { drawId, type IdSource } from "./ids.js";
import { findRow, type TableOverlay } from "./overlay.js";
import { type EntityPlan, idOf, indexOf, keyOf } from "./plan.js";
import type { Row } from "./row.js";
import { copyValue } from "./values.js";

/** A record that the open call has changed, created or removed. */
export interface Touched {
  readonly id: string;
  /** The committed row; null for a record that the call created. */
  readonly row: Row | null;
  /** The private copy, which is the record for the rest of the call. */
  readonly record: StoredRecord;
  readonly position: number;
  removed: boolean;
}

/** What a table needs of the state that it belongs to. */
export interface TableHost {
  readonly overlays: readonly TableOverlay[];
  /** Called before the first change of a table in a call; throws outside of a call. */
  enlist(table: StateTable): void;
}

export class StateTable implements Table<StoredRecord>, IdSource {
  /** What the open call has touched, by id; null when it has touched nothing. */
  touched: Map<string, Touched> | null = null;
  counter = 0;
  nextPosition = 0;

  readonly #host: TableHost;
  readonly #base: BaseTable;
  readonly #index: number;

  constructor(
    host: TableHost,
    readonly plan: EntityPlan,
    base: BaseTable,
  ) {
    this.#host = host;
    this.#base = base;
    this.#index = plan.index;
  }

  get(id: string): StoredRecord | null {
    if (this.touched !== null) {
      const touched = this.touched.get(id);
      if (touched !== undefined) return touched.removed ? null : touched.record;
    }
    const row = findRow(this.#base, this.#overlay(), id);
    return row === null ? null : row.record;
  }

  must(id: string): StoredRecord {
    const record = this.get(id);
    if (record !== null) return record;
    throw new ToolRefusal("dangling_ref", `There is no ${this.plan.entity.name} ${shorten(id)}.`);
  }

  all(): readonly StoredRecord[] {
    const overlay = this.#overlay();
    const { touched } = this;
    if (overlay.rows.size === 0 && touched === null) return this.#base.records;
    const list: (StoredRecord | null)[] = this.#base.records.slice();
    let gaps = false;
    for (const [id, row] of overlay.rows) {
      const place = this.#base.rows.get(id)?.position;
      if (place === undefined) continue;
      const gone = row === null || row.created;
      list[place] = gone ? null : row.record;
      gaps ||= gone;
    }
    for (const row of overlay.created.values()) list.push(row.record);
    if (touched !== null && this.#showTouched(list, overlay, touched)) gaps = true;
    return gaps ? list.filter((record) => record !== null) : (list as StoredRecord[]);
  }

  where(
    field: string,
    value: StoredRecord[string],
    transform: KeyTransform = "exact",
  ): readonly StoredRecord[] {
    const key = keyOf(value, transform);
    if (key === undefined) return [];
    const index = indexOf(this.plan.entity.indexes, field, transform);
    if (index < 0) {
      return this.all().filter((record) => keyOf(record[field], transform) === key);
    }
    const entry = this.#base.lookup(index, key);
    const overlay = this.#overlay();
    const { touched } = this;
    if (overlay.rows.size === 0 && touched === null) return entry.records;

    const found: (Row | Touched)[] = [];
    for (const row of entry.rows) {
      if (!overlay.rows.has(row.id) && touched?.has(row.id) !== true) found.push(row);
    }
    for (const id of overlay.buckets[index]?.get(key)?.ids ?? []) {
      const row = overlay.rows.get(id);
      if (row !== undefined && row !== null && touched?.has(id) !== true) found.push(row);
    }
    for (const each of touched?.values() ?? []) {
      if (!each.removed && keyOf(each.record[field], transform) === key) found.push(each);
    }
    return inOrder(found).map((each) => each.record);
  }

  edit(record: Readonly<StoredRecord>): StoredRecord {
    const id = idOf(this.plan.entity, record);
    const known = this.touched?.get(id);
    if (known !== undefined) return known.record;
    return this.#touch(id).record;
  }

  current(record: Readonly<StoredRecord>): StoredRecord {
    if (this.touched === null) return record;
    return this.touched.get(idOf(this.plan.entity, record))?.record ?? record;
  }

  create(fields: Partial<StoredRecord>): StoredRecord {
    const { entity } = this.plan;
    const touched = this.#enlisted();
    const given = fields as StoredRecord;
    const id = drawId(entity, given, this);
    const record: StoredRecord = {};
    let taken = 0;
    for (const { name } of entity.fields) {
      if (name === entity.idField) {
        record[name] = id;
        if (Object.hasOwn(given, name)) taken += 1;
      } else if (Object.hasOwn(given, name)) {
        record[name] = given[name] ?? null;
        taken += 1;
      } else {
        record[name] = null;
      }
    }
    if (Object.keys(given).length !== taken) throw unknownField(entity, given);
    touched.set(id, { id, row: null, record, position: this.nextPosition, removed: false });
    this.nextPosition += 1;
    return record;
  }

  remove(record: Readonly<StoredRecord>): void {
    const { entity } = this.plan;
    if (entity.singleton) {
      throw new ToolRefusal("invalid_state", `The ${entity.name} cannot be removed.`);
    }
    const id = idOf(entity, record);
    const touched = this.touched?.get(id) ?? this.#touch(id);
    touched.removed = true;
  }

  taken(id: string): boolean {
    if (this.touched?.has(id) === true) return true;
    return findRow(this.#base, this.#overlay(), id) !== null;
  }

  #overlay(): TableOverlay {
    return this.#host.overlays[this.#index] as TableOverlay;
  }

  #enlisted(): Map<string, Touched> {
    if (this.touched === null) {
      this.#host.enlist(this);
      const overlay = this.#overlay();
      this.counter = overlay.counter;
      this.nextPosition = overlay.nextPosition;
      this.touched = new Map();
    }
    return this.touched;
  }

  #touch(id: string): Touched {
    const touched = this.#enlisted();
    const row = findRow(this.#base, this.#overlay(), id);
    if (row === null) {
      throw new TypeError(`${this.plan.entity.table} holds no record ${JSON.stringify(id)}.`);
    }
    const { position } = row;
    const entry = { id, row, record: copyValue(row.record), position, removed: false };
    touched.set(id, entry);
    return entry;
  }

  /** Puts the call's own versions into the list of committed records; true if that left gaps. */
  #showTouched(
    list: (StoredRecord | null)[],
    overlay: TableOverlay,
    touched: ReadonlyMap<string, Touched>,
  ): boolean {
    let gaps = false;
    let places: Map<string, number> | null = null;
    for (const each of touched.values()) {
      const shown = each.removed ? null : each.record;
      if (each.row === null) {
        if (shown !== null) list.push(shown);
        continue;
      }
      let place: number | undefined = each.position;
      if (each.row.created) {
        places ??= placesOf(overlay, this.#base.records.length);
        place = places.get(each.id);
      }
      list[place as number] = shown;
      gaps ||= shown === null;
    }
    return gaps;
  }
}

function placesOf(overlay: TableOverlay, first: number): Map<string, number> {
  const places = new Map<string, number>();
  for (const id of overlay.created.keys()) places.set(id, first + places.size);
  return places;
}

/** The refusal of a new record with a field that its entity does not have. */
export function unknownField(entity: EntitySpec, given: StoredRecord): ToolRefusal {
  const known = new Set(entity.fields.map((field) => field.name));
  const name = Object.keys(given).find((key) => !known.has(key)) ?? "";
  return new ToolRefusal("invalid_state", `A new ${entity.name} has no field ${shorten(name)}.`);
}

/** By position; lists that are in order already, the usual case, are handed through. */
export function inOrder<T extends { readonly position: number }>(list: T[]): T[] {
  for (let i = 1; i < list.length; i++) {
    if ((list[i - 1] as T).position > (list[i] as T).position) {
      return list.sort((a, b) => a.position - b.position);
    }
  }
  return list;
}

function shorten(id: string): string {
  return id.length > 80 ? `${id.slice(0, 80)}...` : id;
}
