/**
 * Runs through a body in the order of evaluation and finds where a variable may hold what a record
 * was before a change. See aliases.ts.
 */

import { childrenOf } from "../../analysis/index.js";
import type { Expr, Stmt } from "../../language/ir.js";
import { carriesParts, entityOf, holdsRecords, isNested, makesContainer } from "../model.js";
import type { AliasFacts } from "./alias-facts.js";
import { type Binding, holdsOwnList, rootOf } from "./bindings.js";

/** What is known of a value: entities whose records may be overtaken in it, or stand in it at all. */
interface Value {
  readonly stale: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();
const PLAIN: Value = { stale: NOTHING, origins: NOTHING };

/** Library functions that compare elements by their content. */
const COMPARING = new Set([
  "equal",
  "distinct",
  "groupBy",
  "without",
  "containsAll",
  "sameItems",
  "search",
]);

type State = Map<Binding, Value>;

export class Staleness {
  #state: State = new Map();
  /** Entities written since the last reset; for operands that were read before. */
  #written = new Set<string>();
  readonly #all: ReadonlySet<string>;

  constructor(private readonly aliases: AliasFacts) {
    this.#all = new Set(aliases.model.entities.keys());
  }

  run(): void {
    for (const binding of this.aliases.bindings.params.values()) {
      const origins = holdsRecords(binding.type)
        ? entitiesIn(binding.type)
        : this.nestedOrigins(binding);
      this.#state.set(binding, { stale: NOTHING, origins });
    }
    this.block(this.aliases.body);
  }

  private nestedOrigins(binding: Binding): ReadonlySet<string> {
    return isNested(binding.type) ? this.#all : NOTHING;
  }

  /** True when the block surely ends the body. */
  private block(body: readonly Stmt[]): boolean {
    for (const stmt of body) {
      if (this.stmt(stmt)) return true;
    }
    return false;
  }

