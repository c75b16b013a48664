/**
 * The opposite of a condition as a person would write it: what the early guard of a `require`
 * tests. Interpreter and compiler share it, so that both agree on NaN, too.
 */
import type { Expr } from "./ir.js";

const OPPOSITE = { "<": ">=", "<=": ">", ">": "<=", ">=": "<" } as const;

/** True where `condition` is false (comparisons with NaN aside: both are false). */
export function negate(condition: Expr): Expr {
  switch (condition.node) {
    case "equal":
      return { ...condition, negated: !condition.negated };
    case "compare":
      return { ...condition, op: OPPOSITE[condition.op] };
    case "and":
    case "or":
      return {
        ...condition,
        node: condition.node === "and" ? "or" : "and",
        left: negate(condition.left),
        right: negate(condition.right),
      };
    case "not":
      return condition.operand;
    case "literal":
      if (typeof condition.value === "boolean") return { ...condition, value: !condition.value };
      return { node: "not", operand: condition, type: condition.type, at: condition.at };
    default:
      return { node: "not", operand: condition, type: condition.type, at: condition.at };
  }
}
