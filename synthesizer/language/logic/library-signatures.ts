/**
 * The signatures of everything that logic can call: the library, the builtin functions of seeds and
 * rules, and the methods of text and lists. Data, so that documents and implementations can be
 * compared with it.
 */
import type { Type } from "../ir.js";
import { BOOL, DATE, DATETIME, INT, MONEY, NUMBER, record, STRING, WEEKDAY } from "./types.js";

/** What a type variable may stand for. */
export type VariableClass =
  | "any"
  | "number"
  /** A date or a datetime. */
  | "day"
  /** What has an order: numbers, text, dates, datetimes. */
  | "ordered"
  /** What can be sorted and grouped by: all that is ordered, enums, ids, bools; may be null. */
  | "key"
  /** What can be written as text: numbers, text, bools, dates, enums, ids. */
  | "printable"
  /** Compared by value: anything but records. */
  | "value";

/** A type with variables. */
export type Pattern =
  | { readonly p: "type"; readonly type: Type }
  | { readonly p: "var"; readonly name: string; readonly of: VariableClass }
  /** The type of a sum of such numbers: decimals become plain numbers. */
  | { readonly p: "total"; readonly of: string }
  | { readonly p: "list"; readonly of: Pattern }
  | { readonly p: "map"; readonly key: Pattern; readonly value: Pattern }
  | { readonly p: "nullable"; readonly of: Pattern }
  | { readonly p: "record"; readonly fields: readonly (readonly [string, Pattern])[] }
  /** An arrow function; `index`: it may take the element's position as well. */
  | {
      readonly p: "arrow";
      readonly params: readonly Pattern[];
      readonly result: Pattern;
      readonly index?: boolean;
    };

export interface Signature {
  readonly params: readonly Pattern[];
  /** How many of `params` must be given. */
  readonly least: number;
  /** Further arguments. */
  readonly rest?: Pattern;
  readonly result: Pattern;
}

export interface LibraryEntry {
  /** Where it can be called: everywhere, or in seeds or rules only. */
  readonly where: "all" | "seed" | "rule";
  readonly overloads: readonly Signature[];
}

const of = (type: Type): Pattern => ({ p: "type", type });
const variable = (name: string, kind: VariableClass): Pattern => ({ p: "var", name, of: kind });
const list = (element: Pattern): Pattern => ({ p: "list", of: element });
const map = (key: Pattern, value: Pattern): Pattern => ({ p: "map", key, value });
const maybe = (some: Pattern): Pattern => ({ p: "nullable", of: some });
const total = (name: string): Pattern => ({ p: "total", of: name });
const arrow = (params: readonly Pattern[], result: Pattern): Pattern => ({
  p: "arrow",
  params,
  result,
});
const each = (param: Pattern, result: Pattern): Pattern => ({
  p: "arrow",
  params: [param],
  result,
  index: true,
});
const sig = (
  params: readonly Pattern[],
  result: Pattern,
  least = params.length,
  rest?: Pattern,
): Signature => ({ params, least, result, ...(rest === undefined ? {} : { rest }) });

const text = of(STRING);
const int = of(INT);
const number = of(NUMBER);
const money = of(MONEY);
const bool = of(BOOL);
const date = of(DATE);
const datetime = of(DATETIME);
const D = variable("D", "day");
const E = variable("E", "day");
const N = variable("N", "number");
const O = variable("O", "ordered");
const K = variable("K", "key");
const P = variable("P", "printable");
const T = variable("T", "any");
const U = variable("U", "any");
const V = variable("V", "value");

const PLACE = record({
  street: STRING,
  city: STRING,
  region: STRING,
  postal_code: STRING,
  country: STRING,
});
const PERSON = record({
  first_name: STRING,
  last_name: STRING,
  name: STRING,
  email: STRING,
  phone: STRING,
  birth_date: DATE,
  place: PLACE,
});
const COMPANY = record({ name: STRING, domain: STRING, phone: STRING, place: PLACE });

