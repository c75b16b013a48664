import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EnvFoundryError } from "../../shared/errors/index.js";
import type { IrDomain } from "./ir.js";
import { loadDomain, readDomainFile } from "./load.js";
import { renderDiagnostics } from "./render.js";

const page = readFileSync(new URL("../../docs/language.md", import.meta.url), "utf8");
const clinic = readFileSync(new URL("./fixtures/clinic.yaml", import.meta.url), "utf8");

function load(text: string): IrDomain {
  const loaded = loadDomain(text, "domain.yaml");
  if (!loaded.ok) throw new Error(renderDiagnostics(loaded.diagnostics, text));
  return loaded.domain;
}

const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
const domains = blocks.filter((text) => text.startsWith("domain:"));

test("the page of the language shows a whole domain", () => {
  expect(domains.length).toBeGreaterThan(0);
});

test.each(domains.map((text) => [text.split("\n")[0] ?? "", text]))(
  "the page's %s loads",
  (_, text) => {
    expect(load(text).tools.length).toBeGreaterThan(0);
  },
);

test.each(
  blocks
    .filter((text) => !text.startsWith("domain:"))
    .map((text) => [text.split("\n")[0] ?? "", text]),
)("the page's piece %s fits into a domain", (_, text) => {
  const loaded = loadDomain(`${domains[0]}\n${text}`, "domain.yaml");
  const codes = loaded.ok ? [] : loaded.diagnostics.map(({ code }) => code);
  expect(codes.filter((code) => code !== "unused_type")).toEqual([]);
});

