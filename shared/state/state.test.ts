import { describe, expect, it } from "vitest";
import type { StateDocument } from "../schema/index.js";
import { createBase, loadState, openState } from "./index.js";
import { call, codeOf, SHOP, shopDocument, tableOf } from "./testing/fixture.js";
import { deepFreeze } from "./values.js";

const open = () => openState(createBase(SHOP, deepFreeze(shopDocument())), { freeze: true });

describe("a call", () => {
  it("sees its own changes everywhere and nobody else's copies", () => {
    const state = open();
    call(state, ({ orders }) => {
      const before = orders.must("O001");
      const order = orders.edit(before);
      order.user = "bob";
      expect(before.user).toBe("ann");
      expect(orders.current(before)).toBe(order);
      expect(orders.edit(before)).toBe(order);
      expect(orders.get("O001")).toBe(order);
      expect(orders.all().map((o) => o.user)).toEqual(["bob", "bob", "ann"]);
      expect(orders.where("user", "bob").map((o) => o.id)).toEqual(["O001", "O007"]);
      expect(orders.where("user", "ann").map((o) => o.id)).toEqual(["O003"]);
    });
    expect(
      tableOf(state, "orders")
        .where("user", "bob")
        .map((o) => o.id),
    ).toEqual(["O001", "O007"]);
    expect(state.base.document()).toMatchObject(shopDocument());
  });

  it("that is rolled back leaves records, counters and indexes as they were", () => {
    const state = open();
    const before = state.save();
    const transaction = state.begin();
    const orders = tableOf(transaction, "orders");
    orders.create({ user: "ann", status: "open", items: [] });
    orders.edit(orders.must("O001")).user = "bob";
    orders.remove(orders.must("O003"));
    transaction.rollback();
    expect(state.save()).toEqual(before);
    expect(orders.where("user", "ann")).toHaveLength(2);
    const made = call(state, ({ orders }) =>
      orders.create({ user: "ann", status: "open", items: [] }),
    );
    expect(made.id).toBe("O008");
  });

  it("reports net changes in table and insertion order", () => {
    const state = open();
    const transaction = state.begin();
    const orders = tableOf(transaction, "orders");
    const users = tableOf(transaction, "users");
    orders.create({ user: "ann", status: "open", items: [] });
    orders.edit(orders.must("O003")).seen = 5;
    orders.edit(orders.must("O001"));
    users.edit(users.must("bob")).balance = 7;
    orders.remove(orders.create({ user: "ann", status: "open", items: [] }));
    expect(
      transaction.changes().map((c) => [c.entity, c.id, c.before === null, c.after === null]),
    ).toEqual([
      ["User", "bob", false, false],
      ["Order", "O003", false, false],
      ["Order", "O008", true, false],
    ]);
    expect(transaction.changes("User")).toHaveLength(1);
    expect(transaction.commit()).toBe(true);
  });

  it("that changes nothing in the end commits as no change", () => {
    const state = open();
    const before = state.hash();
    const transaction = state.begin();
    const orders = tableOf(transaction, "orders");
    const order = orders.edit(orders.must("O001"));
    order.items[0].count = 3;
    order.items[0].count = 2;
    orders.remove(orders.create({ user: "ann", status: "open", items: [] }));
    expect(transaction.commit()).toBe(false);
    expect(state.hash()).toBe(before);
  });

  it("keeps a removed record's last values and its id taken", () => {
    const state = open();
    call(state, ({ users }) => {
      const bob = users.edit(users.must("bob"));
      users.remove(bob);
      expect(users.get("bob")).toBeNull();
      expect(users.current(bob)).toBe(bob);
      expect(users.edit(bob)).toBe(bob);
      bob.balance = 99;
      expect(codeOf(() => users.must("bob"))).toBe("dangling_ref");
      expect(codeOf(() => users.create({ id: "bob", name: "B", balance: 0, tags: [] }))).toBe(
        "duplicate_id",
      );
    });
    expect(tableOf(state, "users").get("bob")).toBeNull();
    call(state, ({ users }) => users.create({ id: "bob", name: "New", balance: 0, tags: [] }));
    expect(
      tableOf(state, "users")
        .all()
        .map((u) => u.id),
    ).toEqual(["ann", "__proto__x", "bob"]);
  });

  it.each([
    [
      "a wrong type",
      (t: never) => {
        edit(t, "users", "bob").balance = 1.5;
      },
      "invalid_state",
    ],
    [
      "a bound",
      (t: never) => {
        tableOf({ tables: t }, "refunds").create({ order: "O001", amount: -1, note: [] });
      },
      "invalid_state",
    ],
    [
      "a changed id",
      (t: never) => {
        edit(t, "orders", "O001").id = "O999";
      },
      "invalid_state",
    ],
    [
      "a missing field",
      (t: never) => {
        tableOf({ tables: t }, "orders").create({ user: "ann" });
      },
      "invalid_state",
    ],
    [
      "an unknown field",
      (t: never) => {
        edit(t, "orders", "O001").colour = "red";
      },
      "invalid_state",
    ],
    [
      "a transition",
      (t: never) => {
        edit(t, "orders", "O007").status = "open";
      },
      "illegal_transition",
    ],
    [
      "a terminal status",
      (t: never) => {
        edit(t, "orders", "O003").status = "paid";
      },
      "illegal_transition",
    ],
  ])("is refused for %s, and nothing is stored", (_name, change, code) => {
    const state = open();
    const before = state.document();
    const transaction = state.begin();
    tableOf(transaction, "users").edit(tableOf(transaction, "users").must("ann")).balance = 5;
    change(transaction.tables as never);
    expect(codeOf(() => transaction.commit())).toBe(code);
    expect(state.document()).toEqual(before);
    expect(codeOf(() => transaction.commit())).toMatch("ended");
    call(state, () => undefined);
  });

  it("is the only time at which records can be changed, one at a time", () => {
    const state = open();
    const orders = tableOf(state, "orders");
    expect(() => orders.edit(orders.must("O001"))).toThrow("during a call");
    expect(() => {
      (orders.must("O001") as { user: string }).user = "x";
    }).toThrow(TypeError);
    const transaction = state.begin();
    for (const use of [
      () => state.begin(),
      () => state.hash(),
      () => state.fork(),
      () => state.snapshot(),
      () => state.reset(),
    ]) {
      expect(use).toThrow("during a call");
    }
    transaction.rollback();
  });
});

