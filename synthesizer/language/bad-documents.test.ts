import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadDomain } from "./load.js";

const good = readFileSync(new URL("./fixtures/clinic.yaml", import.meta.url), "utf8");

/** Where the finding must point: in the text that takes the place of the first. */
const HERE = "‸";

interface Case {
  readonly what: string;
  /** A piece of the good document, and what stands there instead, with `‸` before the culprit. */
  readonly change: readonly [string, string];
  readonly code: string;
  readonly suggestion?: string;
}

const c = (what: string, from: string, to: string, code: string, suggestion?: string): Case => ({
  what,
  change: [from, to],
  code,
  ...(suggestion === undefined ? {} : { suggestion }),
});

const yaml: Case[] = [
  c("an unclosed list", "[north, south]", "[north, south\n", "yaml_syntax"),
  c("an anchor", "title: Walk-in clinic", "title: ‸&a Walk-in clinic", "yaml_feature"),
  c("an alias", "category: health", "category: ‸*a", "yaml_feature"),
  c("a tag", "category: health", "category: ‸!!str health", "yaml_feature"),
  c("an anchor on a block", "policy: |", "policy: ‸&p |", "yaml_feature"),
  c("a merge key", "  north: 1", "", "yaml_feature"),
  c("a duplicate key", "category: health", "category: health\n‸title: Again", "duplicate_key"),
  c("a second document", "phrases:", "‸---\nphrases:", "yaml_feature"),
  c(
    "a directive",
    "domain: walk-in-clinic",
    "‸%YAML 1.1\n---\ndomain: walk-in-clinic",
    "yaml_feature",
  ),
  c("a tab", "  limits:", "‸\tlimits:", "yaml_syntax"),
  c(
    "a type with a colon",
    '"changes<Patient: name, address>"',
    "‸changes<Patient: name, address>",
    "yaml_syntax",
  ),
  c(
    "a colon in plain logic",
    'check: called("find_patient")',
    'check: ‸true ? called("a") : called("b")',
    "yaml_syntax",
  ),
].filter(({ what }) => what !== "a merge key");
yaml.push(c("a merge key", "  holidays:", "  ‸<<: { a: 1 }\n  holidays:", "yaml_feature"));

const shape: Case[] = [
  c("an unknown section", "phrases:", "‸phrasez:", "unknown_key", "phrases"),
  c(
    "an unknown key of a field",
    "{ type: bool, description: Whether",
    "{ type: bool, ‸descripton: x, description: Whether",
    "unknown_key",
    "description",
  ),
  c(
    "an unknown key of a tool",
    "    result: none",
    "    ‸reslt: none\n    result: none",
    "unknown_key",
    "result",
  ),
  c(
    "a missing description",
    "table: doctors\n    description: Somebody who helps.",
    "table: doctors",
    "missing_key",
  ),
  c("a missing section", "category: health\n", "", "missing_key"),
  c("a list instead of text", "title: Walk-in clinic", "title: ‸[a]", "wrong_shape"),
  c("nothing instead of text", "category: health", "‸category:", "wrong_shape"),
  c(
    "text instead of a mapping",
    "identified_by: [find_patient]",
    "identified_by: ‸find_patient",
    "wrong_shape",
  ),
  c("text instead of a number", "count: 20", "count: ‸many", "wrong_shape"),
  c("a fraction for a count", "count: 20", "count: ‸2.5", "wrong_shape"),
  c("yes instead of true", "singleton: true", "singleton: ‸yes", "wrong_shape"),
  c("an unknown word", "compare: set", "compare: ‸sett", "invalid_value", "set"),
  c(
    "a type cut at its comma",
    '"map<string, money>", description',
    "map<string, ‸money>, description",
    "unknown_key",
  ),
  c("an empty list", "tools: [book_visit]", "tools: ‸[]", "empty_list"),
];

