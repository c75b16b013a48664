/**
 * What each tool may read and write, known exactly because logic is data: the body, the functions
 * that it calls, and the reactions that its writes set off.
 */
import type { DomainSpec, ParamSpec, ToolEffects, ToolSpec, TypeSpec } from "../../shared/index.js";
import type { Expr, IrDomain, IrFunction, IrParam, IrTool, Stmt } from "../language/ir.js";
import { visitBody, visitExpr } from "./walk.js";

/** Entities (not tables) that a piece of logic touches, itself and through functions. */
export interface Effects {
  readonly reads: ReadonlySet<string>;
  readonly creates: ReadonlySet<string>;
  readonly updates: ReadonlySet<string>;
  readonly removes: ReadonlySet<string>;
  readonly advances: boolean;
}

class EffectsBuilder implements Effects {
  readonly reads = new Set<string>();
  readonly creates = new Set<string>();
  readonly updates = new Set<string>();
  readonly removes = new Set<string>();
  advances = false;

  addAll(other: Effects): void {
    for (const entity of other.reads) this.reads.add(entity);
    for (const entity of other.creates) this.creates.add(entity);
    for (const entity of other.updates) this.updates.add(entity);
    for (const entity of other.removes) this.removes.add(entity);
    this.advances ||= other.advances;
  }
}

/** The effects of every function of the domain, those of the functions that it calls included. */
export function functionEffects(ir: IrDomain): ReadonlyMap<string, Effects> {
  const functions = new Map(ir.functions.map((fn) => [fn.name, fn]));
  const known = new Map<string, Effects>();
  for (const fn of ir.functions) effectsOfFunction(fn, functions, known);
  return known;
}

function effectsOfFunction(
  fn: IrFunction,
  functions: ReadonlyMap<string, IrFunction>,
  known: Map<string, Effects>,
): Effects {
  const finished = known.get(fn.name);
  if (finished !== undefined) return finished;
  const effects = new EffectsBuilder();
  // Entered before the body is walked; the checker has refused recursion, so this only bounds it.
  known.set(fn.name, effects);
  collect(fn.body, effects, (name) => {
    const callee = functions.get(name);
    return callee === undefined ? null : effectsOfFunction(callee, functions, known);
  });
  return effects;
}

/** The effects of a list of statements, given those of the functions it may call. */
export function bodyEffects(
  body: readonly Stmt[],
  functions: ReadonlyMap<string, Effects>,
): Effects {
  const effects = new EffectsBuilder();
  collect(body, effects, (name) => functions.get(name) ?? null);
  return effects;
}

/** The effects of one expression, given those of the functions it may call. */
export function exprEffects(expr: Expr, functions: ReadonlyMap<string, Effects>): Effects {
  const effects = new EffectsBuilder();
  visitExpr(expr, (node) => collectExpr(node, effects, (name) => functions.get(name) ?? null));
  return effects;
}

function collect(
  body: readonly Stmt[],
  effects: EffectsBuilder,
  callee: (name: string) => Effects | null,
): void {
  visitBody(body, {
    stmt: (stmt) => collectStmt(stmt, effects),
    expr: (expr) => collectExpr(expr, effects, callee),
  });
}

function collectStmt(stmt: Stmt, effects: EffectsBuilder): void {
  switch (stmt.stmt) {
    case "assign":
    case "push":
    case "delete":
      if (stmt.place.entity !== null) effects.updates.add(stmt.place.entity);
      break;
    case "applyChanges":
      if (stmt.record.type.kind === "entity") effects.updates.add(stmt.record.type.entity);
      break;
    case "remove":
      if (stmt.record.type.kind === "entity") effects.removes.add(stmt.record.type.entity);
      break;
    case "advance":
      effects.advances = true;
      break;
    default:
      break;
  }
}

