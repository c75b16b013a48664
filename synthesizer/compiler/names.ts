/**
 * The names in emitted files. A domain chooses its own names, so any of them may be a reserved word,
 * a global or something that the file imports; the second to come gets a suffix, always the same.
 */
import { visitBody } from "../analysis/index.js";
import type { Expr, IrDomain, Stmt } from "../language/ir.js";
import { identifier } from "./text.js";

/** What TypeScript or the module system keeps for itself. */
const RESERVED = (
  "arguments await async break case catch class const continue debugger declare default delete do " +
  "else enum eval export extends false finally for function if implements import in instanceof " +
  "interface let new null package private protected public require return static super switch this " +
  "throw true try type typeof undefined var void while with yield"
).split(" ");

/** What a file's own functions had better not hide. */
const GLOBALS = "exports module global globalThis process console Buffer".split(" ");

/** What emitted functions call the parts of their call. */
const PARTS = ["call", "db", "args", "now", "today", "draw"];

/** What emitted files export or declare beside functions. */
const EXPORTS = ["tools", "reactions", "invariants", "spec", "domain", "seed", "tables"];

/** Types that every file can name, and those that emitted files import. */
const TYPES = (
  "Array Awaited Boolean Call Date Db Domain DomainSpec EntitySpec EnumSpec Error Exclude Extract " +
  "FieldSpec Function Infinity Invariant Iterable Json Map Math NaN Never NonNullable Number Object " +
  "Omit Parameters Partial Pick Promise Proxy Reaction Readonly ReadonlyArray ReadonlyMap " +
  "ReadonlySet Record Reflect RegExp Required ReturnType SeedCall SeedOptions SeedTable Set " +
  "StateDocument StoredRecord String Symbol Table ToolEffects ToolImplementation ToolRefusal " +
  "ToolSpec TypeSpec Uppercase WeakMap WeakSet"
).split(" ");

/** Hands out names, each once. */
export class Namespace {
  readonly #taken = new Set<string>();

  constructor(taken: Iterable<string> = []) {
    for (const name of taken) this.#taken.add(name);
  }

