import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TypeSpec } from "../../../shared/index.js";
import { checkCondition, checkText, scopeOf } from "./fixture.js";

const WORDS = (
  "const let if else for of return require fail create apply remove delete loan member order loans members " +
  "status title n amount payment names x y l => => . . , ; ( ) ( ) { } [ ] = === !== < + - * / % && || ! ?? ?. ? : " +
  "... 'open' 'gift' 'not_open' 1 0 2.5 null true `a ${ } ` map filter find push length balance fee items " +
  "source member_id get sum sortBy groupBy __proto__ constructor async new this /a/ break continue desk"
).split(" ");

const BASE = [
  "const best = loans.find(l => l.member === member && l.status === 'open'); require(best !== null, 'not_open', `No loan of ${member.name}.`); best.fee = (best.fee ?? 0) + 5; return best;",
  "let total = 0; for (const i of order.items) { if (i.note === null) { continue; } total += i.price * i.quantity; } order.total = total; return loan;",
  "const out = []; for (const [i, l] of loans.entries()) { out.push({ l, i }); } if (payment.source === 'gift') { payment.balance; } return create(Loan, { member, title, status: 'open', due: today, ...loan });",
];
const RESULT: TypeSpec = { kind: "ref", entity: "Loan" };

/** Whatever the text is, checking ends, does not throw, and either reports or gives IR. */
function survives(text: string): void {
  const { body, diagnostics } = checkText(text, scopeOf(RESULT));
  expect(diagnostics.any || body.length > 0).toBe(true);
  if (!diagnostics.any) expect(JSON.stringify(body)).not.toContain('"kind":"never"},"at"');
  checkCondition(text, scopeOf(null, { where: "invariant", codes: null }));
}

describe("any text", () => {
  it("of words of the language", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }), (words) =>
        survives(words.join(" ")),
      ),
      { seed: 7, numRuns: 1500 },
    );
  });
  it("of arbitrary characters", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), survives), {
      seed: 8,
      numRuns: 300,
    });
  });
  it("that is a body with words exchanged", () => {
    const tokens = BASE.map((text) => text.match(/\w+|'[^']*'|[^\s\w]+/g) ?? []);
    fc.assert(
      fc.property(
        fc.constantFrom(...tokens),
        fc.array(fc.tuple(fc.nat(80), fc.constantFrom(...WORDS)), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (base, changes, drop) => {
          const text = [...base];
          for (const [at, word] of changes) {
            if (drop) text.splice(at % text.length, 1);
            else text[at % text.length] = word;
          }
          survives(text.join(" "));
        },
      ),
      { seed: 9, numRuns: 2000 },
    );
  });
  it("that is deep or long", () => {
    const deep = [
      "(".repeat(1 << 20),
      "(".repeat(60_000),
      "!".repeat(60_000),
      `return ${"(".repeat(5000)}1${")".repeat(5000)};`,
      `return ${"!".repeat(20_000)}true;`,
      `return ${"-".repeat(300)}1;`.replaceAll("--", "- -"),
      `return ${"1 + ".repeat(10_000)}1;`,
      `return ${"[".repeat(10_000)}`,
      `return ${"{a:".repeat(10_000)}`,
      `return ${"x => ".repeat(10_000)}1;`,
      "if (n > 1) ".repeat(5000),
      "if (n > 1) { loan.fee = 1; } else ".repeat(3000),
      `return ${"n > 1 ? 1 : ".repeat(5000)}1;`,
      `return ${"`${".repeat(5000)}`,
      `return loan${".member".repeat(10_000)};`,
      `return names${".map(x => x)".repeat(150)};`,
      "x = ".repeat(10_000),
      "const a = 1;".repeat(5000),
    ];
    for (const text of deep) {
      const before = performance.now();
      const { diagnostics } = checkText(text, scopeOf(RESULT));
      expect(diagnostics.any).toBe(true);
      expect(performance.now() - before, text.slice(0, 40)).toBeLessThan(1500);
    }
  });
  it("in which queries and spreads stand in each other, without checking them again and again", () => {
    const nested = (depth: number): string =>
      depth === 0 ? "'a'" : `(loans.find(l => l.title === ${nested(depth - 1)})?.title ?? 'b')`;
    const spread = (depth: number): string =>
      depth === 0 ? "loan" : `{ ...${spread(depth - 1)} }`;
    for (const text of [
      `const t = ${nested(20).replace(/\bl\b/g, "l")}; loan.title = t;`,
      `order.items = [${spread(40)}];`,
    ]) {
      const before = performance.now();
      checkText(text);
      expect(performance.now() - before).toBeLessThan(500);
    }
  });
  it("in keys and names of prototypes", () => {
    for (const name of [
      "__proto__",
      "constructor",
      "prototype",
      "toString",
      "hasOwnProperty",
      "valueOf",
    ]) {
      for (const text of [
        `return loan.${name};`,
        `return ${name};`,
        `return ${name}(1);`,
        `return title.${name}();`,
        `return limits.${name};`,
        `return create(${name}, {});`,
        `return loan[${JSON.stringify(name)}];`,
        `loan.${name} = 1;`,
        `const ${name} = 1; return ${name};`,
        `require(true, ${JSON.stringify(name)}, 'x');`,
      ]) {
        expect(checkText(text, scopeOf({ kind: "string" })).diagnostics.any, text).toBe(true);
      }
    }
  });
});

describe("speed", () => {
  it("checks the bodies of a domain with 25 tools in a few milliseconds", () => {
    const body = [
      "const mine = loans.filter(l => l.member === member && l.status === 'open');",
      "require(mine.length < limits.loans, 'loan_limit', `${member.name} holds ${mine.length} loans.`);",
      "let total = 0;",
      "for (const item of order.items) { if (item.note !== null) { total += item.price * item.quantity; } }",
      "require(payment.source !== 'gift' || payment.balance > 5, 'not_open', 'Too little is left.');",
      "member.balance += round(total * 100);",
      "const oldest = minBy(mine, l => l.due);",
      "if (oldest !== null && daysBetween(oldest.due, today) > limits.days) { oldest.fee = fees.late_per_day; }",
      "order.items.push({ book, quantity: n, price });",
      "return create(Loan, { member, title, status: 'open', due: addDays(today, limits.days), fee: null });",
    ].join("\n");
    const scope = scopeOf(RESULT);
    const run = () => {
      const before = performance.now();
      for (let i = 0; i < 25; i++) expect(checkText(body, scope).diagnostics.list).toEqual([]);
      return performance.now() - before;
    };
    const times = Array.from({ length: 15 }, run);
    // The machine may be busy: the best round counts.
    expect(Math.min(...times)).toBeLessThan(30);
  });
});
