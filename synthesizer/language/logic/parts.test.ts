// biome-ignore-all lint/suspicious/noThenProperty: the IR calls the branches `then` and `else`
/** Values that fit their place part by part: short names of refs, and text that becomes messages. */
import { describe, expect, it } from "vitest";
import type { Expr, Stmt } from "../ir.js";
import { bare, bodyOf, checkText } from "./fixture.js";
import { lostMentions, printingFunctions } from "./index.js";

/** The value that the last statement stores. */
function storedBy(text: string): Expr | undefined {
  const stmt = bodyOf(text).at(-1);
  return stmt?.stmt === "push" ? stmt.values[0] : stmt?.stmt === "assign" ? stmt.value : undefined;
}
const ITEM = {
  node: "object",
  entries: [
    { key: "book_id", value: { node: "convert", how: "id" } },
    { key: "quantity" },
    { key: "price" },
    { key: "note", value: { node: "literal", value: null } },
  ],
};

describe("short names of refs in free literals", () => {
  it.each([
    ["a const", "const item = { quantity: 1, book, price: 2 }; order.items.push(item);"],
    ["a spread", "const base = { book, quantity: 1 }; order.items.push({ ...base, price: 5 });"],
  ])("%s becomes the record", (_, text) => {
    expect(bare(storedBy(text))).toMatchObject(ITEM);
  });

  it.each([
    ["grown", "const items = []; items.push({ book, quantity: 1, price }); order.items = items;"],
    [
      "mapped",
      "const items = books.map(b => ({ book: b, quantity: 1, price })); order.items = items;",
    ],
    [
      "filtered",
      "const all = books.map(b => ({ book: b, quantity: 1, price })); order.items = all.filter(i => i.quantity > 1);",
    ],
  ])("a list that was %s is built anew", (_, text) => {
    expect(bare(storedBy(text))).toMatchObject({
      node: "method",
      name: "map",
      args: [{ node: "arrow", params: [{ name: "each" }], body: ITEM }],
    });
  });

  it.each([
    "const items = books.map(b => ({ book: b, quantity: 1, price })); order.items = [...order.items, ...items];",
    "const items = books.map(b => ({ book: b, quantity: 1, price })); order.items = order.items.concat(items);",
    "const item = n > 1 ? { book, quantity: 1, price } : { book, quantity: 2, price }; order.items.push(item);",
    "const items = books.map(b => ({ book: b, quantity: 1, price })); if (items[0] !== null) { order.items.push(items[0]); }",
    "const each = title; const items = [{ book, quantity: 1, price }]; order.items = items; loan.title = each;",
  ])("%s", (text) => {
    expect(checkText(text).problems).toEqual([]);
  });

  it("names a parameter of its own where `each` is taken", () => {
    const text =
      "const each = [{ book, quantity: 1, price }]; for (const x of each) { loan.fee = x.quantity; } order.items = each;";
    expect(bare(storedBy(text))).toMatchObject({ args: [{ params: [{ name: "each2" }] }] });
  });

  it("says what to write where it cannot", () => {
    const { diagnostics } = checkText(
      "const items = books.map(b => ({ book: b, quantity: 1, price })); order.items.push(first(items) ?? { book, quantity: 2, price: 1 });",
    );
    expect(diagnostics.list.map(({ code, allowed }) => [code, allowed])).toEqual([
      [
        "type_mismatch",
        "`book_id: x` for `book: x`; or name the value by `const` first; or write the object where it is stored",
      ],
    ]);
    expect(
      checkText("const i = { books: book, quantity: 1, price }; order.items.push(i);").problems,
    ).toEqual(["type_mismatch 1:65"]);
  });
});

const TEMPLATE = {
  node: "convert",
  how: "message",
  operand: { node: "template", parts: [expect.any(String), { type: { kind: "id" } }] },
};

