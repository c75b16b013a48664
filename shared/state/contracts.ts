/** The state engine as its callers see it. One `DomainState` is the state of one domain in one episode. */
import type { EntitySpec, StateDocument, StoredRecord } from "../schema/index.js";
import type { Tables } from "./api.js";

/** The immutable start of every episode of one (domain, seed, scale). Shared, never copied. */
export interface BaseState {
  readonly domain: string;
  readonly entities: readonly EntitySpec[];
  /** The whole base as data, tables and records in insertion order. */
  document(): StateDocument;
}

/** An immutable picture of a `DomainState`; taking and restoring it cost no copy. */
export interface StateSnapshot {
  readonly domain: string;
}

/** What a record was before the call and is after it. `before` null: created; `after` null: removed. */
export interface RecordChange {
  readonly entity: string;
  readonly id: string;
  readonly before: StoredRecord | null;
  readonly after: StoredRecord | null;
}

/** One call's view: either `commit` or `rollback` ends it. */
export interface Transaction {
  readonly tables: Tables;
  /**
   * What differs from before the call, net (an edit that restores the old value is no change), in
   * table order and insertion order within a table. Optionally of one entity only.
   */
  changes(entity?: string): readonly RecordChange[];
  /**
   * Checks every changed record (types, bounds, refs' shapes: `invalid_state`; lifecycles:
   * `illegal_transition`), then makes the changes part of the state. On a refusal it rolls back
   * and throws the `ToolRefusal`. Returns whether anything changed.
   */
  commit(): boolean;
  rollback(): void;
}

/**
 * A difference of two canonical states, by record and field. The clock of a world belongs to no
 * domain, table and record: these are empty, and `field` is `now`.
 */
export interface DiffEntry {
  readonly domain: string;
  readonly table: string;
  readonly id: string;
  /** Null: the record as a whole is missing on one side. Otherwise a dotted path, `items[0].price`. */
  readonly field: string | null;
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface SavedState {
  readonly version: 1;
  readonly domain: string;
  /** Digest of the base that the changes build on. */
  readonly base: string;
  /** Per table: records created or changed (in insertion order), ids removed, and the id counter. */
  readonly tables: Readonly<
    Record<
      string,
      {
        readonly put: readonly {
          readonly record: StoredRecord;
          readonly created: boolean;
          readonly position: number;
        }[];
        readonly removed: readonly string[];
        readonly counter: number;
      }
    >
  >;
}

export interface DomainState {
  readonly base: BaseState;
  begin(): Transaction;
  /** Reads outside of a call (control plane, invariants). */
  readonly tables: Tables;
  snapshot(): StateSnapshot;
  restore(snapshot: StateSnapshot): void;
  fork(): DomainState;
  /** Back to the base. */
  reset(): void;
  /** The canonical hash: `v1:` and 64 hexadecimal digits. Costs as much as what changed. */
  hash(): string;
  /** `this` is what is actual, the argument what was expected. Empty exactly when the hashes are equal. */
  diff(expected: DomainState): readonly DiffEntry[];
  /** The canonical form as data: what is hashed. */
  canonical(): StateDocument;
  document(): StateDocument;
  save(): SavedState;
}
