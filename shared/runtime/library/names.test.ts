import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { world } from "../../world/index.js";
import { seedLibrary, streamFor } from "../random.js";
import * as exported from "./index.js";
import * as operators from "./operators.js";

const page = readFileSync(new URL("../../../docs/language.md", import.meta.url), "utf8");
const chapter = page.slice(
  page.indexOf("### Functions of the library"),
  page.indexOf("## Functions and reactions"),
);
const seedStart = chapter.indexOf("In `seed` only");
const seedEnd = chapter.indexOf("`person(i)` is", seedStart);

/** Names that are called in the first cell of table rows, or anywhere in code of a paragraph. */
function calledIn(text: string): string[] {
  const names = [...text.matchAll(/`[^`]+`/g)].map((code) => /^`([a-zA-Z]+)\(/.exec(code[0])?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

const rows = chapter
  .slice(0, seedStart)
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.split(" | ")[0])
  .join("\n");

describe("names of the library", () => {
  it("LIBRARY has exactly the functions of docs/language.md", () => {
    const documented = calledIn(rows);
    expect(documented.length).toBeGreaterThan(70);
    expect(Object.keys(exported.LIBRARY).sort()).toEqual(documented);
  });

  it("exports each of them by name, and the operators, and nothing else", () => {
    const others = new Set(["LIBRARY", ...Object.keys(operators)]);
    const named = Object.entries(exported).filter(([name]) => !others.has(name));
    expect(Object.fromEntries(named)).toEqual({ ...exported.LIBRARY });
    for (const name of Object.keys(operators)) expect(Object.keys(exported)).toContain(name);
  });

  it("has no function that a prototype would give", () => {
    expect(Object.getPrototypeOf(exported.LIBRARY)).toBe(null);
    const inherited = ["constructor", "__proto__", "toString"];
    expect(inherited.map((name) => exported.LIBRARY[name])).toEqual(inherited.map(() => undefined));
    expect(Object.isFrozen(exported.LIBRARY)).toBe(true);
  });

  it("the seed library has exactly the functions that the page gives to seeds", () => {
    const documented = calledIn(chapter.slice(seedStart, seedEnd));
    expect(Object.keys(seedLibrary(streamFor(1), world(1))).sort()).toEqual(documented);
  });
});
