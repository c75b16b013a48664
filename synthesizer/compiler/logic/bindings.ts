/**
 * Which declaration each name in a body means. Names may be used again in places that do not see
 * each other, so later passes work with bindings, not names.
 */

import { blocksOf, childrenOf, expressionsOf } from "../../analysis/index.js";
import type { ArrowParam, Expr, Stmt, Type } from "../../language/ir.js";
import { entityOf, makesContainer } from "../model.js";

export interface Binding {
  readonly kind: "const" | "let" | "each" | "index" | "param" | "arrow" | "row";
  readonly name: string;
  readonly type: Type;
  /** What it is set to: the initial value and those of assignments. */
  readonly values: Expr[];
  /** What its parts come from: the list of an element (loops, arrows), what is put into a list. */
  readonly sources: Expr[];
  /** Some body of an arrow function or query uses it that does not declare it. */
  captured: boolean;
  /** Assigned after its declaration. */
  assigned: boolean;
  uses: number;
}

export interface BodyParam {
  readonly name: string;
  readonly type: Type;
}

export interface Bindings {
  readonly params: ReadonlyMap<string, Binding>;
  readonly all: readonly Binding[];
  of(local: Expr): Binding;
  declared(stmt: Stmt): Binding;
  /** The running number of a loop. */
  loopIndex(stmt: Stmt): Binding | null;
  arrowParams(arrow: Expr): readonly Binding[];
  row(query: Expr): Binding;
}

class Scope {
  readonly names = new Map<string, Binding>();
  constructor(
    readonly outer: Scope | null,
    /** The scope belongs to an arrow function or a query's predicate. */
    readonly arrow = false,
  ) {}
}

class Resolver implements Bindings {
  readonly params = new Map<string, Binding>();
  readonly all: Binding[] = [];
  readonly #locals = new Map<Expr, Binding>();
  readonly #declared = new Map<Stmt, Binding>();
  readonly #indexes = new Map<Stmt, Binding>();
  readonly #arrows = new Map<Expr, readonly Binding[]>();
  readonly #rows = new Map<Expr, Binding>();

  of(local: Expr): Binding {
    return required(this.#locals.get(local), "a local");
  }
  declared(stmt: Stmt): Binding {
    return required(this.#declared.get(stmt), "a declaration");
  }
  loopIndex(stmt: Stmt): Binding | null {
    return this.#indexes.get(stmt) ?? null;
  }
  arrowParams(arrow: Expr): readonly Binding[] {
    return required(this.#arrows.get(arrow), "an arrow");
  }
  row(query: Expr): Binding {
    return required(this.#rows.get(query), "a query");
  }

  private bind(
    scope: Scope,
    kind: Binding["kind"],
    param: ArrowParam,
    values: Expr[],
    sources: readonly Expr[],
  ): Binding {
    const binding: Binding = {
      kind,
      name: param.name,
      type: param.type,
      values,
      sources: [...sources],
      captured: false,
      assigned: false,
      uses: 0,
    };
    scope.names.set(param.name, binding);
    this.all.push(binding);
    return binding;
  }

  start(params: readonly BodyParam[]): Scope {
    const scope = new Scope(null);
    for (const param of params) {
      this.params.set(param.name, this.bind(scope, "param", param, [], []));
    }
    return scope;
  }

  block(body: readonly Stmt[], outer: Scope): void {
    const scope = new Scope(outer);
    for (const stmt of body) this.stmt(stmt, scope);
  }

  stmt(stmt: Stmt, scope: Scope): void {
    for (const expr of expressionsOf(stmt)) this.expr(expr, scope);
    if (stmt.stmt === "declare") {
      const kind = stmt.mutable ? "let" : "const";
      this.#declared.set(stmt, this.bind(scope, kind, stmt, [stmt.value], []));
    } else if (stmt.stmt === "assign" && stmt.place.target.node === "local") {
      const binding = this.of(stmt.place.target);
      binding.assigned = true;
      binding.values.push(stmt.value);
    } else if (stmt.stmt === "assign" || stmt.stmt === "push") {
      const root = rootOf(stmt.place.target);
      if (root !== null) {
        this.of(root).sources.push(...(stmt.stmt === "push" ? stmt.values : [stmt.value]));
      }
    } else if (stmt.stmt === "for") {
      const inner = new Scope(scope);
      const type: Type = stmt.list.type.kind === "list" ? stmt.list.type.of : { kind: "never" };
      this.#declared.set(
        stmt,
        this.bind(inner, "each", { name: stmt.name, type }, [], [stmt.list]),
      );
      if (stmt.index !== null) {
        const index = { name: stmt.index, type: { kind: "int" } } as const;
        this.#indexes.set(stmt, this.bind(inner, "index", index, [], []));
      }
      this.block(stmt.body, inner);
      return;
    }
    for (const block of blocksOf(stmt)) this.block(block, scope);
  }

  expr(expr: Expr, scope: Scope): void {
    switch (expr.node) {
      case "local": {
        this.#locals.set(expr, this.find(expr.name, scope));
        return;
      }
      case "query": {
        for (const key of expr.keys) this.expr(key.value, scope);
        const inner = new Scope(scope, true);
        const type: Type = { kind: "entity", entity: expr.entity };
        this.#rows.set(expr, this.bind(inner, "row", { name: expr.row, type }, [], []));
        if (expr.rest !== null) this.expr(expr.rest, inner);
        return;
      }
      case "library":
      case "method": {
        const args = expr.node === "method" ? [expr.object, ...expr.args] : expr.args;
        const sources = args.filter((arg) => arg.node !== "arrow");
        for (const arg of args) {
          if (arg.node === "arrow") this.arrow(arg, scope, sources);
          else this.expr(arg, scope);
        }
        return;
      }
      case "arrow":
        this.arrow(expr, scope, []);
        return;
      default:
        for (const child of childrenOf(expr)) this.expr(child, scope);
    }
  }

  private arrow(
    expr: Extract<Expr, { node: "arrow" }>,
    scope: Scope,
    sources: readonly Expr[],
  ): void {
    const inner = new Scope(scope, true);
    this.#arrows.set(
      expr,
      expr.params.map((param) => this.bind(inner, "arrow", param, [], sources)),
    );
    this.expr(expr.body, inner);
  }

  private find(name: string, from: Scope): Binding {
    let crossed = false;
    for (let scope: Scope | null = from; scope !== null; scope = scope.outer) {
      const binding = scope.names.get(name);
      if (binding !== undefined) {
        binding.uses += 1;
        binding.captured ||= crossed;
        return binding;
      }
      crossed ||= scope.arrow;
    }
    throw new TypeError(`the name ${JSON.stringify(name)} is not declared`);
  }
}

/** The local value that a place lies in; null when it lies in a record. */
export function rootOf(place: Expr): Expr | null {
  let root = place;
  while (root.node === "field" || root.node === "index" || root.node === "dynamicField") {
    root = root.object;
    if (entityOf(root.type) !== null) return null;
  }
  return root.node === "local" ? root : null;
}

/** Whether the variable only ever holds a list of its own, so that no record's is added to. */
export function holdsOwnList({ kind, values }: Binding): boolean {
  return (kind === "const" || kind === "let") && values.every(makesContainer);
}

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new TypeError(`${what} was not resolved`);
  return value;
}

/** Resolves every name of a body. */
export function resolveBody(body: readonly Stmt[], params: readonly BodyParam[]): Bindings {
  const resolver = new Resolver();
  resolver.block(body, resolver.start(params));
  return resolver;
}
