import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calculate } from "./calculate.js";

describe("calculate", () => {
  it.each([
    ["2+2", 4],
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["10 - 4 - 3", 3],
    ["2 / 4 / 2", 0.25],
    ["-3 * -(2 - 5)", -9],
    ["2--2", 4],
    ["+5", 5],
    ["- 0", 0],
    [".5 + 1.", 1.5],
    ["155.33 - 147.05 + 268.77", 277.04999999999995],
    ["((((1))))", 1],
    [" 7 ", 7],
    ["7 // 2", 3],
    ["-7 // 2", -4],
    ["2 ** 3", 8],
    ["-2 ** 2", -4],
    ["2 ** 3 ** 2", 512],
    ["2 ** -1", 0.5],
    ["3 * 2 ** 2 // 5", 2],
  ])("%j is %d", (text, expected) => expect(calculate(text)).toBe(expected));

  it.each([
    "",
    " ",
    "1/0",
    "1/(2-2)",
    "0/0",
    "2+a",
    "2 3",
    "(1",
    "1)",
    "()",
    "1+",
    "*2",
    "2 * * 3",
    "7 / / 2",
    "2 **",
    "1 // 0",
    "(0 - 8) ** 0.5",
    "1e3",
    "0x10",
    "1,000",
    "1.2.3",
    ".",
    "1\t+1",
    "1\n",
    "2^3",
    "Infinity",
    "１+１",
    "9".repeat(400),
    `1${"0".repeat(300)}*1${"0".repeat(300)}`,
  ])("%j is not arithmetic", (text) => expect(calculate(text)).toBe(null));

  it("bounds the depth of parentheses, not the length", () => {
    const nested = (depth: number) => `${"(".repeat(depth)}1${")".repeat(depth)}`;
    expect(calculate(nested(100))).toBe(1);
    expect(calculate(nested(101))).toBe(null);
    expect(calculate(nested(50_000))).toBe(null);
    expect(calculate(`${"-".repeat(99_999)}1`)).toBe(-1);
    expect(calculate(`1${"+1".repeat(49_999)}`)).toBe(50_000);
  });

  it("agrees with the value that an expression is built with", () => {
    interface Built {
      readonly text: string;
      readonly value: number | null;
      /** 0: sum, 1: product, 2: factor. */
      readonly level: number;
    }
    const inside = (built: Built, level: number) =>
      built.level >= level ? built.text : `( ${built.text})`;
    const number = fc
      .tuple(fc.nat(9999), fc.integer({ min: 0, max: 3 }))
      .map(([n, places]): Built => {
        const text = (n / 10 ** places).toFixed(places);
        return { text, value: Number(text), level: 2 };
      });
    const apply = (a: number | null, op: string, b: number | null): number | null => {
      if (a === null || b === null) return null;
      if (op === "+") return a + b;
      if (op === "-") return a - b;
      if (op === "*") return a * b;
      return b === 0 ? null : a / b;
    };
    const { expression } = fc.letrec<{ expression: Built }>((tie) => ({
      expression: fc.oneof(
        { maxDepth: 6, withCrossShrink: true },
        number,
        tie("expression").map((a): Built => {
          const value = a.value === null ? null : -a.value;
          return { text: `-${inside(a, 2)}`, value, level: 2 };
        }),
        fc
          .tuple(tie("expression"), fc.constantFrom("+", "-", "*", "/"), tie("expression"))
          .map(([a, op, b]): Built => {
            const level = op === "+" || op === "-" ? 0 : 1;
            const text = `${inside(a, level)} ${op}${inside(b, level + 1)}`;
            return { text, value: apply(a.value, op, b.value), level };
          }),
      ),
    }));
    fc.assert(
      fc.property(expression, ({ text, value }) => {
        const expected = value === null || !Number.isFinite(value) ? null : value + 0;
        expect(calculate(text)).toBe(expected);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});
