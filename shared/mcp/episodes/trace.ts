/** What was called in an episode. Bounded: the oldest calls are dropped first, and counted. */

export interface TraceEntry {
  /** 1 for the first call of the episode. */
  readonly number: number;
  readonly domain: string;
  readonly tool: string;
  readonly actor: "agent" | "user";
  /** The arguments as JSON text; null when they alone exceeded the bound on one entry. */
  readonly arguments: string | null;
  /** The outcome: JSON text of the result, or the message of a refusal; null likewise. */
  readonly outcome: string | null;
  /** The code of the refusal, or null. */
  readonly code: string | null;
  readonly changed: boolean;
  /** UTF-16 units of arguments and outcome, kept or not. */
  readonly size: number;
}

export interface TraceLimits {
  readonly calls: number;
  /** UTF-16 units over all entries. */
  readonly size: number;
}

export const DEFAULT_TRACE_LIMITS: TraceLimits = { calls: 2_000, size: 1_000_000 };

const NOTHING = { calls: [], dropped: 0 };

export class Trace {
  #entries: TraceEntry[] = [];
  /** Where the oldest kept entry is; the array is compacted now and then, not at every drop. */
  #start = 0;
  #kept = 0;
  #dropped = 0;

  /** `kept`: entries that were traced before, and how many are missing from their front. */
  constructor(
    readonly limits: TraceLimits,
    kept: { readonly calls: readonly TraceEntry[]; readonly dropped: number } = NOTHING,
  ) {
    this.#dropped = kept.dropped;
    for (const entry of kept.calls) this.add(entry);
  }

  get dropped(): number {
    return this.#dropped;
  }

  add(entry: TraceEntry): void {
    const stored =
      entry.size > this.limits.size ? { ...entry, arguments: null, outcome: null } : entry;
    this.#entries.push(stored);
    this.#kept += held(stored);
    while (
      this.#entries.length - this.#start > this.limits.calls ||
      this.#kept > this.limits.size
    ) {
      this.#dropOldest();
    }
  }

  entries(): readonly TraceEntry[] {
    return this.#entries.slice(this.#start);
  }

  copy(): Trace {
    const copy = new Trace(this.limits);
    copy.#entries = this.#entries.slice(this.#start);
    copy.#kept = this.#kept;
    copy.#dropped = this.#dropped;
    return copy;
  }

  #dropOldest(): void {
    const oldest = this.#entries[this.#start];
    if (oldest === undefined) return;
    this.#kept -= held(oldest);
    this.#start += 1;
    this.#dropped += 1;
    if (this.#start >= 64 && this.#start * 2 >= this.#entries.length) {
      this.#entries = this.#entries.slice(this.#start);
      this.#start = 0;
    }
  }
}

/** What the entry takes of the bound; the tool's and the domain's names are short. */
function held(entry: TraceEntry): number {
  return (entry.arguments?.length ?? 0) + (entry.outcome?.length ?? 0);
}
