/** Queries over a table: one indexed lookup, filters for what remains. */
import type { Expr, QueryKey } from "../../language/ir.js";
import { isNullable } from "../model.js";
import { quote } from "../text.js";
import type { BodyContext } from "./context.js";
import { lambda, text } from "./emitting.js";
import { at, call, type Out, out, PREC } from "./output.js";
import { member } from "./references.js";

type Query = Extract<Expr, { node: "query" }>;

/** A test for equality with a value that does not use the row. */
interface Condition {
  readonly key: QueryKey;
  readonly value: string;
  /** The table can be asked for it. */
  readonly askable: boolean;
}

export function emitQuery(cx: BodyContext, expr: Query): Out {
  const { rows, tests } = keyedRows(cx, expr);
  // What is paid for are the rows that the keys leave.
  const kept =
    expr.charged && tests.length > 0
      ? call(`${rows.text}.filter`, rowTest(cx, expr, tests, false))
      : rows;
  const paid = expr.charged ? call(cx.helper("scan"), cx.call(), kept.text) : kept;
  const left = expr.charged ? [] : tests;
  const base = at(paid, PREC.member);
  const test =
    expr.rest === null && left.length === 0 ? null : rowTest(cx, expr, left, expr.rest !== null);
  switch (expr.mode) {
    case "filter":
      return test === null ? paid : call(`${base}.filter`, test);
    case "find":
      return test === null
        ? call(cx.helper("first"), paid.text)
        : { ...call(`${base}.find`, test), undef: true };
    case "some":
      return test === null
        ? out(`${base}.length > 0`, PREC.relational)
        : call(`${base}.some`, test);
    case "every": {
      if (expr.keys.length === 0) return test === null ? out("true") : call(`${base}.every`, test);
      // Every record has the keys and passes the rest: none is left out by either.
      const passed = test === null ? base : `${base}.filter(${test})`;
      return out(`${passed}.length === ${cx.table(expr.entity)}.all().length`, PREC.equality);
    }
    case "count":
      return test === null
        ? out(`${base}.length`, PREC.member)
        : call(cx.helper("count"), paid.text, test);
  }
}

/** The predicate as an arrow function: tests of fields, then the rest. */
function rowTest(
  cx: BodyContext,
  expr: Query,
  tests: readonly Condition[],
  withRest: boolean,
): string {
  const row = cx.aliases.bindings.row(expr);
  const fieldTests = (name: string): string[] =>
    tests.map(({ key, value }) => `${name}${member(key.field)} === ${value}`);
  return lambda(cx, [row], withRest ? expr.rest : null, fieldTests).text;
}

/** The rows that an index leaves, and the tests that are still to be made. */
function keyedRows(cx: BodyContext, expr: Query): { rows: Out; tests: readonly Condition[] } {
  const table = cx.table(expr.entity);
  const entity = cx.model.entity(expr.entity);
  const conditions = expr.keys.map((key): Condition => {
    const field = entity.fields.find((candidate) => candidate.name === key.field);
    const askable = field?.type.kind === "nullable" || !isNullable(key.value.type);
    return { key, value: text(cx, key.value, PREC.equality + 1), askable };
  });
  const isIndexed = ({ key, askable }: Condition): boolean =>
    askable &&
    entity.indexes.some((one) => one.field === key.field && one.transform === key.transform);
  const first = conditions.find(isIndexed) ?? conditions.find(({ askable }) => askable);
  let rows =
    first === undefined
      ? call(`${table}.all`)
      : call(`${table}.where`, quote(first.key.field), first.value, ...transformOf(first.key));
  const tests: Condition[] = [];
  for (const condition of conditions) {
    if (condition === first) continue;
    const { key, value } = condition;
    if (key.transform === "exact" && isCheap(value)) tests.push(condition);
    else
      rows = call(cx.helper("matching"), rows.text, quote(key.field), value, ...transformOf(key));
  }
  return { rows, tests };
}

/** Literals and names may as well be looked at for each row. */
function isCheap(value: string): boolean {
  return /^(?:[\w$.]+|"(?:[^"\\]|\\.)*")$/.test(value);
}

function transformOf(key: QueryKey): readonly string[] {
  return key.transform === "exact" ? [] : [quote(key.transform)];
}
