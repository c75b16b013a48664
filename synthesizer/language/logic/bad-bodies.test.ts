import { describe, expect, it } from "vitest";
import { checkCondition, checkText, scopeOf } from "./fixture.js";

const STATUS = { kind: "enum", name: "LoanStatus", values: ["open", "returned", "lost"] } as const;

/** Body of a tool without a result, and what is to be reported. */
const BAD: readonly (readonly [string, ...string[]])[] = [
  // Syntax and size
  ["const x = ;", "syntax 1:11"],
  ["loan.fee = (5", "syntax 1:14"],
  ["const x: number = 5;", "outside_subset 1:8"],
  ["loan.fee = amount as number;", "outside_subset 1:19"],
  ["loan.fee = amount!;", "outside_subset 1:18"],
  ["import x from 'y';", "outside_subset 1:1"],
  // What is known to be null has nothing
  [
    "const found = loans.find(l => l.fee === 5); if (found === null) { require(found?.fee !== null, 'not_open', 'x'); }",
    "unreachable_code 1:75",
  ],
  // Outside of the subset
  ["while (true) { n; }", "outside_subset 1:1"],
  ["for (let i = 0; i < 3; i++) { }", "outside_subset 1:1"],
  ["for (const k in loan) { }", "outside_subset 1:1"],
  ["do { } while (true);", "outside_subset 1:1"],
  ["switch (n) { }", "outside_subset 1:1"],
  ["throw 5;", "outside_subset 1:1"],
  ["try { } catch { }", "outside_subset 1:1"],
  ["class A { }", "outside_subset 1:1"],
  ["function f() { }", "outside_subset 1:1"],
  ["var x = 1; loan.fee = x;", "outside_subset 1:1"],
  ["x: for (const l of loans) { break x; }", "outside_subset 1:1"],
  ["{ loan.fee = 1; }", "outside_subset 1:1"],
  ["loan.fee = (1, 2);", "outside_subset 1:13"],
  ["loan.fee = this.x;", "outside_subset 1:12"],
  ["loan.returned_at = new Date();", "outside_subset 1:20"],
  ["n++;", "outside_subset 1:1"],
  ["loan.fee = n ** 2;", "outside_subset 1:12"],
  ["loan.fee = n | 1;", "outside_subset 1:12"],
  ["loan.fee = ~n;", "outside_subset 1:12"],
  ["if (n == 1) { loan.fee = 1; }", "outside_subset 1:5 -> ==="],
  ["if (n != 1) { loan.fee = 1; }", "outside_subset 1:5 -> !=="],
  ["if (typeof n === 'x') { loan.fee = 1; }", "outside_subset 1:5"],
  ["if ('a' in member.cards) { loan.fee = 1; }", "outside_subset 1:5"],
  ["loan.title = /a/.test(title) ? 'x' : 'y';", "outside_subset 1:14"],
  ["loan.fee = 5n;", "outside_subset 1:12"],
  ["loan.fee = 010;", "outside_subset 1:12"],
  ["loan.fee = Math.max(1, 2);", "outside_subset 1:12"],
  ["loan.fee = Math.round(price);", "outside_subset 1:12"],
  ["loan.title = JSON.stringify(names);", "outside_subset 1:14"],
  ["loan.title = Object.keys(member.cards).join();", "outside_subset 1:14"],
  ["console.log(title);", "outside_subset 1:1"],
  ["loan.title = process.env.HOME;", "outside_subset 1:14"],
  ["loan.title = globalThis.x;", "outside_subset 1:14"],
  ["loan.fee = undefined;", "outside_subset 1:12 -> null"],
  ["loan.fee = parseInt(title);", "outside_subset 1:12"],
  ["loan.title = String(n);", "outside_subset 1:14"],
  ["loan.title = lower(title);", "outside_subset 1:14"],
  ["loan.fee = len(names);", "outside_subset 1:12"],
  ["loan.fee = names.length();", "outside_subset 1:18"],
  ["names.forEach(x => x.length);", "outside_subset 1:7"],
  ["loan.fee = names.reduce((a, b) => a, 0);", "outside_subset 1:18"],
  ["loan.title = names.sort().join(', ');", "outside_subset 1:20"],
  ["loan.title = title.replace('a', 'b');", "outside_subset 1:20"],
  ["loan.title = price.toFixed(2);", "outside_subset 1:20"],
  ["loan.title = title[0];", "outside_subset 1:20"],
  ["loan.fee = max(...[1, 2]);", "outside_subset 1:16"],
  ["loan.title = title.constructor.name;", "outside_subset 1:20"],
  ["loan.title = member.__proto__;", "outside_subset 1:21"],
  ["member.cards['x'] = { source: 'cash', __proto__: 1 };", "outside_subset 1:39"],
  ["const f = x => x; loan.fee = f(1);", "outside_subset 1:11"],
  [
    "const t = names.map(function (x) { return x; }); loan.title = t.join(', ');",
    "outside_subset 1:21",
  ],
  ["loan.title = tag`x`;", "outside_subset 1:14"],
  ["async () => 1;", "outside_subset 1:1"],
  ["member.name ||= 'x';", "outside_subset 1:1"],
  ["delete member.nickname;", "outside_subset 1:1"],
  ["[loan.fee] = [1];", "outside_subset 1:1"],
  ["const { ...rest } = member; loan.title = rest;", "outside_subset 1:9", "unknown_name 1:42"],
  ["loan.title = title?.trim?.();", "outside_subset 1:14"],
  // Names
  ["loan.title = titel;", "unknown_name 1:14 -> title"],
  ["loan.title = Member;", "unknown_name 1:14 -> members"],
  ["loan.fee = ballance(1);", "unknown_function 1:12"],
  ["loan.due = addDay(today, 1);", "unknown_function 1:12 -> addDays"],
  ["find_member(title);", "unknown_function 1:1"],
  ["loan.fee = x; const x = 1;", "used_before_declaration 1:12", "unused_local 1:21"],
  ["const loan = 1; member.balance = loan;", "shadowed_name 1:7"],
  ["const loans = 1; member.balance = loans;", "shadowed_name 1:7"],
  ["const limits = 1; member.balance = limits;", "shadowed_name 1:7"],
  ["const today = 1; member.balance = today;", "shadowed_name 1:7"],
  ["const remove = 1; member.balance = remove;", "shadowed_name 1:7"],
  ["const names2 = words(title); loan.title = names2.join(' ');", "type_mismatch 1:16"],
  [
    "const count = count(loans, l => l.fee === null); loan.fee = count;",
    "used_before_declaration 1:15",
  ],
  ["const count = 1; loan.fee = count + count(names, x => x === '');", "type_mismatch 1:37"],
  ["loan.fee = n(1);", "type_mismatch 1:12"],
  ["const open_loans = 1; member.balance = open_loans;", "shadowed_name 1:7"],
  [
    "const kept = names.filter(title => title !== ''); loan.title = kept.join(', ');",
    "shadowed_name 1:27",
  ],
  ["const x = 1;", "unused_local 1:7"],
  ["const m = {}; m[title] = 1;", "unused_local 1:7"],
  ["const m = {}; m[title] += 1;", "possibly_null 1:15", "unused_local 1:7"],
  ["const e = {}; e.a = 1;", "unknown_field 1:17"],
  [
    "const b = books.find(r => r.title == title); loan.fee = b === null ? 1 : 2;",
    "outside_subset 1:27 -> ===",
  ],
  ["loan.status = parseEnum(title, 'LoanStatus');", "possibly_null 1:15"],
  ["loan.status = parseEnum(title, 'LoanStatsu') ?? 'open';", "unknown_type 1:32 -> LoanStatus"],
  ["loan.status = parseEnum(title, title) ?? 'open';", "type_mismatch 1:32"],
  ["let x = 1; x += 2;", "unused_local 1:5"],
  ["const k = names.map(x => 'a'); loan.title = k.join(', ');", "unused_local 1:21"],
  ["const X = 1; loan.fee = X;", "invalid_name 1:7"],
  ["loan.title = title.length;", "type_mismatch 1:14"],
  // Fields and values
  ["loan.titel = 'x';", "unknown_field 1:6 -> title"],
  ["loan.member.nam = 'x';", "unknown_field 1:13 -> name"],
  ["loan.fee = limits.lons;", "unknown_field 1:19 -> loans"],
  ["loan.status = 'opne';", "unknown_value 1:15 -> open"],
  ["if (loan.status === 'retuned') { loan.fee = 1; }", "unknown_value 1:5 -> returned"],
  ["if (status === level) { loan.fee = 1; }", "type_mismatch 1:5"],
  ["if (status === title) { loan.fee = 1; }", "type_mismatch 1:5"],
  ["loan.status = title;", "type_mismatch 1:15"],
  ["loan.status = level;", "type_mismatch 1:15"],
  ["loan.title = status;", "type_mismatch 1:14"],
  ["if (member_id === title) { loan.fee = 1; }", "type_mismatch 1:5"],
  ["if (member_id === loan.loan_id) { loan.fee = 1; }", "type_mismatch 1:5"],
  ["if (loan.member === member_id) { loan.fee = 1; }", "type_mismatch 1:5"],
  ["if (loan === member) { loan.fee = 1; }", "type_mismatch 1:5"],
  ["if (loan.due < '2026-01-01') { loan.fee = 1; }", "type_mismatch 1:5"],
  ["if (loan.due < moment) { loan.fee = 1; }", "type_mismatch 1:5"],
  ["if (names === []) { loan.fee = 1; }", "type_mismatch 1:5"],
  ["if (n) { loan.fee = 1; }", "type_mismatch 1:5"],
  ["if (!title) { loan.fee = 1; }", "type_mismatch 1:6"],
  ["if (amount) { loan.fee = 1; }", "type_mismatch 1:5"],
  ["loan.title = title || 'x';", "type_mismatch 1:14"],
  ["loan.fee = n * 1.5;", "type_mismatch 1:12"],
  ["member.balance += price;", "type_mismatch 1:19"],
  ["loan.fee = n + title;", "type_mismatch 1:12"],
  ["loan.title = title + n;", "type_mismatch 1:22"],
  ["loan.due = today + 1;", "type_mismatch 1:12"],
  ["loan.title = `${member}`;", "type_mismatch 1:17"],
  ["loan.title = `${names}`;", "type_mismatch 1:17"],
  ["loan.fee = n / 0;", "type_mismatch 1:16"],
  ["loan.title = cond ? 'a' : 1;", "unknown_name 1:14"],
  ["const v = n > 1 ? 'a' : 1; loan.title = v;", "type_mismatch 1:11"],
  ["loan.due = day_due.length;", "unknown_field 1:20"],
  ["loan.due = parseDate(5) ?? today;", "type_mismatch 1:22"],
  ["loan.due = addDays(today);", "wrong_arguments 1:12"],
  ["loan.fee = sum(names);", "type_mismatch 1:16"],
  ["loan.title = open_loans(loan).map(l => l.title).join();", "type_mismatch 1:25"],
  ["loan.title = open_loans().map(l => l.title).join(', ');", "wrong_arguments 1:14"],
  ["if (equal(loan, loan)) { loan.fee = 1; }", "type_mismatch 1:11", "type_mismatch 1:17"],
  ["if (ids.includes(title)) { loan.fee = 1; }", "type_mismatch 1:18"],
  ["if (['open'].includes(status)) { loan.fee = 1; }"],
  ["if (members.get(loan.loan_id) === null) { loan.fee = 1; }", "type_mismatch 1:17"],
  // What may be missing
  ["loan.fee = amount;"],
  ["member.balance = amount;", "possibly_null 1:18"],
  ["member.balance = n / limits.none;", "type_mismatch 1:22"],
  ["member.score = price / n;", "possibly_null 1:16"],
  ["loan.title = member.nickname.trim();", "possibly_null 1:14"],
  ["loan.title = `${member.nickname}`;", "possibly_null 1:17"],
  ["loan.member = members.find(m => m.name === title);", "possibly_null 1:15"],
  ["loan.title = members.find(m => m.name === title).name;", "possibly_null 1:14"],
  ["loan.title = order.items[0].note ?? '';", "possibly_null 1:14"],
  ["order.items[0].price = 5;", "possibly_null 1:1"],
  ["loan.guarantor.balance = 5;", "possibly_null 1:1"],
  ["loan.fee = level_fees[title];"],
  ["member.balance = level_fees[title];", "possibly_null 1:18"],
  ["if (amount > 5) { loan.fee = 1; }", "possibly_null 1:5"],
  ["for (const x of loan.payment) { loan.fee = 1; }", "possibly_null 1:17"],
  ["if (loan.fee !== null) { close_loan(loan); member.balance = loan.fee; }", "possibly_null 1:61"],
  [
    "if (loan.fee !== null) { for (const l of loans) { member.balance = loan.fee; l.fee = null; } }",
    "possibly_null 1:68",
  ],
  [
    "if (loan.fee !== null) { const k = names.filter(x => x.length > loan.fee); loan.title = k.join(', '); }",
    "possibly_null 1:65",
  ],
  [
    "if (loan.guarantor !== null) { if (loan.guarantor.nickname !== null) { loan.title = loan.guarantor.nickname; } }",
    "possibly_null 1:85",
  ],
  // Unions
  ["member.balance = payment.balance;", "untested_variant 1:26"],
  ["if (payment.source !== 'gift') { member.balance = payment.balance; }", "untested_variant 1:59"],
  ["if (payment.source === 'gfit') { member.balance = 1; }", "unknown_value 1:5 -> gift"],
  ["order.payment = { source: 'gfit', balance: 1 };", "unknown_value 1:27 -> gift"],
  ["order.payment = { source: 'gift' };", "missing_fields 1:17"],
  ["order.payment.source = 'gift';", "not_changeable 1:15"],
  // Tests that cannot come out so
  [
    "if (status === 'open') { return; } if (status === 'open') { loan.fee = 1; }",
    "no_overlap 1:40",
  ],
  // Places
  ["const x = 1; x = 2; loan.fee = x;", "not_changeable 1:14"],
  ["n = 2;", "not_changeable 1:1"],
  ["for (const l of loans) { l = loan; }", "not_changeable 1:26"],
  ["loan.loan_id = loan.loan_id;", "not_changeable 1:6"],
  ["limits.loans = 2;", "not_changeable 1:1"],
  ["names.push('x');", "not_changeable 1:1"],
  ["loans.push(loan);", "outside_subset 1:7"],
  [
    "const kept = names.filter(x => { loan.fee = 1; return true; }); loan.title = kept.join(', ');",
    "outside_subset 1:32",
  ],
  ["const a = [...names]; member.tags = a; a.push('x');", "changed_after_store 1:40"],
  [
    "const a = [...names]; for (const m of members) { a.push('x'); m.tags = a; }",
    "changed_after_store 1:50",
  ],
  ["order.items.filter(i => i.quantity > 1).push(order.items[0]);", "not_changeable 1:1"],
  ["member.tags[0] = 'x';", "possibly_null 1:1"],
  // Create, apply, remove, advance
  ["create(Lona, { title });", "unknown_entity 1:8 -> Loan"],
  ["create(loans, { title });", "unknown_entity 1:8 -> Loan"],
  ["create(Loan, { member, title });", "missing_fields 1:14"],
  [
    "create(Loan, { member, title, status: 'open', due: today, feee: 1 });",
    "unknown_field 1:59 -> fee",
  ],
  [
    "create(Loan, { member, member_id, title, status: 'open', due: today });",
    "duplicate_field 1:24",
  ],
  [
    "create(Loan, { loan_id: 'L1', member, title, status: 'open', due: today });",
    "not_changeable 1:16",
  ],
  ["create(Loan, { member: loan, title, status: 'open', due: today });", "type_mismatch 1:24"],
  ["create(Desk, { open: true });", "not_allowed_here 1:8"],
  ["create(Loan);", "wrong_arguments 1:1"],
  ["apply(loan, changes);", "type_mismatch 1:13"],
  ["apply(member, loan);", "type_mismatch 1:15"],
  ["remove(title);", "type_mismatch 1:8"],
  ["const r = remove(loan); loan.fee = r;", "outside_subset 1:11"],
  ["advance('x');", "type_mismatch 1:9"],
  ["loan.fee = randomInt(1, 2);", "not_allowed_here 1:12"],
  ["if (called('borrow')) { loan.fee = 1; }", "not_allowed_here 1:5"],
  // Guards
  ["require(n > 0, 'not_opn', 'x');", "unknown_code 1:16 -> not_open"],
  ["require(n, 'not_open', 'x');", "type_mismatch 1:9"],
  ["require(n > 0, 'not_open');", "wrong_arguments 1:1"],
  ["require(n > 0, title, 'x');", "type_mismatch 1:16"],
  ["fail('not_open', n);", "type_mismatch 1:18"],
  ["require(n > 0, 'not_open', 'x', { defensve: 'y' });", "type_mismatch 1:33"],
  // Statements
  ["n + 1;", "no_effect 1:1"],
  ["names.map(x => x.trim());", "no_effect 1:1"],
  ["fail('not_open', 'x'); loan.fee = 1;", "unreachable_code 1:24"],
  ["for (const l of loans) { continue; l.fee = 1; }", "unreachable_code 1:36"],
  ["break;", "syntax 1:1"],
  ["return 5;", "type_mismatch 1:8"],
  ["for (let l of loans) { l.fee = 1; }", "outside_subset 1:6"],
  ["for (const x of n) { loan.fee = x; }", "type_mismatch 1:17"],
  ["for (const x of member.cards) { loan.fee = 1; }", "type_mismatch 1:17"],
  ["let x; x = 1; loan.fee = x;", "missing_value 1:5"],
];

