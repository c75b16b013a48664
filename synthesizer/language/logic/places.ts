/** Where changes land: fields, entries and elements of records and of local values. */
import type { Expression, MemberExpression, Pattern } from "acorn";
import type { Expr, Place, Type } from "../ir.js";
import { type Context, type Slot, slot } from "./context.js";
import { receiver } from "./expressions/members.js";
import { type Path, pathOf, twin } from "./facts.js";
import { members } from "./fields.js";
import { originOf } from "./origins.js";
import type { LocalSymbol, Owner } from "./scope.js";
import { isError, mayBeNull, NULL, present, same, show, valuesOf } from "./types.js";

/** A place that can be changed, and what may be put there. */
export interface Target {
  readonly place: Place;
  readonly slot: Slot;
  /** The local that is changed as a whole or in part; null for records. */
  readonly symbol: LocalSymbol | null;
  /** The record field that is changed, as far as it is known. */
  readonly field: string | null;
}

type Written = { readonly start: number; readonly end: number };

/** The place that an assignment's left side denotes; null (reported) when it is none. */
export function placeOf(ctx: Context, node: Pattern | Expression): Target | null {
  if (node.type === "Identifier") return localPlace(ctx, node);
  if (node.type === "MemberExpression") return memberPlace(ctx, node);
  ctx.report(
    node,
    "outside_subset",
    node.type === "ObjectPattern" || node.type === "ArrayPattern"
      ? "Assign one value at a time; there is no destructuring in assignments."
      : "Only locals, fields and entries can be assigned.",
  );
  return null;
}

function localPlace(
  ctx: Context,
  node: { name: string; start: number; end: number },
): Target | null {
  const symbol = ctx.scopes.find(node.name);
  if (symbol === undefined) {
    if (ctx.model.constants.has(node.name) || ctx.model.tables.has(node.name)) {
      ctx.report(node, "not_changeable", `\`${node.name}\` cannot be assigned.`, {
        allowed: "fields of records; `create` and `remove`",
      });
    } else {
      ctx.report(node, "unknown_name", `Nothing is called \`${node.name}\` here.`, {
        found: node.name,
        among: ctx.scopes.names(),
        allowed: "a local that was declared by `let`",
      });
    }
    return null;
  }
  if (symbol.kind !== "let") {
    symbol.used = true;
    ctx.used.add(symbol.name);
    const why = {
      const: "is a `const`; declare it by `let`",
      param: "is a parameter; copy it to a `let`",
      loop: "is the variable of a loop; copy it to a `let`",
      arrow: "is a parameter; copy it to a `let`",
      let: "",
    }[symbol.kind];
    ctx.report(node, "not_changeable", `\`${node.name}\` ${why}.`);
    return null;
  }
  if (ctx.arrows > 0) {
    ctx.report(node, "not_allowed_here", "An arrow function changes nothing; write a `for` loop.");
    return null;
  }
  const target = {
    node: "local",
    name: node.name,
    type: symbol.type,
    at: ctx.at(node),
  } as const;
  return { place: { target, entity: null }, slot: slot(symbol.type), symbol, field: null };
}

function memberPlace(ctx: Context, node: MemberExpression): Target | null {
  if (node.object.type === "Super" || node.property.type === "PrivateIdentifier") return null;
  if (node.optional) {
    ctx.report(node, "outside_subset", "What may be missing is tested before it is changed.");
    return null;
  }
  const from = receiver(ctx, node.object, false, "field to change");
  if (isError(from.type) || from.type.kind === "never") return null;
  if (ctx.arrows > 0 || !ctx.mayWrite) {
    ctx.report(
      node,
      "not_allowed_here",
      ctx.arrows > 0
        ? "An arrow function changes nothing; write a `for` loop."
        : `Nothing can be changed in ${ctx.scope.where === "rule" ? "a rule" : "an invariant"}.`,
    );
    return null;
  }
  const step = node.computed
    ? entryPlace(ctx, node, from.object, from.type)
    : fieldPlace(ctx, node, from.object, from.type);
  if (step === null) return null;
  return rooted(ctx, node, from.object, from.type, step);
}

