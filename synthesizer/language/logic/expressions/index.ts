/** One case for each kind of expression. */
import type { Expression, Literal, TemplateLiteral } from "acorn";
import type { Expr } from "../../ir.js";
import type { Context, Slot } from "../context.js";
import { CONSTRUCT_HINTS } from "../hints.js";
import {
  BOOL,
  ERROR,
  INT,
  isError,
  isNested,
  mayBeNull,
  NULL,
  NUMBER,
  present,
  STRING,
  show,
} from "../types.js";
import { checkListLiteral, checkObjectLiteral } from "./literals.js";
import { checkChain, checkMember } from "./members.js";
import { checkIdentifier } from "./names.js";
import { checkBinary, checkConditional, checkLogical, checkUnary } from "./operators.js";

/** Types and lowers an expression; `expected` is what it should become, as far as that helps. */
export function checkExpressionNode(ctx: Context, node: Expression, expected: Slot | null): Expr {
  switch (node.type) {
    case "Literal":
      return checkLiteral(ctx, node, expected);
    case "TemplateLiteral":
      return checkTemplate(ctx, node);
    case "Identifier":
      return checkIdentifier(ctx, node);
    case "MemberExpression":
      return checkMember(ctx, node);
    case "ChainExpression":
      return checkChain(ctx, node);
    case "CallExpression":
      return ctx.visitors.call(ctx, node, expected).value;
    case "ArrayExpression":
      return checkListLiteral(ctx, node, expected);
    case "ObjectExpression":
      return checkObjectLiteral(ctx, node, expected);
    case "UnaryExpression":
      return checkUnary(ctx, node);
    case "BinaryExpression":
      return checkBinary(ctx, node);
    case "LogicalExpression":
      return checkLogical(ctx, node, expected);
    case "ConditionalExpression":
      return checkConditional(ctx, node, expected);
    case "ParenthesizedExpression":
      return ctx.expression(node.expression, expected);
    case "AssignmentExpression":
      return ctx.fail(
        node,
        "outside_subset",
        "An assignment is a statement of its own, not a value.",
      );
    default:
      return ctx.fail(
        node,
        "outside_subset",
        CONSTRUCT_HINTS[node.type] ?? "This is outside of the language.",
      );
  }
}

function checkLiteral(ctx: Context, node: Literal, expected: Slot | null): Expr {
  const at = ctx.at(node);
  const { value } = node;
  if (node.regex !== undefined) {
    return ctx.fail(
      node,
      "outside_subset",
      "There are no regular expressions; use `includes`, `split`, `startsWith` or `containsWords`.",
    );
  }
  if (typeof value === "bigint" || node.bigint !== undefined) {
    return ctx.fail(node, "outside_subset", "There are no big integers; leave the `n` out.");
  }
  if (value === null) return { node: "literal", value: null, type: NULL, at };
  if (typeof value === "boolean") return { node: "literal", value, type: BOOL, at };
  if (typeof value === "number") {
    if (/^0\d/.test(node.raw ?? "")) {
      return ctx.fail(
        node,
        "outside_subset",
        "A number does not start with 0; leave the zero out.",
      );
    }
    if (!Number.isFinite(value)) return ctx.fail(node, "type_mismatch", "Numbers are finite.");
    const whole = Number.isInteger(value);
    if (whole && !Number.isSafeInteger(value)) {
      return ctx.fail(node, "type_mismatch", "Whole numbers are below 2^53.");
    }
    return { node: "literal", value, type: whole ? INT : NUMBER, at };
  }
  if (typeof value !== "string") return ctx.failed(node);
  const wanted = expected === null ? null : present(expected.type);
  if (wanted?.kind === "enum" && wanted.values.includes(value)) {
    return { node: "literal", value, type: { ...wanted, values: [value] }, at };
  }
  return { node: "literal", value, type: { kind: "literal", value }, at };
}

function checkTemplate(ctx: Context, node: TemplateLiteral): Expr {
  const parts: (string | Expr)[] = [];
  for (const [index, quasi] of node.quasis.entries()) {
    const text = quasi.value.cooked ?? quasi.value.raw;
    if (text !== "") parts.push(text);
    const expression = node.expressions[index];
    if (expression !== undefined)
      parts.push(printable(ctx, ctx.expression(expression), expression));
  }
  if (parts.every((part) => typeof part === "string")) {
    return checkLiteralText(ctx, node, parts.join(""));
  }
  return { node: "template", parts, type: STRING, at: ctx.at(node) };
}

function checkLiteralText(ctx: Context, node: TemplateLiteral, value: string): Expr {
  return { node: "literal", value, type: { kind: "literal", value }, at: ctx.at(node) };
}

/** A value that a template or `text` can print. */
function printable(ctx: Context, value: Expr, node: Expression): Expr {
  const { type } = value;
  if (isError(type)) return value;
  if (mayBeNull(type)) {
    return ctx.fail(
      node,
      "possibly_null",
      `This may be null (${show(type)}) and cannot be printed.`,
      {
        allowed: "a test `!== null` before, or `?? fallback`",
      },
    );
  }
  if (type.kind === "entity") {
    const entity = ctx.entity(type.entity);
    return ctx.fail(
      node,
      "type_mismatch",
      `A record of ${type.entity} cannot be printed; print a field of it.`,
      {
        allowed: entity?.fields.map((field) => field.name).join(", "),
      },
    );
  }
  if (
    isNested(type) ||
    type.kind === "changes" ||
    type.kind === "void" ||
    type.kind === "message"
  ) {
    return ctx.fail(node, "type_mismatch", `${show(type)} cannot be printed in a template.`, {
      allowed: 'text, numbers, dates, enums and ids; `list.join(", ")` for lists of text',
    });
  }
  return type === ERROR ? ctx.failed(node) : value;
}
