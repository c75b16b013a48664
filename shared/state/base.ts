import { EnvFoundryError } from "../errors/index.js";
import {
  describeFound,
  type EntitySpec,
  type EnumSpec,
  isObject,
  LIMITS,
  type StateDocument,
  type StoredRecord,
} from "../schema/index.js";
import { BaseTable } from "./base-table.js";
import type { BaseState } from "./contracts.js";
import { canonicalJson, sha256 } from "./json.js";
import { emptyOverlay, type TableOverlay } from "./overlay.js";
import { compilePlans, type EntityPlan, idOf } from "./plan.js";
import { makeRow, type Row } from "./row.js";
import { copyValue, deepFreeze, setOwn } from "./values.js";

/** What a base is built from, beside its document: the parts of a `DomainSpec` that matter here. */
export interface StateSpec {
  readonly domain: string;
  readonly entities: readonly EntitySpec[];
  readonly enums: readonly EnumSpec[];
}

export interface BaseOptions {
  /** A state in the making: refs to records that do not exist and missing singletons are allowed. */
  readonly partial?: boolean;
  /** Freezes every record, so that a write past the engine throws. For tests. */
  readonly freeze?: boolean;
}

export class Base implements BaseState {
  readonly domain: string;
  readonly entities: readonly EntitySpec[];
  readonly plans: readonly EntityPlan[];
  /** In the order of the domain's entities. */
  readonly tables: readonly BaseTable[];
  /** Entity name to its plan. */
  readonly planOf: ReadonlyMap<string, EntityPlan>;
  /** The overlays of a state that has changed nothing. Never written to. */
  readonly untouched: readonly TableOverlay[];
  /** What canonical form and hash have worked out for this base (see `canonical/`). */
  readonly memo = new Map<symbol, unknown>();
  #digest: string | undefined;

  constructor(spec: StateSpec, tables: readonly BaseTable[], plans: readonly EntityPlan[]) {
    this.domain = spec.domain;
    this.entities = spec.entities;
    this.plans = plans;
    this.tables = tables;
    this.planOf = new Map(plans.map((plan) => [plan.entity.name, plan]));
    this.untouched = tables.map((table) => emptyOverlay(table));
  }

  document(): StateDocument {
    const document: { [table: string]: { [id: string]: StoredRecord } } = {};
    for (const table of this.tables) {
      const records: { [id: string]: StoredRecord } = {};
      for (const row of table.rows.values()) setOwn(records, row.id, copyValue(row.record));
      setOwn(document, table.plan.entity.table, records);
    }
    return document;
  }

  /** SHA-256 over domain, tables and records in order: what saved states name as their base. */
  digest(): string {
    this.#digest ??= sha256(
      canonicalJson([
        this.domain,
        ...this.tables.map((table) => [
          table.plan.entity.table,
          ...Array.from(table.rows.values(), (row) => sha256(canonicalJson([row.id, row.record]))),
        ]),
      ]),
    );
    return this.#digest;
  }
}

/**
 * Builds the immutable base of a domain's episodes. Takes the document over without copying it:
 * the caller must not change it afterwards. Omitted nullable fields become null (in a copy of
 * that record); tables that are not mentioned are empty.
 *
 * @throws EnvFoundryError `invalid_state_document`; the message begins with the path of the first
 *   thing that is wrong, `orders["O1"].items[0].price`.
 */
export function createBase(
  spec: StateSpec,
  document: StateDocument,
  options: BaseOptions = {},
): BaseState {
  if (!isObject(document)) throw invalid("", `must be an object; found ${describeFound(document)}`);
  const plans = compilePlans(spec.entities, spec.enums);
  const names = new Set(spec.entities.map((entity) => entity.table));
  for (const name of Object.keys(document)) {
    if (!names.has(name)) {
      throw invalid(
        "",
        `has an unknown table ${describeFound(name)}; tables: ${[...names].join(", ")}`,
      );
    }
  }
  const tables = plans.map((plan) => new BaseTable(plan, readTable(plan, document, options)));
  const base = new Base(spec, tables, plans);
  if (options.partial !== true) checkReferences(base);
  return base;
}

/** The engine's own view of a base that came through the public contract. */
export function asBase(base: BaseState): Base {
  if (base instanceof Base) return base;
  throw new TypeError("A base state must come from createBase.");
}

/** The fields of a singleton stand one level deeper than its author may think. */
function notNested({ table }: EntitySpec): Error {
  const form = `{${JSON.stringify(table)}: {${JSON.stringify(table)}: {...}}}`;
  return invalid(table, `must hold its one record under its own name: ${form}`);
}

function readTable(
  plan: EntityPlan,
  document: StateDocument,
  options: BaseOptions,
): ReadonlyMap<string, Row> {
  const { entity } = plan;
  const rows = new Map<string, Row>();
  const records = Object.hasOwn(document, entity.table) ? document[entity.table] : {};
  if (!isObject(records)) {
    throw invalid(
      entity.table,
      `must be an object of records by id; found ${describeFound(records)}`,
    );
  }
  for (const id of Object.keys(records)) {
    const path = `${entity.table}[${JSON.stringify(id.slice(0, LIMITS.id))}]`;
    if (entity.singleton && id !== entity.table) throw notNested(entity);
    const record = checkRecord(plan, records[id], path);
    if (idOf(entity, record) !== id) {
      const carried = entity.singleton ? entity.table : record[entity.idField];
      throw invalid(path, `must stand under its own id, ${describeFound(carried)}`);
    }
    if (options.freeze === true) deepFreeze(record);
    rows.set(id, makeRow(id, record, rows.size, false));
  }
  if (entity.singleton && rows.size === 0 && options.partial !== true) {
    throw invalid(entity.table, `must hold its one record, under "${entity.table}"`);
  }
  return rows;
}

/** A record from outside, complete and checked. */
function checkRecord(plan: EntityPlan, value: unknown, path: string): StoredRecord {
  const record = plan.complete === null ? value : plan.complete(value);
  const problem = plan.validate(record);
  if (problem === null) return record as StoredRecord;
  const joint = problem.path === "" || problem.path.startsWith("[") ? "" : ".";
  throw invalid(`${path}${joint}${problem.path}`, problem.message);
}

function checkReferences(base: Base): void {
  for (const table of base.tables) {
    const { writer, entity } = table.plan;
    if (writer.references === null) continue;
    for (const row of table.rows.values()) {
      for (const slot of writer.references(row.record)) {
        if (!slot.mustExist) continue;
        const target = base.planOf.get(slot.entity);
        if (target !== undefined && base.tables[target.index]?.rows.has(slot.id)) continue;
        throw invalid(
          `${entity.table}[${JSON.stringify(row.id)}].${slot.path}`,
          `must be the id of an existing ${slot.entity}; found ${describeFound(slot.id)}`,
        );
      }
    }
  }
}

function invalid(path: string, message: string): EnvFoundryError {
  return new EnvFoundryError(
    "invalid_state_document",
    path === "" ? `The state document ${message}.` : `${path} ${message}.`,
  );
}
