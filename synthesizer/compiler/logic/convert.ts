/** Conversions: ids for records, rounding, copies, and the shape of what a tool returns. */
import type { FieldSpec, TypeSpec } from "../../../shared/index.js";
import type { Expr, Type } from "../../language/ir.js";
import { entityOf, isNested, isNullable, present } from "../model.js";
import { known } from "../names.js";
import { memberName, propertyKey, quote, templatePart } from "../text.js";
import type { BodyContext } from "./context.js";
import { chain, emit, storedField } from "./emitting.js";
import { type Step, through, toIds } from "./handles.js";
import { at, call, type Out, out, PREC, settled } from "./output.js";
import { idField, reconciled, storedReference } from "./references.js";

export function convert(cx: BodyContext, expr: Extract<Expr, { node: "convert" }>): Out {
  switch (expr.how) {
    case "id":
      return idOf(cx, expr.operand);
    case "message":
      return message(cx, expr.operand);
    case "copy":
      return call(cx.helper("copy"), emit(cx, expr.operand).text);
    case "round": {
      const value = emit(cx, expr.operand);
      const step = rounding(expr.operand.type, expr.type);
      return step === null ? value : step(cx, value);
    }
    case "view": {
      const shaped = view(cx, expr.operand, expr.shape);
      // What is stored shares nothing with what it was made of.
      const needsCopy = !cx.shows && !isOwn(expr.operand);
      return needsCopy ? call(cx.helper("copy"), shaped.text) : shaped;
    }
  }
}

function view(cx: BodyContext, operand: Expr, shape: TypeSpec | null): Out {
  if (operand.node === "object" && shape !== null) {
    const literal = shapedLiteral(cx, operand, shape);
    if (literal !== null) return literal;
  }
  const value = emit(cx, operand);
  const step = shape === null ? null : shaping(cx, operand.type, shape);
  return step === null ? value : step(cx, value);
}

/** Whether nothing else can reach the value or a part of it. */
function isOwn(expr: Expr): boolean {
  const isFlat = (type: Type): boolean =>
    !isNested(type) ||
    (type.kind === "record" && type.fields.every((field) => !isNested(field.type)));
  if (!isNested(expr.type)) return true;
  switch (expr.node) {
    case "object":
      return expr.entries.every((entry) =>
        entry.kind === "entry" ? isOwn(entry.value) : isFlat(present(entry.value.type)),
      );
    case "list":
      return expr.items.every((item) => item.kind === "item" && isOwn(item.value));
    case "convert":
      return expr.how === "copy" || expr.how === "view";
    case "conditional":
      return isOwn(expr.then) && isOwn(expr.else);
    default:
      return false;
  }
}

/** A message as stored: the ids that a template prints are kept apart as mentions. */
function message(cx: BodyContext, operand: Expr): Out {
  const helper = cx.helper("message");
  if (operand.node !== "template") {
    const text = emit(cx, operand);
    if (!isNullable(operand.type)) return call(helper, text.text);
    return call(cx.helper("ifPresent"), text.text, `(text) => ${helper}(text)`);
  }
  const parts: string[] = [];
  let text = "";
  const flush = (): void => {
    if (text !== "") parts.push(`\`${text}\``);
    text = "";
  };
  for (const part of operand.parts) {
    if (typeof part === "string") {
      text += templatePart(part);
    } else if (part.type.kind === "id") {
      flush();
      parts.push(call(cx.helper("mention"), quote(part.type.entity), emit(cx, part).text).text);
    } else {
      text += `\${${emit(cx, part).text}}`;
    }
  }
  flush();
  return call(helper, ...parts);
}

/**
 * The id of a record, or the ids in a list or map of records. Of a stored ref only the id is read.
 */
export function idOf(cx: BodyContext, expr: Expr, comparing = false): Out {
  if (expr.node === "literal") return emit(cx, expr);
  if (expr.node === "field" && expr.via === "ref") {
    const reference = expr.optional ? null : storedReference(cx, expr);
    return settled(reconciled(cx, expr, storedField(cx, expr), reference));
  }
  if (expr.type.kind === "id") return emit(cx, expr);
  const entity = entityOf(expr.type);
  if (entity !== null && (expr.node === "local" || isNullable(expr.type) || comparing)) {
    const record = chain(cx, expr);
    const optional = isNullable(expr.type) || record.undef === true;
    if (optional && cx.model.entity(entity).singleton)
      return call(cx.helper("present"), record.text);
    return settled(idField(cx, entity, record, optional));
  }
  const step = toIds(cx, expr.type);
  return step === null ? emit(cx, expr) : step(cx, emit(cx, expr));
}

/** Numbers to the digits of the decimals that they go to. */
function rounding(from: Type, to: Type): Step {
  const target = present(to);
  if (target.kind === "decimal" && !isNullable(from)) {
    if (from.kind === "int" || from.kind === "money") return null;
    return (cx, value) => call(cx.helper("round"), value.text, String(target.digits));
  }
  return through(from, (of) => {
    switch (target.kind) {
      case "list":
        return rounding(of, target.of);
      case "map":
        return rounding(of, target.value);
      default:
        return rounding(of, target);
    }
  });
}

