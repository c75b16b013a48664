/** Matches the arguments of a call with a signature: finds type variables and the result's type. */
import type { Expression } from "acorn";
import type { Expr, Type } from "../ir.js";
import { type Context, type Slot, slot } from "./context.js";
import { checkArrow, isArrow } from "./expressions/arrows.js";
import { mapLiteral } from "./expressions/maps.js";
import { coerce } from "./fit.js";
import type { Pattern, Signature, VariableClass } from "./library-signatures.js";
import {
  holdsHandles,
  INT,
  isError,
  isNumeric,
  isText,
  isWhole,
  join,
  leaf,
  list,
  mayBeNull,
  NEVER,
  NUMBER,
  nullable,
  present,
  show,
} from "./types.js";

export type Bindings = Map<string, Type>;

export interface Matched {
  readonly args: readonly Expr[];
  readonly bindings: Bindings;
}

/** The signature's parameter for the argument at a position. */
function patternAt(signature: Signature, position: number): Pattern | undefined {
  return signature.params[position] ?? signature.rest;
}

/** Whether a call with so many arguments fits the signature. */
export function takes(signature: Signature, count: number): boolean {
  const most = signature.rest === undefined ? signature.params.length : Number.POSITIVE_INFINITY;
  return count >= signature.least && count <= most;
}

/** Checks the arguments; null (reported) when one does not fit. */
export function matchArguments(
  ctx: Context,
  what: string,
  nodes: readonly Expression[],
  signature: Signature,
  bindings: Bindings,
  bodyExpected: Slot | null = null,
): Matched | null {
  const args: (Expr | null)[] = nodes.map(() => null);
  let failed = false;
  // Arrows come last: the types of their parameters follow from the other arguments.
  const order = [...nodes.keys()].sort((a, b) => rank(signature, a) - rank(signature, b) || a - b);
  for (const position of order) {
    const node = nodes[position];
    const pattern = patternAt(signature, position);
    if (node === undefined || pattern === undefined) continue;
    const arg =
      pattern.p === "arrow"
        ? matchArrow(ctx, what, node, pattern, bindings, bodyExpected)
        : matchValue(ctx, what, node, pattern, bindings);
    if (arg === null) failed = true;
    args[position] = arg;
  }
  const complete = args.filter((arg) => arg !== null);
  return failed || complete.length !== nodes.length ? null : { args: complete, bindings };
}

function rank(signature: Signature, position: number): number {
  return patternAt(signature, position)?.p === "arrow" ? 1 : 0;
}

function matchValue(
  ctx: Context,
  what: string,
  node: Expression,
  pattern: Pattern,
  bindings: Bindings,
): Expr | null {
  if (pattern.p === "type") {
    const to = slot(pattern.type);
    const value = coerce(ctx, ctx.expression(node, to), to, node, what);
    return isError(value.type) ? null : value;
  }
  const expected =
    pattern.p === "var" || pattern.p === "list" ? substitute(pattern, bindings) : null;
  const value =
    pattern.p === "map" && node.type === "ObjectExpression"
      ? mapLiteral(ctx, node, null, false)
      : ctx.expression(node, expected === null || hollow(expected) ? null : slot(expected));
  if (isError(value.type)) return null;
  const known = pattern.p === "var" ? bindings.get(pattern.name) : undefined;
  if (known !== undefined && (known.kind === "enum" || valuesAgainst(known, value.type))) {
    if (known.kind !== "enum" || known.name !== "") {
      const fitting = coerce(ctx, value, slot(known), node, what);
      return isError(fitting.type) ? null : value;
    }
  }
  if (bind(pattern, value.type, bindings)) return value;
  const named = expected === null ? null : leaf(expected);
  if (expected !== null && named?.kind === "record" && named.name !== null) {
    const fitting = coerce(ctx, value, slot(expected), node, what);
    return isError(fitting.type) ? null : fitting;
  }
  reportMismatch(ctx, what, node, pattern, value.type, bindings);
  return null;
}

/** Text where enum values are in question, and the other way round. */
function valuesAgainst(known: Type, type: Type): boolean {
  return known.kind === "string" && type.kind === "enum" && type.name !== "";
}

function hollow(type: Type): boolean {
  return type.kind === "never" || (type.kind === "list" && hollow(type.of));
}

function matchArrow(
  ctx: Context,
  what: string,
  node: Expression,
  pattern: Extract<Pattern, { p: "arrow" }>,
  bindings: Bindings,
  bodyExpected: Slot | null,
): Expr | null {
  if (!isArrow(ctx, node)) return null;
  const params = pattern.params.map((param) => substitute(param, bindings));
  const { result } = pattern;
  const expected = result.p === "type" ? slot(result.type) : bodyExpected;
  const arrow = checkArrow(ctx, node, params, pattern.index === true, expected);
  if (arrow === null || isError(arrow.body.type)) return null;
  if (result.p === "type") {
    const body = coerce(ctx, arrow.body, slot(result.type), node.body, `The arrow of ${what}`);
    return isError(body.type) ? null : { ...arrow, body, type: body.type };
  }
  if (bind(result, arrow.body.type, bindings)) return arrow;
  reportMismatch(ctx, `The arrow of ${what}`, node.body, result, arrow.body.type, bindings);
  return null;
}

