/** Object literals as maps. */
import type { Expression, ObjectExpression, Property } from "acorn";
import type { Expr, ObjectEntry, Type } from "../../ir.js";
import { type Context, slot } from "../context.js";
import { coerce } from "../fit.js";
import { isError, join, NEVER, show } from "../types.js";
import { propertyName } from "./object-fields.js";

/** An object as a map; without an expected type, keys and values say what it is. */
export function mapLiteral(
  ctx: Context,
  node: ObjectExpression,
  wanted: Extract<Type, { kind: "map" }> | null,
  stored: boolean,
): Expr {
  const entries: ObjectEntry[] = [];
  let key: Type | null = NEVER;
  let value: Type | null = NEVER;
  for (const property of node.properties) {
    const entry =
      property.type === "SpreadElement"
        ? mapSpread(ctx, property.argument, wanted)
        : mapEntry(ctx, property, wanted, stored);
    if (entry === null) return ctx.failed(node);
    entries.push(entry.entry);
    key = key === null ? null : join(key, entry.key);
    value = value === null ? null : join(value, entry.value);
  }
  if (wanted !== null) return { node: "object", entries, type: wanted, at: ctx.at(node) };
  if (key === null || value === null) {
    return ctx.fail(
      node,
      "type_mismatch",
      "The keys of a map are of one type, and so are its values.",
    );
  }
  return { node: "object", entries, type: { kind: "map", key, value }, at: ctx.at(node) };
}

interface CheckedEntry {
  readonly entry: ObjectEntry;
  readonly key: Type;
  readonly value: Type;
}

function mapSpread(
  ctx: Context,
  node: Expression,
  wanted: Extract<Type, { kind: "map" }> | null,
): CheckedEntry | null {
  const value = ctx.expression(node, wanted === null ? null : slot(wanted));
  if (isError(value.type)) return null;
  if (value.type.kind !== "map") {
    ctx.report(
      node,
      "type_mismatch",
      `\`...\` in a map takes a map, but this is ${show(value.type)}.`,
    );
    return null;
  }
  if (wanted !== null && isError(coerce(ctx, value, slot(wanted), node, "The map").type))
    return null;
  return { entry: { kind: "spread", value }, key: value.type.key, value: value.type.value };
}

function mapEntry(
  ctx: Context,
  property: Property,
  wanted: Extract<Type, { kind: "map" }> | null,
  stored: boolean,
): CheckedEntry | null {
  let key: string | Expr;
  let keyType: Type;
  if (property.computed) {
    const given = ctx.expression(property.key, wanted === null ? null : slot(wanted.key, true));
    const to =
      wanted?.key ??
      (given.type.kind === "entity"
        ? ({ kind: "id", entity: given.type.entity } as const)
        : given.type);
    const fitting = coerce(ctx, given, slot(to, true), property.key, "The map's key");
    if (isError(fitting.type)) return null;
    key = fitting;
    keyType = fitting.type;
    if (!isKey(keyType)) {
      ctx.report(
        property.key,
        "type_mismatch",
        `A map's key is text, a date, an enum or an id, not ${show(keyType)}.`,
      );
      return null;
    }
  } else {
    const name = propertyName(ctx, property);
    if (name === null) return null;
    key = name;
    keyType = { kind: "literal", value: name };
    if (wanted !== null) {
      const literal: Expr = {
        node: "literal",
        value: name,
        type: keyType,
        at: ctx.at(property.key),
      };
      if (
        isError(coerce(ctx, literal, slot(wanted.key, true), property.key, "The map's key").type)
      ) {
        return null;
      }
    }
  }
  const to = wanted === null ? null : slot(wanted.value, stored);
  const value = ctx.expression(property.value, to);
  const fitting = to === null ? value : coerce(ctx, value, to, property.value, "The map's value");
  if (isError(fitting.type)) return null;
  return { entry: { kind: "entry", key, value: fitting }, key: keyType, value: value.type };
}

/** Whether values of the type can be keys of a map. */
export function isKey(type: Type): boolean {
  return ["string", "literal", "date", "enum", "id", "never"].includes(type.kind);
}