/** From what logic holds to the shape of a result; null when nothing changes. */
function shaping(cx: BodyContext, type: Type, spec: TypeSpec): Step {
  const bare = spec.kind === "nullable" ? spec.of : spec;
  if (type.kind === "nullable" || type.kind === "list" || type.kind === "map") {
    return through(type, (of) => {
      if (type.kind === "list" && bare.kind === "list") return shaping(cx, of, bare.of);
      if (type.kind === "map" && bare.kind === "map") return shaping(cx, of, bare.value);
      return shaping(cx, of, bare);
    });
  }
  switch (bare.kind) {
    case "ref":
    case "id":
      return type.kind === "entity"
        ? (inner, value) => idField(inner, type.entity, value, false)
        : null;
    case "decimal":
      if (type.kind === "number" || (type.kind === "decimal" && type.digits !== bare.digits)) {
        return (inner, value) => call(inner.helper("round"), value.text, String(bare.digits));
      }
      return null;
    case "record":
      if (type.kind === "entity") return cutting(cx, type.entity, bare.fields);
      if (type.kind === "record") return rebuilding(cx, type, bare.fields);
      return null;
    default:
      return null;
  }
}

/** An object that is written out gets its shape where its fields are written. */
function shapedLiteral(
  cx: BodyContext,
  expr: Extract<Expr, { node: "object" }>,
  spec: TypeSpec,
): Out | null {
  const shape = spec.kind === "nullable" ? spec.of : spec;
  if (shape.kind !== "record") return null;
  const parts: string[] = [];
  const written = new Set<string>();
  for (const entry of expr.entries) {
    if (entry.kind === "spread" || typeof entry.key !== "string") return null;
    const field = shape.fields.find((candidate) => candidate.name === entry.key);
    if (field === undefined) return null;
    written.add(field.name);
    const nested =
      entry.value.node === "object" ? shapedLiteral(cx, entry.value, field.type) : null;
    const value = nested ?? emit(cx, entry.value);
    const step = nested === null ? shaping(cx, entry.value.type, field.type) : null;
    const text = at(step === null ? value : step(cx, value), PREC.assign);
    parts.push(propertyKey(field.name) === text ? text : `${propertyKey(field.name)}: ${text}`);
  }
  for (const { name } of shape.fields) {
    if (!written.has(name)) parts.push(`${propertyKey(name)}: null`);
  }
  return out(parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`);
}

/** A record cut to some of its fields, by the function of the view where there is one. */
function cutting(cx: BodyContext, entity: string, fields: readonly FieldSpec[]): Step {
  const names = fields.map((field) => field.name);
  const stored = cx.model.entity(entity).fields.map((field) => field.name);
  if (names.join() === stored.join()) return null;
  for (const [name, view] of Object.entries(cx.model.ir.views)) {
    if (view.entity !== entity) continue;
    if (view.fields.map((field) => field.name).join() !== names.join()) continue;
    const helper = viewFunction(cx, name);
    return (_, value) => call(helper, value.text);
  }
  return (inner, value) => {
    const simple = /^[A-Za-z_$][\w$]*$/.test(value.text);
    inner.push();
    const name = simple ? value.text : inner.elementName({ kind: "entity", entity });
    const parts = names.map((field) => `${propertyKey(field)}: ${name}.${memberName(field)}`);
    inner.pop();
    const object = `{ ${parts.join(", ")} }`;
    if (simple) return out(object);
    return call(inner.helper("cutTo"), value.text, ...names.map(quote));
  };
}

/** The function of `tools.ts` that cuts a record to a view. */
function viewFunction(cx: BodyContext, view: string): string {
  const name = known(cx.model.names.viewFunction, view);
  cx.views.add(view);
  cx.viewFunctions.add(name);
  return name;
}

function rebuilding(
  cx: BodyContext,
  type: Extract<Type, { kind: "record" }>,
  fields: readonly FieldSpec[],
): Step {
  const own = new Map(type.fields.map((field) => [field.name, field.type]));
  const steps = fields.map((field) => {
    const from = own.get(field.name);
    return { field, from, step: from === undefined ? null : shaping(cx, from, field.type) };
  });
  const sameFields =
    type.fields.map((field) => field.name).join() === fields.map((field) => field.name).join();
  if (sameFields && steps.every(({ step }) => step === null)) return null;
  return (inner, value) => {
    const parts = (from: string): string =>
      `{ ${steps
        .map(({ field, from: its, step }) => {
          const old = out(`${from}.${memberName(field.name)}`, PREC.member);
          const converted =
            its === undefined ? out("null") : step === null ? old : step(inner, old);
          return `${propertyKey(field.name)}: ${at(converted, PREC.assign)}`;
        })
        .join(", ")} }`;
    if (/^[A-Za-z_$][\w$.]*$/.test(value.text)) return out(parts(value.text));
    inner.push();
    const name = inner.elementName(type);
    const arrow = `(${name}: ${inner.types.local(type)}) => (${parts(name)})`;
    inner.pop();
    return call(inner.helper("withValue"), value.text, arrow);
  };
}