  private stmt(stmt: Stmt): boolean {
    switch (stmt.stmt) {
      case "declare":
        this.hold(this.aliases.bindings.declared(stmt), this.eval(stmt.value));
        return false;
      case "assign": {
        const { target } = stmt.place;
        if (target.node === "local") {
          this.hold(this.aliases.bindings.of(target), this.eval(stmt.value));
          return false;
        }
        const values = this.evalAll([...childrenOf(target), stmt.value]);
        this.write(stmt.place.entity, storedIn(childrenOf(target)[0], values[0]));
        this.absorb(target, values.slice(-1));
        return false;
      }
      case "push": {
        const [list, ...values] = this.evalAll([stmt.place.target, ...stmt.values]);
        const { target, entity } = stmt.place;
        const isOwn = target.node === "local" && holdsOwnList(this.aliases.bindings.of(target));
        if (!isOwn) this.write(entity, storedIn(target, list));
        this.absorb(target, values);
        return false;
      }
      case "delete": {
        const [object] = this.evalAll(childrenOf(stmt.place.target));
        this.write(stmt.place.entity, storedIn(childrenOf(stmt.place.target)[0], object));
        return false;
      }
      case "applyChanges":
        this.evalAll([stmt.record, stmt.changes]);
        this.write(entityOf(stmt.record.type), undefined);
        return false;
      case "remove":
        this.eval(stmt.record);
        return false;
      case "if": {
        this.eval(stmt.test);
        const before = new Map(this.#state);
        const thenEnds = this.block(stmt.then);
        const after = this.#state;
        this.#state = before;
        const elseEnds = stmt.else !== null && this.block(stmt.else);
        if (!thenEnds) this.#state = elseEnds ? after : merged(this.#state, after);
        return thenEnds && elseEnds;
      }
      case "for":
        this.loop(stmt);
        return false;
      case "return":
        if (stmt.value !== null) this.leaves(stmt.value, this.eval(stmt.value));
        return true;
      case "fail":
        this.eval(stmt.message);
        return true;
      case "require":
        this.eval(stmt.condition);
        this.eval(stmt.message);
        return false;
      case "advance":
        this.eval(stmt.minutes);
        return false;
      case "expression":
        this.eval(stmt.value);
        return false;
      case "continue":
      case "break":
        return false;
    }
  }

  /** Evaluation replaces the state, so it comes before the state is looked at. */
  private hold(binding: Binding, value: Value): void {
    this.#state.set(binding, value);
  }

  /** A local list or object that something was put into holds that, too. */
  private absorb(place: Expr, values: readonly Value[]): void {
    const root = rootOf(place);
    if (root === null) return;
    const binding = this.aliases.bindings.of(root);
    const own = this.#state.get(binding) ?? PLAIN;
    this.#state.set(binding, values.reduce(union, own));
  }

  private loop(stmt: Extract<Stmt, { stmt: "for" }>): void {
    const list = this.eval(stmt.list);
    const binding = this.aliases.bindings.declared(stmt);
    const isRecord = entityOf(binding.type) !== null;
    // Elements were read before the first round; what a round changes overtakes those of the next.
    let element = list;
    for (;;) {
      const before = new Map(this.#state);
      const outer = this.#written;
      this.#written = new Set();
      if (element.stale.size > 0 && isRecord && !this.aliases.live.has(binding)) {
        this.aliases.stale.add(stmt);
        this.#state.set(binding, { ...element, stale: NOTHING });
      } else {
        this.#state.set(binding, element);
      }
      this.block(stmt.body);
      const written = this.#written;
      this.#written = new Set([...outer, ...written]);
      this.#state = merged(before, this.#state);
      const next = overtaken(element, written);
      if (same(before, this.#state) && next.stale.size === element.stale.size) return;
      element = next;
    }
  }

  private eval(expr: Expr): Value {
    switch (expr.node) {
      case "local":
        return this.local(expr);
      case "field":
        return this.field(expr);
      case "dynamicField": {
        const [object = PLAIN] = this.evalAll([expr.object, expr.name]);
        this.reads(expr.object, object);
        return this.part(expr, object);
      }
      case "index": {
        const [object = PLAIN] = this.evalAll([expr.object, expr.index]);
        return this.part(expr, object);
      }
      case "all":
      case "singleton":
        return fresh(expr.entity);
      case "get":
        this.eval(expr.id);
        return fresh(expr.entity);
      case "query":
        return this.query(expr);
      case "library":
        return this.withArrows(expr, expr.args, COMPARING.has(expr.name));
      case "method":
        return this.withArrows(expr, [expr.object, ...expr.args], false);
      case "apply":
        return this.apply(expr);
      case "arrow":
        return this.eval(expr.body);
      case "equal":
        if (expr.of === "entity") {
          this.idOperand(expr.left);
          this.idOperand(expr.right);
          return PLAIN;
        }
        this.evalAll([expr.left, expr.right]);
        return PLAIN;
      case "convert":
        return this.convert(expr);
      case "create":
        this.evalAll(childrenOf(expr));
        return fresh(expr.entity);
      case "and":
      case "or":
      case "coalesce":
      case "conditional":
      case "object":
      case "list":
      case "bounded":
        return this.carried(expr, this.evalAll(childrenOf(expr)));
      default:
        this.evalAll(childrenOf(expr));
        return PLAIN;
    }
  }

  /** Operands in order; what a later one changes overtakes what an earlier one read. */
  private evalAll(exprs: readonly Expr[]): Value[] {
    const values: Value[] = [];
    const outer = this.#written;
    for (const [position, expr] of exprs.entries()) {
      this.#written = new Set();
      values.push(this.eval(expr));
      const written = this.#written;
      for (const entity of written) outer.add(entity);
      if (written.size === 0) continue;
      for (let earlier = 0; earlier < position; earlier += 1) {
        const value = overtaken(values[earlier] ?? PLAIN, written);
        const source = exprs[earlier];
        if (source !== undefined && value.stale.size > 0) this.aliases.makeLive(source);
        values[earlier] = value;
      }
    }
    this.#written = outer;
    return values;
  }

  private local(expr: Expr): Value {
    const binding = this.aliases.bindings.of(expr);
    const value = this.#state.get(binding) ?? PLAIN;
    // Handles inside a list or object are as old as it is, even where the rest is up to date.
    if (
      this.aliases.live.has(binding) &&
      (entityOf(binding.type) !== null || !holdsRecords(binding.type))
    ) {
      return { ...value, stale: NOTHING };
    }
    if (value.stale.size > 0 && isNested(binding.type) && !holdsRecords(binding.type)) {
      // A part of a record cannot be asked for again: it has to be a part of the private copy.
      this.aliases.makeLive(expr);
      return { ...value, stale: NOTHING };
    }
    return value;
  }

  private field(expr: Extract<Expr, { node: "field" }>): Value {
    const object = this.eval(expr.object);
    const entity = entityOf(expr.object.type);
    // Ids never change.
    if (entity === null || this.aliases.model.entity(entity).idField !== expr.field) {
      this.reads(expr.object, object);
    }
    return this.part(expr, object);
  }

  /** What a field or element of a value carries on. */
  private part(expr: Expr & { readonly node: string }, object: Value): Value {
    if (expr.node === "field" && expr.via === "ref") {
      return { stale: NOTHING, origins: entitiesIn(expr.type) };
    }
    if (entityOf(expr.type) !== null) {
      const entities = entitiesIn(expr.type);
      return { stale: intersection(object.stale, entities), origins: entities };
    }
    return isNested(expr.type) ? object : PLAIN;
  }

  /** A stored field of the value is about to be read. */
  private reads(expr: Expr, value: Value): void {
    if (value.stale.size === 0) return;
    if (this.isSingleton(expr)) this.aliases.makeLive(expr);
    else if (entityOf(expr.type) !== null) this.aliases.current.add(expr);
    else if (isNested(expr.type) && !holdsRecords(expr.type)) this.aliases.makeLive(expr);
  }

  /** The value leaves the body, where nobody knows that it may be overtaken. */
  private leaves(expr: Expr, value: Value): void {
    if (value.stale.size === 0 || !holdsRecords(expr.type)) return;
    if (this.isSingleton(expr)) this.aliases.makeLive(expr);
    else this.aliases.refresh.add(expr);
  }

  /**
   * A local that names a singleton. There is one record, so what overtakes it is a change of this
   * very record, and its private copy, bound once, reads better than the question at each use.
   */
  private isSingleton(expr: Expr): boolean {
    if (expr.node !== "local") return false;
    const { kind, values } = this.aliases.bindings.of(expr);
    return kind === "const" && values[0]?.node === "singleton";
  }

  /** Only the id counts, and that never changes. */
  private idOperand(expr: Expr): void {
    this.eval(expr);
  }

  private convert(expr: Extract<Expr, { node: "convert" }>): Value {
    if (expr.how === "id") {
      this.idOperand(expr.operand);
      return PLAIN;
    }
    const value = this.eval(expr.operand);
    if (expr.how === "view") {
      this.leaves(expr.operand, value);
      return PLAIN;
    }
    if (expr.how === "copy") return holdsRecords(expr.type) ? value : PLAIN;
    return this.carried(expr, [value]);
  }

  private query(expr: Extract<Expr, { node: "query" }>): Value {
    this.evalAll(expr.keys.map((key) => key.value));
    if (expr.rest !== null) {
      this.arrowBody(expr.rest, [this.aliases.bindings.row(expr)], fresh(expr.entity));
    }
    return expr.mode === "filter" || expr.mode === "find" ? fresh(expr.entity) : PLAIN;
  }

  private withArrows(expr: Expr, args: readonly Expr[], comparing: boolean): Value {
    const plain = args.filter((arg) => arg.node !== "arrow");
    const values = this.evalAll(plain);
    if (comparing) {
      for (const [i, arg] of plain.entries()) this.leaves(arg, values[i] ?? PLAIN);
    }
    const source = values.reduce(union, PLAIN);
    const results = [...values];
    for (const arg of args) {
      if (arg.node !== "arrow") continue;
      results.push(this.arrowBody(arg.body, this.aliases.bindings.arrowParams(arg), source));
    }
    return this.carried(expr, results);
  }

  /** The body of an arrow runs once for each element, so it is a loop. */
  private arrowBody(body: Expr, params: readonly Binding[], source: Value): Value {
    let element = source;
    for (;;) {
      const outer = this.#written;
      const before = new Map(this.#state);
      this.#written = new Set();
      for (const param of params) {
        const entities = entityOf(param.type) === null ? null : entitiesIn(param.type);
        this.#state.set(
          param,
          entities === null
            ? element
            : { stale: intersection(element.stale, entities), origins: entities },
        );
      }
      const result = this.eval(body);
      const written = this.#written;
      this.#written = new Set([...outer, ...written]);
      this.#state = merged(before, this.#state);
      const next = overtaken(element, written);
      if (same(before, this.#state) && next.stale.size === element.stale.size) {
        return overtaken(result, written);
      }
      element = next;
    }
  }

  private apply(expr: Extract<Expr, { node: "apply" }>): Value {
    const values = this.evalAll(expr.args);
    const summary = this.aliases.summaries.get(expr.function);
    for (const [position, arg] of expr.args.entries()) {
      this.leaves(arg, values[position] ?? PLAIN);
      if (summary?.liveParams.has(position) === true) this.aliases.makeLive(arg);
    }
    for (const entity of this.aliases.model.effects.get(expr.function)?.updates ?? []) {
      this.write(entity, undefined);
    }
    if (holdsRecords(expr.type)) return { stale: NOTHING, origins: entitiesIn(expr.type) };
    return { stale: NOTHING, origins: isNested(expr.type) ? this.#all : NOTHING };
  }

  /** What an expression made of these values carries on, if its type can carry anything. */
  private carried(expr: Expr, values: readonly Value[]): Value {
    if (!holdsRecords(expr.type) && !isNested(expr.type)) return PLAIN;
    if (makesContainer(expr) && !carriesParts(expr.type)) return PLAIN;
    return values.reduce(union, PLAIN);
  }

  private write(entity: string | null, through: Value | undefined): void {
    const entities = new Set(entity === null ? (through?.origins ?? NOTHING) : [entity]);
    if (entities.size === 0) return;
    for (const name of entities) this.#written.add(name);
    for (const [binding, value] of this.#state) {
      this.#state.set(binding, overtaken(value, entities));
    }
  }
}

/** A container that holds record handles is a local one: what is stored holds ids. */
function storedIn(container: Expr | undefined, value: Value | undefined): Value | undefined {
  if (container === undefined || entityOf(container.type) !== null) return value;
  return holdsRecords(container.type) ? undefined : value;
}

function fresh(entity: string): Value {
  return { stale: NOTHING, origins: new Set([entity]) };
}

function union(a: Value, b: Value): Value {
  if (a === PLAIN) return b;
  if (b === PLAIN) return a;
  return {
    stale: new Set([...a.stale, ...b.stale]),
    origins: new Set([...a.origins, ...b.origins]),
  };
}

function intersection(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a].filter((entry) => b.has(entry)));
}

/** The value after records of these entities were changed. */
function overtaken(value: Value, written: ReadonlySet<string>): Value {
  const more = [...written].filter(
    (entity) => value.origins.has(entity) && !value.stale.has(entity),
  );
  if (more.length === 0) return value;
  return { ...value, stale: new Set([...value.stale, ...more]) };
}

function merged(a: State, b: State): State {
  const result: State = new Map(a);
  for (const [binding, value] of b) {
    const other = result.get(binding);
    result.set(binding, other === undefined ? value : union(other, value));
  }
  return result;
}

function same(a: State, b: State): boolean {
  for (const [binding, value] of b) {
    const other = a.get(binding);
    // What only the body declares is gone when it ends.
    if (other === undefined) continue;
    if (other.stale.size !== value.stale.size || other.origins.size !== value.origins.size) {
      return false;
    }
  }
  return true;
}

function entitiesIn(type: Expr["type"]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (part: Expr["type"]): void => {
    switch (part.kind) {
      case "entity":
        found.add(part.entity);
        break;
      case "list":
      case "nullable":
        visit(part.of);
        break;
      case "map":
        visit(part.value);
        break;
      case "record":
        if (part.name === null) for (const field of part.fields) visit(field.type);
        break;
      default:
        break;
    }
  };
  visit(type);
  return found;
}
