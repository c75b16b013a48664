/** Durations in whole minutes. */
import { round } from "./rounding.js";

const ISO =
  /^(-?)P(?:(\d+(?:[.,]\d+)?)W)?(?:(\d+(?:[.,]\d+)?)D)?(?:T(?=\d)(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/;
const PLAIN = /^(-?)(?:(\d+) h(?: (\d+) min)?|(\d+) min)$/;

/**
 * The whole minutes of an ISO 8601 duration of weeks, days (of 24 hours), hours, minutes and
 * seconds (`"PT1H30M"`), or of what `formatDuration` writes. Null for anything else: years and
 * months have no fixed length, and parts of a minute are not whole.
 */
export function parseDuration(text: string): number | null {
  if (text.length > 100) return null;
  const iso = ISO.exec(text);
  if (iso !== null) {
    const [, sign, weeks, days, hours, minutes, seconds] = iso;
    if ((weeks ?? days ?? hours ?? minutes ?? seconds) === undefined) return null;
    const total =
      amount(weeks) * 10_080 +
      amount(days) * 1440 +
      amount(hours) * 60 +
      amount(minutes) +
      amount(seconds) / 60;
    return wholeMinutes(total, sign);
  }
  const plain = PLAIN.exec(text);
  if (plain === null) return null;
  const [, sign, hours, rest, minutes] = plain;
  return wholeMinutes(amount(hours) * 60 + amount(rest ?? minutes), sign);
}

function amount(digits: string | undefined): number {
  return digits === undefined ? 0 : Number(digits.replace(",", "."));
}

function wholeMinutes(total: number, sign: string | undefined): number | null {
  // A tenth of an hour is six minutes, although 0.1 * 60 in doubles may miss it by a hair.
  const minutes = round(total, 6);
  if (!Number.isSafeInteger(minutes)) return null;
  return sign === "-" ? 0 - minutes : minutes;
}

/** `"1 h 30 min"`, `"2 h"`, `"45 min"`, `"0 min"`; negative with a leading `-`. */
export function formatDuration(minutes: number): string {
  if (!Number.isFinite(minutes)) return String(minutes);
  const total = round(Math.abs(minutes));
  const hours = Math.floor(total / 60);
  const rest = total - hours * 60;
  const sign = minutes < 0 && total > 0 ? "-" : "";
  if (hours === 0) return `${sign}${rest} min`;
  return rest === 0 ? `${sign}${hours} h` : `${sign}${hours} h ${rest} min`;
}
