import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LIBRARY } from "../../../shared/runtime/library/index.js";
import { LIBRARY_SIGNATURES, LIST_METHODS, TEXT_METHODS } from "./library-signatures.js";

const page = readFileSync(new URL("../../../docs/language.md", import.meta.url), "utf8");
const library = page.slice(
  page.indexOf("### Functions of the library"),
  page.indexOf("## Functions and reactions"),
);

/** Names of functions as the page calls them: `name(`. */
function called(text: string): Set<string> {
  return new Set([...text.matchAll(/`([a-z][A-Za-z]*)\(/g)].flatMap(([, name]) => name ?? []));
}

describe("signatures", () => {
  it("are those that the page documents", () => {
    expect([...called(library)].sort()).toEqual([...LIBRARY_SIGNATURES.keys()].sort());
  });
  it("are those that are implemented", () => {
    const everywhere = [...LIBRARY_SIGNATURES].filter(([, entry]) => entry.where === "all");
    for (const [name] of everywhere) expect(typeof LIBRARY[name], name).toBe("function");
  });
  it("have methods that the page documents", () => {
    const rows = page.slice(
      page.indexOf("### Methods"),
      page.indexOf("### Functions of the library"),
    );
    const row = (of: string) =>
      [
        ...(rows.split("\n").find((line) => line.startsWith(`| ${of} |`)) ?? "").matchAll(
          /`([a-zA-Z]+)`/g,
        ),
      ]
        .flatMap(([, name]) => name ?? [])
        .filter((name) => name !== "length" && name !== "push");
    expect(row("text").sort()).toEqual([...TEXT_METHODS.keys()].sort());
    expect(row("list").sort()).toEqual([...LIST_METHODS.keys()].sort());
  });
});
