import { EnvFoundryError } from "../errors/index.js";
import type { StateDocument, StoredRecord } from "../schema/index.js";
import type { Tables } from "./api.js";
import { asBase, type Base } from "./base.js";
import type { BaseTable } from "./base-table.js";
import { diffStates } from "./canonical/diff.js";
import { canonicalDocument, hashState } from "./canonical/hash.js";
import type {
  BaseState,
  DiffEntry,
  DomainState,
  SavedState,
  StateSnapshot,
  Transaction,
} from "./contracts.js";
import { allRows, copyOverlay, type Owner, type TableOverlay } from "./overlay.js";
import { saveState } from "./saved.js";
import { StateTable, type TableHost } from "./table.js";
import { StateTransaction, type TransactionHost } from "./transaction.js";
import { copyValue, setOwn } from "./values.js";
import type { StateView } from "./view.js";

export interface StateOptions {
  /** Freezes every record when it is committed, so that a write past the engine throws. For tests. */
  readonly freeze?: boolean;
}

/** The state of one domain in one episode: the base and what the episode changed. */
export class State implements DomainState, StateView, TableHost, TransactionHost {
  readonly base: Base;
  readonly tables: Tables;
  readonly freeze: boolean;
  overlays: TableOverlay[];
  #owner: Owner = {};
  #touched: StateTable[] = [];
  #open = false;
  #hash: string | null;

  constructor(base: Base, overlays: readonly TableOverlay[], freeze: boolean, hash: string | null) {
    this.base = base;
    this.overlays = overlays.slice();
    this.freeze = freeze;
    this.#hash = hash;
    const tables: { [name: string]: StateTable } = {};
    for (let i = 0; i < base.tables.length; i++) {
      const table = base.tables[i] as BaseTable;
      tables[table.plan.entity.table] = new StateTable(this, table.plan, table);
    }
    this.tables = tables as unknown as Tables;
  }

  begin(): Transaction {
    this.#requireIdle();
    this.#open = true;
    return new StateTransaction(this);
  }

  snapshot(): StateSnapshot {
    this.#requireIdle();
    this.#owner = {};
    return new Snapshot(this.base, this.overlays.slice(), this.#hash);
  }

  restore(snapshot: StateSnapshot): void {
    this.#requireIdle();
    if (!(snapshot instanceof Snapshot) || snapshot.base !== this.base) {
      throw new EnvFoundryError(
        "snapshot_mismatch",
        `The snapshot is not of this state of ${this.base.domain}.`,
        { hint: "A snapshot fits the episode it was taken of and its forks." },
      );
    }
    this.overlays = snapshot.overlays.slice();
    this.#owner = {};
    this.#hash = snapshot.hash;
  }

  fork(): DomainState {
    this.#requireIdle();
    this.#owner = {};
    return new State(this.base, this.overlays, this.freeze, this.#hash);
  }

  reset(): void {
    this.#requireIdle();
    this.overlays = this.base.untouched.slice();
    this.#hash = null;
  }

  hash(): string {
    this.#requireIdle();
    this.#hash ??= hashState(this);
    return this.#hash;
  }

  diff(expected: DomainState): readonly DiffEntry[] {
    this.#requireIdle();
    const other = asState(expected);
    if (other.base.domain !== this.base.domain) {
      throw new EnvFoundryError(
        "domain_mismatch",
        `A state of ${this.base.domain} cannot be compared with one of ${other.base.domain}.`,
      );
    }
    return this.hash() === other.hash() ? [] : diffStates(this, other);
  }

  canonical(): StateDocument {
    this.#requireIdle();
    return canonicalDocument(this);
  }

  document(): StateDocument {
    this.#requireIdle();
    const document: { [table: string]: { [id: string]: StoredRecord } } = {};
    for (const table of this.base.tables) {
      const records: { [id: string]: StoredRecord } = {};
      const overlay = this.overlays[table.plan.index] as TableOverlay;
      for (const row of allRows(table, overlay)) setOwn(records, row.id, copyValue(row.record));
      document[table.plan.entity.table] = records;
    }
    return document;
  }

  save(): SavedState {
    this.#requireIdle();
    return saveState(this);
  }

  enlist(table: StateTable): void {
    if (!this.#open) throw new TypeError("Records can only be changed during a call.");
    this.#touched.push(table);
  }

  touchedTables(): readonly StateTable[] {
    if (this.#touched.length > 1) this.#touched.sort((a, b) => a.plan.index - b.plan.index);
    return this.#touched;
  }

  baseTable(index: number): BaseTable {
    return this.base.tables[index] as BaseTable;
  }

  ownOverlay(index: number): TableOverlay {
    let overlay = this.overlays[index] as TableOverlay;
    if (overlay.owner !== this.#owner) {
      overlay = copyOverlay(overlay, this.#owner);
      this.overlays[index] = overlay;
    }
    return overlay;
  }

  close(changed: boolean): void {
    for (const table of this.#touched) table.touched = null;
    if (this.#touched.length > 0) this.#touched = [];
    this.#open = false;
    if (changed) this.#hash = null;
  }

  #requireIdle(): void {
    if (this.#open) throw new TypeError("The state cannot be used as a whole during a call.");
  }
}

class Snapshot implements StateSnapshot {
  readonly domain: string;
  constructor(
    readonly base: Base,
    readonly overlays: readonly TableOverlay[],
    readonly hash: string | null,
  ) {
    this.domain = base.domain;
  }
}

/** A fresh episode of the base. Costs no copy. */
export function openState(base: BaseState, options: StateOptions = {}): DomainState {
  const own = asBase(base);
  return new State(own, own.untouched, options.freeze === true, null);
}

/** The engine's own view of a state that came through the public contract. */
export function asState(state: DomainState): State {
  if (state instanceof State) return state;
  throw new TypeError("A state must come from openState or loadState.");
}
