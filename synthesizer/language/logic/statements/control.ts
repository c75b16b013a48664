/** `if`, `for`, `return`, `break`, `continue`. */
import type {
  BreakStatement,
  ContinueStatement,
  Expression,
  ForOfStatement,
  IfStatement,
  ReturnStatement,
  Statement,
} from "acorn";
import type { Expr, Stmt, Type } from "../../ir.js";
import { typeOf } from "../../types.js";
import { type Block, type Context, slot } from "../context.js";
import { declareLocal } from "../declare.js";
import { type Effects, effectsOf, writesRecords } from "../effects.js";
import { recordFields } from "../expressions/create.js";
import { condition } from "../expressions/operators.js";
import { members } from "../fields.js";
import { coerce } from "../fit.js";
import { originOf } from "../origins.js";
import { FRESH } from "../scope.js";
import { INT, isError, mayBeNull, NULL, present, show } from "../types.js";
import type { Checked } from "./checked.js";

export function checkIf(ctx: Context, node: IfStatement): Checked {
  const test = condition(ctx, node.test);
  const start = ctx.facts;
  ctx.facts = ctx.assume(test, true, start);
  const then = branch(ctx, node.consequent);
  const afterThen = ctx.facts;
  ctx.facts = ctx.assume(test, false, start);
  const other = node.alternate ? branch(ctx, node.alternate) : null;
  const elseFalls = other?.falls ?? true;
  if (then.falls) ctx.facts = elseFalls ? afterThen.join(ctx.facts) : afterThen;
  const stmt: Stmt = {
    stmt: "if",
    test,
    // biome-ignore lint/suspicious/noThenProperty: the IR calls the branches `then` and `else`
    then: then.body,
    else: other?.body ?? null,
    at: ctx.at(node),
  };
  return { stmts: [stmt], falls: then.falls || elseFalls };
}

function branch(ctx: Context, node: Statement): Block {
  return ctx.visitors.block(ctx, node.type === "BlockStatement" ? node.body : [node]);
}

export function checkFor(ctx: Context, node: ForOfStatement): Checked {
  if (node.await) ctx.report(node, "outside_subset", "There is no `await`; leave it out.");
  const { list, indexed } = loopList(ctx, node.right);
  const names = loopNames(ctx, node, indexed);
  const element = elementType(ctx, list, node.right);
  const origin = originOf(ctx, list).inside;
  // What the body may change holds neither at its start nor after it.
  const effects = effectsOf([node.body]);
  forgetChanges(ctx, effects);
  const start = ctx.facts;
  const { carried, loops } = ctx;
  ctx.carried = new Set([...carried, ...effects.locals]);
  ctx.loops = [...loops, node.start];
  ctx.scopes.open();
  const { name, index, fields } = names;
  const before: Stmt[] = [];
  if (index !== null) declareLocal(ctx, index, "loop", INT, FRESH).used = true;
  const item = { self: origin, inside: origin };
  if (name !== null) declareLocal(ctx, name, "loop", element, item).used = true;
  const local = name?.name ?? ctx.freshName("each");
  if (fields !== null) before.push(...takenApart(ctx, fields, local, element, item));
  const body = branch(ctx, node.body);
  ctx.scopes.close();
  ctx.loops = loops;
  ctx.carried = carried;
  ctx.facts = start;
  if (isError(element)) return { stmts: [], falls: true };
  const stmt: Stmt = {
    stmt: "for",
    name: local,
    index: index?.name ?? null,
    list,
    body: [...before, ...body.body],
    at: ctx.at(node),
  };
  return { stmts: [stmt], falls: true };
}

/** The list of a loop; `list.entries()` also gives positions. */
function loopList(
  ctx: Context,
  node: Expression,
): { readonly list: Expr; readonly indexed: boolean } {
  const entries =
    node.type === "CallExpression" &&
    node.arguments.length === 0 &&
    node.callee.type === "MemberExpression" &&
    !node.callee.computed &&
    node.callee.property.type === "Identifier" &&
    node.callee.property.name === "entries" &&
    node.callee.object.type !== "Super"
      ? node.callee.object
      : null;
  return entries === null
    ? { list: ctx.expression(node), indexed: false }
    : { list: ctx.expression(entries), indexed: true };
}