function collectExpr(
  expr: Expr,
  effects: EffectsBuilder,
  callee: (name: string) => Effects | null,
): void {
  switch (expr.node) {
    case "all":
    case "singleton":
    case "get":
    case "query":
      effects.reads.add(expr.entity);
      break;
    case "field":
      if (expr.via === "ref") for (const entity of entitiesIn(expr.type)) effects.reads.add(entity);
      break;
    case "create":
      effects.creates.add(expr.entity);
      break;
    case "apply": {
      const called = callee(expr.function);
      if (called !== null) effects.addAll(called);
      break;
    }
    default:
      break;
  }
}

function entitiesIn(type: Expr["type"]): readonly string[] {
  switch (type.kind) {
    case "entity":
      return [type.entity];
    case "list":
    case "nullable":
      return entitiesIn(type.of);
    case "map":
      return [...entitiesIn(type.key), ...entitiesIn(type.value)];
    default:
      return [];
  }
}

/**
 * The entities that a tool may touch. Reactions run once each, in declared order, and see what
 * those before them changed; so one pass over them reaches everything.
 */
export function toolEntityEffects(ir: IrDomain, tool: IrTool): Effects {
  const functions = functionEffects(ir);
  const effects = new EffectsBuilder();
  for (const param of tool.params) {
    for (const entity of refsIn(param.spec)) effects.reads.add(entity);
  }
  effects.addAll(bodyEffects(tool.body, functions));
  for (const reaction of ir.reactions) {
    if (!effects.creates.has(reaction.entity) && !effects.updates.has(reaction.entity)) continue;
    effects.reads.add(reaction.entity);
    effects.addAll(bodyEffects(reaction.body, functions));
  }
  return effects;
}

/** Entities whose existence is checked when a value of this type arrives. */
function refsIn(spec: TypeSpec): readonly string[] {
  switch (spec.kind) {
    case "ref":
      return [spec.entity];
    case "list":
    case "nullable":
      return refsIn(spec.of);
    case "map":
      return [...refsIn(spec.key), ...refsIn(spec.value)];
    case "record":
    case "changes":
      return spec.fields.flatMap((field) => refsIn(field.type));
    case "union":
      return spec.variants.flatMap((variant) =>
        variant.fields.flatMap((field) => refsIn(field.type)),
      );
    default:
      return [];
  }
}

/** The effects of a tool by table name, tables in declared order. */
export function toolEffects(ir: IrDomain, tool: IrTool): ToolEffects {
  const effects = toolEntityEffects(ir, tool);
  const tables = (entities: ReadonlySet<string>): readonly string[] =>
    ir.entities.filter((entity) => entities.has(entity.name)).map((entity) => entity.table);
  const readOnly =
    effects.creates.size + effects.updates.size + effects.removes.size === 0 && !effects.advances;
  return {
    reads: tables(effects.reads),
    creates: tables(effects.creates),
    updates: tables(effects.updates),
    removes: tables(effects.removes),
    advances: effects.advances,
    idempotent: readOnly || tool.idempotent,
  };
}

/** Everything about the domain that is data, as the host and the interpreter serve it. */
export function domainSpec(ir: IrDomain): DomainSpec {
  return {
    domain: ir.domain,
    title: ir.title,
    summary: ir.summary,
    category: ir.category,
    now: ir.now,
    policy: ir.policy,
    enums: ir.enums,
    entities: ir.entities,
    principal: ir.principal,
    tools: ir.tools.map((tool) => toolSpec(ir, tool)),
  };
}

/** One tool as data. */
export function toolSpec(ir: IrDomain, tool: IrTool): ToolSpec {
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    actor: tool.actor,
    params: tool.params.map(paramSpec),
    result: tool.result,
    effects: toolEffects(ir, tool),
    refusals: tool.refusals,
    refusalsAs: tool.refusalsAs,
  };
}

function paramSpec(param: IrParam): ParamSpec {
  return {
    name: param.name,
    type: param.spec,
    description: param.description,
    required: param.required,
    ...(param.default === undefined ? {} : { default: param.default }),
    ...(param.unused === null ? {} : { unused: param.unused }),
  };
}
