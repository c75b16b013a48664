/** The state of one check of one body; every module works on it and reaches the others through it. */
import type { CallExpression, Expression, Statement } from "acorn";
import type { EntitySpec } from "../../../shared/index.js";
import { Diagnostics } from "../diagnostics.js";
import type { Expr, Span, Stmt, Type } from "../ir.js";
import { suggest } from "../suggest.js";
import type { DomainModel, LogicScope, LogicSource } from "./contracts.js";
import { Facts, isWithin, localPath, type Path } from "./facts.js";
import { LIBRARY_SIGNATURES } from "./library-signatures.js";
import { meaning } from "./names.js";
import { assume } from "./narrow.js";
import { type LocalSymbol, Scopes, type Use } from "./scope.js";
import { ERROR, join } from "./types.js";

/** Where a value goes. `stored`: into a record or out of the logic, where refs are ids. */
export interface Slot {
  readonly type: Type;
  readonly stored: boolean;
}
export function slot(type: Type, stored = false): Slot {
  return { type, stored };
}

export interface ReportExtra {
  readonly allowed?: string | undefined;
  /** Names among which the nearest to `found` is suggested. */
  readonly among?: Iterable<string>;
  readonly found?: string;
  readonly suggestion?: string | undefined;
}

/** What calls back into the recursion, filled in by the module that puts all together. */
export interface Visitors {
  expression(ctx: Context, node: Expression, expected: Slot | null): Expr;
  call(ctx: Context, node: CallExpression, expected: Slot | null): Link;
  block(ctx: Context, body: readonly Statement[]): Block;
}

/**
 * One step of a chain. `own`: its type when the chain gets there; `short`: an earlier `?.` may have
 * ended the chain, so that the value is null although `own` may not be.
 */
export interface Link {
  readonly value: Expr;
  readonly own: Type;
  readonly short: boolean;
}

/** `falls`: what follows the block can be reached. */
export interface Block {
  readonly body: readonly Stmt[];
  readonly falls: boolean;
}

export class Context {
  readonly scopes = new Scopes();
  facts: Facts = Facts.none;
  readonly used = new Set<string>();
  readonly calls = new Set<string>();
  readonly codes: string[] = [];
  /** Local symbols, by where they were declared, whose type has to be larger than it seemed. */
  readonly widened: Map<number, Type>;
  grew = false;
  /** Identities of the loops around the current place. */
  loops: readonly number[] = [];
  /** Names of locals that the loops around the current place assign. */
  carried: ReadonlySet<string> = new Set();
  arrows = 0;
  /** Names that the blocks around declare further below. */
  readonly pending = new Set<string>();
  readonly tagOf = (union: string): string | undefined => {
    const spec = this.model.types.get(union);
    return spec?.kind === "union" ? spec.tag : undefined;
  };

  constructor(
    readonly source: LogicSource,
    readonly model: DomainModel,
    readonly scope: LogicScope,
    public diagnostics: Diagnostics,
    readonly visitors: Visitors,
    widened: ReadonlyMap<number, Type>,
    /** Locals that some assignment changes, anywhere in the body. */
    readonly assigned: ReadonlySet<string>,
  ) {
    this.widened = new Map(widened);
  }

  at(node: { readonly start: number; readonly end: number }): Span {
    return this.source.span(node.start, node.end);
  }

