/** Puts the checker together: text in, typed IR or diagnostics out. */
import type { Node, Statement } from "acorn";
import { type Diagnostic, Diagnostics } from "../diagnostics.js";
import type { Expr, Type } from "../ir.js";
import { Context, slot, type Visitors } from "./context.js";
import type {
  CheckBody,
  CheckExpression,
  CheckedBody,
  DomainModel,
  LogicScope,
  LogicSource,
} from "./contracts.js";
import { effectsOf } from "./effects.js";
import { checkCall } from "./expressions/calls.js";
import { checkExpressionNode } from "./expressions/index.js";
import { coerce } from "./fit.js";
import { parseBody, parseExpression } from "./parse.js";
import { FRESH, type Origin, unknownOrigin } from "./scope.js";
import { givesValue, wanted } from "./statements/control.js";
import { checkBlock } from "./statements/index.js";
import { isError, isNested } from "./types.js";

const VISITORS: Visitors = {
  expression: checkExpressionNode,
  call: checkCall,
  block: checkBlock,
};

/**
 * How often a body is checked until the types of its locals are known. Each round makes at least one
 * type larger; types of locals have few sizes.
 */
const MOST_ROUNDS = 16;

/** Checks and lowers a body. With diagnostics, what is returned is not to be used. */
export const checkBody: CheckBody = (source, model, scope, diagnostics) => {
  const statements = parseBody(source, diagnostics);
  if (statements === null) return { body: [], used: names(scope), calls: new Set(), codes: [] };
  const { ctx, result } = settle(source, model, scope, diagnostics, statements, (context) =>
    body(context, statements),
  );
  return { body: result, used: ctx.used, calls: ctx.calls, codes: ctx.codes } satisfies CheckedBody;
};

/** Checks and lowers one expression of the expected type. */
export const checkExpression: CheckExpression = (source, model, scope, expected, diagnostics) => {
  const expression = parseExpression(source, diagnostics);
  if (expression === null) return { value: null, used: names(scope), calls: new Set() };
  const { ctx, result } = settle(source, model, scope, diagnostics, [expression], (context) => {
    const to = slot(expected);
    const given = context.expression(expression, to);
    const value: Expr | null = coerce(context, given, to, expression, "The check");
    return isError(value.type) ? null : value;
  });
  return { value: result, used: ctx.used, calls: ctx.calls };
};

/** After text that is no syntax: nothing is known, so nothing counts as unused. */
function names(scope: LogicScope): Set<string> {
  return new Set(scope.locals.map(({ name }) => name));
}

/** Runs a check again as long as locals turn out to hold more than was thought. */
function settle<T>(
  source: LogicSource,
  model: DomainModel,
  scope: LogicScope,
  diagnostics: Diagnostics,
  nodes: readonly Node[],
  check: (ctx: Context) => T,
): { readonly ctx: Context; readonly result: T } {
  const { locals } = effectsOf(nodes);
  let widened: ReadonlyMap<number, Type> = new Map();
  for (let round = 1; ; round++) {
    const found = new Diagnostics();
    const ctx = new Context(source, model, scope, found, VISITORS, widened, locals);
    declareGiven(ctx);
    const result = check(ctx);
    if (ctx.grew && round < MOST_ROUNDS) {
      widened = ctx.widened;
      continue;
    }
    if (ctx.grew) {
      ctx.report(
        { start: 0, end: 1 },
        "too_complex",
        "The types of the locals cannot be told; declare fewer `let`.",
      );
    }
    for (const diagnostic of distinct(found.list)) diagnostics.add(diagnostic);
    return { ctx, result };
  }
}

/** The names that the body starts with. They may be called as they are on the wire. */
function declareGiven(ctx: Context): void {
  for (const [position, { name, type }] of ctx.scope.locals.entries()) {
    ctx.scopes.declare({
      name,
      kind: "param",
      type,
      start: -1 - position,
      end: 0,
      origin: originOfParam(type),
      loops: [],
      used: false,
      stores: [],
      changes: [],
    });
  }
}

function originOfParam(type: Type): Origin {
  return isNested(type)
    ? unknownOrigin("parameters do not change; copy the value or hand the record over")
    : FRESH;
}

function body(ctx: Context, statements: readonly Statement[]): CheckedBody["body"] {
  const block = checkBlock(ctx, statements);
  if (block.falls && givesValue(ctx)) {
    const end = ctx.source.text.trimEnd().length;
    const last = statements.at(-1);
    ctx.report(
      last ?? { start: 0, end },
      "missing_return",
      statements.length === 0
        ? `There is nothing here; \`${wanted(ctx)}\` has to be returned.`
        : `The end can be reached without \`return\`; \`${wanted(ctx)}\` has to be returned.`,
    );
  }
  return block.body;
}

/** The same mistake is told once, even where it was come across twice. */
function distinct(list: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return list.filter(({ code, message, at }) => {
    const key = `${code} ${at.line}:${at.column} ${at.endLine}:${at.endColumn} ${message}`;
    const before = seen.size;
    return seen.add(key).size > before;
  });
}
