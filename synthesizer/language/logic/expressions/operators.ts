/** Operators: arithmetic, comparison, conditions. */
import type {
  BinaryExpression,
  ConditionalExpression,
  Expression,
  LogicalExpression,
  UnaryExpression,
} from "acorn";
import type { Expr, Type } from "../../ir.js";
import type { Context, Slot } from "../context.js";
import { slot } from "../context.js";
import { coerce, fitOf, listed } from "../fit.js";
import { OPERATOR_HINTS } from "../hints.js";
import {
  BOOL,
  isError,
  isNested,
  isNumeric,
  isText,
  isWhole,
  join,
  mayBeNull,
  NUMBER,
  nullable,
  present,
  STRING,
  show,
  valuesOf,
} from "../types.js";

export function checkUnary(ctx: Context, node: UnaryExpression): Expr {
  const at = ctx.at(node);
  switch (node.operator) {
    case "!": {
      const operand = condition(ctx, node.argument);
      return { node: "not", operand, type: BOOL, at };
    }
    case "-": {
      const operand = ctx.expression(node.argument);
      if (isError(operand.type)) return operand;
      if (!numeric(ctx, operand, node.argument, "-")) return ctx.failed(node);
      if (operand.node === "literal" && typeof operand.value === "number") {
        return { ...operand, value: operand.value === 0 ? 0 : -operand.value, at };
      }
      return { node: "negate", operand, type: operand.type, at };
    }
    case "delete":
      return ctx.fail(node, "outside_subset", "`delete map[key]` is a statement of its own.");
    default:
      return ctx.fail(
        node,
        "outside_subset",
        `There is no \`${node.operator}\`: ${OPERATOR_HINTS[node.operator] ?? "leave it out"}.`,
      );
  }
}

/** An expression that must be a bool. */
export function condition(ctx: Context, node: Expression): Expr {
  const value = ctx.expression(node, slot(BOOL));
  const { type } = value;
  if (type.kind === "bool" || type.kind === "never") return value;
  const allowed = mayBeNull(type)
    ? "`x !== null`"
    : type.kind === "list"
      ? "`list.length > 0`"
      : isText(type)
        ? '`text !== ""`'
        : isNumeric(type)
          ? "`n !== 0`"
          : "a comparison";
  ctx.report(node, "type_mismatch", `A condition is a bool, but this is ${show(type)}.`, {
    allowed,
  });
  return ctx.failed(node);
}

export function checkBinary(ctx: Context, node: BinaryExpression): Expr {
  const { operator } = node;
  switch (operator) {
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      if (node.left.type === "PrivateIdentifier") return ctx.failed(node);
      return arithmetic(ctx, operator, ctx.expression(node.left), ctx.expression(node.right), node);
    case "===":
    case "!==":
      return equality(ctx, node, operator === "!==");
    case "<":
    case "<=":
    case ">":
    case ">=":
      return comparison(ctx, node, operator);
    default:
      return ctx.fail(
        node,
        "outside_subset",
        `There is no \`${operator}\`: ${OPERATOR_HINTS[operator] ?? "leave it out"}.`,
        operator === "==" || operator === "!=" ? { suggestion: `${operator}=` } : {},
      );
  }
}

interface Operands {
  readonly start: number;
  readonly end: number;
  readonly left: { readonly start: number; readonly end: number };
  readonly right: { readonly start: number; readonly end: number };
}

/** `left op right` for values that are there already (compound assignments use it as well). */
export function arithmetic(
  ctx: Context,
  op: "+" | "-" | "*" | "/" | "%",
  left: Expr,
  right: Expr,
  node: Operands,
): Expr {
  if (isError(left.type) || isError(right.type)) return ctx.failed(node);
  const at = ctx.at(node);
  if (op === "+" && (isTextual(left.type) || isTextual(right.type))) {
    if (isText(left.type) && isText(right.type)) {
      return { node: "concat", left, right, type: STRING, at };
    }
    const wrong = isText(left.type) ? right : left;
    const place = isText(left.type) ? node.right : node.left;
    if (mayBeNull(wrong.type)) {
      return ctx.fail(place, "possibly_null", `This may be null (${show(wrong.type)}).`, {
        allowed: "a test `!== null` before, or `?? fallback`",
      });
    }
    return ctx.fail(
      place,
      "type_mismatch",
      `\`+\` joins text with text, but this is ${show(wrong.type)}.`,
      { allowed: "a template `${a} ${b}`, or `text(x)`" },
    );
  }
  const numbers = [numeric(ctx, left, node.left, op), numeric(ctx, right, node.right, op)];
  if (numbers.includes(false)) return ctx.failed(node);
  const type = resultType(op, left.type, right.type);
  if (op !== "/" && op !== "%") return { node: "arithmetic", op, left, right, type, at };
  const divisor = constantNumber(right);
  if (divisor === 0) return ctx.fail(node.right, "type_mismatch", "Division by 0 is always null.");
  const total = divisor === null ? nullable(type) : type;
  return { node: "arithmetic", op, left, right, type: total, at };
}

