/** What to write instead: for constructs outside of the subset and for names of other places. */

/** By type of syntax node: what there is instead. */
export const CONSTRUCT_HINTS: Readonly<Record<string, string>> = {
  ArrowFunctionExpression:
    "Arrow functions are allowed as arguments only; name logic in `functions:`.",
  AwaitExpression: "There is no `await`: every call is immediate; leave it out.",
  BlockStatement: "A block stands only after `if`, `else` and `for`.",
  ClassDeclaration: "There are no classes; declare shapes in `types:`.",
  ClassExpression: "There are no classes; declare shapes in `types:`.",
  DebuggerStatement: "There is no `debugger`; leave it out.",
  DoWhileStatement: "There are no `while` loops; write `for (const x of list)` or `range(n)`.",
  ForInStatement: "There is no `for ... in`; write `for (const key of keys(map))`.",
  ForStatement: "There are no counting loops; write `for (const i of range(n))`.",
  FunctionDeclaration: "Functions are declared in `functions:`.",
  FunctionExpression: "Write an arrow function `x => expression`.",
  ImportExpression: "There are no imports; everything that exists can be named as it is.",
  LabeledStatement: "There are no labels; `break` and `continue` are for the innermost loop.",
  MetaProperty: "There is no `import.meta` or `new.target`.",
  NewExpression:
    "There is no `new`; records are made by `create(Entity, { ... })`, dates by the library.",
  SequenceExpression: "Write one expression; there is no comma operator.",
  Super: "There are no classes.",
  SwitchStatement: "There is no `switch`; write `if` / `else if`, or look up a constant table.",
  TaggedTemplateExpression: "Templates have no tags; write the template alone.",
  ThisExpression: "There is no `this`; records and parameters are named.",
  ThrowStatement: 'There is no `throw`; write `fail("code", message)`.',
  TryStatement: "There is no `try`; nothing throws, and what may be missing is null.",
  UpdateExpression: "There is no `++` or `--`; write `x += 1` or `x -= 1`.",
  WhileStatement: "There are no `while` loops; write `for (const x of list)` or `range(n)`.",
  WithStatement: "There is no `with`.",
  YieldExpression: "There is no `yield`; build a list.",
};

export const OPERATOR_HINTS: Readonly<Record<string, string>> = {
  "==": "write `===`",
  "!=": "write `!==`",
  "**": "multiply",
  in: "write `has(map, key)` or `list.includes(x)`",
  instanceof: "test the tag of a union",
  typeof: "types are known; test a union by its tag",
  void: "leave it out",
  "+": "write `parseNumber(text)`",
  "~": "there are no operations on bits",
  "&": "there are no operations on bits; write `&&`",
  "|": "there are no operations on bits; write `||`",
  "^": "there are no operations on bits; write `!==`",
  "<<": "there are no operations on bits",
  ">>": "there are no operations on bits; write `floor(x / 2)`",
  ">>>": "there are no operations on bits",
};

/** `Global.member` to what there is instead. */
const GLOBAL_MEMBERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Math: {
    max: "max(a, b)",
    min: "min(a, b)",
    abs: "abs(x)",
    round: "round(x)",
    floor: "floor(x)",
    ceil: "ceil(x)",
    trunc: "trunc(x)",
    random: "randomInt(low, high)` or `chance(p)` (in `seed`)`",
  },
  Object: {
    keys: "keys(map)",
    values: "values(map)",
    entries: "entries(map)",
    assign: "{ ...a, ...b }",
    hasOwn: "has(map, key)",
  },
  Array: { from: "range(n)", isArray: "nothing: types are known", of: "[a, b]" },
  Date: { now: "now", parse: "parseDatetime(text)" },
  Number: {
    parseFloat: "parseNumber(text)",
    parseInt: "parseInteger(text)",
    isInteger: "parseInteger(text)",
  },
  JSON: { stringify: "equal(a, b)` to compare, or a template to print`" },
  String: { raw: "a template" },
};

