import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ToolRefusal } from "../../errors/index.js";
import { dateText, datetimeText } from "./civil.js";
import { LIBRARY } from "./index.js";

const number = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.integer({ min: -1e9, max: 1e9 }),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const date = fc.integer({ min: -800_000, max: 3_000_000 }).map(dateText);
const datetime = fc.integer({ min: -7e10, max: 3e11 }).map(datetimeText);
const either = fc.oneof(date, datetime);
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(..."0123456789+-*/(). TPHMSD:YA"), maxLength: 30 }),
);
const scalar = fc.oneof(text, number, fc.boolean());
const value = fc.oneof(scalar, fc.constant(null), fc.jsonValue({ maxDepth: 2 }));
const list = fc.array(value, { maxLength: 8 });
const numbers = fc.array(number, { maxLength: 8 });
const map = fc.dictionary(text, value);
const same = fc.constant((x: unknown) => x);
const key = fc.constantFrom(
  (x: unknown) => (typeof x === "object" ? null : x),
  () => null,
  (x: unknown) => JSON.stringify(x),
);
const test = fc.constant((x: unknown) => x === null);
const toText = fc.constant((x: unknown) => JSON.stringify(x));

/** Arguments of every function, as wild as their types allow. */
const ARGUMENTS: Readonly<Record<string, readonly fc.Arbitrary<unknown>[]>> = {
  addDays: [either, number],
  addMonths: [either, number],
  addYears: [either, number],
  addMinutes: [either, number],
  addHours: [either, number],
  daysBetween: [either, either],
  monthsBetween: [either, either],
  yearsBetween: [either, either],
  minutesBetween: [either, either],
  hoursBetween: [either, either],
  dateOf: [either],
  timeOf: [either],
  atTime: [date, text],
  year: [either],
  month: [either],
  day: [either],
  hour: [either],
  minute: [either],
  dayOfWeek: [either],
  firstOfMonth: [either],
  lastOfMonth: [either],
  parseDate: [text, text],
  parseDatetime: [text],
  formatDate: [either, text],
  parseDuration: [text],
  formatDuration: [number],
  overlaps: [either, either, either, either],
  round: [number, number],
  roundHalfEven: [number, number],
  roundBinary: [number, number],
  floor: [number],
  ceil: [number],
  trunc: [number],
  abs: [number],
  min: [fc.oneof(numbers, number), number, number],
  max: [fc.oneof(numbers, number), number, number],
  clamp: [number, number, number],
  fixed: [number, number],
  formatMoney: [number, fc.option(text, { nil: undefined })],
  toMoney: [number],
  fromMoney: [number],
  percentOf: [number, number],
  parseNumber: [text],
  parseInteger: [text],
  parseEnum: [text, fc.array(text, { maxLength: 8 })],
  calculate: [text],
  normalize: [text],
  containsWords: [text, text],
  words: [text],
  capitalize: [text],
  titleCase: [text],
  text: [scalar],
  sum: [numbers],
  avg: [numbers, same],
  minBy: [list, key],
  maxBy: [list, key],
  sortBy: [list, key],
  sortByDescending: [list, key],
  first: [list],
  last: [list],
  take: [list, number],
  count: [list, test],
  distinct: [list],
  flatten: [fc.array(list)],
  zip: [list, list],
  range: [number, number],
  groupBy: [list, key],
  tally: [fc.array(scalar)],
  without: [list, value],
  containsAll: [list, list],
  sameItems: [list, list],
  search: [list, text, toText],
  keys: [map],
  values: [map],
  entries: [map],
  has: [map, text],
  size: [map],
  equal: [value, value],
};

/** What no result may hold anywhere. */
function fault(result: unknown): string | null {
  if (result === undefined) return "undefined";
  if (typeof result === "number") return Number.isNaN(result) ? "NaN" : null;
  if (typeof result === "string") return result.includes("NaN") ? "NaN as text" : null;
  if (typeof result !== "object" || result === null) return null;
  for (const part of Object.values(result)) {
    const found = fault(part);
    if (found !== null) return found;
  }
  return null;
}

describe("every function of the library", () => {
  it("is covered here", () => {
    expect(Object.keys(ARGUMENTS).sort()).toEqual(Object.keys(LIBRARY).sort());
  });

  it.each(Object.keys(ARGUMENTS))("%s is total and pure", (name) => {
    const called = LIBRARY[name];
    const args = fc.tuple(...(ARGUMENTS[name] ?? []));
    fc.assert(
      fc.property(args, (given) => {
        const before = JSON.stringify(given);
        let result: unknown;
        try {
          result = called?.(...given);
        } catch (error) {
          expect(error).toBeInstanceOf(ToolRefusal);
          expect((error as ToolRefusal).code).toBe("limit_exceeded");
          return;
        }
        if (!before.includes("NaN")) expect(fault(result)).toBe(null);
        expect(JSON.stringify(given)).toBe(before);
        expect(called?.(...given)).toEqual(result);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it.each(["addDays", "addMonths", "addYears", "addMinutes", "addHours"])(
    "%s always gives a date of the calendar",
    (name) => {
      fc.assert(
        fc.property(either, number, (d, n) => {
          const moved = String(LIBRARY[name]?.(d, n));
          const [day = "", time = "00:00:00"] = moved.split("T");
          expect(LIBRARY.parseDate?.(day)).toBe(day);
          expect(time).toMatch(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/);
        }),
        { seed: 7, numRuns: 300 },
      );
    },
  );
});
