/** What is done to records wherever they stand in a value: to their ids, to their current state. */
import type { Type } from "../../language/ir.js";
import { holdsRecords } from "../model.js";
import { memberName, propertyKey } from "../text.js";
import type { BodyContext } from "./context.js";
import { at, call, type Out, out, PREC } from "./output.js";
import { idField } from "./references.js";

/** A conversion of one value; null when the value serves as it is. */
export type Step = ((cx: BodyContext, value: Out) => Out) | null;

/** Ids for the records in a value. */
export function toIds(cx: BodyContext, type: Type): Step {
  if (!holdsRecords(type)) return null;
  switch (type.kind) {
    case "entity":
      return (_, value) => idField(cx, type.entity, value, false);
    default:
      return through(type, (of) => toIds(cx, of));
  }
}

/** Applies a conversion to what stands inside a list, map or nullable. */
export function through(type: Type, inner: (of: Type) => Step): Step {
  switch (type.kind) {
    case "nullable": {
      const step = inner(type.of);
      if (step === null) return null;
      return (cx, value) => call(cx.helper("ifPresent"), value.text, each(cx, type.of, step));
    }
    case "list": {
      const step = inner(type.of);
      if (step === null) return null;
      return (cx, value) => call(`${at(value, PREC.member)}.map`, each(cx, type.of, step));
    }
    case "map": {
      const step = inner(type.value);
      if (step === null) return null;
      return (cx, value) => call(cx.helper("mapValues"), value.text, each(cx, type.value, step));
    }
    default:
      return null;
  }
}

/** An arrow function that converts one element. */
function each(cx: BodyContext, type: Type, step: NonNullable<Step>): string {
  cx.push();
  const name = cx.elementName(type);
  const value = step(cx, out(name));
  cx.pop();
  // `x => f(x)` is `f`.
  const direct = value.text.match(/^([A-Za-z_$][\w$]*)\(([A-Za-z_$][\w$]*)\)$/);
  if (direct?.[1] !== undefined && direct[2] === name && cx.viewFunctions.has(direct[1]))
    return direct[1];
  const body = value.text.startsWith("{") ? `(${value.text})` : at(value, PREC.assign);
  return `(${name}) => ${body}`;
}

/** The records in a value as they stand now. */
export function refreshed(cx: BodyContext, value: Out, type: Type): Out {
  const step = refreshing(cx, type);
  return step === null ? value : step(cx, value);
}

function refreshing(cx: BodyContext, type: Type): Step {
  if (!holdsRecords(type)) return null;
  if (type.kind === "entity") {
    return (inner, value) => call(`${inner.table(type.entity)}.current`, value.text);
  }
  if (type.kind === "nullable" && type.of.kind === "entity") {
    const { entity } = type.of;
    return (inner, value) => call(inner.helper("currentIfFound"), inner.table(entity), value.text);
  }
  if (type.kind !== "record") return through(type, (of) => refreshing(cx, of));
  return (inner, value) => {
    const parts = type.fields.flatMap((field) => {
      const step = refreshing(cx, field.type);
      if (step === null) return [];
      const old = out(`${at(value, PREC.member)}.${memberName(field.name)}`, PREC.member);
      return [`${propertyKey(field.name)}: ${step(inner, old).text}`];
    });
    return out(`{ ...${value.text}, ${parts.join(", ")} }`);
  };
}
