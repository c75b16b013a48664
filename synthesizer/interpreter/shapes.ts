/** Values made fit for a declared shape: results cut to views, decimals rounded. */
import type { FieldSpec, TypeSpec } from "../../shared/index.js";
import { round } from "../../shared/runtime/library/index.js";
import type { Type } from "../language/ir.js";
import type { Machine } from "./machine.js";
import {
  asFields,
  asList,
  asNumber,
  type Fields,
  getOwn,
  InterpreterDefect,
  isFields,
  setOwn,
  type Value,
} from "./values.js";

/**
 * Cuts a value to the shape in which it leaves the logic: records and variants keep the fields of
 * the shape in its order (missing ones are null), record handles become ids, decimals are rounded.
 */
export function cut(machine: Machine, value: Value, shape: TypeSpec): Value {
  if (value === null) return null;
  switch (shape.kind) {
    case "nullable":
      return cut(machine, value, shape.of);
    case "list":
      return asList(value).map((item) => cut(machine, item, shape.of));
    case "map": {
      const whole = asFields(value);
      const copy: Fields = {};
      for (const key of Object.keys(whole)) {
        setOwn(copy, key, cut(machine, getOwn(whole, key), shape.value));
      }
      return copy;
    }
    case "record":
      return fieldsOf(machine, asFields(value), {}, shape.fields);
    case "union": {
      const whole = asFields(value);
      const tag = getOwn(whole, shape.tag);
      const variant = shape.variants.find((candidate) => candidate.value === tag);
      if (variant === undefined) throw new InterpreterDefect(`no variant ${String(tag)}`);
      return fieldsOf(machine, whole, { [shape.tag]: tag }, variant.fields);
    }
    case "ref":
    case "id":
      return isFields(value) ? machine.idOf(machine.entity(shape.entity), value) : value;
    case "decimal":
      return round(asNumber(value), shape.digits);
    default:
      return value;
  }
}

function fieldsOf(
  machine: Machine,
  whole: Fields,
  part: Fields,
  fields: readonly FieldSpec[],
): Fields {
  for (const field of fields) {
    setOwn(part, field.name, cut(machine, getOwn(whole, field.name), field.type));
  }
  return part;
}

/** Rounds the decimals of a value to the digits that its type says. */
export function rounded(value: Value, type: Type): Value {
  if (value === null) return null;
  switch (type.kind) {
    case "nullable":
      return rounded(value, type.of);
    case "list":
      return asList(value).map((item) => rounded(item, type.of));
    case "map": {
      const whole = asFields(value);
      const copy: Fields = {};
      for (const key of Object.keys(whole)) {
        setOwn(copy, key, rounded(getOwn(whole, key), type.value));
      }
      return copy;
    }
    case "decimal":
      return round(asNumber(value), type.digits);
    default:
      return value;
  }
}
