/**
 * One run: the state of one or several domains side by side, their clock, and everything that a
 * snapshot must carry. An episode knows nothing of protocols and never fails on an agent's input:
 * whatever is wrong with a call is a `StepResult`.
 */
import { createHash } from "node:crypto";
import { EnvFoundryError } from "../../errors/index.js";
import { type Clock, callTool } from "../../runtime/index.js";
import type { Json } from "../../schema/index.js";
import { type DomainState, hashWorld, openState } from "../../state/index.js";
import type { ServedDomain } from "./catalogue.js";
import { LruMap } from "./lru.js";
import { Trace, type TraceLimits } from "./trace.js";

export type Actor = "agent" | "user";

/** One call. `tool` is the tool's own name, or `{domain}_{tool}`; with several domains, one of both says which. */
export interface StepRequest {
  readonly tool: string;
  /** Anything: what is not an object of the right shape is refused as `invalid_arguments`. */
  readonly arguments?: unknown;
  readonly domain?: string | undefined;
  /** Default `agent`. */
  readonly actor?: Actor | undefined;
  /** Idempotency key: a step that repeats key and request gets the first answer and does nothing. */
  readonly key?: string | undefined;
}

/** What one call led to. `result` is the message where `is_error`. */
export interface StepResult {
  readonly result: Json;
  readonly is_error: boolean;
  /** The stable code of a refusal, also of one that the domain returns as an ordinary result. */
  readonly code: string | null;
  readonly changed: boolean;
  /** The episode is finished: nothing more will happen in it. */
  readonly done: boolean;
  /** The budget of calls is spent. */
  readonly truncated: boolean;
}

/** A `StepResult` and its result as text, made once for the trace and the wire. */
export interface Step extends StepResult {
  readonly text: string;
}

export interface EpisodeSetup {
  readonly id: string;
  readonly domains: readonly ServedDomain[];
  readonly states: readonly DomainState[];
  readonly seed: number;
  readonly scale: number;
  /** Calls that may be made, or null. */
  readonly maxCalls: number | null;
  readonly trace: TraceLimits;
}

/** Everything of an episode that a call can change. Frozen by convention: states in it are forks. */
export interface EpisodeMemento {
  readonly states: readonly DomainState[];
  readonly now: string;
  readonly calls: number;
  readonly trace: Trace;
  readonly answered: LruMap<Answered>;
  readonly finished: boolean;
  readonly answer: string | null;
}

interface Answered {
  readonly request: string;
  readonly step: Step;
}

interface Seat {
  readonly served: ServedDomain;
  readonly state: DomainState;
}

/** Idempotency keys that an episode remembers, the latest ones. */
const KEPT_KEYS = 256;

export class Episode {
  readonly id: string;
  readonly domains: readonly ServedDomain[];
  readonly seed: number;
  readonly scale: number;
  readonly maxCalls: number | null;
  readonly #start: string;
  readonly #clock: Clock;
  #seats: readonly Seat[];
  #calls = 0;
  #trace: Trace;
  #answered = new LruMap<Answered>(KEPT_KEYS);
  #finished = false;
  #answer: string | null = null;
  #onChange: () => void = () => {};

  constructor(setup: EpisodeSetup) {
    this.id = setup.id;
    this.domains = setup.domains;
    this.seed = setup.seed;
    this.scale = setup.scale;
    this.maxCalls = setup.maxCalls;
    this.#start = latestStart(setup.domains);
    this.#clock = { now: this.#start };
    this.#trace = new Trace(setup.trace);
    this.#seats = seat(setup.domains, setup.states);
  }

  get now(): string {
    return this.#clock.now;
  }
  get calls(): number {
    return this.#calls;
  }
  get finished(): boolean {
    return this.#finished;
  }
  get answer(): string | null {
    return this.#answer;
  }
  get trace(): Trace {
    return this.#trace;
  }
  get truncated(): boolean {
    return this.maxCalls !== null && this.#calls >= this.maxCalls;
  }
  get states(): readonly DomainState[] {
    return this.#seats.map((each) => each.state);
  }

  /** Calls a tool. Never throws on what the caller gives, except `idempotency_conflict`. */
  call(request: StepRequest): Step {
    if (request.key === undefined) return this.#perform(request);
    const fingerprint = fingerprintOf(request);
    const before = this.#answered.get(request.key);
    if (before !== undefined) {
      if (before.request === fingerprint) return before.step;
      throw new EnvFoundryError(
        "idempotency_conflict",
        "The idempotency key was used for another call of this episode.",
        { hint: "Give each call a key of its own." },
      );
    }
    const step = this.#perform(request);
    this.#answered.set(request.key, { request: fingerprint, step });
    return step;
  }

  /** Freezes the episode with the agent's final answer. Again with the same answer changes nothing. */
  finish(answer: string | null): void {
    if (this.#finished && this.#answer !== answer) {
      throw new EnvFoundryError("episode_closed", "The episode is finished with another answer.", {
        hint: "Reset or fork the episode to go on.",
      });
    }
    this.#finished = true;
    this.#answer = answer;
    this.#onChange();
  }

