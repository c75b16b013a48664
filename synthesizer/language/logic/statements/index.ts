/** One case for each kind of statement. */
import type { Statement } from "acorn";
import type { Stmt } from "../../ir.js";
import type { Block, Context } from "../context.js";
import { CONSTRUCT_HINTS } from "../hints.js";
import { checkAssignment, checkDelete, checkPush } from "./assign.js";
import { checkCallStatement } from "./calls.js";
import type { Checked } from "./checked.js";
import { checkFor, checkIf, checkJump, checkReturn } from "./control.js";
import { checkDeclaration, closeBlock, declaredNames } from "./declare.js";

/** Checks the statements of a block in a scope of their own. */
export function checkBlock(ctx: Context, body: readonly Statement[]): Block {
  ctx.scopes.open();
  const pending = declaredNames(body).filter((name) => !ctx.pending.has(name));
  for (const name of pending) ctx.pending.add(name);
  const stmts: Stmt[] = [];
  let falls = true;
  for (const node of body) {
    if (node.type === "EmptyStatement") continue;
    if (!falls) {
      ctx.report(node, "unreachable_code", "This is never reached: the statement before leaves.");
      break;
    }
    const checked = checkStatement(ctx, node);
    stmts.push(...checked.stmts);
    falls = checked.falls;
  }
  for (const name of pending) ctx.pending.delete(name);
  closeBlock(ctx, falls);
  return { body: stmts, falls };
}

function checkStatement(ctx: Context, node: Statement): Checked {
  switch (node.type) {
    case "VariableDeclaration":
      return checkDeclaration(ctx, node);
    case "IfStatement":
      return checkIf(ctx, node);
    case "ForOfStatement":
      return checkFor(ctx, node);
    case "ReturnStatement":
      return checkReturn(ctx, node);
    case "BreakStatement":
    case "ContinueStatement":
      return checkJump(ctx, node);
    case "ExpressionStatement":
      return checkExpressionStatement(ctx, node);
    default:
      ctx.report(
        node.type === "BlockStatement"
          ? { start: node.start, end: node.start + 1 }
          : firstWord(ctx, node),
        "outside_subset",
        CONSTRUCT_HINTS[node.type] ?? "This statement is outside of the language.",
      );
      return { stmts: [], falls: true };
  }
}

/** The word that a statement starts with: what stands inside of it is not the matter. */
function firstWord(ctx: Context, node: Statement): { start: number; end: number } {
  const word = /^\w+/.exec(ctx.source.text.slice(node.start, node.start + 20))?.[0] ?? " ";
  return { start: node.start, end: node.start + word.length };
}

function checkExpressionStatement(
  ctx: Context,
  node: Extract<Statement, { type: "ExpressionStatement" }>,
): Checked {
  const { expression } = node;
  switch (expression.type) {
    case "AssignmentExpression":
      return checkAssignment(ctx, node, expression);
    case "UnaryExpression":
      if (expression.operator === "delete") return checkDelete(ctx, node, expression);
      break;
    case "CallExpression":
      return checkPush(ctx, node, expression) ?? checkCallStatement(ctx, node, expression);
    default:
      break;
  }
  const diagnostics = ctx.diagnostics.list.length;
  ctx.expression(expression);
  if (ctx.diagnostics.list.length === diagnostics) {
    ctx.report(
      expression,
      "no_effect",
      "This expression does nothing; name it, return it or leave it out.",
    );
  }
  return { stmts: [], falls: true };
}
