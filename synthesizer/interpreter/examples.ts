/** Runs the given / when / then examples of a domain against any implementation of it. */
import {
  type Clock,
  callTool,
  createBase,
  type Domain,
  type DomainState,
  type EntitySpec,
  EnvFoundryError,
  type Json,
  openState,
  type PreparedDomain,
  prepareDomain,
  presentResult,
  type StateDocument,
  type StoredRecord,
} from "../../shared/index.js";
import type { IrDomain, IrExample, Span } from "../language/ir.js";
import { type Mismatch, mismatch, printed, strayChange, unmatched } from "./matching.js";

export interface ExampleResult {
  readonly name: string;
  readonly at: Span;
  readonly passed: boolean;
  /** What did not come out as written; null when the example passes. */
  readonly reason: string | null;
}

/** The seed and scale that `on: seed` examples start from. */
const DEFAULT_SEED = { seed: 1, scale: 1 } as const;

/**
 * Runs every example of the domain file against `domain`: the interpreted one or the emitted one.
 * An example that cannot even be set up fails with its reason; nothing is thrown.
 */
export function runExamples(ir: IrDomain, domain: Domain): readonly ExampleResult[] {
  const prepared = prepareDomain(domain);
  let seeded: StateDocument | null = null;
  const seed = (): StateDocument => {
    seeded ??= domain.seed(DEFAULT_SEED);
    return seeded;
  };
  return ir.examples.map((example) => {
    let reason: string | null;
    try {
      reason = runExample(example, prepared, seed);
    } catch (error) {
      if (!(error instanceof EnvFoundryError)) throw error;
      reason = `${error.code}: ${error.message}`;
    }
    return { name: example.name, at: example.at, passed: reason === null, reason };
  });
}

function runExample(
  example: IrExample,
  prepared: PreparedDomain,
  seed: () => StateDocument,
): string | null {
  const { spec } = prepared.domain;
  const given = givenState(example, spec.entities, seed);
  const state = openState(createBase(spec, given));
  const clock: Clock = { now: example.now ?? spec.now };
  const before = state.document();
  let result: Json = null;
  for (const [position, call] of example.calls.entries()) {
    const outcome = callTool(prepared, state, clock, call.tool, call.args);
    const isLast = position === example.calls.length - 1;
    const expected = isLast ? example.then.refusal : null;
    if (outcome.ok) {
      if (expected !== null) {
        return `${call.tool} was to be refused with ${expected}, but it succeeded: ${printed(outcome.result)}`;
      }
      result = outcome.result;
    } else if (outcome.code !== expected) {
      const refused = `${call.tool} was refused with ${outcome.code} ("${outcome.message}")`;
      return expected === null ? refused : `${refused}, not with ${expected}`;
    }
  }
  return (
    checkResult(example, result) ??
    checkState(example, spec.entities, state) ??
    checkCreated(example, spec.entities, before, state) ??
    (example.then.nothingElse ? checkNothingElse(example, spec.entities, before, state) : null)
  );
}

/** The state that an example starts from. */
function givenState(
  example: IrExample,
  entities: readonly EntitySpec[],
  seed: () => StateDocument,
): StateDocument {
  const document: Record<string, Record<string, StoredRecord>> = {};
  for (const entity of entities) {
    const given = ownOf(example.given, entity.table) ?? {};
    // The one record of a singleton exists in every state.
    const isSeeded = example.on === "seed" || (entity.singleton && Object.keys(given).length === 0);
    const start = isSeeded ? (ownOf(seed(), entity.table) ?? {}) : {};
    const records = new Map<string, StoredRecord>(Object.entries(start));
    for (const [id, fields] of Object.entries(given)) {
      records.set(id, completed(entity, id, records.get(id), fields));
    }
    document[entity.table] = Object.fromEntries(records);
  }
  return document;
}

/** A record from the fields that an example gives, over those of the seed where there is one. */
function completed(
  entity: EntitySpec,
  id: string,
  start: StoredRecord | undefined,
  fields: Readonly<Record<string, Json>>,
): StoredRecord {
  const record: StoredRecord = {};
  for (const field of entity.fields) {
    const isId = field.name === entity.idField && !entity.singleton;
    const value = isId ? id : (ownOf(fields, field.name) ?? (start && ownOf(start, field.name)));
    if (value !== undefined) record[field.name] = value;
  }
  return record;
}

