import { describe, expect, it } from "vitest";
import type { Expr, Span, Type } from "./ir.js";
import { negate } from "./negate.js";

const at: Span = { file: "t", line: 1, column: 1, endLine: 1, endColumn: 2 };
const type: Type = { kind: "bool" };
const local = (name: string): Expr => ({ node: "local", name, type, at });
const compare = (op: "<" | "<=" | ">" | ">="): Expr => ({
  node: "compare",
  op,
  left: local("a"),
  right: local("b"),
  type,
  at,
});

describe("negate", () => {
  it("turns comparisons into their opposites", () => {
    expect(negate(compare("<"))).toEqual(compare(">="));
    expect(negate(compare(">="))).toEqual(compare("<"));
    expect(negate(compare(">"))).toEqual(compare("<="));
    expect(negate(compare("<="))).toEqual(compare(">"));
  });
  it("turns equality around", () => {
    const equal: Expr = {
      node: "equal",
      negated: false,
      of: "scalar",
      left: local("a"),
      right: local("b"),
      type,
      at,
    };
    expect(negate(equal)).toEqual({ ...equal, negated: true });
    expect(negate(negate(equal))).toEqual(equal);
  });
  it("follows De Morgan", () => {
    const both: Expr = { node: "and", left: compare("<"), right: local("c"), type, at };
    const not: Expr = { node: "not", operand: local("c"), type, at };
    expect(negate(both)).toEqual({ node: "or", left: compare(">="), right: not, type, at });
    expect(negate(negate(both))).toEqual(both);
  });
  it("drops a `!`, flips literals and wraps the rest", () => {
    const not: Expr = { node: "not", operand: local("a"), type, at };
    expect(negate(not)).toEqual(local("a"));
    expect(negate(local("a"))).toEqual(not);
    const yes: Expr = { node: "literal", value: true, type, at };
    expect(negate(yes)).toEqual({ ...yes, value: false });
  });
});