  report(
    node: { readonly start: number; readonly end: number },
    code: string,
    message: string,
    extra: ReportExtra = {},
  ): void {
    const suggestion =
      extra.suggestion ??
      (extra.found !== undefined && extra.among !== undefined
        ? suggest(extra.found, extra.among)
        : undefined);
    this.diagnostics.add({
      code,
      at: this.at(node),
      message,
      ...(extra.allowed === undefined ? {} : { allowed: extra.allowed }),
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  }

  /** Stands for an expression that was reported; its type silences what follows from it. */
  failed(node: { readonly start: number; readonly end: number }): Expr {
    return { node: "literal", value: null, type: ERROR, at: this.at(node) };
  }

  /** Reports and hands back the stand-in. */
  fail(
    node: { readonly start: number; readonly end: number },
    code: string,
    message: string,
    extra: ReportExtra = {},
  ): Expr {
    this.report(node, code, message, extra);
    return this.failed(node);
  }

  expression(node: Expression, expected: Slot | null = null): Expr {
    return this.visitors.expression(this, node, expected);
  }

  /** Whether what is evaluated here may be evaluated many times in a call: such work is paid for. */
  get repeated(): boolean {
    return (
      this.loops.length > 0 ||
      this.arrows > 0 ||
      this.scope.where === "function" ||
      this.scope.where === "reaction"
    );
  }

  /** Whether records may be changed at this place. */
  get mayWrite(): boolean {
    const { where } = this.scope;
    return this.arrows === 0 && where !== "invariant" && where !== "rule";
  }

  use(node: { readonly start: number; readonly end: number }): Use {
    return { start: node.start, end: node.end, loops: this.loops };
  }

  assume(condition: Expr, truth: boolean, from: Facts = this.facts): Facts {
    return assume(condition, truth, from, this.tagOf);
  }

  /** Runs with facts that hold for a part of an expression only; what it made doubtful stays so. */
  withFacts<T>(facts: Facts, run: () => T): T {
    const before = this.facts;
    this.facts = facts;
    const result = run();
    this.facts = this.facts === facts ? before : before.join(this.facts);
    return result;
  }

  /** What `run` gives with other facts, or null when it reports anything; reports are dropped. */
  quietly<T>(facts: Facts, run: () => T): T | null {
    const before = { diagnostics: this.diagnostics, facts: this.facts };
    this.diagnostics = new Diagnostics();
    this.facts = facts;
    const result = run();
    const reported = this.diagnostics.any;
    this.diagnostics = before.diagnostics;
    this.facts = before.facts;
    return reported ? null : result;
  }

  /** A name for a local that lowering adds: like no name that means something here. */
  freshName(base: string): string {
    let name = base;
    for (
      let n = 2;
      this.scopes.find(name) !== undefined ||
      meaning(this.model, name) !== null ||
      LIBRARY_SIGNATURES.has(name);
      n++
    ) {
      name = `${base}${n}`;
    }
    return name;
  }

  forget(test: (path: Path) => boolean): void {
    this.facts = this.facts.without(test);
  }
  /** A local got another value, or went out of sight. */
  forgetLocal(name: string): void {
    this.forget((path) => path.locals.includes(name));
  }
  /** Part of a local value changed. */
  forgetInside(key: string): void {
    this.forget((path) => isWithin(path.key, key));
  }
  /** A field of the records of an entity changed; null: any of its fields. */
  forgetField(entity: string, field: string | null): void {
    this.forget((path) => {
      const hop = (name: string): boolean =>
        field === null ? name.startsWith(`${entity}.`) : name === `${entity}.${field}`;
      if (path.hops.some(hop)) return true;
      return this.ownerMatches(path, entity, field);
    });
  }
  private ownerMatches(path: Path, entity: string, field: string | null): boolean {
    if (path.root === null || path.fields.length + (path.indexed ? 1 : 0) === 0) return false;
    const owner = this.scopes.find(path.root)?.origin.inside;
    return (
      owner?.kind === "record" &&
      owner.entity === entity &&
      (field === null || owner.field === null || owner.field === field)
    );
  }
  /** A function that may change anything was called. */
  forgetRecords(): void {
    this.forget((path) => {
      if (path.hops.length > 0 || path.root === null) return true;
      const inside = this.scopes.find(path.root)?.origin.inside.kind;
      return inside !== "fresh" && path.fields.length + (path.indexed ? 1 : 0) > 0;
    });
  }

  /** The type of a local as tests have narrowed it. */
  localType(symbol: LocalSymbol): Type {
    return this.facts.get(localPath(symbol.name).key) ?? symbol.type;
  }

  /**
   * Makes a local hold values of `type` as well, where a larger type covers both; the body is then
   * checked once more with that type. False when no type covers both.
   */
  widen(symbol: LocalSymbol, type: Type): boolean {
    const wide = join(symbol.type, type);
    if (wide === null) return false;
    const known = this.widened.get(symbol.start);
    const all = known === undefined ? wide : join(known, wide);
    if (all === null) return false;
    this.widened.set(symbol.start, all);
    symbol.type = all;
    this.grew = true;
    return true;
  }

  entity(name: string): EntitySpec | undefined {
    return this.model.entities.get(name);
  }
}
