/** The snapshots of all episodes of a host. Each belongs to one episode and ends with it. */
import { EnvFoundryError } from "../../errors/index.js";
import { newHandle } from "../tokens.js";
import type { EpisodeMemento } from "./episode.js";
import { full } from "./registry.js";

export class Snapshots {
  readonly #of = new Map<string, Map<string, EpisodeMemento>>();
  #size = 0;

  constructor(readonly capacity: number) {}

  /** Keeps a picture of the episode and names it. Throws `capacity`. */
  keep(episode: string, take: () => EpisodeMemento): string {
    if (this.#size >= this.capacity) {
      throw full(`${this.capacity} snapshots`, "Close episodes that are done with.");
    }
    const snapshot = newHandle();
    const own = this.#of.get(episode) ?? new Map<string, EpisodeMemento>();
    own.set(snapshot, take());
    this.#of.set(episode, own);
    this.#size += 1;
    return snapshot;
  }

  /** Throws `snapshot_not_found` unless the snapshot is one of this episode. */
  get(episode: string, snapshot: string): EpisodeMemento {
    const memento = this.#of.get(episode)?.get(snapshot);
    if (memento === undefined) {
      throw new EnvFoundryError("snapshot_not_found", "The episode has no such snapshot.", {
        hint: "Snapshots belong to one episode and end with it.",
      });
    }
    return memento;
  }

  /** The episode is gone. */
  forget(episode: string): void {
    this.#size -= this.#of.get(episode)?.size ?? 0;
    this.#of.delete(episode);
  }
}
