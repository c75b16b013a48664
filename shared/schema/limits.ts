/** Sizes that every value from outside is held to, unless its type is narrower. */
export const LIMITS = {
  /** UTF-16 units of a `string`. */
  string: 1_000,
  /** UTF-16 units of a `text` and of a `message`. */
  text: 20_000,
  /** UTF-16 units of an id or ref. */
  id: 200,
  /** Elements of a list, entries of a map, parts of a message. */
  list: 10_000,
} as const;
