import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMoney, fromMoney, percentOf, toMoney } from "./money.js";
import { fixed, round, roundBinary, roundHalfEven } from "./rounding.js";

const python = JSON.parse(
  readFileSync(new URL("./fixtures/python-round.json", import.meta.url), "utf8"),
) as { cases: [number, number, number][] };

/** An oracle that knows only BigInt: |mantissa| / 10^places rounded to `digits`, as text. */
function roundedText(mantissa: bigint, places: number, digits: number, even: boolean): string {
  const unit = 10n ** BigInt(places - digits);
  const size = mantissa < 0n ? -mantissa : mantissa;
  const whole = size / unit;
  const twice = (size % unit) * 2n;
  const up = twice > unit || (twice === unit && (!even || whole % 2n === 1n));
  const text = String(up ? whole + 1n : whole).padStart(digits + 1, "0");
  const point = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return mantissa < 0n && /[1-9]/.test(point) ? `-${point}` : point;
}

/** Decimals of up to 15 digits, half of them exactly half-way at some place. */
const decimal = fc
  .tuple(
    fc.oneof(
      fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
      fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }).map((n) => n * 10n + 5n),
    ),
    fc.integer({ min: 0, max: 12 }),
  )
  .map(([mantissa, places]) => ({ mantissa, places, x: Number(`${mantissa}e-${places}`) }));

describe("round", () => {
  it.each([
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [2.675, 2, 2.68],
    [1.45, 1, 1.5],
    [8.345, 2, 8.35],
    [1.0049999999999997, 2, 1],
    [0.5, 0, 1],
    [-0.5, 0, -1],
    [-0.4, 0, 0],
    [0.49999999999999994, 0, 0],
    [4503599627370495.5, 0, 4503599627370496],
    [1e21, 2, 1e21],
    [1.5e-7, 7, 2e-7],
    [5e-324, 400, 5e-324],
    [5e-324, 2, 0],
    [1250, -2, 1300],
    [-1250, -2, -1300],
    [49, -2, 0],
    [1.7976931348623157e308, -308, 1.7976931348623157e308],
    [123456789012.345, 2, 123456789012.35],
    [1.005, 2.9, 1.01],
    [1.5, Number.NaN, 2],
  ])("round(%d, %d) is %d", (x, digits, expected) => {
    expect(round(x, digits)).toBe(expected);
  });

  it("without digits is a whole number", () => {
    expect([round(2.5), round(-2.5), round(0.2)]).toEqual([3, -3, 0]);
  });

  it("is right for every decimal", () => {
    fc.assert(
      fc.property(decimal, fc.integer({ min: 0, max: 12 }), ({ mantissa, places, x }, digits) => {
        fc.pre(digits <= places);
        expect(round(x, digits)).toBe(Number(roundedText(mantissa, places, digits, false)) + 0);
        const even = roundedText(mantissa, places, digits, true);
        expect(roundHalfEven(x, digits)).toBe(Number(even) + 0);
        expect(fixed(x, digits)).toBe(roundedText(mantissa, places, digits, false));
      }),
      { seed: 7, numRuns: 3000 },
    );
  });

  it("rounds a rounded number to itself, and never to -0", () => {
    const double = fc.double({ noNaN: true });
    fc.assert(
      fc.property(double, fc.integer({ min: -5, max: 20 }), (x, digits) => {
        for (const f of [round, roundHalfEven, roundBinary]) {
          const once = f(x, digits);
          expect(Object.is(once, -0)).toBe(false);
          expect(f(once, digits)).toBe(once);
          expect(f(-x, digits)).toBe(0 - once);
        }
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it("hands on what is not finite", () => {
    expect([round(Infinity, 2), round(-Infinity), roundBinary(Number.NaN, 1)]).toEqual([
      Infinity,
      -Infinity,
      Number.NaN,
    ]);
  });
});

describe("roundHalfEven", () => {
  it.each([
    [2.675, 2, 2.68],
    [2.665, 2, 2.66],
    [0.5, 0, 0],
    [1.5, 0, 2],
    [-2.5, 0, -2],
    [2.6650001, 2, 2.67],
    [250, -2, 200],
    [350, -2, 400],
  ])("roundHalfEven(%d, %d) is %d", (x, digits, expected) => {
    expect(roundHalfEven(x, digits)).toBe(expected);
  });
});

describe("roundBinary", () => {
  it("is Python's round", () => {
    expect(python.cases.length).toBeGreaterThan(400);
    const wrong = python.cases.filter(
      ([x, digits, expected]) => roundBinary(x, digits) !== expected,
    );
    expect(wrong).toEqual([]);
  });
});

describe("fixed", () => {
  it.each([
    [12.5, 2, "12.50"],
    [-0.001, 2, "0.00"],
    [-1.005, 2, "-1.01"],
    [0.05, 1, "0.1"],
    [7, 0, "7"],
    [1e21, 2, "1000000000000000000000.00"],
    [1.5e-7, 8, "0.00000015"],
    [0.1, 20, "0.10000000000000000000"],
    [3.7, -3, "4"],
  ])("fixed(%d, %d) is %s", (x, digits, expected) => expect(fixed(x, digits)).toBe(expected));
});

describe("money", () => {
  it.each([
    [129900, undefined, "1299.00"],
    [129900, "$", "$1,299.00"],
    [5, undefined, "0.05"],
    [-50, "$", "-$0.50"],
    [0, "$", "$0.00"],
    [100, "EUR ", "EUR 1.00"],
    [123456789, "$", "$1,234,567.89"],
    [99999999999999, "$", "$999,999,999,999.99"],
  ])("formatMoney(%d, %j) is %s", (m, symbol, expected) => {
    expect(formatMoney(m, symbol)).toBe(expected);
  });

  it("to and from units", () => {
    expect([toMoney(1.005), toMoney(-1.005), toMoney(19.99), toMoney(0.285)]).toEqual([
      101, -101, 1999, 29,
    ]);
    expect([fromMoney(1299), fromMoney(-5), fromMoney(0)]).toEqual([12.99, -0.05, 0]);
    const cents = fc.integer({ min: -1e15, max: 1e15 });
    fc.assert(
      fc.property(cents, (m) => toMoney(fromMoney(m)) === m),
      { seed: 7, numRuns: 1000 },
    );
  });

  it.each([
    [1050, 10, 105],
    [999, 50, 500],
    [-999, 50, -500],
    [1999, 7.25, 145],
    [2000, 7.225, 145],
    [1000, 0.05, 1],
    [1000, 0.049999999, 0],
    [290, 57.5, 167],
    [100, -50, -50],
    [0, -5, 0],
    [123456789012345, 33.3, 41111110741111],
  ])("percentOf(%d, %d) is %d", (m, percent, expected) => {
    expect(percentOf(m, percent)).toBe(expected);
  });

  it("percentOf is exact", () => {
    const cents = fc.integer({ min: -1e12, max: 1e12 });
    fc.assert(
      fc.property(cents, fc.integer({ min: -1e6, max: 1e6 }), (m, thousandths) => {
        const exact = roundedText(BigInt(m) * BigInt(thousandths), 5, 0, false);
        expect(percentOf(m, thousandths / 1000)).toBe(Number(exact) + 0);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});