describe("what a document becomes", () => {
  const domain = load(clinic);
  const tool = (name: string) => domain.tools.find((one) => one.name === name);
  const entity = (name: string) => domain.entities.find((one) => one.name === name);

  test("the policy has its figures and not its markers", () => {
    expect(domain.policy).toBe(
      "# Clinic\nA visit costs 45.00. A patient may have 2 open visits.\nWe close on 2026-05-01.\n",
    );
  });

  test("what the policy states is kept by name", () => {
    expect(domain.policyMarkers).toEqual(["too_many_visits", "identify_first"]);
  });

  test("constants are plain values", () => {
    expect(domain.constants).toEqual({
      limits: { visits_open: 2, names: ["Ada", "Bo"] },
      fees: { visit: 4500, discount: 0.1 },
      holidays: { first: "2026-05-01" },
    });
  });

  test("schemes of ids", () => {
    expect(domain.entities.map(({ name, idField, id }) => [name, idField, id])).toEqual([
      ["Patient", "patient_id", { kind: "counter", prefix: "P", digits: 4, start: 1 }],
      ["Doctor", "doctor_id", { kind: "first_free", values: ["D1", "D2", "D3"], surrogate: false }],
      [
        "Visit",
        "visit_id",
        { kind: "hash", prefix: "V", digits: 6, alphabet: "hex", fields: ["patient_id", "at"] },
      ],
      ["Office", "id", { kind: "natural" }],
    ]);
  });

  test("the id stands first among the fields, and a singleton has none", () => {
    expect(entity("Doctor")?.fields.map(({ name }) => name)).toEqual([
      "doctor_id",
      "name",
      "ward",
      "rate",
    ]);
    expect(entity("Office")?.fields.map(({ name }) => name)).toEqual(["is_open"]);
  });

  test("refs, enums and what queries ask for are indexed", () => {
    expect(entity("Patient")?.indexes).toEqual([{ field: "name", transform: "exact" }]);
    expect(entity("Visit")?.indexes.map(({ field }) => field)).toEqual([
      "patient_id",
      "doctor_id",
      "status",
    ]);
  });

  test("parameters: names in logic, defaults, refusals", () => {
    expect(
      tool("book_visit")?.params.map((param) => ({
        name: param.name,
        record: param.record,
        value: param.value,
        required: param.required,
        default: param.default,
        notFound: param.notFound?.code,
      })),
    ).toEqual([
      {
        name: "patient_id",
        record: "patient",
        value: "patient_id",
        required: true,
        notFound: "patient_not_found",
      },
      { name: "at", record: null, value: "at", required: true },
      { name: "note", record: null, value: "note", required: false },
      { name: "times", record: null, value: "times", required: false, default: 1 },
    ]);
  });

  test("refusals: ids first, then guards in order, with meanings", () => {
    expect(tool("book_visit")?.refusals).toEqual([
      { code: "patient_not_found", description: "There is no patient with this id." },
      { code: "closed", description: "The office is closed." },
      { code: "too_many_visits", description: "The patient has as many open visits as allowed." },
    ]);
    expect(tool("move_patient")?.refusals.map(({ code }) => code)).toEqual(["no_such_patient"]);
  });

  test("results: views, inline records, and OK for none", () => {
    expect(tool("find_patient")?.result).toMatchObject({ kind: "record", name: "Patient.card" });
    expect(tool("book_visit")?.result).toMatchObject({
      name: null,
      fields: [{ name: "visit", type: { kind: "record", name: "Visit" } }, { name: "owed" }],
    });
    expect(tool("move_patient")?.result).toEqual({ kind: "string" });
    expect(tool("move_patient")?.body.at(-1)).toMatchObject({
      stmt: "return",
      value: { value: "OK" },
    });
  });

  test("only tools that change nothing are called idempotent here", () => {
    expect(domain.tools.map(({ name, idempotent }) => [name, idempotent])).toEqual([
      ["find_patient", true],
      ["book_visit", false],
      ["move_patient", false],
    ]);
  });

  test("fixed records are complete, keep text as written, and hold their ids", () => {
    expect(domain.seed.map((table) => [table.entity, table.fixed])).toEqual([
      ["Office", [{ is_open: true }]],
      ["Doctor", [{ doctor_id: "D1", name: "Bo", ward: "north", rate: 0.25 }]],
      [
        "Patient",
        [
          {
            patient_id: "P0001",
            name: "0.10",
            address: { street: "Road 1", city: "Oslo" },
            born: "1990-01-01",
            balance: 0,
            notes: ["a"],
            payment: { source: "card", last_four: "0815" },
          },
        ],
      ],
      [
        "Visit",
        [
          {
            visit_id: "V000001",
            patient_id: "P0001",
            doctor_id: "D1",
            at: "2026-03-04T10:00:00",
            status: "booked",
            extras: JSON.parse('{"__proto__":5}') as unknown,
          },
        ],
      ],
    ]);
  });

  test("examples: whole records on empty, parts of outcomes", () => {
    expect(domain.examples[0]).toMatchObject({
      on: "empty",
      given: {
        patients: { P0001: { patient_id: "P0001", payment: null } },
        office: { office: { is_open: true } },
      },
      calls: [{ tool: "book_visit", args: { patient_id: "P0001", at: "2026-03-03T10:00:00" } }],
      // biome-ignore lint/suspicious/noThenProperty: a field of the IR, which is never awaited
      then: {
        refusal: null,
        result: { visit: { status: "booked" }, owed: 4500 },
        state: { patients: { P0001: { balance: 4500 } } },
        created: {},
        nothingElse: false,
      },
    });
    expect(domain.examples[1]?.then).toEqual({
      refusal: "patient_unknown",
      result: undefined,
      state: {},
      created: {},
      nothingElse: false,
    });
  });

  test("loading twice gives the same bytes", () => {
    expect(JSON.stringify(load(clinic))).toBe(JSON.stringify(load(clinic)));
  });
});

test("a finding inside of a block has the line and column of the file", () => {
  const text = clinic.replace("p.name === name", "p.nam === name");
  const loaded = loadDomain(text, "domain.yaml");
  const found = loaded.ok ? [] : loaded.diagnostics;
  const line = text.split("\n").findIndex((one) => one.includes("p.nam ===")) + 1;
  const column = (text.split("\n")[line - 1] ?? "").indexOf("nam ===") + 1;
  expect(found.map(({ at, suggestion }) => [at.line, at.column, suggestion])).toContainEqual([
    line,
    column,
    "name",
  ]);
});

