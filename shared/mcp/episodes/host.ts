/**
 * The control API in process: every verb of the control door, typed. It owns the episodes of one
 * process, says no when it is full, and forgets what nobody uses. Calls are synchronous, so several
 * agents in one episode take turns by themselves.
 */
import { EnvFoundryError } from "../../errors/index.js";
import type { Domain } from "../../runtime/index.js";
import { inputSchema, type Json } from "../../schema/index.js";
import { openState } from "../../state/index.js";
import { systemClock } from "../clock.js";
import { newHandle } from "../tokens.js";
import { Answers } from "./answers.js";
import { Catalogue } from "./catalogue.js";
import type {
  CreateRequest,
  DomainInfo,
  EpisodeInfo,
  EpisodeStep,
  ForkRequest,
  HostOptions,
  StateView,
  StepManyResult,
  TraceView,
} from "./contracts.js";
import { Episode, type EpisodeMemento, type EpisodeStart } from "./episode.js";
import { type Entry, Registry } from "./registry.js";
import { Snapshots } from "./snapshots.js";
import type { StepRequest, StepResult } from "./steps.js";
import { DEFAULT_TRACE_LIMITS, type TraceLimits } from "./trace.js";

const MAX_COUNT = 10_000;
const KEPT_KEYS = 10_000;

export class Host {
  readonly catalogue: Catalogue;
  /** How much of an episode's calls is remembered. */
  readonly traceLimits: TraceLimits;
  readonly #episodes: Registry;
  readonly #snapshots: Snapshots;
  readonly #answers = new Answers<unknown>(KEPT_KEYS, "request");
  readonly #report: (error: unknown) => void;

