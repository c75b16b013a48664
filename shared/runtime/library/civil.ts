/**
 * Dates as integers: day numbers, seconds, and the text forms `YYYY-MM-DD` and
 * `YYYY-MM-DDTHH:MM:SS` of the proleptic Gregorian calendar, years 0001 to 9999, without zones.
 *
 * Source of the algorithms: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
 * `days_from_civil` and `civil_from_days` (https://howardhinnant.github.io/date_algorithms.html).
 *
 * Callers hold valid dates (the checker and the validators see to it). For any other text the
 * functions still return some date and never throw.
 */

export const SECONDS_A_DAY = 86_400;

/** Day number of 0001-01-01; 1970-01-01 is 0. */
const FIRST_DAY = -719_162;
/** Day number of 9999-12-31. */
const LAST_DAY = 2_932_896;

const TWO_DIGITS = Array.from({ length: 100 }, (_, n) => (n < 10 ? `0${n}` : `${n}`));

/** `0 <= n <= 99` as two digits. */
export function twoDigits(n: number): string {
  return TWO_DIGITS[n] ?? "00";
}

/** `0 <= n <= 9999` as four digits. */
export function fourDigits(n: number): string {
  return twoDigits(Math.floor(n / 100)) + twoDigits(n % 100);
}

/** The number written in two digits at that offset; 0 where the text has no digits. */
function twoAt(text: string, at: number): number {
  return (text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528) | 0;
}

export function yearOf(d: string): number {
  return twoAt(d, 0) * 100 + twoAt(d, 2);
}
export function monthOf(d: string): number {
  return twoAt(d, 5);
}
export function dayOf(d: string): number {
  return twoAt(d, 8);
}
export function hourOf(d: string): number {
  return twoAt(d, 11);
}
export function minuteOf(d: string): number {
  return twoAt(d, 14);
}
export function secondOf(d: string): number {
  return twoAt(d, 17);
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days of a month, `1 <= month <= 12`. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whether the numbers name a day of the calendar. */
export function isCivil(year: number, month: number, day: number): boolean {
  return (
    year >= 1 &&
    year <= 9999 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month)
  );
}

/** Days since 1970-01-01 (`days_from_civil`). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date of a day number (`civil_from_days`); numbers outside the calendar are clamped. */
export function dateText(days: number): string {
  // Written so that NaN, too, ends up inside the calendar.
  const clamped = days >= FIRST_DAY ? (days <= LAST_DAY ? days : LAST_DAY) : FIRST_DAY;
  const z = clamped + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return civilText(year, month, day);
}

/** The text of a date whose numbers are known to be right. */
export function civilText(year: number, month: number, day: number): string {
  return `${fourDigits(year)}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** The day number of a date or datetime. */
export function dayNumber(d: string): number {
  return daysFromCivil(yearOf(d), monthOf(d), dayOf(d));
}

/** The day of the week; 0 is Monday. 1970-01-01 was a Thursday. */
export function weekdayIndex(d: string): number {
  return (((dayNumber(d) + 3) % 7) + 7) % 7;
}

/** Seconds since midnight; a date stands for its midnight. */
export function secondOfDay(d: string): number {
  return d.length > 10 ? hourOf(d) * 3600 + minuteOf(d) * 60 + secondOf(d) : 0;
}

/** Seconds since 1970-01-01T00:00:00. */
export function secondNumber(d: string): number {
  return dayNumber(d) * SECONDS_A_DAY + secondOfDay(d);
}

/** The datetime of a number of seconds; clamped to 0001-01-01T00:00:00 and 9999-12-31T23:59:59. */
export function datetimeText(seconds: number): string {
  const days = Math.floor(seconds / SECONDS_A_DAY);
  if (!(days >= FIRST_DAY)) return `${dateText(FIRST_DAY)}T00:00:00`;
  if (days > LAST_DAY) return `${dateText(LAST_DAY)}T23:59:59`;
  const rest = seconds - days * SECONDS_A_DAY;
  return `${dateText(days)}T${timeText(rest)}`;
}

/** `HH:MM:SS` of the seconds since midnight. */
export function timeText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
}
