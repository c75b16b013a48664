/**
 * The control API in process: every verb of the control door, typed. It owns the episodes of one
 * process, says no when it is full, and forgets what nobody uses. Calls are synchronous, so several
 * agents in one episode take turns by themselves.
 */
import { createHash } from "node:crypto";
import { EnvFoundryError } from "../../errors/index.js";
import type { Domain } from "../../runtime/index.js";
import { inputSchema, type Json } from "../../schema/index.js";
import { openState } from "../../state/index.js";
import { systemClock, type WallClock } from "../clock.js";
import { newHandle } from "../tokens.js";
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
import { Episode, type EpisodeMemento, type StepRequest, type StepResult } from "./episode.js";
import { LruMap } from "./lru.js";
import { DEFAULT_TRACE_LIMITS, type TraceLimits } from "./trace.js";

interface Entry {
  readonly episode: Episode;
  usedAt: number;
  /** Open streams and the like; an episode in use does not expire. */
  holds: number;
  readonly onClose: Set<() => void>;
  readonly snapshots: Set<string>;
}

interface Remembered {
  readonly request: string;
  readonly answer: unknown;
}

const MAX_COUNT = 10_000;
const KEPT_KEYS = 10_000;

export class Host {
  readonly catalogue: Catalogue;
  readonly capacity: number;
  readonly #snapshotCapacity: number;
  readonly #idle: number | null;
  readonly #traceLimits: TraceLimits;
  readonly #clock: WallClock;
  readonly #entries = new Map<string, Entry>();
  readonly #snapshots = new Map<
    string,
    { readonly of: string; readonly memento: EpisodeMemento }
  >();
  readonly #answers = new LruMap<Remembered>(KEPT_KEYS);
  readonly #stopSweeping: () => void;

  constructor(domains: readonly Domain[], options: HostOptions = {}) {
    this.catalogue = new Catalogue(domains, options.keptBases ?? 16);
    this.capacity = options.capacity ?? 20_000;
    this.#snapshotCapacity = options.snapshotCapacity ?? 20_000;
    this.#idle = options.idleMilliseconds === undefined ? 1_800_000 : options.idleMilliseconds;
    this.#traceLimits = options.trace ?? DEFAULT_TRACE_LIMITS;
    this.#clock = options.clock ?? systemClock;
    this.#stopSweeping =
      this.#idle === null
        ? () => {}
        : this.#clock.every(Math.max(1, Math.min(30_000, this.#idle / 2)), () => this.sweep());
  }

