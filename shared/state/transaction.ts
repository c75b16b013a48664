import { ToolRefusal } from "../errors/index.js";
import type { StoredRecord } from "../schema/index.js";
import type { Tables } from "./api.js";
import type { BaseTable } from "./base-table.js";
import type { RecordChange, Transaction } from "./contracts.js";
import { dropRow, putRow, type TableOverlay } from "./overlay.js";
import { type EntityPlan, idOf } from "./plan.js";
import { makeRow } from "./row.js";
import { inOrder, type StateTable, type Touched } from "./table.js";
import { deepFreeze, sameValue } from "./values.js";

/** What a transaction needs of the state that it changes. */
export interface TransactionHost {
  readonly tables: Tables;
  /** The tables that the call has touched, in table order. */
  touchedTables(): readonly StateTable[];
  baseTable(index: number): BaseTable;
  /** The overlay of a table, made the state's own for writing. */
  ownOverlay(index: number): TableOverlay;
  /** Ends the call: forgets what it touched. `changed`: the state is another one now. */
  close(changed: boolean): void;
  readonly freeze: boolean;
}

export class StateTransaction implements Transaction {
  readonly #host: TransactionHost;
  #open = true;

  constructor(host: TransactionHost) {
    this.#host = host;
  }

  get tables(): Tables {
    return this.#host.tables;
  }

  changes(entity?: string): readonly RecordChange[] {
    this.#requireOpen();
    const changes: RecordChange[] = [];
    for (const table of this.#host.touchedTables()) {
      if (entity !== undefined && table.plan.entity.name !== entity) continue;
      for (const touched of netChanges(table)) changes.push(describeChange(table, touched));
    }
    return changes;
  }

  commit(): boolean {
    this.#requireOpen();
    const host = this.#host;
    const touchedTables = host.touchedTables();
    const changed: (readonly [StateTable, readonly Touched[]])[] = [];
    try {
      for (const table of touchedTables) {
        const list = netChanges(table);
        for (const touched of list) checkChange(table.plan, touched);
        changed.push([table, list]);
      }
    } catch (error) {
      this.rollback();
      throw error;
    }
    let any = false;
    for (const [table, list] of changed) {
      if (list.length > 0) any = true;
      this.#apply(table, list);
    }
    this.#open = false;
    host.close(any);
    return any;
  }

  rollback(): void {
    this.#requireOpen();
    this.#open = false;
    this.#host.close(false);
  }

  #apply(table: StateTable, changes: readonly Touched[]): void {
    const { index } = table.plan;
    const base = this.#host.baseTable(index);
    const overlay = this.#host.ownOverlay(index);
    overlay.counter = table.counter;
    overlay.nextPosition = table.nextPosition;
    for (const { id, row, record, position, removed } of changes) {
      if (removed) {
        dropRow(base, overlay, id);
        continue;
      }
      if (this.#host.freeze) deepFreeze(record);
      putRow(base, overlay, makeRow(id, record, position, row === null || row.created));
    }
  }

  #requireOpen(): void {
    if (!this.#open) throw new TypeError("This call has ended.");
  }
}

/** What the call changed of the table in the end, in insertion order. */
function netChanges(table: StateTable): readonly Touched[] {
  const list: Touched[] = [];
  for (const touched of table.touched?.values() ?? []) {
    const { row, record, removed } = touched;
    if (row === null ? removed : !removed && sameValue(row.record, record)) continue;
    list.push(touched);
  }
  return inOrder(list);
}

function describeChange(table: StateTable, touched: Touched): RecordChange {
  return {
    entity: table.plan.entity.name,
    id: touched.id,
    before: touched.row?.record ?? null,
    after: touched.removed ? null : touched.record,
  };
}

function checkChange(plan: EntityPlan, touched: Touched): void {
  if (!touched.removed) checkStored(plan, touched.id, touched.row?.record ?? null, touched.record);
}

/**
 * Whether a record may be stored as it stands after a call.
 *
 * @throws ToolRefusal `invalid_state` or `illegal_transition`
 */
export function checkStored(
  plan: EntityPlan,
  id: string,
  before: StoredRecord | null,
  after: StoredRecord,
): void {
  const { entity, validate, lifecycle } = plan;
  const problem = validate(after);
  const label = entity.singleton ? `The ${entity.name}` : `${entity.name} ${id.slice(0, 80)}`;
  if (problem !== null) {
    const subject = problem.path === "" ? "it" : problem.path;
    throw new ToolRefusal(
      "invalid_state",
      `${label} would be invalid: ${subject} ${problem.message}.`,
    );
  }
  if (idOf(entity, after) !== id) {
    throw new ToolRefusal("invalid_state", `${label} would be invalid: its id cannot change.`);
  }
  const refused = before === null || lifecycle === null ? null : lifecycle(before, after);
  if (refused !== null) throw new ToolRefusal("illegal_transition", `${label}: ${refused}.`);
}
