/** What a condition shows about paths when it is true, and when it is false. */
import type { Expr, Type } from "../ir.js";
import { type Facts, type Path, pathOf, twin } from "./facts.js";
import { isError, literals, mayBeNull, NEVER, NULL, present, valuesOf } from "./types.js";

/** Tells the tag field of a union. */
export type TagOf = (union: string) => string | undefined;

/** The facts after `condition` came out as `truth`. */
export function assume(condition: Expr, truth: boolean, facts: Facts, tagOf: TagOf): Facts {
  switch (condition.node) {
    case "not":
      return assume(condition.operand, !truth, facts, tagOf);
    case "and":
    case "or": {
      const both = (condition.node === "and") === truth;
      const left = assume(condition.left, truth, facts, tagOf);
      if (both) return assume(condition.right, truth, left, tagOf);
      const passed = assume(condition.left, !truth, facts, tagOf);
      return left.join(assume(condition.right, truth, passed, tagOf));
    }
    case "equal":
      return assumeEqual(condition, truth !== condition.negated, facts, tagOf);
    default:
      return facts;
  }
}

function assumeEqual(
  { left, right }: Extract<Expr, { node: "equal" }>,
  equal: boolean,
  facts: Facts,
  tagOf: TagOf,
): Facts {
  return narrowSide(left, right, equal, narrowSide(right, left, equal, facts, tagOf), tagOf);
}

function narrowSide(side: Expr, other: Expr, equal: boolean, facts: Facts, tagOf: TagOf): Facts {
  if (isError(other.type)) return facts;
  if (other.type.kind === "null") return equal ? toNull(side, facts) : toPresent(side, facts);
  let narrowed = facts;
  if (equal && !mayBeNull(other.type)) narrowed = toPresent(side, narrowed);
  if (other.node !== "literal" || typeof other.value !== "string") return narrowed;
  return byValue(side, other.value, equal, narrowed, tagOf);
}

function byValue(side: Expr, value: string, equal: boolean, facts: Facts, tagOf: TagOf): Facts {
  const keep = (candidate: string): boolean => (candidate === value) === equal;
  if (side.node === "field") {
    const union = present(current(side.object, facts));
    if (union.kind === "union" && tagOf(union.name) === side.field) {
      const tags = union.tags.filter(keep);
      // Where the union itself may be missing, only equality shows that it is there.
      const type: Type = tags.length === 0 ? NEVER : { ...union, tags };
      const missing = mayBeNull(current(side.object, facts)) && !equal;
      return set(side.object, missing ? { kind: "nullable", of: type } : type, facts);
    }
  }
  const type = current(side, facts);
  const inner = present(type);
  const values = valuesOf(inner);
  if (values === null) return facts;
  const left = values.filter(keep);
  const narrowed: Type =
    left.length === 0
      ? NEVER
      : inner.kind === "enum" && inner.name !== ""
        ? { ...inner, values: left }
        : literals(left);
  if (!mayBeNull(type) || equal) return set(side, narrowed, facts);
  return set(side, narrowed.kind === "never" ? NULL : { kind: "nullable", of: narrowed }, facts);
}

function toPresent(side: Expr, facts: Facts): Facts {
  let narrowed = facts;
  const type = current(side, facts);
  if (mayBeNull(type)) narrowed = set(side, present(type), narrowed);
  // `a?.b !== null` shows that `a` is there as well.
  if ((side.node === "field" || side.node === "index" || side.node === "method") && side.optional) {
    narrowed = toPresent(side.object, narrowed);
  }
  return narrowed;
}

function toNull(side: Expr, facts: Facts): Facts {
  if (optionalInside(side)) return facts;
  return set(side, mayBeNull(current(side, facts)) ? NULL : NEVER, facts);
}

function optionalInside(expr: Expr): boolean {
  return (expr.node === "field" || expr.node === "index") && expr.optional;
}

function current(expr: Expr, facts: Facts): Type {
  const path = pathOf(expr);
  return (path === null ? undefined : facts.get(path.key)) ?? expr.type;
}

function set(expr: Expr, type: Type, facts: Facts): Facts {
  const path = pathOf(expr);
  if (path === null) return facts;
  const narrowed = facts.set(path, type);
  return expr.node === "field" ? setTwin(expr, path, type, narrowed) : narrowed;
}

/** A ref field is known by its record and by its id: both are there or neither is. */
function setTwin(
  expr: Extract<Expr, { node: "field" }>,
  path: Path,
  type: Type,
  facts: Facts,
): Facts {
  const inner = present(expr.type);
  if (inner.kind !== "entity" && inner.kind !== "id") return facts;
  const other: Type =
    expr.via === "ref"
      ? { kind: "id", entity: inner.entity }
      : { kind: "entity", entity: inner.entity };
  if (type.kind === "null" || type.kind === "never") return facts.set(twin(path), type);
  return mayBeNull(type) ? facts : facts.set(twin(path), other);
}
