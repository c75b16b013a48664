/** The size limits of values in logic. Reaching past one refuses the call (`limit_exceeded`). */
import { ToolRefusal } from "../../errors/index.js";

/** UTF-16 code units that a text may hold. */
export const MAX_TEXT_LENGTH = 100_000;
/** Elements that a list may hold. */
export const MAX_LIST_LENGTH = 10_000;

/** Refuses when a text of `length` code units would be too long. */
export function checkTextLength(length: number): void {
  if (length > MAX_TEXT_LENGTH) {
    throw new ToolRefusal("limit_exceeded", "A text becomes too long.");
  }
}

/** Refuses when a list of `length` elements would be too long. */
export function checkListLength(length: number): void {
  if (length > MAX_LIST_LENGTH) {
    throw new ToolRefusal("limit_exceeded", "A list becomes too long.");
  }
}

/** Hands the text through unless it is too long. */
export function boundedText(text: string): string {
  checkTextLength(text.length);
  return text;
}
