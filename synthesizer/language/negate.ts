/** The negation of a condition, as it is written in an early guard. */
import type { Expr } from "./ir.js";

const OPPOSITE = { "<": ">=", ">=": "<", ">": "<=", "<=": ">" } as const;

/**
 * The condition under which `require(condition, ...)` refuses. Pure, and the same for interpreter
 * and compiler: comparisons turn into their opposites (so that a guard on NaN lets the call pass in
 * both), `&&` and `||` by De Morgan's laws, `!` falls away; anything else is wrapped in `not`.
 */
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
      break;
    default:
      break;
  }
  return { node: "not", operand: condition, type: condition.type, at: condition.at };
}