const DATES: Readonly<Record<string, readonly Signature[]>> = {
  addDays: [sig([D, int], D)],
  addMonths: [sig([D, int], D)],
  addYears: [sig([D, int], D)],
  addMinutes: [sig([datetime, int], datetime)],
  addHours: [sig([datetime, number], datetime)],
  daysBetween: [sig([D, E], int)],
  monthsBetween: [sig([D, E], int)],
  yearsBetween: [sig([D, E], int)],
  minutesBetween: [sig([datetime, datetime], int)],
  hoursBetween: [sig([datetime, datetime], number)],
  dateOf: [sig([datetime], date)],
  timeOf: [sig([datetime], text)],
  atTime: [sig([date, text], maybe(datetime))],
  year: [sig([D], int)],
  month: [sig([D], int)],
  day: [sig([D], int)],
  hour: [sig([datetime], int)],
  minute: [sig([datetime], int)],
  dayOfWeek: [sig([D], of(WEEKDAY))],
  firstOfMonth: [sig([D], date)],
  lastOfMonth: [sig([D], date)],
  parseDate: [sig([text, text], maybe(date), 1)],
  parseDatetime: [sig([text], maybe(datetime))],
  formatDate: [sig([D, text], text)],
  parseDuration: [sig([text], maybe(int))],
  formatDuration: [sig([int], text)],
  overlaps: [sig([O, O, O, O], bool)],
};

const NUMBERS: Readonly<Record<string, readonly Signature[]>> = {
  round: [sig([number], int), sig([number, int], number)],
  roundHalfEven: [sig([number], int), sig([number, int], number)],
  roundBinary: [sig([number], int), sig([number, int], number)],
  floor: [sig([number], int)],
  ceil: [sig([number], int)],
  trunc: [sig([number], int)],
  abs: [sig([N], N)],
  min: [sig([list(O)], maybe(O)), sig([O, O], O, 2, O)],
  max: [sig([list(O)], maybe(O)), sig([O, O], O, 2, O)],
  clamp: [sig([O, O, O], O)],
  fixed: [sig([number, int], text)],
  formatMoney: [sig([money, text], text, 1)],
  toMoney: [sig([number], money)],
  fromMoney: [sig([money], number)],
  percentOf: [sig([money, number], money)],
  /** The checker lowers the name to the list of values, and says which enum results. */
  parseEnum: [sig([text, text], maybe(text))],
  parseNumber: [sig([text], maybe(number))],
  parseInteger: [sig([text], maybe(int))],
  calculate: [sig([text], maybe(number))],
};

const TEXT: Readonly<Record<string, readonly Signature[]>> = {
  normalize: [sig([text], text)],
  containsWords: [sig([text, text], bool)],
  words: [sig([text], list(text))],
  capitalize: [sig([text], text)],
  titleCase: [sig([text], text)],
  text: [sig([P], text)],
};

const LISTS: Readonly<Record<string, readonly Signature[]>> = {
  sum: [sig([list(N)], total("N")), sig([list(T), arrow([T], N)], total("N"))],
  avg: [sig([list(N)], maybe(number)), sig([list(T), arrow([T], number)], maybe(number))],
  minBy: [sig([list(T), arrow([T], K)], maybe(T))],
  maxBy: [sig([list(T), arrow([T], K)], maybe(T))],
  sortBy: [sig([list(T), arrow([T], K)], list(T))],
  sortByDescending: [sig([list(T), arrow([T], K)], list(T))],
  first: [sig([list(T)], maybe(T))],
  last: [sig([list(T)], maybe(T))],
  take: [sig([list(T), int], list(T))],
  count: [sig([list(T), arrow([T], bool)], int)],
  distinct: [sig([list(T)], list(T))],
  flatten: [sig([list(list(T))], list(T))],
  zip: [
    sig(
      [list(T), list(U)],
      list({
        p: "record",
        fields: [
          ["first", T],
          ["second", U],
        ],
      }),
    ),
  ],
  range: [sig([int], list(int)), sig([int, int], list(int))],
  groupBy: [
    sig(
      [list(T), arrow([T], K)],
      list({
        p: "record",
        fields: [
          ["key", K],
          ["items", list(T)],
        ],
      }),
    ),
  ],
  tally: [sig([list(P)], map(text, int))],
  without: [sig([list(V), V], list(V))],
  containsAll: [sig([list(V), list(V)], bool)],
  sameItems: [sig([list(V), list(V)], bool)],
  search: [sig([list(T), text, arrow([T], text)], list(T))],
  keys: [sig([map(U, T)], list(U))],
  values: [sig([map(U, T)], list(T))],
  entries: [
    sig(
      [map(U, T)],
      list({
        p: "record",
        fields: [
          ["key", U],
          ["value", T],
        ],
      }),
    ),
  ],
  has: [sig([map(U, T), U], bool)],
  size: [sig([map(U, T)], int)],
  equal: [sig([V, V], bool)],
};

