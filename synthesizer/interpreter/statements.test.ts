// biome-ignore-all lint/suspicious/noTemplateCurlyInString: bodies are text of a domain file
import { describe, expect, test } from "vitest";
import { lab, run } from "./lab.fixture.js";

/** Runs one body and gives the state afterwards, or the code of the refusal. */
function stateAfter(body: string, extra: object = {}) {
  const { call, state } = lab({ probe: { body } }, extra);
  const outcome = call("probe");
  return outcome.ok ? state.document() : outcome.code;
}

const ADA = "const ada = members.get('M0001');\nrequire(ada !== null, 'refused', 'No Ada.');\n";
const EMMA = "const loan = loans.get('L0001');\nrequire(loan !== null, 'refused', 'No loan.');\n";

describe("statements", () => {
  test("let, if, else, for, continue, break and return", () => {
    const body = `
let total = 0;
for (const n of range(1, 100)) {
  if (n % 2 === 0) { continue; }
  if (n > 9) { break; }
  if (n === 5) { total += 100; } else { total += n; }
}
return total;`;
    expect(run(body, "int")).toBe(1 + 3 + 100 + 7 + 9);
  });

  test("return leaves from inside a loop", () => {
    expect(
      run(
        "for (const l of loans) { if (l.title === 'Dune') { return l.loan_id; } }\nreturn null;",
        "id<Loan>?",
      ),
    ).toBe("L0002");
  });

  test("a loop runs over a snapshot", () => {
    const body = `${ADA}
for (const tag of ada.tags) { ada.tags.push(tag); }
for (const m of members) { create(Member, { name: m.name, email: m.email, balance: 0, cards: {}, tags: [], rating: 1 }); }`;
    const state = stateAfter(body);
    expect(state).toMatchObject({ members: { M0001: { tags: ["new", "vip", "new", "vip"] } } });
    expect(Object.keys((state as { members: object }).members)).toHaveLength(6);
  });

  test("fields, nested fields, list elements and map entries", () => {
    const body = `${ADA}${EMMA}
ada.balance += 5;
ada.balance -= 1;
ada.rating = 4.567;
ada.friend = members.get("M0003");
require(loan.items[0] !== null, 'refused', 'No item.');
loan.items[0].price = 7;
const gift = ada.cards["g"];
if (gift !== null && gift.source === "gift") { gift.left -= 100; }
ada.cards["__proto__"] = { source: "card", last_four: "0000" };
delete ada.cards["a"];
device.battery -= 10;`;
    const state = stateAfter(body);
    expect(state).toMatchObject({
      members: { M0001: { balance: 4, rating: 4.57, friend_id: "M0003" } },
      loans: { L0001: { items: [{ price: 7 }, { price: 250 }] } },
      device: { device: { battery: 40 } },
    });
    const cards = (state as { members: { M0001: { cards: object } } }).members.M0001.cards;
    expect(Object.entries(cards).sort()).toEqual([
      ["__proto__", { source: "card", last_four: "0000" }],
      ["g", { source: "gift", left: 400 }],
    ]);
  });

  test("a field chosen by an enum", () => {
    const { call, state } = lab({
      flip: {
        params: { setting: "Setting" },
        result: "bool",
        body: "device[setting] = !device[setting];\nreturn device[setting];",
      },
    });
    expect(call("flip", { setting: "wifi" })).toMatchObject({ result: false });
    expect(call("flip", { setting: "sound" })).toMatchObject({ result: true });
    expect(state.document().device?.device).toMatchObject({ wifi: false, sound: true });
  });

  test("create draws ids, and apply takes the fields that are given", () => {
    const { call, state } = lab({
      add: {
        params: { member_id: "ref<Member>" },
        result: "Loan",
        body: "return create(Loan, { member, title: 'New', status: 'open', due: today, items: [], witnesses: [member] });",
      },
      change: {
        params: { member_id: "ref<Member>", changes: "changes<Member: name, tags>" },
        result: "string",
        body: "apply(member, changes);\nreturn changes.name ?? 'same name';",
      },
    });
    expect(call("add", { member_id: "M0002" })).toMatchObject({
      result: { loan_id: "L0004", member_id: "M0002", fee: null, witnesses: ["M0002"] },
    });
    expect(call("change", { member_id: "M0002", changes: { tags: ["t"] } })).toMatchObject({
      result: "same name",
    });
    expect(state.document().members?.M0002).toMatchObject({ name: "Bo Lind", tags: ["t"] });
    expect(call("change", { member_id: "M0002", changes: { email: "x" } })).toMatchObject({
      code: "invalid_arguments",
    });
    expect(
      call("change", { member_id: "M0002", changes: JSON.parse('{"__proto__":{"name":"x"}}') }),
    ).toMatchObject({ code: "invalid_arguments" });
  });

  test("messages keep the records that they mention apart", () => {
    const body = `${EMMA}
create(Note, { key: "second", text: \`Loan \${loan.loan_id} of \${loan.member.name}\`, score: 2 });`;
    expect(stateAfter(body)).toMatchObject({
      notes: { second: { text: ["Loan ", { ref: "Loan", id: "L0001" }, " of Ada Park"] } },
    });
  });

  test("messages keep mentions through branches, `+` and a const", () => {
    const body = `${EMMA}
const line = \`Loan \${loan.loan_id}\`;
create(Note, { key: "a", text: loan.fee === null ? \`No fee for \${loan.loan_id}\` : "A fee", score: 1 });
create(Note, { key: "b", text: "See " + text(loan.loan_id) + "!", score: 1 });
create(Note, { key: "c", text: line, score: 1 });`;
    const mention = { ref: "Loan", id: "L0001" };
    expect(stateAfter(body)).toMatchObject({
      notes: {
        a: { text: ["No fee for ", mention] },
        b: { text: ["See ", mention, "!"] },
        c: { text: ["Loan ", mention] },
      },
    });
  });

  test("require, fail and defensive guards", () => {
    expect(stateAfter("require(loans.length > 5, 'refused', 'Too few.');")).toBe("refused");
    expect(stateAfter("fail('refused', 'Never.');")).toBe("refused");
    expect(
      stateAfter(
        "require(loans.length > 0, 'refused', 'None.', { defensive: 'There are some.' });",
      ),
    ).toBeTypeOf("object");
  });

  test("a guard is the negated test, so what is no number passes it", () => {
    const nan = `let huge = 2.5;
for (const k of range(12)) { huge = huge * huge + k; }
const n = huge - huge;
`;
    expect(run(`${nan}require(n < 1, "refused", "No.");\nreturn 1;`, "int")).toBe(1);
    expect(run(`${nan}require(!(n < 1), "refused", "No.");\nreturn 2;`, "int")).toBe(2);
    expect(run(`${nan}return n;`, "number")).toBe("invalid_state");
  });

  test("advance moves the clock", () => {
    const { call, clock } = lab({
      wait: { body: "advance(45);\nreturn now;", result: "datetime" },
    });
    expect(call("wait")).toMatchObject({ result: "2026-03-02T10:15:00" });
    expect(clock.now).toBe("2026-03-02T10:15:00");
  });

  test("remove: gone for reads, kept by the variable, and its id is not given again", () => {
    const { call, state } = lab({
      drop: {
        result: "string",
        body: `${EMMA}
remove(loan);
loan.title = "after";
require(loans.get("L0001") === null, "refused", "Still there.");
require(loans.every(l => l.title !== "Emma"), "refused", "Still listed.");
return loan.title;`,
      },
      again: {
        body: "const n = notes.get('first');\nrequire(n !== null, 'refused', 'No.');\nremove(n);\ncreate(Note, { key: 'first', text: 'x', score: 1 });",
      },
      dangling: {
        result: "string",
        body: `${EMMA}remove(loan.member);\nreturn loan.member.name;`,
      },
    });
    expect(call("drop")).toMatchObject({ ok: true, result: "after" });
    expect(Object.keys(state.document().loans ?? {})).toEqual(["L0002", "L0003"]);
    expect(call("again")).toMatchObject({ code: "duplicate_id" });
    expect(
      lab({
        dangling: {
          result: "string",
          body: `${EMMA}remove(loan.member);\nreturn loan.member.name;`,
        },
      }).call("dangling"),
    ).toMatchObject({
      code: "dangling_ref",
    });
  });

  test("only the id of a missing record is compared, never the record", () => {
    const body = `${ADA}${EMMA}remove(ada);\nreturn loan.member === ada;`;
    expect(run(body, "bool")).toBe(true);
  });
});

