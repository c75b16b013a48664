/** Arrow functions as arguments. */
import type { ArrowFunctionExpression, Expression } from "acorn";
import type { ArrowParam, Expr, Type } from "../../ir.js";
import type { Context, Slot } from "../context.js";
import { declareLocal } from "../declare.js";
import { unknownOrigin } from "../scope.js";
import { INT, NEVER } from "../types.js";

export type Arrow = Extract<Expr, { node: "arrow" }>;

/** The expression that an arrow gives; null (reported) when it is more than an expression. */
export function arrowBody(ctx: Context, node: ArrowFunctionExpression): Expression | null {
  if (node.async || node.generator) {
    ctx.report(
      node,
      "outside_subset",
      "There is no `async`: every call is immediate; leave it out.",
    );
    return null;
  }
  if (node.body.type !== "BlockStatement") return node.body;
  const [only] = node.body.body;
  if (node.body.body.length === 1 && only?.type === "ReturnStatement" && only.argument) {
    return only.argument;
  }
  ctx.report(
    node.body,
    "outside_subset",
    "An arrow function is one expression; write a `for` loop, or name the logic in `functions:`.",
  );
  return null;
}

/** Whether an argument is an arrow; reports when it is something else. */
export function isArrow(ctx: Context, node: Expression): node is ArrowFunctionExpression {
  if (node.type === "ArrowFunctionExpression") return true;
  const name = node.type === "Identifier" ? node.name : null;
  const message =
    node.type === "FunctionExpression"
      ? "Write an arrow function `x => expression`."
      : "An arrow function is expected here.";
  ctx.report(
    node,
    node.type === "FunctionExpression" ? "outside_subset" : "type_mismatch",
    message,
    {
      allowed: name === null ? "x => expression" : `x => ${name}(x)`,
    },
  );
  return false;
}

/** Declares the parameters of an arrow and checks its body by `check`; null when it is ill-formed. */
export function inArrow(
  ctx: Context,
  node: ArrowFunctionExpression,
  types: readonly Type[],
  indexed: boolean,
  check: (body: Expression) => Expr,
): Arrow | null {
  const body = arrowBody(ctx, node);
  const most = types.length + (indexed ? 1 : 0);
  if (body === null) return null;
  if (node.params.length > most) {
    const extra = node.params[most];
    ctx.report(
      extra ?? node,
      "wrong_arguments",
      `This arrow function gets ${most} ${most === 1 ? "value" : "values"}.`,
    );
    return null;
  }
  ctx.scopes.open();
  const params: ArrowParam[] = [];
  let failed = false;
  for (const [position, param] of node.params.entries()) {
    if (param.type !== "Identifier") {
      ctx.report(
        param,
        "outside_subset",
        "A parameter of an arrow is a plain name; read its fields by `x.field`.",
      );
      failed = true;
      continue;
    }
    const type = types[position] ?? (indexed ? INT : NEVER);
    declareLocal(ctx, param, "arrow", type, unknownOrigin("arrow functions change nothing"));
    params.push({ name: param.name, type });
  }
  // As in TypeScript, what was shown about fields is not known inside of a function; what was
  // shown about names that are never assigned again is.
  const reported = ctx.diagnostics.list.length;
  const facts = ctx.facts.without(
    (path) =>
      path.fields.length > 0 || path.indexed || path.locals.some((l) => ctx.assigned.has(l)),
  );
  const before = ctx.facts;
  ctx.arrows += 1;
  ctx.facts = facts;
  const value = check(body);
  ctx.facts = before;
  ctx.arrows -= 1;
  const unsound = failed || ctx.diagnostics.list.length > reported;
  closeArrow(ctx, unsound);
  if (failed) return null;
  return { node: "arrow", params, body: value, type: value.type, at: ctx.at(node) };
}

/** `unsound`: a mistake in the body may be why a parameter looks unused. */
function closeArrow(ctx: Context, unsound: boolean): void {
  for (const symbol of ctx.scopes.close()) {
    if (symbol.used || unsound) continue;
    ctx.report(symbol, "unused_local", `The parameter \`${symbol.name}\` is not used.`, {
      allowed: "an arrow without it: `() => ...`",
    });
  }
}

/** An arrow whose body has an expected type, as far as that helps. */
export function checkArrow(
  ctx: Context,
  node: ArrowFunctionExpression,
  types: readonly Type[],
  indexed: boolean,
  expected: Slot | null,
): Arrow | null {
  return inArrow(ctx, node, types, indexed, (body) => ctx.expression(body, expected));
}
