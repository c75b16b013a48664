/**
 * Rounding that is right. `round`, `roundHalfEven` and `fixed` work on the decimal number that one
 * reads (the shortest text that denotes the double): 1.005 to two digits is 1.01. `roundBinary`
 * works on the exact value of the double: 1.005 is a little less than it looks and gives 1.
 *
 * Each has a fast way that decides by doubles when the value is clearly not half-way, and an exact
 * one for the rest. Results are never -0. Infinity and NaN go through unchanged. `digits` is cut
 * to a whole number; negative digits round left of the point.
 */
import { clearlyScaled, decimalOf, POWERS, roundAt, scaledText, type Ties } from "./decimal.js";

/** Far enough beyond every double: the least one has 324 decimal places. */
const MOST_DIGITS = 400;

/** Half away from zero, on the decimal text. Without digits a whole number. */
export function round(x: number, digits = 0): number {
  return roundDecimal(x, digits, "away");
}

/** Half to even (banker's), on the decimal text: 2.675 to two digits is 2.68, 2.665 is 2.66. */
export function roundHalfEven(x: number, digits = 0): number {
  return roundDecimal(x, digits, "even");
}

/** As Python's `round(x, digits)`: the exact binary value, ties to even. */
export function roundBinary(x: number, digits = 0): number {
  if (!Number.isFinite(x)) return x;
  const places = wholeDigits(digits);
  if (places === 0) return roundWhole(x, "even");
  const scaled = clearlyScaled(x, places);
  if (scaled >= 0) return signed(x, scaled / (POWERS[places] ?? 1));
  return signed(x, finiteOr(x, Number(`${exactlyScaled(x, places)}e${-places}`)));
}

/** The number with exactly `digits` (0 to 100) decimals, rounded like `round`, without exponent. */
export function fixed(x: number, digits: number): string {
  if (!Number.isFinite(x)) return String(x);
  const places = Math.min(Math.max(wholeDigits(digits), 0), 100);
  const text = scaledText(x, places);
  const sign = x < 0 && text !== "0" ? "-" : "";
  if (places === 0) return sign + text;
  const padded = text.padStart(places + 1, "0");
  return `${sign}${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

function roundDecimal(x: number, digits: number, ties: Ties): number {
  if (!Number.isFinite(x)) return x;
  const places = wholeDigits(digits);
  if (places === 0) return roundWhole(x, ties);
  const scaled = clearlyScaled(x, places);
  if (scaled >= 0) return signed(x, scaled / (POWERS[places] ?? 1));
  return signed(x, finiteOr(x, Number(`${roundAt(decimalOf(x), places, ties)}e${-places}`)));
}

/** Exact for every double: `x - trunc(x)` has no error, and n + 0.5 is what its text says. */
function roundWhole(x: number, ties: Ties): number {
  const size = Math.abs(x);
  const whole = Math.floor(size);
  const rest = size - whole;
  const up = rest > 0.5 || (rest === 0.5 && (ties === "away" || whole % 2 === 1));
  return signed(x, up ? whole + 1 : whole);
}

const bits = new DataView(new ArrayBuffer(8));

/** The exact value of |x| times 10^places, rounded half to even to a whole number. */
function exactlyScaled(x: number, places: number): bigint {
  bits.setFloat64(0, Math.abs(x));
  const raw = bits.getBigUint64(0);
  const biased = Number(raw >> 52n);
  const fraction = raw & 0xf_ffff_ffff_ffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10_0000_0000_0000n;
  const power = (biased === 0 ? 1 : biased) - 1075;
  const ten = 10n ** BigInt(Math.abs(places));
  const two = 1n << BigInt(Math.abs(power));
  const numerator = mantissa * (places > 0 ? ten : 1n) * (power > 0 ? two : 1n);
  const denominator = (places < 0 ? ten : 1n) * (power < 0 ? two : 1n);
  const whole = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && (whole & 1n) === 1n);
  return up ? whole + 1n : whole;
}

function wholeDigits(digits: number): number {
  if (Number.isNaN(digits)) return 0;
  return Math.min(Math.max(Math.trunc(digits), -MOST_DIGITS), MOST_DIGITS);
}

/** Only rounding the very largest doubles up, left of the point, leaves the doubles: then nothing is rounded. */
function finiteOr(x: number, size: number): number {
  return Number.isFinite(size) ? size : Math.abs(x);
}

function signed(x: number, size: number): number {
  return x < 0 && size !== 0 ? -size : size;
}
