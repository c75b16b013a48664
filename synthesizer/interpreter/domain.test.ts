// biome-ignore-all lint/suspicious/noTemplateCurlyInString: bodies are text of a domain file
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  callTool,
  checkInvariants,
  createBase,
  createPlainState,
  openState,
  prepareDomain,
} from "../../shared/index.js";
import { loadDomain } from "../language/index.js";
import { interpretDomain, runExamples } from "./index.js";
import { lab } from "./lab.fixture.js";

/** The whole domain that the language's page begins with. */
const page = readFileSync(
  fileURLToPath(new URL("../../docs/language.md", import.meta.url)),
  "utf8",
);
const loaded = loadDomain(page.split("```yaml\n")[1]?.split("```")[0] ?? "", "domain.yaml");
if (!loaded.ok) throw new Error(loaded.diagnostics.map((each) => each.message).join("\n"));
const ir = loaded.domain;
const domain = interpretDomain(ir);
const prepared = prepareDomain(domain);
const document = domain.seed({ seed: 1, scale: 1 });

describe("interpretDomain", () => {
  test("runs the domain of the language's page: seed, examples, invariants", () => {
    expect(Object.keys(document.members ?? {})).toHaveLength(40);
    expect(Object.keys(document.loans ?? {})).toHaveLength(90);
    expect(runExamples(ir, domain)).toEqual([
      {
        name: "a return three days late costs 75 cents",
        at: expect.anything(),
        passed: true,
        reason: null,
      },
    ]);
    const state = openState(createBase(domain.spec, document));
    expect(checkInvariants(prepared, state, { now: domain.spec.now })).toEqual([]);
  });

  test("does the same on the engine and on the plain store, whatever is called", () => {
    const base = createBase(domain.spec, document, { freeze: true });
    const ids = (prefix: string, digits: number, max: number) =>
      fc.oneof(
        fc.integer({ min: 1, max }).map((n) => prefix + String(n).padStart(digits, "0")),
        fc.constantFrom("__proto__", "constructor", "M0001"),
      );
    const call = fc.oneof(
      fc.record({
        tool: fc.constant("borrow"),
        args: fc.record({ member_id: ids("M", 4, 6), title: fc.constantFrom("Emma", "", "Dune") }),
      }),
      fc.record({
        tool: fc.constant("return_loan"),
        args: fc.record({ loan_id: ids("L", 5, 100) }),
      }),
      fc.record({
        tool: fc.constantFrom("list_loans", "find_member", "__proto__"),
        args: fc.record({ member_id: ids("M", 4, 6) }),
      }),
    );
    fc.assert(
      fc.property(fc.array(call, { maxLength: 12 }), (calls) => {
        const engine = openState(base, { freeze: true });
        const plain = createPlainState(domain.spec, document);
        const clocks = [{ now: domain.spec.now }, { now: domain.spec.now }] as const;
        for (const { tool, args } of calls) {
          const outcome = callTool(prepared, engine, clocks[0], tool, args);
          const other = callTool(prepared, plain, clocks[1], tool, args);
          if (outcome.ok) expect(other).toEqual(outcome);
          else expect(other).toMatchObject({ ok: false, code: outcome.code });
        }
        expect(plain.document()).toEqual(engine.document());
      }),
      { seed: 7, numRuns: 25 },
    );
  });

  test("makes the same bytes in another process, zone and language", () => {
    const here = JSON.stringify(domain.seed({ seed: 3, scale: 2 }));
    const at = (path: string) => JSON.stringify(fileURLToPath(new URL(path, import.meta.url)));
    const printed = execFileSync(
      process.execPath,
      [
        "--import",
        "tsx",
        "--input-type=module",
        "-e",
        `import { readFileSync } from "node:fs";
         const { loadDomain } = await import(${at("../language/index.ts")});
         const { interpretDomain } = await import(${at("./index.ts")});
         const page = readFileSync(${at("../../docs/language.md")}, "utf8");
         const { domain } = loadDomain(page.split("\`\`\`yaml\\n")[1].split("\`\`\`")[0], "domain.yaml");
         process.stdout.write(JSON.stringify(interpretDomain(domain).seed({ seed: 3, scale: 2 })));`,
      ],
      { env: { ...process.env, TZ: "Pacific/Apia", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" } },
    );
    expect(printed.toString()).toBe(here);
  });

  test("a larger scale only adds", () => {
    const large = domain.seed({ seed: 1, scale: 3 });
    for (const [table, records] of Object.entries(document)) {
      const entries = Object.entries(large[table] ?? {});
      expect(entries).toHaveLength(Object.keys(records).length * 3);
      expect(entries.slice(0, Object.keys(records).length)).toEqual(Object.entries(records));
    }
  });

  test("a table of a seed sees the tables above and itself, and may leave records out", () => {
    const { domain: made } = lab(
      {},
      {
        seed: {
          members: {
            count: 2,
            each: "return { name: `N${i}`, email: `n${i}@example.org`, balance: 0, cards: {}, tags: [], rating: 1 };",
          },
          loans: {
            count: 3,
            each: `if (i === 1) { return null; }
const member = pick(members);
return { member, title: \`T\${i} after \${loans.length}\`, status: "open", due: today, items: [], witnesses: [member] };`,
          },
          notes: { fixed: { first: { text: "Hello", score: 1 } } },
          device: { fixed: [{ wifi: true, sound: false, battery: 50 }] },
        },
      },
    );
    const state = made.seed({ seed: 1, scale: 2 });
    // Number 1 was left out; the numbers run on over the rounds.
    expect(Object.values(state.loans ?? {}).map((loan) => [loan.loan_id, loan.title])).toEqual([
      ["L0001", "T0 after 0"],
      ["L0002", "T2 after 1"],
      ["L0003", "T3 after 2"],
      ["L0004", "T4 after 3"],
      ["L0005", "T5 after 4"],
    ]);
  });
});
