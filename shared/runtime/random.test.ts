import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { world } from "../world/index.js";
import { seedLibrary, streamFor, Xoshiro128 } from "./random.js";

const draws = (seed: number, ...path: (string | number)[]) =>
  seedLibrary(streamFor(seed, "test", ...path), world(seed));

describe("streams", () => {
  it("are xoshiro128**", () => {
    const stream = new Xoshiro128(1, 2, 3, 4);
    expect(Array.from({ length: 8 }, () => stream.next())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849,
    ]);
  });

  it("stay what they are: a change here changes every seed", () => {
    const stream = streamFor(1, "shop", "orders", 17);
    expect([stream.next(), stream.next(), stream.int(1, 6), stream.float()]).toEqual([
      2899483808, 802253600, 3, 0.19379664230117533,
    ]);
  });

  it("differ by seed and by every part of the path", () => {
    const paths: (string | number)[][] = [
      [],
      [""],
      ["", ""],
      ["a", "b"],
      ["ab"],
      ["a$1:b"],
      [1],
      ["1"],
      [1, 1],
      [11],
      [-1],
    ];
    const seen = new Set<string>();
    for (const seed of [0, 1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) {
      for (const path of paths) {
        const stream = streamFor(seed, ...path);
        seen.add(`${stream.next()} ${stream.next()}`);
      }
    }
    expect(seen.size).toBe(5 * paths.length);
  });

  it("int stays within its bounds, at any size", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), fc.nat(), (a, b, n) => {
        const drawn = streamFor(3, n).int(a, b);
        expect(Number.isSafeInteger(drawn)).toBe(true);
        if (a > b) expect(drawn).toBe(a);
        else expect(drawn >= a && drawn <= b).toBe(true);
      }),
      { seed: 7, numRuns: 2000 },
    );
    const stream = streamFor(3);
    expect([stream.int(5, 5), stream.int(5, 1), stream.int(1.2, 2.9)]).toEqual([5, 5, 2]);
    expect(stream.int(Number.NaN, Number.NaN)).toBe(0);
  });

  it.each([
    ["the draws of one stream", () => streamFor(5, "uniform")],
    ["the first draws of many streams", null],
  ])("%s are uniform (chi square of 30 cells below 60)", (_, make) => {
    const cells = new Array<number>(30).fill(0);
    const one = make?.();
    for (let i = 0; i < 30_000; i += 1) {
      const drawn = (one ?? streamFor(5, "uniform", i)).int(0, 29);
      cells[drawn] = (cells[drawn] ?? 0) + 1;
    }
    const chi = cells.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
    expect(chi).toBeLessThan(60);
    expect(chi).toBeGreaterThan(8);
  });
});

describe("int", () => {
  // A remainder alone would favour the low numbers of a span that does not divide the range.
  it.each([
    ["32 bits", 2 ** 30],
    ["53 bits", 2 ** 51],
  ])("is unbiased where a span is three quarters of %s", (name, quarter) => {
    const stream = streamFor(6, name);
    let low = 0;
    for (let i = 0; i < 6000; i += 1) if (stream.int(0, 3 * quarter - 1) < quarter) low += 1;
    expect(low / 6000).toBeGreaterThan(0.31);
    expect(low / 6000).toBeLessThan(0.36);
  });
});

describe("seed functions", () => {
  it("keep to their bounds, which they reach", () => {
    const d = draws(1);
    const some = <T>(make: () => T) => new Set(Array.from({ length: 400 }, make));
    expect([...some(() => d.randomInt(-1, 1))].sort()).toEqual([-1, 0, 1]);
    expect([...some(() => d.randomNumber(0.1, 0.3, 1))].sort()).toEqual([0.1, 0.2, 0.3]);
    expect([...some(() => d.randomDate("2026-02-28", "2026-03-01"))].sort()).toEqual([
      "2026-02-28",
      "2026-03-01",
    ]);
    const times = some(() => d.randomTime("2026-03-02T23:58:30", "2026-03-03T00:00:59"));
    expect([...times].sort()).toEqual(["2026-03-02T23:59:00", "2026-03-03T00:00:00"]);
    expect([...some(() => d.pick(["a", "b"]))].sort()).toEqual(["a", "b"]);
    expect([...some(() => d.chance(0))]).toEqual([false]);
    expect([...some(() => d.chance(1))]).toEqual([true]);
    expect([...some(() => d.weighted({ never: 0, a: 1, b: 2, below: -5 }))].sort()).toEqual([
      "a",
      "b",
    ]);
    expect(d.randomDigits(12)).toMatch(/^\d{12}$/);
    expect([d.randomDigits(0), d.randomDigits(-1)]).toEqual(["", ""]);
  });

  it("weights count", () => {
    const d = draws(2);
    let a = 0;
    for (let i = 0; i < 4000; i += 1) if (d.weighted({ b: 1, a: 3 }) === "a") a += 1;
    expect(a).toBeGreaterThan(2850);
    expect(a).toBeLessThan(3150);
  });

  it("shuffle and pickSome take each place at most once and leave the list alone", () => {
    const list = Object.freeze(Array.from({ length: 20 }, (_, i) => i));
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: -2, max: 25 }), (path, n) => {
        const d = draws(3, path);
        expect(d.shuffle(list).sort((a, b) => a - b)).toEqual(list);
        const some = d.pickSome(list, n);
        expect(some.length).toBe(Math.min(Math.max(n, 0), 20));
        expect(new Set(some).size).toBe(some.length);
      }),
      { seed: 7, numRuns: 300 },
    );
    const firsts = new Set(Array.from({ length: 300 }, (_, i) => draws(4, i).shuffle(list)[0]));
    expect(firsts.size).toBe(20);
  });

  it("nothing to draw from is a failed seed", () => {
    const d = draws(1);
    expect(() => d.pick([])).toThrow("the list is empty");
    expect(() => d.weighted({ a: 0 })).toThrow("no weight is above 0");
    expect(d.pickSome([], 3)).toEqual([]);
    expect(() => d.randomDigits(1e9)).toThrow("too long");
  });

  it("give the world's people", () => {
    expect(draws(9).person(4)).toEqual(world(9).person(4));
    expect(draws(9).company(4)).toEqual(world(9).company(4));
    expect(draws(9).place(4)).toEqual(world(9).place(4));
  });
});
