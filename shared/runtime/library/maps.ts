/** Maps: plain objects, of which only own keys count, in ascending order of UTF-16 code units. */

/** A map from `K` to `V`; where `K` is an enum, keys may be missing. */
type MapOf<K extends string, V> = { readonly [key in K]?: V };

export function keys<K extends string>(map: MapOf<K, unknown>): K[] {
  return Object.keys(map).sort() as K[];
}

/** The values in the order of their keys. */
export function values<V>(map: MapOf<string, V>): V[] {
  return keys(map).map((key) => map[key] as V);
}

/** `{ key, value }` in the order of the keys. */
export function entries<K extends string, V>(map: MapOf<K, V>): { key: K; value: V }[] {
  return keys<K>(map).map((key) => ({ key, value: map[key] as V }));
}

export function has(map: MapOf<string, unknown>, key: string): boolean {
  return Object.hasOwn(map, key);
}

export function size(map: MapOf<string, unknown>): number {
  return Object.keys(map).length;
}
