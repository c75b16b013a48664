/** Which names may be shared, and what they mean then. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { IrDomain } from "./ir.js";
import { loadDomain } from "./load.js";
import { renderDiagnostics } from "./render.js";

const clinic = readFileSync(new URL("./fixtures/clinic.yaml", import.meta.url), "utf8");

function load(text: string): IrDomain {
  const loaded = loadDomain(text, "clinic.yaml");
  if (!loaded.ok) throw new Error(renderDiagnostics(loaded.diagnostics, text));
  return loaded.domain;
}
function findings(text: string): readonly (readonly [string, string | undefined])[] {
  const loaded = loadDomain(text, "clinic.yaml");
  return loaded.ok ? [] : loaded.diagnostics.map(({ code, allowed }) => [code, allowed]);
}
/** The clinic with another search. */
function searching(param: string, body: string): string {
  return clinic
    .replace(
      "      name: { type: string, description: Full name. }\n    result",
      `      ${param}: { type: string, description: Full name. }\n    result`,
    )
    .replace("patients.find(p => p.name === name)", () => body)
    .replace(/\{name\}\./, () => `{${param}}.`)
    .replace("args: { name: Nobody }", `args: { ${param}: Nobody }`);
}

describe("parameters and locals called like functions of the library", () => {
  test.each(["text", "words", "count", "entries", "place", "person", "pick", "called"])(
    "a parameter `%s` is a value",
    (name) => {
      const [tool] = load(searching(name, `patients.find(p => p.name === ${name})`)).tools;
      expect(tool?.params.map((param) => [param.name, param.value])).toEqual([[name, name]]);
    },
  );

  test("other functions of the library can still be called beside it", () => {
    const body = "patients.find(p => containsWords(p.name, words))";
    expect(load(searching("words", body)).tools).toHaveLength(3);
  });

  test("calling the parameter is an error that says what to do", () => {
    const body = "patients.find(p => p.name === words(words).join(' '))";
    expect(findings(searching("words", body))).toEqual([
      ["type_mismatch", "another name for the parameter: of a tool by `as: other_name`"],
    ]);
  });

  test("a function may have such parameters", () => {
    const text = clinic
      .replace("params: { patient: Patient }", "params: { patient: Patient, text: string }")
      .replace('v.status === "booked");', 'v.status === "booked" && text !== "");')
      .replace("open_visits(patient).length", 'open_visits(patient, "a").length');
    expect(load(text).functions[0]?.params.map(({ name }) => name)).toEqual(["patient", "text"]);
  });

  test.each(["now", "today", "remove", "visits", "limits", "open_visits"])(
    "a parameter `%s` needs `as`",
    (name) => {
      expect(findings(searching(name, "patients.find(p => p.name === '')"))).toContainEqual([
        "name_clash",
        "`as: other_name` gives it another name in the body",
      ]);
    },
  );
});

describe("tables and constants called like functions of the library", () => {
  test("a value is the table, a call the function", () => {
    const text = clinic
      .replace("table: patients", "table: entries")
      .replaceAll("patients.find", "entries.find")
      .replace("patients.every(p => p.notes.length <= 5)", "count(entries, p => true) < 99")
      .replace("p => true", "p => keys(p.address).length > 0 || p.notes.length > 0")
      .replace("keys(p.address).length", "p.name.length")
      .replaceAll(/^( +)patients:$/gm, "$1entries:")
      .replace("state: { patients:", "state: { entries:");
    const domain = load(text);
    expect(domain.entities[0]?.table).toBe("entries");
    expect(domain.invariants[0]?.check).toMatchObject({
      left: { node: "query", entity: "Patient", mode: "count" },
    });
  });

  test("a constant `words` beside the call `words(...)`", () => {
    const text = searching("name", "patients.find(p => words(p.name).length === words.most)");
    const domain = load(text.replace("  holidays: {", "  words: { most: 3 }\n  holidays: {"));
    expect(domain.constants.words).toEqual({ most: 3 });
  });
});

describe("functions of the domain", () => {
  const named = (name: string) => clinic.replaceAll("open_visits", name);

  test("may be called like what only seeds or rules know", () => {
    expect(load(named("pick")).functions[0]?.name).toBe("pick");
    expect(load(named("confirmed")).functions[0]?.name).toBe("confirmed");
  });

  test("are ambiguous where both are known", () => {
    const seeded = named("pick").replace(
      "      return { name: `Person",
      "      const some = pick([1, 2]);\n      return { name: `Person ${some}",
    );
    expect(findings(seeded)).toContainEqual([
      "ambiguous_name",
      "another name for the function of the domain",
    ]);
  });

  test("may not be called like what is known everywhere", () => {
    expect(findings(named("words")).map(([code]) => code)).toContain("name_clash");
  });
});

describe("the record of a reaction", () => {
  const reserved = clinic.replaceAll("Visit:", "Return:").replaceAll("Visit", "Return");

  test("is named by `as` where the entity's name gives a word of TypeScript", () => {
    expect(findings(reserved)).toContainEqual([
      "reserved_name",
      "`as: other_name` gives it another name in the body",
    ]);
    const renamed = reserved
      .replace("    on: Return\n", "    on: Return\n    as: sent_back\n")
      .replace(
        'if (visit.status === "cancelled") { visit',
        'if (sent_back.status === "cancelled") { sent_back',
      );
    expect(load(renamed).reactions[0]?.record).toBe("sent_back");
  });
});
