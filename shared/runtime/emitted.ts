/**
 * What emitted tools call beside the library: the few places where the meaning of logic is not a
 * plain TypeScript expression, or where TypeScript cannot follow what the checker has proved.
 */
import { ToolRefusal } from "../errors/index.js";
import type { KeyTransform } from "../schema/index.js";
import type { Table } from "../state/index.js";
import type { Call } from "./call.js";
import { copy, normalize, put } from "./library/index.js";

/**
 * Hands through what is known to be there.
 * @throws TypeError when it is not, which is a defect of the domain's checker.
 */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined)
    throw new TypeError("a value that was proved is missing");
  return value;
}

/**
 * Hands through a value of a tagged union as the variants that it is known to be of.
 * @throws TypeError when it is of another, which is a defect of the domain's checker.
 */
export function variant<U, K extends keyof U, V extends U[K] & string>(
  value: U,
  tag: K,
  ...tags: readonly V[]
): Extract<U, Readonly<Record<K, V>>> {
  if (!tags.includes(value[tag] as V)) throw new TypeError("a variant that was proved is another");
  return value as Extract<U, Readonly<Record<K, V>>>;
}

/** Hands the value through as its declared type, where TypeScript remembers an older test. */
export function widened<T>(value: T): T {
  return value;
}

/** The function's result for what is there, null for what is not. */
export function ifPresent<T, R>(value: T | null | undefined, then: (value: T) => R): R | null {
  return value === null || value === undefined ? null : then(value);
}

/** The record that a nullable ref denotes. A missing record is the refusal `dangling_ref`. */
export function follow<R extends object>(
  table: Table<R>,
  id: string | null | undefined,
): Readonly<R> | null {
  return id === null || id === undefined ? null : table.must(id);
}

/** A private copy of a record that there may be none of. */
export function editIfFound<R extends object>(
  table: Table<R>,
  record: Readonly<R> | null | undefined,
): R | null {
  return record === null || record === undefined ? null : table.edit(record);
}

/** The record as it stands now, of one that there may be none of. */
export function currentIfFound<R extends object>(
  table: Table<R>,
  record: Readonly<R> | null | undefined,
): Readonly<R> | null {
  return record === null || record === undefined ? null : table.current(record);
}

/** The rows whose field equals the value; the second and further conditions of a query. */
export function matching<R extends object, F extends keyof R & string>(
  rows: readonly Readonly<R>[],
  field: F,
  value: R[F] | null,
  transform: KeyTransform = "exact",
): readonly Readonly<R>[] {
  const wanted = keyOf(value, transform);
  return rows.filter((row) => keyOf(row[field], transform) === wanted);
}

function keyOf(value: unknown, transform: KeyTransform): unknown {
  if (typeof value !== "string" || transform === "exact") return value;
  return transform === "lower" ? value.toLowerCase() : normalize(value);
}

/** Pays one step, and one more for each element, and hands the list through. */
export function scan<T>(call: Call<unknown>, list: readonly T[]): readonly T[] {
  call.spend(1 + list.length);
  return list;
}

/** Pays one step and hands the value through. */
export function paid<T>(call: Call<unknown>, value: T): T {
  call.spend(1);
  return value;
}

/** The map with each value changed; keys stay as they are. */
export function mapValues<V, W>(
  map: { readonly [key: string]: V },
  change: (value: V) => W,
): Record<string, W> {
  const result: Record<string, W> = {};
  for (const key of Object.keys(map)) put(result, key, change(map[key] as V));
  return result;
}

/** A map from entries, for keys that are not known beforehand. */
export function mapOf<V>(...entries: readonly (readonly [string, V])[]): Record<string, V> {
  const result: Record<string, V> = {};
  for (const [key, value] of entries) put(result, key, value);
  return result;
}

/** The entries of a map, for building another. */
export function pairs<V>(map: { readonly [key: string]: V }): (readonly [string, V])[] {
  return Object.keys(map).map((key) => [key, map[key] as V] as const);
}

/** `list[index] = value`; an index beside the list is the refusal `invalid_state`. */
export function setItem<T>(list: T[], index: number, value: T): void {
  if (!Number.isInteger(index) || index < 0 || index >= list.length) {
    throw new ToolRefusal("invalid_state", `The list has no element ${index}.`);
  }
  list[index] = value;
}

/** `list.push(...values)` within the size limit. */
export function append<T>(call: Call<unknown>, list: T[], ...values: readonly T[]): void {
  list.push(...values);
  call.bounded(list);
}

/** Copies the given fields of a partial update into the record. */
export function applyChanges<R extends object>(
  record: R,
  changes: Partial<R>,
  ...fields: readonly (keyof R & string)[]
): void {
  for (const field of fields) {
    if (Object.hasOwn(changes, field)) record[field] = copy(changes[field]) as R[typeof field];
  }
}

/** The record cut to some of its fields. */
export function cutTo<R extends object, K extends keyof R>(
  record: R,
  ...fields: readonly K[]
): Pick<R, K> {
  const part: Partial<R> = {};
  for (const field of fields) part[field] = record[field];
  return part as Pick<R, K>;
}

/** Gives a value a name within an expression. */
export function withValue<T, R>(value: T, then: (value: T) => R): R {
  return then(value);
}

/** A piece of a stored message that names a record. */
export interface Mention {
  ref: string;
  id: string;
}

export function mention(entity: string, id: string): Mention {
  return { ref: entity, id };
}

/** A message as stored: pieces of text, neighbours joined, and mentions of records. */
export function message(...parts: readonly (string | Mention)[]): (string | Mention)[] {
  const pieces: (string | Mention)[] = [];
  for (const part of parts) {
    const before = pieces.at(-1);
    if (typeof part === "string" && typeof before === "string") {
      pieces[pieces.length - 1] = before + part;
    } else if (part !== "") {
      pieces.push(part);
    }
  }
  return pieces;
}