const names: Case[] = [
  c("a domain's name", "domain: walk-in-clinic", "domain: ‸Walk_in", "invalid_name"),
  c(
    "a tool's name",
    "  find_patient:\n    description",
    "  ‸FindPatient:\n    description",
    "invalid_name",
  ),
  c("an entity's name", "  Doctor:\n", "  ‸doctor:\n", "invalid_name"),
  c("a field's name", "      rate: {", "      ‸ra-te: {", "invalid_name"),
  c("a field's misleading name", "      rate: {", "      ‸constructor: {", "invalid_name"),
  c("__proto__ as a tool", "  move_patient:", "  ‸__proto__:", "invalid_name"),
  c("a reserved tool", "  move_patient:", "  ‸reset:", "reserved_name"),
  c("a tool's name that is too long", "  move_patient:", `  ‸${"m".repeat(60)}:`, "name_too_long"),
  c("a reserved code", "too_many_visits: The", "‸invalid_state: The", "reserved_name"),
  c("a word of TypeScript as a parameter", "      times: {", "      ‸new: {", "reserved_name"),
  c(
    "a function called like one of the library",
    "functions:\n",
    "functions:\n  ‸words: { description: x, params: { n: int }, returns: int, body: return n; }\n",
    "name_clash",
  ),
  c("a constant called like a table", "  holidays: { first", "  ‸visits: { first", "name_clash"),
  c("a parameter called like a table", "      note: {", "      ‸visits: {", "name_clash"),
  c("a parameter called like a record", "      note: {", "      ‸patient: {", "name_clash"),
  c("a parameter called now", "      note: {", "      ‸now: {", "name_clash"),
  c("an enum called like an entity", "  Ward:", "  Patient:", "name_clash"),
  c("an enum called like the built-in one", "  Ward:", "  ‸Weekday:", "name_clash"),
  c("two tables of one name", "table: visits", "table: ‸doctors", "name_clash"),
  c(
    "a record called like another field",
    "      status: { type: VisitStatus",
    "      patient: { type: int, description: x }\n      status: { type: VisitStatus",
    "name_clash",
  ),
  c(
    "two rules of one name",
    '    check: called("find_patient")',
    '    check: called("find_patient")\n  - name: ‸identify_first\n    description: Again.\n    tools: [book_visit]\n    check: called("find_patient")',
    "duplicate_name",
  ),
];

