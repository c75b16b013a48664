/**
 * The host's wall clock: idle times and nothing else. Episodes have a clock of their own and never
 * see this one; it is injected so that tests decide what time it is.
 */

export interface WallClock {
  /** Milliseconds since some fixed moment; never goes back. */
  now(): number;
  /** Runs `task` every so many milliseconds until the returned function is called. Never keeps a process alive. */
  every(milliseconds: number, task: () => void): () => void;
}

export const systemClock: WallClock = {
  now: () => performance.now(),
  every(milliseconds, task) {
    const timer = setInterval(task, milliseconds);
    timer.unref();
    return () => clearInterval(timer);
  },
};
