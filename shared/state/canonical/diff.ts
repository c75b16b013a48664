/** The difference of two states in canonical form, by record and field. */
import type { Json } from "../../schema/index.js";
import type { BaseTable } from "../base-table.js";
import type { DiffEntry } from "../contracts.js";
import { allRows, type TableOverlay } from "../overlay.js";
import type { EntityPlan } from "../plan.js";
import type { Row } from "../row.js";
import type { StateView } from "../view.js";
import { type NamedEpisode, nameEpisode, namer } from "./episode.js";
import { canonicalRecord } from "./hash.js";
import { matchCreated } from "./matching.js";

/** Canonical records by canonical id. */
type Records = Map<string, Json>;

/**
 * What differs between two states whose hashes differ. Created records are compared with their
 * counterparts and go by the names that they have in the expected state's canonical form; those
 * without a counterpart go by further names.
 */
export function diffStates(actual: StateView, expected: StateView): DiffEntry[] {
  const wanted = nameEpisode(expected);
  const found = nameEpisode(actual);
  const names = matchCreated(found, wanted);
  const matched = { ...found, names, nameOf: namer(found.episode, names) };
  const entries: DiffEntry[] = [];
  for (const plan of expected.base.plans) {
    if (!plan.compared) continue;
    const whole = actual.base !== expected.base;
    const after = recordsOf(actual, plan, matched, whole ? null : [expected, wanted]);
    const before = recordsOf(expected, plan, wanted, whole ? null : [actual, found]);
    const ids = [...new Set([...before.keys(), ...after.keys()])].sort(compareNames);
    for (const id of ids) {
      const entry = { domain: expected.base.domain, table: plan.entity.table, id };
      compareRecords(before.get(id), after.get(id), entry, entries);
    }
  }
  return entries;
}

/**
 * The canonical records of a table. `other`: a state on the same base; records that neither of the
 * two has touched are left out.
 */
function recordsOf(
  view: StateView,
  plan: EntityPlan,
  named: NamedEpisode,
  other: readonly [StateView, NamedEpisode] | null,
): Records {
  const table = view.base.tables[plan.index] as BaseTable;
  const overlay = view.overlays[plan.index] as TableOverlay;
  const rows = other === null ? allRows(table, overlay) : touchedRows(table, overlay, named, other);
  return new Map([...rows].map((row) => canonicalRecord(plan, row, named)));
}

function touchedRows(
  table: BaseTable,
  overlay: TableOverlay,
  { episode }: NamedEpisode,
  [other, { episode: otherEpisode }]: readonly [StateView, NamedEpisode],
): Set<Row> {
  const { plan } = table;
  const rows = new Set<Row>();
  const take = (id: string) => {
    const changed = overlay.rows.get(id);
    const row = changed === undefined ? table.rows.get(id) : changed;
    if (row !== undefined && row !== null) rows.add(row);
  };
  for (const id of overlay.rows.keys()) take(id);
  for (const id of (other.overlays[plan.index] as TableOverlay).rows.keys()) take(id);
  for (const referrer of [...episode.referrers, ...otherEpisode.referrers]) {
    if (referrer.plan.index === plan.index) take(referrer.row.id);
  }
  return rows;
}

type Place = Pick<DiffEntry, "domain" | "table" | "id">;

function compareRecords(
  expected: Json | undefined,
  actual: Json | undefined,
  place: Place,
  entries: DiffEntry[],
): void {
  if (expected === undefined || actual === undefined) {
    entries.push({ ...place, field: null, expected: expected ?? null, actual: actual ?? null });
    return;
  }
  compareValues(expected, actual, "", place, entries);
}

function compareValues(
  expected: Json | undefined,
  actual: Json | undefined,
  path: string,
  place: Place,
  entries: DiffEntry[],
): void {
  if (expected === actual) return;
  if (Array.isArray(expected) && Array.isArray(actual)) {
    for (let i = 0; i < Math.max(expected.length, actual.length); i++) {
      compareValues(expected[i], actual[i], `${path}[${i}]`, place, entries);
    }
    return;
  }
  if (isObject(expected) && isObject(actual)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].sort();
    for (const key of keys) {
      compareValues(own(expected, key), own(actual, key), step(path, key), place, entries);
    }
    return;
  }
  entries.push({ ...place, field: path, expected: expected ?? null, actual: actual ?? null });
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(object: { [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function step(path: string, key: string): string {
  if (!/^\w+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** Stored names first, then created ones by number. */
function compareNames(a: string, b: string): number {
  const numberA = createdNumber(a);
  const numberB = createdNumber(b);
  if (numberA !== numberB) return numberA - numberB;
  return a < b ? -1 : 1;
}

function createdNumber(name: string): number {
  return /^~\d+$/.test(name) ? Number(name.slice(1)) : 0;
}
