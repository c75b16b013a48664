import { expect, test } from "vitest";
import { loadDomain } from "./load.js";
import { renderDiagnostics } from "./render.js";

test("a finding is rendered with its place, what is allowed, the nearest name and the line", () => {
  const text = "domain: a\nactor: b\nentitees: {}\n";
  const loaded = loadDomain(text, "a.yaml");
  const found = loaded.ok
    ? []
    : loaded.diagnostics.filter(({ suggestion }) => suggestion !== undefined);
  expect(renderDiagnostics(found.slice(0, 1), text)).toBe(
    [
      "a.yaml:3:1: There is no key `entitees` here. [unknown_key]",
      "  allowed: domain, title, summary, category, now, policy, tables, enums, types, entities, errors, principal, functions, tools, reactions, invariants, rules, examples, seed, phrases",
      "  did you mean `entities`?",
      "  3 | entitees: {}",
      "    | ^^^^^^^^",
    ].join("\n"),
  );
});

test("a long line is cut around the place, and control characters do not reach the terminal", () => {
  const line = `${"x".repeat(200)}\u001b[31mBAD${"y".repeat(200)}`;
  const at = { file: "f", line: 1, column: 206, endLine: 1, endColumn: 209 };
  const rendered = renderDiagnostics([{ code: "c", at, message: "No." }], line);
  const [, source = "", carets = ""] = rendered.split("\n");
  expect(source.length).toBeLessThan(120);
  expect(rendered).not.toContain("\u001b");
  expect(source.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1)).toBe("BAD");
});
