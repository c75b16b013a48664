/**
 * An episode as the content of a file: everything that a snapshot carries, idempotency keys
 * included. Version 1 had the state, the clock and the number of calls; it is still read.
 */
import { z } from "zod";
import { EnvFoundryError } from "../../errors/index.js";
import type { Json } from "../../schema/index.js";
import { loadState } from "../../state/index.js";
import {
  type Episode,
  type EpisodeInfo,
  type Host,
  noStepKeys,
  Trace,
  textOf,
} from "../episodes/index.js";

const VERSION = 2;

const SavedStep = z.object({
  result: z.unknown(),
  is_error: z.boolean(),
  code: z.string().nullable(),
  changed: z.boolean(),
  done: z.boolean(),
  truncated: z.boolean(),
});

const Head = {
  domains: z.array(z.string()).min(1),
  seed: z.int(),
  scale: z.int().min(1),
  now: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
  calls: z.int().min(0),
};

const States = z.array(z.looseObject({ domain: z.string() }));

const Version1 = z.object({ version: z.literal(1), ...Head, states: States });

const Version2 = z.object({
  version: z.literal(VERSION),
  ...Head,
  maxCalls: z.int().min(1).nullable(),
  finished: z.boolean(),
  answer: z.string().nullable(),
  trace: z.object({
    calls: z.array(
      z.object({
        number: z.int().min(1),
        domain: z.string(),
        tool: z.string(),
        actor: z.enum(["agent", "user"]),
        arguments: z.string().nullable(),
        outcome: z.string().nullable(),
        code: z.string().nullable(),
        changed: z.boolean(),
        size: z.int().min(0),
      }),
    ),
    dropped: z.int().min(0),
  }),
  keys: z.array(z.object({ key: z.string(), request: z.string(), step: SavedStep })),
  states: States,
});

/** What the file holds. */
export type SavedEpisode = z.infer<typeof Version2>;

/** The episode as it stands. */
export function saveEpisode(episode: Episode): SavedEpisode {
  const { states, now, calls, finished, answer, trace, answered } = episode.remember();
  return {
    version: VERSION,
    domains: episode.domains.map((served) => served.name),
    seed: episode.seed,
    scale: episode.scale,
    now,
    calls,
    maxCalls: episode.maxCalls,
    finished,
    answer,
    trace: { calls: [...trace.entries()], dropped: trace.dropped },
    keys: answered.entries().map(([key, { request, answer }]) => {
      const { text: _, ...step } = answer;
      return { key, request, step };
    }),
    states: states.map((state) => ({ ...state.save() })),
  };
}

/**
 * Reads what a file holds.
 *
 * @throws EnvFoundryError `persist_mismatch` for another version of the file
 * @throws Error with the path of what is wrong
 */
export function readEpisode(value: unknown): SavedEpisode {
  const version = (value as { version?: unknown } | null)?.version;
  if (version === 1) {
    const { calls, ...rest } = parse(Version1, value);
    const trace = { calls: [], dropped: calls };
    const ends = { maxCalls: null, finished: false, answer: null };
    return { ...rest, calls, ...ends, trace, keys: [], version: VERSION };
  }
  if (typeof version === "number" && version !== VERSION) {
    throw new EnvFoundryError(
      "persist_mismatch",
      `the file is of version ${version}, and this program reads 1 and ${VERSION}.`,
    );
  }
  return parse(Version2, value);
}

/**
 * Lets the episode go on in a host that serves its domains.
 *
 * @throws EnvFoundryError `saved_state_mismatch` when a domain has changed since,
 *   `invalid_saved_state` when a state is damaged, `capacity`, `unknown_domain`
 */
export function resumeEpisode(host: Host, saved: SavedEpisode): EpisodeInfo {
  const { seed, scale, maxCalls, now, calls, finished, answer } = saved;
  const domains = saved.domains.map((name) => host.catalogue.get(name));
  const states = domains.map((served, index) =>
    loadState(host.catalogue.base(served, seed, scale), saved.states[index]),
  );
  const answered = noStepKeys();
  for (const { key, request, step } of saved.keys) {
    const result = step.result as Json;
    answered.add(key, { request, answer: { ...step, result, text: textOf(result) } });
  }
  const trace = new Trace(host.traceLimits, saved.trace);
  const memento = { states, now, calls, trace, answered, finished, answer };
  return host.adopt({ domains, states, seed, scale, maxCalls }, memento);
}

function parse<T>(shape: z.ZodType<T>, value: unknown): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${issue?.path.join(".")}: ${issue?.message}`, { cause: parsed.error });
}
