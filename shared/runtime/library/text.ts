/** Text, by Unicode and without locales. */
import { normalizeText } from "../../schema/index.js";
import { boundedText, checkListLength } from "./limits.js";

/**
 * The text as it is compared: decomposed (NFKD), combining marks dropped, lower case, everything
 * but letters and digits turned into single spaces, trimmed. `"  Café-Crème! "` is `"cafe creme"`.
 */
export function normalize(text: string): string {
  return boundedText(normalizeText(text));
}

/** The parts between white space, as they are written. */
export function words(text: string): string[] {
  const trimmed = text.trim();
  if (trimmed === "") return [];
  const parts = trimmed.split(/\s+/u);
  checkListLength(parts.length);
  return parts;
}

/** The first letter in upper case, the rest as it is. */
export function capitalize(text: string): string {
  const first = text.codePointAt(0);
  if (first === undefined) return text;
  const letter = String.fromCodePoint(first);
  return boundedText(letter.toUpperCase() + text.slice(letter.length));
}

/** Each word with its first letter in upper case and the rest in lower case; spacing stays. */
export function titleCase(text: string): string {
  return boundedText(text.toLowerCase().replace(/\S+/gu, capitalize));
}

/** The one of the values that is written exactly so, or null. */
export function parseEnum<Value extends string>(
  text: string,
  values: readonly Value[],
): Value | null {
  return values.find((value) => value === text) ?? null;
}

/** A number, bool, date, enum value or id as text: what a template literal prints. */
export function text(x: string | number | boolean): string {
  return String(x);
}
