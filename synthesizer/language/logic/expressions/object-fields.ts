/** The fields that object literals give to records and objects. */
import type { Expression, ObjectExpression, Property } from "acorn";
import type { FieldSpec } from "../../../../shared/index.js";
import type { Expr, Type } from "../../ir.js";
import { type Context, slot } from "../context.js";
import { pathOf } from "../facts.js";
import { type Member, members, membersOf, recordName, storedFields } from "../fields.js";
import { coerce, copied, listed } from "../fit.js";
import { isError, isNested, leaf, mayBeNull, NULL, show, withLeaf } from "../types.js";

/** The type that a stored value has: ids where records are meant. */
export function storedType(type: Type): Type {
  const inner = leaf(type);
  return inner.kind === "entity" ? withLeaf(type, { kind: "id", entity: inner.entity }) : type;
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

export function givenFields(
  ctx: Context,
  node: ObjectExpression,
  known: ReadonlyMap<string, Member>,
  rules: FieldRules,
): Given {
  const values = new Map<string, Expr>();
  const written = new Set<string>();
  let failed = false;
  for (const [position, property] of node.properties.entries()) {
    if (property.type === "SpreadElement") {
      const later = overridden(node.properties.slice(position + 1), known);
      const spread = spreadFields(ctx, property.argument, known, rules, later);
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

/** The fields that are written out after a spread: what the spread holds of them does not matter. */
function overridden(
  properties: ObjectExpression["properties"],
  known: ReadonlyMap<string, Member>,
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const property of properties) {
    if (property.type === "SpreadElement" || property.computed) continue;
    const { key } = property;
    const name = key.type === "Identifier" ? key.name : key.type === "Literal" ? key.value : null;
    const field = known.get(String(name))?.field;
    if (field !== undefined) names.add(field);
  }
  return names;
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
  later: ReadonlySet<string>,
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
    const stored = storedFields(ctx.model, object.type) !== null;
    // A new object may call a ref by its short name; what is stored has every field by its own.
    if (target === undefined || name !== member.field || later.has(target.field)) continue;
    if (target.field !== name && (stored || theirs.has(target.field))) continue;
    if (rules.refused?.has(target.field) === true) continue;
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
    values.set(target.field, copied(value));
  }
  return values;
}
