import { describe, expect, test } from "vitest";
import { Diagnostics } from "../diagnostics.js";
import { MAX_DOCUMENT_BYTES, parseDocument, toJson } from "./index.js";

function codesOf(text: string): string[] {
  const diagnostics = new Diagnostics();
  parseDocument(text, "x.yaml", diagnostics);
  return [...new Set(diagnostics.list.map(({ code }) => code))];
}

describe("documents that mean harm", () => {
  test("a file of more than 2 MiB is not parsed", () => {
    expect(codesOf(`a: ${"x".repeat(MAX_DOCUMENT_BYTES)}`)).toEqual(["too_large"]);
  });

  test.each([
    ["flow lists", "[".repeat(100_000)],
    ["closed flow lists", "[".repeat(50_000) + "]".repeat(50_000)],
    ["flow mappings", "{a: ".repeat(50_000)],
    ["block lists", "- ".repeat(50_000)],
    ["block mappings", Array.from({ length: 500 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
  ])("%s nested without end", (_, text) => {
    expect(codesOf(text)).toContain("too_deep");
  });

  test("forty levels are allowed, and no more", () => {
    const nested = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);
    expect(codesOf(nested(40))).toEqual([]);
    expect(codesOf(nested(41))).toEqual(["too_deep"]);
  });

  test("a bomb of aliases does not go off", () => {
    const bomb = ["a: &a [x, x, x, x]"];
    for (let i = 1; i < 30; i++) bomb.push(`a${i}: &a${i} [*a, *a, *a, *a]`);
    expect(codesOf(bomb.join("\n"))).toEqual(["yaml_feature"]);
  });

  test("a mapping of very many keys is read in one pass", () => {
    const text = Array.from({ length: 100_000 }, (_, i) => `k${i}: 1`).join("\n");
    expect(codesOf(text)).toEqual([]);
  }, 20_000);

  test("keys named like parts of JavaScript are ordinary", () => {
    const root = parseDocument(
      "__proto__: { polluted: 1 }\nconstructor: 2\n",
      "x",
      new Diagnostics(),
    );
    const value = root === null ? {} : (toJson(root) as object);
    expect(Object.keys(value)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test.each([
    ["nothing", ""],
    ["only a comment", "# hello\n"],
    ["an empty document", "---\n"],
  ])("%s", (_, text) => {
    expect(codesOf(text)).toEqual(["empty_file"]);
  });

  test.each([
    ["a key that is a list", "? [a]\n: b\n"],
    ["control characters", "a: \u0001\n"],
    ["an unclosed quote", 'a: "b\n'],
    ["a lone surrogate", "a: \ud800\n"],
    [
      "binary rubbish",
      String.fromCharCode(...Array.from({ length: 500 }, (_, i) => (i * 7919) % 256)),
    ],
  ])("%s ends in findings or a tree, never in a crash", (_, text) => {
    expect(() => codesOf(text)).not.toThrow();
  });
});