function edit(tables: never, table: string, id: string) {
  const own = tableOf({ tables }, table);
  return own.edit(own.must(id));
}

describe("ids", () => {
  it("come from the entity's scheme", () => {
    const state = open();
    const drawn = call(state, ({ orders, seats, lockers, tickets, logs }) => [
      orders.create({ user: "ann", status: "open", items: [] }).id,
      seats.create({ user: "ann" }).id,
      seats.create({ user: "ann" }).id,
      lockers.create({ user: "ann" }).id,
      logs.create({ text: "x" }).id,
      tickets.create({ title: "one", order: null }).id,
      tickets.create({ title: "one" }).id,
    ]);
    expect(drawn).toEqual(["O008", "A1", "B1", "x", "L001", "T0899", "T1661"]);
    expect(codeOf(() => call(state, ({ seats }) => seats.create({ user: "ann" })))).toBe(
      "ids_exhausted",
    );
  });

  it("may look like anything", () => {
    const document = JSON.parse(
      '{"users":{"__proto__":{"id":"__proto__","name":"P","balance":1,"tags":[]},"constructor":{"id":"constructor","name":"C","balance":2,"tags":[]}},"config":{"config":{"limit":1}}}',
    ) as StateDocument;
    const state = openState(createBase(SHOP, document), { freeze: true });
    const users = tableOf(state, "users");
    expect(users.get("__proto__")?.balance).toBe(1);
    expect(users.get("hasOwnProperty")).toBeNull();
    expect(users.get(7 as never)).toBeNull();
    call(state, ({ users }) => {
      users.create({ id: "toString", name: "T", balance: 3, tags: [] });
    });
    expect(Object.keys(state.document().users ?? {})).toEqual([
      "__proto__",
      "constructor",
      "toString",
    ]);
    expect(Object.keys(state.canonical().users ?? {})).toEqual([
      "__proto__",
      "constructor",
      "toString",
    ]);
    expect(loadState(state.base, JSON.parse(JSON.stringify(state.save()))).hash()).toBe(
      state.hash(),
    );
  });
});