const GLOBALS: Readonly<Record<string, string>> = {
  Math: "the library has `max`, `min`, `abs`, `round`, `floor`, `ceil` and `trunc`",
  Object: "the library has `keys`, `values`, `entries` and `has`",
  Array: "write a list literal or `range(n)`",
  Date: "the clock is `now` and `today`; the library has `addDays`, `daysBetween`, `parseDate`",
  Number: "write `parseNumber(text)`",
  JSON: "compare by `equal(a, b)`, print by a template",
  String: "write `text(x)` or a template",
  Boolean: "conditions are booleans; test `x !== null`",
  Set: "write `distinct(list)`",
  Map: "write `{}` and `map[key] = value`",
  Promise: "every call is immediate",
  RegExp:
    "there are no regular expressions; use `includes`, `split`, `startsWith`, `containsWords`",
  Intl: "nothing depends on a locale; use `formatDate` and `formatMoney`",
  Infinity: "numbers are finite",
  NaN: "numbers are finite; what may be missing is null",
  undefined: "a missing value is `null`",
  console: "leave it out: tools print nothing",
  process: "there is nothing outside of the state",
  globalThis: "there are no globals",
  window: "there are no globals",
  require: 'write `require(condition, "code", message)`',
  fetch: "there is nothing outside of the state",
  crypto: "ids are drawn by `create`",
  self: "there are no globals",
  arguments: "parameters have names",
  eval: "there is none",
  Error: 'write `fail("code", message)`',
  Symbol: "there are no symbols",
  BigInt: "numbers are plain",
};

/** Functions of other languages and of JavaScript, as they are called. */
const CALLS: Readonly<Record<string, string>> = {
  lower: "text.toLowerCase()",
  upper: "text.toUpperCase()",
  strip: "text.trim()",
  trim: "text.trim()",
  len: "list.length",
  length: "list.length",
  parseInt: "parseInteger(text)",
  parseFloat: "parseNumber(text)",
  int: "parseInteger(text)` or `trunc(x)`",
  float: "parseNumber(text)",
  str: "text(x)",
  String: "text(x)",
  toString: "text(x)",
  Number: "parseNumber(text)",
  Boolean: "x !== null",
  Date: "now",
  isNaN: "x === null",
  isFinite: "x !== null",
  filter: "list.filter(x => ...)",
  map: "list.map(x => ...)",
  find: "list.find(x => ...)",
  some: "list.some(x => ...)",
  every: "list.every(x => ...)",
  any: "list.some(x => ...)",
  all: "list.every(x => ...)",
  includes: "list.includes(x)",
  contains: "list.includes(x)",
  concat: "[...a, ...b]",
  join: "list.join(separator)",
  split: "text.split(separator)",
  replace: "text.replaceAll(from, to)",
  sort: "sortBy(list, x => key)",
  sorted: "sortBy(list, x => key)",
  reverse: "list.toReversed()",
  unique: "distinct(list)",
  uniq: "distinct(list)",
  push: "list.push(x)",
  delete: "remove(record)",
  update: "record.field = value",
  set: "record.field = value",
  get: "table.get(id)",
  lookup: "table.get(id)",
  insert: "create(Entity, { ... })",
  add: "create(Entity, { ... })` or `list.push(x)",
  raise: 'fail("code", message)',
  error: 'fail("code", message)',
  assert: 'require(condition, "code", message)',
  ensure: 'require(condition, "code", message)',
  concatWords: "`${a} ${b}`",
  format: "a template literal",
  exists: "table.get(id) !== null",
  isNull: "x === null",
  if: "condition ? a : b",
  average: "avg(list)",
  mean: "avg(list)",
  random: "randomInt(low, high)` (in `seed`)`",
  randint: "randomInt(low, high)",
  choice: "pick(list)",
  diffDays: "daysBetween(a, b)",
  dateDiff: "daysBetween(a, b)",
  structuredClone: "{ ...value }",
};

