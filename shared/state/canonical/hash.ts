/** The hash of a state: a sum of record digests, so that it costs as much as what changed. */
import type { Json, StateDocument, StoredRecord } from "../../schema/index.js";
import { asBase, type Base } from "../base.js";
import type { BaseTable } from "../base-table.js";
import type { DomainState } from "../contracts.js";
import { canonicalJson, sha256 } from "../json.js";
import { allRows, type TableOverlay } from "../overlay.js";
import type { EntityPlan } from "../plan.js";
import type { Row } from "../row.js";
import { setOwn } from "../values.js";
import type { StateView } from "../view.js";
import { type NamedEpisode, nameEpisode } from "./episode.js";
import { type NameOf, storedName } from "./names.js";

/** What every hash begins with; another canonical form or another digest is another version. */
export const VERSION = "v1";
const BITS = 256;

/** A multiset of digests: their sum modulo 2^256 and how many there are. */
interface Sum {
  total: bigint;
  count: number;
}

/**
 * The canonical hash of one domain's state. SHA-256 of the RFC 8785 text of every compared record,
 * added up modulo 2^256 (a sum, since by XOR a pair of twins would vanish), with their number.
 */
export function hashState(view: StateView): string {
  const { base } = view;
  const sum = { ...baseSum(base) };
  const { episode, nameOf, unsettled } = nameEpisode(view);
  for (const plan of base.plans) {
    if (!plan.compared) continue;
    const table = base.tables[plan.index] as BaseTable;
    const overlay = view.overlays[plan.index] as TableOverlay;
    for (const [id, row] of overlay.rows) {
      const before = table.rows.get(id);
      if (before !== undefined) subtract(sum, storedDigest(plan, before));
      if (row !== null && !unsettled.has(row)) add(sum, storedDigest(plan, row));
    }
  }
  for (const { plan, row } of episode.nodes) {
    if (plan.compared) add(sum, digest(plan, row, nameOf));
  }
  for (const { plan, row } of episode.referrers) {
    const overlay = view.overlays[plan.index] as TableOverlay;
    if (overlay.rows.get(row.id) !== row) subtract(sum, storedDigest(plan, row));
    add(sum, digest(plan, row, nameOf));
  }
  return finish(base.domain, sum);
}

/**
 * The same hash the slow way, for tests: the whole canonical document, serialized and digested
 * record by record without anything that was worked out before.
 */
export function hashFromScratch(state: DomainState): string {
  const sum: Sum = { total: 0n, count: 0 };
  const document = state.canonical();
  for (const table of Object.keys(document)) {
    const records = document[table] as { readonly [id: string]: StoredRecord };
    for (const id of Object.keys(records)) {
      add(sum, BigInt(`0x${sha256(canonicalJson([table, id, records[id] as Json]))}`));
    }
  }
  return finish(asBase(state.base).domain, sum);
}

/** The canonical form as data: compared tables, records by canonical id, both in order. */
export function canonicalDocument(view: StateView): StateDocument {
  const named = nameEpisode(view);
  const document: { [table: string]: { [id: string]: StoredRecord } } = {};
  for (const plan of view.base.plans) {
    if (!plan.compared) continue;
    const table = view.base.tables[plan.index] as BaseTable;
    const overlay = view.overlays[plan.index] as TableOverlay;
    const entries = allRows(table, overlay).map((row) => canonicalRecord(plan, row, named));
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    const records: { [id: string]: StoredRecord } = {};
    for (const [id, record] of entries) setOwn(records, id, record);
    document[plan.entity.table] = records;
  }
  return document;
}

/** A record's canonical id and form, read back from the very text that is digested. */
export function canonicalRecord(
  plan: EntityPlan,
  row: Row,
  { nameOf, unsettled }: Pick<NamedEpisode, "nameOf" | "unsettled">,
): readonly [id: string, record: StoredRecord] {
  const text = plan.writer.text(row.id, row.record, unsettled.has(row) ? nameOf : storedName);
  const [, id, record] = JSON.parse(text) as [string, string, StoredRecord];
  return [id, record];
}

const BASE_SUM = Symbol("base sum");

function baseSum(base: Base): Sum {
  const known = base.memo.get(BASE_SUM) as Sum | undefined;
  if (known !== undefined) return known;
  const sum: Sum = { total: 0n, count: 0 };
  for (const { plan, rows } of base.tables) {
    if (!plan.compared) continue;
    for (const row of rows.values()) add(sum, storedDigest(plan, row));
  }
  base.memo.set(BASE_SUM, sum);
  return sum;
}

function storedDigest(plan: EntityPlan, row: Row): bigint {
  row.digest ??= digest(plan, row, storedName);
  return row.digest;
}

function digest(plan: EntityPlan, row: Row, nameOf: NameOf): bigint {
  return BigInt(`0x${sha256(plan.writer.text(row.id, row.record, nameOf))}`);
}

function add(sum: Sum, value: bigint): void {
  sum.total = BigInt.asUintN(BITS, sum.total + value);
  sum.count += 1;
}

function subtract(sum: Sum, value: bigint): void {
  sum.total = BigInt.asUintN(BITS, sum.total - value);
  sum.count -= 1;
}

function finish(domain: string, sum: Sum): string {
  const total = sum.total.toString(16).padStart(BITS / 4, "0");
  return `${VERSION}:${sha256(canonicalJson({ count: sum.count, domain, sum: total }))}`;
}
