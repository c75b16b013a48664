import type { KeyTransform } from "./types.js";

const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
const ASCII = /^[ -~]*$/;
const OTHER_THAN_ASCII_WORDS = /[^a-z0-9]+/g;
const MARKS = /\p{M}+/gu;
const OTHER_THAN_WORDS = /[^\p{L}\p{N}]+/gu;

/**
 * Text without what does not matter when people compare it: decomposed (NFKD), combining marks
 * dropped, lower case, everything but letters and digits one space, trimmed. Applying it twice
 * changes nothing. Compare policies, lookup keys and `normalize` of the function library are this.
 */
export function normalizeText(text: string): string {
  if (PLAIN.test(text)) return text;
  if (ASCII.test(text)) return text.toLowerCase().replace(OTHER_THAN_ASCII_WORDS, " ").trim();
  return (
    text
      .normalize("NFKD")
      .toLowerCase()
      // Lower case can bring decomposable letters and marks of its own.
      .normalize("NFKD")
      .replace(MARKS, "")
      // Only the place in the word tells the two small sigmas apart.
      .replaceAll("\u03c2", "\u03c3")
      .replace(OTHER_THAN_WORDS, " ")
      .trim()
  );
}

/** The lookup key of a stored text. */
export function transformKey(text: string, transform: KeyTransform): string {
  if (transform === "exact") return text;
  return transform === "lower" ? text.toLowerCase() : normalizeText(text);
}