const types: Case[] = [
  c("an unknown type", "{ type: bool,", "{ type: ‸boolean,", "unknown_type"),
  c("a misspelt enum", "{ type: Ward,", "{ type: ‸Wards,", "unknown_type", "Ward"),
  c("a ref to nothing", "ref<Doctor>?", "ref<‸Docter>?", "unknown_entity", "Doctor"),
  c("an entity as a field", "{ type: ref<Doctor>?", "{ type: ‸Doctor?", "invalid_type"),
  c("a list of nothing", "list<string>", "‸list", "invalid_type"),
  c(
    "an unclosed type",
    "type: list<string>, description: Remarks.",
    'type: "list<string‸", description: Remarks.',
    "invalid_type",
  ),
  c("a double question mark", "ref<Doctor>?", "ref<Doctor>?‸?", "invalid_type"),
  c("a map keyed by numbers", "map<string, money>", "map<‸int, money>", "invalid_type"),
  c("a foreign character", "map<string, money>", "map<string‸; money>", "invalid_type"),
  c(
    "a view of nothing",
    "result: Patient.card",
    "result: ‸Patient.cards",
    "unknown_view",
    "Patient.card",
  ),
  c(
    "changes of an unknown field",
    "changes<Patient: name, address>",
    "changes<Patient: name, ‸adress>",
    "unknown_field",
    "address",
  ),
  c(
    "changes in a field",
    "{ type: datetime, description: When it takes place.",
    '{ type: "‸changes<Patient: name>", description: When it takes place.',
    "invalid_type",
  ),
  c(
    "a type that contains itself",
    "city: { type: string, description: City. }",
    "city: { type: ‸Address, description: City. }",
    "recursive_type",
  ),
  c(
    "a bound that does not fit",
    "{ type: bool, description: Whether people may come.",
    "{ type: bool, description: Whether people may come., ‸min: 1",
    "bound_without_effect",
  ),
  c("bounds the wrong way round", "min: 1, max: 3", "min: ‸5, max: 3", "invalid_bound"),
  c(
    "omit_null without null",
    "type: Address, description: Where the patient lives.",
    "type: Address, description: Where the patient lives., omit_null: ‸true",
    "option_without_effect",
  ),
  c("set for text", "known: owner", "known: owner, compare: ‸set", "option_without_effect"),
  c(
    "a lifecycle to nowhere",
    "booked: [done, cancelled]",
    "booked: [‸don, cancelled]",
    "unknown_value",
    "done",
  ),
  c("an enum value twice", "[north, south]", "[north, ‸north]", "duplicate_name"),
  c(
    "a view of an unknown field",
    "card: [patient_id, name]",
    "card: [patient_id, ‸nam]",
    "unknown_field",
    "name",
  ),
  c(
    "a hash over an unknown field",
    "hash: [patient_id, at]",
    "hash: [patient_id, ‸att]",
    "unknown_field",
    "at",
  ),
  c(
    "keys of two kinds of id",
    "first_free: [D1, D2, D3]",
    "first_free: [D1, D2, D3], ‸digits: 2",
    "unknown_key",
  ),
  c("no id", "    id: { field: doctor_id, first_free: [D1, D2, D3] }\n", "", "missing_key"),
  c(
    "an id that comes from nowhere",
    "id: { field: doctor_id, first_free: [D1, D2, D3] }",
    "id: ‸{ field: doctor_id }",
    "missing_key",
  ),
  c(
    "an id field that stands twice",
    "      rate: {",
    "      ‸doctor_id: { type: string, description: x }\n      rate: {",
    "duplicate_name",
  ),
  c("a default of the wrong type", "default: 1,", "default: ‸often,", "type_mismatch"),
  c(
    "a function's parameter named as an id",
    "params: { patient: Patient }",
    "params: { ‸patient_id: Patient }",
    "invalid_name",
    "patient",
  ),
];

