import type { KeyTransform } from "./types.js";

const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
const ACCENTS = /[\u0300-\u036f]+/g;
const PUNCTUATION = /\p{P}+/gu;
const SPACES = /[\s\p{Z}\p{Cc}]+/gu;

/**
 * Text without what does not matter when people compare it: lower case, accents and punctuation
 * dropped, runs of white space one space, none at the ends. Applying it twice changes nothing.
 */
export function normalizeText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .normalize("NFKD")
    .toLowerCase()
    .normalize("NFKD")
    .replace(ACCENTS, "")
    .replace(PUNCTUATION, "")
    .replace(SPACES, " ")
    .trim()
    .normalize("NFC");
}

/** The lookup key of a stored text. */
export function transformKey(text: string, transform: KeyTransform): string {
  if (transform === "exact") return text;
  return transform === "lower" ? text.toLowerCase() : normalizeText(text);
}