function isTextual(type: Type): boolean {
  return isText(present(type));
}

function resultType(op: "+" | "-" | "*" | "/" | "%", left: Type, right: Type): Type {
  if (op === "/" || !isWhole(left) || !isWhole(right)) return NUMBER;
  if (op === "%") return left;
  return left.kind === "money" ? left : right;
}

function constantNumber(expr: Expr): number | null {
  if (expr.node === "literal" || expr.node === "constant") {
    return typeof expr.value === "number" ? expr.value : null;
  }
  return null;
}

function numeric(
  ctx: Context,
  value: Expr,
  node: { readonly start: number; readonly end: number },
  op: string,
): boolean {
  const { type } = value;
  if (isNumeric(type) || type.kind === "never") return true;
  if (mayBeNull(type)) {
    ctx.report(
      node,
      "possibly_null",
      `This may be null (${show(type)}), so \`${op}\` cannot use it.`,
      {
        allowed: "a test `!== null` before, or `?? 0`",
      },
    );
  } else {
    const dates = type.kind === "date" || type.kind === "datetime";
    ctx.report(node, "type_mismatch", `\`${op}\` takes numbers, but this is ${show(type)}.`, {
      allowed: dates
        ? "`addDays(d, n)`, `daysBetween(a, b)`, `minutesBetween(a, b)`"
        : isText(type)
          ? "`parseNumber(text)`"
          : undefined,
    });
  }
  return false;
}

function comparison(ctx: Context, node: BinaryExpression, op: "<" | "<=" | ">" | ">="): Expr {
  if (node.left.type === "PrivateIdentifier") return ctx.failed(node);
  const left = ctx.expression(node.left);
  const right = ctx.expression(node.right);
  if (isError(left.type) || isError(right.type)) return ctx.failed(node);
  for (const [value, place] of [
    [left, node.left],
    [right, node.right],
  ] as const) {
    if (mayBeNull(value.type)) {
      return ctx.fail(
        place,
        "possibly_null",
        `This may be null (${show(value.type)}), so \`${op}\` cannot compare it.`,
        {
          allowed: "a test `!== null` before, or `?? fallback`",
        },
      );
    }
  }
  const comparable =
    (isNumeric(left.type) && isNumeric(right.type)) ||
    (isText(left.type) && isText(right.type)) ||
    left.type.kind === "never" ||
    right.type.kind === "never" ||
    (left.type.kind === right.type.kind &&
      (left.type.kind === "date" || left.type.kind === "datetime"));
  if (!comparable) {
    return ctx.fail(
      node,
      "type_mismatch",
      `\`${op}\` cannot compare ${show(left.type)} with ${show(right.type)}.`,
      { allowed: comparableHint(left.type, right.type) },
    );
  }
  return { node: "compare", op, left, right, type: BOOL, at: ctx.at(node) };
}

function comparableHint(left: Type, right: Type): string {
  const kinds = [left.kind, right.kind];
  if (kinds.includes("date") && kinds.includes("datetime")) return "`dateOf(datetime)` on one side";
  if (kinds.includes("date")) return "`parseDate(text)`, `today` or a constant `{ date: ... }`";
  if (kinds.includes("datetime")) return "`parseDatetime(text)` or `now`";
  return "numbers, text, dates or datetimes on both sides";
}

function equality(ctx: Context, node: BinaryExpression, negated: boolean): Expr {
  if (node.left.type === "PrivateIdentifier") return ctx.failed(node);
  // A literal takes the type of the other side.
  const literalFirst = node.left.type === "Literal";
  const first = ctx.expression(literalFirst ? node.right : node.left);
  const second = ctx.expression(literalFirst ? node.left : node.right, slot(present(first.type)));
  const left = literalFirst ? second : first;
  const right = literalFirst ? first : second;
  return compareEqual(ctx, left, right, negated, node);
}

