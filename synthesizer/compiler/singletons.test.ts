import { describe, expect, it } from "vitest";
import { loadDomain, renderDiagnostics } from "../language/index.js";
import { emitDomain } from "./index.js";

const OPENING = `
domain: till
title: Till
summary: One till.
category: testing
now: 2026-03-02T09:00:00
policy: Keep it tidy.
entities:
  Till:
    table: till
    description: The till.
    singleton: true
    fields:
      open: { type: bool, description: Open. }
      sum: { type: int, description: Sum. }
      lines: { type: list<string>, description: Lines. }
seed:
  till: { fixed: { till: { open: true, sum: 0, lines: [a] } } }
`;

async function emitted(logic: string): Promise<string> {
  const text = `${OPENING}${logic}`;
  const loaded = loadDomain(text, "till.yaml");
  if (!loaded.ok) throw new Error(renderDiagnostics(loaded.diagnostics, text));
  const files = await emitDomain(loaded.domain);
  return files.find((file) => file.path === "tools.ts")?.text ?? "";
}

function tool(result: string, body: string): string {
  const lines = body.trim().replaceAll("\n", "\n      ");
  return `tools:\n  act:\n    description: Acts.\n    result: ${result}\n    body: |\n      ${lines}\n`;
}

describe("the record of a singleton", () => {
  it("is fetched once, as private copy, where the tool changes it", async () => {
    const text = await emitted(
      `errors:\n  closed: It is closed.\n${tool(
        "int",
        `require(till.open, "closed", "Closed.");\ntill.sum += 2;\ntill.lines.push("b");\nreturn till.sum;`,
      )}`,
    );
    expect(text.match(/\.must\(/g)).toHaveLength(1);
    expect(text).toContain('const till = db.till.edit(db.till.must("till"));');
    expect(text).toContain('append(call, till.lines, "b");');
  });

  it("is the private copy where a function that the tool calls changes it", async () => {
    const text = await emitted(
      `functions:\n  bump:\n    description: Counts.\n    params: {}\n    returns: int\n    body: |\n      till.sum += 1;\n      return till.sum;\n${tool(
        "int",
        "const before = till.sum;\nconst after = bump();\nreturn before + after + till.sum;",
      )}`,
    );
    expect(text).not.toContain(".current(");
    expect(text.match(/const till = db\.till\.edit\(db\.till\.must\("till"\)\);/g)).toHaveLength(2);
  });

  it("is never edited, nor its list copied, by a tool that only reads", async () => {
    const text = await emitted(
      tool(
        "list<string>",
        "const shown = [];\nfor (const line of till.lines) {\n  if (till.open) { shown.push(line); }\n}\nreturn shown;",
      ),
    );
    expect(text).toContain('const till = db.till.must("till");');
    expect(text).toContain("of call.each(till.lines)");
    expect(text).not.toContain(".edit(");
  });

  it("stays in its place where it is read once", async () => {
    const text = await emitted(tool("int", "return till.sum;"));
    expect(text).toContain('return db.till.must("till").sum;');
  });
});