describe("text on its way into a message", () => {
  it("is converted branch by branch", () => {
    expect(bare(storedBy("order.notice = n > 1 ? `A ${order.order_id}` : 'none';"))).toMatchObject({
      node: "conditional",
      then: TEMPLATE,
      else: { node: "convert", how: "message" },
    });
    expect(
      bare(storedBy("order.notice = member.nickname ?? `A ${order.order_id}`;")),
    ).toMatchObject({ node: "coalesce", right: TEMPLATE });
  });

  it("is one template across `+`, inner templates and `text(id)`", () => {
    for (const text of [
      "order.notice = 'A ' + `${order.order_id}`;",
      "order.notice = 'A ' + text(order.order_id);",
      "order.notice = `A ${`${order.order_id}`}`;",
    ]) {
      expect(bare(storedBy(text)), text).toMatchObject(TEMPLATE);
    }
  });

  it("is a message from the start where a const holds the template", () => {
    const body = bodyOf("const note = `A ${order.order_id}`; order.notice = note;");
    expect(bare(body)).toMatchObject([
      { stmt: "declare", name: "note", type: { kind: "message" }, value: TEMPLATE },
      { stmt: "assign", value: { node: "local", type: { kind: "message" } } },
    ]);
    const both = checkText(
      "const note = `A ${order.order_id}`; order.notice = note; loan.title = note;",
    );
    expect(both.problems).toEqual(["type_mismatch 1:71"]);
  });
});

describe("mentions that would be lost", () => {
  const none = new Set<string>();
  const lost = (text: string, functions: ReadonlySet<string> = none) =>
    lostMentions(bodyOf(text), functions).map(({ column }) => column);

  it.each([
    "let note = ''; note = `A ${order.order_id}`; order.notice = note;",
    "const note = `A ${order.order_id}`; const all = `${note}!`; order.notice = all;",
    "order.notice = ids.join(', ');",
    "order.notice = loans.map(l => `${l.loan_id}`).join(', ');",
    "order.notice = `A ${order.order_id}`.trim();",
    "order.notice = `a ${n > 1 ? `${order.order_id}` : ''}`;",
    "const parts = []; parts.push(`A ${order.order_id}`); order.notice = parts.join(', ');",
    "const rows = loans.map(l => ({ line: `${l.loan_id}` })); order.notice = rows.map(r => r.line).join(', ');",
  ])("%s", (text) => {
    expect(lost(text)).toHaveLength(1);
  });

  it.each([
    "order.notice = title;",
    "order.notice = `A ${order.order_id} ${member.name.trim()}`;",
    "order.notice = loans.filter(l => l.loan_id === loan.loan_id).map(l => l.title).join(', ');",
    "order.notice = names.join(', ');",
    "const rows = loans.map(l => ({ id: l.loan_id, title: l.title })); order.notice = rows.map(r => r.title).join(', ');",
  ])("not: %s", (text) => {
    expect(lost(text)).toEqual([]);
  });

  it("follows functions of the domain", () => {
    const fn = (name: string, text: string) => ({
      name,
      description: "",
      params: [],
      returns: { kind: "string" } as const,
      body: checkText(text).body as readonly Stmt[],
      at: { file: "t", line: 1, column: 1, endLine: 1, endColumn: 1 },
    });
    const call = { node: "apply", function: "line", args: [], type: { kind: "string" } };
    const at = { file: "t", line: 1, column: 1, endLine: 1, endColumn: 1 };
    const returning = (value: unknown) => [{ stmt: "return", value, at }] as unknown as Stmt[];
    const id = { node: "local", name: "x", type: { kind: "id", entity: "Loan" } };
    const template = { node: "template", parts: ["A ", id], type: { kind: "string" } };
    const functions = [
      { ...fn("outer", ""), body: returning(call) },
      { ...fn("line", ""), body: returning(template) },
      {
        ...fn("plain", ""),
        body: returning({ node: "literal", value: "a", type: { kind: "string" } }),
      },
    ];
    expect([...printingFunctions(functions)].sort()).toEqual(["line", "outer"]);
  });
});
