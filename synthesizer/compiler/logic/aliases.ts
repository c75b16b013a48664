/**
 * Records have reference semantics in logic: every variable that reaches a record sees every
 * change. The state engine hands out committed records that are never changed and private copies
 * that are; so emitted code must hold the private copy wherever it changes a record (`live`), and
 * must ask for the record as it stands now wherever an earlier variable may have been overtaken by
 * a change (`stale`).
 *
 * Two analyses, repeated until neither finds anything new: `makeLive` goes backwards from a change
 * to the declarations that its value flows from; `Staleness` runs through the body in the order of
 * evaluation and knows at each point which variables may hold what a record was before a change.
 * Both err on the side of asking once too often.
 */
import type { Expr, Stmt } from "../../language/ir.js";
import { carriesParts, entityOf, isNested, type Model, makesContainer } from "../model.js";
import type { AliasFacts, Summary } from "./alias-facts.js";
import { type Binding, type Bindings, type BodyParam, resolveBody } from "./bindings.js";
import { Staleness } from "./staleness.js";

export interface Aliases {
  readonly bindings: Bindings;
  /** The variable holds the private copy, or a part of one. */
  isLive(binding: Binding): boolean;
  /** The expression of a record whose private copy is needed. */
  needsEdit(expr: Expr): boolean;
  /** The expression of a record that may be overtaken and is about to be read. */
  needsCurrent(expr: Expr): boolean;
  /** The value leaves the body (or is compared) and may hold overtaken records anywhere inside. */
  needsRefresh(expr: Expr): boolean;
  /** The loop's variable may be overtaken at the start of a round. */
  startsStale(stmt: Stmt): boolean;
}

export class BodyAliases implements Aliases, AliasFacts {
  readonly bindings: Bindings;
  readonly live = new Set<Binding>();
  /** Lists that are added to; what stands in them is only changed if they are live as well. */
  readonly grown = new Set<Binding>();
  readonly edits = new Set<Expr>();
  readonly current = new Set<Expr>();
  readonly refresh = new Set<Expr>();
  readonly stale = new Set<Stmt>();
  /** Something was found that an earlier pass did not know. */
  grew = false;

  constructor(
    readonly body: readonly Stmt[],
    readonly params: readonly BodyParam[],
    readonly model: Model,
    readonly summaries: ReadonlyMap<string, Summary>,
    readonly own: Summary,
  ) {
    this.bindings = resolveBody(body, params);
  }

  isLive(binding: Binding): boolean {
    return this.live.has(binding) || this.grown.has(binding);
  }
  needsEdit(expr: Expr): boolean {
    return this.edits.has(expr);
  }
  needsCurrent(expr: Expr): boolean {
    return this.current.has(expr);
  }
  needsRefresh(expr: Expr): boolean {
    return this.refresh.has(expr);
  }
  startsStale(stmt: Stmt): boolean {
    return this.stale.has(stmt);
  }

  /** One round of both analyses; true when something new was found. */
  pass(): boolean {
    this.grew = false;
    this.places(this.body);
    this.current.clear();
    this.refresh.clear();
    this.stale.clear();
    new Staleness(this).run();
    return this.grew;
  }

  private places(body: readonly Stmt[]): void {
    for (const stmt of body) {
      switch (stmt.stmt) {
        case "assign":
        case "push":
        case "delete": {
          const { target } = stmt.place;
          if (stmt.stmt === "push") this.makeGrown(target);
          else if (target.node !== "local") this.makeLive(target.object);
          break;
        }
        case "applyChanges":
          this.makeLive(stmt.record);
          break;
        case "if":
          this.places(stmt.then);
          if (stmt.else !== null) this.places(stmt.else);
          break;
        case "for":
          this.places(stmt.body);
          break;
        case "return":
          if (this.own.liveResult && stmt.value !== null && isNested(stmt.value.type)) {
            this.makeLive(stmt.value);
          }
          break;
        default:
          break;
      }
    }
  }

  /** Something is added to the list itself: no change of what stands in it, or is put into it. */
  private makeGrown(list: Expr): void {
    if (list.node === "conditional") {
      this.makeGrown(list.then);
      this.makeGrown(list.else);
    } else if (list.node === "coalesce") {
      this.makeGrown(list.left);
      this.makeGrown(list.right);
    } else if (list.node === "bounded") {
      this.makeGrown(list.operand);
    } else if (list.node === "local") {
      const binding = this.bindings.of(list);
      if (binding.kind !== "const" && binding.kind !== "let") {
        this.makeLive(list);
      } else if (!this.grown.has(binding)) {
        this.grown.add(binding);
        this.grew = true;
        for (const value of binding.values) this.makeGrown(value);
      }
    } else if (!makesContainer(list)) {
      this.makeLive(list);
    }
  }

