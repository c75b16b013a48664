/** Queries over a table: one indexed lookup, filters for what remains. */
import type { Expr, QueryKey } from "../../language/ir.js";
import { isNullable } from "../model.js";
import { quote } from "../text.js";
import type { BodyContext } from "./context.js";
import { argument, lambda } from "./expr.js";
import { at, call, type Out, out, PREC } from "./output.js";

type Query = Extract<Expr, { node: "query" }>;

/** The value that the key's field is compared with, and whether the table's index can answer it. */
interface Condition {
  readonly key: QueryKey;
  readonly value: string;
  readonly indexable: boolean;
}

export function emitQuery(cx: BodyContext, expr: Query): Out {
  const rows = keyedRows(cx, expr);
  const paid = expr.charged ? call(cx.helper("scan"), cx.call(), rows.text) : rows;
  const base = at(paid, PREC.member);
  const test =
    expr.rest === null ? null : lambda(cx, [cx.aliases.bindings.row(expr)], expr.rest).text;
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

function keyedRows(cx: BodyContext, expr: Query): Out {
  const table = cx.table(expr.entity);
  const entity = cx.model.entity(expr.entity);
  const conditions = expr.keys.map((key): Condition => {
    const field = entity.fields.find((candidate) => candidate.name === key.field);
    const fits = field?.type.kind === "nullable" || !isNullable(key.value.type);
    return { key, value: argument(cx, key.value), indexable: fits };
  });
  const isIndexed = ({ key, indexable }: Condition): boolean =>
    indexable &&
    entity.indexes.some((one) => one.field === key.field && one.transform === key.transform);
  const first = conditions.find(isIndexed) ?? conditions.find(({ indexable }) => indexable);
  let rows =
    first === undefined
      ? call(`${table}.all`)
      : call(`${table}.where`, quote(first.key.field), first.value, ...transformOf(first.key));
  for (const condition of conditions) {
    if (condition === first) continue;
    const { key, value } = condition;
    rows = call(cx.helper("matching"), rows.text, quote(key.field), value, ...transformOf(key));
  }
  return rows;
}

function transformOf(key: QueryKey): readonly string[] {
  return key.transform === "exact" ? [] : [quote(key.transform)];
}
