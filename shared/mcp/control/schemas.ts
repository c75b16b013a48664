/** The bodies of the control door. Requests are checked by these; OpenAPI is made from them. */
import { z } from "zod";

const key = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .describe("Idempotency key: a repeated request with it gets the first answer and does nothing.");

const episodeName = z.string().max(200).describe("The handle of an episode.");

const call = {
  tool: z
    .string()
    .max(200)
    .describe("The tool, or {domain}_{tool} when there are several domains."),
  arguments: z.unknown().optional().describe("The arguments: an object. Default {}."),
  domain: z.string().max(200).optional().describe("The domain of the tool, instead of a prefix."),
  actor: z.enum(["agent", "user"]).optional().describe("Who calls; default agent."),
  key,
};

export const CreateBody = z.strictObject({
  domains: z
    .union([z.string(), z.array(z.string()).min(1).max(100)])
    .describe("One domain, or several side by side with one clock and one hash."),
  seed: z.int().optional().describe("Default 1."),
  scale: z.int().min(1).max(1_000).optional().describe("Default 1."),
  count: z.int().min(1).max(10_000).optional().describe("How many equal episodes; default 1."),
  maxCalls: z.int().min(1).nullable().optional().describe("Calls that each may make."),
  key,
});

export const StepBody = z.strictObject(call);
export const StepManyBody = z.strictObject({
  steps: z.array(z.strictObject({ episode: episodeName, ...call })).max(10_000),
});
export const ForkBody = z.strictObject({
  count: z.int().min(1).max(10_000).optional().describe("How many copies; default 1."),
  snapshot: z.string().optional().describe("Copy the episode as it stood at this snapshot."),
  key,
});
export const SnapshotBody = z.strictObject({ key });
export const RestoreBody = z.strictObject({ snapshot: z.string() });
export const FinishBody = z.strictObject({
  answer: z.string().max(1_000_000).nullable().optional().describe("The agent's final answer."),
});
export const StateQuery = z.strictObject({
  document: z.enum(["true", "false"]).optional().describe("Whether to add the whole state."),
});
export const EmptyBody = z.strictObject({});

export const EpisodeView = z.object({
  episode: episodeName,
  domains: z.array(z.string()),
  seed: z.int(),
  scale: z.int(),
  now: z.string().describe("The episode's clock, YYYY-MM-DDTHH:MM:SS."),
  calls: z.int(),
  maxCalls: z.int().nullable(),
  finished: z.boolean(),
  answer: z.string().nullable(),
  idleSeconds: z.int(),
  mcp: z.string().nullable().describe("Where an agent finds the episode, if it is served by HTTP."),
});
export const EpisodesView = z.object({ episodes: z.array(EpisodeView) });
export const StepView = z.object({
  result: z.unknown().describe("The tool's result, or the message of a refusal."),
  is_error: z.boolean(),
  code: z.string().nullable().describe("The stable code of a refusal."),
  changed: z.boolean(),
  done: z.boolean(),
  truncated: z.boolean(),
});
const Problem = z.object({ code: z.string(), message: z.string(), hint: z.string().optional() });
export const ErrorView = z.object({ error: Problem });
export const StepManyView = z.object({ results: z.array(z.union([StepView, ErrorView])) });
export const SnapshotView = z.object({ snapshot: z.string() });
export const DiffView = z.object({
  domain: z.string().describe("Empty, like table and id, for the clock, whose field is now."),
  table: z.string(),
  id: z.string(),
  field: z.string().nullable().describe("A dotted path, or null for the record as a whole."),
  expected: z.unknown().describe("What stood there at the start."),
  actual: z.unknown(),
});
export const StateView = z.object({
  hash: z.string().describe("Of all domains and the clock."),
  now: z.string(),
  diff: z
    .array(DiffView)
    .describe("What differs from the start. Empty exactly when the hash is that of the start."),
  document: z.record(z.string(), z.unknown()).optional(),
});
export const TraceView = z.object({
  calls: z.array(
    z.object({
      number: z.int(),
      domain: z.string(),
      tool: z.string(),
      actor: z.enum(["agent", "user"]),
      arguments: z
        .string()
        .nullable()
        .describe("JSON text, or null when it was too large to keep."),
      outcome: z.string().nullable().describe("JSON text or plain text, or null likewise."),
      code: z.string().nullable(),
      changed: z.boolean(),
      size: z.int(),
    }),
  ),
  dropped: z.int().describe("Calls that were dropped from the front."),
});
export const DomainsView = z.object({
  domains: z.array(
    z.object({
      domain: z.string(),
      title: z.string(),
      summary: z.string(),
      now: z.string(),
      tools: z.array(
        z.object({
          name: z.string(),
          actor: z.enum(["agent", "user"]),
          description: z.string(),
          inputSchema: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  ),
});
export const NothingView = z.object({});

/** The names that the schemas have in the OpenAPI document. */
export const COMPONENTS: Readonly<Record<string, z.ZodType>> = {
  CreateRequest: CreateBody,
  StepRequest: StepBody,
  StepManyRequest: StepManyBody,
  ForkRequest: ForkBody,
  SnapshotRequest: SnapshotBody,
  RestoreRequest: RestoreBody,
  FinishRequest: FinishBody,
  Nothing: EmptyBody,
  Episode: EpisodeView,
  Episodes: EpisodesView,
  StepResult: StepView,
  StepManyResult: StepManyView,
  Snapshot: SnapshotView,
  State: StateView,
  Trace: TraceView,
  Domains: DomainsView,
  Closed: NothingView,
  Error: ErrorView,
};
