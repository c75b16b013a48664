/** Equality and order of values. */

/** What lists can be sorted by. */
export type Key = string | number | boolean | null;

/**
 * The order of sort keys: numbers by size, text by UTF-16 code unit (so dates by time), false
 * before true, null behind everything. Keys of different kinds are ordered numbers, text,
 * booleans; NaN goes with null.
 */
export function compareKeys(a: Key, b: Key): number {
  if (typeof a === typeof b && a !== null && b !== null) {
    if (a < b) return -1;
    if (a > b) return 1;
    if (a === b) return 0;
  }
  return rank(a) - rank(b);
}

function rank(key: Key): number {
  if (key === null) return 3;
  if (typeof key === "number") return Number.isNaN(key) ? 3 : 0;
  return typeof key === "string" ? 1 : 2;
}

/**
 * Deep equality of JSON values by own keys; the order of keys does not matter, that of elements
 * does. Reflexive for every value; 0 equals -0.
 */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return Number.isNaN(a) && Number.isNaN(b);
  }
  if (Array.isArray(a)) return Array.isArray(b) && equalLists(a, b);
  return !Array.isArray(b) && equalRecords(a as Fields, b as Fields);
}

type Fields = Readonly<Record<string, unknown>>;

function equalLists(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) {
    if (!equal(a[i], b[i])) return false;
  }
  return true;
}

function equalRecords(a: Fields, b: Fields): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  for (const name of names) {
    if (!Object.hasOwn(b, name) || !equal(a[name], b[name])) return false;
  }
  return true;
}

/**
 * A primitive that two values share exactly when they are `equal`: what makes sets and multisets
 * of any values cost no more than their size.
 */
export function identity(value: unknown): unknown {
  if (typeof value === "object" && value !== null) return `\u0000${canonicalText(value)}`;
  // Texts that could be mistaken for the above step aside.
  if (typeof value === "string" && value.startsWith("\u0000")) return `\u0000"${value}`;
  return value;
}

function canonicalText(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  const fields = value as Fields;
  const names = Object.keys(fields).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(fields[name])}`).join(",")}}`;
}