const SEED: Readonly<Record<string, readonly Signature[]>> = {
  randomInt: [sig([int, int], int)],
  randomNumber: [sig([number, number, int], number)],
  chance: [sig([number], bool)],
  pick: [sig([list(T)], T)],
  pickSome: [sig([list(T), int], list(T))],
  weighted: [sig([map(U, number)], U)],
  shuffle: [sig([list(T)], list(T))],
  randomDate: [sig([D, E], date)],
  randomTime: [sig([D, E], datetime)],
  randomDigits: [sig([int], text)],
  person: [sig([int], of(PERSON))],
  company: [sig([int], of(COMPANY))],
  place: [sig([int], of(PLACE))],
};

const RULES: Readonly<Record<string, readonly Signature[]>> = {
  called: [sig([text], bool)],
  calledFor: [sig([text, T], bool)],
  refused: [sig([text], bool)],
  confirmed: [sig([], bool)],
  identified: [sig([], bool)],
};

function table(
  where: LibraryEntry["where"],
  functions: Readonly<Record<string, readonly Signature[]>>,
): [string, LibraryEntry][] {
  return Object.entries(functions).map(([name, overloads]) => [name, { where, overloads }]);
}

/** Every function of the library by name. */
export const LIBRARY_SIGNATURES: ReadonlyMap<string, LibraryEntry> = new Map([
  ...table("all", DATES),
  ...table("all", NUMBERS),
  ...table("all", TEXT),
  ...table("all", LISTS),
  ...table("seed", SEED),
  ...table("rule", RULES),
]);

/** Methods of text: the receiver is not among the parameters. */
export const TEXT_METHODS: ReadonlyMap<string, Signature> = new Map([
  ["toLowerCase", sig([], text)],
  ["toUpperCase", sig([], text)],
  ["trim", sig([], text)],
  ["split", sig([text], list(text))],
  ["includes", sig([text], bool)],
  ["startsWith", sig([text], bool)],
  ["endsWith", sig([text], bool)],
  ["indexOf", sig([text], int)],
  ["slice", sig([int, int], text, 1)],
  ["replaceAll", sig([text, text], text)],
  ["padStart", sig([int, text], text, 1)],
  ["padEnd", sig([int, text], text, 1)],
  ["repeat", sig([int], text)],
]);

/** Methods of lists of `T`: the receiver is not among the parameters. */
export const LIST_METHODS: ReadonlyMap<string, Signature> = new Map([
  ["filter", sig([each(T, bool)], list(T))],
  ["map", sig([each(T, U)], list(U))],
  ["flatMap", sig([each(T, list(U))], list(U))],
  ["find", sig([each(T, bool)], maybe(T))],
  ["findIndex", sig([each(T, bool)], int)],
  ["some", sig([each(T, bool)], bool)],
  ["every", sig([each(T, bool)], bool)],
  ["includes", sig([T], bool)],
  ["indexOf", sig([T], int)],
  ["slice", sig([int, int], list(T), 0)],
  ["concat", sig([list(T)], list(T), 1, list(T))],
  ["join", sig([text], text)],
  ["at", sig([int], maybe(T))],
  ["toReversed", sig([], list(T))],
]);