describe("bad bodies", () => {
  for (const [text, ...expected] of BAD) {
    it(text, () => {
      expect(checkText(text).problems).toEqual(expected);
    });
  }
});

describe("bad results", () => {
  it("asks for a return on every path", () => {
    const { problems } = checkText("if (n > 1) { return 'a'; }", scopeOf({ kind: "string" }));
    expect(problems).toEqual(["missing_return 1:1"]);
  });
  it("asks for a value", () => {
    expect(checkText("return;", scopeOf({ kind: "string" })).problems).toEqual([
      "missing_return 1:1",
    ]);
  });
  it("checks values of enums", () => {
    const { problems } = checkText("return n > 1 ? 'open' : 'lots';", scopeOf(STATUS));
    expect(problems).toEqual(["unknown_value 1:8 -> lost"]);
  });
  it("names all missing fields", () => {
    const { diagnostics } = checkText("create(Loan, {});");
    expect(diagnostics.list[0]?.message).toBe(
      "Loan needs `member`, `title`, `status`, `due` as well.",
    );
  });
});

describe("what cannot be changed", () => {
  it("is told how to change a copy", () => {
    const [first] = checkText(
      "for (const p of loans.map(l => l.payment)) { if (p !== null && p.source === 'gift') { p.balance = 1; } }",
    ).diagnostics.list;
    expect(first?.code).toBe("not_changeable");
    expect(first?.allowed).toContain("const own = { ...x, a: 1 }");
  });
});