interface Step {
  readonly target: Place["target"];
  readonly type: Type;
  /** What is stored there are ids where records are meant. */
  readonly stored: boolean;
  readonly field: string | null;
}

function fieldPlace(ctx: Context, node: MemberExpression, object: Expr, type: Type): Step | null {
  const { property } = node;
  if (property.type !== "Identifier") return null;
  const name = property.name;
  const known = members(ctx.model, type);
  const member = known?.get(name);
  if (known === null || member === undefined) {
    // Reading says what is wrong.
    ctx.expression(node);
    return null;
  }
  if (type.kind === "entity" && ctx.entity(type.entity)?.idField === member.field) {
    ctx.report(property, "not_changeable", `\`${name}\` is the record's id, which never changes.`);
    return null;
  }
  if (type.kind === "union" && ctx.tagOf(type.name) === member.field) {
    ctx.report(
      property,
      "not_changeable",
      "The tag of a union does not change; store a whole new value.",
    );
    return null;
  }
  if (type.kind === "changes") {
    ctx.report(node, "not_changeable", "A `changes` parameter does not change; use `apply`.");
    return null;
  }
  const target = {
    node: "field",
    object,
    field: member.field,
    via: "value",
    optional: false,
    type: member.slot,
    at: ctx.at(node),
  } as const;
  const stored = type.kind !== "record" || type.name !== null;
  return { target, type: member.slot, stored, field: member.field };
}

function entryPlace(ctx: Context, node: MemberExpression, object: Expr, type: Type): Step | null {
  // Reading checks the key; only what is found there differs.
  const read = ctx.expression(node);
  if (isError(read.type)) {
    // An entry of a local that is known to be empty is null: not an error.
    return null;
  }
  if (read.node === "dynamicField") {
    const [first] = valuesOf(read.name.type) ?? [];
    const member = first === undefined ? undefined : members(ctx.model, type)?.get(first);
    return {
      target: read,
      type: member?.slot ?? read.type,
      stored: type.kind === "entity",
      field: null,
    };
  }
  if (read.node !== "index") return null;
  const stored = storedEntries(object);
  if (type.kind === "map") {
    const target = { ...read, object: unfollowed(object), type: type.value };
    return { target, type: type.value, stored, field: null };
  }
  if (type.kind !== "list") {
    ctx.report(node, "not_changeable", `The entries of ${show(type)} cannot be assigned.`);
    return null;
  }
  if (mayBeNull(read.type) && !mayBeNull(type.of)) {
    ctx.report(node, "possibly_null", "The list may have no such element.", {
      allowed: "a test `list[i] !== null` before, or `list.push(x)` for a new one",
    });
    return null;
  }
  const target = { ...read, object: unfollowed(object), type: type.of };
  return { target, type: type.of, stored, field: null };
}

/** Whether refs inside of a container are held as ids. */
function storedEntries(object: Expr): boolean {
  switch (object.node) {
    case "field":
      return object.object.type.kind !== "record" || object.object.type.name !== null;
    case "index":
      return storedEntries(object.object);
    default:
      return false;
  }
}

/** A list or map of refs as it is stored, to be changed. */
export function unfollowed(object: Expr): Expr {
  return object.node === "field" && object.via === "ref" && object.type.kind !== "entity"
    ? { ...object, via: "value" }
    : object;
}

/** Finds the record or local at the root of a place; reports when there is none to change. */
function rooted(ctx: Context, node: Written, object: Expr, type: Type, step: Step): Target | null {
  const to = slot(step.type, step.stored);
  if (type.kind === "entity") {
    if (!seedMayChange(ctx, node, type.entity, step.field)) return null;
    const place: Place = { target: step.target, entity: type.entity };
    return { place, slot: to, symbol: null, field: step.field };
  }
  return nestedTarget(ctx, node, object, step.target, to);
}

