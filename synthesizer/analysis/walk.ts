/**
 * Generic traversal of the IR: the one place that knows which parts each node has. Visiting is
 * depth-first in evaluation order; mapping rebuilds only what changed.
 */
import type { Expr, ListItem, ObjectEntry, Place, Stmt } from "../language/ir.js";

/** The direct parts of an expression, in the order in which they are evaluated. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.node) {
    case "literal":
    case "local":
    case "now":
    case "today":
    case "constant":
    case "all":
    case "singleton":
      return [];
    case "field":
      return [expr.object];
    case "dynamicField":
      return [expr.object, expr.name];
    case "index":
      return [expr.object, expr.index];
    case "get":
      return [expr.id];
    case "query": {
      const keys = expr.keys.map((key) => key.value);
      return expr.rest === null ? keys : [...keys, expr.rest];
    }
    case "library":
    case "apply":
      return expr.args;
    case "method":
      return [expr.object, ...expr.args];
    case "arrow":
      return [expr.body];
    case "template":
      return expr.parts.filter((part): part is Expr => typeof part !== "string");
    case "arithmetic":
    case "concat":
    case "compare":
    case "equal":
    case "and":
    case "or":
    case "coalesce":
      return [expr.left, expr.right];
    case "negate":
    case "not":
    case "convert":
    case "bounded":
      return [expr.operand];
    case "conditional":
      return [expr.test, expr.then, expr.else];
    case "object":
      return expr.entries.flatMap((entry) =>
        entry.kind === "entry" && typeof entry.key !== "string"
          ? [entry.key, entry.value]
          : [entry.value],
      );
    case "list":
      return expr.items.map((item) => item.value);
    case "create":
      return expr.fields.map((field) => field.value);
  }
}

/** The expressions that stand directly in a statement; the target of a change comes last. */
export function expressionsOf(stmt: Stmt): readonly Expr[] {
  switch (stmt.stmt) {
    case "declare":
    case "expression":
      return [stmt.value];
    case "assign":
      return [stmt.value, stmt.place.target];
    case "push":
      return [...stmt.values, stmt.place.target];
    case "delete":
      return [stmt.place.target];
    case "applyChanges":
      return [stmt.record, stmt.changes];
    case "remove":
      return [stmt.record];
    case "if":
      return [stmt.test];
    case "for":
      return [stmt.list];
    case "continue":
    case "break":
      return [];
    case "return":
      return stmt.value === null ? [] : [stmt.value];
    case "require":
      return [stmt.condition, stmt.message];
    case "fail":
      return [stmt.message];
    case "advance":
      return [stmt.minutes];
  }
}

/** The lists of statements nested directly in a statement. */
export function blocksOf(stmt: Stmt): readonly (readonly Stmt[])[] {
  if (stmt.stmt === "for") return [stmt.body];
  if (stmt.stmt !== "if") return [];
  return stmt.else === null ? [stmt.then] : [stmt.then, stmt.else];
}

/** Calls `visit` on the expression and on everything inside it, outside first. */
export function visitExpr(expr: Expr, visit: (expr: Expr) => void): void {
  visit(expr);
  for (const child of childrenOf(expr)) visitExpr(child, visit);
}

export interface Visitor {
  readonly expr?: (expr: Expr) => void;
  readonly stmt?: (stmt: Stmt) => void;
}

/** Visits every statement and expression of a body in textual order, outside first. */
export function visitBody(body: readonly Stmt[], visitor: Visitor): void {
  for (const stmt of body) {
    visitor.stmt?.(stmt);
    if (visitor.expr !== undefined) {
      for (const expr of expressionsOf(stmt)) visitExpr(expr, visitor.expr);
    }
    for (const block of blocksOf(stmt)) visitBody(block, visitor);
  }
}