describe("places where less is allowed", () => {
  const bool = { kind: "type", type: { kind: "bool" } } as const;
  const invariant = scopeOf(null, { where: "invariant", locals: [], codes: null, returns: bool });
  const rule = scopeOf(null, { where: "rule", codes: null, returns: bool });
  const seed = scopeOf(null, {
    where: "seed",
    locals: [
      {
        name: "i",
        type: { kind: "int" },
        at: { file: "", line: 1, column: 1, endLine: 1, endColumn: 1 },
      },
    ],
    codes: null,
    returns: { kind: "seed", entity: "Loan", visible: new Set(["members"]) },
  });
  it("writes nothing in invariants", () => {
    expect(checkCondition("create(Loan, {}) === null", invariant).problems).toEqual([
      "not_allowed_here 1:1",
    ]);
    expect(checkCondition("loans.every(l => close_loan(l))", invariant).problems).toEqual([
      "not_allowed_here 1:18",
      "type_mismatch 1:18",
    ]);
    expect(checkCondition("loans.length", invariant).problems).toEqual(["type_mismatch 1:1"]);
    expect(checkCondition("return true", invariant).problems).toEqual(["syntax 1:1"]);
  });
  it("knows the tools that rules ask for", () => {
    expect(checkCondition("called('find_membr')", rule).problems).toEqual([
      "unknown_tool 1:8 -> find_member",
    ]);
    expect(
      checkCondition("calledFor('borrow', member) && !refused('borrow') && confirmed()", rule)
        .problems,
    ).toEqual([]);
  });
  it("keeps seeds to what is made before", () => {
    expect(
      checkText("return { member: pick(members), title: 'a', status: 'open', due: today };", seed)
        .problems,
    ).toEqual([]);
    expect(
      checkText(
        "const o = pick(orders); return { member: o.member, title: 'a', status: 'open', due: today };",
        seed,
      ).problems,
    ).toEqual(["not_allowed_here 1:16"]);
    expect(
      checkText("const m = pick(members); m.score = i; m.balance = 1; return null;", seed).problems,
    ).toEqual(["not_allowed_here 1:39"]);
    expect(checkText("require(i > 1, 'not_open', 'x'); return null;", seed).problems).toEqual([
      "not_allowed_here 1:1",
    ]);
  });
});