interface Name {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}
interface TakenField {
  readonly field: string;
  readonly local: Name;
}
interface LoopNames {
  readonly name: Name | null;
  readonly index: Name | null;
  /** `{ a, b }` in place of a name. */
  readonly fields: readonly TakenField[] | null;
}

function loopNames(ctx: Context, node: ForOfStatement, indexed: boolean): LoopNames {
  const nothing: LoopNames = { name: null, index: null, fields: null };
  const { left } = node;
  const declaration = left.type === "VariableDeclaration" ? left : null;
  const pattern = declaration?.declarations[0]?.id;
  if (declaration === null || pattern === undefined || declaration.kind !== "const") {
    ctx.report(left, "outside_subset", "The variable of a loop is a `const`.", {
      allowed: "for (const x of list)",
    });
    return pattern?.type === "Identifier" ? { ...nothing, name: pattern } : nothing;
  }
  if (indexed) {
    const [index, item] = pattern.type === "ArrayPattern" ? pattern.elements : [];
    if (index?.type === "Identifier" && item?.type === "Identifier") {
      return { name: item, index, fields: null };
    }
    ctx.report(pattern, "outside_subset", "`list.entries()` gives positions and elements.", {
      allowed: "for (const [i, x] of list.entries())",
    });
    return nothing;
  }
  if (pattern.type === "Identifier") return { name: pattern, index: null, fields: null };
  const fields = pattern.type === "ObjectPattern" ? plainFields(pattern.properties) : null;
  if (fields !== null) return { name: null, index: null, fields };
  ctx.report(pattern, "outside_subset", "The variable of a loop is a name or plain fields.", {
    allowed: "for (const x of list), for (const { key, value } of entries(map))",
  });
  return nothing;
}

function plainFields(
  properties: Extract<import("acorn").Pattern, { type: "ObjectPattern" }>["properties"],
): TakenField[] | null {
  const fields: TakenField[] = [];
  for (const property of properties) {
    if (
      property.type !== "Property" ||
      property.computed ||
      property.key.type !== "Identifier" ||
      property.value.type !== "Identifier"
    ) {
      return null;
    }
    fields.push({ field: property.key.name, local: property.value });
  }
  return fields;
}

function takenApart(
  ctx: Context,
  fields: readonly TakenField[],
  local: string,
  element: Type,
  origin: ReturnType<typeof originOf>,
): Stmt[] {
  const stmts: Stmt[] = [];
  const known = members(ctx.model, element);
  for (const { field, local: name } of fields) {
    const member = known?.get(field);
    if (member === undefined) {
      if (!isError(element)) {
        ctx.report(name, "unknown_field", `${show(element)} has no field \`${field}\`.`, {
          found: field,
          among: known?.keys() ?? [],
        });
      }
      declareLocal(ctx, name, "const", ctx.failed(name).type, FRESH).used = true;
      continue;
    }
    const at = ctx.at(name);
    const value: Expr = {
      node: "field",
      object: { node: "local", name: local, type: element, at },
      field: member.field,
      via: member.via,
      optional: false,
      type: member.type,
      at,
    };
    declareLocal(ctx, name, "const", member.type, origin).used = true;
    stmts.push({ stmt: "declare", mutable: false, name: name.name, value, type: member.type, at });
  }
  return stmts;
}

function elementType(ctx: Context, list: Expr, node: Expression): Type {
  const { type } = list;
  if (type.kind === "list") return type.of;
  if (isError(type)) return type;
  const missing = mayBeNull(type);
  ctx.report(
    node,
    missing ? "possibly_null" : "type_mismatch",
    `A loop runs over a list, but this is ${show(type)}.`,
    {
      allowed:
        missing && present(type).kind === "list"
          ? "`list ?? []`"
          : present(type).kind === "map"
            ? "`keys(map)`, `values(map)`, `entries(map)`"
            : type.kind === "int"
              ? "`range(n)`"
              : undefined,
    },
  );
  return ctx.failed(node).type;
}

function forgetChanges(ctx: Context, effects: Effects): void {
  const writes = writesRecords(effects, ctx.model);
  for (const name of effects.locals) ctx.forgetLocal(name);
  ctx.forget(
    (path) =>
      path.fields.some((field) => effects.fields.has(field)) ||
      ((effects.indexed || effects.fields.size > 0) && path.indexed),
  );
  if (writes) ctx.forgetRecords();
}

