/** `const`, `let`, and what is wrong with locals at the end of their block. */
import type { Expression, ObjectPattern, Statement, VariableDeclaration } from "acorn";
import type { Expr, Stmt, Type } from "../../ir.js";
import type { Context } from "../context.js";
import { declareLocal } from "../declare.js";
import { localPath, pathOf } from "../facts.js";
import { members } from "../fields.js";
import { listed } from "../fit.js";
import { mentionsRecords, toMessage } from "../messages.js";
import { originOf } from "../origins.js";
import { narrowedTo } from "../places.js";
import { FRESH, type LocalSymbol, type Use } from "../scope.js";
import { isError, isNested, join, mayBeNull, nullable, present, same, show } from "../types.js";
import type { Checked } from "./checked.js";

/** The names that the statements of a block declare. */
export function declaredNames(body: readonly Statement[]): string[] {
  return body.flatMap((node) =>
    node.type === "VariableDeclaration"
      ? node.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []))
      : [],
  );
}

export function checkDeclaration(ctx: Context, node: VariableDeclaration): Checked {
  if (node.kind !== "const" && node.kind !== "let") {
    ctx.report(
      { start: node.start, end: node.start + node.kind.length },
      "outside_subset",
      `There is no \`${node.kind}\`; write \`const\` or \`let\`.`,
    );
  }
  const stmts: Stmt[] = [];
  for (const { id, init } of node.declarations) {
    if (!init) {
      ctx.report(id, "missing_value", "A local starts with a value; write `= null` for none yet.");
      if (id.type === "Identifier") declareLocal(ctx, id, "let", ctx.failed(id).type, FRESH);
      continue;
    }
    if (id.type === "Identifier") stmts.push(...declareOne(ctx, id, init, node.kind));
    else if (id.type === "ObjectPattern") stmts.push(...destructure(ctx, id, init));
    else {
      ctx.expression(init);
      ctx.report(id, "outside_subset", "Lists are not taken apart; write `const first = list[0]`.");
    }
  }
  return { stmts, falls: true };
}