/** Rebuilds an expression with `change` applied to each direct part. */
export function mapChildren(expr: Expr, change: (expr: Expr) => Expr): Expr {
  switch (expr.node) {
    case "literal":
    case "local":
    case "now":
    case "today":
    case "constant":
    case "all":
    case "singleton":
      return expr;
    case "field":
      return { ...expr, object: change(expr.object) };
    case "dynamicField":
      return { ...expr, object: change(expr.object), name: change(expr.name) };
    case "index":
      return { ...expr, object: change(expr.object), index: change(expr.index) };
    case "get":
      return { ...expr, id: change(expr.id) };
    case "query":
      return {
        ...expr,
        keys: expr.keys.map((key) => ({ ...key, value: change(key.value) })),
        rest: expr.rest === null ? null : change(expr.rest),
      };
    case "library":
    case "apply":
      return { ...expr, args: expr.args.map(change) };
    case "method":
      return { ...expr, object: change(expr.object), args: expr.args.map(change) };
    case "arrow":
      return { ...expr, body: change(expr.body) };
    case "template":
      return {
        ...expr,
        parts: expr.parts.map((part) => (typeof part === "string" ? part : change(part))),
      };
    case "arithmetic":
    case "concat":
    case "compare":
    case "equal":
    case "and":
    case "or":
    case "coalesce":
      return { ...expr, left: change(expr.left), right: change(expr.right) };
    case "negate":
    case "not":
    case "convert":
    case "bounded":
      return { ...expr, operand: change(expr.operand) };
    case "conditional":
      return {
        ...expr,
        test: change(expr.test),
        // biome-ignore lint/suspicious/noThenProperty: `then` is the IR's name of the branch
        then: change(expr.then),
        else: change(expr.else),
      };
    case "object":
      return { ...expr, entries: expr.entries.map((entry) => mapEntry(entry, change)) };
    case "list":
      return { ...expr, items: expr.items.map((item) => mapItem(item, change)) };
    case "create":
      return {
        ...expr,
        fields: expr.fields.map((field) => ({ ...field, value: change(field.value) })),
      };
  }
}

function mapEntry(entry: ObjectEntry, change: (expr: Expr) => Expr): ObjectEntry {
  if (entry.kind === "spread") return { ...entry, value: change(entry.value) };
  const key = typeof entry.key === "string" ? entry.key : change(entry.key);
  return { ...entry, key, value: change(entry.value) };
}

function mapItem(item: ListItem, change: (expr: Expr) => Expr): ListItem {
  return { ...item, value: change(item.value) };
}

/** Rebuilds an expression bottom-up: `change` sees each node after its parts were changed. */
export function mapExpr(expr: Expr, change: (expr: Expr) => Expr): Expr {
  return change(mapChildren(expr, (child) => mapExpr(child, change)));
}

/**
 * Rebuilds a statement with `change` applied to each whole expression in it (not to their parts)
 * and `block` to each list of statements. The target of a change must stay a place.
 */
export function mapStmt(
  stmt: Stmt,
  change: (expr: Expr) => Expr,
  block: (body: readonly Stmt[]) => readonly Stmt[],
): Stmt {
  switch (stmt.stmt) {
    case "declare":
    case "expression":
      return { ...stmt, value: change(stmt.value) };
    case "assign":
      return { ...stmt, value: change(stmt.value), place: mapPlace(stmt.place, change) };
    case "push":
      return { ...stmt, values: stmt.values.map(change), place: mapPlace(stmt.place, change) };
    case "delete":
      return { ...stmt, place: mapPlace(stmt.place, change) };
    case "applyChanges":
      return { ...stmt, record: change(stmt.record), changes: change(stmt.changes) };
    case "remove":
      return { ...stmt, record: change(stmt.record) };
    case "if":
      return {
        ...stmt,
        test: change(stmt.test),
        // biome-ignore lint/suspicious/noThenProperty: `then` is the IR's name of the branch
        then: block(stmt.then),
        else: stmt.else === null ? null : block(stmt.else),
      };
    case "for":
      return { ...stmt, list: change(stmt.list), body: block(stmt.body) };
    case "continue":
    case "break":
      return stmt;
    case "return":
      return { ...stmt, value: stmt.value === null ? null : change(stmt.value) };
    case "require":
      return { ...stmt, condition: change(stmt.condition), message: change(stmt.message) };
    case "fail":
      return { ...stmt, message: change(stmt.message) };
    case "advance":
      return { ...stmt, minutes: change(stmt.minutes) };
  }
}

function mapPlace(place: Place, change: (expr: Expr) => Expr): Place {
  const target = change(place.target);
  switch (target.node) {
    case "field":
    case "index":
    case "dynamicField":
    case "local":
      return { ...place, target };
    default:
      throw new TypeError(`the target of a change became a ${target.node} node`);
  }
}

/** Rebuilds every expression of a body bottom-up. */
export function mapBody(body: readonly Stmt[], change: (expr: Expr) => Expr): readonly Stmt[] {
  return body.map((stmt) =>
    mapStmt(
      stmt,
      (expr) => mapExpr(expr, change),
      (block) => mapBody(block, change),
    ),
  );
}
