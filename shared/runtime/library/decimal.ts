/** Numbers as the decimals that one reads, and their rounding at a place. */

/** What happens half-way: away from zero, or to the even digit. */
export type Ties = "away" | "even";

/** Powers of ten that doubles hold exactly. */
export const POWERS: readonly number[] = Array.from({ length: 23 }, (_, n) => Number(`1e${n}`));

/** Nothing is decided by doubles above this size... */
export const FAST_SIZE = 2 ** 40;
/** ...or this close to half-way: the error is at most 2^40 * 2^-51. */
export const FAST_MARGIN = 2 ** -10;

/** A decimal number without its sign: `digits` * 10^`exponent`. */
export interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

/** The shortest decimal that denotes |x|; x is finite. */
export function decimalOf(x: number): Decimal {
  const text = String(Math.abs(x));
  const e = text.indexOf("e");
  const mantissa = e < 0 ? text : text.slice(0, e);
  const exponent = e < 0 ? 0 : Number(text.slice(e + 1));
  const point = mantissa.indexOf(".");
  if (point < 0) return { digits: mantissa, exponent };
  const digits = (mantissa.slice(0, point) + mantissa.slice(point + 1)).replace(/^0+(?=\d)/, "");
  return { digits, exponent: exponent - (mantissa.length - point - 1) };
}

/** The decimal times 10^places, rounded to a whole number, as digits without leading zeros. */
export function roundAt({ digits, exponent }: Decimal, places: number, ties: Ties): string {
  const shift = exponent + places;
  if (shift >= 0) return digits === "0" ? "0" : digits + "0".repeat(shift);
  const keep = digits.length + shift;
  if (keep < 0) return "0";
  const kept = digits.slice(0, keep) || "0";
  return roundsUp(kept, digits.slice(keep), ties) ? String(BigInt(kept) + 1n) : kept;
}

/** `dropped` starts right behind the last digit that is kept. */
function roundsUp(kept: string, dropped: string, ties: Ties): boolean {
  if (dropped < "5") return false;
  if (ties === "away" || /[1-9]/.test(dropped.slice(1)) || dropped >= "6") return true;
  return (kept.charCodeAt(kept.length - 1) & 1) === 1;
}

/** The decimal digits of |x| * 10^places, rounded half away from zero to a whole number. */
export function scaledText(x: number, places: number): string {
  const scaled = clearlyScaled(x, places);
  return scaled >= 0 ? String(scaled) : roundAt(decimalOf(x), places, "away");
}

/** |x| * 10^places as a whole number where doubles decide it beyond doubt; otherwise -1. */
export function clearlyScaled(x: number, places: number): number {
  const power = places >= 0 ? POWERS[places] : undefined;
  if (power === undefined) return -1;
  const scaled = Math.abs(x) * power;
  if (!(scaled < FAST_SIZE)) return -1;
  const whole = Math.floor(scaled);
  const beyond = scaled - whole - 0.5;
  if (beyond > FAST_MARGIN) return whole + 1;
  return beyond < -FAST_MARGIN ? whole : -1;
}
