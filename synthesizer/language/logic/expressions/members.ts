/** Access to fields, elements and entries: `a.b`, `a?.b`, `a[b]`. */
import type { ChainExpression, Expression, MemberExpression } from "acorn";
import type { Json } from "../../../../shared/index.js";
import type { Expr, Type } from "../../ir.js";
import { type Context, type Link, slot } from "../context.js";
import { pathOf } from "../facts.js";
import { commonType, type Member, members } from "../fields.js";
import { coerce, listed, toId } from "../fit.js";
import { globalHint, isGlobal, methodHint } from "../hints.js";
import { LIST_METHODS, TEXT_METHODS } from "../library-signatures.js";
import {
  INT,
  isError,
  isText,
  isWhole,
  mayBeNull,
  NEVER,
  nullable,
  present,
  show,
  valuesOf,
} from "../types.js";

const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

export function checkMember(ctx: Context, node: MemberExpression): Expr {
  return memberLink(ctx, node).value;
}

export function checkChain(ctx: Context, node: ChainExpression): Expr {
  return linkOf(ctx, node.expression).value;
}

/** The expression as a step of a chain. */
export function linkOf(ctx: Context, node: Expression): Link {
  if (node.type === "MemberExpression") return memberLink(ctx, node);
  if (node.type === "CallExpression") return ctx.visitors.call(ctx, node, null);
  const value = ctx.expression(node);
  return { value, own: value.type, short: false };
}

/**
 * What stands before a `.`: null is dropped from its type where `?.` or an earlier `?.` allows;
 * otherwise it is reported. `optional` is whether the next step ends on null.
 */
export function receiver(
  ctx: Context,
  node: Expression,
  optional: boolean,
  what: string,
): {
  readonly object: Expr;
  readonly type: Type;
  readonly optional: boolean;
  readonly short: boolean;
} {
  const link = linkOf(ctx, node);
  const missing = mayBeNull(link.own);
  if (missing && !optional) {
    const name = ctx.source.text.slice(node.start, node.end);
    ctx.report(
      node,
      "possibly_null",
      link.own.kind === "null"
        ? `\`${brief(name)}\` is null here, so it has no ${what}.`
        : `\`${brief(name)}\` may be null (${show(link.own)}), so it has no ${what} for sure.`,
      {
        allowed: pathOf(link.value)
          ? "`?.`, a test `!== null`, or `require(x !== null, ...)`"
          : "name it by `const` first, then test it; or `?.`",
      },
    );
  } else if (link.own.kind === "null") {
    const name = brief(ctx.source.text.slice(node.start, node.end));
    ctx.report(node, "unreachable_code", `\`${name}\` is null here, so it never has ${what}.`);
  } else if (link.own.kind === "never" && !isError(link.own)) {
    ctx.report(
      node,
      "unreachable_code",
      `\`${brief(ctx.source.text.slice(node.start, node.end))}\` cannot have any value here, so this is never evaluated.`,
    );
  }
  const short = link.short || (optional && missing);
  return { object: link.value, type: present(link.own), optional: short, short };
}

function brief(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length <= 40 ? line : `${line.slice(0, 37)}...`;
}

function memberLink(ctx: Context, node: MemberExpression): Link {
  if (node.object.type === "Super" || node.property.type === "PrivateIdentifier") {
    return failedLink(ctx.fail(node, "outside_subset", "There are no classes."));
  }
  const { object, property } = node;
  if (object.type === "Identifier" && isGlobal(object.name) && unknownGlobal(ctx, object.name)) {
    const member = property.type === "Identifier" ? property.name : null;
    const hint = globalHint(object.name, member) ?? "";
    return failedLink(ctx.fail(node, "outside_subset", `There is no \`${object.name}\`: ${hint}.`));
  }
  if (node.computed) return indexLink(ctx, node, object, property);
  if (property.type !== "Identifier") return failedLink(ctx.failed(node));
  return fieldLink(ctx, node, object, property.name, property);
}

function unknownGlobal(ctx: Context, name: string): boolean {
  return (
    ctx.scopes.find(name) === undefined &&
    !ctx.model.tables.has(name) &&
    !ctx.model.constants.has(name)
  );
}

function failedLink(value: Expr): Link {
  return { value, own: value.type, short: false };
}

function fieldLink(
  ctx: Context,
  node: MemberExpression,
  objectNode: Expression,
  name: string,
  property: Expression,
): Link {
  const place = { start: property.start, end: property.end };
  if (FORBIDDEN.has(name)) {
    ctx.expression(objectNode);
    return failedLink(
      ctx.fail(place, "outside_subset", `There is no \`${name}\`: values have no prototypes.`),
    );
  }
  const from = receiver(ctx, objectNode, node.optional, `\`${name}\``);
  if (from.type.kind === "never") return failedLink(ctx.failed(node));
  if (from.object.node === "constant") return constantField(ctx, node, from.object, name, place);
  const known = members(ctx.model, from.type)?.get(name);
  if (known !== undefined) return fieldOf(ctx, node, from, known);
  if (name === "length" && (from.type.kind === "list" || isText(from.type))) {
    return finish(ctx, node, from.short, INT, (type, at) => ({
      node: "method",
      object: from.object,
      name: "length",
      args: [],
      optional: from.optional,
      charged: false,
      type,
      at,
    }));
  }
  return failedLink(unknownField(ctx, place, from.type, name));
}

