/**
 * What operators and methods of logic become where the plain ones of JavaScript could throw, grow
 * without bound, give `undefined` or reach a prototype. Each means what it means in TypeScript
 * otherwise.
 */
import {
  boundedText,
  checkListLength,
  checkTextLength,
  MAX_LIST_LENGTH,
  MAX_TEXT_LENGTH,
} from "./limits.js";

/** `a / b`, null when b is 0. */
export function divide(a: number, b: number): number | null {
  return b === 0 ? null : a / b;
}

/** `a % b` (with the sign of a), null when b is 0. */
export function remainder(a: number, b: number): number | null {
  return b === 0 ? null : a % b;
}

/** What there may be none of, as null. */
export function orNull<T>(value: T | null | undefined): T | null {
  return value ?? null;
}

/** `map[key]`: own keys only. */
export function lookup<V>(map: { readonly [key: string]: V | undefined }, key: string): V | null {
  return Object.hasOwn(map, key) ? (map[key] ?? null) : null;
}

/** `list[index]`: null beside the list and for what is no whole number. */
export function item<T>(list: readonly T[], index: number): T | null {
  return list[index] ?? null;
}

/** `list.at(index)`: negative indexes count from the end. */
export function at<T>(list: readonly T[], index: number): T | null {
  return Number.isInteger(index) ? (list.at(index) ?? null) : null;
}

/** `map[key] = value`, for any key. */
export function put<V>(map: { [key: string]: V }, key: string, value: V): void {
  if (key === "__proto__") {
    // Assigning would set the prototype instead of a key.
    Object.defineProperty(map, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  } else {
    map[key] = value;
  }
}

/** `delete map[key]`: nothing happens when there is no such key. */
export function drop(map: { [key: string]: unknown }, key: string): void {
  delete map[key];
}

/** A deep copy of a JSON value. */
export function copy<T>(value: T): T {
  return typeof value === "object" && value !== null ? (copyOf(value) as T) : value;
}

function copyOf(value: object): object {
  if (Array.isArray(value)) return value.map(copy);
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    put(result, key, copy((value as Record<string, unknown>)[key]));
  }
  return result;
}

/** `list.join(separator)` within the size limit. */
export function join(list: readonly (string | number | boolean | null)[], separator = ","): string {
  let length = separator.length * Math.max(list.length - 1, 0);
  for (const element of list) {
    if (element !== null) length += typeof element === "string" ? element.length : 1;
  }
  // A first measure that keeps the engine from building what is far too long.
  checkTextLength(length);
  return boundedText(list.join(separator));
}

/** `text.repeat(times)` within the size limit; nothing for a negative number of times. */
export function repeat(text: string, times: number): string {
  const whole = Math.trunc(times);
  if (!(whole > 0) || text === "") return "";
  checkTextLength(text.length * whole);
  return text.repeat(whole);
}

/** `text.padStart(length, fill)` within the size limit. */
export function padStart(text: string, length: number, fill = " "): string {
  if (fill !== "" && length > text.length) checkTextLength(Math.trunc(length));
  return text.padStart(Math.min(length, MAX_TEXT_LENGTH), fill);
}

/** `text.padEnd(length, fill)` within the size limit. */
export function padEnd(text: string, length: number, fill = " "): string {
  if (fill !== "" && length > text.length) checkTextLength(Math.trunc(length));
  return text.padEnd(Math.min(length, MAX_TEXT_LENGTH), fill);
}

/** `text.split(separator, limit)` within the size limit. */
export function split(text: string, separator: string, limit?: number): string[] {
  // One more than is allowed, so that what is too long shows without being built.
  const enough = MAX_LIST_LENGTH + 1;
  // `>>> 0` is what the engine makes of a limit.
  const parts = text.split(separator, Math.min(limit === undefined ? enough : limit >>> 0, enough));
  checkListLength(parts.length);
  return parts;
}

/**
 * `text.replaceAll(search, replacement)` within the size limit. As in TypeScript, `$$`, `$&`,
 * `` $` `` and `$'` in the replacement stand for a dollar sign, the match, and what is before and
 * behind it.
 */
export function replaceAll(text: string, search: string, replacement: string): string {
  const step = Math.max(search.length, 1);
  const parts: string[] = [];
  let length = text.length;
  let done = 0;
  for (let found = text.indexOf(search); found >= 0; ) {
    const inserted = expand(replacement, text, search, found);
    length += inserted.length - search.length;
    checkTextLength(length);
    parts.push(text.slice(done, found), inserted);
    done = found + search.length;
    // Beyond the end, indexOf("") would find the end again and again.
    found = found + step > text.length ? -1 : text.indexOf(search, found + step);
  }
  parts.push(text.slice(done));
  return parts.join("");
}

/** ECMA-262 GetSubstitution without captures. */
function expand(replacement: string, text: string, search: string, found: number): string {
  if (!replacement.includes("$")) return replacement;
  let result = "";
  let done = 0;
  for (const match of replacement.matchAll(/\$[$&`']/g)) {
    result += replacement.slice(done, match.index);
    result += substitute(match[0], text, search, found);
    checkTextLength(result.length);
    done = match.index + 2;
  }
  return result + replacement.slice(done);
}

function substitute(sign: string, text: string, search: string, found: number): string {
  switch (sign) {
    case "$&":
      return search;
    case "$`":
      return text.slice(0, found);
    case "$'":
      return text.slice(found + search.length);
    default:
      return "$";
  }
}
