/** What all emission of expressions stands on: operands, fields as stored, arrow functions. */
import type { Expr } from "../../language/ir.js";
import { entityOf, isNullable, present } from "../model.js";
import { quote } from "../text.js";
import type { Binding } from "./bindings.js";
import type { BodyContext } from "./context.js";
import { refreshed } from "./handles.js";
import { at, call, type Out, out, PREC, settled } from "./output.js";
import { learn, member, narrowedTags, noteForgotten, referenceOf } from "./references.js";
import { structureOf } from "./structure.js";

type Of<N extends Expr["node"]> = Extract<Expr, { node: N }>;

/** The expression's value, null where there is none. */
export function emit(cx: BodyContext, expr: Expr): Out {
  return settled(chain(cx, expr));
}

/** The text with at least this precedence. */
export function text(cx: BodyContext, expr: Expr, prec: number = PREC.lowest): string {
  return at(emit(cx, expr), prec);
}

/** As an argument of a call or an element of a list. */
export function argument(cx: BodyContext, expr: Expr): string {
  return text(cx, expr, PREC.assign);
}

/** The expression's value, possibly `undefined` where the language means null. */
export function chain(cx: BodyContext, expr: Expr): Out {
  const hoisted = cx.hoisted.size === 0 ? undefined : cx.hoisted.get(structureOf(expr));
  if (hoisted !== undefined) return out(hoisted);
  const value = cx.node(cx, expr);
  const entity = entityOf(expr.type);
  if (entity === null) {
    return cx.aliases.needsRefresh(expr) ? refreshed(cx, settled(value), expr.type) : value;
  }
  if (cx.aliases.needsEdit(expr)) return edited(cx, value, expr, entity);
  if (cx.aliases.needsCurrent(expr) || cx.aliases.needsRefresh(expr)) {
    return refreshed(cx, settled(value), expr.type);
  }
  return value;
}

/** The private copy of the record. */
export function edited(cx: BodyContext, value: Out, expr: Expr, entity: string): Out {
  const table = cx.table(entity);
  if (isNullable(expr.type)) return call(cx.helper("editIfFound"), table, value.text);
  return call(`${table}.edit`, value.text);
}

/** The field as stored, ids of refs included. */
export function storedField(cx: BodyContext, expr: Of<"field">): Out {
  const object = owner(cx, expr.object);
  const optional = expr.optional && isNullable(expr.object.type);
  const isChanges = present(expr.object.type).kind === "changes";
  return {
    text: `${at(object, PREC.member)}${optional ? "?" : ""}${optional && member(expr.field).startsWith("[") ? "." : ""}${member(expr.field)}`,
    prec: PREC.member,
    ...(optional || object.undef === true || isChanges ? { undef: true } : {}),
  };
}

/** The object of a field access; a union as the variants that it is known to be of. */
function owner(cx: BodyContext, object: Expr): Out {
  const value = chain(cx, object);
  const tags = narrowedTags(cx, object, referenceOf(cx, object));
  if (tags === null) return value;
  noteForgotten(cx, object);
  const type = present(object.type);
  const tag = type.kind === "union" ? (cx.model.tagOf(type.name) ?? "") : "";
  return call(cx.helper("variant"), settled(value).text, quote(tag), ...tags.map(quote));
}

/**
 * An arrow function; inside it TypeScript remembers less. `tests` are put before the body, given
 * the name of the first parameter.
 */
export function lambda(
  cx: BodyContext,
  params: readonly Binding[],
  body: Expr | null,
  tests: (name: string) => readonly string[] = () => [],
): Out {
  const before = cx.beliefs.save();
  cx.beliefs.keepForArrow((name) => cx.isConstant(name));
  cx.push();
  cx.arrows += 1;
  const claimed = params.map((param) => cx.declare(param));
  const leading = tests(claimed[0] ?? "");
  const isUsed = (position: number): boolean =>
    (params[position]?.uses ?? 0) > 0 || (position === 0 && leading.length > 0);
  const last = params.findLastIndex((_, position) => isUsed(position));
  const names = claimed
    .slice(0, last + 1)
    .map((name, position) => (isUsed(position) ? name : `_${name}`));
  const parts = [
    ...leading,
    ...(body === null ? [] : [text(cx, body, leading.length > 0 ? PREC.and : PREC.assign)]),
  ];
  const value = parts.join(" && ");
  cx.arrows -= 1;
  cx.pop();
  cx.beliefs.restore(before);
  return out(
    `(${names.join(", ")}) => ${value.startsWith("{") ? `(${value})` : value}`,
    PREC.assign,
  );
}

/** Emits with what TypeScript knows where the condition came out as `truth`. */
export function knowing<T>(cx: BodyContext, condition: Expr, truth: boolean, then: () => T): T {
  const before = cx.beliefs.save();
  learn(cx, condition, truth);
  const result = then();
  cx.beliefs.restore(before);
  return result;
}
