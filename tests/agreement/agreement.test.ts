/**
 * The interpreter and the emitted code agree on random logic: outcomes, states and clocks, call by
 * call. What is random is fixed by seeds, so a failure is a failure every time.
 */
import { rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { type IrDomain, loadDomain, renderDiagnostics } from "../../synthesizer/language/index.js";
import { minimized } from "./minimize.js";
import { type Accepted, accepted, randomParts } from "./program.js";
import { CASES } from "./regressions.js";
import { emittedDomain, firstDifference, randomCalls, type Tally } from "./side-by-side.js";
import { typeErrors } from "./type-check.js";

const PROGRAMS = Number(process.env.AGREEMENT_PROGRAMS ?? 120);
const FIRST = Number(process.env.AGREEMENT_FIRST ?? 1);

afterAll(() => {
  const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), ".tmp");
  rmSync(folder, { recursive: true, force: true });
});

/** What is wrong with the program, in words; null when nothing is. */
function failure(ir: IrDomain, seed: number, tally?: Tally): string | null {
  let domain: ReturnType<typeof emittedDomain>["domain"];
  try {
    domain = emittedDomain(ir).domain;
  } catch (defect) {
    return `the compiler broke: ${String(defect)}`;
  }
  const difference = firstDifference(ir, domain, randomCalls(ir, seed, 6, 5), tally);
  if (difference === null) return null;
  const { steps, interpreted, emitted } = difference;
  return `after ${JSON.stringify(steps)}\ninterpreted ${interpreted}\nemitted ${emitted}`;
}

/** The smallest program that still fails, with what is wrong with it. */
function report(program: Accepted, seed: number): string {
  const small = minimized(program, ({ ir }) => failure(ir, seed) !== null);
  return `seed ${seed}\n${small.text}\n${failure(small.ir, seed)}`;
}

describe("random logic", () => {
  it(`does the same interpreted and emitted, in ${PROGRAMS} programs`, { timeout: 600_000 }, () => {
    const tally: Tally = { calls: 0, refused: 0 };
    let bodies = 0;
    let taken = 0;
    for (let seed = FIRST; seed < FIRST + PROGRAMS; seed += 1) {
      const parts = randomParts(seed, 4);
      const program = accepted(parts);
      bodies += parts.length;
      if (program === null) continue;
      taken += program.parts.length;
      if (failure(program.ir, seed, tally) !== null) expect.fail(report(program, seed));
    }
    // The test means something only while most bodies are accepted and most calls succeed.
    expect(taken / bodies).toBeGreaterThan(0.5);
    expect(tally.refused / tally.calls).toBeLessThan(0.4);
  });

  it("satisfies TypeScript, in 40 programs at once", { timeout: 120_000 }, () => {
    const programs = new Map<string, IrDomain>();
    for (let seed = 1; seed <= 40; seed += 1) {
      const program = accepted(randomParts(seed, 4));
      if (program !== null) programs.set(`p${seed}`, program.ir);
    }
    expect(programs.size).toBe(40);
    expect(typeErrors(programs)).toBe("");
  });
});

describe("what went wrong once", () => {
  const domains = CASES.map(({ name, text }) => {
    const loaded = loadDomain(text, `${name}.yaml`);
    if (!loaded.ok) throw new Error(renderDiagnostics(loaded.diagnostics, text));
    return { name, ir: loaded.domain };
  });

  it.each(domains)("$name", ({ ir }) => {
    for (let seed = 1; seed <= 20; seed += 1) expect(failure(ir, seed)).toBeNull();
  });

  it("satisfies TypeScript", { timeout: 60_000 }, () => {
    const programs = new Map(domains.map(({ ir }, i) => [`case${i}`, ir]));
    expect(typeErrors(programs, "cases")).toBe("");
  });
});