  /** The value of this expression is changed in place: it must be (a part of) a private copy. */
  makeLive(expr: Expr): void {
    if (expr.node === "local") {
      this.makeBindingLive(this.bindings.of(expr), expr);
      return;
    }
    if (expr.node === "conditional") {
      this.makeLive(expr.then);
      this.makeLive(expr.else);
      return;
    }
    if (expr.node === "coalesce") {
      this.makeLive(expr.left);
      this.makeLive(expr.right);
      return;
    }
    if (entityOf(expr.type) !== null) {
      // What `create` gives is the private copy already.
      if (expr.node !== "create") this.add(this.edits, expr);
      return;
    }
    if (isNested(expr.type)) this.makeNestedLive(expr);
  }

  private makeNestedLive(expr: Expr): void {
    if (makesContainer(expr) && !carriesParts(expr.type)) return;
    switch (expr.node) {
      case "field":
      case "dynamicField":
      case "index":
        if (expr.node !== "field" || expr.via === "value") this.makeLive(expr.object);
        return;
      case "method":
        this.makeSourcesLive([expr.object, ...expr.args]);
        return;
      case "library":
        this.makeSourcesLive(expr.args);
        return;
      case "arrow":
        this.makeLive(expr.body);
        return;
      case "bounded":
        this.makeLive(expr.operand);
        return;
      case "object":
        for (const entry of expr.entries) this.makePartLive(entry.value);
        return;
      case "list":
        for (const item of expr.items) this.makePartLive(item.value);
        return;
      case "apply": {
        const summary = this.summaries.get(expr.function);
        if (summary !== undefined && !summary.liveResult) {
          summary.liveResult = true;
          this.grew = true;
        }
        return;
      }
      default:
        return;
    }
  }

  private makeSourcesLive(args: readonly Expr[]): void {
    for (const arg of args) {
      if (arg.node === "arrow") {
        if (isNested(arg.body.type)) this.makePartLive(arg.body);
      } else this.makePartLive(arg);
    }
  }

  /** Records inside lists and objects are reached by handle; only nested values flow on. */
  private makePartLive(expr: Expr): void {
    if (isNested(expr.type) && !onlyRecords(expr.type)) this.makeLive(expr);
  }

  private makeBindingLive(binding: Binding, use: Expr): void {
    const isRecord = entityOf(binding.type) !== null;
    if (!isRecord && !isNested(binding.type)) return;
    if (isRecord && (binding.kind === "arrow" || binding.kind === "row")) {
      // Bound by the function that calls the arrow, so the copy is asked for at each use.
      this.add(this.edits, use);
      return;
    }
    if (this.live.has(binding)) return;
    this.live.add(binding);
    this.grew = true;
    for (const value of binding.values) this.makeLive(value);
    if (isRecord) return;
    for (const source of binding.sources) this.makePartLive(source);
    if (binding.kind === "param") {
      const position = this.params.findIndex((param) => param.name === binding.name);
      if (position >= 0) this.own.liveParams.add(position);
    }
  }

  private add(set: Set<Expr>, expr: Expr): void {
    if (set.has(expr)) return;
    set.add(expr);
    this.grew = true;
  }
}

/** Lists of records, lists of such lists: handles all the way, no nested value of a record. */
function onlyRecords(type: Expr["type"]): boolean {
  switch (type.kind) {
    case "entity":
      return true;
    case "list":
    case "nullable":
      return onlyRecords(type.of);
    case "map":
      return onlyRecords(type.value);
    default:
      return false;
  }
}

export interface BodySource {
  readonly body: readonly Stmt[];
  readonly params: readonly BodyParam[];
  /** The domain function that this is the body of, if it is one. */
  readonly function: string | null;
}

/** Analyses all bodies of a domain together: functions pass changes on to their callers. */
export function analyzeAliases(model: Model, sources: readonly BodySource[]): readonly Aliases[] {
  const summaries = new Map<string, Summary>(
    model.ir.functions.map((fn) => [fn.name, { liveParams: new Set<number>(), liveResult: false }]),
  );
  const bodies = sources.map(({ body, params, function: name }) => {
    const own = (name === null ? undefined : summaries.get(name)) ?? {
      liveParams: new Set<number>(),
      liveResult: false,
    };
    return new BodyAliases(body, params, model, summaries, own);
  });
  for (let grew = true; grew; ) {
    grew = false;
    for (const body of bodies) grew = body.pass() || grew;
  }
  return bodies;
}