interface Name {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function declareOne(ctx: Context, id: Name, init: Expression, kind: string): Stmt[] {
  if (init.type === "ArrowFunctionExpression" || init.type === "FunctionExpression") {
    ctx.report(init, "outside_subset", "Functions are declared in `functions:`, not in bodies.");
    declareLocal(ctx, id, "const", ctx.failed(id).type, FRESH).used = true;
    return [];
  }
  const given = ctx.expression(init);
  const becomesMessage = ctx.widened.get(id.start)?.kind === "message";
  const value = becomesMessage ? toMessage(ctx, given) : given;
  if (value.type.kind === "void") {
    ctx.report(init, "type_mismatch", "This gives no value that could be named.");
  }
  const mutable = kind !== "const";
  const type = declaredType(ctx, id, mutable ? wide(ctx, value.type) : value.type);
  const symbol = declareLocal(ctx, id, mutable ? "let" : "const", type, originOf(ctx, value));
  symbol.mentions = mentionsRecords(value);
  if (!same(type, value.type) && mutable && !isError(value.type)) {
    // What a list or map holds at first says nothing of what is put in later.
    const first = isNested(type) ? narrowedTo(type, value.type) : value.type;
    if (!same(type, first)) ctx.facts = ctx.facts.set(localPath(id.name), first);
  }
  noteAlias(ctx, value);
  return [{ stmt: "declare", mutable, name: id.name, value, type: symbol.type, at: ctx.at(id) }];
}

/** A type as it grew when the body was checked before. */
function declaredType(ctx: Context, id: Name, type: Type): Type {
  const known = ctx.widened.get(id.start);
  return (known === undefined ? null : join(type, known)) ?? type;
}

/** What a `let` may hold later: all values of an enum, all variants of a union. */
function wide(ctx: Context, type: Type): Type {
  if (type.kind === "nullable") return nullable(wide(ctx, type.of));
  if (type.kind === "enum" && type.name !== "") {
    const values = ctx.model.enums.get(type.name)?.values.map(({ value }) => value);
    return values === undefined ? type : { ...type, values };
  }
  if (type.kind === "union") {
    const spec = ctx.model.types.get(type.name);
    return spec?.kind === "union"
      ? { ...type, tags: spec.variants.map(({ value }) => value) }
      : type;
  }
  return type;
}

/** Another name for a local value: what happens to either counts for the first. */
function noteAlias(ctx: Context, value: Expr): void {
  if (value.node !== "local" || !isNested(value.type)) return;
  const symbol = ctx.scopes.find(value.name);
  if (symbol !== undefined && symbol.kind !== "param") symbol.used = true;
}

/** `const { a, b } = value`: a local for each field. */
function destructure(ctx: Context, pattern: ObjectPattern, init: Expression): Stmt[] {
  const value = ctx.expression(init);
  const stmts: Stmt[] = [];
  const named = pathOf(value) !== null;
  if (!isError(value.type) && !named) {
    ctx.report(
      init,
      "outside_subset",
      "Only what has a name is taken apart; name it by `const` first.",
    );
  }
  const missing = mayBeNull(value.type);
  if (missing) {
    ctx.report(init, "possibly_null", `This may be null (${show(value.type)}).`, {
      allowed: "a test `!== null` before",
    });
  }
  const known = members(ctx.model, present(value.type));
  for (const property of pattern.properties) {
    if (
      property.type !== "Property" ||
      property.computed ||
      property.key.type !== "Identifier" ||
      property.value.type !== "Identifier"
    ) {
      ctx.report(
        property,
        "outside_subset",
        "Only plain fields are taken out: `const { a, b: c } = x`.",
      );
      continue;
    }
    const field = property.key.name;
    const member = known?.get(field);
    if (member === undefined || missing || !named) {
      if (!isError(value.type) && !missing && named) {
        ctx.report(
          property.key,
          "unknown_field",
          `${show(value.type)} has no field \`${field}\`.`,
          {
            found: field,
            among: known?.keys() ?? [],
            ...(known === null ? {} : { allowed: listed(known.keys()) }),
          },
        );
      }
      declareLocal(ctx, property.value, "const", ctx.failed(property).type, FRESH).used = true;
      continue;
    }
    const bare: Expr = {
      node: "field",
      object: value,
      field: member.field,
      via: member.via,
      optional: false,
      type: member.type,
      at: ctx.at(property),
    };
    const path = pathOf(bare);
    const fact = path === null ? undefined : ctx.facts.get(path.key);
    const read: Expr = fact === undefined ? bare : { ...bare, type: fact };
    const { name } = property.value;
    declareLocal(ctx, property.value, "const", read.type, originOf(ctx, read));
    stmts.push({
      stmt: "declare",
      mutable: false,
      name,
      value: read,
      type: read.type,
      at: ctx.at(property.value),
    });
  }
  return stmts;
}

/** Leaves a block: reports unused locals and values that are changed after they were stored. */
export function closeBlock(ctx: Context, falls: boolean): void {
  for (const symbol of ctx.scopes.close()) {
    if (symbol.kind === "const" || symbol.kind === "let") reportUnused(ctx, symbol);
    reportChanged(ctx, symbol);
    if (falls) ctx.forgetLocal(symbol.name);
  }
}

function reportUnused(ctx: Context, symbol: LocalSymbol): void {
  if (symbol.used) return;
  ctx.report(symbol, "unused_local", `\`${symbol.name}\` is never used.`, {
    allowed: "a local that is read; leave others out",
  });
}

function reportChanged(ctx: Context, symbol: LocalSymbol): void {
  const late = symbol.changes.find((change) =>
    symbol.stores.some((store) => follows(change, store, symbol)),
  );
  if (late === undefined) return;
  ctx.report(
    late,
    "changed_after_store",
    `\`${symbol.name}\` was copied when it was stored; this change would not reach the record.`,
    { allowed: "a change before it is stored, or of the record's own field" },
  );
}

/** Whether a change can come after a store, in the text or in a later round of a common loop. */
function follows(change: Use, store: Use, symbol: LocalSymbol): boolean {
  if (change.start > store.start) return true;
  const common = change.loops.filter((loop) => store.loops.includes(loop));
  return common.some((loop) => !symbol.loops.includes(loop));
}
