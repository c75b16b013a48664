/**
 * What a tool returns is shown as it stands when the body ends. Where a result is written out and a
 * later part of it changes records, the parts up to there are given names first, so that records
 * are held by handle and cut to their shape last:
 *
 *     return { order, refund: give_back(order) };
 *     // is
 *     const refund = give_back(order);
 *     return { order, refund };
 *
 * Nothing changes a result after it has left the body, so it needs no copies either.
 */
import type { Expr, IrDomain, IrTool, ObjectEntry, Stmt } from "../language/ir.js";
import { type Effects, exprEffects, functionEffects } from "./effects.js";
import { visitBody } from "./walk.js";

/** The domain with the results of its tools settled in this way. */
export function settleResults(ir: IrDomain): IrDomain {
  const effects = functionEffects(ir);
  const tools = ir.tools.map((tool) => {
    const names = namesIn(tool);
    return { ...tool, body: settledBody(tool.body, effects, names) };
  });
  return { ...ir, tools };
}

function settledBody(
  body: readonly Stmt[],
  effects: ReadonlyMap<string, Effects>,
  names: Set<string>,
): readonly Stmt[] {
  return body.flatMap((stmt): Stmt[] => {
    switch (stmt.stmt) {
      case "if": {
        const then = settledBody(stmt.then, effects, names);
        const other = stmt.else === null ? null : settledBody(stmt.else, effects, names);
        return [{ ...stmt, then, else: other }];
      }
      case "for":
        return [{ ...stmt, body: settledBody(stmt.body, effects, names) }];
      case "return":
        return stmt.value === null ? [stmt] : settledReturn(stmt.value, stmt, effects, names);
      default:
        return [stmt];
    }
  });
}

function settledReturn(
  value: Expr,
  stmt: Extract<Stmt, { stmt: "return" }>,
  effects: ReadonlyMap<string, Effects>,
  names: Set<string>,
): Stmt[] {
  if (value.node === "conditional" && writes(value, effects)) {
    const then = settledReturn(value.then, stmt, effects, names);
    const other = settledReturn(value.else, stmt, effects, names);
    if (then.length > 1 || other.length > 1) {
      return [{ stmt: "if", test: value.test, then, else: other, at: stmt.at }];
    }
  }
  const parts: Expr[] = [];
  eachPart(value, "result", (part) => {
    parts.push(part);
    return part;
  });
  const last = parts.findLastIndex((part) => writes(part, effects));
  const named: Stmt[] = [];
  let position = -1;
  const settled = eachPart(value, "result", (part, key) => {
    position += 1;
    if (position > last || last < 1 || isSettled(part)) return part;
    const name = freeName(key, names);
    const { type, at } = part;
    named.push({ stmt: "declare", mutable: false, name, value: part, type, at: stmt.at });
    return { node: "local", name, type, at };
  });
  return [...named, { ...stmt, value: settled }];
}

/** Changes each part of a result that is written out; what makes it fit its shape stays around it. */
function eachPart(expr: Expr, key: string, change: (part: Expr, key: string) => Expr): Expr {
  if (expr.node === "convert" && expr.how === "copy") return eachPart(expr.operand, key, change);
  if (expr.node === "convert" && expr.how === "view") {
    return { ...expr, operand: eachPart(expr.operand, key, change) };
  }
  if (expr.node !== "object") return change(expr, key);
  const entries = expr.entries.map((entry): ObjectEntry => {
    const name = entry.kind === "entry" && typeof entry.key === "string" ? entry.key : key;
    return { ...entry, value: eachPart(entry.value, name, change) };
  });
  return { ...expr, entries };
}

/** Evaluating it earlier or later makes no difference. */
function isSettled(part: Expr): boolean {
  return part.node === "literal" || part.node === "local" || part.node === "constant";
}

function writes(expr: Expr, functions: ReadonlyMap<string, Effects>): boolean {
  const { creates, updates, removes, advances } = exprEffects(expr, functions);
  return advances || creates.size + updates.size + removes.size > 0;
}

/** Every name that the body knows. */
function namesIn(tool: IrTool): Set<string> {
  const names = new Set<string>();
  for (const param of tool.params) {
    if (param.record !== null) names.add(param.record);
    if (param.value !== null) names.add(param.value);
  }
  visitBody(tool.body, {
    stmt: (stmt) => {
      if (stmt.stmt === "declare" || stmt.stmt === "for") names.add(stmt.name);
      if (stmt.stmt === "for" && stmt.index !== null) names.add(stmt.index);
    },
    expr: (expr) => {
      if (expr.node === "query") names.add(expr.row);
      if (expr.node === "arrow") for (const param of expr.params) names.add(param.name);
    },
  });
  return names;
}

function freeName(key: string, names: Set<string>): string {
  const base = /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : "part";
  let name = base;
  for (let n = 2; names.has(name); n += 1) name = `${base}${n}`;
  names.add(name);
  return name;
}