/** A change inside of a nested value: of a record, or of a local. */
export function nestedTarget(
  ctx: Context,
  node: Written,
  object: Expr,
  target: Place["target"],
  to: Slot,
): Target | null {
  const owner: Owner = originOf(ctx, object).self;
  if (owner.kind === "record") {
    if (!seedMayChange(ctx, node, owner.entity, owner.field)) return null;
    return { place: { target, entity: owner.entity }, slot: to, symbol: null, field: owner.field };
  }
  const symbol = rootSymbol(ctx, object);
  if (owner.kind === "unknown") {
    ctx.report(node, "not_changeable", `This cannot be changed: ${owner.why}.`, {
      allowed:
        "a change that starts at a record, such as `order.items`, or a copy: `const own = { ...x, a: 1 }`",
    });
    return null;
  }
  if (symbol === null) {
    ctx.report(
      node,
      "not_changeable",
      "This is a new value that nothing keeps; name it by `const` first.",
    );
    return null;
  }
  symbol.changes.push({ start: node.start, end: node.end, loops: ctx.loops });
  return { place: { target, entity: null }, slot: to, symbol, field: null };
}

/** Seeds make records; of others they change derived fields only. */
function seedMayChange(ctx: Context, node: Written, entity: string, field: string | null): boolean {
  if (ctx.scope.where !== "seed") return true;
  const spec = ctx.entity(entity)?.fields.find((candidate) => candidate.name === field);
  if (spec?.derived === true) return true;
  ctx.report(node, "not_allowed_here", "A seed changes `derived` fields of other records only.", {
    allowed: ctx
      .entity(entity)
      ?.fields.filter((candidate) => candidate.derived === true)
      .map((candidate) => candidate.name)
      .join(", "),
  });
  return false;
}

function rootSymbol(ctx: Context, expr: Expr): LocalSymbol | null {
  switch (expr.node) {
    case "local":
      return ctx.scopes.find(expr.name) ?? null;
    case "field":
    case "index":
    case "dynamicField":
      return rootSymbol(ctx, expr.object);
    default:
      return null;
  }
}

/** Forgets what the change makes doubtful, and remembers what the place now holds. */
export function changed(ctx: Context, target: Target, value: Expr | null): void {
  const { place } = target;
  const path = pathOf(place.target);
  if (place.target.node === "local") ctx.forgetLocal(place.target.name);
  else if (place.entity !== null) ctx.forgetField(place.entity, target.field);
  if (place.entity === null && target.symbol !== null && place.target.node !== "local") {
    // Another local may hold the same value: all that was shown inside of locals is in doubt.
    ctx.forget((known) => known.hops.length === 0 && (known.fields.length > 0 || known.indexed));
  }
  if (path !== null) ctx.forgetInside(path.key);
  if (path === null || value === null || isError(value.type)) return;
  remember(ctx, path, target.slot.type, value.type, place.target);
}

function remember(
  ctx: Context,
  path: Path,
  declared: Type,
  given: Type,
  target: Place["target"],
): void {
  const type = narrowedTo(declared, given);
  if (target.node === "index") {
    // Reading an entry may give null; what was just put there is there.
    if (!mayBeNull(type)) ctx.facts = ctx.facts.set(path, type);
    return;
  }
  if (same(type, declared)) return;
  const inner = present(declared);
  if (inner.kind === "entity" && target.node === "field") {
    const id: Type = { kind: "id", entity: inner.entity };
    const missing = type.kind === "null" ? NULL : null;
    if (mayBeNull(type) && missing === null) return;
    ctx.facts = ctx.facts.set(path, missing ?? id).set(twin(path), missing ?? inner);
    return;
  }
  ctx.facts = ctx.facts.set(path, type);
}

/** The declared type as far as a value of the given type fills it. */
export function narrowedTo(declared: Type, given: Type): Type {
  if (given.kind === "never") return declared;
  if (declared.kind === "nullable") {
    if (given.kind === "null") return NULL;
    const inner = narrowedTo(declared.of, present(given));
    return mayBeNull(given) ? { kind: "nullable", of: inner } : inner;
  }
  if (declared.kind === "enum") {
    const values = valuesOf(given);
    return values === null ? declared : { ...declared, values };
  }
  if (declared.kind === "union" && given.kind === "union") return { ...declared, tags: given.tags };
  return declared;
}
