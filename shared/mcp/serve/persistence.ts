/**
 * One episode of free play, kept in a file between runs. It is written when calls pause and at
 * shutdown, whole and atomically; what cannot be read is never overwritten.
 */
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Low } from "lowdb";
import { JSONFile } from "lowdb/node";
import { z } from "zod";
import { EnvFoundryError, EXIT } from "../../errors/index.js";
import { loadState, type SavedState } from "../../state/index.js";
import { DEFAULT_TRACE_LIMITS, Episode, type EpisodeInfo, type Host } from "../episodes/index.js";
import { newHandle } from "../tokens.js";

/** What the file holds. */
export interface SavedEpisode {
  readonly version: 1;
  readonly domains: readonly string[];
  readonly seed: number;
  readonly scale: number;
  readonly now: string;
  readonly calls: number;
  readonly states: readonly SavedState[];
}

export interface PersistRequest {
  readonly file: string;
  readonly domains: readonly string[];
  /** Undefined: those of the file, or 1. */
  readonly seed: number | undefined;
  readonly scale: number | undefined;
}

export interface PersistedEpisode {
  readonly episode: string;
  /** Writes what is not written yet. Call it at shutdown. */
  flush(): Promise<void>;
}

/** Calls have paused when none came for so long. */
const PAUSE_MILLISECONDS = 250;
/** Calls that never pause are written all the same, after so many vain waits. */
const MAX_WAITS = 20;

const SavedEpisodeShape = z.object({
  version: z.literal(1),
  domains: z.array(z.string()).min(1),
  seed: z.int(),
  scale: z.int().min(1),
  now: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
  calls: z.int().min(0),
  states: z.array(z.looseObject({ domain: z.string() })),
});

/**
 * Opens the file's episode in the host, or begins one.
 *
 * @throws EnvFoundryError `persist_unwritable` (the folder), `persist_corrupt` (the content),
 *   `persist_mismatch` (another domain, seed or scale)
 */
export async function openPersisted(
  host: Host,
  request: PersistRequest,
  report: (error: unknown) => void,
): Promise<PersistedEpisode> {
  const saved = readSaved(request.file);
  requireWritable(request.file);
  const info = saved === null ? begin(host, request) : resume(host, request, saved);
  const episode = host.use(info.episode);
  host.hold(info.episode);
  const writer = new Writer(request.file, () => pictureOf(episode), report);
  if (saved === null) await writer.write();
  episode.observe(() => writer.schedule());
  return { episode: info.episode, flush: () => writer.flush() };
}

function begin(host: Host, request: PersistRequest): EpisodeInfo {
  const [info] = host.create({
    domains: request.domains,
    seed: request.seed,
    scale: request.scale,
  });
  if (info === undefined) throw new Error("no episode was created");
  return info;
}

function resume(host: Host, request: PersistRequest, saved: SavedEpisode): EpisodeInfo {
  const { seed, scale } = saved;
  const differs =
    request.domains.join() !== saved.domains.join() ||
    (request.seed ?? seed) !== seed ||
    (request.scale ?? scale) !== scale;
  if (differs) {
    throw new EnvFoundryError(
      "persist_mismatch",
      `${request.file} keeps an episode of ${saved.domains.join(", ")}, seed ${seed}, scale ${scale}.`,
      { hint: "Ask for the same, or name another file." },
    );
  }
  const domains = saved.domains.map((name) => host.catalogue.get(name));
  const states = domains.map((served, index) => {
    try {
      return loadState(host.catalogue.base(served, seed, scale), saved.states[index] as SavedState);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      if (cause instanceof EnvFoundryError && cause.code === "saved_state_mismatch") {
        throw new EnvFoundryError("persist_mismatch", `${request.file}: ${reason}`, {
          hint: "The domain has changed since. The file was left as it is; name another one.",
          cause,
        });
      }
      throw corrupt(request.file, reason, cause);
    }
  });
  const episode = new Episode({
    id: newHandle(),
    domains,
    states,
    seed,
    scale,
    maxCalls: null,
    trace: DEFAULT_TRACE_LIMITS,
  });
  episode.resume(saved.now, saved.calls);
  return host.adopt(episode);
}

function pictureOf(episode: Episode): SavedEpisode {
  return {
    version: 1,
    domains: episode.domains.map((served) => served.name),
    seed: episode.seed,
    scale: episode.scale,
    now: episode.now,
    calls: episode.calls,
    states: episode.states.map((state) => state.save()),
  };
}

/** Writes the whole picture once calls have paused. lowdb writes beside the file and renames. */
class Writer {
  readonly #db: Low<SavedEpisode | null>;
  readonly #path: string;
  readonly #picture: () => SavedEpisode;
  readonly #report: (error: unknown) => void;
  #timer: NodeJS.Timeout | null = null;
  /** Pauses that were waited for in vain, because another call came. */
  #waits = 0;
  #calledAgain = false;
  #unwritten = false;

  constructor(file: string, picture: () => SavedEpisode, report: (error: unknown) => void) {
    this.#db = new Low<SavedEpisode | null>(new JSONFile(file), null);
    this.#path = file;
    this.#picture = picture;
    this.#report = report;
  }

  /** Something changed. */
  schedule(): void {
    this.#unwritten = true;
    this.#calledAgain = true;
    if (this.#timer === null) this.#wait(0);
  }

  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#unwritten) await this.write();
  }

  async write(): Promise<void> {
    this.#unwritten = false;
    this.#db.data = this.#picture();
    try {
      await this.#db.write();
    } catch (cause) {
      this.#unwritten = true;
      throw unwritable(this.#path, cause);
    }
  }

  #wait(waits: number): void {
    this.#waits = waits;
    this.#calledAgain = false;
    // Not unref'd: what was done is written before the process can end by itself.
    this.#timer = setTimeout(() => this.#paused(), PAUSE_MILLISECONDS);
  }

  #paused(): void {
    this.#timer = null;
    if (this.#calledAgain && this.#waits < MAX_WAITS) {
      this.#wait(this.#waits + 1);
      return;
    }
    this.write().catch(this.#report);
  }
}

/** What the file holds, or null when there is none yet. */
function readSaved(file: string): SavedEpisode | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw unwritable(file, cause);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw corrupt(file, "it is not JSON", cause);
  }
  const parsed = SavedEpisodeShape.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw corrupt(file, `${issue?.path.join(".")}: ${issue?.message}`, parsed.error);
  }
  return value as SavedEpisode;
}

/** Says so at the start, and not when the first call has been made. */
function requireWritable(file: string): void {
  try {
    accessSync(path.dirname(path.resolve(file)), constants.W_OK);
    if (existsSync(file)) accessSync(file, constants.W_OK);
  } catch (cause) {
    throw unwritable(file, cause);
  }
}

function unwritable(file: string, cause: unknown): EnvFoundryError {
  const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return new EnvFoundryError(
    "persist_unwritable",
    `Cannot keep the episode in ${file}: ${reason}.`,
    {
      hint: "Name a file in a folder that exists and can be written.",
      exitCode: EXIT.environment,
      cause,
    },
  );
}

function corrupt(file: string, reason: string, cause: unknown): EnvFoundryError {
  return new EnvFoundryError(
    "persist_corrupt",
    `${file} does not hold a saved episode: ${reason}.`,
    {
      hint: "It was left as it is. Repair it, or name another file.",
      cause,
    },
  );
}