test("findings come in file order, several at once", () => {
  const text = clinic
    .replace("list<string>", "list<strin>")
    .replace("[[too_many_visits]]", "[[too_many]]")
    .replace("compare: set", "compare: sett");
  const loaded = loadDomain(text, "domain.yaml");
  const found = loaded.ok ? [] : loaded.diagnostics;
  expect(found.map(({ code }) => code)).toEqual([
    "unknown_marker",
    "unknown_type",
    "invalid_value",
  ]);
  expect(found.map(({ at }) => at.line)).toEqual(
    found.map(({ at }) => at.line).sort((a, b) => a - b),
  );
});

test("however a document is damaged, there are findings and no crash", () => {
  const place = fc.nat({ max: clinic.length - 1 });
  const junk = fc.constantFrom(
    "",
    "\n",
    ":",
    "- ",
    "{",
    "]",
    '"',
    "?",
    "null",
    "__proto__",
    "5",
    "<",
    "  ",
  );
  fc.assert(
    fc.property(place, fc.nat({ max: 40 }), junk, (from, length, inserted) => {
      const text = clinic.slice(0, from) + inserted + clinic.slice(from + length);
      const loaded = loadDomain(text, "domain.yaml");
      if (loaded.ok) return;
      expect(loaded.diagnostics.length).toBeGreaterThan(0);
      expect(renderDiagnostics(loaded.diagnostics, text).length).toBeGreaterThan(0);
    }),
    { seed: 11, numRuns: 150 },
  );
});

test("`as` names a parameter for the body, and of a ref the record", () => {
  const text = clinic
    .replace(
      "      name: { type: string, description: Full name. }\n    result",
      "      words: { as: full_name, type: string, description: Full name. }\n    result",
    )
    .replace("p.name === name", "p.name === full_name")
    .replace(/\{name\}\./, "{full_name}.")
    .replace("args: { name: Nobody }", "args: { words: Nobody }")
    .replace(
      "ref<Patient>, description: Who moved.",
      "ref<Patient>, as: mover, description: Who moved.",
    )
    .replace("apply(patient, changes)", "apply(mover, changes)");
  const params = load(text).tools.flatMap((tool) => tool.params);
  expect(params.map(({ name, record, value }) => [name, record, value])).toEqual([
    ["words", null, "full_name"],
    ["patient_id", "patient", "patient_id"],
    ["at", null, "at"],
    ["note", null, "note"],
    ["times", null, "times"],
    ["patient_id", "mover", "patient_id"],
    ["changes", null, "changes"],
  ]);
});

test("a parameter may have the name of a function that only seeds can call", () => {
  const text = clinic
    .replace(
      "      name: { type: string, description: Full name. }\n    result",
      "      place: { type: string, description: Full name. }\n    result",
    )
    .replace("p.name === name", "p.name === place")
    .replace(/\{name\}\./, "{place}.")
    .replace("args: { name: Nobody }", "args: { place: Nobody }");
  expect(load(text).tools[0]?.params.map(({ name }) => name)).toEqual(["place"]);
});

test("checking a domain of 25 tools takes at most 50 ms", () => {
  const start = clinic.indexOf("  find_patient:\n    description");
  const end = clinic.indexOf("\nreactions:");
  const tools = clinic.slice(start, end);
  const copies = Array.from({ length: 8 }, (_, i) =>
    tools.replace(/^ {2}([a-z_]+):$/gm, `  $1${i}:`),
  );
  const text = clinic.slice(0, end) + copies.join("") + clinic.slice(end);
  expect(load(text).tools.length).toBeGreaterThanOrEqual(25);
  const times = Array.from({ length: 15 }, () => {
    const before = performance.now();
    load(text);
    return performance.now() - before;
  });
  expect(Math.min(...times)).toBeLessThan(50);
});

test("text that has ids in it cannot become a message", () => {
  const text = (domains[1] ?? "").replace(
    "`We have parcel ${parcel.id}.`",
    '["We have parcel", `${parcel.id}`].join(" ")',
  );
  const loaded = loadDomain(text, "domain.yaml");
  expect(loaded.ok ? [] : loaded.diagnostics.map(({ code }) => code)).toEqual(["lost_mention"]);
});

test("a file that is not there is an error of the input", () => {
  expect(() => readDomainFile("/nowhere/domain.yaml")).toThrow(EnvFoundryError);
});
