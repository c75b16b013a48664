import { expect, test } from "vitest";
import { Diagnostics } from "../diagnostics.js";
import { parseDocument } from "../document/index.js";
import type { Type } from "../ir.js";
import { readConstant } from "./constants.js";
import { Context } from "./context.js";

function constant(text: string) {
  const diagnostics = new Diagnostics();
  const root = parseDocument(`c: ${text}`, "x.yaml", diagnostics);
  const node = root?.kind === "map" ? root.get("c") : undefined;
  const read = node === undefined ? null : readConstant(new Context(diagnostics), node);
  return { read, codes: diagnostics.list.map(({ code }) => code) };
}

/** A type as an author would write it. */
function show(type: Type | undefined): string {
  switch (type?.kind) {
    case "list":
      return `list<${show(type.of)}>`;
    case "map":
      return `map<${show(type.key)}, ${show(type.value)}>`;
    case "record":
      return `{ ${type.fields.map(({ name, type: of }) => `${name}: ${show(of)}`).join(", ")} }`;
    default:
      return type?.kind ?? "nothing";
  }
}

test.each([
  ["5", "int", 5],
  ["5.0", "number", 5],
  ["0.10", "number", 0.1],
  ["'5'", "string", "5"],
  ["yes", "string", "yes"],
  ["2026-01-01", "string", "2026-01-01"],
  ["true", "bool", true],
  ["{ money: 25 }", "money", 25],
  ["{ date: 2026-01-01 }", "date", "2026-01-01"],
  ["{ money: 25, days: 3 }", "{ money: int, days: int }", { money: 25, days: 3 }],
  ["[1, 2.5]", "list<number>", [1, 2.5]],
  ["[]", "list<never>", []],
  ["{ a: 1, b: 0.5 }", "{ a: int, b: number }", undefined],
  ["{ a: 1, b: x }", "{ a: int, b: string }", { a: 1, b: "x" }],
  [
    "{ a: { x: 1, y: 2 }, b: { x: 3, z: 4 } }",
    "{ a: map<string, int>, b: map<string, int> }",
    undefined,
  ],
  [
    "{ a: { fee: { money: 1 }, bags: 1 }, b: { fee: { money: 2 }, bags: 0.5 } }",
    "{ a: { fee: money, bags: number }, b: { fee: money, bags: number } }",
    undefined,
  ],
  ["{ a: { x: 1 }, b: { x: text } }", "{ a: { x: int }, b: { x: string } }", undefined],
  ["[{ from: 0, name: a }, { from: 5, name: b }]", "list<{ from: int, name: string }>", undefined],
  ["{ economy: [1, 2], business: [] }", "{ economy: list<int>, business: list<int> }", undefined],
])("%s is %s", (text, type, value) => {
  const { read, codes } = constant(text);
  expect(codes).toEqual([]);
  expect(show(read?.type)).toBe(type);
  if (value !== undefined) expect(read?.value).toEqual(value);
});

test.each([
  ["null", "invalid_constant"],
  [".inf", "invalid_constant"],
  ["12345678901234567890", "invalid_constant"],
  ["[1, a]", "mixed_list"],
  ["{ date: tomorrow }", "invalid_constant"],
  ["{ money: 2.5 }", "invalid_constant"],
])("%s is refused", (text, code) => {
  expect(constant(text).codes).toEqual([code]);
});
