/**
 * Numbers. Finite arguments never give NaN; what overflows is Infinity and is refused where it would
 * be stored or returned.
 */
import { compareKeys, type Key } from "./compare.js";

/** The greatest whole number that is not above x. Never -0. */
export function floor(x: number): number {
  return Math.floor(x) + 0;
}

/** The least whole number that is not below x. Never -0. */
export function ceil(x: number): number {
  return Math.ceil(x) + 0;
}

/** x without its fraction. Never -0. */
export function trunc(x: number): number {
  return Math.trunc(x) + 0;
}

export function abs(x: number): number {
  return Math.abs(x);
}

/**
 * The least of its arguments, or of a list (null when the list is empty). Numbers, and texts and
 * dates in the order of code units. Nulls in a list are passed over.
 */
export function min(a: number, b: number, ...more: number[]): number;
export function min(a: string, b: string, ...more: string[]): string;
export function min(list: readonly (number | null)[]): number | null;
export function min(list: readonly (string | null)[]): string | null;
export function min(first: Key | readonly Key[], second?: Key, ...more: Key[]): Key {
  if (typeof first === "number" && typeof second === "number" && more.length === 0) {
    return second < first ? second : first;
  }
  return isList(first) ? extreme(first, -1) : extremeOf(first, [second ?? null, ...more], -1);
}

/** The greatest of its arguments, or of a list; like `min`. */
export function max(a: number, b: number, ...more: number[]): number;
export function max(a: string, b: string, ...more: string[]): string;
export function max(list: readonly (number | null)[]): number | null;
export function max(list: readonly (string | null)[]): string | null;
export function max(first: Key | readonly Key[], second?: Key, ...more: Key[]): Key {
  if (typeof first === "number" && typeof second === "number" && more.length === 0) {
    return second > first ? second : first;
  }
  return isList(first) ? extreme(first, 1) : extremeOf(first, [second ?? null, ...more], 1);
}

function isList(value: Key | readonly Key[]): value is readonly Key[] {
  return Array.isArray(value);
}

function extreme(list: readonly Key[], sign: 1 | -1): Key {
  return extremeOf(null, list, sign);
}

/** The first of the values that no other passes; null only if all are. */
function extremeOf(start: Key, more: readonly Key[], sign: 1 | -1): Key {
  let best = start;
  for (const value of more) {
    if (value === null) continue;
    if (best === null || compareKeys(value, best) * sign > 0) best = value;
  }
  return best;
}

/** x, but not below `low` and not above `high` (which wins if they cross). */
export function clamp(x: number, low: number, high: number): number;
export function clamp(x: string, low: string, high: string): string;
export function clamp(x: Key, low: Key, high: Key): Key {
  const raised = compareKeys(x, low) < 0 ? low : x;
  return compareKeys(raised, high) > 0 ? high : raised;
}

/**
 * The number that a text writes: `12`, `-3.50`, `.5`, with spaces around it but nothing else (no
 * exponent, no thousands separators). Null for other text, and for numbers too large for a double.
 */
export function parseNumber(text: string): number | null {
  const trimmed = text.trim();
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(trimmed)) return null;
  const value = Number(trimmed) + 0;
  return Number.isFinite(value) ? value : null;
}

/** The whole number that a text writes, within the safe integers; otherwise null. */
export function parseInteger(text: string): number | null {
  const trimmed = text.trim();
  if (!/^[+-]?\d+$/.test(trimmed)) return null;
  const value = Number(trimmed) + 0;
  return Number.isSafeInteger(value) ? value : null;
}
