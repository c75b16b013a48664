/** Dates and datetimes as text, checked with whole numbers alone. */

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATETIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Days of a month (1 to 12) of the proleptic Gregorian calendar; 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2 && leap) return 29;
  return MONTH_LENGTHS[month - 1] ?? 0;
}

/** Whether `text` is `YYYY-MM-DD` and a real day of the years 0001 to 9999. */
export function isDate(text: string): boolean {
  return DATE.test(text) && isDay(text);
}

/** Whether `text` is `YYYY-MM-DDTHH:MM:SS`, a real day and a time from 00:00:00 to 23:59:59. */
export function isDatetime(text: string): boolean {
  return (
    DATETIME.test(text) &&
    isDay(text) &&
    Number(text.slice(11, 13)) < 24 &&
    Number(text.slice(14, 16)) < 60 &&
    Number(text.slice(17, 19)) < 60
  );
}

function isDay(text: string): boolean {
  const year = Number(text.slice(0, 4));
  const day = Number(text.slice(8, 10));
  return year >= 1 && day >= 1 && day <= daysInMonth(year, Number(text.slice(5, 7)));
}
