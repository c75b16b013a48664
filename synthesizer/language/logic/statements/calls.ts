/** Calls that stand alone: guards, `apply`, `remove`, `advance`, `create`, functions of the domain. */
import type { CallExpression, Expression, ExpressionStatement } from "acorn";
import type { Expr, Stmt } from "../../ir.js";
import { type Context, slot } from "../context.js";
import { plainArguments } from "../expressions/arguments.js";
import { propertyName } from "../expressions/object-fields.js";
import { condition } from "../expressions/operators.js";
import { coerce, listed } from "../fit.js";
import { INT, isError, mayBeNull, STRING, show } from "../types.js";
import type { Checked } from "./checked.js";

const NOTHING: Checked = { stmts: [], falls: true };

export function checkCallStatement(
  ctx: Context,
  statement: ExpressionStatement,
  node: CallExpression,
): Checked {
  const { callee } = node;
  const at = ctx.at(statement);
  if (callee.type === "Identifier" && !node.optional) {
    const args = plainArguments(ctx, node);
    if (args === null) return NOTHING;
    switch (callee.name) {
      case "require":
        return checkRequire(ctx, node, args);
      case "fail":
        return checkFail(ctx, node, args);
      case "apply":
        return checkApply(ctx, node, args);
      case "remove":
        return checkRemove(ctx, node, args);
      case "advance":
        return checkAdvance(ctx, node, args);
      default:
        break;
    }
  }
  const before = ctx.diagnostics.list.length;
  const value = ctx.expression(node);
  if (isError(value.type)) return NOTHING;
  if (value.node !== "create" && value.node !== "apply" && ctx.diagnostics.list.length === before) {
    const iterates = value.node === "method" && value.args.some((arg) => arg.node === "arrow");
    ctx.report(
      node,
      "no_effect",
      "This call only computes a value; name it, return it or leave it out.",
      iterates ? { allowed: "for (const x of list) { ... } to do something for each element" } : {},
    );
    return NOTHING;
  }
  return { stmts: [{ stmt: "expression", value, at }], falls: true };
}

function arity(
  ctx: Context,
  node: CallExpression,
  args: readonly Expression[],
  least: number,
  most: number,
  form: string,
): boolean {
  if (args.length >= least && args.length <= most) return true;
  const name = node.callee.type === "Identifier" ? node.callee.name : "This call";
  const range = least === most ? `${least}` : `${least} to ${most}`;
  ctx.report(
    node,
    "wrong_arguments",
    `\`${name}\` takes ${range} ${range === "1" ? "argument" : "arguments"}, not ${args.length}.`,
    {
      allowed: form,
    },
  );
  return false;
}

function checkRequire(ctx: Context, node: CallExpression, args: readonly Expression[]): Checked {
  const form = 'require(condition, "code", message)';
  const [test, codeNode, messageNode, options] = args;
  const failed = (): Checked => {
    // What the condition shows holds all the same: one mistake is not to bring others.
    if (test !== undefined) assumeTrue(ctx, condition(ctx, test));
    return NOTHING;
  };
  if (!guardsAllowed(ctx, node)) return failed();
  if (!arity(ctx, node, args, 3, 4, form)) return failed();
  if (test === undefined || codeNode === undefined || messageNode === undefined) return NOTHING;
  const tested = condition(ctx, test);
  const code = codeOf(ctx, codeNode);
  const message = ctx.withFacts(ctx.assume(tested, false), () => messageOf(ctx, messageNode));
  const defensive = options === undefined ? null : defensiveOf(ctx, options);
  assumeTrue(ctx, tested);
  if (isError(tested.type) || code === null || isError(message.type)) return NOTHING;
  noteCode(ctx, code);
  const stmt: Stmt = {
    stmt: "require",
    condition: tested,
    code,
    message,
    defensive,
    at: ctx.at(node),
  };
  return { stmts: [stmt], falls: !(tested.node === "literal" && tested.value === false) };
}

function assumeTrue(ctx: Context, tested: Expr): void {
  ctx.facts = ctx.assume(tested, true);
}

function checkFail(ctx: Context, node: CallExpression, args: readonly Expression[]): Checked {
  const [codeNode, messageNode] = args;
  if (!guardsAllowed(ctx, node)) return NOTHING;
  if (!arity(ctx, node, args, 2, 2, 'fail("code", message)')) return { stmts: [], falls: false };
  if (codeNode === undefined || messageNode === undefined) return NOTHING;
  const code = codeOf(ctx, codeNode);
  const message = messageOf(ctx, messageNode);
  if (code === null || isError(message.type)) return { stmts: [], falls: false };
  noteCode(ctx, code);
  return { stmts: [{ stmt: "fail", code, message, at: ctx.at(node) }], falls: false };
}

function guardsAllowed(ctx: Context, node: CallExpression): boolean {
  if (ctx.scope.codes !== null) return true;
  ctx.report(node.callee, "not_allowed_here", `Nothing is refused in ${whereName(ctx)}.`, {
    allowed: "guards in tools, functions and reactions",
  });
  return false;
}

function whereName(ctx: Context): string {
  const names = {
    tool: "a tool",
    function: "a function",
    reaction: "a reaction",
    invariant: "an invariant",
    rule: "a rule",
    seed: "a seed",
  };
  return names[ctx.scope.where];
}

