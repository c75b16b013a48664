/** The episodes that exist: how many there may be, who uses them, and when they are forgotten. */
import { EnvFoundryError } from "../../errors/index.js";
import type { WallClock } from "../clock.js";
import type { Episode } from "./episode.js";

/** An episode and the use that is made of it. */
export interface Entry {
  readonly episode: Episode;
  /** When it was last used, by the wall clock. */
  readonly usedAt: number;
}

interface Life extends Entry {
  usedAt: number;
  /** Open streams and the like; an episode in use does not expire. */
  holds: number;
  readonly onClose: Set<() => void>;
}

export interface RegistryOptions {
  readonly capacity: number;
  /** An episode that nobody used for so many milliseconds is closed; null keeps all. */
  readonly idle: number | null;
  readonly clock: WallClock;
  /** Runs when an episode is gone, before the tasks of `onClose`. */
  readonly onRemove: (id: string) => void;
}

export class Registry {
  readonly capacity: number;
  readonly #idle: number | null;
  readonly #clock: WallClock;
  readonly #onRemove: (id: string) => void;
  readonly #lives = new Map<string, Life>();
  readonly #stopSweeping: () => void;

  constructor({ capacity, idle, clock, onRemove }: RegistryOptions) {
    this.capacity = capacity;
    this.#idle = idle;
    this.#clock = clock;
    this.#onRemove = onRemove;
    this.#stopSweeping =
      idle === null
        ? () => {}
        : clock.every(Math.max(1, Math.min(30_000, idle / 2)), () => this.sweep());
  }

  get size(): number {
    return this.#lives.size;
  }

  has(id: string): boolean {
    return this.#lives.has(id);
  }

  entries(): readonly Entry[] {
    return [...this.#lives.values()];
  }

  /** Looks without using. Throws `episode_not_found`. */
  peek(id: string): Entry {
    return this.#life(id);
  }

  /** Counts as use. Throws `episode_not_found`. */
  use(id: string): Entry {
    const life = this.#life(id);
    life.usedAt = this.#clock.now();
    return life;
  }

  /** Makes room for so many more, if only by closing what is idle. Throws `capacity`. */
  reserve(count: number): void {
    if (this.size + count > this.capacity) this.sweep();
    if (this.size + count > this.capacity) {
      throw full(
        `${this.capacity} episodes`,
        "Close episodes, or start the host with more capacity.",
      );
    }
  }

  add(episode: Episode): Entry {
    const life = { episode, usedAt: this.#clock.now(), holds: 0, onClose: new Set<() => void>() };
    this.#lives.set(episode.id, life);
    return life;
  }

  /** While held, the episode does not expire. The returned function ends the hold. */
  hold(id: string): () => void {
    const life = this.use(id) as Life;
    life.holds += 1;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      life.holds -= 1;
      life.usedAt = this.#clock.now();
    };
  }

  /** Runs `task` when the episode is closed or expires; the returned function takes that back. */
  onClose(id: string, task: () => void): () => void {
    const { onClose } = this.#life(id);
    onClose.add(task);
    return () => onClose.delete(task);
  }

  /** Throws `episode_not_found`. */
  remove(id: string): void {
    const { onClose } = this.#life(id);
    this.#lives.delete(id);
    this.#onRemove(id);
    for (const task of [...onClose]) task();
  }

  /** Closes what nobody used for the idle time. Runs by itself. */
  sweep(): void {
    if (this.#idle === null) return;
    const deadline = this.#clock.now() - this.#idle;
    for (const [id, { holds, usedAt }] of [...this.#lives]) {
      if (holds === 0 && usedAt <= deadline && this.has(id)) this.remove(id);
    }
  }

  /** Closes everything and stops the timer. */
  shutdown(): void {
    this.#stopSweeping();
    for (const id of [...this.#lives.keys()]) if (this.has(id)) this.remove(id);
  }

  /** Seconds since the episode was last used. */
  idleSeconds({ usedAt }: Entry): number {
    return Math.max(0, Math.round((this.#clock.now() - usedAt) / 1_000));
  }

  #life(id: string): Life {
    const life = this.#lives.get(id);
    if (life === undefined) {
      throw new EnvFoundryError("episode_not_found", "There is no such episode.", {
        hint: "It was closed, expired, or never existed; create one.",
      });
    }
    return life;
  }
}

/** The host holds as much as it can. */
export function full(what: string, hint: string): EnvFoundryError {
  return new EnvFoundryError("capacity", `The host is full: it holds ${what}.`, { hint });
}
