import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ToolRefusal } from "../../errors/index.js";
import * as op from "./operators.js";

const run = { seed: 7, numRuns: 1000 };
const short = fc.string({ maxLength: 12 });
/** Texts in which short patterns do occur. */
const dense = fc.string({ unit: fc.constantFrom("a", "b", "$"), maxLength: 12 });

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof ToolRefusal) return error.code;
    throw error;
  }
  return "none";
}

describe("operators", () => {
  it("divides and takes remainders, null by zero", () => {
    expect([op.divide(1, 2), op.divide(1, 0), op.divide(0, 0), op.divide(1, -0)]).toEqual([
      0.5,
      null,
      null,
      null,
    ]);
    expect([op.remainder(7, 3), op.remainder(-7, 3), op.remainder(7, 0)]).toEqual([1, -1, null]);
  });

  it("reads lists", () => {
    const list = ["a", "b"];
    expect([op.item(list, 0), op.item(list, 2), op.item(list, -1), op.item(list, 0.5)]).toEqual([
      "a",
      null,
      null,
      null,
    ]);
    expect([op.at(list, -1), op.at(list, -3), op.at(list, 1), op.at(list, 0.5)]).toEqual([
      "b",
      null,
      "b",
      null,
    ]);
    expect([op.orNull(undefined), op.orNull(null), op.orNull(0)]).toEqual([null, null, 0]);
  });

  it.each(["__proto__", "constructor", "toString", "a"])("%s is a key like any other", (key) => {
    const map: Record<string, unknown> = {};
    expect(op.lookup(map, key)).toBe(null);
    op.put(map, key, { polluted: true });
    expect(op.lookup(map, key)).toEqual({ polluted: true });
    expect(Object.keys(map)).toEqual([key]);
    expect(Object.getPrototypeOf(map)).toBe(Object.prototype);
    const copied = op.copy(map);
    op.put(map, key, 1);
    expect(op.lookup(copied, key)).toEqual({ polluted: true });
    op.drop(map, key);
    op.drop(map, key);
    expect(Object.keys(map)).toEqual([]);
    expect(({} as { polluted?: boolean }).polluted).toBe(undefined);
  });

  it("copies share nothing with the original", () => {
    const objects = (value: unknown): object[] =>
      typeof value === "object" && value !== null
        ? [value, ...Object.values(value).flatMap(objects)]
        : [];
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const copied = op.copy(value);
        expect(JSON.stringify(copied)).toBe(JSON.stringify(value));
        const originals = new Set(objects(value));
        expect(objects(copied).some((part) => originals.has(part))).toBe(false);
      }),
      run,
    );
  });
});

describe("methods of text", () => {
  it("mean what they mean in TypeScript", () => {
    const n = fc.integer({ min: -3, max: 30 });
    fc.assert(
      fc.property(short, short, n, fc.array(short), (text, other, length, list) => {
        expect(op.padStart(text, length, other)).toBe(text.padStart(length, other));
        expect(op.padEnd(text, length, other)).toBe(text.padEnd(length, other));
        expect(op.padStart(text, length)).toBe(text.padStart(length));
        expect(op.join(list, other)).toBe(list.join(other));
        expect(op.join(list)).toBe(list.join());
        expect(op.split(text, other)).toEqual(text.split(other));
        if (length >= 0) expect(op.repeat(text, length)).toBe(text.repeat(length));
      }),
      run,
    );
    fc.assert(
      fc.property(dense, fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 2 }), (t, s) => {
        expect(op.split(t, s)).toEqual(t.split(s));
        expect(op.split(t, s, 2)).toEqual(t.split(s, 2));
      }),
      run,
    );
    expect(op.join([1, null, true, "x"], "-")).toBe("1--true-x");
  });

  it("replaceAll is the engine's, dollar signs included", () => {
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "$"), maxLength: 2 });
    const replacement = fc
      .array(fc.constantFrom("$$", "$&", "$`", "$'", "$", "$1", "$<a>", "x", "a"), { maxLength: 5 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(dense, pattern, replacement, (text, searched, by) => {
        expect(op.replaceAll(text, searched, by)).toBe(text.replaceAll(searched, by));
      }),
      { seed: 7, numRuns: 5000 },
    );
  });

  it("refuses what becomes too large, before it is built", () => {
    const long = "x".repeat(100_000);
    expect(op.repeat("x", 100_000)).toHaveLength(100_000);
    expect(op.padStart("x", 100_000)).toHaveLength(100_000);
    expect(op.padStart(long, 5)).toBe(long);
    expect(op.padEnd("x", 1e9, "")).toBe("x");
    const refused = [
      () => op.repeat("x", 100_001),
      () => op.repeat("xx", Infinity),
      () => op.padStart("x", 100_001),
      () => op.padEnd("x", Infinity),
      () => op.join([long, "x"], ""),
      () => op.join(Array.from({ length: 10_000 }, () => 1234567890.5)),
      () => op.split(long, ""),
      () => op.replaceAll(long, "x", "yy"),
      () => op.replaceAll(long, "", "y"),
      () => op.replaceAll(long, "x", "$`$'".repeat(1000)),
    ];
    expect(refused.map(refusal)).toEqual(refused.map(() => "limit_exceeded"));
  });

  it("has an answer where the engine would throw", () => {
    expect([op.repeat("x", -1), op.repeat("x", Number.NaN), op.repeat("", Infinity)]).toEqual([
      "",
      "",
      "",
    ]);
  });
});