function noteCode(ctx: Context, code: string): void {
  if (!ctx.codes.includes(code)) ctx.codes.push(code);
}

function codeOf(ctx: Context, node: Expression): string | null {
  const literal = textLiteral(node);
  if (literal === null) {
    ctx.report(node, "type_mismatch", "The code of a refusal is a literal.", { allowed: '"code"' });
    return null;
  }
  const codes = new Set([...(ctx.scope.codes ?? []), ...ctx.model.errors]);
  if (codes.has(literal)) return literal;
  ctx.report(node, "unknown_code", `No error is called ${JSON.stringify(literal)}.`, {
    allowed: codes.size === 0 ? "codes declared in `errors:`" : listed(codes),
    found: literal,
    among: codes,
  });
  return null;
}

function textLiteral(node: Expression): string | null {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "TemplateLiteral" && node.expressions.length === 0) {
    return node.quasis[0]?.value.cooked ?? null;
  }
  return null;
}

function messageOf(ctx: Context, node: Expression): Expr {
  const to = slot(STRING);
  return coerce(ctx, ctx.expression(node, to), to, node, "The message");
}

/** `{ defensive: "why" }`. */
function defensiveOf(ctx: Context, node: Expression): string | null {
  const [only] = node.type === "ObjectExpression" ? node.properties : [];
  if (
    node.type === "ObjectExpression" &&
    node.properties.length === 1 &&
    only?.type === "Property"
  ) {
    const name = propertyName(ctx, only);
    const why = textLiteral(only.value);
    if (name === "defensive" && why !== null && why !== "") return why;
  }
  ctx.report(
    node,
    "type_mismatch",
    "The last argument says why the guard stands although it is never met.",
    {
      allowed: '{ defensive: "why" }',
    },
  );
  return null;
}

/** Whether records may be changed here; reports when not. */
function writable(ctx: Context, node: CallExpression): boolean {
  if (ctx.mayWrite && ctx.scope.where !== "seed") return true;
  ctx.report(node, "not_allowed_here", `Nothing is changed so in ${whereName(ctx)}.`);
  return false;
}

/** The record that a statement is about. */
function recordOf(
  ctx: Context,
  node: Expression,
  what: string,
): { value: Expr; entity: string } | null {
  const value = ctx.expression(node);
  if (isError(value.type)) return null;
  if (value.type.kind === "entity") return { value, entity: value.type.entity };
  const missing = mayBeNull(value.type);
  ctx.report(
    node,
    missing ? "possibly_null" : "type_mismatch",
    `\`${what}\` takes a record, but this is ${show(value.type)}.`,
    missing ? { allowed: "a test `!== null` before" } : {},
  );
  return null;
}

function checkApply(ctx: Context, node: CallExpression, args: readonly Expression[]): Checked {
  const [recordNode, changesNode] = args;
  if (!writable(ctx, node) || !arity(ctx, node, args, 2, 2, "apply(record, changes)"))
    return NOTHING;
  if (recordNode === undefined || changesNode === undefined) return NOTHING;
  const record = recordOf(ctx, recordNode, "apply");
  const changes = ctx.expression(changesNode);
  if (record === null || isError(changes.type)) return NOTHING;
  if (changes.type.kind !== "changes" || changes.type.entity !== record.entity) {
    ctx.report(
      changesNode,
      "type_mismatch",
      `\`apply\` takes a parameter of type changes<${record.entity}: ...>, but this is ${show(changes.type)}.`,
      { allowed: "`record.field = value` for single fields" },
    );
    return NOTHING;
  }
  for (const field of changes.type.fields) ctx.forgetField(record.entity, field);
  const stmt: Stmt = {
    stmt: "applyChanges",
    record: record.value,
    changes,
    at: ctx.at(node),
  };
  return { stmts: [stmt], falls: true };
}

function checkRemove(ctx: Context, node: CallExpression, args: readonly Expression[]): Checked {
  const [recordNode] = args;
  if (!writable(ctx, node) || !arity(ctx, node, args, 1, 1, "remove(record)")) return NOTHING;
  const record = recordNode === undefined ? null : recordOf(ctx, recordNode, "remove");
  if (record === null) return NOTHING;
  if (ctx.entity(record.entity)?.singleton === true) {
    ctx.report(node, "not_allowed_here", `The one record of ${record.entity} cannot be removed.`);
    return NOTHING;
  }
  return { stmts: [{ stmt: "remove", record: record.value, at: ctx.at(node) }], falls: true };
}

function checkAdvance(ctx: Context, node: CallExpression, args: readonly Expression[]): Checked {
  const [minutes] = args;
  if (ctx.scope.where !== "tool" || ctx.arrows > 0) {
    ctx.report(node, "not_allowed_here", "Only tools move the clock.");
    return NOTHING;
  }
  if (!arity(ctx, node, args, 1, 1, "advance(minutes)") || minutes === undefined) return NOTHING;
  const to = slot(INT);
  const value = coerce(ctx, ctx.expression(minutes, to), to, minutes, "`advance`");
  if (isError(value.type)) return NOTHING;
  return { stmts: [{ stmt: "advance", minutes: value, at: ctx.at(node) }], falls: true };
}
