/** A wall clock that stands still until a test moves it. */
import type { WallClock } from "../clock.js";

export interface ManualClock extends WallClock {
  /** Moves time forward and runs what is due. */
  pass(milliseconds: number): void;
  /** Repeated tasks that have not been stopped. */
  readonly running: number;
}

export function manualClock(): ManualClock {
  let now = 0;
  const tasks = new Set<{ every: number; due: number; task: () => void }>();
  return {
    now: () => now,
    every(milliseconds, task) {
      const entry = { every: milliseconds, due: now + milliseconds, task };
      tasks.add(entry);
      return () => tasks.delete(entry);
    },
    pass(milliseconds) {
      now += milliseconds;
      for (const entry of [...tasks]) {
        if (entry.due > now) continue;
        entry.due = now + entry.every;
        entry.task();
      }
    },
    get running() {
      return tasks.size;
    },
  };
}
