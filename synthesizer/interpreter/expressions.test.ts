// biome-ignore-all lint/suspicious/noTemplateCurlyInString: bodies are text of a domain file
import { describe, expect, test } from "vitest";
import { lab, run } from "./lab.fixture.js";

/** [what it shows, body, result type, what comes out] */
type Case = readonly [name: string, body: string, result: string, expected: unknown];

const CASES: readonly Case[] = [
  ["literals and templates", "return `${1}-${true}-${'x'}`;", "string", "1-true-x"],
  [
    "now and today",
    "return `${text(now)} ${text(today)}`;",
    "string",
    "2026-03-02T09:30:00 2026-03-02",
  ],
  ["constants", "return limits.loans * fees.late;", "money", 50],
  [
    "a constant looked up by an enum",
    "const loan = first(loans);\nreturn loan === null ? 0 : fares[loan.status];",
    "int",
    3,
  ],
  ["arithmetic as in TypeScript", "return 7 % 3 + 2 * 3 - 10;", "int", -3],
  ["the sign of a remainder", "return -7 % 3;", "int", -1],
  [
    "division by what may be zero",
    "const n = loans.length - 3;\nreturn 1 / n ?? 99;",
    "number",
    99,
  ],
  ["remainder by what may be zero", "const n = loans.length - 3;\nreturn 1 % n ?? 98;", "int", 98],
  ["concatenation", 'const a = "a";\nreturn a + "b";', "string", "ab"],
  ["comparison of dates", "return today < addDays(today, 1) && now >= now;", "bool", true],
  [
    "and, or, not stop early",
    "const l = loans.get('nobody');\nreturn l === null || l.title === 'x';",
    "bool",
    true,
  ],
  ["coalesce", "return loans.get('nobody')?.title ?? 'none';", "string", "none"],
  ["a chain that ends early", "return loans.get('nobody')?.member.name.length ?? -1;", "int", -1],
  ["a condition", "return loans.length > 2 ? 'many' : 'few';", "string", "many"],
  ["lists and spreads", "const a = [1, 2];\nreturn [0, ...a, 3];", "list<int>", [0, 1, 2, 3]],
  [
    "list[i] and at",
    "const a = [1, 2];\nreturn (a[5] ?? 10) + (a[1] ?? 0) + (a.at(-1) ?? 0);",
    "int",
    14,
  ],
  [
    "list[i] beside the list",
    "const a = [1, 2];\nreturn [a[-1] ?? 7, a[99] ?? 8];",
    "list<int>",
    [7, 8],
  ],
  [
    "methods of text",
    "return ' A,b '.trim().toLowerCase().split(',').map(t => t.padStart(2, '.')).join('|');",
    "string",
    ".a|.b",
  ],
  [
    "search in text",
    "const t = 'banana';\nreturn [t.indexOf('n'), t.length, t.slice(1, 3).length];",
    "list<int>",
    [2, 6, 2],
  ],
  [
    "text tests",
    "const t = 'banana';\nreturn t.includes('nan') && t.startsWith('ba') && t.endsWith('a') && !t.includes('x');",
    "bool",
    true,
  ],
  [
    "replaceAll, repeat, upper case",
    "return 'ab'.repeat(2).replaceAll('b', '-').toUpperCase();",
    "string",
    "A-A-",
  ],
  [
    "filter, map, flatMap, concat",
    "return [1, 2, 3].filter(n => n > 1).flatMap(n => [n, n]).concat([9]);",
    "list<int>",
    [2, 2, 3, 3, 9],
  ],
  [
    "find and findIndex",
    "const a = [4, 5, 6];\nreturn [a.find(n => n > 4) ?? 0, a.find(n => n > 9) ?? -2, a.findIndex(n => n === 6)];",
    "list<int>",
    [5, -2, 2],
  ],
  [
    "some, every, includes, indexOf",
    "const a = [4, 5, 6];\nreturn a.some(n => n === 5) && a.every(n => n > 3) && a.includes(6) && a.indexOf(7) === -1;",
    "bool",
    true,
  ],
  ["toReversed", "return [1, 2, 3].toReversed();", "list<int>", [3, 2, 1]],
  ["arrows close over locals", "const by = 3;\nreturn sum([1, 2].map(n => n * by));", "int", 9],
  [
    "library functions with arrows",
    "return sortBy(loans, l => l.title).map(l => l.title);",
    "list<string>",
    ["Dune", "Emma", "Solaris"],
  ],
  ["maps in the order of keys", "const m = { b: 1, a: 2 };\nreturn m.a + m.b;", "int", 3],
  [
    "fields through refs",
    "const l = loans.get('L0001');\nreturn l?.member.name ?? '';",
    "string",
    "Ada Park",
  ],
  [
    "the id beside the ref",
    "const l = loans.get('L0001');\nreturn l === null ? '' : text(l.member_id);",
    "string",
    "M0001",
  ],
  [
    "lists of refs",
    "const l = loans.get('L0001');\nreturn l === null ? [] : l.witnesses.map(w => w.name);",
    "list<string>",
    ["Bo Lind", "Cy Fox"],
  ],
  [
    "identity of records",
    "const l = loans.get('L0001');\nconst m = members.get('M0001');\nreturn l !== null && m !== null && l.member === m;",
    "bool",
    true,
  ],
  [
    "records that are missing on both sides",
    "const a = members.get('x');\nconst b = members.get('y');\nreturn a === b;",
    "bool",
    true,
  ],
  [
    "a nullable ref",
    "const bo = members.get('M0002');\nreturn bo !== null && bo.friend === null;",
    "bool",
    true,
  ],
  [
    "a query by field",
    "return loans.filter(l => l.status === 'open').map(l => l.loan_id);",
    "list<id<Loan>>",
    ["L0001", "L0002"],
  ],
  [
    "a query by ref and more",
    "const ada = members.get('M0001');\nreturn loans.count(l => l.member === ada && l.title.length > 3);",
    "int",
    2,
  ],
  [
    "a query in lower case",
    "return members.find(m => m.email.toLowerCase() === 'ADA@example.org'.toLowerCase())?.name ?? '';",
    "string",
    "Ada Park",
  ],
  [
    "some and every over a table",
    "return loans.some(l => l.status === 'returned') && !loans.every(l => l.status === 'returned');",
    "bool",
    true,
  ],
  [
    "every over an equality",
    "return members.every(m => m.balance === 0) && !loans.every(l => l.title === 'Emma');",
    "bool",
    true,
  ],
  [
    "a query that finds nothing",
    "return loans.find(l => l.title === 'Nothing') === null;",
    "bool",
    true,
  ],
  ["the singleton", "return device.wifi && !device.sound;", "bool", true],
  [
    "tagged unions",
    "const p = members.get('M0001')?.cards['g'] ?? null;\nif (p === null) { return -1; }\nif (p.source === 'gift') { return p.left; }\nreturn -2;",
    "money",
    500,
  ],
  [
    "own keys of maps only",
    "const m = members.get('M0001');\nif (m === null) { return []; }\nreturn [m.cards['__proto__'] === null, m.cards['constructor'] === null, has(m.cards, 'toString'), has(m.cards, 'a')];",
    "list<bool>",
    [true, true, false, true],
  ],
  [
    "ids that are words of the engine",
    "return members.get('__proto__') === null && members.get('constructor') === null;",
    "bool",
    true,
  ],
  [
    "deep equality",
    "const l = loans.get('L0001');\nreturn l !== null && equal(l.items.map(i => i.price), [100, 250]);",
    "bool",
    true,
  ],
  [
    "a whole record as result",
    "const n = notes.get('first');\nrequire(n !== null, 'refused', 'No.');\nreturn n;",
    "Note",
    { key: "first", text: "Hello", score: 1 },
  ],
  ["nullable results", "return loans.get('nobody');", "Loan?", null],
  ["decimals are rounded on the way out", "return 2.345;", "decimal(2)", 2.35],
];