/** Makes the pattern's variables cover a type; false when they cannot. */
export function bind(pattern: Pattern, type: Type, bindings: Bindings): boolean {
  if (isError(type)) return true;
  switch (pattern.p) {
    case "type":
      return type.kind === "never" || join(pattern.type, type)?.kind === pattern.type.kind;
    case "var": {
      if (type.kind === "void" || !inClass(pattern.of, type)) return false;
      const known = bindings.get(pattern.name);
      const both = known === undefined ? type : join(known, type);
      if (both === null) return false;
      bindings.set(pattern.name, both);
      return true;
    }
    case "total":
      return isNumeric(type);
    case "list":
      if (type.kind === "never") return true;
      return type.kind === "list" && bind(pattern.of, type.of, bindings);
    case "map":
      if (type.kind === "never") return true;
      return (
        type.kind === "map" &&
        bind(pattern.key, type.key, bindings) &&
        bind(pattern.value, type.value, bindings)
      );
    case "nullable":
      return bind(pattern.of, present(type), bindings);
    case "record":
    case "arrow":
      return false;
  }
}

function inClass(of: VariableClass, type: Type): boolean {
  if (type.kind === "never") return true;
  switch (of) {
    case "any":
      return true;
    case "number":
      return isNumeric(type);
    case "day":
      return type.kind === "date" || type.kind === "datetime";
    case "ordered":
      return isNumeric(type) || type.kind === "date" || type.kind === "datetime" || isText(type);
    case "printable":
      return isPrintable(type);
    case "key":
      return isPrintable(present(type)) || type.kind === "null";
    case "value":
      return !holdsHandles(type);
  }
}

/** What can be written as text. */
export function isPrintable(type: Type): boolean {
  return (
    isNumeric(type) ||
    isText(type) ||
    ["bool", "date", "datetime", "enum", "id", "never"].includes(type.kind)
  );
}

/** The type that a pattern stands for once its variables are known. */
export function substitute(pattern: Pattern, bindings: Bindings): Type {
  switch (pattern.p) {
    case "type":
      return pattern.type;
    case "var":
      return bindings.get(pattern.name) ?? NEVER;
    case "total": {
      const type = bindings.get(pattern.of) ?? INT;
      return isWhole(type) ? type : type.kind === "never" ? INT : NUMBER;
    }
    case "list":
      return list(substitute(pattern.of, bindings));
    case "map":
      return {
        kind: "map",
        key: substitute(pattern.key, bindings),
        value: substitute(pattern.value, bindings),
      };
    case "nullable":
      return nullable(substitute(pattern.of, bindings));
    case "record":
      return {
        kind: "record",
        name: null,
        fields: pattern.fields.map(([name, of]) => ({ name, type: substitute(of, bindings) })),
      };
    case "arrow":
      return NEVER;
  }
}

function reportMismatch(
  ctx: Context,
  what: string,
  node: { readonly start: number; readonly end: number },
  pattern: Pattern,
  type: Type,
  bindings: Bindings,
): void {
  const wanted = describe(pattern, bindings);
  if (mayBeNull(type) && bind(pattern, present(type), new Map(bindings))) {
    ctx.report(
      node,
      "possibly_null",
      `${what} takes ${wanted}, but this may be null (${show(type)}).`,
      {
        allowed: "a test `!== null` before, or `?? fallback`",
      },
    );
    return;
  }
  const handles = holdsHandles(type) && pattern.p !== "type";
  ctx.report(node, "type_mismatch", `${what} takes ${wanted}, but this is ${show(type)}.`, {
    allowed: handles
      ? "ids instead of records, such as `list.map(x => x.id)`; records are compared by `===`"
      : wanted,
  });
}

const CLASS_NAMES: Readonly<Record<VariableClass, string>> = {
  any: "a value",
  number: "a number",
  day: "a date or datetime",
  ordered: "numbers, text, dates or datetimes of one kind",
  key: "a number, text, date, enum, id or bool",
  printable: "text, a number, bool, date, enum or id",
  value: "values that are no records",
};

function describe(pattern: Pattern, bindings: Bindings): string {
  switch (pattern.p) {
    case "type":
      return show(pattern.type);
    case "var": {
      const known = bindings.get(pattern.name);
      return known === undefined || known.kind === "never" ? CLASS_NAMES[pattern.of] : show(known);
    }
    case "list":
      return `a list of ${describe(pattern.of, bindings).replace(/^an? /, "")}`;
    case "map":
      return "a map";
    default:
      return show(substitute(pattern, bindings));
  }
}