const rest: Case[] = [
  c(
    "an unknown constant in the policy",
    "{{limits.visits_open}}",
    "‸{{limits.visit_open}}",
    "unknown_constant",
    "limits.visits_open",
  ),
  c("a table in the policy", "{{limits.visits_open}}", "‸{{limits}}", "invalid_placeholder"),
  c(
    "money that is none",
    "{{money(fees.visit)}}",
    "‸{{money(fees.discount)}}",
    "invalid_placeholder",
  ),
  c(
    "a marker of nothing",
    "[[too_many_visits]]",
    "‸[[too_many_visit]]",
    "unknown_marker",
    "too_many_visits",
  ),
  c("a constant that is null", "discount: 0.10", "discount: ‸null", "invalid_constant"),
  c("a list of two types", "[Ada, Bo]", "[Ada, ‸5]", "mixed_list"),
  c("a date that is none", "2026-05-01", "‸2026-02-30", "invalid_constant"),
  c("a clock without a time", "now: 2026-03-02T09:00:00", "now: ‸2026-03-02", "type_mismatch"),
  c(
    "a path to another entity",
    "owns: { Visit: patient }",
    "owns: { Visit: ‸doctor }",
    "invalid_path",
  ),
  c(
    "a path of nothing",
    "owns: { Visit: patient }",
    "owns: { Visit: ‸patent }",
    "unknown_field",
    "patient",
  ),
  c(
    "identified by no tool",
    "identified_by: [find_patient]",
    "identified_by: [‸find_patients]",
    "unknown_tool",
    "find_patient",
  ),
  c(
    "a parameter that is not used",
    ", unused: It is for the person at the desk.",
    "",
    "unused_parameter",
  ),
  c(
    "a parameter that is used after all",
    "description: How often.,",
    "description: How often., unused: x,",
    "not_unused",
  ),
  c("a function that is not called", "open_visits(patient).length", "0", "unused_function"),
  c(
    "an error that is not used",
    "errors: { closed: The",
    "errors: { ‸shut: No., closed: The",
    "unused_error",
  ),
  c(
    "a constant that is not used",
    "  holidays: { first",
    "  ‸hours: 5\n  holidays: { first",
    "unused_constant",
  ),
  c(
    "an enum that is not used",
    "  Ward:",
    "  ‸Mood: { description: A mood., values: [good] }\n  Ward:",
    "unused_enum",
  ),
  c(
    "not_found without a ref",
    "description: How often.,",
    "description: How often., not_found: ‸gone,",
    "option_without_effect",
  ),
  c("a reaction to nothing", "on: Visit", "on: ‸Visits", "unknown_entity", "Visit"),
  c(
    "a rule about no tool",
    "tools: [book_visit]",
    "tools: [‸book_visits]",
    "unknown_tool",
    "book_visit",
  ),
  c(
    "an example of no tool",
    "when: { tool: book_visit",
    "when: { tool: ‸bok_visit",
    "unknown_tool",
    "book_visit",
  ),
  c(
    "an example without an argument",
    "args: { patient_id: P0001, at: 2026-03-03T10:00:00 }",
    "args: ‸{ patient_id: P0001 }",
    "missing_argument",
  ),
  c(
    "an example with a foreign argument",
    "args: { name: Nobody }",
    "args: { name: Nobody, ‸nam: x }",
    "unknown_parameter",
    "name",
  ),
  c(
    "an argument of the wrong type",
    "at: 2026-03-03T10:00:00 }",
    "at: ‸2026-03-03 }",
    "type_mismatch",
  ),
  c(
    "a given record without a field",
    "P0001: { name: Ada, address: { street: Road 1, city: Oslo }",
    "P0001: ‸{ name: Ada",
    "missing_field",
  ),
  c(
    "a given record with a foreign field",
    "P0001: { name: Ada, ",
    "P0001: { name: Ada, ‸nme: x, ",
    "unknown_field",
    "name",
  ),
  c(
    "a table that does not exist",
    "state: { patients:",
    "state: { ‸patient:",
    "unknown_table",
    "patients",
  ),
  c("a result of the wrong type", "owed: 4500 }", "owed: ‸45.5 }", "type_mismatch"),
  c(
    "a result with an unknown value",
    "result: { visit: { status: booked }",
    "result: { visit: { status: ‸boked }",
    "unknown_value",
    "booked",
  ),
  c(
    "a code that the tool never gives",
    "error: patient_unknown",
    "error: ‸patient_unknwn",
    "unknown_error",
    "patient_unknown",
  ),
  c(
    "a seed of no table",
    "  doctors:\n    fixed",
    "  ‸doctor:\n    fixed",
    "unknown_table",
    "doctors",
  ),
  c(
    "a seed without the singleton",
    "  office:\n    fixed: { is_open: true }\n",
    "",
    "missing_record",
  ),
  c("a fixed record of the wrong type", "rate: 0.25", "rate: ‸0.255", "type_mismatch"),
  c("a fixed record with an unknown id", "      D1: {", "      ‸D9: {", "unknown_value", "D1"),
  c("a fixed ref to nothing", "doctor_id: D1, at", "doctor_id: ‸D2, at", "dangling_ref", "D1"),
  c(
    "a union without its tag",
    "{ source: card, last_four: 0815 }",
    "‸{ last_four: 0815 }",
    "missing_field",
  ),
  c(
    "a union with another variant",
    "{ source: card, last_four: 0815 }",
    "{ source: ‸crad, last_four: 0815 }",
    "unknown_value",
    "card",
  ),
  c(
    "yes for a bool",
    "office: { is_open: true }",
    "office: { is_open: ‸yes }",
    "type_mismatch",
    "true",
  ),
  c(
    "count without each",
    "    each: |\n      return {",
    "    comment: |\n      return {",
    "missing_key",
  ),
  c(
    "a placeholder of no parameter",
    "a visit for {patient}",
    "a visit for ‸{patent}",
    "unknown_placeholder",
    "patient",
  ),
  c("phrases of no entity", "    Visit: [", "    ‸Vist: [", "unknown_entity", "Visit"),
];

