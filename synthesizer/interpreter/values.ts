/**
 * The values of logic: null, booleans, numbers, strings, lists, plain objects and record handles.
 * A record handle is the record itself; `undefined` does not occur.
 */
import { copy, put } from "../../shared/runtime/library/index.js";

export type Value = null | boolean | number | string | Value[] | Fields | Lambda;
/** A record, a value of a record type, or a map: own properties only. */
export interface Fields {
  [key: string]: Value;
}
/** An arrow function, handed to the library and to list methods. */
export type Lambda = (...args: Value[]) => Value;

/** The defect of an IR that the checker should not have let through. */
export class InterpreterDefect extends Error {
  override readonly name = "InterpreterDefect";
}

export function isFields(value: Value): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function asFields(value: Value): Fields {
  if (!isFields(value)) throw new InterpreterDefect(`an object was expected, not ${show(value)}`);
  return value;
}

export function asList(value: Value): Value[] {
  if (!Array.isArray(value)) throw new InterpreterDefect(`a list was expected, not ${show(value)}`);
  return value;
}

export function asString(value: Value): string {
  if (typeof value !== "string") {
    throw new InterpreterDefect(`text was expected, not ${show(value)}`);
  }
  return value;
}

export function asNumber(value: Value): number {
  if (typeof value !== "number") {
    throw new InterpreterDefect(`a number was expected, not ${show(value)}`);
  }
  return value;
}

export function asBool(value: Value): boolean {
  if (typeof value !== "boolean") {
    throw new InterpreterDefect(`true or false was expected, not ${show(value)}`);
  }
  return value;
}

export function asLambda(value: Value): Lambda {
  if (typeof value !== "function") throw new InterpreterDefect("an arrow function was expected");
  return value;
}

function show(value: Value): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : typeof value;
}

/** An own property, or null. */
export function getOwn(object: Fields, key: string): Value {
  if (!Object.hasOwn(object, key)) return null;
  const value: Value | undefined = object[key];
  return value === undefined ? null : value;
}

/** Sets an own property under any key, `__proto__` included. */
export function setOwn(object: Fields, key: string, value: Value): void {
  put(object, key, value);
}

/** A copy that shares nothing with the original. */
export function deepCopy(value: Value): Value {
  return copy(value);
}
