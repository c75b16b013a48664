/** What a synthesized environment is made of: descriptions as data and a few pure functions. */
import type { EntitySpec, EnumSpec, Json, StateDocument, TypeSpec } from "../schema/index.js";
import type { Call } from "./call.js";

export interface ParamSpec {
  readonly name: string;
  readonly type: TypeSpec;
  readonly description: string;
  readonly required: boolean;
  /** What an omitted argument means; without it, null. */
  readonly default?: Json;
  /** Why the tool takes the parameter although nothing depends on it. */
  readonly unused?: string;
}

/** What a tool may do, computed from its body. Table names, in declared order. */
export interface ToolEffects {
  readonly reads: readonly string[];
  readonly creates: readonly string[];
  readonly updates: readonly string[];
  readonly removes: readonly string[];
  /** It moves the episode's clock. */
  readonly advances: boolean;
  /** A second equal call right after the first changes nothing more. */
  readonly idempotent: boolean;
}

export interface RefusalSpec {
  readonly code: string;
  readonly description: string;
}

export interface ToolSpec {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** `agent`: listed on the agent's door. `user`: only the person (simulated) can do it. */
  readonly actor: "agent" | "user";
  readonly params: readonly ParamSpec[];
  readonly result: TypeSpec;
  readonly effects: ToolEffects;
  /** The refusals the tool can give, beside the reserved ones. */
  readonly refusals: readonly RefusalSpec[];
  /** `returned`: a refusal is an ordinary result `{"error": message}`; the state is untouched all the same. */
  readonly refusalsAs: "raised" | "returned";
}

/** Everything about a domain that is data. */
export interface DomainSpec {
  readonly domain: string;
  readonly title: string;
  readonly summary: string;
  readonly category: string;
  /** The frozen clock at the start of an episode, `YYYY-MM-DDTHH:MM:SS`. */
  readonly now: string;
  /** Markdown that the agent reads, figures filled in. */
  readonly policy: string;
  readonly enums: readonly EnumSpec[];
  readonly entities: readonly EntitySpec[];
  readonly principal: PrincipalSpec | null;
  readonly tools: readonly ToolSpec[];
}

/** Whom the agent serves, and how records belong to that person. */
export interface PrincipalSpec {
  readonly entity: string;
  readonly description: string;
  /** Entity name to the path of ref fields that leads from its record to the principal. */
  readonly owns: Readonly<Record<string, readonly string[]>>;
  /** Tools by which the agent can establish who the person is. */
  readonly identifiedBy: readonly string[];
}

export interface SeedOptions {
  /** Any safe integer; the default of every door is 1. */
  readonly seed: number;
  /** A whole number from 1 to 1000. */
  readonly scale: number;
}

// biome-ignore lint/suspicious/noExplicitAny: each domain narrows these to its own tables and arguments
type Loose = any;

export interface ToolImplementation {
  /**
   * Arguments are validated and complete (omitted optionals are null or their default). Returns
   * JSON; loosely typed because interfaces (unlike type aliases) are not assignable to `Json`.
   */
  run(call: Call<Loose>, args: Loose): Loose;
}

/** What happens after each call to every record of `entity` that the call created or changed. */
export interface Reaction {
  readonly name: string;
  readonly entity: string;
  run(call: Call<Loose>, record: Loose): void;
}

export interface Invariant {
  readonly name: string;
  readonly description: string;
  holds(call: Call<Loose>): boolean;
}

/** A runnable environment. The emitted server and the interpreter both produce one. */
export interface Domain {
  readonly spec: DomainSpec;
  readonly tools: Readonly<Record<string, ToolImplementation>>;
  readonly reactions: readonly Reaction[];
  readonly invariants: readonly Invariant[];
  /** The same bytes for the same options in every process. */
  seed(options: SeedOptions): StateDocument;
}
