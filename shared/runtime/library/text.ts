/** Text, by Unicode and without locales. */
import { boundedText, checkListLength } from "./limits.js";

const MARKS = /\p{M}+/gu;
const OTHER_THAN_WORDS = /[^\p{L}\p{N}]+/gu;
const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
const OTHER_THAN_ASCII_WORDS = /[^a-z0-9]+/g;
const ASCII = /^[ -~]*$/;

/**
 * The text as it is compared: decomposed (NFKD), combining marks dropped, lower case, everything
 * but letters and digits turned into single spaces, trimmed. `"  Café-Crème! "` is `"cafe creme"`.
 */
export function normalize(text: string): string {
  if (PLAIN.test(text)) return text;
  if (ASCII.test(text)) return text.toLowerCase().replace(OTHER_THAN_ASCII_WORDS, " ").trim();
  return boundedText(
    text
      .normalize("NFKD")
      .toLowerCase()
      // Lower case can bring decomposable letters and marks of its own.
      .normalize("NFKD")
      .replace(MARKS, "")
      // Only the place in the word tells the two small sigmas apart.
      .replaceAll("ς", "σ")
      .replace(OTHER_THAN_WORDS, " ")
      .trim(),
  );
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
