/**
 * One episode of free play, kept in a file between runs. It is written when calls pause and at
 * shutdown, whole and atomically; what cannot be read is never overwritten.
 */
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Low } from "lowdb";
import { JSONFile } from "lowdb/node";
import { EnvFoundryError, EXIT } from "../../errors/index.js";
import type { EpisodeInfo, Host } from "../episodes/index.js";
import { readEpisode, resumeEpisode, type SavedEpisode, saveEpisode } from "./saved-episode.js";

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

/**
 * Opens the file's episode in the host, or begins one.
 *
 * @throws EnvFoundryError `persist_unwritable` (the folder), `persist_corrupt` (the content),
 *   `persist_mismatch` (another domain, seed, scale or version of the file)
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
  const writer = new Writer(request.file, () => saveEpisode(episode), report);
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
  try {
    return resumeEpisode(host, saved);
  } catch (cause) {
    if (!(cause instanceof EnvFoundryError)) throw cause;
    if (cause.code === "saved_state_mismatch") {
      throw new EnvFoundryError("persist_mismatch", `${request.file}: ${cause.message}`, {
        hint: "The domain has changed since. The file was left as it is; name another one.",
        cause,
      });
    }
    if (cause.code !== "invalid_saved_state") throw cause;
    throw corrupt(request.file, cause.message, cause);
  }
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
  try {
    return readEpisode(value);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (!(cause instanceof EnvFoundryError)) throw corrupt(file, reason, cause);
    throw new EnvFoundryError(cause.code, `${file}: ${reason}`, {
      hint: "It was left as it is. Name another file.",
      cause,
    });
  }
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
