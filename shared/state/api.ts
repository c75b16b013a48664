/**
 * What tool code sees of the state during one call. The engine and the plain reference store of
 * the interpreter both implement it; neither hands out a committed record for changing.
 */
import type { KeyTransform } from "../schema/index.js";

/** One table during one call. Lists are snapshots in insertion order. */
export interface Table<R extends object> {
  /** The record of that id as it stands now, or null. Any string is a valid question. */
  get(id: string): Readonly<R> | null;
  /** Like `get` for a stored ref; a missing record is the refusal `dangling_ref`. */
  must(id: string): Readonly<R>;
  all(): readonly Readonly<R>[];
  /** The records whose `field` equals `value` under the key transform; uses an index. */
  where<F extends keyof R & string>(
    field: F,
    value: R[F],
    transform?: KeyTransform,
  ): readonly Readonly<R>[];
  /** A private copy of the record for the rest of the call; the same object on every call. */
  edit(record: Readonly<R>): R;
  /** The record as it stands now, where an earlier variable may hold what it was before an edit. */
  current(record: Readonly<R>): Readonly<R>;
  /** Stores a new record; the id is drawn by the entity's scheme unless it is natural. */
  create(fields: Partial<R>): R;
  /** Takes the record out. It keeps its last values for the rest of the call. */
  remove(record: Readonly<R>): void;
}

/** The tables of a domain by name. */
export type Tables = { readonly [table: string]: Table<never> };
