import { describe, expect, it } from "vitest";
import type { Expr, Stmt } from "../ir.js";
import { bare, bodyOf, checkCondition, checkText, scopeOf, VIEW, WHOLE } from "./fixture.js";

const STRING = { kind: "string" } as const;

/** Bodies of a tool without a result that have to pass. */
const GOOD: readonly string[] = [
  // Narrowing
  "if (amount !== null) { member.balance += amount; }",
  "if (amount === null) { return; } member.balance += amount;",
  "require(amount !== null, 'not_open', 'No amount.'); member.balance += amount;",
  "if (!(amount === null)) { member.balance = amount; } else { member.balance = 0; }",
  "if (amount !== null && amount > 5) { member.balance = amount; }",
  "if (amount === null || amount > 5) { return; } member.balance = amount;",
  "member.balance = amount !== null ? amount : 0;",
  "member.balance = amount ?? 0;",
  "const tip = limit ?? amount ?? 0; member.balance = tip;",
  "for (const l of loans) { if (l.fee === null) { continue; } member.balance += l.fee; }",
  "for (const l of loans) { if (l.fee === null) { break; } member.balance += l.fee; }",
  "if (loan.guarantor !== null) { loan.guarantor.balance += 1; }",
  "if (loan.guarantor_id !== null) { loan.guarantor.balance += 1; }",
  "require(loan.guarantor === member, 'not_open', 'x'); loan.guarantor.balance = 1;",
  "loan.title = member.nickname?.trim() ?? 'none';",
  "loan.title = loan.guarantor?.name ?? 'none';",
  "const g = loan.guarantor?.address.city; loan.title = g ?? 'none';",
  "if (loan.guarantor?.name === title) { loan.guarantor.balance = 1; }",
  "if (order.items[0] !== null) { order.items[0].price = 5; }",
  "const card = member.cards[title]; if (card !== null && card.source === 'gift') { card.balance -= 5; }",
  "if (member.cards[title] !== null) { delete member.cards[title]; }",
  "loan.fee = 5; member.balance = loan.fee;",
  "loan.fee = null; loan.fee = 5; loan.member.balance = loan.fee;",
  "let best = null; for (const l of loans) { if (best === null || l.due < best.due) { best = l; } } if (best !== null) { best.fee = 1; }",
  "let total = 0; for (const l of loans) { total += l.fee ?? 0; } member.balance = total;",
  "let total = 0; for (const i of order.items) { total += i.price * i.quantity; } order.total = total;",
  "let state = 'open'; if (n > 1) { state = 'lost'; } loan.status = state;",
  "const state = n > 1 ? 'open' : 'lost'; loan.status = state;",
  "const out = []; for (const l of loans) { out.push({ title: l.title, due: l.due }); } loan.title = out.map(o => o.title).join(', ');",
  "const seen = {}; for (const l of loans) { seen[l.title] = (seen[l.title] ?? 0) + 1; } loan.fee = seen[title] ?? 0;",
  "const seen = {}; for (const l of loans) { seen[l.member] = l; } const mine = seen[member]; if (mine !== null) { mine.fee = 1; }",
  "let seen = {}; for (const l of loans) { seen[l.title] = (seen[l.title] ?? 0) + 1; } loan.fee = seen[title] ?? 0;",
  "let rows = []; for (const l of loans) { rows.push({ title: l.title }); } loan.title = rows.map(r => r.title).join(', ');",
  // Parts of records that may be missing
  "const item = n > 1 ? null : order.items[0] ?? null; if (item !== null) { item.price = 1; }",
  "const p = loans.get(title)?.payment ?? null; if (p !== null && p.source === 'gift') { p.balance = 1; }",
  // Keys that are dates, values of enums
  "const seen = {}; for (const l of loans) { seen[l.due] = (seen[l.due] ?? 0) + 1; } loan.fee = seen[today] ?? 0;",
  "const by = { [today]: 1 }; loan.due = keys(by)[0] ?? today;",
  "const found = parseEnum(title, 'LoanStatus'); if (found !== null) { loan.status = found; }",
  // What is spread and then overridden does not matter
  "const out = []; for (const l of loans) { const fee = l.fee ?? 0; out.push([{ ...l, fee }]); } loan.fee = sum(flatten(out), o => o.fee);",
  "const out = []; const fee = 1; out.push({ fee }); out.push({ ...loan, fee });",
  // Unions
  "if (payment.source === 'gift') { member.balance = payment.balance; }",
  "if (payment.source !== 'gift') { return; } member.balance = payment.balance;",
  "if (payment.source === 'card' || payment.source === 'cash') { return; } member.balance = payment.balance;",
  "member.balance = payment.source === 'gift' ? payment.balance : 0;",
  "if (loan.payment?.source === 'gift') { member.balance = loan.payment.balance; }",
  "if (loan.payment !== null && loan.payment.source === 'gift') { loan.payment.balance -= 1; }",
  "for (const p of values(member.cards)) { if (p.source === 'gift') { p.balance = 0; } }",
  "order.payment = { source: 'gift', balance: 5 };",
  "member.cards[title] = { source: 'cash' };",
  // Enums
  "if (status === 'open') { loan.fee = 1; } else if (status === 'returned') { loan.fee = 2; }",
  "if (status !== loan.status) { loan.status = status; }",
  "if (['open', 'lost'].includes(status)) { loan.fee = 1; }",
  "device[setting] = !device[setting];",
  "member.balance = level_fees[level];",
  "member.balance = level_fees[title] ?? 0;",
  "loan.title = text(status);",
  "if (dayOfWeek(today) === 'sunday') { loan.fee = 1; }",
  // Records, refs and ids
  "loan.member = member;",
  "loan.member_id = member_id;",
  "loan.member = loan.member;",
  "if (loan.member_id === member_id && loan.member === member) { loan.fee = 1; }",
  "if (book.owner.member_id === member.member_id) { loan.fee = 1; }",
  "order.watchers.push(member); order.watchers = [member, loan.member];",
  "if (order.watchers.includes(member)) { for (const w of order.watchers) { w.balance += 1; } }",
  "const first_item = order.items.find(i => i.book === book); if (first_item !== null) { first_item.quantity += 1; }",
  "for (const item of sortBy(order.items, i => i.price)) { item.note = 'x'; }",
  "order.items.push({ book, quantity: 1, price: price * 2 });",
  "order.items = order.items.map(i => ({ ...i, note: 'x' }));",
  "order.items = order.items.filter(i => i.book !== book);",
  "create(Order, { member, items: [], total: 0, watchers: [], payment, notice: `To ${member.member_id}` });",
  "create(Book, { isbn: title, title, owner: member });",
  "const m = members.get(title); if (m !== null) { apply(m, changes); }",
  "if (changes.name !== null && changes.balance !== null) { member.name = changes.name; }",
  "remove(loan); advance(15);",
  "desk.open = false; if (desk.note !== null) { desk.note = desk.note.trim(); }",
  "const { name, level: tier } = member; loan.title = `${name} ${tier}`;",
  "for (const { key, value } of entries(member.cards)) { if (value.source === 'gift') { loan.title = key; } }",
  "for (const [i, item] of order.items.entries()) { item.quantity = i; }",
  "for (const i of range(3)) { create(Book, { isbn: `b${i}`, title, owner: member }); }",
  "for (const i of range(3)) { member.balance += 1; }",
  "const kept = order.items.map((x, i) => i * x.quantity); member.balance = sum(kept);",
  // Names of the library that locals carry as well
  "const count = 1; const text = title; loan.fee = count; loan.title = text;",
  "const kept = names.filter(text => words.includes(text)); loan.title = kept.join(', ');",
  "const person = members.get(title); if (person !== null) { person.balance = 1; }",
  "for (const pick of loans) { pick.fee = 1; }",
  // Functions of the library
  "member.balance = sum(loans.filter(l => l.member === member), l => l.fee ?? 0);",
  "member.balance = max(1, 2, member.balance); loan.due = max(loan.due, today);",
  "loan.due = max(loans.map(l => l.due)) ?? today;",
  "const oldest = minBy(loans, l => l.due); if (oldest !== null) { oldest.fee = 1; }",
  "for (const g of groupBy(loans, l => l.status)) { loan.title = `${g.key} ${g.items.length}`; }",
  "for (const p of zip(names, ids)) { loan.title = `${p.first} ${p.second}`; }",
  "const kinds = tally(names); loan.fee = kinds['a'] ?? 0;",
  "loan.fee = round(price * 2); member.balance = percentOf(member.balance, 12.5);",
  "loan.title = formatMoney(member.balance, '$') + fixed(price, 2);",
  "loan.due = parseDate(title, 'DD/MM/YYYY') ?? addDays(today, limits.days);",
  "loan.returned_at = now; loan.due = dateOf(now);",
  "loan.fee = count(loans, l => l.status === 'open');",
  "if (equal(names, ['a', title]) || sameItems(names, without(names, 'a'))) { loan.fee = 1; }",
  "if (names.includes('a') && has(member.cards, 'x') && size(member.cards) > 1) { loan.fee = names.indexOf('a'); }",
  "const some_names = names.filter(x => x !== ''); loan.title = some_names.slice(0, 2).concat(['x']).toReversed().join(', ');",
  "const notes = order.items.map(i => i.note).filter(x => x !== null); loan.title = notes.join(', ');",
  "loan.title = search(loans, title, l => l.title).map(l => l.title).join(', ');",
  "member.score = price / 2 + price / limits.days;",
  "const mod = n % 7; loan.fee = mod;",
];