/** `left === right`, or `!==`, with all that can be wrong about it. */
export function compareEqual(
  ctx: Context,
  left: Expr,
  right: Expr,
  negated: boolean,
  node: Operands,
): Expr {
  const a = present(left.type);
  const b = present(right.type);
  const at = ctx.at(node);
  const make = (of: "scalar" | "entity"): Expr => ({
    node: "equal",
    negated,
    of,
    left,
    right,
    type: BOOL,
    at,
  });
  if (isError(left.type) || isError(right.type)) return ctx.failed(node);
  if (a.kind === "never" || b.kind === "never") {
    const isNull = left.type.kind === "null" || right.type.kind === "null";
    if (isNull) return make(a.kind === "entity" || b.kind === "entity" ? "entity" : "scalar");
    return make("scalar");
  }
  if (a.kind === "entity" && b.kind === "entity" && a.entity === b.entity) return make("entity");
  const problem = incomparable(ctx, a, b);
  if (problem === null) return make("scalar");
  return ctx.fail(node, problem.code, problem.message, problem);
}

interface Problem {
  readonly code: string;
  readonly message: string;
  readonly allowed?: string | undefined;
  readonly found?: string;
  readonly among?: Iterable<string>;
}

function incomparable(ctx: Context, a: Type, b: Type): Problem | null {
  const texts = comparedTexts(ctx, a, b);
  if (texts !== undefined) return texts;
  if (isNumeric(a) && isNumeric(b)) return null;
  if (isNested(a) || isNested(b) || a.kind === "changes" || b.kind === "changes") {
    return {
      code: "type_mismatch",
      message: `\`===\` cannot compare ${show(a)} with ${show(b)}.`,
      allowed: "`equal(a, b)` for lists and objects; `=== null`",
    };
  }
  const simple = ["bool", "date", "datetime"];
  if (a.kind === b.kind && simple.includes(a.kind)) return null;
  if (a.kind === "id" && b.kind === "id" && a.entity === b.entity) return null;
  return {
    code: "type_mismatch",
    message: `\`===\` cannot compare ${show(a)} with ${show(b)}.`,
    allowed: equalHint(ctx, a, b),
  };
}

/** Enums and texts; undefined when neither side is one. */
function comparedTexts(ctx: Context, a: Type, b: Type): Problem | null | undefined {
  const left = valuesOf(a);
  const right = valuesOf(b);
  if (a.kind === "string" || b.kind === "string") {
    return isText(a) && isText(b) ? null : undefined;
  }
  if (left === null || right === null) return undefined;
  const nameOf = (type: Type): string => (type.kind === "enum" ? type.name : "");
  if (nameOf(a) !== "" && nameOf(b) !== "" && nameOf(a) !== nameOf(b)) return undefined;
  if (left.some((value) => right.includes(value))) return null;
  // Which of them is the literal that does not occur?
  const [set, wrong] = a.kind === "literal" ? [b, a.value] : [a, right[0] ?? ""];
  const all =
    set.kind === "enum" && set.name !== ""
      ? (ctx.model.enums.get(set.name)?.values.map(({ value }) => value) ?? valuesOf(set) ?? [])
      : (valuesOf(set) ?? []);
  if (all.includes(wrong)) {
    return {
      code: "no_overlap",
      message: `This cannot be ${JSON.stringify(wrong)} here: tests before have left ${listed(valuesOf(set) ?? [])}.`,
      allowed: listed(valuesOf(set) ?? []),
    };
  }
  return {
    code: "unknown_value",
    message: `${JSON.stringify(wrong)} is no value of ${show(set)}.`,
    allowed: listed(all),
    found: wrong,
    among: all,
  };
}

function equalHint(ctx: Context, a: Type, b: Type): string | undefined {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    if (one.kind === "entity" && other.kind === "id" && one.entity === other.entity) {
      return `the record's id: \`.${ctx.entity(one.entity)?.idField ?? "id"}\``;
    }
    if (one.kind === "id" && isText(other)) {
      return `\`${ctx.entity(one.entity)?.table ?? "table"}.get(text)\`, or \`text(id)\``;
    }
    if (one.kind === "date" && other.kind === "datetime") return "`dateOf(datetime)` on one side";
    if (one.kind === "date" && isText(other)) return "`parseDate(text)`, `today` or a constant";
    if (one.kind === "datetime" && isText(other)) return "`parseDatetime(text)` or `now`";
    if (one.kind === "enum" && one.name !== "" && other.kind === "string") {
      return `a value of ${one.name} (${listed(one.values)}), or \`text(x)\``;
    }
    if (isNumeric(one) && isText(other)) return "`parseNumber(text)`";
  }
  return undefined;
}