  /** Back to the start: state, clock, trace, keys, budget and answer. */
  reset(): void {
    for (const { state } of this.#seats) state.reset();
    this.#clock.now = this.#start;
    this.#calls = 0;
    this.#trace = new Trace(this.#trace.limits);
    this.#answered = new LruMap(KEPT_KEYS);
    this.#finished = false;
    this.#answer = null;
    this.#onChange();
  }

  /** The episode as it stands, apart from what happens later. Costs no copy of records. */
  remember(): EpisodeMemento {
    return {
      states: this.#seats.map((each) => each.state.fork()),
      now: this.#clock.now,
      calls: this.#calls,
      trace: this.#trace.copy(),
      answered: this.#answered.copy(),
      finished: this.#finished,
      answer: this.#answer,
    };
  }

  /** Takes over a memento of an episode with the same start; the memento can be used again. */
  become(memento: EpisodeMemento): void {
    this.#seats = seat(
      this.domains,
      memento.states.map((state) => state.fork()),
    );
    this.#clock.now = memento.now;
    this.#calls = memento.calls;
    this.#trace = memento.trace.copy();
    this.#answered = memento.answered.copy();
    this.#finished = memento.finished;
    this.#answer = memento.answer;
    this.#onChange();
  }

  /** Sets the clock, for an episode that was kept on disk. */
  resume(now: string, calls: number): void {
    this.#clock.now = now;
    this.#calls = calls;
  }

  /** Runs `task` after everything that may have changed the episode. One task at a time. */
  observe(task: () => void): void {
    this.#onChange = task;
  }

  /** The canonical hash over all domains and the clock. */
  hash(): string {
    return hashWorld({ now: this.#clock.now, states: this.states });
  }

  /** The states as they were at the start, for comparing. */
  startStates(): readonly DomainState[] {
    return this.#seats.map((each) => openState(each.state.base));
  }

  #perform(request: StepRequest): Step {
    if (this.#finished) return this.#refused("episode_closed", "The episode is finished.");
    if (this.truncated) {
      return this.#refused(
        "episode_closed",
        `The budget of ${this.maxCalls} calls of this episode is spent.`,
      );
    }
    this.#calls += 1;
    const actor = request.actor ?? "agent";
    const target = this.#resolve(request.tool, request.domain);
    const step =
      target === null
        ? this.#refused("unknown_tool", `There is no tool ${quoted(request.tool)}.`)
        : this.#run(target.seat, target.tool, request.arguments, actor);
    this.#note(target?.seat.served.name ?? "", target?.tool ?? request.tool, request, actor, step);
    this.#onChange();
    return step;
  }

  #run(seat: Seat, tool: string, args: unknown, actor: Actor): Step {
    const outcome = callTool(
      seat.served.prepared,
      seat.state,
      this.#clock,
      tool,
      args === undefined ? {} : args,
      { actor },
    );
    if (outcome.ok) {
      const { result, changed } = outcome;
      return this.#step(result, textOf(result), false, null, changed);
    }
    if (outcome.returned) {
      const result = { error: outcome.message };
      return this.#step(result, JSON.stringify(result), false, outcome.code, false);
    }
    return this.#refused(outcome.code, outcome.message);
  }

  #refused(code: string, message: string): Step {
    return this.#step(message, message, true, code, false);
  }

  #step(result: Json, text: string, isError: boolean, code: string | null, changed: boolean): Step {
    return {
      result,
      is_error: isError,
      code,
      changed,
      done: this.#finished,
      truncated: this.truncated,
      text,
    };
  }

  #note(domain: string, tool: string, request: StepRequest, actor: Actor, step: Step): void {
    const args = argumentsText(request.arguments);
    this.#trace.add({
      number: this.#calls,
      domain,
      tool: tool.length > 200 ? `${tool.slice(0, 200)}...` : tool,
      actor,
      arguments: args,
      outcome: step.text,
      code: step.code,
      changed: step.changed,
      size: args.length + step.text.length,
    });
  }

  /** Domain names hold no underscore, so the first one ends the domain in `{domain}_{tool}`. */
  #resolve(tool: string, domain: string | undefined): { seat: Seat; tool: string } | null {
    const [only] = this.#seats;
    if (domain !== undefined) {
      const seat = this.#seats.find((each) => each.served.name === domain);
      return seat === undefined ? null : { seat, tool };
    }
    if (only !== undefined && this.#seats.length === 1) {
      const prefix = `${only.served.name}_`;
      const own = Object.hasOwn(only.served.domain.tools, tool) || !tool.startsWith(prefix);
      return { seat: only, tool: own ? tool : tool.slice(prefix.length) };
    }
    const cut = tool.indexOf("_");
    if (cut < 0) return null;
    const name = tool.slice(0, cut);
    const seat = this.#seats.find((each) => each.served.name === name);
    return seat === undefined ? null : { seat, tool: tool.slice(cut + 1) };
  }
}

function seat(domains: readonly ServedDomain[], states: readonly DomainState[]): readonly Seat[] {
  return domains.map((served, index) => {
    const state = states[index];
    if (state === undefined) throw new Error(`no state for ${served.name}`);
    return { served, state };
  });
}

/** Domains side by side share the latest of their clocks, so that no record lies in the future. */
function latestStart(domains: readonly ServedDomain[]): string {
  return domains.reduce((latest, { domain }) => {
    const { now } = domain.spec;
    return now > latest ? now : latest;
  }, "");
}

/** Text results are sent as they are, everything else as JSON. */
function textOf(result: Json): string {
  return typeof result === "string" ? result : JSON.stringify(result);
}

function argumentsText(args: unknown): string {
  if (args === undefined) return "{}";
  try {
    return JSON.stringify(args) ?? "null";
  } catch {
    // In-process callers can hand in what JSON cannot hold; the call itself was refused.
    return "null";
  }
}

/** A digest, so that a key costs the same memory whatever was asked. */
function fingerprintOf(request: StepRequest): string {
  const { tool, domain, actor } = request;
  const parts = [tool, domain ?? null, actor ?? "agent", argumentsText(request.arguments)];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}

function quoted(name: string): string {
  return JSON.stringify(name.length > 64 ? `${name.slice(0, 64)}...` : name);
}