describe("where", () => {
  it("compares under the key transform, with an index or without", () => {
    const users = tableOf(open(), "users");
    expect(users.where("name", "ANN LEE", "lower").map((u) => u.id)).toEqual(["ann"]);
    expect(users.where("name", " annlee ", "normalized")).toEqual([]);
    expect(users.where("name", " Ánn,  LEE ", "normalized").map((u) => u.id)).toEqual(["ann"]);
    expect(users.where("balance", 0).map((u) => u.id)).toEqual(["bob", "__proto__x"]);
    expect(users.where("tags", [] as never)).toEqual([]);
  });
});

describe("an index", () => {
  it("forgets what a record was before it was removed and made anew", () => {
    const state = open();
    call(state, ({ users }) => {
      users.edit(users.must("bob")).name = "Old";
    });
    call(state, ({ users }) => users.remove(users.must("bob")));
    call(state, ({ users }) => users.create({ id: "bob", name: "New", balance: 0, tags: [] }));
    const users = tableOf(state, "users");
    expect(users.where("name", "old", "lower")).toEqual([]);
    expect(users.where("name", "bob", "lower")).toEqual([]);
    expect(users.where("name", "new", "lower").map((u) => u.id)).toEqual(["bob"]);
  });
});

describe("forks and snapshots", () => {
  it("never see each other's changes", () => {
    const state = open();
    const add = (to: typeof state, user: string) =>
      call(to, ({ orders }) => orders.create({ user, status: "open", items: [] }).id);
    add(state, "ann");
    const fork = state.fork();
    const snapshot = state.snapshot();
    add(fork, "bob");
    add(state, "ann");
    const ids = (of: typeof state, user: string) =>
      tableOf(of, "orders")
        .where("user", user)
        .map((o) => o.id);
    expect(ids(fork, "bob")).toEqual(["O007", "O009"]);
    expect(ids(fork, "ann")).toEqual(["O001", "O003", "O008"]);
    expect(ids(state, "ann")).toEqual(["O001", "O003", "O008", "O009"]);
    state.restore(snapshot);
    expect(ids(state, "ann")).toEqual(["O001", "O003", "O008"]);
    fork.restore(snapshot);
    expect(fork.hash()).toBe(state.hash());
    state.reset();
    expect(state.document()).toEqual(state.base.document());
    expect(codeOf(() => open().restore(snapshot))).toBe("snapshot_mismatch");
  });
});

