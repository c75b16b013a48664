/** A map that forgets what was used least recently once it holds more than `limit` entries. */
export class LruMap<V> {
  readonly #entries = new Map<string, V>();

  constructor(readonly limit: number) {}

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): V | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.limit) {
      const oldest = this.#entries.keys().next();
      if (!oldest.done) this.#entries.delete(oldest.value);
    }
  }

  /** Least recently used first. */
  entries(): readonly (readonly [key: string, value: V])[] {
    return [...this.#entries];
  }

  /** A copy that remembers the same entries; the values are shared. */
  copy(): LruMap<V> {
    const copy = new LruMap<V>(this.limit);
    for (const [key, value] of this.#entries) copy.#entries.set(key, value);
    return copy;
  }
}
