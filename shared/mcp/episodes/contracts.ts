/** What the control API takes and gives: the same shapes in process and over HTTP. */
import type { Json, StateDocument } from "../../schema/index.js";
import type { DiffEntry } from "../../state/index.js";
import type { WallClock } from "../clock.js";
import type { StepRequest, StepResult } from "./steps.js";
import type { TraceEntry, TraceLimits } from "./trace.js";

export interface HostOptions {
  /** Episodes at a time; one more is refused with `capacity`. Default 20,000. */
  readonly capacity?: number | undefined;
  /** Snapshots at a time, over all episodes. Default 20,000. */
  readonly snapshotCapacity?: number | undefined;
  /** An episode that nobody used for so long is closed; null keeps all. Default 30 minutes. */
  readonly idleMilliseconds?: number | null | undefined;
  /** Start states kept in memory beside those that episodes use. Default 16. */
  readonly keptBases?: number | undefined;
  readonly trace?: TraceLimits | undefined;
  readonly clock?: WallClock | undefined;
  /** Told of defects that `stepMany` answers as data; other verbs throw them. Default: nobody. */
  readonly report?: ((error: unknown) => void) | undefined;
}

export interface CreateRequest {
  /** One name or several; several domains share a clock and a hash. */
  readonly domains: string | readonly string[];
  /** Default 1. */
  readonly seed?: number | undefined;
  /** 1 to 1000, default 1. */
  readonly scale?: number | undefined;
  /** Episodes to create, 1 to 10,000, default 1. All or none are created. */
  readonly count?: number | undefined;
  /** Calls that each may make; default unlimited. */
  readonly maxCalls?: number | null | undefined;
  /** Idempotency key: a repeated request answers with the episodes of the first. */
  readonly key?: string | undefined;
}

export interface ForkRequest {
  /** Copies to make, 1 to 10,000, default 1. */
  readonly count?: number | undefined;
  /** Copy the episode as it stood at this snapshot of it. */
  readonly snapshot?: string | undefined;
  readonly key?: string | undefined;
}

export interface DomainInfo {
  readonly domain: string;
  readonly title: string;
  readonly summary: string;
  readonly now: string;
  readonly tools: readonly {
    readonly name: string;
    readonly actor: "agent" | "user";
    readonly description: string;
    readonly inputSchema: Readonly<Record<string, Json>>;
  }[];
}

export interface EpisodeInfo {
  readonly episode: string;
  readonly domains: readonly string[];
  readonly seed: number;
  readonly scale: number;
  /** The episode's clock. */
  readonly now: string;
  readonly calls: number;
  readonly maxCalls: number | null;
  readonly finished: boolean;
  readonly answer: string | null;
  readonly idleSeconds: number;
}

/** A step of `stepMany`: the episode it belongs to, and the call. */
export interface EpisodeStep extends StepRequest {
  readonly episode: string;
}

/** One answer of `stepMany`; an episode that does not exist fails alone. */
export type StepManyResult =
  | StepResult
  | {
      readonly error: {
        readonly code: string;
        readonly message: string;
        readonly hint?: string | undefined;
      };
    };

export interface StateView {
  /** Of all domains and the clock. */
  readonly hash: string;
  readonly now: string;
  /**
   * What differs from the start, by record and field, the clock last. Empty exactly when the hash is
   * that of the start: calls, trace and answer do not count.
   */
  readonly diff: readonly DiffEntry[];
  /** By domain: the whole state. Only where asked for. */
  readonly document?: Readonly<Record<string, StateDocument>>;
}

export interface TraceView {
  readonly calls: readonly TraceEntry[];
  /** Calls that were dropped from the front because the trace is bounded. */
  readonly dropped: number;
}