  /** The name itself, or with the suffix, or with the suffix and the first free number. */
  claim(name: string, suffix = ""): string {
    identifier(name);
    let free = name;
    if (this.#taken.has(free) && suffix !== "") free = `${name}${suffix}`;
    for (let n = 2; this.#taken.has(free); n += 1) free = `${name}${suffix}${n}`;
    this.#taken.add(free);
    return free;
  }

  has(name: string): boolean {
    return this.#taken.has(name);
  }

  /** A namespace that sees these names as taken and keeps its own to itself. */
  inner(): Namespace {
    return new Namespace(this.#taken);
  }
}

export function camelCase(name: string): string {
  return name.replace(/[-_]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** A name out of free text. */
function asName(text: string): string {
  const name = text.replace(/[^A-Za-z0-9]+/g, "_").replace(/^_+|_+$/g, "");
  return /^[A-Za-z]/.test(name) ? name : `check_${name}`;
}

export function pascalCase(name: string): string {
  const camel = camelCase(name);
  return camel.slice(0, 1).toUpperCase() + camel.slice(1);
}

/** Every name that more than one place of the emitted files has to agree on. */
export interface Names {
  /** Entity, enum and record or union type to TypeScript type. */
  readonly entity: ReadonlyMap<string, string>;
  readonly enum: ReadonlyMap<string, string>;
  readonly type: ReadonlyMap<string, string>;
  /** The type of stored messages. */
  readonly message: string;
  /** `Loan.summary` to its type. */
  readonly view: ReadonlyMap<string, string>;
  /** `Loan.summary` to the function that cuts a record to it. */
  readonly viewFunction: ReadonlyMap<string, string>;
  /** Tool to the interface of its arguments. */
  readonly args: ReadonlyMap<string, string>;
  readonly tool: ReadonlyMap<string, string>;
  readonly function: ReadonlyMap<string, string>;
  readonly reaction: ReadonlyMap<string, string>;
  readonly invariant: ReadonlyMap<string, string>;
  /** Entity to the function that makes its seed records. */
  readonly each: ReadonlyMap<string, string>;
  readonly constant: ReadonlyMap<string, string>;
  /** What no local of a function may be called. */
  readonly reserved: ReadonlySet<string>;
  /** What bodies call beside their own: functions, views and constants of the domain. */
  readonly functionNames: ReadonlySet<string>;
  /** Every name that emitted files may import from the shared runtime. */
  readonly runtime: ReadonlySet<string>;
  /** For the consts of `schema.ts` that hold descriptions. */
  readonly descriptors: Namespace;
}

/** `imported`: every name that emitted files may import from the shared runtime. */
export function allocateNames(ir: IrDomain, imported: readonly string[]): Names {
  const types = new Namespace(TYPES);
  const own = [...RESERVED, ...GLOBALS, ...PARTS, ...TYPES];
  const values = new Namespace([...own, ...EXPORTS, ...imported, ...localsIn(ir)]);
  const allocate = <T>(
    list: readonly T[],
    key: (item: T) => string,
    name: (item: T) => string,
  ): ReadonlyMap<string, string> => new Map(list.map((item) => [key(item), name(item)]));
  const byName = (item: { readonly name: string }): string => item.name;

  const entity = allocate(ir.entities, byName, (e) => types.claim(e.name, "Record"));
  const enums = allocate(ir.enums, byName, (e) => types.claim(e.name, "Value"));
  const type = allocate(
    ir.types.map((t) => t.name).filter((name) => name !== null),
    (name) => name,
    (name) => types.claim(name, "Value"),
  );
  const view = allocate(
    Object.keys(ir.views),
    (key) => key,
    (key) => {
      const [owner = "", cut = ""] = key.split(".");
      return types.claim(`${entity.get(owner) ?? owner}${pascalCase(cut)}`, "View");
    },
  );
  const message = types.claim("Message", "Parts");
  const args = allocate(ir.tools, byName, (t) => types.claim(`${pascalCase(t.name)}Args`));

  const constant = allocate(
    Object.keys(ir.constants),
    (key) => key,
    (key) => values.claim(camelCase(key), "Table"),
  );
  const tool = allocate(ir.tools, byName, (t) => values.claim(camelCase(t.name), "Tool"));
  const fn = allocate(ir.functions, byName, (f) => values.claim(camelCase(f.name), "Of"));
  const reaction = allocate(ir.reactions, byName, (r) =>
    values.claim(camelCase(asName(r.name)), "After"),
  );
  const invariant = allocate(ir.invariants, byName, (i) =>
    values.claim(camelCase(asName(i.name)), "Holds"),
  );
  const each = allocate(
    ir.seed,
    (table) => table.entity,
    (table) => values.claim(`seed${table.entity}`),
  );
  const viewFunction = allocate(
    Object.keys(ir.views),
    (key) => key,
    (key) => values.claim(`as${known(view, key)}`),
  );
  return {
    entity,
    enum: enums,
    type,
    message,
    view,
    viewFunction,
    args,
    tool,
    function: fn,
    reaction,
    invariant,
    each,
    constant,
    reserved: new Set(RESERVED),
    functionNames: new Set(
      [fn, constant, viewFunction, each, tool].flatMap((map) => [...map.values()]),
    ),
    runtime: new Set(imported),
    descriptors: values.inner(),
  };
}

/** Every name that authors gave to something in a body; functions and constants give way to them. */
export function localsIn(ir: IrDomain): ReadonlySet<string> {
  const names = new Set<string>();
  const expr = (node: Expr): void => {
    if (node.node === "query") names.add(node.row);
    if (node.node === "arrow") for (const param of node.params) names.add(param.name);
  };
  const stmt = (one: Stmt): void => {
    if (one.stmt === "declare" || one.stmt === "for") names.add(one.name);
    if (one.stmt === "for" && one.index !== null) names.add(one.index);
  };
  for (const tool of ir.tools) {
    for (const { record, value } of tool.params) {
      if (record !== null) names.add(record);
      else if (value !== null) names.add(value);
    }
    visitBody(tool.body, { stmt, expr });
  }
  for (const fn of ir.functions) {
    for (const param of fn.params) names.add(param.name);
    visitBody(fn.body, { stmt, expr });
  }
  for (const reaction of ir.reactions) {
    names.add(reaction.record);
    visitBody(reaction.body, { stmt, expr });
  }
  for (const { check, at } of ir.invariants) {
    visitBody([{ stmt: "return", value: check, at }], { stmt, expr });
  }
  for (const table of ir.seed) {
    names.add(table.index);
    if (table.each !== null) visitBody(table.each, { stmt, expr });
  }
  return names;
}

/** The value of a map that is complete by construction. */
export function known<V>(map: ReadonlyMap<string, V>, key: string): V {
  const value = map.get(key);
  if (value === undefined) throw new TypeError(`unknown name ${JSON.stringify(key)}`);
  return value;
}
