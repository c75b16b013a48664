/** Calls: functions of the domain and the library, `create`, and methods. */
import type { CallExpression, Expression } from "acorn";
import type { Expr, Type } from "../../ir.js";
import { type Context, type Link, type Slot, slot } from "../context.js";
import { coerce, listed } from "../fit.js";
import { callHint, globalHint, isGlobal } from "../hints.js";
import { LIBRARY_SIGNATURES, type LibraryEntry } from "../library-signatures.js";
import { checkQuery } from "../queries.js";
import type { LocalSymbol } from "../scope.js";
import { matchArguments, substitute, takes } from "../signatures.js";
import { isError, list, literals, nullable, STRING, show } from "../types.js";
import { plainArguments } from "./arguments.js";
import { checkCreate } from "./create.js";
import { methodLink } from "./methods.js";
import { tableVisible } from "./names.js";

/** What is called as a statement only. */
const STATEMENTS = new Set(["require", "fail", "apply", "remove", "advance"]);

/** A call as a step of a chain. */
export function checkCall(ctx: Context, node: CallExpression, expected: Slot | null): Link {
  const { callee } = node;
  if (node.optional) {
    return whole(
      ctx.fail(node, "outside_subset", "Functions are never missing; call without `?.`."),
    );
  }
  if (callee.type === "MemberExpression") return methodLink(ctx, node, callee, expected);
  if (callee.type !== "Identifier") {
    return whole(
      ctx.fail(callee, "outside_subset", "Only named functions and methods are called."),
    );
  }
  return whole(functionCall(ctx, node, callee, expected));
}

function whole(value: Expr): Link {
  return { value, own: value.type, short: false };
}

