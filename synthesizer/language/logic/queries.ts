/** Queries over tables: equality tests that indexes can answer are taken out of the predicate. */
import type { Expression } from "acorn";
import type { FieldSpec } from "../../../shared/index.js";
import type { Expr, QueryKey, Type } from "../ir.js";
import type { Context } from "./context.js";
import { inArrow, isArrow } from "./expressions/arrows.js";
import type { Facts } from "./facts.js";
import { toId } from "./fit.js";
import { BOOL, INT, isError, isText, list, mayBeNull, nullable, present, show } from "./types.js";

type Query = Extract<Expr, { node: "query" }>;

const MODES: readonly string[] = ["filter", "find", "some", "every", "count"];
export function isQueryMode(name: string): name is Query["mode"] {
  return MODES.includes(name);
}

interface Conjunct {
  readonly node: Expression;
  readonly value: Expr;
}

/** `table.filter(row => predicate)` and its like. */
export function checkQuery(
  ctx: Context,
  node: { readonly start: number; readonly end: number },
  entity: string,
  mode: Query["mode"],
  arrow: Expression,
): Expr {
  if (!isArrow(ctx, arrow)) return ctx.failed(node);
  const record: Type = { kind: "entity", entity };
  const outer = ctx.facts;
  let conjuncts: readonly Conjunct[] = [];
  const checked = inArrow(ctx, arrow, [record], false, (body) => {
    conjuncts = checkConjuncts(ctx, body);
    return conjoin(conjuncts.map(({ value }) => value)) ?? ctx.failed(body);
  });
  if (checked === null || conjuncts.some(({ value }) => isError(value.type))) {
    return ctx.failed(node);
  }
  const row = checked.params[0]?.name ?? ctx.freshName("row");
  const keys: QueryKey[] = [];
  const rest: Expr[] = [];
  for (const conjunct of conjuncts) {
    const others = conjuncts.filter((other) => other !== conjunct);
    const key = mode === "every" ? null : keyOf(ctx, conjunct, row, entity, others, outer);
    if (key === null) rest.push(conjunct.value);
    else keys.push(key);
  }
  const types = {
    filter: list(record),
    find: nullable(record),
    some: BOOL,
    every: BOOL,
    count: INT,
  };
  return {
    node: "query",
    entity,
    mode,
    row,
    keys,
    rest: conjoin(rest),
    charged: ctx.repeated,
    type: types[mode],
    at: ctx.at(node),
  };
}

/** The parts of a predicate that `&&` joins, each checked knowing that those before it hold. */
function checkConjuncts(ctx: Context, body: Expression): Conjunct[] {
  const conjuncts: Conjunct[] = [];
  for (const node of flatten(body)) {
    const value = ctx.expression(node, { type: BOOL, stored: false });
    if (value.type.kind === "bool" || value.type.kind === "never") {
      conjuncts.push({ node, value });
      ctx.facts = ctx.assume(value, true);
      continue;
    }
    ctx.report(node, "type_mismatch", `A condition is a bool, but this is ${show(value.type)}.`, {
      allowed: mayBeNull(value.type) ? "`x !== null`" : "a comparison",
    });
    conjuncts.push({ node, value: ctx.failed(node) });
  }
  return conjuncts;
}

function flatten(node: Expression): Expression[] {
  if (node.type === "ParenthesizedExpression") return flatten(node.expression);
  if (node.type !== "LogicalExpression" || node.operator !== "&&") return [node];
  return [...flatten(node.left), ...flatten(node.right)];
}

function conjoin(values: readonly Expr[]): Expr | null {
  let joined: Expr | null = null;
  for (const value of values) {
    joined =
      joined === null
        ? value
        : { node: "and", left: joined, right: value, type: BOOL, at: value.at };
  }
  return joined;
}

/** The test as a lookup, if it is one that means the same before all others. */
function keyOf(
  ctx: Context,
  { node, value }: Conjunct,
  row: string,
  entity: string,
  others: readonly Conjunct[],
  outer: Facts,
): QueryKey | null {
  if (value.node !== "equal" || value.negated) return null;
  if (node.type !== "BinaryExpression" || node.left.type === "PrivateIdentifier") return null;
  const fields = ctx.entity(entity)?.fields ?? [];
  for (const [side, other] of [
    [value.left, value.right],
    [value.right, value.left],
  ] as const) {
    const found = rowField(side, row, fields);
    if (found === null || mentions(other, row)) continue;
    // Null is looked for by the test itself: an index holds what is there.
    if (mayBeNull(other.type) || other.type.kind === "never") return null;
    // What runs over lists itself stays where it is, so that nothing is checked more than twice.
    if (refuses(other) || some(other, (e) => e.node === "query" || e.node === "arrow")) return null;
    const { field, transform } = found;
    if (field.type.kind === "nullable" && (transform !== "exact" || tested(others, row, field))) {
      return null;
    }
    if (transform !== "exact" && !isTransformed(other, transform)) return null;
    const standing = standsAlone(
      ctx,
      node,
      value.left === side ? "right" : "left",
      side.type,
      outer,
    );
    if (standing === null) return null;
    return { field: field.name, transform, value: keyValue(standing) };
  }
  return null;
}

