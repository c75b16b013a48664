/**
 * Lists. No function changes its arguments. A result that can be longer than the arguments is
 * checked against the size limit; one that cannot (a sorted table) may be as long as they are.
 */
import { compareKeys, equal, identity, type Key } from "./compare.js";
import { checkListLength } from "./limits.js";
import { put } from "./operators.js";
import { text } from "./text.js";

/** The sum from left to right; 0 for an empty list. */
export function sum(list: readonly number[]): number;
export function sum<T>(list: readonly T[], of: (item: T) => number): number;
export function sum<T>(list: readonly T[], of?: (item: T) => number): number {
  let total = 0;
  for (const item of list) total += of === undefined ? Number(item) : of(item);
  return total;
}

/** The mean; null for an empty list. */
export function avg(list: readonly number[]): number | null;
export function avg<T>(list: readonly T[], of: (item: T) => number): number | null;
export function avg<T>(list: readonly T[], of: (item: T) => number = Number): number | null {
  return list.length === 0 ? null : sum(list, of) / list.length;
}

/** The first element with the least key. Elements without a key (null) do not take part. */
export function minBy<T>(list: readonly T[], key: (item: T) => Key): T | null {
  return bestBy(list, key, -1);
}

/** The first element with the greatest key. Elements without a key (null) do not take part. */
export function maxBy<T>(list: readonly T[], key: (item: T) => Key): T | null {
  return bestBy(list, key, 1);
}

function bestBy<T>(list: readonly T[], key: (item: T) => Key, sign: 1 | -1): T | null {
  let best: T | null = null;
  let bestKey: Key = null;
  for (const item of list) {
    const its = key(item);
    if (its === null) continue;
    if (bestKey === null || compareKeys(its, bestKey) * sign > 0) {
      best = item;
      bestKey = its;
    }
  }
  return best;
}

/** By ascending key (see `compareKeys`), nulls last; equal keys keep their order. */
export function sortBy<T>(list: readonly T[], key: (item: T) => Key): T[] {
  return sorted(list, key, 1);
}

/** By descending key, nulls last all the same; equal keys keep their order. */
export function sortByDescending<T>(list: readonly T[], key: (item: T) => Key): T[] {
  return sorted(list, key, -1);
}

function sorted<T>(list: readonly T[], key: (item: T) => Key, sign: 1 | -1): T[] {
  if (list.length < 2) return list.slice();
  const decorated = list.map((item) => ({ item, key: key(item) }));
  decorated.sort((a, b) => {
    if (a.key === null || b.key === null) return compareKeys(a.key, b.key);
    return sign * compareKeys(a.key, b.key);
  });
  return decorated.map(({ item }) => item);
}

export function first<T>(list: readonly T[]): T | null {
  return list[0] ?? null;
}

export function last<T>(list: readonly T[]): T | null {
  return list[list.length - 1] ?? null;
}

/** The first `n` elements; none when n is below 1. */
export function take<T>(list: readonly T[], n: number): T[] {
  return n >= 1 ? list.slice(0, n) : [];
}

/** How many elements pass the test. */
export function count<T>(list: readonly T[], test: (item: T) => boolean): number {
  let passed = 0;
  for (const item of list) if (test(item)) passed += 1;
  return passed;
}

/** Each value once (by `equal`), where it stands first. */
export function distinct<T>(list: readonly T[]): T[] {
  const seen = new Set<unknown>();
  return list.filter((item) => {
    const before = seen.size;
    return seen.add(identity(item)).size > before;
  });
}

/** The elements of the lists, one list after another. */
export function flatten<T>(lists: readonly (readonly T[])[]): T[] {
  let length = 0;
  for (const list of lists) length += list.length;
  checkListLength(length);
  return lists.flat(1) as T[];
}

/** Pairs of what stands in the same place, as many as the shorter list has elements. */
export function zip<A, B>(a: readonly A[], b: readonly B[]): { first: A; second: B }[] {
  return a.slice(0, b.length).map((first, i) => ({ first, second: b[i] as B }));
}

/** `[0 .. n-1]`, or `[from .. to-1]`; empty when there is nothing between. */
export function range(n: number): number[];
export function range(from: number, to: number): number[];
export function range(a: number, b?: number): number[] {
  const start = b === undefined ? 0 : Math.ceil(a);
  const length = Math.ceil((b === undefined ? a : b) - start);
  if (!(length > 0)) return [];
  checkListLength(length);
  return Array.from({ length }, (_, i) => start + i);
}

/** The elements by key (keys compared by `equal`), groups in the order of their first element. */
export function groupBy<T, K>(list: readonly T[], key: (item: T) => K): { key: K; items: T[] }[] {
  const groups = new Map<unknown, { key: K; items: T[] }>();
  for (const item of list) {
    const its = key(item);
    const name = identity(its);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, { key: its, items: [item] });
    else group.items.push(item);
  }
  return [...groups.values()];
}

/** How often each value occurs, by its text. */
export function tally(list: readonly (string | number | boolean)[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const item of list) {
    const name = text(item);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const result: Record<string, number> = {};
  for (const [name, times] of counts) put(result, name, times);
  return result;
}

/** The list without the first element that is `equal` to x. */
export function without<T>(list: readonly T[], x: T): T[] {
  const index = list.findIndex((item) => equal(item, x));
  return index < 0 ? list.slice() : list.toSpliced(index, 1);
}

/** Whether `list` has every element of `others`, as often as they have it. */
export function containsAll<T>(list: readonly T[], others: readonly T[]): boolean {
  if (others.length > list.length) return false;
  const left = new Map<unknown, number>();
  for (const item of list) {
    const name = identity(item);
    left.set(name, (left.get(name) ?? 0) + 1);
  }
  return others.every((item) => {
    const name = identity(item);
    const times = left.get(name) ?? 0;
    left.set(name, times - 1);
    return times > 0;
  });
}

/** Whether both lists have the same elements equally often, in any order. */
export function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && containsAll(a, b);
}