  /** Number of episodes that exist now. */
  get size(): number {
    return this.#entries.size;
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

  /** Throws `unknown_domain`, `invalid_request`, `capacity`. */
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
      this.#reserve(count);
      const bases = domains.map((served) => this.catalogue.base(served, seed, scale));
      return Array.from({ length: count }, () =>
        this.#add(
          new Episode({
            id: newHandle(),
            domains,
            states: bases.map((base) => openState(base)),
            seed,
            scale,
            maxCalls,
            trace: this.#traceLimits,
          }),
        ),
      );
    });
  }

  /** Takes in an episode made elsewhere (kept on disk). */
  adopt(episode: Episode): EpisodeInfo {
    this.#reserve(1);
    return this.#add(episode);
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
        return { error: { code: error.code, message: error.message } };
      }
    });
  }

  reset(episode: string): EpisodeInfo {
    const entry = this.#entry(episode);
    entry.episode.reset();
    return this.#infoOf(entry);
  }

  /** Copies of an episode as it stands, or as it stood at one of its snapshots. */
  fork(episode: string, request: ForkRequest = {}): readonly EpisodeInfo[] {
    return this.#once(`fork ${episode}`, request.key, request, () => {
      const count = whole("count", request.count ?? 1, 1, MAX_COUNT);
      const { episode: origin } = this.#entry(episode);
      const memento =
        request.snapshot === undefined
          ? origin.remember()
          : this.#memento(episode, request.snapshot);
      this.#reserve(count);
      return Array.from({ length: count }, () => {
        const copy = new Episode({
          id: newHandle(),
          domains: origin.domains,
          states: memento.states,
          seed: origin.seed,
          scale: origin.scale,
          maxCalls: origin.maxCalls,
          trace: this.#traceLimits,
        });
        copy.become(memento);
        return this.#add(copy);
      });
    });
  }

  /** Keeps the episode as it stands. The snapshot lives as long as the episode. */
  snapshot(
    episode: string,
    request: { key?: string | undefined } = {},
  ): { readonly snapshot: string } {
    return this.#once(`snapshot ${episode}`, request.key, request, () => {
      const entry = this.#entry(episode);
      if (this.#snapshots.size >= this.#snapshotCapacity) {
        throw full(`${this.#snapshotCapacity} snapshots`, "Close episodes that are done with.");
      }
      const snapshot = newHandle();
      this.#snapshots.set(snapshot, { of: episode, memento: entry.episode.remember() });
      entry.snapshots.add(snapshot);
      return { snapshot };
    });
  }

  /** Throws `snapshot_not_found` unless the snapshot is one of this episode. */
  restore(episode: string, snapshot: string): EpisodeInfo {
    const entry = this.#entry(episode);
    entry.episode.become(this.#memento(episode, snapshot));
    return this.#infoOf(entry);
  }

  /** Freezes the episode. Throws `episode_closed` when it was finished with another answer. */
  finish(episode: string, answer: string | null = null): EpisodeInfo {
    const entry = this.#entry(episode);
    entry.episode.finish(answer);
    return this.#infoOf(entry);
  }

  state(episode: string, request: { document?: boolean | undefined } = {}): StateView {
    const { episode: subject } = this.#entry(episode);
    const start = subject.startStates();
    const states = subject.states;
    const view = {
      hash: subject.hash(),
      now: subject.now,
      diff: states.flatMap((state, index) => {
        const from = start[index];
        return from === undefined ? [] : state.diff(from);
      }),
    };
    if (request.document !== true) return view;
    return {
      ...view,
      document: Object.fromEntries(states.map((state) => [state.base.domain, state.document()])),
    };
  }

  trace(episode: string): TraceView {
    const { trace } = this.#entry(episode).episode;
    return { calls: trace.entries(), dropped: trace.dropped };
  }

  info(episode: string): EpisodeInfo {
    return this.#infoOf(this.#peek(episode));
  }

  list(): readonly EpisodeInfo[] {
    return [...this.#entries.values()].map((entry) => this.#infoOf(entry));
  }

  /** Forgets the episode and its snapshots. */
  close(episode: string): void {
    this.#remove(this.#peek(episode));
  }

  /** Forgets everything and stops the timer. */
  shutdown(): void {
    this.#stopSweeping();
    for (const entry of [...this.#entries.values()]) this.#remove(entry);
  }

  /** The episode itself, for the agent's door; counts as use. Throws `episode_not_found`. */
  use(episode: string): Episode {
    return this.#entry(episode).episode;
  }

  has(episode: string): boolean {
    return this.#entries.has(episode);
  }

  /** While held, the episode does not expire. The returned function ends the hold. */
  hold(episode: string): () => void {
    const entry = this.#entry(episode);
    entry.holds += 1;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      entry.holds -= 1;
      entry.usedAt = this.#clock.now();
    };
  }

  /** Runs `task` when the episode is closed or expires; the returned function takes that back. */
  onClose(episode: string, task: () => void): () => void {
    const entry = this.#peek(episode);
    entry.onClose.add(task);
    return () => entry.onClose.delete(task);
  }

  /** Closes what nobody used for the idle time. Runs by itself. */
  sweep(): void {
    if (this.#idle === null) return;
    const deadline = this.#clock.now() - this.#idle;
    for (const entry of [...this.#entries.values()]) {
      if (entry.holds === 0 && entry.usedAt <= deadline) this.#remove(entry);
    }
  }

  #peek(episode: string): Entry {
    const entry = this.#entries.get(episode);
    if (entry === undefined) {
      throw new EnvFoundryError("episode_not_found", "There is no such episode.", {
        hint: "It was closed, expired, or never existed; create one.",
      });
    }
    return entry;
  }

  #entry(episode: string): Entry {
    const entry = this.#peek(episode);
    entry.usedAt = this.#clock.now();
    return entry;
  }

  #memento(episode: string, snapshot: string): EpisodeMemento {
    const kept = this.#snapshots.get(snapshot);
    if (kept === undefined || kept.of !== episode) {
      throw new EnvFoundryError("snapshot_not_found", "The episode has no such snapshot.", {
        hint: "Snapshots belong to one episode and end with it.",
      });
    }
    return kept.memento;
  }

  #reserve(count: number): void {
    if (this.#entries.size + count > this.capacity) this.sweep();
    if (this.#entries.size + count > this.capacity) {
      throw full(
        `${this.capacity} episodes`,
        "Close episodes, or start the host with more capacity.",
      );
    }
  }

  #add(episode: Episode): EpisodeInfo {
    const entry: Entry = {
      episode,
      usedAt: this.#clock.now(),
      holds: 0,
      onClose: new Set(),
      snapshots: new Set(),
    };
    this.#entries.set(episode.id, entry);
    return this.#infoOf(entry);
  }

  #remove(entry: Entry): void {
    if (!this.#entries.delete(entry.episode.id)) return;
    for (const snapshot of entry.snapshots) this.#snapshots.delete(snapshot);
    for (const task of [...entry.onClose]) task();
  }

  #infoOf({ episode, usedAt }: Entry): EpisodeInfo {
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
      idleSeconds: Math.max(0, Math.round((this.#clock.now() - usedAt) / 1_000)),
    };
  }

  /** Answers a repeated request with its first answer. */
  #once<T>(verb: string, key: string | undefined, request: object, act: () => T): T {
    if (key === undefined) return act();
    const fingerprint = createHash("sha256").update(JSON.stringify(request)).digest("base64url");
    const known = this.#answers.get(`${verb} ${key}`);
    if (known !== undefined) {
      if (known.request === fingerprint) return known.answer as T;
      throw new EnvFoundryError(
        "idempotency_conflict",
        "The idempotency key was used for another request.",
        { hint: "Give each request a key of its own." },
      );
    }
    const answer = act();
    this.#answers.set(`${verb} ${key}`, { request: fingerprint, answer });
    return answer;
  }
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

function full(what: string, hint: string): EnvFoundryError {
  return new EnvFoundryError("capacity", `The host is full: it holds ${what}.`, { hint });
}