export function checkLogical(ctx: Context, node: LogicalExpression, expected: Slot | null): Expr {
  if (node.operator === "??") return coalesce(ctx, node, expected);
  const left = ctx.expression(node.left, slot(BOOL));
  if (left.type.kind !== "bool" && !isError(left.type)) {
    const fallback = node.operator === "||" && expected?.type.kind !== "bool";
    ctx.report(
      node.left,
      "type_mismatch",
      `\`${node.operator}\` takes conditions, but this is ${show(left.type)}.`,
      { allowed: fallback ? "`??` for what may be null" : "a comparison, such as `x !== null`" },
    );
    return ctx.failed(node);
  }
  const facts = ctx.assume(left, node.operator === "&&");
  const right = ctx.withFacts(facts, () => condition(ctx, node.right));
  if (isError(left.type) || isError(right.type)) return ctx.failed(node);
  const name = node.operator === "&&" ? "and" : "or";
  return { node: name, left, right, type: BOOL, at: ctx.at(node) };
}

function coalesce(ctx: Context, node: LogicalExpression, expected: Slot | null): Expr {
  const wide = expected === null ? null : slot(nullable(expected.type), expected.stored);
  const left = ctx.expression(node.left, wide);
  // The fallback is for what the left side is, unless the place says what it wants.
  const wanted = expected ?? slot(present(left.type));
  const right = ctx.expression(node.right, wanted);
  if (isError(left.type)) return isError(right.type) ? ctx.failed(node) : right;
  if (isError(right.type)) return ctx.failed(node);
  const base = present(left.type);
  const type = joinFitting(ctx, base, right.type);
  if (type === null) {
    const both =
      wide === null ? null : bothFitted(ctx, [left, wide, node.left], [right, wanted, node.right]);
    if (both !== null) {
      return { node: "coalesce", ...both, type: both.right.type, at: ctx.at(node) };
    }
    return ctx.fail(
      node.right,
      "type_mismatch",
      `The fallback of ${show(base)} cannot be ${show(right.type)}.`,
    );
  }
  return { node: "coalesce", left, right, type, at: ctx.at(node) };
}

type Side = readonly [value: Expr, to: Slot, node: Expression];

/** Values of different types that can both be made fit for where they go; null when they cannot. */
function bothFitted(
  ctx: Context,
  left: Side,
  right: Side,
): { readonly left: Expr; readonly right: Expr } | null {
  const fits = ([value, to]: Side): boolean => fitOf(ctx, value.type, to.type, to.stored) !== null;
  if (!fits(left) || !fits(right)) return null;
  const fitting = ([value, to, node]: Side): Expr => coerce(ctx, value, to, node, "This place");
  return { left: fitting(left), right: fitting(right) };
}

/** The type of either value. */
function joinFitting(ctx: Context, a: Type, b: Type): Type | null {
  const type = join(a, b);
  if (type !== null) return type;
  if (fitOf(ctx, a, b, false) === "same") return b;
  return fitOf(ctx, b, a, false) === "same" ? a : null;
}

export function checkConditional(
  ctx: Context,
  node: ConditionalExpression,
  expected: Slot | null,
): Expr {
  const test = condition(ctx, node.test);
  const then = ctx.withFacts(ctx.assume(test, true), () =>
    ctx.expression(node.consequent, expected),
  );
  const other = ctx.withFacts(ctx.assume(test, false), () =>
    ctx.expression(node.alternate, expected),
  );
  if (isError(test.type) || isError(then.type) || isError(other.type)) return ctx.failed(node);
  const type = joinFitting(ctx, then.type, other.type);
  if (type === null) {
    const both =
      expected === null
        ? null
        : bothFitted(ctx, [then, expected, node.consequent], [other, expected, node.alternate]);
    if (both !== null) {
      const { left, right } = both;
      // biome-ignore lint/suspicious/noThenProperty: the IR calls the branches `then` and `else`
      const sides = { then: left, else: right };
      return { node: "conditional", test, ...sides, type: right.type, at: ctx.at(node) };
    }
    return ctx.fail(
      node,
      "type_mismatch",
      `The two sides are of different types: ${show(then.type)} and ${show(other.type)}.`,
    );
  }
  return { node: "conditional", test, then, else: other, type, at: ctx.at(node) };
}