  constructor(domains: readonly Domain[], options: HostOptions = {}) {
    this.catalogue = new Catalogue(domains, options.keptBases ?? 16);
    this.traceLimits = options.trace ?? DEFAULT_TRACE_LIMITS;
    this.#snapshots = new Snapshots(options.snapshotCapacity ?? 20_000);
    this.#report = options.report ?? (() => {});
    this.#episodes = new Registry({
      capacity: options.capacity ?? 20_000,
      idle: options.idleMilliseconds === undefined ? 1_800_000 : options.idleMilliseconds,
      clock: options.clock ?? systemClock,
      onRemove: (id) => this.#snapshots.forget(id),
    });
  }

  /** Episodes that may exist at a time. */
  get capacity(): number {
    return this.#episodes.capacity;
  }

  /** Number of episodes that exist now. */
  get size(): number {
    return this.#episodes.size;
  }

  /** What is served, with every tool and whose it is. */
  domains(): readonly DomainInfo[] {
    return this.catalogue.names().map((name) => {
      const { spec } = this.catalogue.get(name).domain;
      return {
        domain: name,
        title: spec.title,
        summary: spec.summary,
        now: spec.now,
        tools: spec.tools.map((tool) => ({
          name: tool.name,
          actor: tool.actor,
          description: tool.description,
          inputSchema: inputSchema(tool.params),
        })),
      };
    });
  }

  /**
   * @throws EnvFoundryError `unknown_domain`, `invalid_request`, `capacity`, `idempotency_conflict`;
   *   `seed_failed`, `invalid_state_document` when a domain cannot make its start
   */
  create(request: CreateRequest): readonly EpisodeInfo[] {
    return this.#once("create", request.key, request, () => {
      const names = typeof request.domains === "string" ? [request.domains] : request.domains;
      if (names.length === 0 || new Set(names).size !== names.length) {
        throw invalid("domains names one domain or several different ones.");
      }
      const seed = whole(
        "seed",
        request.seed ?? 1,
        Number.MIN_SAFE_INTEGER,
        Number.MAX_SAFE_INTEGER,
      );
      const scale = whole("scale", request.scale ?? 1, 1, 1_000);
      const count = whole("count", request.count ?? 1, 1, MAX_COUNT);
      const maxCalls =
        request.maxCalls == null
          ? null
          : whole("maxCalls", request.maxCalls, 1, Number.MAX_SAFE_INTEGER);
      const domains = names.map((name) => this.catalogue.get(name));
      this.#episodes.reserve(count);
      const bases = domains.map((served) => this.catalogue.base(served, seed, scale));
      return Array.from({ length: count }, () =>
        this.#add({ domains, states: bases.map((base) => openState(base)), seed, scale, maxCalls }),
      );
    });
  }

  /** An episode that was kept elsewhere goes on here, under a new handle. Throws `capacity`. */
  adopt(start: EpisodeStart, memento: EpisodeMemento): EpisodeInfo {
    this.#episodes.reserve(1);
    return this.#add(start, memento);
  }

  /** The result is the caller's own: changing it changes nothing here. */
  step(episode: string, request: StepRequest): StepResult {
    const { text, result, ...rest } = this.use(episode).call(request);
    const own = typeof result === "object" && result !== null ? (JSON.parse(text) as Json) : result;
    return { result: own, ...rest };
  }

  /** In the order given; the steps of one episode build on each other. */
  stepMany(steps: readonly EpisodeStep[]): readonly StepManyResult[] {
    return steps.map((each) => {
      try {
        return this.step(each.episode, each);
      } catch (error) {
        if (!(error instanceof EnvFoundryError)) throw error;
        // The answer is data, so the caller of the whole batch would not report it.
        if (!isMistake(error)) this.#report(error);
        const { code, message, hint } = error;
        return { error: { code, message, ...(hint === undefined ? {} : { hint }) } };
      }
    });
  }

  reset(episode: string): EpisodeInfo {
    const entry = this.#episodes.use(episode);
    entry.episode.reset();
    return this.#infoOf(entry);
  }

  /** Copies of an episode as it stands, or as it stood at one of its snapshots. */
  fork(episode: string, request: ForkRequest = {}): readonly EpisodeInfo[] {
    return this.#once(`fork ${episode}`, request.key, request, () => {
      const count = whole("count", request.count ?? 1, 1, MAX_COUNT);
      const { episode: origin } = this.#episodes.use(episode);
      const memento =
        request.snapshot === undefined
          ? origin.remember()
          : this.#snapshots.get(episode, request.snapshot);
      this.#episodes.reserve(count);
      return Array.from({ length: count }, () => this.#add(origin, memento));
    });
  }

  /** Keeps the episode as it stands. The snapshot lives as long as the episode. */
  snapshot(
    episode: string,
    request: { key?: string | undefined } = {},
  ): { readonly snapshot: string } {
    return this.#once(`snapshot ${episode}`, request.key, request, () => {
      const { episode: subject } = this.#episodes.use(episode);
      return { snapshot: this.#snapshots.keep(episode, () => subject.remember()) };
    });
  }

  /** Throws `snapshot_not_found` unless the snapshot is one of this episode. */
  restore(episode: string, snapshot: string): EpisodeInfo {
    const entry = this.#episodes.use(episode);
    entry.episode.become(this.#snapshots.get(episode, snapshot));
    return this.#infoOf(entry);
  }

  /** Freezes the episode. Throws `episode_closed` when it was finished with another answer. */
  finish(episode: string, answer: string | null = null): EpisodeInfo {
    const entry = this.#episodes.use(episode);
    entry.episode.finish(answer);
    return this.#infoOf(entry);
  }

  /** Throws `canonical_bound` when the records created are too alike to be told apart in time. */
  state(episode: string, request: { document?: boolean | undefined } = {}): StateView {
    const { episode: subject } = this.#episodes.use(episode);
    const view = { hash: subject.hash(), now: subject.now, diff: subject.diff() };
    if (request.document !== true) return view;
    const documents = subject.states.map((state) => [state.base.domain, state.document()]);
    return { ...view, document: Object.fromEntries(documents) };
  }

  trace(episode: string): TraceView {
    const { trace } = this.#episodes.use(episode).episode;
    return { calls: trace.entries(), dropped: trace.dropped };
  }

  info(episode: string): EpisodeInfo {
    return this.#infoOf(this.#episodes.peek(episode));
  }

  list(): readonly EpisodeInfo[] {
    return this.#episodes.entries().map((entry) => this.#infoOf(entry));
  }

  /** Forgets the episode and its snapshots. */
  close(episode: string): void {
    this.#episodes.remove(episode);
  }

  /** Forgets everything and stops the timer. */
  shutdown(): void {
    this.#episodes.shutdown();
  }

  /** The episode itself, for the agent's door; counts as use. Throws `episode_not_found`. */
  use(episode: string): Episode {
    return this.#episodes.use(episode).episode;
  }

  has(episode: string): boolean {
    return this.#episodes.has(episode);
  }

  /** While held, the episode does not expire. The returned function ends the hold. */
  hold(episode: string): () => void {
    return this.#episodes.hold(episode);
  }

  /** Runs `task` when the episode is closed or expires; the returned function takes that back. */
  onClose(episode: string, task: () => void): () => void {
    return this.#episodes.onClose(episode, task);
  }

  /** Closes what nobody used for the idle time. Runs by itself. */
  sweep(): void {
    this.#episodes.sweep();
  }

  /** `memento`: how it stands, unless it is at its start. */
  #add({ domains, states, seed, scale, maxCalls }: EpisodeStart, memento?: EpisodeMemento) {
    const id = newHandle();
    const trace = this.traceLimits;
    const episode = new Episode({ id, domains, states, seed, scale, maxCalls, trace });
    if (memento !== undefined) episode.become(memento);
    return this.#infoOf(this.#episodes.add(episode));
  }

  #infoOf(entry: Entry): EpisodeInfo {
    const { episode } = entry;
    return {
      episode: episode.id,
      domains: episode.domains.map((served) => served.name),
      seed: episode.seed,
      scale: episode.scale,
      now: episode.now,
      calls: episode.calls,
      maxCalls: episode.maxCalls,
      finished: episode.finished,
      answer: episode.answer,
      idleSeconds: this.#episodes.idleSeconds(entry),
    };
  }

  /** Answers a repeated request with its first answer. */
  #once<T>(verb: string, key: string | undefined, request: object, act: () => T): T {
    const own = key === undefined ? undefined : `${verb} ${key}`;
    return this.#answers.once(own, () => JSON.stringify(request), act) as T;
  }
}

/** Whether the caller asked for what cannot be; everything else is a defect that somebody must see. */
function isMistake({ code }: EnvFoundryError): boolean {
  return code === "episode_not_found" || code === "idempotency_conflict";
}

function whole(name: string, value: number, low: number, high: number): number {
  if (!Number.isSafeInteger(value) || value < low || value > high) {
    throw invalid(`${name} is a whole number from ${low} to ${high}.`);
  }
  return value;
}

function invalid(message: string): EnvFoundryError {
  return new EnvFoundryError("invalid_request", message);
}