export function checkJump(ctx: Context, node: BreakStatement | ContinueStatement): Checked {
  const word = node.type === "BreakStatement" ? "break" : "continue";
  if (node.label) ctx.report(node.label, "outside_subset", "There are no labels.");
  if (ctx.loops.length === 0) {
    ctx.report(node, "not_allowed_here", `\`${word}\` stands in a loop only.`);
    return { stmts: [], falls: false };
  }
  return { stmts: [{ stmt: word, at: ctx.at(node) }], falls: false };
}

export function checkReturn(ctx: Context, node: ReturnStatement): Checked {
  const value = node.argument ? returned(ctx, node.argument) : nothingReturned(ctx, node);
  if (value !== null && isError(value.type)) return { stmts: [], falls: false };
  return { stmts: [{ stmt: "return", value, at: ctx.at(node) }], falls: false };
}

/** Whether the body gives a value. */
export function givesValue(ctx: Context): boolean {
  const { returns } = ctx.scope;
  if (returns.kind === "none") return false;
  return returns.kind !== "type" || returns.type.kind !== "void";
}

function nothingReturned(ctx: Context, node: ReturnStatement): Expr | null {
  if (!givesValue(ctx)) return null;
  ctx.report(node, "missing_return", "A value has to be returned.", {
    allowed: `return ${wanted(ctx)};`,
  });
  return null;
}

/** What is to be returned, for messages. */
export function wanted(ctx: Context): string {
  const { returns } = ctx.scope;
  switch (returns.kind) {
    case "result":
      return show(typeOf(returns.spec));
    case "type":
      return show(returns.type);
    case "seed":
      return "{ ... }` or `null";
    case "none":
      return "";
  }
}

function returned(ctx: Context, node: Expression): Expr {
  const { returns } = ctx.scope;
  if (!givesValue(ctx)) {
    ctx.expression(node);
    return ctx.fail(node, "type_mismatch", "Nothing is returned here.", { allowed: "return;" });
  }
  switch (returns.kind) {
    case "seed":
      return seedRecord(ctx, node, returns.entity);
    case "result": {
      const to = slot(typeOf(returns.spec), true);
      return coerce(ctx, ctx.expression(node, to), to, node, "The result");
    }
    case "type": {
      const to = slot(returns.type);
      const value = coerce(ctx, ctx.expression(node, to), to, node, "The result");
      return ctx.scope.where === "function" ? boundedResult(value) : value;
    }
    case "none":
      return ctx.failed(node);
  }
}

/** Text and lists that functions return are checked against the size limits. */
function boundedResult(value: Expr): Expr {
  const { kind } = present(value.type);
  const grows = kind === "string" || kind === "list";
  if (!grows || value.node === "literal") return value;
  return { node: "bounded", operand: value, type: value.type, at: value.at };
}

/** What `each` of a seed returns: the fields of a record, or null for none. */
function seedRecord(ctx: Context, node: Expression, entityName: string): Expr {
  const entity = ctx.entity(entityName);
  if (entity === undefined) return ctx.failed(node);
  if (node.type === "ParenthesizedExpression") return seedRecord(ctx, node.expression, entityName);
  if (node.type === "Literal" && node.value === null) {
    return { node: "literal", value: null, type: NULL, at: ctx.at(node) };
  }
  if (node.type === "ConditionalExpression") {
    const test = condition(ctx, node.test);
    const then = ctx.withFacts(ctx.assume(test, true), () =>
      seedRecord(ctx, node.consequent, entityName),
    );
    const other = ctx.withFacts(ctx.assume(test, false), () =>
      seedRecord(ctx, node.alternate, entityName),
    );
    if (isError(test.type) || isError(then.type) || isError(other.type)) return ctx.failed(node);
    const type = then.type.kind === "null" ? other.type : then.type;
    return { node: "conditional", test, then, else: other, type, at: ctx.at(node) };
  }
  if (node.type !== "ObjectExpression") {
    ctx.expression(node);
    return ctx.fail(node, "type_mismatch", `The fields of a ${entityName} are written out here.`, {
      allowed: "return { ... }; or return null;",
    });
  }
  const values = recordFields(ctx, node, entity);
  if (values === null) return ctx.failed(node);
  return {
    node: "object",
    entries: values.map(({ name, value }) => ({ kind: "entry", key: name, value }) as const),
    type: {
      kind: "record",
      name: null,
      fields: values.map(({ name, value }) => ({ name, type: value.type })),
    },
    at: ctx.at(node),
  };
}
