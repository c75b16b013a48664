/**
 * One run: the state of one or several domains side by side, their clock, and everything that a
 * snapshot must carry. An episode knows nothing of protocols and never fails on an agent's input:
 * whatever is wrong with a call is a `StepResult`.
 */
import { EnvFoundryError } from "../../errors/index.js";
import { type Clock, callTool } from "../../runtime/index.js";
import {
  type DiffEntry,
  type DomainState,
  diffWorld,
  hashWorld,
  openState,
} from "../../state/index.js";
import { Answers } from "./answers.js";
import type { ServedDomain } from "./catalogue.js";
import {
  argumentsText,
  type Ends,
  refusedStep,
  type Step,
  type StepRequest,
  stepOf,
} from "./steps.js";
import { resolveTool, type ToolName } from "./tool-name.js";
import { Trace, type TraceLimits } from "./trace.js";

/** What an episode starts from. */
export interface EpisodeStart {
  readonly domains: readonly ServedDomain[];
  /** One for each domain, in their order; the episode's own from then on. */
  readonly states: readonly DomainState[];
  readonly seed: number;
  readonly scale: number;
  /** Calls that may be made, or null. */
  readonly maxCalls: number | null;
}

export interface EpisodeSetup extends EpisodeStart {
  readonly id: string;
  readonly trace: TraceLimits;
}

/** Everything of an episode that a call can change. Frozen by convention: states in it are forks. */
export interface EpisodeMemento {
  readonly states: readonly DomainState[];
  readonly now: string;
  readonly calls: number;
  readonly trace: Trace;
  readonly answered: Answers<Step>;
  readonly finished: boolean;
  readonly answer: string | null;
}

/** Idempotency keys that an episode remembers, the latest ones. */
const KEPT_KEYS = 256;

/** No keys yet. */
export function noStepKeys(): Answers<Step> {
  return new Answers(KEPT_KEYS, "call of this episode");
}

export class Episode {
  readonly id: string;
  readonly domains: readonly ServedDomain[];
  readonly seed: number;
  readonly scale: number;
  readonly maxCalls: number | null;
  readonly #start: string;
  readonly #clock: Clock;
  /** In the order of `domains`. */
  #states: readonly DomainState[];
  #calls = 0;
  #trace: Trace;
  #answered = noStepKeys();
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
    this.#states = setup.states;
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
    return this.#states;
  }

  /**
   * Calls a tool. Whatever is wrong with the call is a step.
   *
   * @throws EnvFoundryError `idempotency_conflict`; `tool_defect` when the tool's code fails: the
   *   episode is then as it was before
   */
  call(request: StepRequest): Step {
    const { key } = request;
    if (key === undefined) return this.#perform(request, this.#named(request));
    return this.#answered.once(
      key,
      () => {
        const { tool, domain, actor } = request;
        const args = argumentsText(request.arguments);
        return JSON.stringify([tool, domain ?? null, actor ?? "agent", args]);
      },
      () => this.#perform(request, this.#named(request)),
    );
  }

  /** A call of what the caller's door does not list: counted, traced, refused as `unknown_tool`. */
  callUnlisted(tool: string, args: unknown): Step {
    return this.#perform({ tool, arguments: args }, null);
  }

  /** Freezes the episode with the agent's final answer. Again with the same answer changes nothing. */
  finish(answer: string | null): void {
    if (this.#finished && this.#answer !== answer) {
      throw new EnvFoundryError("episode_closed", "The episode is finished with another answer.", {
        hint: "To go on, reset the episode, or restore a snapshot from before it was finished.",
      });
    }
    this.#finished = true;
    this.#answer = answer;
    this.#onChange();
  }

  /** Back to the start: state, clock, trace, keys, budget and answer. */
  reset(): void {
    for (const state of this.#states) state.reset();
    this.#clock.now = this.#start;
    this.#calls = 0;
    this.#trace = new Trace(this.#trace.limits);
    this.#answered = noStepKeys();
    this.#finished = false;
    this.#answer = null;
    this.#onChange();
  }

  /** The episode as it stands, apart from what happens later. Costs no copy of records. */
  remember(): EpisodeMemento {
    return {
      states: this.#states.map((state) => state.fork()),
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
    this.#states = memento.states.map((state) => state.fork());
    this.#clock.now = memento.now;
    this.#calls = memento.calls;
    this.#trace = memento.trace.copy();
    this.#answered = memento.answered.copy();
    this.#finished = memento.finished;
    this.#answer = memento.answer;
    this.#onChange();
  }

  /** Runs `task` after everything that may have changed the episode. One task at a time. */
  observe(task: () => void): void {
    this.#onChange = task;
  }

  /** The canonical hash over all domains and the clock. */
  hash(): string {
    return hashWorld({ now: this.#clock.now, states: this.#states });
  }

  /** What differs from the start. Empty exactly when the hash is that of the start. */
  diff(): readonly DiffEntry[] {
    const start = this.#states.map((state) => openState(state.base));
    return diffWorld(
      { now: this.#clock.now, states: this.#states },
      { now: this.#start, states: start },
    );
  }

  #named({ tool, domain }: StepRequest): ToolName | null {
    return resolveTool(this.domains, tool, domain);
  }

  #ends(): Ends {
    return { done: this.#finished, truncated: this.truncated };
  }

  /** `target` null: there is no such tool for the caller. */
  #perform(request: StepRequest, target: ToolName | null): Step {
    if (this.#finished) {
      return refusedStep("episode_closed", "The episode is finished.", this.#ends());
    }
    if (this.truncated) {
      const message = `The budget of ${this.maxCalls} calls of this episode is spent.`;
      return refusedStep("episode_closed", message, this.#ends());
    }
    const domain = target === null ? undefined : this.domains[target.at];
    const state = target === null ? undefined : this.#states[target.at];
    this.#calls += 1;
    let step: Step;
    if (target === null || domain === undefined || state === undefined) {
      step = refusedStep("unknown_tool", "There is no such tool.", this.#ends());
    } else {
      step = this.#run(domain, state, target.tool, request);
    }
    this.#note(domain?.name ?? "", target?.tool ?? request.tool, request, step);
    this.#onChange();
    return step;
  }

  #run(domain: ServedDomain, state: DomainState, tool: string, request: StepRequest): Step {
    const { arguments: args = {}, actor = "agent" } = request;
    try {
      const outcome = callTool(domain.prepared, state, this.#clock, tool, args, { actor });
      return stepOf(outcome, this.#ends());
    } catch (error) {
      // A defect is no call of the agent's: it costs nothing of the budget.
      this.#calls -= 1;
      throw error;
    }
  }

  #note(domain: string, tool: string, request: StepRequest, step: Step): void {
    const args = argumentsText(request.arguments);
    this.#trace.add({
      number: this.#calls,
      domain,
      tool: tool.length > 200 ? `${tool.slice(0, 200)}...` : tool,
      actor: request.actor ?? "agent",
      arguments: args,
      outcome: step.text,
      code: step.code,
      changed: step.changed,
      size: args.length + step.text.length,
    });
  }
}

/** Domains side by side share the latest of their clocks, so that no record lies in the future. */
function latestStart(domains: readonly ServedDomain[]): string {
  return domains.reduce((latest, { domain }) => {
    const { now } = domain.spec;
    return now > latest ? now : latest;
  }, "");
}
