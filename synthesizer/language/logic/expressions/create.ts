/** `create(Entity, { ... })`, and the fields that seeds return. */
import type { CallExpression, Expression, ObjectExpression } from "acorn";
import type { EntitySpec } from "../../../../shared/index.js";
import type { Expr } from "../../ir.js";
import type { Context } from "../context.js";
import { listed } from "../fit.js";
import { fieldValues } from "./object-fields.js";

export function checkCreate(ctx: Context, node: CallExpression, args: readonly Expression[]): Expr {
  const [name, fields] = args;
  if (!ctx.mayWrite || ctx.scope.where === "seed") {
    const instead = ctx.scope.where === "seed" ? "; return the fields instead" : "";
    return ctx.fail(node, "not_allowed_here", `Records cannot be created here${instead}.`, {
      ...(ctx.arrows > 0 ? { allowed: "a `for` loop" } : {}),
    });
  }
  if (args.length !== 2 || name === undefined || fields === undefined) {
    return ctx.fail(node, "wrong_arguments", "`create` takes an entity and its fields.", {
      allowed: "create(Entity, { ... })",
    });
  }
  const entity = name.type === "Identifier" ? ctx.model.entities.get(name.name) : undefined;
  if (entity === undefined) {
    const found =
      name.type === "Identifier" ? name.name : ctx.source.text.slice(name.start, name.end);
    const table = ctx.model.tables.get(found);
    return ctx.fail(name, "unknown_entity", `There is no entity \`${found.slice(0, 60)}\`.`, {
      allowed: listed(ctx.model.entities.keys()),
      found,
      among: ctx.model.entities.keys(),
      suggestion: table?.name,
    });
  }
  if (entity.singleton) {
    return ctx.fail(
      name,
      "not_allowed_here",
      `There is one ${entity.name} only: \`${entity.table}\`.`,
    );
  }
  if (fields.type !== "ObjectExpression") {
    return ctx.fail(fields, "type_mismatch", "The fields of a new record are written out.", {
      allowed: `create(${entity.name}, { ... })`,
    });
  }
  const values = recordFields(ctx, fields, entity);
  if (values === null) return ctx.failed(node);
  return {
    node: "create",
    entity: entity.name,
    fields: values,
    type: { kind: "entity", entity: entity.name },
    at: ctx.at(node),
  };
}

/** The fields of a new record: all but an id that is drawn. */
export function recordFields(
  ctx: Context,
  node: ObjectExpression,
  entity: EntitySpec,
): { readonly name: string; readonly value: Expr }[] | null {
  const natural = entity.id.kind === "natural";
  const id = new Set([entity.idField]);
  return fieldValues(ctx, node, entity.fields, {
    owner: entity.name,
    stored: true,
    ...(natural
      ? { textual: id }
      : { refused: new Map([[entity.idField, "the id is drawn by itself"]]) }),
  });
}
