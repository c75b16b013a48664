import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { Diagnostics } from "../diagnostics.js";
import { parseDocument, ScalarNode } from "./index.js";

function scalar(text: string): ScalarNode {
  const diagnostics = new Diagnostics();
  const root = parseDocument(text, "x.yaml", diagnostics);
  expect(diagnostics.list).toEqual([]);
  const node = root?.kind === "map" ? root.get("body") : undefined;
  if (!(node instanceof ScalarNode)) throw new Error("no scalar under `body`");
  return node;
}

/** Line and column of a word of the value. */
function placeOf(text: string, word: string): string {
  const node = scalar(text);
  const start = node.text.indexOf(word);
  expect(start, `${word} in ${JSON.stringify(node.text)}`).not.toBe(-1);
  const at = node.span(start, start + word.length);
  return `${at.line}:${at.column}-${at.endLine}:${at.endColumn}`;
}

describe("places inside of scalars", () => {
  test.each([
    ["a literal block", "body: |\n  let a = 1;\n\n    word();\n", "4:5-4:9"],
    ["a block with an indentation of its own", "body: |2\n    let a;\n  word();\n", "3:3-3:7"],
    ["a block with a comment in its header", "body: |- # why\n  a;\n  word();\n", "3:3-3:7"],
    ["a block with Windows line ends", "body: |\r\n  a;\r\n  word();\r\n", "3:3-3:7"],
    ["a folded block", "body: >\n  a\n  b\n\n  c word\n", "5:5-5:9"],
    ["a plain line", "body: a + word", "1:11-1:15"],
    ["a plain scalar of several lines", "body: a +\n  b +\n    word", "3:5-3:9"],
    ["single quotes", "body: 'it''s a word'", "1:16-1:20"],
    ["double quotes", 'body: "\\"a\\" \\u0041 \\x41 \\U0001F600 word"', "1:37-1:41"],
    ["double quotes over lines", 'body: "a\n  b \\\n  c\\n word"', "3:7-3:11"],
    ["a flow mapping", "{ x: 1, body: a word }", "1:17-1:21"],
  ])("%s", (_, text, place) => {
    expect(placeOf(text, "word")).toBe(place);
  });

  test("every visible character of any text stands where the place says", () => {
    const styles = [
      "BLOCK_LITERAL",
      "BLOCK_FOLDED",
      "PLAIN",
      "QUOTE_SINGLE",
      "QUOTE_DOUBLE",
    ] as const;
    const text = fc
      .array(fc.constantFrom("a", "b", "'", " ", "  ", "\n", "\n\n", "(", "x"), { maxLength: 40 })
      .map((parts) => `k${parts.join("")}z`);
    fc.assert(
      fc.property(text, fc.constantFrom(...styles), (value, style) => {
        const document = stringify({ body: value }, { defaultStringType: style, lineWidth: 20 });
        const node = scalar(document);
        const lines = document.split("\n");
        for (let i = 0; i < node.text.length; i++) {
          const character = node.text[i] ?? "";
          if (/\s/.test(character)) continue;
          const at = node.span(i, i + 1);
          expect(lines[at.line - 1]?.[at.column - 1], `${document} at ${i}`).toBe(character);
        }
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

test("plain scalars keep the text that was written", () => {
  for (const text of ["0.10", "05", "yes", "2026-03-02", "1e3", "0x1F", "~", "true", "1_000"]) {
    expect(scalar(`body: ${text}`).text).toBe(text);
  }
});
