/** Money in whole minor units (cents). Nothing here accumulates an error of doubles. */
import { decimalOf, FAST_MARGIN, FAST_SIZE, roundAt, scaledText } from "./decimal.js";
import { fixed } from "./rounding.js";

/**
 * Cents as units with two decimals: `"1299.00"`; with a symbol also grouped by thousands:
 * `"$1,299.00"`, `"-$0.50"`.
 */
export function formatMoney(m: number, symbol?: string): string {
  if (!Number.isFinite(m)) return String(m);
  const whole = fixed(m, 0);
  const negative = whole.startsWith("-");
  const digits = (negative ? whole.slice(1) : whole).padStart(3, "0");
  const units = digits.slice(0, -2);
  const cents = digits.slice(-2);
  const sign = negative ? "-" : "";
  if (symbol === undefined) return `${sign}${units}.${cents}`;
  return `${sign}${symbol}${units.replace(/\B(?=(?:\d{3})+$)/g, ",")}.${cents}`;
}

/** Units to cents, rounded decimal-correctly half away from zero: 1.005 is 101. */
export function toMoney(x: number): number {
  if (!Number.isFinite(x)) return x;
  const cents = Number(scaledText(x, 2));
  return x < 0 && cents !== 0 ? -cents : cents;
}

/** Cents to units: 1299 is 12.99. */
export function fromMoney(m: number): number {
  return m / 100 + 0;
}

/** So many percent of an amount, exactly, then rounded half away from zero to whole cents. */
export function percentOf(m: number, percent: number): number {
  const product = m * percent;
  if (!Number.isFinite(product)) return product;
  const cents = percentSize(m, percent, Math.abs(product) / 100);
  return m < 0 !== percent < 0 && cents !== 0 ? -cents : cents;
}

function percentSize(m: number, percent: number, about: number): number {
  const whole = Math.floor(about);
  const beyond = about - whole - 0.5;
  if (about < FAST_SIZE && Math.abs(beyond) > FAST_MARGIN) return beyond > 0 ? whole + 1 : whole;
  const a = decimalOf(m);
  const b = decimalOf(percent);
  const digits = String(BigInt(a.digits) * BigInt(b.digits));
  return Number(roundAt({ digits, exponent: a.exponent + b.exponent - 2 }, 0, "away"));
}