/** Refs are looked up by id. */
function keyValue(value: Expr): Expr {
  return value.type.kind === "entity" ? toId(value, value.type.entity) : value;
}

function rowField(
  side: Expr,
  row: string,
  fields: readonly FieldSpec[],
): { readonly field: FieldSpec; readonly transform: QueryKey["transform"] } | null {
  if (side.node === "field" && side.object.node === "local" && side.object.name === row) {
    const field = fields.find((candidate) => candidate.name === side.field);
    const indexable = field !== undefined && isIndexable(present(side.type));
    return field === undefined || !indexable || side.optional
      ? null
      : { field, transform: "exact" };
  }
  if (side.node === "method" && side.name === "toLowerCase" && !side.optional) {
    return transformed(side.object, row, fields, "lower");
  }
  if (side.node === "library" && side.name === "normalize" && side.args[0] !== undefined) {
    return transformed(side.args[0], row, fields, "normalized");
  }
  // The id of the record behind a ref is what the ref field holds.
  if (side.node === "convert" && side.how === "id") return rowField(side.operand, row, fields);
  return null;
}

function transformed(
  inner: Expr,
  row: string,
  fields: readonly FieldSpec[],
  transform: "lower" | "normalized",
): { readonly field: FieldSpec; readonly transform: QueryKey["transform"] } | null {
  if (inner.node !== "field") return null;
  const found = rowField(inner, row, fields);
  return found === null || !isText(inner.type) ? null : { field: found.field, transform };
}

function isIndexable(type: Type): boolean {
  return ["string", "enum", "id", "entity", "date", "datetime", "int", "money", "bool"].includes(
    type.kind,
  );
}

/** Whether a value is such that the transform would not change it. */
function isTransformed(value: Expr, transform: "lower" | "normalized"): boolean {
  if (value.node === "literal" && typeof value.value === "string") {
    return transform === "lower" && value.value.toLowerCase() === value.value;
  }
  return transform === "lower"
    ? value.node === "method" && value.name === "toLowerCase"
    : value.node === "library" && value.name === "normalize";
}

/** Whether another test of the predicate reads the field: it may need to know that it is not null. */
function tested(others: readonly Conjunct[], row: string, field: FieldSpec): boolean {
  return others.some(({ value }) =>
    some(
      value,
      (expr) =>
        expr.node === "field" &&
        expr.field === field.name &&
        expr.object.node === "local" &&
        expr.object.name === row,
    ),
  );
}

function mentions(expr: Expr, name: string): boolean {
  return some(expr, (inner) => inner.node === "local" && inner.name === name);
}

/** Whether evaluating may refuse the call: then it must not happen more often than it is written. */
function refuses(expr: Expr): boolean {
  if (expr.node === "field" && expr.via === "ref") return some(expr.object, mayRefuse);
  if (expr.node === "convert" && expr.how === "id") return refuses(expr.operand);
  return some(expr, mayRefuse);
}
function mayRefuse(expr: Expr): boolean {
  return (
    (expr.node === "field" && expr.via === "ref") ||
    expr.node === "dynamicField" ||
    expr.node === "apply" ||
    expr.node === "create" ||
    expr.node === "bounded"
  );
}

/**
 * The side of the comparison that does not use the row, checked outside of the predicate; null when
 * it needs what other tests of the predicate show.
 */
function standsAlone(
  ctx: Context,
  node: Extract<Expression, { type: "BinaryExpression" }>,
  side: "left" | "right",
  type: Type,
  outer: Facts,
): Expr | null {
  const expression = node[side];
  if (expression.type === "PrivateIdentifier") return null;
  const expected = { type: present(type), stored: false };
  const alone = ctx.quietly(outer, () => ctx.expression(expression, expected));
  return alone === null || isError(alone.type) || mayBeNull(alone.type) ? null : alone;
}

/** Whether a test holds for an expression or one inside of it. */
export function some(expr: Expr, test: (expr: Expr) => boolean): boolean {
  return test(expr) || parts(expr).some((part) => some(part, test));
}

/** The expressions directly inside of an expression. */
function parts(expr: Expr): readonly Expr[] {
  switch (expr.node) {
    case "field":
      return [expr.object];
    case "dynamicField":
      return [expr.object, expr.name];
    case "index":
      return [expr.object, expr.index];
    case "get":
      return [expr.id];
    case "query":
      return [...expr.keys.map((key) => key.value), ...(expr.rest === null ? [] : [expr.rest])];
    case "library":
    case "apply":
      return expr.args;
    case "method":
      return [expr.object, ...expr.args];
    case "arrow":
      return [expr.body];
    case "template":
      return expr.parts.filter((part) => typeof part !== "string");
    case "negate":
    case "not":
    case "convert":
    case "bounded":
      return [expr.operand];
    case "arithmetic":
    case "concat":
    case "compare":
    case "equal":
    case "and":
    case "or":
    case "coalesce":
      return [expr.left, expr.right];
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
    default:
      return [];
  }
}
