/**
 * What TypeScript knows of a reference (`loan.fee`) at a point of the emitted code. The checker of
 * the language has narrowed on its own terms; where the two differ, emission says so.
 */
export interface Belief {
  /** TypeScript excludes null. */
  readonly present?: boolean;
  /** TypeScript takes it for null. */
  readonly missing?: boolean;
  /** The only literals that TypeScript still allows. */
  readonly values?: readonly string[];
  /** The only variants of a union that TypeScript still allows. */
  readonly tags?: readonly string[];
}

export class Beliefs {
  #known: Map<string, Belief>;

  constructor(known: Iterable<readonly [string, Belief]> = []) {
    this.#known = new Map(known);
  }

  get(reference: string): Belief {
    return this.#known.get(reference) ?? {};
  }

  add(reference: string, belief: Belief): void {
    this.#known.set(reference, { ...this.get(reference), ...belief });
  }

  /** Forgets the reference and what is reached through it. */
  forget(reference: string): void {
    for (const known of this.#known.keys()) {
      if (known === reference || known.startsWith(`${reference}.`)) this.#known.delete(known);
    }
  }

  save(): ReadonlyMap<string, Belief> {
    return new Map(this.#known);
  }

  restore(saved: ReadonlyMap<string, Belief>): void {
    this.#known = new Map(saved);
  }

  /** After two ways have met: what is known on both. */
  meet(other: ReadonlyMap<string, Belief>): void {
    for (const [reference, belief] of [...this.#known]) {
      const its = other.get(reference);
      const met: Belief = {
        ...(belief.present === true && its?.present === true ? { present: true } : {}),
        ...(belief.missing === true && its?.missing === true ? { missing: true } : {}),
        ...both("values", belief.values, its?.values),
        ...both("tags", belief.tags, its?.tags),
      };
      this.#known.set(reference, met);
    }
  }

  /**
   * Inside an arrow function TypeScript remembers only what it knew of names that are never
   * assigned, nothing of their properties.
   */
  keepForArrow(isConstant: (name: string) => boolean): void {
    for (const known of this.#known.keys()) {
      if (known.includes(".") || !isConstant(known)) this.#known.delete(known);
    }
  }
}

function both(
  key: "values" | "tags",
  a: readonly string[] | undefined,
  b: readonly string[] | undefined,
): Belief {
  return a === undefined || b === undefined ? {} : { [key]: [...new Set([...a, ...b])] };
}