function fieldOf(
  ctx: Context,
  node: MemberExpression,
  from: ReturnType<typeof receiver>,
  known: Member,
): Link {
  const { object } = from;
  // The id behind a ref is the ref itself: whether the record exists is not asked.
  const owner = from.type;
  if (owner.kind === "entity" && object.node === "field" && object.via === "ref") {
    if (ctx.entity(owner.entity)?.idField === known.field) {
      const value = toId(object, owner.entity);
      return { value, own: present(value.type), short: from.short };
    }
  }
  return finish(ctx, node, from.short, known.type, (type, at) => ({
    node: "field",
    object,
    field: known.field,
    via: known.via,
    optional: from.optional,
    type,
    at,
  }));
}

/** Puts a step together: narrowed where tests have shown something, nullable where `?.` was passed. */
function finish(
  ctx: Context,
  node: MemberExpression,
  short: boolean,
  declared: Type,
  make: (type: Type, at: Expr["at"]) => Expr,
): Link {
  const at = ctx.at(node);
  const plain = make(short ? nullable(declared) : declared, at);
  const path = pathOf(plain);
  const fact = path === null ? undefined : ctx.facts.get(path.key);
  if (fact === undefined) return { value: plain, own: declared, short };
  const value = make(fact, at);
  // A test of the whole chain has answered for the `?.` in it as well.
  return { value, own: fact, short: false };
}

function constantField(
  ctx: Context,
  node: MemberExpression,
  table: Extract<Expr, { node: "constant" }>,
  name: string,
  place: { start: number; end: number },
): Link {
  const { value, type } = table;
  if (name === "length" && (type.kind === "list" || isText(type))) {
    const length: Expr = {
      node: "method",
      object: table,
      name,
      args: [],
      optional: false,
      charged: false,
      type: INT,
      at: ctx.at(node),
    };
    return { value: length, own: INT, short: false };
  }
  if (!isTable(value) || !Object.hasOwn(value, name)) {
    const names = isTable(value) ? Object.keys(value) : [];
    return failedLink(
      names.length === 0
        ? unknownField(ctx, place, type, name)
        : ctx.fail(
            place,
            "unknown_field",
            `The constants \`${table.path.join(".")}\` have no \`${name}\`.`,
            {
              allowed: listed(names),
              found: name,
              among: names,
            },
          ),
    );
  }
  const entry = value[name] ?? null;
  const entryType =
    type.kind === "record"
      ? (type.fields.find((field) => field.name === name)?.type ?? NEVER)
      : type.kind === "map"
        ? type.value
        : NEVER;
  const constant: Expr = {
    node: "constant",
    path: [...table.path, name],
    value: entry,
    type: entryType,
    at: ctx.at(node),
  };
  return { value: constant, own: entryType, short: false };
}

function isTable(value: Json): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unknownField(
  ctx: Context,
  place: { start: number; end: number },
  type: Type,
  name: string,
): Expr {
  if (isError(type)) return ctx.failed(place);
  if (type.kind === "union") {
    const spec = ctx.model.types.get(type.name);
    if (spec?.kind === "union") {
      const having = spec.variants.filter((v) => v.fields.some((field) => field.name === name));
      if (having.length > 0) {
        return ctx.fail(
          place,
          "untested_variant",
          `Only ${having.map((v) => JSON.stringify(v.value)).join(" and ")} of ${type.name} ${having.length === 1 ? "has" : "have"} \`${name}\`.`,
          { allowed: `a test before: \`${spec.tag} === ${JSON.stringify(having[0]?.value)}\`` },
        );
      }
    }
  }
  const known = members(ctx.model, type);
  if (known !== null) {
    return ctx.fail(place, "unknown_field", `${show(type)} has no field \`${name}\`.`, {
      allowed: listed(known.keys()),
      found: name,
      among: known.keys(),
    });
  }
  const methods = type.kind === "list" ? LIST_METHODS : isText(type) ? TEXT_METHODS : null;
  if (methods?.has(name) === true || name === "push") {
    return ctx.fail(place, "type_mismatch", `\`${name}\` is a method; it has to be called.`, {
      allowed: `${name}(...)`,
    });
  }
  const hint = name === "length" ? null : methodHint(name);
  const remedy =
    type.kind === "map" ? `write \`map[${JSON.stringify(name)}]\` or \`size(map)\`` : hint;
  const shown =
    type.kind === "map" && type.key.kind === "never"
      ? "An object that starts empty is a map: it"
      : show(type);
  return ctx.fail(
    place,
    "unknown_field",
    `${shown} has no \`${name}\`${remedy === null ? "" : `; ${remedy}`}.`,
    methods === null ? {} : { found: name, among: ["length", ...methods.keys()] },
  );
}

