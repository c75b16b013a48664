/** Results that are one of several types, and what documents say wrong about shapes. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { TypeSpec } from "../../shared/index.js";
import { loadDomain } from "./load.js";
import { renderDiagnostics } from "./render.js";

const clinic = readFileSync(new URL("./fixtures/clinic.yaml", import.meta.url), "utf8");

function replaced(...changes: readonly (readonly [string, string])[]): string {
  let text = clinic;
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replace(from, () => to);
  }
  return text;
}
function resultOf(text: string): TypeSpec | undefined {
  const loaded = loadDomain(text, "clinic.yaml");
  if (!loaded.ok) throw new Error(renderDiagnostics(loaded.diagnostics, text));
  return loaded.domain.tools.find(({ name }) => name === "find_patient")?.result;
}
function messages(text: string): readonly string[] {
  const loaded = loadDomain(text, "clinic.yaml");
  return loaded.ok
    ? []
    : loaded.diagnostics.map(({ message, allowed }) => `${message} ${allowed ?? ""}`.trim());
}
const withResult = (result: string) => replaced(["result: Patient.card\n", `result: ${result}\n`]);

describe("a result of several types", () => {
  test("is a choice in written order", () => {
    const result = resultOf(withResult("Visit | Patient | int"));
    expect(result).toMatchObject({
      kind: "choice",
      of: [{ name: "Visit" }, { name: "Patient" }, { kind: "int" }],
    });
  });

  test("may be null when one of them may", () => {
    const result = resultOf(withResult("Visit? | Patient"));
    expect(result).toMatchObject({ kind: "nullable", of: { kind: "choice" } });
  });

  test("may be written as a list, with inline records and null", () => {
    const record = "{ n: { type: int, description: A number. } }";
    expect(resultOf(withResult(`[${record}, Patient]`))).toMatchObject({
      kind: "choice",
      of: [{ kind: "record", name: null }, { name: "Patient" }],
    });
    expect(resultOf(withResult("[Patient, null]"))).toMatchObject({
      kind: "nullable",
      of: { name: "Patient" },
    });
  });

  test.each([
    ["Visit | Patient | Visit", "A type stands twice here."],
    ["[Visit, Visit]", "The list holds the types, each once, that a result may have."],
    ["Visit | int", "The result takes Visit | int, but this is Patient."],
  ])("%s is refused", (result, message) => {
    expect(messages(withResult(result)).join("\n")).toContain(message);
  });

  test("is for results only", () => {
    const text = replaced([
      "type: list<string>, description: Remarks.",
      "type: string | int, description: Remarks.",
    ]);
    expect(messages(text).join("\n")).toContain("can only be the result of a tool");
  });
});

describe("documents", () => {
  test("an enum that is a list is told where its values go", () => {
    const text = clinic.replace("enums:\n", "enums:\n  Door: [open, shut]\n");
    expect(messages(text)).toEqual([
      "Expected a mapping, found a list. { description: ..., values: [a, b] }",
    ]);
  });

  test("a singleton without its fields is one mistake", () => {
    const text = replaced(["    fixed: { is_open: true }", "    fixed: { isopen: true }"]);
    expect(messages(text)).toEqual([
      "The field `is_open` of `Office` is missing.",
      "`Office` has no field `isopen`. is_open",
    ]);
  });

  test("all fields that a record lacks are one mistake", () => {
    const text = clinic.replace(/( {4}fixed:\n)( +)\w+: \{ name: [^\n]*\n/, "$1$2D1: {}\n");
    expect(text).not.toBe(clinic);
    expect(messages(text).filter((one) => one.startsWith("The field"))).toHaveLength(1);
  });

  test("an enum that text is read as is used", () => {
    const text = clinic
      .replace("enums:\n", "enums:\n  Door: { description: A door., values: [open, shut] }\n")
      .replace(
        /body: \|\n( +)/,
        'body: |\n$1require(parseEnum("open", "Door") === "open", "too_many_visits", "No.");\n$1',
      );
    expect(messages(text)).toEqual([]);
  });
});