describe("bad documents", () => {
  const user = { id: "u", name: "U", balance: 0, tags: [] };
  const config = { config: { limit: 1 } };
  it.each([
    ["another shape", [], "The state document must be an object; found a list of 0."],
    [
      "an unknown table",
      { config, user: {} },
      'The state document has an unknown table "user"; tables: ',
    ],
    [
      "a wrong value",
      { config, users: { u: { ...user, balance: "7" } } },
      'users["u"].balance must be a whole number of cents; found "7".',
    ],
    [
      "a missing field",
      { config, users: { u: { id: "u", name: "U", tags: [] } } },
      'users["u"].balance is missing; it must be a whole number of cents.',
    ],
    ["another id", { config, users: { v: user } }, 'users["v"] must stand under its own id, "u".'],
    [
      "a dangling ref",
      { config, seats: { A1: { id: "A1", user: "nobody" } } },
      'seats["A1"].user must be the id of an existing User; found "nobody".',
    ],
    [
      "a singleton's fields in place of its record",
      { config: { limit: 3 } },
      'config must hold its one record under its own name: {"config": {"config": {...}}}.',
    ],
    ["a missing singleton", {}, 'config must hold its one record, under "config".'],
  ])("are refused with a path: %s", (_name, document, message) => {
    const create = () => createBase(SHOP, document as never);
    expect(codeOf(create)).toBe("invalid_state_document");
    expect(create).toThrow(message);
  });

  it("may dangle while they are in the making", () => {
    const document = { seats: { A1: { id: "A1", user: "nobody" } } };
    expect(codeOf(() => createBase(SHOP, document, { partial: true }))).toBeNull();
  });

  it("are completed where nullable fields are left out", () => {
    const base = createBase(SHOP, { config, tickets: { T1: { id: "T1", title: "t" } } });
    expect(base.document().tickets).toEqual({ T1: { id: "T1", title: "t", order: null } });
  });
});

describe("saved states", () => {
  const busy = () => {
    const state = open();
    call(state, ({ orders, users }) => {
      orders.create({ user: "ann", status: "open", items: [] });
      orders.create({ user: "bob", status: "open", items: [] });
      orders.remove(orders.must("O003"));
      orders.edit(orders.must("O001")).items.push({ sku: "ink", count: 1 });
      users.remove(users.must("bob"));
    });
    call(state, ({ users }) =>
      users.create({ id: "bob", name: "Bob again", balance: 0, tags: [] }),
    );
    return state;
  };

  it("come back the same, and go on the same", () => {
    const state = busy();
    const saved = JSON.parse(JSON.stringify(state.save()));
    const loaded = loadState(state.base, saved, { freeze: true });
    expect(loaded.save()).toEqual(saved);
    expect(loaded.hash()).toBe(state.hash());
    expect(loaded.document()).toEqual(state.document());
    for (const each of [state, loaded]) {
      call(each, ({ orders }) => orders.create({ user: "ann", status: "open", items: [] }));
    }
    expect(loaded.document()).toEqual(state.document());
    expect(
      tableOf(loaded, "orders")
        .where("user", "ann")
        .map((o) => o.id),
    ).toEqual(["O001", "O008", "O010"]);
  });

  it.each([
    ["no object", () => 5, "invalid_saved_state"],
    ["no head", () => ({ tables: {} }), "invalid_saved_state"],
    ["another version", (s: Saved) => ({ ...s, version: 2 }), "saved_state_mismatch"],
    ["another domain", (s: Saved) => ({ ...s, domain: "x" }), "saved_state_mismatch"],
    ["another base", (s: Saved) => ({ ...s, base: "00" }), "saved_state_mismatch"],
    ["an unknown table", (s: Saved) => ({ ...s, tables: { x: {} } }), "invalid_saved_state"],
    [
      "a bad record",
      (s: Saved) => {
        s.tables.orders.put[0].record.user = 5;
        return s;
      },
      "invalid_saved_state",
    ],
    [
      "a stranger removed",
      (s: Saved) => {
        s.tables.orders.removed.push("O999");
        return s;
      },
      "invalid_saved_state",
    ],
    [
      "an id twice",
      (s: Saved) => {
        s.tables.orders.put.push(s.tables.orders.put[0]);
        return s;
      },
      "invalid_saved_state",
    ],
    [
      "a wrong position",
      (s: Saved) => {
        s.tables.orders.put[0].position = 1;
        return s;
      },
      "invalid_saved_state",
    ],
    [
      "a low counter",
      (s: Saved) => {
        s.tables.orders.counter = 1;
        return s;
      },
      "invalid_saved_state",
    ],
  ])("are refused for %s", (_name, spoil, code) => {
    const state = busy();
    const saved = JSON.parse(JSON.stringify(state.save()));
    expect(codeOf(() => loadState(state.base, spoil(saved)))).toBe(code);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: what is loaded is untrusted data
type Saved = any;