function indexLink(
  ctx: Context,
  node: MemberExpression,
  objectNode: Expression,
  property: Expression,
): Link {
  const from = receiver(ctx, objectNode, node.optional, "entries");
  const { object, type } = from;
  const dynamic = type.kind === "entity" || (type.kind === "record" && object.node !== "constant");
  const key = ctx.expression(property, type.kind === "map" ? slot(type.key, true) : null);
  if (type.kind === "never" || isError(key.type)) return failedLink(ctx.failed(node));
  if (dynamic) {
    const chosen = dynamicField(ctx, node, from, key, property);
    return chosen ?? failedLink(ctx.failed(node));
  }
  const element = elementOf(ctx, from, key, property);
  if (element === null) return failedLink(ctx.failed(node));
  return finish(ctx, node, from.short, element.type, (shown, at) => ({
    node: "index",
    object,
    index: element.index,
    optional: from.optional,
    type: shown,
    at,
  }));
}

/** What `[key]` gives of a list, map or table of constants; null (reported) where nothing. */
function elementOf(
  ctx: Context,
  from: ReturnType<typeof receiver>,
  key: Expr,
  property: Expression,
): { readonly index: Expr; readonly type: Type } | null {
  const { type } = from;
  if (type.kind === "list") {
    if (!isWhole(key.type)) {
      return reported(
        ctx,
        property,
        `An element of a list is reached by an int, not ${show(key.type)}.`,
      );
    }
    return { index: key, type: nullable(type.of) };
  }
  if (from.object.node === "constant" || type.kind === "record") {
    return constantEntry(ctx, type, key, property);
  }
  if (type.kind === "map") {
    // A map that is known to be empty takes any key; what is stored in it will say which.
    if (type.key.kind === "never") return { index: key, type: nullable(type.value) };
    const index = coerce(ctx, key, slot(type.key, true), property, "The map's key");
    return { index, type: nullable(type.value) };
  }
  const hint = isText(type) ? "; write `text.slice(i, i + 1)`" : "";
  ctx.report(property, "outside_subset", `${show(type)} has no entries \`[...]\`${hint}.`, {
    allowed: "maps, lists, constants, and records by an enum of field names",
  });
  return null;
}

function reported(ctx: Context, node: Expression, message: string): null {
  ctx.report(node, "type_mismatch", message);
  return null;
}

function constantEntry(
  ctx: Context,
  type: Type,
  key: Expr,
  property: Expression,
): { readonly index: Expr; readonly type: Type } | null {
  const fields = type.kind === "record" ? type.fields : null;
  const common = type.kind === "map" ? type.value : commonType((fields ?? []).map((f) => f.type));
  if (common === null) {
    return reported(ctx, property, "The entries of these constants are of different types.");
  }
  if (mayBeNull(key.type)) {
    ctx.report(property, "possibly_null", `The key may be null (${show(key.type)}).`);
    return null;
  }
  const textual = isText(key.type) || key.type.kind === "enum" || key.type.kind === "id";
  if (!textual) {
    return reported(
      ctx,
      property,
      `Constants are looked up by text or an enum, not ${show(key.type)}.`,
    );
  }
  const values = valuesOf(key.type);
  const total =
    values !== null &&
    fields !== null &&
    values.every((value) => fields.some((field) => field.name === value));
  return { index: key, type: total ? common : nullable(common) };
}

/** `record[name]` with a name out of an enum whose values are fields of one type. */
function dynamicField(
  ctx: Context,
  node: MemberExpression,
  from: ReturnType<typeof receiver>,
  key: Expr,
  property: Expression,
): Link | null {
  const values = valuesOf(key.type);
  if (values === null) {
    ctx.report(
      property,
      "outside_subset",
      `A field of ${show(from.type)} is named by \`.field\`, or by an enum whose values are fields of it.`,
    );
    return null;
  }
  const known = members(ctx.model, from.type) ?? new Map<string, Member>();
  const chosen: Member[] = [];
  for (const value of values) {
    const member = known.get(value);
    if (member === undefined || member.via === "ref" || member.field !== value) {
      ctx.report(
        property,
        "unknown_field",
        `${show(from.type)} has no field \`${value}\` of that enum.`,
        {
          allowed: listed(known.keys()),
          found: value,
          among: known.keys(),
        },
      );
      return null;
    }
    chosen.push(member);
  }
  const [first] = chosen;
  const type = first?.type ?? NEVER;
  if (chosen.some((member) => show(member.type) !== show(type))) {
    ctx.report(
      property,
      "type_mismatch",
      "The fields that this enum names are of different types.",
    );
    return null;
  }
  const shown = from.short ? nullable(type) : type;
  const value: Expr = {
    node: "dynamicField",
    object: from.object,
    name: key,
    type: shown,
    at: ctx.at(node),
  };
  return { value, own: type, short: from.short };
}