describe("good bodies", () => {
  for (const text of GOOD) {
    it(text, () => {
      const { diagnostics } = checkText(text);
      expect(diagnostics.list).toEqual([]);
    });
  }
});

type Of<T, K extends string, V> = Extract<T, Record<K, V>>;
function last<V extends Stmt["stmt"]>(
  text: string,
  kind: V,
  scope = scopeOf(null),
): Of<Stmt, "stmt", V> {
  const stmt = bodyOf(text, scope).at(-1);
  if (stmt?.stmt !== kind) throw new Error(`no ${kind}, but ${stmt?.stmt}`);
  return stmt as Of<Stmt, "stmt", V>;
}
function returnedBy(text: string, spec = scopeOf(STRING)): Expr {
  const { value } = last(text, "return", spec);
  if (value === null) throw new Error("nothing returned");
  return value;
}
function queryOf(predicate: string, method = "filter", table = "loans"): Of<Expr, "node", "query"> {
  const bool = { kind: "type", type: { kind: "bool" } } as const;
  const wrap = method === "filter" ? ".length > 0" : method === "find" ? " !== null" : "";
  const { value, diagnostics } = checkCondition(
    `${table}.${method}(l => ${predicate})${wrap}`,
    scopeOf(null, { where: "invariant", returns: bool, codes: null }),
  );
  expect(diagnostics.list).toEqual([]);
  const inner = value?.node === "compare" || value?.node === "equal" ? value.left : value;
  const found = inner?.node === "method" ? inner.object : inner;
  if (found?.node !== "query") throw new Error(`no query, but ${found?.node}`);
  return found;
}
function keys(predicate: string, method?: string, table?: string): string[] {
  const { keys: found, rest } = queryOf(predicate, method, table);
  return [
    ...found.map((key) => `${key.field}:${key.transform}:${key.value.node}`),
    rest === null ? "" : "rest",
  ].filter((part) => part !== "");
}

