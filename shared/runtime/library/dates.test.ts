import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateText, datetimeText, dayNumber, daysInMonth, secondNumber } from "./civil.js";
import * as dates from "./dates.js";
import {
  addDays,
  addHours,
  addMinutes,
  addMonths,
  addYears,
  atTime,
  daysBetween,
  hoursBetween,
  minutesBetween,
  monthsBetween,
  overlaps,
  yearsBetween,
} from "./dates.js";

const FIRST = dayNumber("0001-01-01");
const LAST = dayNumber("9999-12-31");
const date = fc.integer({ min: FIRST, max: LAST }).map(dateText);
const datetime = fc
  .integer({ min: secondNumber("0001-01-01"), max: secondNumber("9999-12-31T23:59:59") })
  .map(datetimeText);
const run = { seed: 7, numRuns: 500 };

describe("civil days", () => {
  it.each([
    ["1970-01-01", 0],
    ["1969-12-31", -1],
    ["2000-02-29", 11016],
    ["2026-03-02", 20514],
    ["0001-01-01", -719162],
    ["9999-12-31", 2932896],
  ])("%s is day %i", (text, days) => {
    expect(dayNumber(text)).toBe(days);
    expect(dateText(days)).toBe(text);
  });

  it("agrees with the engine's calendar, day by day over eight centuries", () => {
    for (let days = dayNumber("1600-01-01"); days < dayNumber("2400-01-01"); days += 1) {
      const text = new Date(days * 86_400_000).toISOString().slice(0, 10);
      if (dateText(days) !== text || dayNumber(text) !== days) expect(dateText(days)).toBe(text);
    }
  });

  it("every number of seconds comes back from its text", () => {
    const seconds = fc.integer({
      min: secondNumber("0001-01-01"),
      max: secondNumber("9999-12-31T23:59:59"),
    });
    fc.assert(
      fc.property(seconds, (n) => secondNumber(datetimeText(n)) === n),
      run,
    );
  });
});

describe("adding", () => {
  it.each([
    [addDays("2026-02-27", 3), "2026-03-02"],
    [addDays("2024-02-28", 1), "2024-02-29"],
    [addDays("2026-03-02T09:15:00", -2), "2026-02-28T09:15:00"],
    [addDays("2026-03-02", 1.9), "2026-03-03"],
    [addDays("2026-03-02", -1.9), "2026-03-01"],
    [addMonths("2026-01-31", 1), "2026-02-28"],
    [addMonths("2024-01-31", 1), "2024-02-29"],
    [addMonths("2026-01-31", 3), "2026-04-30"],
    [addMonths("2026-03-31", -1), "2026-02-28"],
    [addMonths("2026-01-15", -1), "2025-12-15"],
    [addMonths("2026-12-15T08:00:00", 14), "2028-02-15T08:00:00"],
    [addYears("2024-02-29", 1), "2025-02-28"],
    [addYears("2024-02-29", 4), "2028-02-29"],
    [addMinutes("2026-03-02T23:59:30", 1), "2026-03-03T00:00:30"],
    [addMinutes("2026-01-01T00:00:00", -1), "2025-12-31T23:59:00"],
    [addHours("2026-03-02T09:00:00", 36), "2026-03-03T21:00:00"],
    [addHours("2026-03-02T09:00:00", 1.5), "2026-03-02T10:30:00"],
    [addMinutes("2026-03-02", 5), "2026-03-02T00:05:00"],
  ])("%s", (actual, expected) => expect(actual).toBe(expected));

  it.each([
    [addDays("9999-12-30", 5), "9999-12-31"],
    [addDays("0001-01-02", -5), "0001-01-01"],
    [addDays("2026-03-02T10:00:00", Infinity), "9999-12-31T10:00:00"],
    [addDays("2026-03-02", Number.NaN), "2026-03-02"],
    [addMonths("9999-11-30", 2), "9999-12-31"],
    [addMonths("0001-01-31", -1), "0001-01-01"],
    [addYears("2026-03-02", 1e300), "9999-12-31"],
    [addYears("2026-03-02", -Infinity), "0001-01-01"],
    [addMinutes("9999-12-31T23:59:00", 1), "9999-12-31T23:59:59"],
    [addHours("0001-01-01T00:00:00", -1), "0001-01-01T00:00:00"],
    [addHours("2026-03-02T09:00:00", Number.NaN), "2026-03-02T09:00:00"],
  ])("at the edge of the calendar: %s", (actual, expected) => expect(actual).toBe(expected));
});

