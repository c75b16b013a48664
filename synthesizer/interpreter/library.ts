/** Calls of library functions by name, those that draw included. */
import { LIBRARY } from "../../shared/runtime/library/index.js";
import type { Machine } from "./machine.js";
import { InterpreterDefect, type Value } from "./values.js";

type Function = (...args: Value[]) => Value;

export function callLibrary(machine: Machine, name: string, args: readonly Value[]): Value {
  const fn = LIBRARY[name] as Function | undefined;
  if (fn !== undefined) return fn(...args);
  const { draw } = machine.call;
  if (draw !== undefined && Object.hasOwn(draw, name)) {
    return (draw as Readonly<Record<string, Function>>)[name]?.(...args) ?? null;
  }
  throw new InterpreterDefect(`no function ${name} in the library`);
}
