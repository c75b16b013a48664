/** What the emission of one body shares: names in sight, what it uses, what TypeScript knows. */
import type { Expr, Type } from "../../language/ir.js";
import type { Imports } from "../imports.js";
import type { Model } from "../model.js";
import { camelCase, known } from "../names.js";
import type { TypeWriter } from "../types.js";
import type { Aliases } from "./aliases.js";
import { Beliefs } from "./beliefs.js";
import type { Binding } from "./bindings.js";
import type { Out } from "./output.js";

/** Members of the call that a body reads by name. */
export type CallMember = "db" | "now" | "today" | "draw";

/** The usual names of what a body is given, with the names that they give way to. */
const PARTS = { call: "context", db: "tables", args: "given", draw: "random" } as const;

/** Names of the clock, which no local may hide. */
const RUNNING: ReadonlySet<string> = new Set(["now", "today"]);

export class BodyContext {
  readonly beliefs = new Beliefs();
  /** The body needs the call itself: to pay, to call functions, to move the clock. */
  needsCall = false;
  readonly members = new Set<CallMember>();
  /** Constants and functions of other emitted modules. */
  readonly constants = new Set<string>();
  /** Locals that something is pushed to. */
  readonly pushed = new Set<Binding>();
  readonly viewFunctions = new Set<string>();
  readonly functions = new Set<string>();
  /** Parameters of which TypeScript has to be told inside an arrow function what it knew outside. */
  readonly forgotten = new Set<Binding>();
  /** What is emitted becomes (part of) the result of a tool, not of a record. */
  shows = false;
  /** How many arrow functions are open. */
  arrows = 0;
  readonly #names = new Map<Binding, string>();
  readonly #proved = new Set<Binding>();
  #scopes: Set<string>[] = [new Set()];
  /** Expressions that have a name in this statement, by their structure. */
  readonly hoisted = new Map<string, string>();

  constructor(
    readonly model: Model,
    readonly types: TypeWriter,
    readonly imports: Imports,
    public aliases: Aliases,
    /** The clock may move while the body runs. */
    readonly advances: boolean,
    /** Emits one node; injected, because operands are nodes again. */
    readonly node: (cx: BodyContext, expr: Expr) => Out,
    /** Functions of the domain that need nothing of the call. */
    readonly pure: ReadonlySet<string>,
    /** Collects the views for which the file needs a function. */
    readonly views: Set<string>,
    /** The body is a tool's: what it returns is shown. */
    readonly isTool: boolean,
  ) {}

  /** The emitted name of a function of the shared runtime. */
  helper(name: string): string {
    return this.imports.use(name);
  }

  /** Emits one expression with another view of the aliases. */
  withAliases<T>(aliases: Aliases, emit: () => T): T {
    const before = this.aliases;
    this.aliases = aliases;
    try {
      return emit();
    } finally {
      this.aliases = before;
    }
  }

  /** What the body calls a part of its call: another name where a local has the usual one. */
  part(name: keyof typeof PARTS): string {
    const taken = (candidate: string): boolean =>
      this.aliases.bindings.all.some((binding) => binding.name === candidate);
    let free: string = name;
    if (taken(free)) free = PARTS[name];
    for (let n = 2; taken(free); n += 1) free = `${PARTS[name]}${n}`;
    return free;
  }

  call(): string {
    this.needsCall = true;
    return this.part("call");
  }

  member(name: CallMember): string {
    if ((name === "now" || name === "today") && this.advances) return `${this.call()}.${name}`;
    this.members.add(name);
    return name === "db" || name === "draw" ? this.part(name) : name;
  }

  table(entity: string): string {
    return `${this.member("db")}.${this.model.entity(entity).table}`;
  }

  constant(name: string): string {
    this.constants.add(name);
    return known(this.model.names.constant, name);
  }

  function(name: string): string {
    this.functions.add(name);
    return known(this.model.names.function, name);
  }

  push(): void {
    this.#scopes.push(new Set());
  }

  pop(): void {
    for (const name of this.#scopes.pop() ?? []) this.beliefs.forget(name);
  }

  /** A name for something that its author gave none; it hides nothing at all. */
  claim(name: string): string {
    const { functionNames, runtime } = this.model.names;
    const parts = (Object.keys(PARTS) as (keyof typeof PARTS)[]).map((part) => this.part(part));
    return this.free(
      name,
      (candidate) =>
        functionNames.has(candidate) ||
        (runtime.has(candidate) && this.imports.mayUse(candidate)) ||
        parts.includes(candidate) ||
        this.aliases.bindings.all.some((binding) => binding.name === candidate),
    );
  }

  private free(name: string, isTaken: (candidate: string) => boolean): string {
    const own = this.#scopes.at(-1) ?? new Set();
    const taken = (candidate: string): boolean =>
      isTaken(candidate) ||
      this.model.names.reserved.has(candidate) ||
      RUNNING.has(candidate) ||
      this.#scopes.some((scope) => scope.has(candidate));
    let free = name;
    for (let n = 2; taken(free); n += 1) free = `${name}${n}`;
    own.add(free);
    return free;
  }

  declare(binding: Binding): string {
    // Imports, functions and constants have given way to every name that an author chose.
    const name = this.free(binding.name, () => false);
    this.#names.set(binding, name);
    return name;
  }

  /** The binding is emitted as this expression: `args.title`. */
  rename(binding: Binding, text: string): void {
    this.#names.set(binding, text);
  }

  isNamed(binding: Binding): boolean {
    return this.#names.has(binding);
  }

  nameOf(binding: Binding): string {
    const name = this.#names.get(binding);
    if (name === undefined) throw new TypeError(`${binding.name} is used before it is emitted`);
    return name;
  }

  /** TypeScript sees the binding declared without null. */
  prove(binding: Binding): void {
    this.#proved.add(binding);
  }

  isProved(binding: Binding): boolean {
    return this.#proved.has(binding);
  }

  /** Whether a name in sight belongs to something that is never assigned. */
  isConstant(name: string): boolean {
    for (const [binding, its] of this.#names) {
      if (its === name && (binding.assigned || binding.kind === "let")) return false;
    }
    return true;
  }

  /** A name for an element of this type. */
  elementName(type: Type): string {
    const bare = type.kind === "nullable" ? type.of : type;
    if (bare.kind === "entity") return this.claim(lowerFirst(bare.entity));
    if ((bare.kind === "record" || bare.kind === "union") && bare.name !== null) {
      return this.claim(lowerFirst(bare.name));
    }
    return this.claim("value");
  }
}

export function lowerFirst(name: string): string {
  return camelCase(name.slice(0, 1).toLowerCase() + name.slice(1));
}
