/**
 * Dates in other written forms. A pattern is made of the tokens
 * `YYYY YY MMMM MMM MM M DD D dddd ddd HH H hh h mm ss A`; everything else stands for itself.
 */
import {
  civilText,
  dayOf,
  fourDigits,
  hourOf,
  isCivil,
  minuteOf,
  monthOf,
  secondOf,
  twoDigits,
  weekdayIndex,
  yearOf,
} from "./civil.js";
import { MONTH_NAMES, WEEKDAY_NAMES } from "./date-names.js";
import { boundedText, checkTextLength } from "./limits.js";

const TOKEN = /YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|ss|A/g;

/** The date or datetime in the pattern's form, in English. A date has the time 00:00:00. */
export function formatDate(d: string, pattern: string): string {
  return boundedText(pattern.replace(TOKEN, (token) => formatToken(d, token)));
}

function formatToken(d: string, token: string): string {
  switch (token) {
    case "YYYY":
      return fourDigits(yearOf(d));
    case "YY":
      return twoDigits(yearOf(d) % 100);
    case "MMMM":
      return MONTH_NAMES[monthOf(d) - 1] ?? "";
    case "MMM":
      return (MONTH_NAMES[monthOf(d) - 1] ?? "").slice(0, 3);
    case "MM":
      return twoDigits(monthOf(d));
    case "M":
      return String(monthOf(d));
    case "DD":
      return twoDigits(dayOf(d));
    case "D":
      return String(dayOf(d));
    case "dddd":
      return WEEKDAY_NAMES[weekdayIndex(d)] ?? "";
    case "ddd":
      return (WEEKDAY_NAMES[weekdayIndex(d)] ?? "").slice(0, 3);
    case "HH":
      return twoDigits(hourOf(d));
    case "H":
      return String(hourOf(d));
    case "hh":
      return twoDigits(hourOf(d) % 12 || 12);
    case "h":
      return String(hourOf(d) % 12 || 12);
    case "mm":
      return twoDigits(minuteOf(d));
    case "ss":
      return twoDigits(secondOf(d));
    default:
      return hourOf(d) < 12 ? "AM" : "PM";
  }
}

/**
 * The date that a text says, or null when it says none. Without a pattern: `YYYY-MM-DD`.
 *
 * The whole text must fit. Tokens of two or four letters take exactly as many digits, single ones
 * one or two; names are English, in any case. `YY` means 1969 to 2068 (as POSIX does). A month or
 * day that the pattern lacks is the first; a pattern must have a year. A weekday must be the right
 * one; a time of day must be one, and is dropped. What the pattern says twice must agree.
 */
export function parseDate(text: string, pattern = "YYYY-MM-DD"): string | null {
  checkTextLength(pattern.length);
  if (text.length > 2 * pattern.length + 100) return null;
  const found = readPattern(text, pattern);
  if (found === null) return null;
  const { year, month = 1, day = 1, weekday } = found;
  if (year === undefined || !isCivil(year, month, day)) return null;
  const date = civilText(year, month, day);
  return weekday === undefined || weekday === weekdayIndex(date) ? date : null;
}

/** What a text says of a date; `weekday` 0 is Monday. */
interface Found {
  year?: number;
  month?: number;
  day?: number;
  weekday?: number;
  /** Only checked. */
  time?: number;
}

function readPattern(text: string, pattern: string): Found | null {
  const found: Found = {};
  let at = 0;
  let done = 0;
  for (const match of pattern.matchAll(TOKEN)) {
    const literal = pattern.slice(done, match.index);
    if (!text.startsWith(literal, at)) return null;
    at += literal.length;
    done = match.index + match[0].length;
    const used = readToken(text, at, match[0], found);
    if (used === 0) return null;
    at += used;
  }
  return text.slice(at) === pattern.slice(done) ? found : null;
}

/** Reads one token at that offset into `found`; returns the characters it took, 0 when it does not fit. */
function readToken(text: string, at: number, token: string, found: Found): number {
  switch (token) {
    case "YYYY":
      return readNumber(text, at, 4, 4, 1, 9999, "year", found);
    case "YY":
      return readShortYear(text, at, found);
    case "MMMM":
      return readName(text, at, MONTH_NAMES, 9, "month", 1, found);
    case "MMM":
      return readName(text, at, MONTH_NAMES, 3, "month", 1, found);
    case "MM":
      return readNumber(text, at, 2, 2, 1, 12, "month", found);
    case "M":
      return readNumber(text, at, 1, 2, 1, 12, "month", found);
    case "DD":
      return readNumber(text, at, 2, 2, 1, 31, "day", found);
    case "D":
      return readNumber(text, at, 1, 2, 1, 31, "day", found);
    case "dddd":
      return readName(text, at, WEEKDAY_NAMES, 9, "weekday", 0, found);
    case "ddd":
      return readName(text, at, WEEKDAY_NAMES, 3, "weekday", 0, found);
    case "HH":
      return readNumber(text, at, 2, 2, 0, 23, "time", found);
    case "H":
      return readNumber(text, at, 1, 2, 0, 23, "time", found);
    case "hh":
      return readNumber(text, at, 2, 2, 1, 12, "time", found);
    case "h":
      return readNumber(text, at, 1, 2, 1, 12, "time", found);
    case "A":
      return /^[AP]M$/i.test(text.slice(at, at + 2)) ? 2 : 0;
    default:
      return readNumber(text, at, 2, 2, 0, 59, "time", found);
  }
}

/** Stores a part unless the text has said something else before. */
function agree(found: Found, part: keyof Found, value: number): boolean {
  if (part === "time") return true;
  const before = found[part];
  if (before === undefined) found[part] = value;
  return before === undefined || before === value;
}

function readNumber(
  text: string,
  at: number,
  fewest: number,
  most: number,
  low: number,
  high: number,
  part: keyof Found,
  found: Found,
): number {
  let used = 0;
  let value = 0;
  while (used < most) {
    const digit = text.charCodeAt(at + used) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    value = value * 10 + digit;
    used += 1;
  }
  if (used < fewest || value < low || value > high) return 0;
  return agree(found, part, value) ? used : 0;
}

function readShortYear(text: string, at: number, found: Found): number {
  const two: Found = {};
  const used = readNumber(text, at, 2, 2, 0, 99, "year", two);
  if (used === 0 || two.year === undefined) return 0;
  return agree(found, "year", two.year + (two.year < 69 ? 2000 : 1900)) ? used : 0;
}

/** Reads the longest name (cut to `length` letters) that stands at that offset, in any case. */
function readName(
  text: string,
  at: number,
  names: readonly string[],
  length: number,
  part: keyof Found,
  base: number,
  found: Found,
): number {
  const here = text.slice(at, at + 9).toLowerCase();
  const index = names.findIndex((name) => here.startsWith(name.slice(0, length).toLowerCase()));
  if (index < 0 || !agree(found, part, index + base)) return 0;
  return Math.min(length, names[index]?.length ?? 0);
}

/** `YYYY-MM-DDTHH:MM:SS` (a space for the `T`, and no seconds, are understood), or null. No zones. */
export function parseDatetime(text: string): string | null {
  if (text.length > 19) return null;
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?$/.exec(text);
  if (match === null) return null;
  const date = parseDate(match[1] ?? "");
  const time = `${match[2]}${match[3] ?? ":00"}`;
  return date !== null && /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time) ? `${date}T${time}` : null;
}
