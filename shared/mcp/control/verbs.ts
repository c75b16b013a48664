/** The verbs of the control door: one table, from which the router and the OpenAPI document are made. */
import type { z } from "zod";
import type { EpisodeInfo, Host } from "../episodes/index.js";
import * as S from "./schemas.js";

/** What a verb runs on. */
export interface ControlContext {
  readonly host: Host;
  /** The agent's door over HTTP, or null. */
  readonly agentUrl: string | null;
}

export interface Verb {
  readonly name: string;
  readonly method: "GET" | "POST" | "DELETE";
  /** `{episode}` stands for a handle. */
  readonly path: string;
  readonly summary: string;
  readonly status: 200 | 201;
  /** Checks the body of a POST, the query of a GET. */
  readonly request: z.ZodType;
  readonly response: z.ZodType;
  /** Codes that the verb can fail with, beside those of every request. */
  readonly errors: readonly string[];
  /** `input` has passed `request`. */
  run(context: ControlContext, episode: string, input: unknown): unknown;
}

/** Ties a verb's input and output to its schemas when it is written down; the table forgets them. */
function verb<Q extends z.ZodType, R extends z.ZodType>(
  spec: Omit<Verb, "request" | "response" | "run" | "status"> & {
    readonly status?: 201;
    readonly request: Q;
    readonly response: R;
    run(context: ControlContext, episode: string, input: z.output<Q>): Loose<z.input<R>>;
  },
): Verb {
  return { status: 200, ...spec } as Verb;
}

/** The host hands out read-only views; what is sent is the same. */
type Loose<T> = T extends readonly (infer E)[]
  ? readonly Loose<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Loose<T[K]> }
    : T;

export const VERBS: readonly Verb[] = [
  verb({
    name: "domains",
    method: "GET",
    path: "/domains",
    summary: "What is served, with every tool and whose it is.",
    request: S.EmptyBody,
    response: S.DomainsView,
    errors: [],
    run: ({ host }) => ({ domains: host.domains() }),
  }),
  verb({
    name: "create",
    method: "POST",
    path: "/episodes",
    summary: "Create one episode, or several equal ones: all or none.",
    status: 201,
    request: S.CreateBody,
    response: S.EpisodesView,
    errors: [
      "unknown_domain",
      "capacity",
      "idempotency_conflict",
      "seed_failed",
      "invalid_state_document",
    ],
    run: (context, _, body) => views(context, context.host.create(body)),
  }),
  verb({
    name: "list",
    method: "GET",
    path: "/episodes",
    summary: "The episodes that exist.",
    request: S.EmptyBody,
    response: S.EpisodesView,
    errors: [],
    run: (context) => views(context, context.host.list()),
  }),
  verb({
    name: "stepMany",
    method: "POST",
    path: "/steps",
    summary: "Call tools in several episodes, in the order given. A step that fails, fails alone.",
    request: S.StepManyBody,
    response: S.StepManyView,
    errors: [],
    run: ({ host }, _, body) => ({ results: host.stepMany(body.steps) }),
  }),
  verb({
    name: "info",
    method: "GET",
    path: "/episodes/{episode}",
    summary: "One episode.",
    request: S.EmptyBody,
    response: S.EpisodeView,
    errors: ["episode_not_found"],
    run: (context, episode) => view(context, context.host.info(episode)),
  }),
  verb({
    name: "close",
    method: "DELETE",
    path: "/episodes/{episode}",
    summary: "Forget an episode and its snapshots.",
    request: S.EmptyBody,
    response: S.NothingView,
    errors: ["episode_not_found"],
    run: ({ host }, episode) => {
      host.close(episode);
      return {};
    },
  }),
  verb({
    name: "step",
    method: "POST",
    path: "/episodes/{episode}/step",
    summary: "Call a tool.",
    request: S.StepBody,
    response: S.StepView,
    errors: ["episode_not_found", "idempotency_conflict", "tool_defect"],
    run: ({ host }, episode, body) => host.step(episode, body),
  }),
  verb({
    name: "reset",
    method: "POST",
    path: "/episodes/{episode}/reset",
    summary: "Back to the start: state, clock, trace, budget and answer.",
    request: S.EmptyBody,
    response: S.EpisodeView,
    errors: ["episode_not_found"],
    run: (context, episode) => view(context, context.host.reset(episode)),
  }),
  verb({
    name: "fork",
    method: "POST",
    path: "/episodes/{episode}/fork",
    summary: "Copies of an episode as it stands, or as it stood at a snapshot.",
    status: 201,
    request: S.ForkBody,
    response: S.EpisodesView,
    errors: ["episode_not_found", "snapshot_not_found", "capacity", "idempotency_conflict"],
    run: (context, episode, body) => views(context, context.host.fork(episode, body)),
  }),
  verb({
    name: "snapshot",
    method: "POST",
    path: "/episodes/{episode}/snapshot",
    summary: "Keep the episode as it stands.",
    status: 201,
    request: S.SnapshotBody,
    response: S.SnapshotView,
    errors: ["episode_not_found", "capacity", "idempotency_conflict"],
    run: ({ host }, episode, body) => host.snapshot(episode, body),
  }),
  verb({
    name: "restore",
    method: "POST",
    path: "/episodes/{episode}/restore",
    summary: "Back to a snapshot of the episode.",
    request: S.RestoreBody,
    response: S.EpisodeView,
    errors: ["episode_not_found", "snapshot_not_found"],
    run: (context, episode, { snapshot }) => view(context, context.host.restore(episode, snapshot)),
  }),
  verb({
    name: "finish",
    method: "POST",
    path: "/episodes/{episode}/finish",
    summary: "Freeze the episode with the final answer; later calls are refused.",
    request: S.FinishBody,
    response: S.EpisodeView,
    errors: ["episode_not_found", "episode_closed"],
    run: (context, episode, { answer }) =>
      view(context, context.host.finish(episode, answer ?? null)),
  }),
  verb({
    name: "state",
    method: "GET",
    path: "/episodes/{episode}/state",
    summary: "The canonical hash, and what differs from the start.",
    request: S.StateQuery,
    response: S.StateView,
    errors: ["episode_not_found", "canonical_bound"],
    run: ({ host }, episode, { document }) =>
      host.state(episode, { document: document === "true" }),
  }),
  verb({
    name: "trace",
    method: "GET",
    path: "/episodes/{episode}/trace",
    summary: "The calls that were made.",
    request: S.EmptyBody,
    response: S.TraceView,
    errors: ["episode_not_found"],
    run: ({ host }, episode) => host.trace(episode),
  }),
];

function views(context: ControlContext, episodes: readonly EpisodeInfo[]) {
  return { episodes: episodes.map((each) => view(context, each)) };
}

function view({ agentUrl }: ControlContext, info: EpisodeInfo) {
  return { ...info, mcp: agentUrl === null ? null : `${agentUrl}/episodes/${info.episode}/mcp` };
}