describe("differences", () => {
  it.each([
    [daysBetween("2026-02-27", "2026-03-02"), 3],
    [daysBetween("2000-01-01", "2026-03-02"), 9557],
    [daysBetween("0001-01-01", "9999-12-31"), 3652058],
    [daysBetween("2026-03-02T23:00:00", "2026-03-03T01:00:00"), 0],
    [daysBetween("2026-03-03T01:00:00", "2026-03-02T23:00:00"), 0],
    [daysBetween("2026-03-02", "2026-03-03T12:00:00"), 1],
    [monthsBetween("2026-01-31", "2026-02-28"), 1],
    [monthsBetween("2026-01-31", "2026-02-27"), 0],
    [monthsBetween("2026-02-28", "2026-01-31"), -1],
    [monthsBetween("2026-03-31", "2026-02-28"), -1],
    [monthsBetween("2026-01-15T10:00:00", "2026-02-15T09:59:59"), 0],
    [monthsBetween("2026-02-15", "2026-01-15"), -1],
    [yearsBetween("1990-03-03", "2026-03-02"), 35],
    [yearsBetween("1990-03-02", "2026-03-02"), 36],
    [yearsBetween("2004-02-29", "2022-02-28"), 18],
    [yearsBetween("2026-03-02", "2025-03-03"), 0],
    [minutesBetween("2026-03-02T09:00:00", "2026-03-02T10:30:59"), 90],
    [minutesBetween("2026-03-02T10:30:59", "2026-03-02T09:00:00"), -90],
    [hoursBetween("2026-03-02T09:00:00", "2026-03-02T10:30:00"), 1.5],
  ])("case %#: %d", (actual, expected) => expect(actual).toBe(expected));

  it("days: adding what lies between leads there", () => {
    fc.assert(
      fc.property(date, date, (a, b) => addDays(a, daysBetween(a, b)) === b),
      run,
    );
  });

  it("hours: adding what lies between leads there, to the second", () => {
    fc.assert(
      fc.property(datetime, datetime, (a, b) => addHours(a, hoursBetween(a, b)) === b),
      run,
    );
  });

  it("months: the most that can be added without passing the later one", () => {
    fc.assert(
      fc.property(date, date, (x, y) => {
        const [a, b] = x <= y ? [x, y] : [y, x];
        const n = monthsBetween(a, b);
        expect(addMonths(a, n) <= b).toBe(true);
        if (b < "9999-11-30") expect(addMonths(a, n + 1) > b).toBe(true);
        expect(monthsBetween(b, a)).toBe(0 - n);
        expect(yearsBetween(a, b)).toBe(Math.floor(n / 12));
      }),
      run,
    );
  });
});

describe("parts", () => {
  it("takes a datetime apart", () => {
    const d = "2026-03-02T09:05:07";
    expect([dates.year(d), dates.month(d), dates.day(d)]).toEqual([2026, 3, 2]);
    expect([dates.hour(d), dates.minute(d)]).toEqual([9, 5]);
    expect([dates.dateOf(d), dates.timeOf(d)]).toEqual(["2026-03-02", "09:05"]);
    expect([dates.hour("2026-03-02"), dates.timeOf("2026-03-02")]).toEqual([0, "00:00"]);
    expect([dates.firstOfMonth(d), dates.lastOfMonth(d)]).toEqual(["2026-03-01", "2026-03-31"]);
    expect(dates.lastOfMonth("2024-02-10")).toBe("2024-02-29");
  });

  it.each([
    ["1900-03-01", "thursday"],
    ["1969-12-29", "monday"],
    ["2026-03-02", "monday"],
    ["2026-03-08T23:00:00", "sunday"],
    ["9999-12-31", "friday"],
    ["0001-01-01", "monday"],
  ])("%s is a %s", (d, name) => expect(dates.dayOfWeek(d)).toBe(name));

  it.each([
    ["14:30", "2026-03-02T14:30:00"],
    ["9:05", "2026-03-02T09:05:00"],
    ["23:59:59", "2026-03-02T23:59:59"],
    ["24:00", null],
    ["12:60", null],
    ["noon", null],
    ["12:30 ", null],
    ["", null],
  ])("at %j", (time, expected) => expect(atTime("2026-03-02", time)).toBe(expected));

  it.each([
    ["1800", "28"],
    ["1900", "28"],
    ["2000", "29"],
    ["2200", "28"],
    ["2024", "29"],
    ["2026", "28"],
  ])("February %s has %s days", (year, days) => {
    expect(dates.lastOfMonth(`${year}-02-01`)).toBe(`${year}-02-${days}`);
  });

  it("the last of a month is followed by the first", () => {
    fc.assert(
      fc.property(
        date.filter((d) => d < "9999-12-01"),
        (d) => {
          const next = addDays(dates.lastOfMonth(d), 1);
          expect(next).toBe(addMonths(dates.firstOfMonth(d), 1));
          expect(daysBetween(dates.firstOfMonth(d), next)).toBe(
            daysInMonth(dates.year(d), dates.month(d)),
          );
        },
      ),
      run,
    );
  });
});

describe("overlaps", () => {
  it.each([
    ["2026-03-01", "2026-03-03", "2026-03-02", "2026-03-04", true],
    ["2026-03-01", "2026-03-03", "2026-03-03", "2026-03-04", false],
    ["2026-03-01", "2026-03-09", "2026-03-03", "2026-03-04", true],
    ["2026-03-03", "2026-03-03", "2026-03-01", "2026-03-09", false],
    ["2026-03-05", "2026-03-03", "2026-03-01", "2026-03-09", false],
  ])("[%s, %s) and [%s, %s): %s", (a, b, c, d, expected) => {
    expect(overlaps(a, b, c, d)).toBe(expected);
    expect(overlaps(c, d, a, b)).toBe(expected);
  });

  it("is true exactly when a day lies in both", () => {
    const n = fc.integer({ min: 0, max: 8 });
    fc.assert(
      fc.property(n, n, n, n, (a, b, c, d) => {
        const common = [0, 1, 2, 3, 4, 5, 6, 7].some((x) => a <= x && x < b && c <= x && x < d);
        expect(overlaps(a, b, c, d)).toBe(common);
      }),
      run,
    );
  });
});
