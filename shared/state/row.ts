import type { StoredRecord } from "../schema/index.js";

/**
 * A committed record and its place in the table. Rows are never changed, so bases, snapshots and
 * forks share them; what is worked out from a row is kept on it.
 */
export interface Row {
  readonly id: string;
  readonly record: StoredRecord;
  /** Records stand in order of position: those of the base first. */
  readonly position: number;
  /** Made during the episode. */
  readonly created: boolean;
  /** The digest of the canonical text under the stored ids, once it was needed. */
  digest: bigint | null;
}

export function makeRow(id: string, record: StoredRecord, position: number, created: boolean): Row {
  return { id, record, position, created, digest: null };
}