/** Methods of JavaScript that are left out, and what to write. */
const METHODS: Readonly<Record<string, string>> = {
  forEach: "for (const x of list) { ... }",
  reduce: "sum(list, x => n)` or a `for` loop`",
  reduceRight: "a `for` loop over `list.toReversed()`",
  sort: "sortBy(list, x => key)",
  toSorted: "sortBy(list, x => key)",
  reverse: "list.toReversed()",
  splice: "list.filter(...)` or `without(list, x)",
  pop: "last(list)` and `list.slice(0, -1)",
  shift: "first(list)` and `list.slice(1)",
  unshift: "[x, ...list]",
  keys: "range(list.length)` or `keys(map)",
  values: "values(map)",
  entries: "entries(map)",
  flat: "flatten(lists)",
  findLast: "list.toReversed().find(...)",
  lastIndexOf: "list.toReversed().indexOf(x)",
  replace: "text.replaceAll(from, to)",
  substring: "text.slice(from, to)",
  substr: "text.slice(from, to)",
  charAt: "text.slice(i, i + 1)",
  charCodeAt: "text.slice(i, i + 1)",
  trimStart: "text.trim()",
  trimEnd: "text.trim()",
  concat: "a + b",
  match: "text.includes(part)` or `containsWords(text, words)",
  matchAll: "text.split(separator)",
  test: "text.includes(part)",
  search: "text.indexOf(part)",
  localeCompare: "a < b",
  toLocaleLowerCase: "text.toLowerCase()",
  toLocaleUpperCase: "text.toUpperCase()",
  toLocaleString: "formatMoney(m)` or `fixed(x, digits)",
  toLocaleDateString: 'formatDate(d, "D MMMM YYYY")',
  toString: "text(x)",
  valueOf: "the value itself",
  toFixed: "fixed(x, digits)",
  toISOString: "text(d)",
  getTime: "minutesBetween(a, b)",
  getDate: "day(d)",
  getMonth: "month(d)",
  getFullYear: "year(d)",
  getDay: "dayOfWeek(d)",
  getHours: "hour(d)",
  getMinutes: "minute(d)",
  hasOwnProperty: "has(map, key)",
  has: "has(map, key)",
  set: "map[key] = value",
  delete: "delete map[key]",
  add: "list.push(x)",
  size: "size(map)",
  count: "count(list, x => condition)",
  contains: "list.includes(x)",
  lower: "text.toLowerCase()",
  upper: "text.toUpperCase()",
  strip: "text.trim()",
  length: "x.length",
  len: "x.length",
  first: "first(list)",
  last: "last(list)",
  isEmpty: "list.length === 0",
  where: "table.filter(x => ...)",
  findMany: "table.filter(x => ...)",
  findFirst: "table.find(x => ...)",
  findOne: "table.find(x => ...)",
  findBy: "table.find(x => ...)",
  all: "table itself is the list",
  create: "create(Entity, { ... })",
  insert: "create(Entity, { ... })",
  update: "record.field = value",
  remove: "remove(record)",
  sum: "sum(list, x => n)",
  append: "list.push(x)",
};

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
function instead(hint: string | undefined): string | null {
  return hint === undefined
    ? null
    : `write \`${hint.replace(/`$/, "")}${hint.endsWith("`") ? "" : "`"}`;
}

/** For a free global: what there is instead; null for other names. */
export function globalHint(name: string, member: string | null): string | null {
  const members = own(GLOBAL_MEMBERS, name);
  const exact = members === undefined || member === null ? undefined : own(members, member);
  return instead(exact) ?? own(GLOBALS, name) ?? null;
}
export function isGlobal(name: string): boolean {
  return own(GLOBALS, name) !== undefined;
}
/** For a call of a function that does not exist. */
export function callHint(name: string): string | null {
  return instead(own(CALLS, name));
}
/** For a method that does not exist. */
export function methodHint(name: string): string | null {
  return instead(own(METHODS, name));
}

/** For text that acorn does not accept because it is more of TypeScript than the subset has. */
export function syntaxHint(text: string, position: number): string | null {
  const before = text.slice(Math.max(0, position - 200), position);
  const after = text.slice(position, position + 40);
  if (/^import\b|^export\b/.test(after)) {
    return "There are no imports or exports; everything that exists can be named as it is.";
  }
  if (/^:/.test(after) && /\b(const|let|var)\s+\w+\s*$|\(\s*\w+\s*$|,\s*\w+\s*$/.test(before)) {
    return "Types are inferred; leave the annotation out.";
  }
  if (/^as\b/.test(after)) return "There are no casts; leave `as ...` out.";
  if (/^(interface|type|enum)\b/.test(after) || /\b(interface|type|enum)\s+$/.test(before)) {
    return "Types are declared in `types:` and `enums:`.";
  }
  if (/^!\s*[.;,)\]]/.test(after)) {
    return "There is no `!` for what may be null; test it or write `?? fallback`.";
  }
  if (/\b(and|or|not)\s*$/.test(before) || /^(and|or|not)\b/.test(after)) {
    return "Write `&&`, `||` and `!`.";
  }
  return null;
}
