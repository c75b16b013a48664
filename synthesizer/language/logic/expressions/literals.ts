/** List and object literals. */
import type { ArrayExpression, Expression, ObjectExpression, Property } from "acorn";
import type { Expr, ListItem, ObjectEntry, Type } from "../../ir.js";
import { type Context, type Slot, slot } from "../context.js";
import { members, membersOf, specOf, storedFields } from "../fields.js";
import { coerce, listed } from "../fit.js";
import { isError, join, list, literals, mayBeNull, NEVER, present, same, show } from "../types.js";
import { mapLiteral } from "./maps.js";
import { fieldValues, givenFields, propertyName, storedType } from "./object-fields.js";

export function checkListLiteral(ctx: Context, node: ArrayExpression, expected: Slot | null): Expr {
  const wanted = expected === null ? null : present(expected.type);
  const element = wanted?.kind === "list" ? slot(wanted.of, expected?.stored ?? false) : null;
  const items: ListItem[] = [];
  let type: Type | null = NEVER;
  for (const item of node.elements) {
    if (item === null)
      return ctx.fail(node, "outside_subset", "A list has no holes; write `null`.");
    const checked = listItem(ctx, item, element);
    if (checked === null) return ctx.failed(node);
    items.push(checked.item);
    if (element !== null) continue;
    const joined: Type | null = type === null ? null : join(type, checked.type);
    if (joined === null && type !== null) {
      return ctx.fail(
        item,
        "type_mismatch",
        `The elements of a list are of one type; this is ${show(checked.type)}, the others ${show(type)}.`,
      );
    }
    type = joined;
  }
  const of =
    element === null ? (type ?? NEVER) : element.stored ? storedType(element.type) : element.type;
  return { node: "list", items, type: list(of), at: ctx.at(node) };
}

function listItem(
  ctx: Context,
  item: Expression | { type: "SpreadElement"; argument: Expression; start: number; end: number },
  element: Slot | null,
): { readonly item: ListItem; readonly type: Type } | null {
  if (item.type === "SpreadElement") {
    const whole = element === null ? null : slot(list(element.type), element.stored);
    const value = ctx.expression(item.argument, whole);
    if (isError(value.type)) return null;
    if (value.type.kind !== "list") {
      const missing = mayBeNull(value.type);
      ctx.report(
        item.argument,
        missing ? "possibly_null" : "type_mismatch",
        `\`...\` takes a list, but this is ${show(value.type)}.`,
        missing ? { allowed: "`...(list ?? [])`" } : {},
      );
      return null;
    }
    const fitting = whole === null ? value : coerce(ctx, value, whole, item.argument, "The list");
    return { item: { kind: "spread", value: fitting }, type: value.type.of };
  }
  const value = ctx.expression(item, element);
  if (isError(value.type)) return null;
  const fitting = element === null ? value : coerce(ctx, value, element, item, "The list");
  return isError(fitting.type)
    ? null
    : { item: { kind: "item", value: fitting }, type: value.type };
}

export function checkObjectLiteral(
  ctx: Context,
  node: ObjectExpression,
  expected: Slot | null,
): Expr {
  const wanted = expected === null ? null : present(expected.type);
  if (wanted?.kind === "record") {
    return recordLiteral(ctx, node, wanted, wanted.name !== null || expected?.stored === true);
  }
  if (wanted?.kind === "union") return unionLiteral(ctx, node, wanted);
  if (wanted?.kind === "map") {
    return mapLiteral(ctx, node, { ...wanted }, expected?.stored ?? false);
  }
  if (node.properties.some((property) => property.type === "Property" && property.computed)) {
    return mapLiteral(ctx, node, null, false);
  }
  return freeLiteral(ctx, node);
}

function recordLiteral(
  ctx: Context,
  node: ObjectExpression,
  wanted: Extract<Type, { kind: "record" }>,
  stored: boolean,
): Expr {
  const shape = specOf(ctx.model, wanted);
  const fields = shape.kind === "record" ? shape.fields : [];
  const kept = sameSpread(ctx, node, wanted, stored);
  if (kept !== null) return kept;
  const owner = wanted.name ?? "The object";
  const values = fieldValues(ctx, node, fields, { owner, stored });
  if (values === null) return ctx.failed(node);
  const entries = values.map(({ name, value }) => ({ kind: "entry", key: name, value }) as const);
  return {
    node: "object",
    entries,
    type: stored ? storedRecord(wanted) : wanted,
    at: ctx.at(node),
  };
}

function storedRecord(type: Extract<Type, { kind: "record" }>): Type {
  return type.name !== null
    ? type
    : { ...type, fields: type.fields.map((f) => ({ name: f.name, type: storedType(f.type) })) };
}

