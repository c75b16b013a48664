/** What checked logic does, as far as the reader has to know: refuse, change, move time, read. */
import type { IndexSpec } from "../../../shared/schema/index.js";
import type { Expr, IrFunction, Span, Stmt } from "../ir.js";

export interface Effects {
  /** Codes of refusals, in order of appearance. */
  readonly codes: Set<string>;
  readonly functions: Map<string, Span>;
  /** Entities whose records are looked up or listed. */
  readonly reads: Set<string>;
  changes: boolean;
  advances: boolean;
  readonly constants: Set<string>;
  /** Enums that text is read as. */
  readonly enums: Set<string>;
  readonly queries: { readonly entity: string; readonly index: IndexSpec }[];
}

export function noEffects(): Effects {
  return {
    codes: new Set(),
    functions: new Map(),
    reads: new Set(),
    changes: false,
    advances: false,
    constants: new Set(),
    enums: new Set(),
    queries: [],
  };
}

type Visited = Expr | Stmt;

/** The effects of the logic itself; functions that it calls are named, not followed. */
export function effectsOf(logic: readonly Visited[]): Effects {
  const effects = noEffects();
  visit(logic, effects);
  return effects;
}

/** Keys whose values hold no logic. */
const DATA_KEYS: ReadonlySet<string> = new Set(["type", "at", "shape"]);

/** Nodes are plain data, so one walk over their properties meets every one of them. */
function visit(part: unknown, effects: Effects): void {
  if (Array.isArray(part)) {
    for (const item of part) visit(item, effects);
    return;
  }
  if (part === null || typeof part !== "object") return;
  if ("node" in part) note(part as Expr, effects);
  else if ("stmt" in part) noteStatement(part as Stmt, effects);
  if ("node" in part && part.node === "constant") return;
  // Every node of every body comes by, so no lists are made on the way.
  for (const key in part) {
    if (!DATA_KEYS.has(key)) visit((part as Readonly<Record<string, unknown>>)[key], effects);
  }
}

function note(expr: Expr, effects: Effects): void {
  switch (expr.node) {
    case "all":
    case "get":
    case "singleton":
      effects.reads.add(expr.entity);
      break;
    case "query":
      effects.reads.add(expr.entity);
      for (const { field, transform } of expr.keys) {
        effects.queries.push({ entity: expr.entity, index: { field, transform } });
      }
      break;
    case "create":
      effects.changes = true;
      break;
    case "apply":
      if (!effects.functions.has(expr.function)) effects.functions.set(expr.function, expr.at);
      break;
    case "library": {
      const type = expr.type.kind === "nullable" ? expr.type.of : expr.type;
      if (expr.name === "parseEnum" && type.kind === "enum") effects.enums.add(type.name);
      break;
    }
    case "constant":
      effects.constants.add(expr.path[0] ?? "");
      break;
  }
}

function noteStatement(statement: Stmt, effects: Effects): void {
  switch (statement.stmt) {
    case "assign":
    case "push":
    case "delete":
      if (statement.place.entity !== null) effects.changes = true;
      break;
    case "applyChanges":
    case "remove":
      effects.changes = true;
      break;
    case "advance":
      effects.advances = true;
      break;
    case "require":
    case "fail":
      effects.codes.add(statement.code);
      break;
  }
}

/**
 * The effects of the logic with everything that it calls. `functions` holds the direct effects of
 * each function; recursion ends where it closes.
 */
export function withCalls(effects: Effects, functions: ReadonlyMap<string, Effects>): Effects {
  const all = noEffects();
  const seen = new Set<string>();
  const add = (part: Effects): void => {
    for (const code of part.codes) all.codes.add(code);
    for (const entity of part.reads) all.reads.add(entity);
    all.changes ||= part.changes;
    all.advances ||= part.advances;
    for (const [name, at] of part.functions) {
      if (!all.functions.has(name)) all.functions.set(name, at);
      const called = functions.get(name);
      if (called === undefined || seen.has(name)) continue;
      seen.add(name);
      add(called);
    }
  };
  add(effects);
  return all;
}

/** A chain of calls that leads from a function back to it, or null. */
export function findRecursion(
  start: IrFunction,
  functions: ReadonlyMap<string, Effects>,
): readonly string[] | null {
  const visited = new Set<string>();
  const follow = (name: string, path: readonly string[]): readonly string[] | null => {
    for (const called of functions.get(name)?.functions.keys() ?? []) {
      if (called === start.name) return [...path, called];
      if (visited.has(called)) continue;
      visited.add(called);
      const found = follow(called, [...path, called]);
      if (found !== null) return found;
    }
    return null;
  };
  return follow(start.name, [start.name]);
}
