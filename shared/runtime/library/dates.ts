/**
 * Dates and datetimes as text: `YYYY-MM-DD` and `YYYY-MM-DDTHH:MM:SS`, without zones.
 *
 * Edges: results are clamped to the years 0001 to 9999 (a datetime keeps its time where days,
 * months or years are added); a count that is not whole is cut to whole units (NaN counts as 0). Where a datetime is expected, a date stands for its midnight.
 */
import {
  civilText,
  dateText,
  datetimeText,
  dayNumber,
  dayOf,
  daysInMonth,
  hourOf,
  minuteOf,
  monthOf,
  SECONDS_A_DAY,
  secondNumber,
  secondOfDay,
  weekdayIndex,
  yearOf,
} from "./civil.js";
import { WEEKDAYS, type Weekday } from "./date-names.js";

function whole(n: number): number {
  return Number.isNaN(n) ? 0 : Math.trunc(n);
}

/** The quotient cut to a whole number, never -0. */
function wholeQuotient(n: number, by: number): number {
  return Math.trunc(n / by) + 0;
}

function timePart(d: string): string {
  return d.length > 10 ? d.slice(10) : "";
}

/** `d` moved by whole days; a datetime keeps its time. */
export function addDays(d: string, n: number): string {
  return dateText(dayNumber(d) + whole(n)) + timePart(d);
}

/** `d` moved by whole months; the day is clamped to the last one of the month that is reached. */
export function addMonths(d: string, n: number): string {
  const months = yearOf(d) * 12 + monthOf(d) - 1 + whole(n);
  const year = Math.floor(months / 12);
  if (!(year >= 1)) return `0001-01-01${timePart(d)}`;
  if (year > 9999) return `9999-12-31${timePart(d)}`;
  const month = months - year * 12 + 1;
  const day = Math.min(dayOf(d), daysInMonth(year, month));
  return civilText(year, month, day) + timePart(d);
}

/** `d` moved by whole years; 29 February becomes 28 February where there is none. */
export function addYears(d: string, n: number): string {
  return addMonths(d, whole(n) * 12);
}

/** The datetime moved by minutes; parts of a minute count in whole seconds. */
export function addMinutes(datetime: string, n: number): string {
  return datetimeText(secondNumber(datetime) + wholeSeconds(n, 60));
}

/** The datetime moved by hours; parts of an hour count in whole seconds. */
export function addHours(datetime: string, n: number): string {
  return datetimeText(secondNumber(datetime) + wholeSeconds(n, 3600));
}

function wholeSeconds(n: number, unit: number): number {
  return Number.isNaN(n) ? 0 : Math.round(n * unit);
}

/** Whole days from `a` to `b`, cut towards zero; negative when `b` is earlier. */
export function daysBetween(a: string, b: string): number {
  if (a.length <= 10 && b.length <= 10) return dayNumber(b) - dayNumber(a);
  return wholeQuotient(secondNumber(b) - secondNumber(a), SECONDS_A_DAY);
}

/**
 * Whole months from `a` to `b`: the greatest n for which `addMonths(a, n)` is not after `b`; when
 * `b` is earlier, minus the months from `b` to `a`.
 */
export function monthsBetween(a: string, b: string): number {
  if (secondNumber(b) < secondNumber(a)) return 0 - monthsBetween(b, a);
  const year = yearOf(b);
  const month = monthOf(b);
  const months = (year - yearOf(a)) * 12 + month - monthOf(a);
  const reached = Math.min(dayOf(a), daysInMonth(year, month));
  const past = reached - dayOf(b) || secondOfDay(a) - secondOfDay(b);
  return past > 0 ? months - 1 : months;
}

/** Whole years from `a` to `b`, by the rule of `monthsBetween`: an age. */
export function yearsBetween(a: string, b: string): number {
  return wholeQuotient(monthsBetween(a, b), 12);
}

/** Whole minutes from `a` to `b`, cut towards zero. */
export function minutesBetween(a: string, b: string): number {
  return wholeQuotient(secondNumber(b) - secondNumber(a), 60);
}

/** Hours from `a` to `b`, with their fraction. */
export function hoursBetween(a: string, b: string): number {
  return (secondNumber(b) - secondNumber(a)) / 3600;
}

/** The date of a datetime. */
export function dateOf(datetime: string): string {
  return datetime.slice(0, 10);
}

/** The time of day, `"14:30"`. */
export function timeOf(datetime: string): string {
  return datetime.length > 10 ? datetime.slice(11, 16) : "00:00";
}

/** The datetime at `H:MM`, `HH:MM` or `HH:MM:SS` of that day; null if it is no time of day. */
export function atTime(date: string, time: string): string | null {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(time);
  if (match === null) return null;
  const hours = Number(match[1]);
  const minutes = Number(match[2]);
  const seconds = Number(match[3] ?? 0);
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  return datetimeText(dayNumber(date) * SECONDS_A_DAY + hours * 3600 + minutes * 60 + seconds);
}

export function year(d: string): number {
  return yearOf(d);
}

/** 1 to 12. */
export function month(d: string): number {
  return monthOf(d);
}

/** Day of the month, from 1. */
export function day(d: string): number {
  return dayOf(d);
}

/** 0 to 23. */
export function hour(datetime: string): number {
  return hourOf(datetime);
}

/** 0 to 59. */
export function minute(datetime: string): number {
  return minuteOf(datetime);
}

/** `"monday"` to `"sunday"`. */
export function dayOfWeek(d: string): Weekday {
  return WEEKDAYS[weekdayIndex(d)] ?? "monday";
}

/** The first day of the month of `d`: a date. */
export function firstOfMonth(d: string): string {
  return `${d.slice(0, 8)}01`;
}

/** The last day of the month of `d`: a date. */
export function lastOfMonth(d: string): string {
  return d.slice(0, 8) + daysInMonth(yearOf(d), monthOf(d));
}

/**
 * Whether two half-open intervals `[start, end)` have a moment in common. An empty interval has
 * none with any.
 */
export function overlaps<T extends string | number>(
  startA: T,
  endA: T,
  startB: T,
  endB: T,
): boolean {
  const start = startA < startB ? startB : startA;
  const end = endA < endB ? endA : endB;
  return start < end;
}