/** `{ ...item, price: 5 }` of a value of the same type: the spread stays as it is. */
function sameSpread(
  ctx: Context,
  node: ObjectExpression,
  wanted: Extract<Type, { kind: "record" }>,
  stored: boolean,
): Expr | null {
  const [first, ...others] = node.properties;
  if (first?.type !== "SpreadElement" || wanted.name === null) return null;
  if (others.some((property) => property.type !== "Property")) return null;
  if (!isPlainPath(first.argument)) return null;
  const base = ctx.expression(first.argument);
  if (!same(base.type, wanted)) return null;
  const known = membersOf(storedFields(ctx.model, wanted) ?? []);
  const rest = { ...node, properties: others };
  const given = givenFields(ctx, rest, known, { owner: wanted.name, stored });
  if (given.failed) return ctx.failed(node);
  const entries: ObjectEntry[] = [{ kind: "spread", value: base }];
  for (const [key, value] of given.values) entries.push({ kind: "entry", key, value });
  return { node: "object", entries, type: wanted, at: ctx.at(node) };
}

/** `a.b.c`: cheap to check twice. */
function isPlainPath(node: Expression): boolean {
  let current: Expression = node;
  while (
    current.type === "MemberExpression" &&
    !current.computed &&
    current.object.type !== "Super"
  ) {
    current = current.object;
  }
  return current.type === "Identifier";
}

function unionLiteral(
  ctx: Context,
  node: ObjectExpression,
  wanted: Extract<Type, { kind: "union" }>,
): Expr {
  const spec = ctx.model.types.get(wanted.name);
  if (spec?.kind !== "union") return ctx.failed(node);
  const tagProperty = node.properties.find(
    (property): property is Property =>
      property.type === "Property" &&
      !property.computed &&
      ((property.key.type === "Identifier" && property.key.name === spec.tag) ||
        (property.key.type === "Literal" && property.key.value === spec.tag)),
  );
  const tags = spec.variants.map(({ value }) => value);
  if (tagProperty === undefined || tagProperty.value.type !== "Literal") {
    return ctx.fail(
      tagProperty?.value ?? node,
      tagProperty === undefined ? "missing_fields" : "type_mismatch",
      `${wanted.name} says by a literal \`${spec.tag}\` which variant it is.`,
      { allowed: listed(tags) },
    );
  }
  const tag = String(tagProperty.value.value);
  const variant = spec.variants.find(({ value }) => value === tag);
  if (variant === undefined) {
    return ctx.fail(
      tagProperty.value,
      "unknown_value",
      `${JSON.stringify(tag)} is no variant of ${wanted.name}.`,
      {
        allowed: listed(tags),
        found: tag,
        among: tags,
      },
    );
  }
  const rest = { ...node, properties: node.properties.filter((p) => p !== tagProperty) };
  const values = fieldValues(ctx, rest, variant.fields, {
    owner: `${wanted.name} (${tag})`,
    stored: true,
  });
  if (values === null) return ctx.failed(node);
  const tagValue: Expr = {
    node: "literal",
    value: tag,
    type: literals([tag]),
    at: ctx.at(tagProperty.value),
  };
  const entries: ObjectEntry[] = [{ kind: "entry", key: spec.tag, value: tagValue }];
  for (const { name, value } of values) entries.push({ kind: "entry", key: name, value });
  return { node: "object", entries, type: { ...wanted, tags: [tag] }, at: ctx.at(node) };
}

/** An object that nothing is expected of: its fields are what is written. */
function freeLiteral(ctx: Context, node: ObjectExpression): Expr {
  const fields = new Map<string, Type>();
  const entries: ObjectEntry[] = [];
  if (node.properties.length === 0) {
    // Nothing says yet what it holds: a map that grows to what is stored in it.
    return {
      node: "object",
      entries,
      type: { kind: "map", key: NEVER, value: NEVER },
      at: ctx.at(node),
    };
  }
  for (const property of node.properties) {
    if (property.type === "SpreadElement") {
      const value = ctx.expression(property.argument);
      if (isError(value.type)) return ctx.failed(node);
      if (value.type.kind === "map") return mapLiteral(ctx, node, null, false);
      const theirs = members(ctx.model, value.type);
      if (theirs === null) {
        return ctx.fail(
          property.argument,
          mayBeNull(value.type) ? "possibly_null" : "type_mismatch",
          `\`...\` in an object takes a record or object, but this is ${show(value.type)}.`,
        );
      }
      const stored = storedFields(ctx.model, value.type) !== null;
      for (const [name, member] of theirs) {
        if (member.field === name) fields.set(name, stored ? storedType(member.type) : member.type);
      }
      entries.push({ kind: "spread", value });
      continue;
    }
    const name = propertyName(ctx, property);
    if (name === null) return ctx.failed(node);
    if (entries.some((entry) => entry.kind === "entry" && entry.key === name)) {
      return ctx.fail(property.key, "duplicate_field", `\`${name}\` is given twice.`);
    }
    const value = ctx.expression(property.value);
    if (isError(value.type)) return ctx.failed(node);
    if (value.type.kind === "void") {
      return ctx.fail(property.value, "type_mismatch", "This gives no value.");
    }
    fields.set(name, value.type);
    entries.push({ kind: "entry", key: name, value });
  }
  const type: Type = {
    kind: "record",
    name: null,
    fields: [...fields].map(([name, of]) => ({ name, type: of })),
  };
  return { node: "object", entries, type, at: ctx.at(node) };
}
