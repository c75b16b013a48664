import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateText, dayNumber } from "./civil.js";
import { formatDate, parseDate, parseDatetime } from "./date-text.js";
import { dateOf } from "./dates.js";
import { formatDuration, parseDuration } from "./duration.js";

describe("formatDate", () => {
  it.each([
    ["D MMMM YYYY", "2 March 2026"],
    ["DD/MM/YY", "02/03/26"],
    ["dddd, MMM D", "Monday, Mar 2"],
    ["ddd M-D", "Mon 3-2"],
    ["HH:mm:ss", "15:04:05"],
    ["H h hh A", "15 3 03 PM"],
    ["YYYYMMDD", "20260302"],
    ["", ""],
    ["[it is] £", "[it is] £"],
  ])("%j", (pattern, expected) => {
    expect(formatDate("2026-03-02T15:04:05", pattern)).toBe(expected);
  });

  it("midnight and noon", () => {
    expect(formatDate("2026-03-02", "h A")).toBe("12 AM");
    expect(formatDate("2026-03-02T12:00:00", "h A")).toBe("12 PM");
  });

  it("refuses what becomes too long", () => {
    expect(() => formatDate("2026-09-02", "MMMM".repeat(20_000))).toThrow("too long");
  });
});

describe("parseDate", () => {
  it.each([
    ["2026-03-02", undefined, "2026-03-02"],
    ["2026-02-29", undefined, null],
    ["2026-3-2", undefined, null],
    ["2026-03-02T09:00:00", undefined, null],
    [" 2026-03-02", undefined, null],
    ["02/03/2026", "DD/MM/YYYY", "2026-03-02"],
    ["2/3/2026", "D/M/YYYY", "2026-03-02"],
    ["31/04/2026", "DD/MM/YYYY", null],
    ["2 march 2026", "D MMMM YYYY", "2026-03-02"],
    ["Mar 2, 26", "MMM D, YY", "2026-03-02"],
    ["Mar 2, 69", "MMM D, YY", "1969-03-02"],
    ["Monday 02.03.2026", "dddd DD.MM.YYYY", "2026-03-02"],
    ["Tuesday 02.03.2026", "dddd DD.MM.YYYY", null],
    ["2026-03-02 23:15:00", "YYYY-MM-DD HH:mm:ss", "2026-03-02"],
    ["2026-03-02 24:15:00", "YYYY-MM-DD HH:mm:ss", null],
    ["2026-03-02 3 pm", "YYYY-MM-DD h A", "2026-03-02"],
    ["05/2026", "MM/YYYY", "2026-05-01"],
    ["2026 2026", "YYYY YYYY", "2026-01-01"],
    ["2026 2025", "YYYY YYYY", null],
    ["05/03", "MM/DD", null],
    ["0000-03-02", undefined, null],
    ["", "", null],
  ])("%j by %j", (text, pattern, expected) => {
    expect(parseDate(text, pattern)).toBe(expected);
  });

  it("reads back what formatDate writes", () => {
    const day = fc
      .integer({ min: dayNumber("1000-01-01"), max: dayNumber("9999-12-31") })
      .map(dateText);
    const pattern = fc.constantFrom(
      "YYYY-MM-DD",
      "D MMMM YYYY",
      "dddd, MMM DD YYYY",
      "YYYYMMDD",
      "M/D/YYYY h:mm A",
      "ddd D.M.YYYY HH:mm:ss",
    );
    fc.assert(
      fc.property(day, pattern, (d, p) => {
        expect(parseDate(formatDate(d, p), p)).toBe(d);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe("parseDatetime", () => {
  it.each([
    ["2026-03-02T09:05:07", "2026-03-02T09:05:07"],
    ["2026-03-02 09:05", "2026-03-02T09:05:00"],
    ["2026-03-02T24:00:00", null],
    ["2026-03-02T09:60:00", null],
    ["2026-02-30T09:00:00", null],
    ["2026-03-02", null],
    ["2026-03-02T09:05:07Z", null],
    ["2026-03-02T09:05:07.5", null],
  ])("%j", (text, expected) => {
    expect(parseDatetime(text)).toBe(expected);
    if (expected !== null) expect(parseDate(dateOf(expected))).toBe(dateOf(expected));
  });
});

describe("durations", () => {
  it.each([
    ["PT1H30M", 90],
    ["P1D", 1440],
    ["P1DT2H", 1560],
    ["P2W", 20160],
    ["PT0.1H", 6],
    ["PT1,5H", 90],
    ["PT120S", 2],
    ["-PT30M", -30],
    ["-PT0M", 0],
    ["PT90S", null],
    ["P1Y", null],
    ["P1M", null],
    ["P", null],
    ["PT", null],
    ["P1DT", null],
    ["pt1h", null],
    ["", null],
    ["1 h 30 min", 90],
    ["2 h", 120],
    ["45 min", 45],
    [" 45 min", null],
    ["1 h30 min", null],
    ["90", null],
    [`PT${"9".repeat(90)}M`, null],
  ])("%j is %j minutes", (text, minutes) => expect(parseDuration(text)).toBe(minutes));

  it.each([
    [90, "1 h 30 min"],
    [60, "1 h"],
    [45, "45 min"],
    [0, "0 min"],
    [-90, "-1 h 30 min"],
    [-0.2, "0 min"],
    [1500, "25 h"],
  ])("%d is %s", (minutes, text) => expect(formatDuration(minutes)).toBe(text));

  it("reads back what it writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (minutes) => {
        expect(parseDuration(formatDuration(minutes))).toBe(minutes);
        const iso = `${minutes < 0 ? "-" : ""}PT${Math.abs(minutes)}M`;
        expect(parseDuration(iso)).toBe(minutes);
      }),
      { seed: 7 },
    );
  });
});
