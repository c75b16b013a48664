/**
 * References (`loan`, `loan.fee`) and what TypeScript and the checker each know of them. Where the
 * checker has narrowed and TypeScript has not, or the other way round, the emitted code says so.
 */
import type { Expr, Type } from "../../language/ir.js";
import { isNullable, present } from "../model.js";
import { memberName, quote } from "../text.js";
import type { BodyContext } from "./context.js";
import { at, call, type Out, out, PREC } from "./output.js";

/** The emitted text of an expression that TypeScript can narrow; null for any other. */
export function referenceOf(cx: BodyContext, expr: Expr): string | null {
  if (expr.node === "local") {
    if (cx.aliases.needsCurrent(expr) || cx.aliases.needsEdit(expr)) return null;
    return cx.nameOf(cx.aliases.bindings.of(expr));
  }
  if (expr.node !== "field" || expr.optional || expr.via === "ref") return null;
  if (present(expr.object.type).kind === "changes") return null;
  return storedReference(cx, expr);
}

/** The reference to the stored field, whether it is followed or not. */
export function storedReference(
  cx: BodyContext,
  expr: Extract<Expr, { node: "field" }>,
): string | null {
  const base = referenceOf(cx, expr.object);
  if (base === null || /[^\w$]$/.test(base)) return null;
  if (mismatch(cx, expr.object, base) !== null) return null;
  const { object } = expr;
  if (narrowedTags(cx, object, base) !== null) return null;
  return `${base}${member(expr.field)}`;
}

export function member(field: string): string {
  const name = memberName(field);
  return name === field ? `.${field}` : `[${quote(field)}]`;
}

/** Whether TypeScript's declared type of the expression allows null. */
export function declaredNullable(cx: BodyContext, expr: Expr): boolean {
  if (expr.node === "local") {
    const binding = cx.aliases.bindings.of(expr);
    return !cx.isProved(binding) && isNullable(binding.type);
  }
  if (expr.node === "field") {
    const object = present(expr.object.type);
    if (object.kind === "changes") return true;
    const spec = cx.model.declaredField(object, expr.field);
    if (spec !== null) return spec.kind === "nullable";
    if (object.kind === "record") {
      const field = object.fields.find((candidate) => candidate.name === expr.field);
      return field !== undefined && isNullable(field.type);
    }
  }
  return isNullable(expr.type);
}

/** How the checker's type and TypeScript's differ at this reference, if they do. */
function mismatch(
  cx: BodyContext,
  expr: Expr,
  reference: string | null,
): "present" | "widened" | null {
  const belief = reference === null ? {} : cx.beliefs.get(reference);
  if (belief.missing === true && expr.type.kind !== "null") return "widened";
  if (!isNullable(expr.type) && declaredNullable(cx, expr) && belief.present !== true) {
    return "present";
  }
  const values = valuesOf(present(expr.type));
  if (values !== null && belief.values !== undefined) {
    if (values.some((value) => belief.values?.includes(value) !== true)) return "widened";
  }
  return null;
}

function valuesOf(type: Type): readonly string[] | null {
  switch (type.kind) {
    case "enum":
      return type.values;
    case "literal":
      return [type.value];
    case "bool":
      return ["true", "false"];
    default:
      return null;
  }
}

/** The reference as the checker knows it. */
export function reconciled(cx: BodyContext, expr: Expr, text: Out, reference: string | null): Out {
  switch (mismatch(cx, expr, reference)) {
    case "present":
      noteForgotten(cx, expr);
      return call(cx.helper("present"), text.text);
    case "widened":
      noteForgotten(cx, expr);
      return call(`${cx.helper("widened")}<${cx.types.local(declaredType(cx, expr))}>`, text.text);
    default:
      return text;
  }
}

/** Remembers that a parameter would be known better inside an arrow function if it had a name. */
export function noteForgotten(cx: BodyContext, expr: Expr): void {
  let root = expr;
  while (root.node === "field") root = root.object;
  if (cx.arrows === 0 || root.node !== "local") return;
  const binding = cx.aliases.bindings.of(root);
  if (binding.kind === "param") cx.forgotten.add(binding);
}

/** The type that TypeScript would see without any test. */
function declaredType(cx: BodyContext, expr: Expr): Type {
  if (expr.node === "local") return cx.aliases.bindings.of(expr).type;
  const bare = present(expr.type);
  const values = bare.kind === "enum" && bare.name !== "" ? enumValues(cx, bare.name) : null;
  const wide: Type = values === null || bare.kind !== "enum" ? bare : { ...bare, values };
  return declaredNullable(cx, expr) && wide.kind !== "null" ? { kind: "nullable", of: wide } : wide;
}

