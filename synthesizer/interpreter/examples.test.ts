// biome-ignore-all lint/suspicious/noThenProperty: examples are given / when / then; nobody awaits them
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadDomain } from "../language/index.js";
import { type ExampleResult, interpretDomain, runExamples } from "./index.js";
import { lab, START } from "./lab.fixture.js";

const TOOLS = {
  give_back: {
    params: { loan_id: "ref<Loan>" },
    result: "Loan",
    errors: { not_open: "The loan is not open." },
    body: `require(loan.status === "open", "not_open", "Not open.");
loan.status = "returned";
loan.fee = 50;
loan.member.balance += 50;
return loan;`,
  },
  forget: { params: { loan_id: "ref<Loan>" }, body: "remove(loan);" },
  time: { result: "datetime", body: "return now;" },
  note: {
    params: { key: "string", score: "int" },
    body: 'create(Note, { key, text: "Hello", score });',
  },
};

const given = { members: START.members, loans: START.loans, device: START.device };
const when = { tool: "give_back", args: { loan_id: "L0001" } };

function example(parts: object): ExampleResult {
  const { ir, domain } = lab(TOOLS, {
    examples: [{ name: "an example", on: "empty", given, when, ...parts }],
  });
  const [result] = runExamples(ir, domain);
  if (result === undefined) throw new Error("there is no result");
  return result;
}

test("the examples on the page of the language pass", () => {
  const page = readFileSync(new URL("../../docs/language.md", import.meta.url), "utf8");
  for (const [, text = ""] of page.matchAll(/```yaml\n(domain:[\s\S]*?)```/g)) {
    const loaded = loadDomain(text, "domain.yaml");
    if (!loaded.ok) throw new Error("the page does not load");
    const results = runExamples(loaded.domain, interpretDomain(loaded.domain));
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter(({ passed }) => !passed)).toEqual([]);
  }
});

describe("runExamples", () => {
  test.each([
    ["a result", { result: { status: "returned", fee: 50 } }],
    ["a state", { state: { members: { M0001: { balance: 50 } } } }],
    [
      "nothing else",
      {
        state: {
          members: { M0001: { balance: 50 } },
          loans: { L0001: { status: "returned", fee: 50 } },
        },
        nothing_else: true,
      },
    ],
  ])("passes: %s", (_name, then) => {
    expect(example({ then })).toMatchObject({ name: "an example", passed: true, reason: null });
  });

  test.each([
    [{ result: { fee: 51 } }, "the result, fee, was to be 51, but is 50"],
    [{ result: { items: [{ price: 1 }] } }, /the result, items, was to be 1 elements, but is 2: /],
    [
      { state: { members: { M0001: { balance: 0 } } } },
      "members.M0001, balance, was to be 0, but is 50",
    ],
    [{ state: { loans: { L0001: null } } }, "loans.L0001 was to be gone, but it is there"],
    [{ state: { loans: { L0009: { fee: 1 } } } }, "there is no loans.L0009"],
    [{ error: "not_open" }, /^give_back was to be refused with not_open, but it succeeded/],
    [
      { state: { loans: { L0001: { status: "returned", fee: 50 } } }, nothing_else: true },
      "nothing else was to change, but members.M0001.balance was 0 and is 50",
    ],
  ])("fails with what is wrong: %o", (then, reason) => {
    const result = example({ then });
    expect(result.passed).toBe(false);
    expect(result.reason).toMatch(reason);
  });

  test("refusals: the expected one, another one, and one that was not expected", () => {
    const again = [when, when];
    expect(example({ when: again, then: { error: "not_open" } }).reason).toBe(null);
    expect(example({ when: again, then: { error: "loan_not_found" } }).reason).toBe(
      'give_back was refused with not_open ("Not open."), not with loan_not_found',
    );
    expect(example({ when: [...again, when], then: { error: "not_open" } }).reason).toBe(
      'give_back was refused with not_open ("Not open.")',
    );
  });

  test("removed and created records count", () => {
    const forget = { tool: "forget", args: { loan_id: "L0002" } };
    expect(
      example({ when: forget, then: { state: { loans: { L0002: null } }, nothing_else: true } })
        .passed,
    ).toBe(true);
    expect(example({ when: forget, then: { nothing_else: true } }).reason).toBe(
      "nothing else was to change, but loans.L0002 was removed",
    );
  });

  describe("created records", () => {
    const note = { tool: "note", args: { key: "b", score: 1 } };
    const notes = [{ tool: "note", args: { key: "a", score: 2 } }, note];
    test.each([
      ["in any order, by some fields", [{ score: 1 }, { key: "a", score: 2 }]],
      ["when one fits both", [{}, { score: 2 }]],
      [
        "by the text of a message",
        [
          { text: "Hello", key: "a" },
          { text: "Hello", key: "b" },
        ],
      ],
    ])("match %s", (_, created) => {
      const then = { created: { notes: created }, nothing_else: true };
      expect(example({ when: notes, then }).reason).toBe(null);
    });
    test.each([
      [{ notes: [{ score: 1 }] }, /^1 of notes were to be created, but 2: /],
      [{ notes: [] }, /^0 of notes were to be created, but 2: /],
      [{ loans: [{ title: "x" }] }, "1 of loans were to be created, but none was"],
      [{ notes: [{ score: 1 }, { score: 1 }] }, /^no record of notes was created as {"score":1}, /],
    ])("fail with what is wrong: %o", (created, reason) => {
      expect(example({ when: notes, then: { created } }).reason).toMatch(reason);
    });
    test("are something else unless they are expected", () => {
      expect(example({ when: note, then: { nothing_else: true } }).reason).toBe(
        "nothing else was to change, but notes.b was created",
      );
    });
  });

  test("start from the seed with changes, and from another time", () => {
    expect(
      example({
        on: "seed",
        given: { loans: { L0001: { title: "Changed" } } },
        then: { result: { title: "Changed" } },
      }).reason,
    ).toBe(null);
    expect(
      example({
        on: "seed",
        given: {},
        now: "2027-01-01T00:00:00",
        when: { tool: "time" },
        then: { result: "2027-01-01T00:00:00" },
      }).reason,
    ).toBe(null);
  });
});
