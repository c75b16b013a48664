/** Bounds and defaults that name constants. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadDomain } from "./load.js";
import { renderDiagnostics } from "./render.js";

const clinic = readFileSync(new URL("./fixtures/clinic.yaml", import.meta.url), "utf8");
const TIMES = "default: 1, min: 1, max: 3 }";

function times(options: string) {
  const text = clinic.replace(TIMES, () => `${options} }`);
  const loaded = loadDomain(text, "clinic.yaml");
  if (!loaded.ok) throw new Error(renderDiagnostics(loaded.diagnostics, text));
  const tool = loaded.domain.tools.find(({ name }) => name === "book_visit");
  return tool?.params.find(({ name }) => name === "times");
}
function codes(from: string, to: string): readonly string[] {
  const loaded = loadDomain(
    clinic.replace(from, () => to),
    "clinic.yaml",
  );
  return loaded.ok
    ? []
    : loaded.diagnostics.map(({ code, suggestion }) =>
        suggestion === undefined ? code : `${code} -> ${suggestion}`,
      );
}

test("numbers may be named by path, in bounds and defaults", () => {
  expect(times("default: limits.visits_open, min: 1, max: fees.visit")).toMatchObject({
    spec: { kind: "int", min: 1, max: 4500 },
    default: 2,
    required: false,
  });
});

test("lengths and counts too, in fields", () => {
  const text = clinic
    .replace("max_items: 5", "max_items: limits.visits_open")
    .replace("min_length: 4, max_length: 4", "min_length: limits.visits_open, max_length: 4");
  const loaded = loadDomain(text, "clinic.yaml");
  expect(
    loaded.ok && loaded.domain.entities[0]?.fields.find((f) => f.name === "notes")?.type,
  ).toEqual({ kind: "list", of: { kind: "string" }, maxItems: 2 });
});

test("a constant that only a bound names is used", () => {
  const text = clinic
    .replace("  holidays: {", "  sizes: { most: 3 }\n  holidays: {")
    .replace("max: 3 }", "max: sizes.most }");
  expect(loadDomain(text, "clinic.yaml").ok).toBe(true);
});

describe("what is wrong", () => {
  test.each([
    ["default: 1, max: limits.visits_opn", ["unknown_constant -> limits.visits_open"]],
    ["default: 1, max: holidays.first", ["invalid_bound"]],
    ["default: 9, min: 9, max: limits.visits_open", ["type_mismatch", "invalid_bound"]],
    ["default: 0, max: fees.discount", ["invalid_bound"]],
    ["default: holidays.first", ["type_mismatch"]],
    ["default: limits.visit_open", ["unknown_constant -> limits.visits_open"]],
  ])("%s", (options, expected) => {
    expect(codes(TIMES, `${options} }`)).toEqual(expected);
  });

  test("a text keeps the words of a default", () => {
    const note = "note: { type: string?, description: A remark., unused";
    expect(
      codes(note, `note: { type: string, default: limits.visits_open, description: A., unused`),
    ).toEqual([]);
  });

  test("a count is not negative or broken", () => {
    expect(codes("max_items: 5", "max_items: fees.discount")).toEqual(["invalid_bound"]);
  });
});
