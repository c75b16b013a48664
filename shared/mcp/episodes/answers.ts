/** Idempotency: a request that repeats a key gets the first answer, and nothing is done again. */
import { createHash } from "node:crypto";
import { EnvFoundryError } from "../../errors/index.js";
import { LruMap } from "./lru.js";

/** An answer, and a digest of the request it was given to: a key costs the same whatever was asked. */
export interface Answered<T> {
  readonly request: string;
  readonly answer: T;
}

/** The answers to the latest `limit` keys. */
export class Answers<T> {
  readonly #kept: LruMap<Answered<T>>;
  /** What a key belongs to, as the message of a conflict names it. */
  readonly #what: string;

  constructor(limit: number, what: string, kept = new LruMap<Answered<T>>(limit)) {
    this.#what = what;
    this.#kept = kept;
  }

  /**
   * Does `act` unless the key was answered before. What throws is not remembered.
   *
   * @param request whatever tells one request from another, as text
   * @throws EnvFoundryError `idempotency_conflict` when the key was used for another request
   */
  once(key: string | undefined, request: () => string, act: () => T): T {
    if (key === undefined) return act();
    const digest = createHash("sha256").update(request()).digest("base64url");
    const known = this.#kept.get(key);
    if (known !== undefined) {
      if (known.request === digest) return known.answer;
      throw new EnvFoundryError(
        "idempotency_conflict",
        `The idempotency key was used for another ${this.#what}.`,
        { hint: `Give each ${this.#what.split(" ", 1)[0]} a key of its own.` },
      );
    }
    const answer = act();
    this.#kept.set(key, { request: digest, answer });
    return answer;
  }

  /** The keys and their answers, the least recently used first. */
  entries(): readonly (readonly [key: string, Answered<T>])[] {
    return this.#kept.entries();
  }

  /** Remembers an answer that was given elsewhere. */
  add(key: string, answered: Answered<T>): void {
    this.#kept.set(key, answered);
  }

  copy(): Answers<T> {
    return new Answers(this.#kept.limit, this.#what, this.#kept.copy());
  }
}
