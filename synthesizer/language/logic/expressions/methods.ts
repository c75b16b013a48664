/** Methods of text, lists and tables. */
import type { CallExpression, Expression, MemberExpression } from "acorn";
import type { Expr, Type } from "../../ir.js";
import { type Context, type Link, type Slot, slot } from "../context.js";
import { Facts, localPath } from "../facts.js";
import { fitOf } from "../fit.js";
import { globalHint, isGlobal, methodHint } from "../hints.js";
import { LIST_METHODS, type Signature, TEXT_METHODS } from "../library-signatures.js";
import { checkQuery, isQueryMode } from "../queries.js";
import { type Bindings, isPrintable, matchArguments, substitute, takes } from "../signatures.js";
import { BOOL, INT, isError, isText, list, mayBeNull, nullable, present, show } from "../types.js";
import { plainArguments } from "./arguments.js";
import { receiver } from "./members.js";

interface Receiver {
  readonly object: Expr;
  readonly type: Type;
  readonly optional: boolean;
  readonly short: boolean;
}

/** `object.name(...)`. */
export function methodLink(
  ctx: Context,
  node: CallExpression,
  callee: MemberExpression,
  expected: Slot | null,
): Link {
  const value = methodCall(ctx, node, callee, expected);
  return value;
}

function whole(value: Expr): Link {
  return { value, own: value.type, short: false };
}

function methodCall(
  ctx: Context,
  node: CallExpression,
  callee: MemberExpression,
  expected: Slot | null,
): Link {
  const { object, property } = callee;
  if (object.type === "Super" || property.type !== "Identifier" || callee.computed) {
    return whole(ctx.fail(callee, "outside_subset", "A method is called by its name."));
  }
  const name = property.name;
  if (object.type === "Identifier" && isGlobal(object.name) && isFree(ctx, object.name)) {
    const hint = globalHint(object.name, name) ?? "";
    return whole(ctx.fail(callee, "outside_subset", `There is no \`${object.name}\`: ${hint}.`));
  }
  const args = plainArguments(ctx, node);
  if (args === null) return whole(ctx.failed(node));
  if (name === "push") {
    return whole(
      ctx.fail(node, "outside_subset", "`list.push(x)` is a statement of its own, not a value."),
    );
  }
  const from = receiver(ctx, object, callee.optional, `method \`${name}\``);
  if (from.type.kind === "never") {
    if (!isError(from.type)) return whole(ctx.failed(node));
    for (const arg of args) if (arg.type === "Identifier") ctx.expression(arg);
    return whole(ctx.failed(node));
  }
  if (from.object.node === "all") {
    const query = tableMethod(ctx, node, from.object.entity, name, args);
    if (query !== null) return whole(query);
  }
  const signature =
    from.type.kind === "list"
      ? LIST_METHODS.get(name)
      : isText(from.type)
        ? TEXT_METHODS.get(name)
        : undefined;
  if (signature === undefined) return whole(unknownMethod(ctx, property, from, name));
  if (!takes(signature, args.length)) {
    return whole(
      ctx.fail(
        node,
        "wrong_arguments",
        `\`${name}\` takes ${counted(signature)}, not ${args.length}.`,
      ),
    );
  }
  const own = call(ctx, node, from, name, args, signature, expected);
  return { value: own, own: from.short ? present(own.type) : own.type, short: from.short };
}

function isFree(ctx: Context, name: string): boolean {
  return (
    ctx.scopes.find(name) === undefined &&
    !ctx.model.tables.has(name) &&
    !ctx.model.constants.has(name)
  );
}

function counted({ least, params, rest }: Signature): string {
  const most = rest === undefined ? params.length : null;
  const range =
    most === null ? `${least} or more` : least === most ? `${least}` : `${least} to ${most}`;
  return `${range} ${range === "1" ? "argument" : "arguments"}`;
}

/** What tables have beside the methods of lists; null for a method of lists. */
function tableMethod(
  ctx: Context,
  node: CallExpression,
  entity: string,
  name: string,
  args: readonly Expression[],
): Expr | null {
  if (name === "get") return getCall(ctx, node, entity, args);
  const [arrow] = args;
  if (!isQueryMode(name)) return null;
  if (args.length !== 1 || arrow === undefined) {
    return ctx.fail(node, "wrong_arguments", `\`${name}\` takes 1 argument, not ${args.length}.`);
  }
  // With the position of the record it is a method of the list of all records.
  if (arrow.type === "ArrowFunctionExpression" && arrow.params.length > 1) return null;
  return checkQuery(ctx, node, entity, name, arrow);
}

function getCall(
  ctx: Context,
  node: CallExpression,
  entity: string,
  args: readonly Expression[],
): Expr {
  const [arg] = args;
  if (arg === undefined || args.length !== 1) {
    return ctx.fail(node, "wrong_arguments", `\`get\` takes 1 argument, not ${args.length}.`);
  }
  const id = ctx.expression(arg);
  if (isError(id.type)) return ctx.failed(node);
  const fits = isText(id.type) || (id.type.kind === "id" && id.type.entity === entity);
  if (!fits) {
    const missing = mayBeNull(id.type);
    return ctx.fail(
      arg,
      missing ? "possibly_null" : "type_mismatch",
      `\`get\` takes text or an id of ${entity}, but this is ${show(id.type)}.`,
      missing ? { allowed: "a test `!== null` before" } : {},
    );
  }
  const type = nullable({ kind: "entity", entity });
  return { node: "get", entity, id, type, at: ctx.at(node) };
}