describe("expressions", () => {
  test.each(CASES)("%s", (_name, body, result, expected) => {
    expect(run(body, result)).toEqual(expected);
  });

  test("parameters: defaults, omitted ones, and records by id", () => {
    const { call } = lab({
      probe: {
        params: {
          member_id: "ref<Member>",
          other: { type: "ref<Member>?", description: "Another.", not_found: "member_missing" },
          n: { type: "int", description: "A number.", default: 4 },
          word: "string?",
        },
        result: "string",
        body: "return `${member.name} ${text(member_id)} ${other?.name ?? '-'} ${n} ${word ?? '-'}`;",
      },
    });
    expect(call("probe", { member_id: "M0002" })).toMatchObject({ result: "Bo Lind M0002 - 4 -" });
    expect(call("probe", { member_id: "M0002", other: "M0003", n: 1, word: "w" })).toMatchObject({
      result: "Bo Lind M0002 Cy Fox 1 w",
    });
    expect(call("probe", { member_id: "M9" })).toMatchObject({ code: "member_not_found" });
    expect(call("probe", { member_id: "M0002", other: "M9" })).toMatchObject({
      code: "member_missing",
    });
    expect(call("probe", { member_id: "M8", other: "M9" })).toMatchObject({
      code: "member_not_found",
    });
  });

  test("functions take and give records", () => {
    const functions = {
      loans_of: {
        description: "The open loans of a member.",
        params: { member: "Member" },
        returns: "list<Loan>",
        body: "return loans.filter(l => l.member === member && l.status === 'open');",
      },
      titles: {
        description: "Their titles.",
        params: { member: "Member" },
        returns: "list<string>",
        body: "return loans_of(member).map(l => l.title);",
      },
    };
    expect(
      run("const m = members.get('M0001');\nreturn m === null ? [] : titles(m);", "list<string>", {
        functions,
      }),
    ).toEqual(["Emma", "Dune"]);
  });
});
