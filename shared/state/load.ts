import { EnvFoundryError } from "../errors/index.js";
import { describeFound, isObject, type StoredRecord } from "../schema/index.js";
import { asBase } from "./base.js";
import type { BaseTable } from "./base-table.js";
import type { BaseState, DomainState } from "./contracts.js";
import { copyOverlay, dropRow, type Owner, putRow, type TableOverlay } from "./overlay.js";
import { type EntityPlan, idOf } from "./plan.js";
import { makeRow, type Row } from "./row.js";
import { State, type StateOptions } from "./state.js";
import { copyValue, deepFreeze } from "./values.js";

/**
 * The state that `save` wrote down. Everything in `saved` is checked; nothing of it is kept by
 * reference.
 *
 * @throws EnvFoundryError `invalid_saved_state` with the path of what is wrong;
 *   `saved_state_mismatch` when it builds on another base or is of another version.
 */
export function loadState(
  base: BaseState,
  saved: unknown,
  options: StateOptions = {},
): DomainState {
  const own = asBase(base);
  const { tables, ...head } = object(saved, "The saved state");
  const shaped =
    typeof head.version === "number" &&
    typeof head.domain === "string" &&
    typeof head.base === "string";
  if (!shaped) throw invalid("The saved state", "must say its version, domain and base");
  if (head.version !== 1) {
    throw mismatch(
      `The saved state has version ${describeFound(head.version)}; this is version 1.`,
    );
  }
  if (head.domain !== own.domain) {
    throw mismatch(`The saved state is of ${describeFound(head.domain)}, not of ${own.domain}.`);
  }
  if (head.base !== own.digest()) {
    throw mismatch(`The saved state builds on another initial state of ${own.domain}.`);
  }
  const entries = object(tables, "tables");
  const names = new Set(own.tables.map((table) => table.plan.entity.table));
  const stranger = Object.keys(entries).find((name) => !names.has(name));
  if (stranger !== undefined) throw invalid("tables", `has no table ${describeFound(stranger)}`);

  const freeze = options.freeze === true;
  const overlays = own.untouched.slice();
  for (const table of own.tables) {
    const { entity, index } = table.plan;
    if (!Object.hasOwn(entries, entity.table)) continue;
    overlays[index] = readOverlay(
      table,
      overlays[index] as TableOverlay,
      entries[entity.table],
      `tables.${entity.table}`,
      freeze,
    );
  }
  return new State(own, overlays, freeze, null);
}

function readOverlay(
  table: BaseTable,
  untouched: TableOverlay,
  value: unknown,
  path: string,
  freeze: boolean,
): TableOverlay {
  const { put, removed, counter } = object(value, path);
  const overlay = copyOverlay(untouched, LOADED);
  for (const id of list(removed, `${path}.removed`)) {
    if (typeof id !== "string" || !table.rows.has(id) || overlay.rows.has(id)) {
      throw invalid(
        `${path}.removed`,
        `must list ids of the initial state, each once; found ${describeFound(id)}`,
      );
    }
    if (table.plan.entity.singleton) {
      throw invalid(`${path}.removed`, "must be empty for a singleton");
    }
    dropRow(table, overlay, id);
  }
  let last = -1;
  for (const [i, each] of list(put, `${path}.put`).entries()) {
    const here = `${path}.put[${i}]`;
    const row = readRow(table, each, here);
    if (overlay.rows.has(row.id)) throw invalid(here, "has an id that stands here twice");
    if (row.position <= last) throw invalid(`${here}.position`, "must be higher than the last");
    last = row.position;
    if (freeze) deepFreeze(row.record);
    putRow(table, overlay, row);
  }
  overlay.nextPosition = Math.max(overlay.nextPosition, last + 1);
  if (!isCount(counter) || counter < table.counter) {
    throw invalid(`${path}.counter`, `must be a whole number of at least ${table.counter}`);
  }
  overlay.counter = counter;
  return overlay;
}

/** No state owns what was loaded: the first write takes a copy, as after a snapshot. */
const LOADED: Owner = {};

function readRow(table: BaseTable, value: unknown, path: string): Row {
  const { record, created, position } = object(value, path);
  const { plan } = table;
  const checked = readRecord(plan, record, `${path}.record`);
  const id = idOf(plan.entity, checked);
  if (typeof created !== "boolean") throw invalid(`${path}.created`, "must be true or false");
  const before = table.rows.get(id);
  const fits = created
    ? isCount(position) && position >= table.rows.size
    : before !== undefined && position === before.position;
  if (!fits) throw invalid(`${path}.position`, "does not fit the initial state");
  return makeRow(id, copyValue(checked), position as number, created);
}

function readRecord(plan: EntityPlan, value: unknown, path: string): StoredRecord {
  const problem = plan.validate(value);
  if (problem === null) return value as StoredRecord;
  const at = problem.path === "" ? path : `${path}.${problem.path}`;
  throw invalid(at, problem.message);
}

function object(value: unknown, path: string): Record<string, unknown> {
  if (isObject(value)) return value;
  throw invalid(path, `must be an object; found ${describeFound(value)}`);
}

function list(value: unknown, path: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw invalid(path, `must be a list; found ${describeFound(value)}`);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function invalid(path: string, message: string): EnvFoundryError {
  return new EnvFoundryError("invalid_saved_state", `${path} ${message}.`);
}

function mismatch(message: string): EnvFoundryError {
  return new EnvFoundryError("saved_state_mismatch", message, {
    hint: "A saved state fits the same domain, seed and scale that it was saved from.",
  });
}
