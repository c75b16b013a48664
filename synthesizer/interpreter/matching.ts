/** How literal expectations are held against what a domain did. */
import type { Json } from "../../shared/index.js";

/** One part of an expectation that does not hold. */
export interface Mismatch {
  /** Where, dotted: `items[0].price`; empty for the value as a whole. */
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
}

/**
 * The first mismatch, or null. Objects are matched by the fields that are expected, lists element
 * by element; a field that is left out of the actual value is null.
 */
export function mismatch(expected: Json, actual: Json | undefined, path = ""): Mismatch | null {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return differs(path, expected, actual);
    if (expected.length !== actual.length) {
      return {
        path,
        expected: `${expected.length} elements`,
        actual: `${actual.length}: ${printed(actual)}`,
      };
    }
    for (const [i, element] of expected.entries()) {
      const found = mismatch(element, actual[i], `${path}[${i}]`);
      if (found !== null) return found;
    }
    return null;
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return differs(path, expected, actual);
    for (const key of Object.keys(expected)) {
      const found = mismatch(own(expected, key) ?? null, own(actual, key), join(path, key));
      if (found !== null) return found;
    }
    return null;
  }
  return Object.is(normalZero(expected), normalZero(actual ?? null))
    ? null
    : differs(path, expected, actual);
}

/**
 * The first change from `before` to `after` that `allowed` does not mention, or null. Objects are
 * compared field by field; what `allowed` names below a field may have changed.
 */
export function strayChange(
  before: Json | undefined,
  after: Json | undefined,
  allowed: Json | undefined,
  path = "",
): Mismatch | null {
  if (allowed !== undefined && !(isObject(allowed) && isObject(before) && isObject(after))) {
    return null;
  }
  if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const may = isObject(allowed) ? own(allowed, key) : undefined;
      const found = strayChange(own(before, key), own(after, key), may, join(path, key));
      if (found !== null) return found;
    }
    return null;
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    for (const [i, element] of before.entries()) {
      const found = strayChange(element, after[i], undefined, `${path}[${i}]`);
      if (found !== null) return found;
    }
    return null;
  }
  return Object.is(before, after) ? null : differs(path, before, after);
}

function differs(path: string, expected: Json | undefined, actual: Json | undefined): Mismatch {
  return { path, expected: printed(expected), actual: printed(actual) };
}

/** JSON for a message, cut to a readable length. */
export function printed(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function normalZero(value: null | boolean | number | string | Json): Json {
  return value === 0 ? 0 : value;
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(object: { readonly [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/**
 * Pairs each expectation with a value of its own (augmenting paths); null when that is possible, else
 * an expectation that is left over.
 */
export function unmatched<E, V>(
  expected: readonly E[],
  values: readonly V[],
  fits: (expected: E, value: V) => boolean,
): E | null {
  const takenBy = new Map<V, E>();
  const place = (one: E, tried: Set<V>): boolean => {
    for (const value of values) {
      if (tried.has(value) || !fits(one, value)) continue;
      tried.add(value);
      const holder = takenBy.get(value);
      if (holder !== undefined && !place(holder, tried)) continue;
      takenBy.set(value, one);
      return true;
    }
    return false;
  };
  return expected.find((one) => !place(one, new Set())) ?? null;
}