function enumValues(cx: BodyContext, name: string): readonly string[] | null {
  const found = cx.model.ir.enums.find((candidate) => candidate.name === name);
  return found === undefined ? null : found.values.map(({ value }) => value);
}

/** The variants that the checker has narrowed a union to and TypeScript has not, if any. */
export function narrowedTags(
  cx: BodyContext,
  expr: Expr,
  reference: string | null,
): readonly string[] | null {
  const type = present(expr.type);
  if (type.kind !== "union") return null;
  const declared = cx.model.named(type.name);
  if (declared?.kind !== "union") return null;
  const believed = reference === null ? undefined : cx.beliefs.get(reference).tags;
  const tags = believed ?? declared.variants.map(({ value }) => value);
  return tags.every((tag) => type.tags.includes(tag)) ? null : type.tags;
}

/** What TypeScript learns when the condition comes out as `truth`. */
export function learn(cx: BodyContext, condition: Expr, truth: boolean): void {
  switch (condition.node) {
    case "not":
      learn(cx, condition.operand, !truth);
      return;
    case "and":
    case "or":
      if ((condition.node === "and") === truth) {
        learn(cx, condition.left, truth);
        learn(cx, condition.right, truth);
      }
      return;
    case "equal": {
      const equal = truth !== condition.negated;
      learnEqual(cx, condition.left, condition.right, equal);
      learnEqual(cx, condition.right, condition.left, equal);
      return;
    }
    case "local":
    case "field": {
      const reference = referenceOf(cx, condition);
      if (reference !== null) cx.beliefs.add(reference, { values: [String(truth)] });
      return;
    }
    default:
      return;
  }
}

function learnEqual(cx: BodyContext, side: Expr, other: Expr, equal: boolean): void {
  if (other.node !== "literal") return;
  const reference =
    side.node === "field" && side.via === "ref" && !side.optional
      ? storedReference(cx, side)
      : referenceOf(cx, side);
  if (reference === null || mismatch(cx, side, reference) !== null) return;
  if (other.value === null) {
    cx.beliefs.add(reference, equal ? { missing: true } : { present: true, missing: false });
    return;
  }
  if (equal) cx.beliefs.add(reference, { present: true });
  if (typeof other.value === "number") return;
  const value = String(other.value);
  const declared = cx.beliefs.get(reference).values ?? valuesOf(present(declaredType(cx, side)));
  if (declared !== null) {
    const left = declared.filter((candidate) => (candidate === value) === equal);
    cx.beliefs.add(reference, { values: left });
  }
  learnTag(cx, side, value, equal);
}

function learnTag(cx: BodyContext, side: Expr, value: string, equal: boolean): void {
  if (side.node !== "field") return;
  const union = present(side.object.type);
  if (union.kind !== "union" || cx.model.tagOf(union.name) !== side.field) return;
  const owner = referenceOf(cx, side.object);
  if (owner === null) return;
  const declared = cx.model.named(union.name);
  const all =
    cx.beliefs.get(owner).tags ??
    (declared?.kind === "union" ? declared.variants.map((variant) => variant.value) : []);
  cx.beliefs.add(owner, { tags: all.filter((tag) => (tag === value) === equal) });
}

/** What TypeScript knows of a reference after a value of this type was assigned to it. */
export function learnAssigned(cx: BodyContext, reference: string, target: Expr, value: Expr): void {
  cx.beliefs.forget(reference);
  const { type } = value;
  if (type.kind === "null") {
    cx.beliefs.add(reference, { missing: true });
    return;
  }
  if (declaredNullable(cx, target) && !isNullable(type))
    cx.beliefs.add(reference, { present: true });
  const values =
    value.node === "literal" && typeof value.value === "boolean"
      ? [String(value.value)]
      : type.kind === "literal" || type.kind === "enum"
        ? valuesOf(type)
        : null;
  if (values !== null) cx.beliefs.add(reference, { values });
}

/** A record as an expression from which a field can be read. */
export function idField(cx: BodyContext, entity: string, record: Out, optional: boolean): Out {
  const spec = cx.model.entity(entity);
  if (spec.singleton) return out(quote(spec.table));
  return {
    text: `${at(record, PREC.member)}${optional ? "?." : "."}${memberName(spec.idField)}`,
    prec: PREC.member,
    ...(optional ? { undef: true } : {}),
  };
}
