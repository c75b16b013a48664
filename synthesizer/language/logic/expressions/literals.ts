/** List and object literals. */
import type { ArrayExpression, Expression, ObjectExpression, Property } from "acorn";
import type { FieldSpec } from "../../../../shared/index.js";
import type { Expr, ListItem, ObjectEntry, Type } from "../../ir.js";
import { type Context, type Slot, slot } from "../context.js";
import { pathOf } from "../facts.js";
import { type Member, members, membersOf, recordName, specOf, storedFields } from "../fields.js";
import { coerce, copied, listed } from "../fit.js";
import {
  isError,
  isNested,
  join,
  leaf,
  list,
  literals,
  mayBeNull,
  NEVER,
  NULL,
  present,
  same,
  show,
  withLeaf,
} from "../types.js";

/** The type that a stored value has: ids where records are meant. */
export function storedType(type: Type): Type {
  const inner = leaf(type);
  return inner.kind === "entity" ? withLeaf(type, { kind: "id", entity: inner.entity }) : type;
}

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

/** The name of a property that is written `name: value`, `"name": value` or `name`. */
export function propertyName(ctx: Context, property: Property): string | null {
  const { key } = property;
  if (property.kind !== "init" || property.method) {
    ctx.report(property, "outside_subset", "Objects hold values only, no methods or accessors.");
    return null;
  }
  const name =
    !property.computed && key.type === "Identifier"
      ? key.name
      : key.type === "Literal" && (typeof key.value === "string" || typeof key.value === "number")
        ? String(key.value)
        : null;
  if (name === null) {
    ctx.report(
      key,
      "outside_subset",
      "The fields of an object are named; only maps have computed keys.",
    );
    return null;
  }
  if (name === "__proto__") {
    ctx.report(key, "outside_subset", "There is no `__proto__`: values have no prototypes.");
    return null;
  }
  return name;
}

interface Given {
  readonly values: Map<string, Expr>;
  readonly failed: boolean;
}

/** What `fieldValues` is told about the fields that an object literal fills. */
export interface FieldRules {
  /** What has the fields, for messages: `Loan`. */
  readonly owner: string;
  readonly stored: boolean;
  /** Fields that may not be given, with the reason. */
  readonly refused?: ReadonlyMap<string, string>;
  /** Fields that also take text although their type is another (natural ids). */
  readonly textual?: ReadonlySet<string>;
  /** Fields that may be left out although they are not nullable. */
  readonly optional?: ReadonlySet<string>;
}

/**
 * The values of the fields as an object literal gives them: complete and in declared order, null for
 * nullable fields that are left out. Null when something was wrong (and reported).
 */
