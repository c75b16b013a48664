/** Identifiers as values. */
import type { Identifier } from "acorn";
import type { Expr } from "../../ir.js";
import type { Context } from "../context.js";
import { callHint, globalHint } from "../hints.js";
import { LIBRARY_SIGNATURES } from "../library-signatures.js";
import { BUILTINS } from "../names.js";
import { DATE, DATETIME, list } from "../types.js";

/** A name that is read. */
export function checkIdentifier(ctx: Context, node: Identifier): Expr {
  const { name } = node;
  const at = ctx.at(node);
  const symbol = ctx.scopes.find(name);
  if (symbol !== undefined) {
    symbol.used = true;
    ctx.used.add(name);
    return { node: "local", name, type: ctx.localType(symbol), at };
  }
  if (name === "now") return { node: "now", type: DATETIME, at };
  if (name === "today") return { node: "today", type: DATE, at };
  const table = ctx.model.tables.get(name);
  if (table !== undefined) {
    if (!tableVisible(ctx, name)) {
      return ctx.fail(node, "not_allowed_here", `The table \`${name}\` is made after this one.`, {
        allowed: "tables that stand above in `seed`",
      });
    }
    const type = { kind: "entity", entity: table.name } as const;
    return table.singleton
      ? { node: "singleton", entity: table.name, type, at }
      : { node: "all", entity: table.name, type: list(type), at };
  }
  const constant = ctx.model.constants.get(name);
  if (constant !== undefined) {
    return { node: "constant", path: [name], value: constant.value, type: constant.type, at };
  }
  return unknownName(ctx, node);
}

/** Whether a table may be read where this logic runs. */
export function tableVisible(ctx: Context, table: string): boolean {
  const { returns } = ctx.scope;
  return returns.kind !== "seed" || returns.visible.has(table);
}

function unknownName(ctx: Context, node: Identifier): Expr {
  const { name } = node;
  if (name === "undefined") {
    return ctx.fail(node, "outside_subset", "There is no `undefined`; a missing value is `null`.", {
      suggestion: "null",
    });
  }
  if (ctx.pending.has(name)) {
    return ctx.fail(node, "used_before_declaration", `\`${name}\` is used before it is declared.`);
  }
  if (LIBRARY_SIGNATURES.has(name) || ctx.model.functions.has(name) || BUILTINS.has(name)) {
    return ctx.fail(node, "type_mismatch", `\`${name}\` is a function; it has to be called.`, {
      allowed: `${name}(...)`,
    });
  }
  const entity = ctx.model.entities.get(name);
  if (entity !== undefined) {
    return ctx.fail(
      node,
      "unknown_name",
      `${name} is an entity; its records are \`${entity.table}\`.`,
      { suggestion: entity.table },
    );
  }
  if (ctx.model.enums.has(name)) {
    return ctx.fail(node, "unknown_name", `${name} is an enum; write its values as text.`, {
      allowed: ctx.model.enums
        .get(name)
        ?.values.map(({ value }) => JSON.stringify(value))
        .join(", "),
    });
  }
  const hint = globalHint(name, null) ?? callHint(name);
  if (hint !== null && globalHint(name, null) !== null) {
    return ctx.fail(node, "outside_subset", `There is no \`${name}\`: ${hint}.`);
  }
  return ctx.fail(node, "unknown_name", `Nothing is called \`${name}\` here.`, {
    found: name,
    among: valueNames(ctx),
  });
}

/** The names that can be read here. */
export function valueNames(ctx: Context): string[] {
  return [
    ...ctx.scopes.names(),
    ...ctx.model.tables.keys(),
    ...ctx.model.constants.keys(),
    "now",
    "today",
  ];
}