describe("one record under several names", () => {
  test.each([
    [
      "two lookups",
      `${ADA}const twin = members.get("M0001");\nada.balance = 7;\nreturn twin?.balance ?? -1;`,
    ],
    ["a ref", `${ADA}${EMMA}ada.balance = 7;\nreturn loan.member.balance;`],
    [
      "a list made before",
      `${ADA}const all = members.filter(m => m.balance === 0);\nada.balance = 7;\nreturn sum(all, m => m.balance);`,
    ],
    [
      "a query after",
      `${ADA}ada.balance = 7;\nreturn members.find(m => m.balance === 7)?.balance ?? -1;`,
    ],
    [
      "a loop over a list made before",
      `${ADA}const all = take(members, 1);\nada.balance = 3;\nfor (const m of all) { m.balance += 4; }\nreturn ada.balance;`,
    ],
    [
      "a friend's friend",
      `${ADA}const bo = members.get("M0002");\nrequire(bo !== null, "refused", "No.");\nbo.friend = ada;\nada.balance = 7;\nreturn bo.friend?.balance ?? -1;`,
    ],
    ["a function that writes", `${ADA}raise_balance(ada);\nreturn ada.balance;`],
    [
      "a part of the record",
      `${EMMA}const item = loan.items.find(i => i.sku === "x");\nrequire(item !== null, "refused", "No.");\nitem.price = 7;\nreturn loan.items[0]?.price ?? -1;`,
    ],
    [
      "a part in a loop",
      `${EMMA}for (const item of loan.items) { item.price = 7; }\nreturn loan.items[1]?.price ?? -1;`,
    ],
  ])("%s", (_name, body) => {
    const functions = {
      raise_balance: {
        description: "Gives a member seven.",
        params: { member: "Member" },
        returns: "none",
        body: "member.balance += 7;",
      },
    };
    const extra = body.includes("raise_balance") ? { functions } : {};
    expect(run(body, "int", extra)).toBe(7);
  });

  test("storing copies", () => {
    const body = `${EMMA}
const other = loans.get("L0002");
require(other !== null, "refused", "No.");
other.items = loan.items;
const item = loan.items.find(i => i.sku === "x");
require(item !== null, "refused", "No.");
item.price = 1;`;
    expect(stateAfter(body)).toMatchObject({
      loans: { L0001: { items: [{ price: 1 }, {}] }, L0002: { items: [{ price: 100 }, {}] } },
    });
  });
});

