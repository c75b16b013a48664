/**
 * What an episode has changed of one table. Snapshots and forks share overlays; who wants to write
 * to one that is not marked as its own takes a copy first (of the changes, never of the base).
 */
import type { BaseTable } from "./base-table.js";
import { type IndexKey, keyOf } from "./plan.js";
import type { Row } from "./row.js";

/** The mark of a state's own overlays; a new one is drawn whenever they become shared. */
export type Owner = object;

/** Ids of overlay rows that share a key. Copied on the first write by another owner. */
export interface Bucket {
  readonly owner: Owner;
  readonly ids: Set<string>;
}

export interface TableOverlay {
  readonly owner: Owner | null;
  /** Changed and created rows by id; null: a record of the base that is gone. */
  readonly rows: Map<string, Row | null>;
  /** The created rows alone, in order of position. */
  readonly created: Map<string, Row>;
  /** For each index of the entity: ids of `rows` by key. */
  readonly buckets: readonly Map<IndexKey, Bucket>[];
  counter: number;
  nextPosition: number;
}

export function emptyOverlay(table: BaseTable): TableOverlay {
  return {
    owner: null,
    rows: new Map(),
    created: new Map(),
    buckets: table.plan.entity.indexes.map(() => new Map()),
    counter: table.counter,
    nextPosition: table.rows.size,
  };
}

export function copyOverlay(overlay: TableOverlay, owner: Owner): TableOverlay {
  return {
    owner,
    rows: new Map(overlay.rows),
    created: new Map(overlay.created),
    buckets: overlay.buckets.map((bucket) => new Map(bucket)),
    counter: overlay.counter,
    nextPosition: overlay.nextPosition,
  };
}

/** The row of the id as it is committed, or null. */
export function findRow(base: BaseTable, overlay: TableOverlay, id: string): Row | null {
  if (overlay.rows.size > 0) {
    const row = overlay.rows.get(id);
    if (row !== undefined) return row;
  }
  return base.rows.get(id) ?? null;
}

/** Every committed row in insertion order. */
export function allRows(base: BaseTable, overlay: TableOverlay): Row[] {
  const rows: Row[] = [];
  for (const row of base.rows.values()) {
    const changed = overlay.rows.get(row.id);
    if (changed === undefined) rows.push(row);
    else if (changed !== null && !changed.created) rows.push(changed);
  }
  for (const row of overlay.created.values()) rows.push(row);
  return rows;
}

/** Stores a row that was created or changed; the overlay must be the caller's own. */
export function putRow(base: BaseTable, overlay: TableOverlay, row: Row): void {
  const before = overlay.rows.get(row.id);
  overlay.rows.set(row.id, row);
  if (row.created) overlay.created.set(row.id, row);
  const { indexes } = base.plan.entity;
  for (let i = 0; i < indexes.length; i++) {
    const { field, transform } = indexes[i] as (typeof indexes)[number];
    const value = row.record[field];
    if (before !== undefined && before !== null) {
      if (before.record[field] === value) continue;
      dropKey(overlay, i, keyOf(before.record[field], transform), row.id);
    }
    addKey(overlay, i, keyOf(value, transform), row.id);
  }
}

/** Takes a committed row out; a created one leaves no trace. */
export function dropRow(base: BaseTable, overlay: TableOverlay, id: string): void {
  const before = overlay.rows.get(id);
  if (before !== undefined && before !== null) {
    const { indexes } = base.plan.entity;
    for (let i = 0; i < indexes.length; i++) {
      const { field, transform } = indexes[i] as (typeof indexes)[number];
      dropKey(overlay, i, keyOf(before.record[field], transform), id);
    }
    overlay.created.delete(id);
  }
  if (base.rows.has(id)) {
    overlay.rows.set(id, null);
  } else {
    overlay.rows.delete(id);
  }
}

function addKey(overlay: TableOverlay, index: number, key: IndexKey | undefined, id: string): void {
  if (key === undefined) return;
  ownBucket(overlay, index, key).ids.add(id);
}

function dropKey(
  overlay: TableOverlay,
  index: number,
  key: IndexKey | undefined,
  id: string,
): void {
  if (key === undefined) return;
  const bucket = ownBucket(overlay, index, key);
  bucket.ids.delete(id);
  if (bucket.ids.size === 0) overlay.buckets[index]?.delete(key);
}

function ownBucket(overlay: TableOverlay, index: number, key: IndexKey): Bucket {
  const buckets = overlay.buckets[index] as Map<IndexKey, Bucket>;
  const owner = overlay.owner as Owner;
  let bucket = buckets.get(key);
  if (bucket === undefined || bucket.owner !== owner) {
    bucket = { owner, ids: new Set(bucket?.ids) };
    buckets.set(key, bucket);
  }
  return bucket;
}