describe("keys of queries", () => {
  it("takes equality tests on stored fields", () => {
    expect(keys("l.status === 'open'")).toEqual(["status:exact:literal"]);
    expect(keys("l.loan_id === loan.loan_id")).toEqual(["loan_id:exact:field"]);
    expect(keys("title === l.title")).toEqual(["title:exact:local"]);
    expect(keys("l.member === member && l.status === 'open' && l.due < today")).toEqual([
      "member_id:exact:convert",
      "status:exact:literal",
      "rest",
    ]);
    expect(keys("l.member_id === member_id", "find")).toEqual(["member_id:exact:local"]);
    expect(keys("l.member.member_id === member_id")).toEqual(["member_id:exact:local"]);
    expect(keys("l.owner === member", "some", "books")).toEqual(["owner:exact:convert"]);
    expect(keys("l.guarantor === member")).toEqual(["guarantor_id:exact:convert"]);
  });
  it("takes lower-cased and normalized text", () => {
    expect(keys("l.email.toLowerCase() === title.toLowerCase()", "find", "members")).toEqual([
      "email:lower:method",
    ]);
    expect(keys("normalize(l.email) === normalize(title)", "find", "members")).toEqual([
      "email:normalized:library",
    ]);
    // Text that may hold capitals equals no lower-cased text: an index would say otherwise.
    expect(keys("l.email.toLowerCase() === title", "find", "members")).toEqual(["rest"]);
  });
  it("reads only the id of a ref that is compared", () => {
    const found = queryOf("l.member === loan.member");
    expect(bare(found.keys[0]?.value)).toMatchObject({
      node: "convert",
      how: "id",
      operand: { node: "field", field: "member_id", via: "ref" },
    });
  });
  it("leaves what is not the same before the other tests", () => {
    expect(keys("l.status !== 'open'")).toEqual(["rest"]);
    expect(keys("l.fee === null")).toEqual(["rest"]);
    expect(keys("l.status === 'open' || l.fee === null")).toEqual(["rest"]);
    expect(keys("l.title === l.member.name")).toEqual(["rest"]);
    expect(keys("l.title === loan.member.name")).toEqual(["rest"]);
    expect(keys("l.fee === amount")).toEqual(["rest"]);
    expect(keys("amount !== null && l.fee === amount")).toEqual(["rest"]);
    expect(keys("l.fee === n && l.fee > 3")).toEqual(["rest"]);
    expect(keys("l.status === 'open'", "every")).toEqual(["rest"]);
    expect(keys("l.title === open_loans(member).map(x => x.title).join(', ')")).toEqual(["rest"]);
  });
  it("counts by a query", () => {
    const stmt = last("loan.fee = count(loans, l => l.member === member);", "assign");
    expect(bare(stmt.value)).toMatchObject({ node: "query", mode: "count", rest: null });
  });
});

