/** The library by name, for the interpreter. */
import { calculate } from "./calculate.js";
import { equal } from "./compare.js";
import * as dateText from "./date-text.js";
import * as dates from "./dates.js";
import * as duration from "./duration.js";
import * as lists from "./lists.js";
import * as maps from "./maps.js";
import * as money from "./money.js";
import * as numbers from "./numbers.js";
import * as rounding from "./rounding.js";
import * as search from "./search.js";
import * as text from "./text.js";

// biome-ignore lint/suspicious/noExplicitAny: the checker has matched the arguments with the function
export type LibraryFunction = (...args: any[]) => unknown;

/**
 * Every function that logic can name: all that these modules export. It has no prototype: a name
 * that is not its own is not there.
 */
export const LIBRARY: Readonly<Record<string, LibraryFunction>> = Object.freeze(
  Object.assign(Object.create(null) as Record<string, LibraryFunction>, {
    calculate,
    equal,
    ...dateText,
    ...dates,
    ...duration,
    ...lists,
    ...maps,
    ...money,
    ...numbers,
    ...rounding,
    ...search,
    ...text,
  }),
);