interface Name {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function functionCall(
  ctx: Context,
  node: CallExpression,
  callee: Name,
  expected: Slot | null,
): Expr {
  const { name } = callee;
  const args = plainArguments(ctx, node);
  if (args === null) return ctx.failed(node);
  if (ctx.scopes.find(name) !== undefined || ctx.pending.has(name)) {
    return calledLocal(ctx, callee, args);
  }
  if (name === "create") return checkCreate(ctx, node, args);
  if (STATEMENTS.has(name)) {
    return ctx.fail(
      node,
      "outside_subset",
      `\`${name}(...)\` is a statement of its own, not a value.`,
    );
  }
  const signature = ctx.model.functions.get(name);
  const entry = LIBRARY_SIGNATURES.get(name);
  if (signature !== undefined) {
    if (entry?.where !== ctx.scope.where) return domainCall(ctx, node, callee, args);
    return ctx.fail(
      callee,
      "ambiguous_name",
      `In a ${entry.where}, \`${name}\` is a function of the library and of this domain.`,
      { allowed: "another name for the function of the domain" },
    );
  }
  if (entry !== undefined) return libraryCall(ctx, node, callee, args, entry, expected);
  return unknownFunction(ctx, callee, args);
}

function domainCall(
  ctx: Context,
  node: CallExpression,
  { name, ...place }: Name,
  args: readonly Expression[],
): Expr {
  ctx.calls.add(name);
  const signature = ctx.model.functions.get(name);
  if (signature === undefined) return ctx.failed(node);
  const writes = signature.writes !== false;
  if (writes && (!ctx.mayWrite || ctx.scope.where === "seed")) {
    ctx.report(
      place,
      "not_allowed_here",
      `\`${name}\` may change records, which is not allowed here.`,
      {
        allowed: "functions that only read",
      },
    );
  }
  if (args.length !== signature.params.length) {
    const params = signature.params.map((param) => `${param.name}: ${show(param.type)}`);
    return ctx.fail(
      node,
      "wrong_arguments",
      `\`${name}\` takes ${signature.params.length} ${signature.params.length === 1 ? "argument" : "arguments"}, not ${args.length}.`,
      { allowed: `${name}(${params.join(", ")})` },
    );
  }
  const values: Expr[] = [];
  for (const [position, param] of signature.params.entries()) {
    const arg = args[position];
    if (arg === undefined) continue;
    const to = slot(param.type);
    values.push(coerce(ctx, ctx.expression(arg, to), to, arg, `\`${param.name}\` of ${name}`));
  }
  if (writes) ctx.forgetRecords();
  if (values.some((value) => isError(value.type))) return ctx.failed(node);
  return { node: "apply", function: name, args: values, type: signature.returns, at: ctx.at(node) };
}

function libraryCall(
  ctx: Context,
  node: CallExpression,
  callee: Name,
  args: readonly Expression[],
  entry: LibraryEntry,
  expected: Slot | null,
): Expr {
  const { name } = callee;
  if (!allowedHere(ctx, callee, entry)) return ctx.failed(node);
  const query = countOfTable(ctx, node, name, args);
  if (query !== null) return query;
  if (name === "parseEnum" && args.length === 2) return enumParse(ctx, node, args);
  const signature = entry.overloads.find((candidate) => takes(candidate, args.length));
  if (signature === undefined) {
    const counts = entry.overloads.map((s) =>
      s.rest !== undefined
        ? `${s.least} or more`
        : s.least === s.params.length
          ? `${s.least}`
          : `${s.least} to ${s.params.length}`,
    );
    return ctx.fail(
      node,
      "wrong_arguments",
      `\`${name}\` takes ${counts.join(" or ")} ${counts.join() === "1" ? "argument" : "arguments"}, not ${args.length}.`,
    );
  }
  const matched = matchArguments(ctx, `\`${name}\``, args, signature, new Map());
  if (matched === null) return ctx.failed(node);
  if (entry.where === "rule" && !ruleCall(ctx, name, args, matched.args)) return ctx.failed(node);
  const long = matched.args.some((arg) => arg.type.kind === "list");
  let type: Type = substitute(signature.result, matched.bindings);
  // An empty list says nothing about its elements; the place may.
  if (type.kind === "never" && expected !== null) type = expected.type;
  return {
    node: "library",
    name,
    args: matched.args,
    charged: ctx.repeated && long,
    type,
    at: ctx.at(node),
  };
}

/** `parseEnum(text, "LoanStatus")`: what is evaluated has the enum's values in place of its name. */
function enumParse(ctx: Context, node: CallExpression, args: readonly Expression[]): Expr {
  const [textNode, nameNode] = args;
  if (textNode === undefined || nameNode === undefined) return ctx.failed(node);
  const to = slot(STRING);
  const given = coerce(ctx, ctx.expression(textNode, to), to, textNode, "`parseEnum`");
  const name = nameNode.type === "Literal" ? nameNode.value : null;
  if (typeof name !== "string") {
    const allowed = 'parseEnum(text, "LoanStatus")';
    const message = "`parseEnum` takes the name of an enum as a literal.";
    return ctx.fail(nameNode, "type_mismatch", message, { allowed });
  }
  const declared = ctx.model.enums.get(name);
  if (declared === undefined) {
    const among = [...ctx.model.enums.keys()];
    const message = `There is no enum \`${name}\`.`;
    return ctx.fail(nameNode, "unknown_type", message, {
      found: name,
      among,
      allowed: listed(among),
    });
  }
  if (isError(given.type)) return ctx.failed(node);
  const values = declared.values.map(({ value }) => value);
  const type = { kind: "enum", name, values } as const;
  const at = ctx.at(nameNode);
  const items = values.map((value) => {
    const item: Expr = { node: "literal", value, type: literals([value]), at };
    return { kind: "item", value: item } as const;
  });
  const all: Expr = { node: "list", items, type: list(type), at };
  return {
    node: "library",
    name: "parseEnum",
    args: [given, all],
    charged: ctx.repeated,
    type: nullable(type),
    at: ctx.at(node),
  };
}

function allowedHere(ctx: Context, callee: Name, entry: LibraryEntry): boolean {
  if (entry.where === "all" || entry.where === ctx.scope.where) return true;
  ctx.report(
    callee,
    "not_allowed_here",
    entry.where === "seed"
      ? `\`${callee.name}\` draws at random, which only \`seed\` may do.`
      : `\`${callee.name}\` asks for the conversation so far, which only \`rules\` may do.`,
  );
  return false;
}

/** `count(loans, l => ...)` of a whole table is a query. */
function countOfTable(
  ctx: Context,
  node: CallExpression,
  name: string,
  args: readonly Expression[],
): Expr | null {
  const [table, arrow] = args;
  if (name !== "count" || args.length !== 2 || table?.type !== "Identifier") return null;
  if (ctx.scopes.find(table.name) !== undefined || !tableVisible(ctx, table.name)) return null;
  const entity = ctx.model.tables.get(table.name);
  if (entity === undefined || entity.singleton || arrow === undefined) return null;
  return checkQuery(ctx, node, entity.name, "count", arrow);
}

function ruleCall(
  ctx: Context,
  name: string,
  nodes: readonly Expression[],
  args: readonly Expr[],
): boolean {
  const [tool, about] = args;
  const [node, aboutNode] = nodes;
  if (node === undefined) return true;
  if (tool?.node !== "literal" || typeof tool.value !== "string") {
    ctx.report(node, "type_mismatch", `\`${name}\` takes a tool's name as a literal.`);
    return false;
  }
  if (!ctx.model.tools.has(tool.value)) {
    ctx.report(node, "unknown_tool", `There is no tool \`${tool.value}\`.`, {
      allowed: listed(ctx.model.tools.keys()),
      found: tool.value,
      among: ctx.model.tools.keys(),
    });
    return false;
  }
  if (aboutNode !== undefined && about !== undefined && about.type.kind !== "entity") {
    ctx.report(
      aboutNode,
      "type_mismatch",
      `\`${name}\` takes a record, but this is ${show(about.type)}.`,
    );
    return false;
  }
  return true;
}

/** As in TypeScript, a local hides a function of its name: what holds no function is not called. */
function calledLocal(ctx: Context, callee: Name, args: readonly Expression[]): Expr {
  const { name } = callee;
  const local = ctx.scopes.find(name);
  for (const arg of args) if (arg.type === "Identifier") ctx.expression(arg);
  const hides = LIBRARY_SIGNATURES.has(name) ? ", which hides the function of the library" : "";
  const remedy = hides === "" ? {} : { allowed: renaming(local) };
  if (local === undefined) {
    return ctx.fail(
      callee,
      "used_before_declaration",
      `\`${name}\` is a local of this block${hides}.`,
      remedy,
    );
  }
  local.used = true;
  ctx.used.add(name);
  if (isError(local.type)) return ctx.failed(callee);
  const message = `\`${name}\` is ${show(local.type)} here${hides || ", not a function"}.`;
  return ctx.fail(callee, "type_mismatch", message, remedy);
}

function renaming(local: LocalSymbol | undefined): string {
  return local?.kind === "param"
    ? "another name for the parameter: of a tool by `as: other_name`"
    : "another name for the local";
}

function unknownFunction(ctx: Context, callee: Name, args: readonly Expression[]): Expr {
  const { name } = callee;
  const hint = callHint(name) ?? (isGlobal(name) ? globalHint(name, null) : null);
  // Names in the arguments count as used, but what is wrong in them is less urgent.
  for (const arg of args) if (arg.type === "Identifier") ctx.expression(arg);
  if (hint !== null) {
    return ctx.fail(callee, "outside_subset", `There is no function \`${name}\`: ${hint}.`);
  }
  if (ctx.model.tools.has(name)) {
    return ctx.fail(callee, "unknown_function", `\`${name}\` is a tool; tools do not call tools.`, {
      allowed: "what they share stands in `functions:`",
    });
  }
  if (ctx.model.tables.has(name) || ctx.model.constants.has(name)) {
    return ctx.fail(callee, "type_mismatch", `\`${name}\` is no function.`);
  }
  return ctx.fail(callee, "unknown_function", `There is no function \`${name}\`.`, {
    found: name,
    among: functionNames(ctx),
  });
}

/** The functions that can be called here. */
export function functionNames(ctx: Context): string[] {
  const library = [...LIBRARY_SIGNATURES].filter(
    ([, entry]) => entry.where === "all" || entry.where === ctx.scope.where,
  );
  return [
    ...ctx.model.functions.keys(),
    ...library.map(([name]) => name),
    "create",
    "require",
    "fail",
    "remove",
    "apply",
    "advance",
  ];
}