describe("conversions", () => {
  it("stores the ids of records", () => {
    expect(bare(last("loan.member = member;", "assign"))).toMatchObject({
      place: { entity: "Loan", target: { node: "field", field: "member_id", via: "value" } },
      value: { node: "convert", how: "id", operand: { node: "local", name: "member" } },
    });
  });
  it("rounds decimals", () => {
    expect(bare(last("order.total = price;", "assign").value)).toMatchObject({
      node: "convert",
      how: "round",
      type: { kind: "decimal", digits: 2 },
    });
    expect(last("order.total = n;", "assign").value.node).toBe("local");
  });
  it("copies what is stored, but not literals", () => {
    expect(bare(last("member.tags = names;", "assign").value)).toMatchObject({
      node: "convert",
      how: "copy",
    });
    expect(last("member.tags = ['a', title];", "assign").value.node).toBe("list");
    expect(last("member.tags = names.map(x => x.trim());", "assign").value.node).toBe("method");
    expect(bare(last("order.items = [...order.items];", "assign").value)).toMatchObject({
      how: "copy",
    });
  });
  it("makes messages", () => {
    expect(bare(last("order.notice = `${member.name}`;", "assign").value)).toMatchObject({
      how: "message",
    });
  });
  it("cuts results to views", () => {
    expect(bare(returnedBy("return loan;", scopeOf(WHOLE)))).toMatchObject({
      how: "view",
      shape: { name: "Loan" },
    });
    const all = returnedBy("return open_loans(member);", scopeOf({ kind: "list", of: VIEW }));
    expect(bare(all)).toMatchObject({
      how: "view",
      shape: {
        kind: "list",
        of: {
          kind: "record",
          name: "Loan.summary",
          fields: [{ name: "loan_id" }, { name: "title" }, { name: "due" }],
        },
      },
    });
    const missing = returnedBy(
      "return loans.find(l => l.title === title);",
      scopeOf({ kind: "nullable", of: VIEW }),
    );
    expect(bare(missing)).toMatchObject({ how: "view", operand: { node: "query" } });
  });
  it("makes the parts of a literal fit", () => {
    const spec = {
      kind: "record",
      name: null,
      fields: [
        { name: "loan", type: VIEW, description: "" },
        { name: "member_id", type: { kind: "ref", entity: "Member" }, description: "" },
        { name: "cost", type: { kind: "decimal", digits: 1 }, description: "" },
        { name: "note", type: { kind: "nullable", of: STRING }, description: "" },
      ],
    } as const;
    expect(bare(returnedBy("return { cost: price, loan, member };", scopeOf(spec)))).toMatchObject({
      node: "object",
      entries: [
        { key: "loan", value: { how: "view" } },
        { key: "member_id", value: { how: "id" } },
        { key: "cost", value: { how: "round" } },
        { key: "note", value: { node: "literal", value: null } },
      ],
    });
  });
  it("creates complete records in declared order", () => {
    const stmt = last("create(Loan, { due: today, status: 'open', title, member });", "expression");
    expect(bare(stmt.value)).toMatchObject({
      node: "create",
      entity: "Loan",
      fields: [
        { name: "member_id", value: { how: "id" } },
        { name: "title" },
        { name: "status" },
        { name: "due" },
        { name: "returned_at", value: { value: null } },
        { name: "fee", value: { value: null } },
        { name: "guarantor_id", value: { value: null } },
        { name: "payment", value: { value: null } },
      ],
    });
  });
});

