/**
 * The plain reference store: a call works on a deep copy of the whole state, and a commit puts the
 * copy in the place of the original. Slow and obviously right; the engine is compared with it.
 */
import {
  compileValidator,
  type DomainSpec,
  type EntitySpec,
  type EnumSpec,
  type KeyTransform,
  type RecordChange,
  type StateDocument,
  type StoredRecord,
  type Table,
  type Tables,
  ToolRefusal,
  type Transaction,
  transformKey,
} from "../../shared/index.js";
import { drawId, firstCounter } from "../../shared/state/ids.js";
import { compileLifecycles } from "../../shared/state/lifecycle.js";
import { copyValue, sameValue } from "../../shared/state/values.js";

/** One table as it stands. */
interface Contents {
  readonly entity: EntitySpec;
  readonly records: Map<string, StoredRecord>;
  counter: number;
}

/** The part of a state that calls need: it runs tools, and can be read as data. */
export class PlainState {
  #contents: ReadonlyMap<string, Contents>;
  readonly #enums: readonly EnumSpec[];

  constructor(spec: DomainSpec, document: StateDocument) {
    this.#enums = spec.enums;
    this.#contents = new Map(
      spec.entities.map((entity): [string, Contents] => {
        const records = new Map(Object.entries(document[entity.table] ?? {}));
        return [
          entity.table,
          { entity, records: copyRecords(records), counter: firstCounter(entity.id, records.keys()) },
        ];
      }),
    );
  }

  /** The tables outside of a call. */
  get tables(): Tables {
    return tablesOf(this.#contents, new Map());
  }

  begin(): Transaction {
    const before = this.#contents;
    const after = new Map(
      [...before].map(([table, { entity, records, counter }]): [string, Contents] => [
        table,
        { entity, records: copyRecords(records), counter },
      ]),
    );
    const removed = new Map<string, Set<string>>();
    return {
      tables: tablesOf(after, removed),
      changes: (entity) => changesOf(before, after, entity),
      rollback: () => {},
      commit: () => {
        const changes = changesOf(before, after);
        for (const change of changes) this.#check(change);
        this.#contents = after;
        return changes.length > 0;
      },
    };
  }

  document(): StateDocument {
    return Object.fromEntries(
      [...this.#contents].map(([table, { records }]) => [
        table,
        Object.fromEntries(copyRecords(records)),
      ]),
    );
  }

  #check({ entity: name, before, after }: RecordChange): void {
    if (after === null) return;
    const entity = [...this.#contents.values()].find((each) => each.entity.name === name)?.entity;
    if (entity === undefined) return;
    const problem = compileValidator({ kind: "record", name, fields: entity.fields })(after);
    if (problem !== null) {
      throw new ToolRefusal("invalid_state", `${name}: ${problem.path} ${problem.message}`);
    }
    const illegal = before && compileLifecycles(entity, this.#enums)?.(before, after);
    if (illegal) throw new ToolRefusal("illegal_transition", `${name}: ${illegal}`);
  }
}

function copyRecords(records: ReadonlyMap<string, StoredRecord>): Map<string, StoredRecord> {
  return new Map([...records].map(([id, record]) => [id, copyValue(record)]));
}

function changesOf(
  before: ReadonlyMap<string, Contents>,
  after: ReadonlyMap<string, Contents>,
  only?: string,
): RecordChange[] {
  const changes: RecordChange[] = [];
  for (const [table, { entity, records: now }] of after) {
    if (only !== undefined && entity.name !== only) continue;
    const old = before.get(table)?.records ?? new Map<string, StoredRecord>();
    for (const id of new Set([...old.keys(), ...now.keys()])) {
      const was = old.get(id) ?? null;
      const is = now.get(id) ?? null;
      if (!sameValue(was, is)) changes.push({ entity: entity.name, id, before: was, after: is });
    }
  }
  return changes;
}

function tablesOf(
  contents: ReadonlyMap<string, Contents>,
  removed: Map<string, Set<string>>,
): Tables {
  return Object.fromEntries(
    [...contents].map(([name, table]) => {
      const gone = new Set<string>();
      removed.set(name, gone);
      return [name, tableOf(table, gone) as unknown as Table<never>];
    }),
  );
}

function tableOf(contents: Contents, gone: Set<string>): Table<StoredRecord> {
  const { entity, records } = contents;
  const idOf = (record: Readonly<StoredRecord>): string =>
    entity.singleton ? entity.table : String(record[entity.idField]);
  const key = (value: unknown, transform: KeyTransform): unknown =>
    typeof value === "string" ? transformKey(value, transform) : value;
  return {
    get: (id) => records.get(id) ?? null,
    must: (id) => {
      const record = records.get(id);
      if (record !== undefined) return record;
      throw new ToolRefusal("dangling_ref", `There is no ${entity.name} ${id}.`);
    },
    all: () => [...records.values()],
    where: (field, value, transform = "exact") =>
      [...records.values()].filter(
        (record) => key(record[field], transform) === key(value, transform),
      ),
    edit: (record) => records.get(idOf(record)) ?? (record as StoredRecord),
    current: (record) => records.get(idOf(record)) ?? record,
    create: (fields) => {
      const id = drawId(entity, fields as StoredRecord, {
        taken: (candidate) => records.has(candidate) || gone.has(candidate),
        get counter() {
          return contents.counter;
        },
        set counter(value) {
          contents.counter = value;
        },
      });
      const given = entity.singleton ? fields : { ...fields, [entity.idField]: id };
      const record: StoredRecord = {};
      for (const { name } of entity.fields) record[name] = given[name] ?? null;
      records.set(id, record);
      return record;
    },
    remove: (record) => {
      const id = idOf(record);
      if (records.delete(id)) gone.add(id);
    },
  };
}