function checkResult(example: IrExample, result: Json): string | null {
  const { result: expected } = example.then;
  if (expected === undefined) return null;
  const found = mismatch(expected, result);
  return found === null ? null : said("the result", found);
}

/** A record as examples write it: messages are text. */
function shown(entities: readonly EntitySpec[], table: string, record: StoredRecord): Json {
  const fields = entities.find((entity) => entity.table === table)?.fields ?? [];
  return presentResult({ kind: "record", name: null, fields })(record as Json);
}

function checkState(
  example: IrExample,
  entities: readonly EntitySpec[],
  state: DomainState,
): string | null {
  const after = state.document();
  for (const [table, records] of Object.entries(example.then.state)) {
    for (const [id, expected] of Object.entries(records)) {
      const record = ownOf(ownOf(after, table) ?? {}, id);
      if (expected === null) {
        if (record !== undefined) return `${table}.${id} was to be gone, but it is there`;
      } else if (record === undefined) {
        return `there is no ${table}.${id}`;
      } else {
        const found = mismatch(expected as Json, shown(entities, table, record));
        if (found !== null) return said(`${table}.${id}`, found);
      }
    }
  }
  return null;
}

/** Whether the records that came to be in a table are those that the example says, one for one. */
function checkCreated(
  example: IrExample,
  entities: readonly EntitySpec[],
  before: StateDocument,
  state: DomainState,
): string | null {
  const after = state.document();
  for (const [table, expected] of Object.entries(example.then.created)) {
    const old = ownOf(before, table) ?? {};
    const made = Object.entries(ownOf(after, table) ?? {}).filter(
      ([id]) => !Object.hasOwn(old, id),
    );
    const records = made.map(([, record]) => shown(entities, table, record));
    if (expected.length !== records.length) {
      const found = records.length === 0 ? "none was" : `${records.length}: ${printed(records)}`;
      return `${expected.length} of ${table} were to be created, but ${found}`;
    }
    const missing = unmatched(expected, records, (want, is) => mismatch(want, is) === null);
    if (missing !== null) {
      return `no record of ${table} was created as ${printed(missing)}, but ${printed(records)}`;
    }
  }
  return null;
}

function checkNothingElse(
  example: IrExample,
  entities: readonly EntitySpec[],
  before: StateDocument,
  state: DomainState,
): string | null {
  const after = state.document();
  for (const entity of entities) {
    if (entity.compare === "ignore") continue;
    const old = ownOf(before, entity.table) ?? {};
    const now = ownOf(after, entity.table) ?? {};
    const allowed = ownOf(example.then.state, entity.table) ?? {};
    const creates = Object.hasOwn(example.then.created, entity.table);
    for (const id of new Set([...Object.keys(old), ...Object.keys(now)])) {
      const expected = ownOf(allowed, id);
      const was = ownOf(old, id);
      const is = ownOf(now, id);
      if (was === undefined || is === undefined) {
        if (expected !== undefined || (creates && was === undefined)) continue;
        return `nothing else was to change, but ${entity.table}.${id} was ${
          was === undefined ? "created" : "removed"
        }`;
      }
      const found = strayChange(compared(entity, was), compared(entity, is), expected ?? undefined);
      if (found !== null) {
        return `nothing else was to change, but ${entity.table}.${id}.${found.path} was ${found.expected} and is ${found.actual}`;
      }
    }
  }
  return null;
}

/** The record without the fields that are no part of an outcome. */
function compared(entity: EntitySpec, record: StoredRecord): StoredRecord {
  const ignored = new Set(
    entity.fields.filter((field) => field.compare === "ignore").map((field) => field.name),
  );
  return Object.fromEntries(Object.entries(record).filter(([name]) => !ignored.has(name)));
}

function said(what: string, { path, expected, actual }: Mismatch): string {
  const where = path === "" ? what : `${what}, ${path},`;
  return `${where} was to be ${expected}, but is ${actual}`;
}

function ownOf<T>(object: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