const body = 'body: return visits.filter(v => v.patient === patient && v.status === "booked");';
const logic: Case[] = [
  c("a function that calls itself", body, "body: return open_visits(patient);", "recursion"),
  c(
    "a function that moves the clock",
    body,
    "body: |\n      advance(5);\n      return visits.filter(v => v.patient === patient);",
    "not_allowed_here",
  ),
  c(
    "a function's parameter that is not used",
    body,
    'body: return visits.filter(v => v.status === "done");',
    "unused_parameter",
  ),
  c(
    "a reaction that calls what can refuse",
    'if (visit.status === "cancelled") { visit.extras = {}; }',
    'const open = ‸refusing(visit); require(open, "x", "x");',
    "guard_not_allowed",
  ),
  c(
    "an invariant that calls what changes",
    "check: patients.every(p => p.notes.length <= 5)",
    "check: ‸changing(office)",
    "not_allowed_here",
  ),
  c(
    "a seed that calls what reads later tables",
    "      return { name: `Person",
    "      const some = ‸reading(i);\n      return { name: `Person",
    "not_yet_made",
  ),
  c(
    "a local that is not used",
    "      patient.balance += fees.visit;",
    "      const ‸spare = 1;\n      patient.balance += fees.visit;",
    "unused_local",
  ),
];

describe.each([
  ["logic", logic],
  ["YAML", yaml],
  ["shape", shape],
  ["names", names],
  ["types", types],
  ["use and data", rest],
])("%s", (_, cases) => {
  test.each(cases.map((one) => [one.what, one] as const))("%s", (_what, one) => {
    const [from, to] = one.change;
    expect(good.split(from).length, `\`${from}\` is in the good document`).toBeGreaterThan(1);
    const marked = withFunctions(good.replace(from, () => to));
    const offset = marked.indexOf(HERE);
    const text = marked.replace(HERE, "");
    const loaded = loadDomain(text, "clinic.yaml");
    const found = loaded.ok ? [] : loaded.diagnostics;
    const codes = found.map(({ code, at, suggestion }) => ({
      code,
      line: at.line,
      column: at.column,
      suggestion,
    }));
    const before = text.slice(0, Math.max(offset, 0)).split("\n");
    const expected = found.filter(
      ({ code, at, suggestion }) =>
        code === one.code &&
        (offset === -1 ||
          (at.line === before.length && at.column === (before.at(-1)?.length ?? 0) + 1)) &&
        (one.suggestion === undefined || suggestion === one.suggestion),
    );
    expect(
      expected.length > 0,
      `wanted ${one.code} at ${before.length}:${(before.at(-1)?.length ?? 0) + 1} (${one.suggestion ?? "no suggestion asked"}), found ${JSON.stringify(codes)}`,
    ).toBe(true);
    expect(found.length, `few echoes: ${JSON.stringify(codes)}`).toBeLessThan(5);
  });
});

/** Adds the functions of the cases about logic, where one of them is called. */
function withFunctions(text: string): string {
  const functions = [
    [
      "refusing(",
      "params: { visit: Visit }",
      "bool",
      'require(visit.status === "booked", "too_many_visits", "No."); return true;',
    ],
    ["changing(", "params: { place: Office }", "bool", "place.is_open = false; return true;"],
    ["reading(", "params: { n: int }", "bool", "return visits.length > n;"],
  ] as const;
  let complete = text;
  for (const [call, params, returns, lines] of functions) {
    if (!text.includes(call)) continue;
    const definition = `  ${call.slice(0, -1)}:\n    description: x\n    ${params}\n    returns: ${returns}\n    body: |\n      ${lines}\n`;
    complete = complete.replace("functions:\n", () => `functions:\n${definition}`);
  }
  return complete;
}

test("the good document is good", () => {
  const loaded = loadDomain(good, "clinic.yaml");
  expect(loaded.ok ? [] : loaded.diagnostics).toEqual([]);
});
