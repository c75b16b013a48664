/**
 * What a running piece of logic stands on: the call, the domain's functions, and the records that
 * it has touched. Reference semantics come from one rule: the first touch of a record takes a
 * private copy, and from then on that copy is the record, for every variable that reaches it.
 */
import type { Call, EntitySpec, Table } from "../../shared/index.js";
import { ToolRefusal } from "../../shared/index.js";
import { visitBody } from "../analysis/index.js";
import type { IrDomain, IrFunction, Stmt, Type } from "../language/ir.js";
import {
  asFields,
  asList,
  asString,
  type Fields,
  getOwn,
  InterpreterDefect,
  setOwn,
  type Value,
} from "./values.js";

/** A call as logic sees it; seeds also draw. */
export type AnyCall = Call<Readonly<Record<string, Table<Fields>>>> & {
  readonly draw?: object;
};

/** What the machine looks up by name; made once for a domain. */
export interface Program {
  readonly ir: IrDomain;
  readonly entities: ReadonlyMap<string, EntitySpec>;
  readonly functions: ReadonlyMap<string, IrFunction>;
  /** Functions that call others: entering one costs a step, so trees of calls are bounded. */
  readonly callers: ReadonlySet<string>;
  /** Runs the body of a function. Statements contain expressions that call functions in turn. */
  readonly execute: (machine: Machine, scope: Scope, body: readonly Stmt[]) => Value;
}

export function programOf(ir: IrDomain, execute: Program["execute"]): Program {
  const callers = new Set<string>();
  for (const fn of ir.functions) {
    visitBody(fn.body, {
      expr: (expr) => {
        if (expr.node === "apply") callers.add(fn.name);
      },
    });
  }
  return {
    ir,
    entities: new Map(ir.entities.map((entity) => [entity.name, entity])),
    functions: new Map(ir.functions.map((fn) => [fn.name, fn])),
    callers,
    execute,
  };
}

/** The names in sight. A name never shadows another, so inner scopes only add. */
export class Scope {
  readonly #values = new Map<string, Value>();
  readonly #outer: Scope | null;

  constructor(outer: Scope | null = null) {
    this.#outer = outer;
  }

  declare(name: string, value: Value): void {
    this.#values.set(name, value);
  }

  get(name: string): Value {
    const value = this.#values.get(name);
    if (value !== undefined) return value;
    if (this.#outer === null) throw new InterpreterDefect(`${name} is not in sight`);
    return this.#outer.get(name);
  }

  set(name: string, value: Value): void {
    if (this.#values.has(name)) this.#values.set(name, value);
    else if (this.#outer === null) throw new InterpreterDefect(`${name} is not in sight`);
    else this.#outer.set(name, value);
  }
}

/** The records of one run of a tool, reaction, seed record or invariant. */
export class Machine {
  readonly #touched = new Map<string, Map<string, Fields>>();

  /**
   * `direct`: records are used as the tables hand them out, because nothing may be changed
   * (invariants) or what is handed out is what is stored (a seed in the making).
   */
  constructor(
    readonly program: Program,
    readonly call: AnyCall,
    readonly direct: boolean,
  ) {}

  entity(name: string): EntitySpec {
    const entity = this.program.entities.get(name);
    if (entity === undefined) throw new InterpreterDefect(`no entity ${name}`);
    return entity;
  }

  table(entity: EntitySpec): Table<Fields> {
    const table = this.call.db[entity.table];
    if (table === undefined) throw new InterpreterDefect(`no table ${entity.table}`);
    return table;
  }

  /** The id of a record; a singleton's is its table's name. */
  idOf(entity: EntitySpec, record: Fields): string {
    return entity.singleton ? entity.table : asString(getOwn(record, entity.idField));
  }

  /** The record itself for the rest of the run, whichever way it was reached. */
  touch(entity: EntitySpec, record: Readonly<Fields>): Fields {
    if (this.direct) return record as Fields;
    const id = this.idOf(entity, record as Fields);
    const known = this.#touched.get(entity.name)?.get(id);
    return known ?? this.adopt(entity, this.table(entity).edit(record));
  }

  /** Remembers an object as the record that it is from now on. */
  adopt(entity: EntitySpec, record: Fields): Fields {
    let records = this.#touched.get(entity.name);
    if (records === undefined) {
      records = new Map();
      this.#touched.set(entity.name, records);
    }
    records.set(this.idOf(entity, record), record);
    return record;
  }

  all(entity: EntitySpec): Fields[] {
    return this.table(entity)
      .all()
      .map((record) => this.touch(entity, record));
  }

  /** The records that pass a test of their stored fields; the others are not touched. */
  matching(entity: EntitySpec, test: (record: Fields) => boolean): Fields[] {
    return this.table(entity)
      .all()
      .filter((record) => test(record))
      .map((record) => this.touch(entity, record));
  }

  get(entity: EntitySpec, id: string): Fields | null {
    const record = this.table(entity).get(id);
    return record === null ? null : this.touch(entity, record);
  }

  /** The record that a stored ref denotes; a missing one is the refusal `dangling_ref`. */
  must(entity: EntitySpec, id: string): Fields {
    return this.touch(entity, this.table(entity).must(id));
  }

  /** Follows stored ids to records, wherever the type says that records stand. */
  resolve(value: Value, type: Type): Value {
    if (value === null) return null;
    switch (type.kind) {
      case "entity":
        return this.must(this.entity(type.entity), asString(value));
      case "nullable":
        return this.resolve(value, type.of);
      case "list":
        return asList(value).map((item) => this.resolve(item, type.of));
      case "map": {
        const ids = asFields(value);
        const records: Fields = {};
        for (const key of Object.keys(ids)) {
          setOwn(records, key, this.resolve(getOwn(ids, key), type.value));
        }
        return records;
      }
      default:
        return value;
    }
  }

  /** The reverse of `resolve`: records become their ids. */
  toIds(value: Value, type: Type): Value {
    if (value === null) return null;
    switch (type.kind) {
      case "entity":
        return this.idOf(this.entity(type.entity), asFields(value));
      case "nullable":
        return this.toIds(value, type.of);
      case "list":
        return asList(value).map((item) => this.toIds(item, type.of));
      case "map": {
        const records = asFields(value);
        const ids: Fields = {};
        for (const key of Object.keys(records)) {
          setOwn(ids, key, this.toIds(getOwn(records, key), type.value));
        }
        return ids;
      }
      default:
        return value;
    }
  }
}

export function refuse(code: string, message: string): never {
  throw new ToolRefusal(code, message);
}
