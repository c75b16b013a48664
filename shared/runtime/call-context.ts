/**
 * The context of a call. One object serves all calls of a state, one after another: calls are
 * synchronous, and `open` gives it a fresh budget and the tables of the next transaction.
 */
import { ToolRefusal } from "../errors/index.js";
import type { Call } from "./call.js";
import { addMinutes } from "./library/index.js";
import { boundedText, checkListLength } from "./library/limits.js";

/** Steps that one call may take, its reactions included. */
export const STEP_BUDGET = 1_000_000;

/** The clock of an episode; several domains share one. */
export interface Clock {
  /** `YYYY-MM-DDTHH:MM:SS` */
  now: string;
}

const NO_CLOCK: Clock = { now: "1970-01-01T00:00:00" };

/** The `Call` that dispatch, seeding and invariants hand to logic. */
export class CallContext<Db> implements Call<Db> {
  db!: Db;
  #clock: Clock = NO_CLOCK;
  #left = 0;
  #todayOf = "";
  #today = "";

  /** Begins a call. `budget` is in steps. */
  open(db: Db, clock: Clock, budget: number): void {
    this.db = db;
    this.#clock = clock;
    this.#left = budget;
  }

  get now(): string {
    return this.#clock.now;
  }

  get today(): string {
    const now = this.#clock.now;
    if (now !== this.#todayOf) {
      this.#todayOf = now;
      this.#today = now.slice(0, 10);
    }
    return this.#today;
  }

  each<T>(list: readonly T[]): readonly T[] {
    this.spend(list.length);
    return list;
  }

  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) {
      throw new ToolRefusal("limit_exceeded", "The call takes too many steps.");
    }
  }

  bounded<T extends string | readonly unknown[]>(value: T): T {
    if (typeof value === "string") boundedText(value);
    else checkListLength(value.length);
    return value;
  }

  advance(minutes: number): void {
    if (!(minutes >= 0)) {
      throw new ToolRefusal("invalid_state", "The clock cannot be moved back.");
    }
    this.#clock.now = addMinutes(this.#clock.now, minutes);
  }
}