function call(
  ctx: Context,
  node: CallExpression,
  from: Receiver,
  name: string,
  args: readonly Expression[],
  signature: Signature,
  expected: Slot | null,
): Expr {
  const bindings: Bindings = new Map();
  if (from.type.kind === "list") bindings.set("T", from.type.of);
  if (name === "join" && from.type.kind === "list" && !isPrintable(from.type.of)) {
    return ctx.fail(
      node,
      "type_mismatch",
      `\`join\` takes a list of text, not ${show(from.type)}.`,
      {
        allowed: '`list.map(x => x.name).join(", ")`',
      },
    );
  }
  const byIdentity = from.type.kind === "list" && from.type.of.kind === "entity";
  if (byIdentity && (name === "includes" || name === "indexOf")) {
    return searchRecord(ctx, node, from, name, args);
  }
  const wanted = expected === null ? null : present(expected.type);
  const bodyExpected =
    wanted?.kind === "list" && (name === "map" || name === "flatMap")
      ? slot(name === "map" ? wanted.of : wanted, expected?.stored ?? false)
      : null;
  const matched = matchArguments(ctx, `\`${name}\``, args, signature, bindings, bodyExpected);
  if (matched === null) return ctx.failed(node);
  const type = narrowed(ctx, name, matched.args, substitute(signature.result, bindings), from.type);
  return {
    node: "method",
    object: from.object,
    name,
    args: matched.args,
    optional: from.optional,
    charged: ctx.repeated && matched.args.some((arg) => arg.node === "arrow"),
    type: from.short ? nullable(type) : type,
    at: ctx.at(node),
  };
}

/** `list.filter(x => x !== null)` holds no nulls, and so on for single tests of the element. */
function narrowed(ctx: Context, name: string, args: readonly Expr[], type: Type, from: Type): Type {
  const [arrow] = args;
  if ((name !== "filter" && name !== "find") || arrow?.node !== "arrow") return type;
  const [param] = arrow.params;
  if (param === undefined || arrow.body.node !== "equal" || from.kind !== "list") return type;
  const fact = ctx.assume(arrow.body, true, Facts.none).get(localPath(param.name).key);
  if (fact === undefined || fact.kind === "never") return type;
  return name === "filter" ? list(fact) : nullable(fact);
}

/** Records are compared by identity, so a list of them is searched by `===`. */
function searchRecord(
  ctx: Context,
  node: CallExpression,
  from: Receiver,
  name: "includes" | "indexOf",
  args: readonly Expression[],
): Expr {
  const [arg] = args;
  const element = from.type.kind === "list" ? from.type.of : from.type;
  if (arg === undefined) return ctx.failed(node);
  const value = ctx.expression(arg, slot(element));
  if (isError(value.type)) return ctx.failed(node);
  if (fitOf(ctx, present(value.type), element, false) === null) {
    const id = value.type.kind === "id" ? "; write `list.some(x => x.id === id)`" : "";
    return ctx.fail(
      arg,
      "type_mismatch",
      `\`${name}\` takes ${show(element)}, but this is ${show(value.type)}${id}.`,
    );
  }
  const at = ctx.at(node);
  const row = ctx.freshName("each");
  const test: Expr = {
    node: "equal",
    negated: false,
    of: "entity",
    left: { node: "local", name: row, type: element, at },
    right: value,
    type: BOOL,
    at,
  };
  const arrow: Expr = {
    node: "arrow",
    params: [{ name: row, type: element }],
    body: test,
    type: BOOL,
    at,
  };
  const type = name === "includes" ? BOOL : INT;
  return {
    node: "method",
    object: from.object,
    name: name === "includes" ? "some" : "findIndex",
    args: [arrow],
    optional: from.optional,
    charged: ctx.repeated,
    type: from.short ? nullable(type) : type,
    at,
  };
}

function unknownMethod(
  ctx: Context,
  property: { readonly start: number; readonly end: number },
  from: Receiver,
  name: string,
): Expr {
  const { type } = from;
  const hint = methodHint(name);
  const own = type.kind === "list" ? LIST_METHODS : isText(type) ? TEXT_METHODS : new Map();
  const textual = !isText(type) && TEXT_METHODS.has(name) && isPrintable(type);
  const remedy = textual ? `write \`text(x).${name}(...)\`` : hint;
  if (remedy !== null) {
    return ctx.fail(
      property,
      "outside_subset",
      `${show(type)} has no method \`${name}\`: ${remedy}.`,
    );
  }
  const names = [...own.keys(), ...(from.object.node === "all" ? ["get", "count"] : [])];
  return ctx.fail(property, "unknown_method", `${show(type)} has no method \`${name}\`.`, {
    found: name,
    among: type.kind === "list" ? [...names, "push"] : names,
    ...(names.length === 0 ? {} : { allowed: names.join(", ") }),
  });
}
