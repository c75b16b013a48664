/** What is wrong with a domain file, as data; rendered elsewhere. */
import type { Span } from "./ir.js";

export interface Diagnostic {
  /** Stable: `unknown_field`, `type_mismatch`, `outside_subset`, ... */
  readonly code: string;
  readonly at: Span;
  /** One sentence: what was found. */
  readonly message: string;
  /** What is allowed here, if that is short enough to say. */
  readonly allowed?: string;
  /** "did you mean": the nearest allowed name. */
  readonly suggestion?: string;
}

/** Collects diagnostics in the order in which they are found; at most 100 are kept. */
export class Diagnostics {
  readonly list: Diagnostic[] = [];
  add(diagnostic: Diagnostic): void {
    if (this.list.length < 100) this.list.push(diagnostic);
  }
  get any(): boolean {
    return this.list.length > 0;
  }
}
