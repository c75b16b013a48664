/**
 * The function library of the domain language, named as in docs/language.md, "Functions of the
 * library"; and, from operators.ts, what operators and methods become, which logic cannot name. All
 * functions are pure, total and bounded: they throw nothing but the refusal `limit_exceeded`.
 */
export { calculate } from "./calculate.js";
export { equal } from "./compare.js";
export type { Weekday } from "./date-names.js";
export { formatDate, parseDate, parseDatetime } from "./date-text.js";
export {
  addDays,
  addHours,
  addMinutes,
  addMonths,
  addYears,
  atTime,
  dateOf,
  day,
  dayOfWeek,
  daysBetween,
  firstOfMonth,
  hour,
  hoursBetween,
  lastOfMonth,
  minute,
  minutesBetween,
  month,
  monthsBetween,
  overlaps,
  timeOf,
  year,
  yearsBetween,
} from "./dates.js";
export { formatDuration, parseDuration } from "./duration.js";
export {
  avg,
  containsAll,
  count,
  distinct,
  first,
  flatten,
  groupBy,
  last,
  maxBy,
  minBy,
  range,
  sameItems,
  sortBy,
  sortByDescending,
  sum,
  take,
  tally,
  without,
  zip,
} from "./lists.js";
export { entries, has, keys, size, values } from "./maps.js";
export { formatMoney, fromMoney, percentOf, toMoney } from "./money.js";
export { abs, ceil, clamp, floor, max, min, parseInteger, parseNumber, trunc } from "./numbers.js";
export {
  at,
  copy,
  divide,
  drop,
  item,
  join,
  lookup,
  orNull,
  padEnd,
  padStart,
  put,
  remainder,
  repeat,
  replaceAll,
  split,
} from "./operators.js";
export { fixed, round, roundBinary, roundHalfEven } from "./rounding.js";
export { containsWords, search } from "./search.js";
export { LIBRARY, type LibraryFunction } from "./table.js";
export { capitalize, normalize, parseEnum, text, titleCase, words } from "./text.js";
