/** One measured figure. Figures are printed by a child process as JSON and gathered by `main.ts`. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What a user would otherwise have, in the same unit, from the same run; null where there is none. */
  readonly baseline: number | null;
  /** How many times better than the baseline (larger is better). */
  readonly ratio: number | null;
  /** What the figure has to reach, in words. */
  readonly goal: string;
  readonly met: boolean;
}

/** Prints a group's figures for `main.ts`. */
export function report(figures: readonly Figure[]): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

/** Operations per second of `operation`, the best of `rounds` rounds of at least `ms` each. */
export function rate(operation: (index: number) => void, ms = 700, rounds = 3): number {
  let index = 0;
  for (let warm = 0; warm < 2_000; warm++) operation(index++);
  let best = 0;
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    let done = 0;
    let elapsed = 0;
    do {
      for (let inner = 0; inner < 64; inner++) operation(index++);
      done += 64;
      elapsed = performance.now() - began;
    } while (elapsed < ms);
    best = Math.max(best, (done / elapsed) * 1_000);
  }
  return best;
}

/** Microseconds per operation, the median over `samples` batches of `batch`. */
export function microseconds(operation: (index: number) => void, batch = 1, samples = 25): number {
  const times: number[] = [];
  let index = 0;
  for (let sample = -3; sample < samples; sample++) {
    const began = performance.now();
    for (let inner = 0; inner < batch; inner++) operation(index++);
    const each = ((performance.now() - began) * 1_000) / batch;
    if (sample >= 0) times.push(each);
  }
  return median(times);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