describe("charged and bounded work", () => {
  const functionScope = scopeOf(null, {
    where: "function",
    returns: { kind: "type", type: { kind: "list", of: { kind: "string" } } },
  });
  it("charges queries in loops, arrows and functions only", () => {
    expect(
      bare(last("loan.fee = loans.filter(l => l.title === title).length;", "assign").value),
    ).toMatchObject({
      object: { node: "query", charged: false },
    });
    const loop = last(
      "for (const m of members) { m.balance = loans.count(l => l.member === m); }",
      "for",
    );
    expect(bare(loop.body[0])).toMatchObject({ value: { node: "query", charged: true } });
    const inFunction = last("return loans.map(l => l.title);", "return", functionScope);
    expect(bare(inFunction.value)).toMatchObject({
      node: "bounded",
      operand: { node: "method", charged: true },
    });
  });
  it("bounds what grows in loops", () => {
    const body = bodyOf("let s = ''; for (const x of names) { s += x; } loan.title = s;");
    const loop = body.find((stmt) => stmt.stmt === "for");
    expect(bare(loop)).toMatchObject({
      body: [{ value: { node: "bounded", operand: { node: "concat" } } }],
    });
    const fresh = bodyOf("let s = ''; for (const x of names) { s = `${x}!`; } loan.title = s;");
    expect(bare(fresh.find((stmt) => stmt.stmt === "for"))).toMatchObject({
      body: [{ value: { node: "template" } }],
    });
  });
});

describe("places", () => {
  it("finds the record behind an alias", () => {
    const stmt = bodyOf(
      "for (const item of order.items.filter(i => i.quantity > 1)) { item.price = 5; }",
    )[0];
    expect(bare(stmt)).toMatchObject({
      body: [
        {
          stmt: "assign",
          place: { entity: "Order", target: { object: { node: "local", name: "item" } } },
        },
      ],
    });
  });
  it("keeps changes of local values local", () => {
    const body = bodyOf("const a = [1]; a.push(n); loan.fee = a.length;");
    expect(bare(body[1])).toMatchObject({
      stmt: "push",
      place: { entity: null, target: { node: "local", name: "a" } },
    });
  });
  it("changes lists of refs as stored", () => {
    expect(bare(last("order.watchers.push(member);", "push"))).toMatchObject({
      place: { entity: "Order", target: { node: "field", field: "watchers", via: "value" } },
      values: [{ how: "id" }],
    });
  });
  it("lowers compound assignments", () => {
    expect(bare(last("loan.member.balance += 5;", "assign"))).toMatchObject({
      place: { entity: "Member" },
      value: { node: "arithmetic", op: "+", left: { node: "field", field: "balance" } },
    });
  });
});

describe("lowering", () => {
  it("compares records by identity", () => {
    expect(bare(last("if (loan.member === member) { loan.fee = 1; }", "if").test)).toMatchObject({
      node: "equal",
      of: "entity",
      negated: false,
    });
    expect(bare(last("if (loan.guarantor !== null) { loan.fee = 1; }", "if").test)).toMatchObject({
      of: "entity",
      negated: true,
    });
  });
  it("reads the id behind a ref without asking for the record", () => {
    expect(bare(returnedBy("return text(book.owner.member_id);"))).toMatchObject({
      args: [
        { node: "convert", how: "id", operand: { node: "field", field: "owner", via: "ref" } },
      ],
    });
  });
  it("looks for records in lists by identity", () => {
    expect(
      bare(last("if (order.watchers.includes(member)) { loan.fee = 1; }", "if").test),
    ).toMatchObject({
      node: "method",
      name: "some",
      args: [{ body: { node: "equal", of: "entity" } }],
    });
  });
  it("reads constants by path", () => {
    expect(bare(last("loan.fee = limits.loans;", "assign").value)).toEqual({
      node: "constant",
      path: ["limits", "loans"],
      value: 3,
      type: { kind: "int" },
    });
  });
  it("tells types of numbers", () => {
    const typeOfValue = (text: string) => bodyOf(`const x = ${text}; order.total = x;`)[0];
    expect(bare(typeOfValue("n + 1"))).toMatchObject({ type: { kind: "int" } });
    expect(bare(typeOfValue("member.balance * n"))).toMatchObject({ type: { kind: "money" } });
    expect(bare(typeOfValue("member.balance * 0.5"))).toMatchObject({ type: { kind: "number" } });
    expect(bare(typeOfValue("member.balance / 2"))).toMatchObject({ type: { kind: "number" } });
    expect(bare(typeOfValue("n % limits.days"))).toMatchObject({ type: { kind: "int" } });
  });
  it("tells what was used, called and refused with", () => {
    const checked = checkText(
      "require(open_loans(member).length < n, 'loan_limit', `${title}`); fail('not_open', 'x');",
    );
    expect([...checked.used].sort()).toEqual(["member", "n", "title"]);
    expect([...checked.calls]).toEqual(["open_loans"]);
    expect(checked.codes).toEqual(["loan_limit", "not_open"]);
  });
  it("gives places inside of the text", () => {
    const [stmt] = bodyOf("\n  loan.fee = 5;");
    expect(stmt?.at).toEqual({ file: "t", line: 2, column: 3, endLine: 2, endColumn: 16 });
  });
});