describe("bounds of a call", () => {
  test.each([
    [
      "elements of loops",
      "let n = 0;\nfor (const a of range(2000)) { for (const b of range(2000)) { n += a * b; } }\nrequire(n >= 0, 'refused', 'No.');",
    ],
    [
      "rows of queries in loops",
      "let n = 0;\nfor (const a of range(10000)) { for (const b of range(90)) { n += loans.count(l => l.title.length > a + b); } }\nrequire(n >= 0, 'refused', 'No.');",
    ],
    [
      "text that doubles",
      "let t = 'x';\nfor (const n of range(60)) { t = t + t + text(n); }\nrequire(t !== '', 'refused', t);",
    ],
    [
      "lists that double",
      "let a = [1];\nfor (const n of range(60)) { a = [...a, ...a, n]; }\nrequire(a.length > 0, 'refused', 'No.');",
    ],
    ["repeat", "const t = 'x'.repeat(10000000);\nrequire(t !== '', 'refused', 'No.');"],
  ])("%s", (_name, body) => {
    expect(run(body)).toBe("limit_exceeded");
  });
});

describe("reactions", () => {
  test("see what the call and the reactions before them changed, in table order", () => {
    const { call, state } = lab(
      {
        give_back: {
          result: "Loan",
          body: `${EMMA}loan.status = "returned";\nloan.member.balance += 1;\nreturn loan;`,
        },
        nothing: { body: `${EMMA}loan.title = "x";\nloan.title = "Emma";` },
      },
      {
        reactions: [
          {
            name: "settle",
            description: "A loan that is back has a fee.",
            on: "Loan",
            body: 'if (loan.status === "returned") { loan.fee = loan.fee ?? 9; loan.member.balance += 10; }',
          },
          {
            name: "log",
            description: "Notes every member that changed.",
            on: "Member",
            body: "create(Note, { key: `n${text(member.member_id)}`, text: member.name, score: member.balance });",
          },
        ],
      },
    );
    expect(call("nothing")).toMatchObject({ ok: true, changed: false });
    // The result is what the body returned; the reaction's fee is in the state.
    expect(call("give_back")).toMatchObject({ ok: true, result: { fee: null } });
    const now = state.document();
    expect(now.loans?.L0001).toMatchObject({ fee: 9 });
    expect(now.notes?.nM0001).toMatchObject({ score: 11 });
    expect(Object.keys(now.notes ?? {})).toEqual(["first", "nM0001"]);
  });
});

describe("atomicity", () => {
  test("a refusal at any point leaves everything as it was", () => {
    const effects = [
      "loan.title = 'changed';",
      "loan.items.push({ sku: 'z', price: 1, count: 1 });",
      "if (loan.items[0] !== null) { loan.items[0].price = 3; }",
      "loan.member.cards['n'] = { source: 'card', last_four: '9' };",
      "create(Note, { key: 'k', text: 'x', score: 1 });",
      "remove(loan.member);",
      "advance(10);",
      "device.battery = 1;",
    ];
    for (let stop = 0; stop <= effects.length; stop += 1) {
      const body = [
        EMMA,
        ...effects.slice(0, stop),
        "require(loans.length === 0, 'refused', 'Stopped here.');",
        ...effects.slice(stop),
      ].join("\n");
      const { call, state, clock } = lab({ probe: { body } });
      const everything = () =>
        JSON.stringify([state.document(), state.save(), state.hash(), clock]);
      const before = everything();
      expect(call("probe"), `stopped after ${stop}`).toMatchObject({ ok: false, code: "refused" });
      expect(everything(), `stopped after ${stop}`).toBe(before);
    }
  });

  test("what a record may not be is refused at the end", () => {
    expect(
      stateAfter(
        "const l = loans.get('L0003');\nrequire(l !== null, 'refused', 'No.');\nl.status = 'open';",
      ),
    ).toBe("illegal_transition");
    expect(stateAfter(`${ADA}ada.name = 'x'.repeat(2000);`)).toBe("invalid_state");
  });
});