export function fieldValues(
  ctx: Context,
  node: ObjectExpression,
  fields: readonly FieldSpec[],
  rules: FieldRules,
): { readonly name: string; readonly value: Expr }[] | null {
  const known = membersOf(fields);
  const given = givenFields(ctx, node, known, rules);
  const missing: string[] = [];
  const complete: { name: string; value: Expr }[] = [];
  for (const field of fields) {
    if (rules.refused?.has(field.name) === true) continue;
    const value = given.values.get(field.name);
    if (value !== undefined) complete.push({ name: field.name, value });
    else if (field.type.kind === "nullable") {
      complete.push({ name: field.name, value: nothing(ctx, node) });
    } else if (rules.optional?.has(field.name) !== true) missing.push(recordName(field));
  }
  if (missing.length > 0 && !given.failed) {
    ctx.report(
      node,
      "missing_fields",
      `${rules.owner} needs ${missing.map((n) => `\`${n}\``).join(", ")} as well.`,
      {
        allowed: listed(
          fields.filter(({ name }) => rules.refused?.has(name) !== true).map(recordName),
        ),
      },
    );
    return null;
  }
  return given.failed ? null : complete;
}

function nothing(ctx: Context, node: ObjectExpression): Expr {
  return { node: "literal", value: null, type: NULL, at: ctx.at(node) };
}

function givenFields(
  ctx: Context,
  node: ObjectExpression,
  known: ReadonlyMap<string, Member>,
  rules: FieldRules,
): Given {
  const values = new Map<string, Expr>();
  const written = new Set<string>();
  let failed = false;
  for (const property of node.properties) {
    if (property.type === "SpreadElement") {
      const spread = spreadFields(ctx, property.argument, known, rules);
      if (spread === null) failed = true;
      else for (const [name, value] of spread) values.set(name, value);
      continue;
    }
    const name = propertyName(ctx, property);
    if (name === null) {
      failed = true;
      continue;
    }
    const value = givenField(ctx, property, name, known, written, rules);
    if (value === null) failed = true;
    else values.set(value.field, value.value);
  }
  return { values, failed };
}

function givenField(
  ctx: Context,
  property: Property,
  name: string,
  known: ReadonlyMap<string, Member>,
  written: Set<string>,
  rules: FieldRules,
): { readonly field: string; readonly value: Expr } | null {
  const member = known.get(name);
  if (member === undefined) {
    ctx.expression(property.value);
    ctx.report(property.key, "unknown_field", `${rules.owner} has no field \`${name}\`.`, {
      allowed: listed(known.keys()),
      found: name,
      among: known.keys(),
    });
    return null;
  }
  const refused = rules.refused?.get(member.field);
  if (refused !== undefined) {
    ctx.expression(property.value);
    ctx.report(property.key, "not_changeable", `\`${name}\` is not given here: ${refused}.`);
    return null;
  }
  if (written.has(member.field)) {
    ctx.report(property.key, "duplicate_field", `\`${name}\` is given twice.`);
    return null;
  }
  written.add(member.field);
  const to = slot(member.slot, rules.stored);
  const value = ctx.expression(property.value, to);
  if (rules.textual?.has(member.field) === true && value.type.kind !== "entity") {
    if (value.type.kind === "string" || value.type.kind === "literal") {
      return { field: member.field, value };
    }
  }
  const fitting = coerce(ctx, value, to, property.value, `\`${name}\``);
  if (isError(fitting.type)) return null;
  noteStore(ctx, value, property.value);
  return { field: member.field, value: copied(fitting) };
}

/** A local that is stored is copied: changing it afterwards would not reach the record. */
export function noteStore(
  ctx: Context,
  value: Expr,
  node: { readonly start: number; readonly end: number },
): void {
  if (value.node !== "local" || !isNested(value.type)) return;
  ctx.scopes.find(value.name)?.stores.push(ctx.use(node));
}

/** `...value` where the fields are known: each is read by itself. */
function spreadFields(
  ctx: Context,
  node: Expression,
  known: ReadonlyMap<string, Member>,
  rules: FieldRules,
): Map<string, Expr> | null {
  const object = ctx.expression(node);
  if (isError(object.type)) return null;
  const theirs = members(ctx.model, object.type);
  if (theirs === null) {
    ctx.report(
      node,
      mayBeNull(object.type) ? "possibly_null" : "type_mismatch",
      `\`...\` in an object takes a record or object, but this is ${show(object.type)}.`,
    );
    return null;
  }
  if (pathOf(object) === null) {
    ctx.report(
      node,
      "outside_subset",
      "Only what has a name can be spread; name it by `const` first.",
    );
    return null;
  }
  const values = new Map<string, Expr>();
  for (const [name, member] of theirs) {
    const target = known.get(name);
    if (target === undefined || name !== member.field || target.field !== name) continue;
    if (rules.refused?.has(name) === true) continue;
    const stored = storedFields(ctx.model, object.type) !== null;
    const type = stored ? storedType(member.type) : member.type;
    const read: Expr = {
      node: "field",
      object,
      field: member.field,
      via: "value",
      optional: false,
      type,
      at: object.at,
    };
    const value = coerce(ctx, read, slot(target.slot, rules.stored), node, `\`${name}\``);
    if (isError(value.type)) return null;
    values.set(name, copied(value));
  }
  return values;
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
        `A map's key is text, an enum or an id, not ${show(keyType)}.`,
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

export function isKey(type: Type): boolean {
  return ["string", "literal", "enum", "id", "never"].includes(type.kind);
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
