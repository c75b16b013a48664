/** Search by words, in normalized text. */
import { normalize } from "./text.js";

/**
 * Whether every word of `words` occurs in `text` as a whole word, in any order, both normalized.
 * No words are always contained.
 */
export function containsWords(text: string, words: string): boolean {
  return containsAllOf(normalize(text), wordsOf(words));
}

/** The elements whose text contains every word of the query, in the order of the list. */
export function search<T>(
  list: readonly T[],
  query: string,
  textOf: (item: T) => string | null,
): T[] {
  const wanted = wordsOf(query);
  return list.filter((item) => containsAllOf(normalize(textOf(item) ?? ""), wanted));
}

/** The different words of a query, each between spaces. */
function wordsOf(query: string): readonly string[] {
  const normalized = normalize(query);
  if (normalized === "") return [];
  return [...new Set(normalized.split(" "))].map((word) => ` ${word} `);
}

function containsAllOf(normalized: string, wanted: readonly string[]): boolean {
  const padded = ` ${normalized} `;
  return wanted.every((word) => padded.includes(word));
}
