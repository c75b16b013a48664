/** Plain JSON values: equality, copies, freezing, and dictionaries with foreign keys. */
import type { Json } from "../schema/index.js";

/** Deep equality of two JSON values; the order of keys does not matter, `0` equals `-0`. */
export function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!sameValue(a[i], b[i])) return false;
    return true;
  }
  if (Array.isArray(b)) return false;
  let size = 0;
  for (const key in a) {
    // Only `__proto__` reads as a JSON value where a dictionary does not have it.
    if (key === "__proto__" && !Object.hasOwn(b, key)) return false;
    if (!sameValue(a[key], b[key])) return false;
    size += 1;
  }
  for (const _ in b) size -= 1;
  return size === 0;
}

/** A deep copy of a JSON value. Spreading keeps `__proto__` an ordinary own key. */
export function copyValue<T extends Json>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const list = value.slice();
    for (let i = 0; i < list.length; i++) {
      const element = list[i];
      if (typeof element === "object" && element !== null) list[i] = copyValue(element);
    }
    return list as T;
  }
  const object: { [key: string]: Json } = { ...value };
  for (const key in object) {
    const entry = object[key];
    if (typeof entry === "object" && entry !== null) object[key] = copyValue(entry);
  }
  return object as T;
}

/** Freezes a JSON value and everything in it. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const entry of Object.values(value)) deepFreeze(entry);
  return value;
}

/** Sets an own property even when the key is `__proto__`. */
export function setOwn<V>(object: { [key: string]: V }, key: string, value: V): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  } else {
    object[key] = value;
  }
}
