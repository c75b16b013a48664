/** The methods of text and lists, as in TypeScript but total, bounded and without `undefined`. */
import {
  at,
  join,
  padEnd,
  padStart,
  repeat,
  replaceAll,
  split,
} from "../../shared/runtime/library/index.js";
import {
  asBool,
  asLambda,
  asList,
  asNumber,
  asString,
  InterpreterDefect,
  type Value,
} from "./values.js";

export function callMethod(object: Value, name: string, args: readonly Value[]): Value {
  if (typeof object === "string") return ofText(object, name, args);
  return ofList(asList(object), name, args);
}

function ofText(text: string, name: string, args: readonly Value[]): Value {
  const string = (position: number): string => asString(args[position] ?? null);
  const number = (position: number): number => asNumber(args[position] ?? null);
  const optional = (position: number): number | undefined =>
    position < args.length ? number(position) : undefined;
  switch (name) {
    case "length":
      return text.length;
    case "toLowerCase":
      return text.toLowerCase();
    case "toUpperCase":
      return text.toUpperCase();
    case "trim":
      return text.trim();
    case "split":
      return split(text, string(0), optional(1));
    case "includes":
      return text.includes(string(0), optional(1));
    case "startsWith":
      return text.startsWith(string(0), optional(1));
    case "endsWith":
      return text.endsWith(string(0), optional(1));
    case "indexOf":
      return text.indexOf(string(0), optional(1));
    case "slice":
      return text.slice(optional(0), optional(1));
    case "replaceAll":
      return replaceAll(text, string(0), string(1));
    case "padStart":
      return padStart(text, number(0), args.length > 1 ? string(1) : undefined);
    case "padEnd":
      return padEnd(text, number(0), args.length > 1 ? string(1) : undefined);
    case "repeat":
      return repeat(text, number(0));
    default:
      throw new InterpreterDefect(`text has no method ${name}`);
  }
}

function ofList(list: readonly Value[], name: string, args: readonly Value[]): Value {
  const first = args[0] ?? null;
  const optional = (position: number): number | undefined =>
    position < args.length ? asNumber(args[position] ?? null) : undefined;
  const mapped = (element: Value, index: number): Value => asLambda(first)(element, index);
  const tested = (element: Value, index: number): boolean => asBool(mapped(element, index));
  switch (name) {
    case "length":
      return list.length;
    case "filter":
      return list.filter(tested);
    case "map":
      return list.map(mapped);
    case "flatMap":
      return list.flatMap(mapped);
    case "find":
      return list.find(tested) ?? null;
    case "findIndex":
      return list.findIndex(tested);
    case "some":
      return list.some(tested);
    case "every":
      return list.every(tested);
    case "includes":
      return list.includes(first);
    case "indexOf":
      return list.indexOf(first, optional(1));
    case "slice":
      return list.slice(optional(0), optional(1));
    case "concat":
      return list.concat(...args);
    case "join":
      return join(
        list as (string | number | boolean | null)[],
        args.length > 0 ? asString(first) : undefined,
      );
    case "at":
      return at(list, asNumber(first));
    case "toReversed":
      return list.toReversed();
    default:
      throw new InterpreterDefect(`lists have no method ${name}`);
  }
}
