/** Laws of canonical form, hash and diff, against brute force on small worlds of created records. */
import fc from "fast-check";
import { canonicalize } from "json-canonicalize";
import { describe, expect, it } from "vitest";
import type { StoredRecord } from "../../schema/index.js";
import { createBase, hashFromScratch, hashWorld, loadState, openState, sha256 } from "../index.js";
import { agreement, call, SHOP, shopDocument } from "../testing/fixture.js";
import {
  BASE,
  build,
  isomorphic,
  nudged,
  orderOf,
  renamed,
  TRICKY,
  type World,
  worlds,
} from "../testing/worlds.js";
import { deepFreeze } from "../values.js";

const RUNS = { seed: 20260302, numRuns: 250 };

describe("canonical form", () => {
  it("does not depend on the order or grouping of creations", () => {
    const input = worlds(7).chain((world) =>
      fc.tuple(fc.constant(world), orderOf(world), orderOf(world)),
    );
    fc.assert(
      fc.property(input, ([world, one, other]) => {
        const a = build(world, one, "one");
        const b = build(renamed(world, one), other, "many");
        expect(agreement(a, b)).toEqual({ hash: true, form: true, diff: true });
        expect(a.canonical()).toEqual(b.canonical());
      }),
      RUNS,
    );
  });

  it("is equal exactly for isomorphic worlds, by brute force up to 7 created records", () => {
    const input = worlds(7).chain((world) =>
      fc.tuple(
        fc.constant(world),
        orderOf(world),
        orderOf(world),
        fc.nat(7),
        fc.nat(50),
        fc.nat(50),
      ),
    );
    let equal = 0;
    let different = 0;
    fc.assert(
      fc.property(input, ([world, names, order, what, at, to]) => {
        const other = nudged(renamed(world, names), what, at, to);
        const same = isomorphic(world, other);
        const a = build(world, [...world.nodes.keys()], "one");
        const b = build(other, order, "one");
        expect(agreement(a, b)).toEqual({ hash: same, form: same, diff: same });
        if (same) equal += 1;
        else different += 1;
      }),
      RUNS,
    );
    expect(Math.min(equal, different)).toBeGreaterThan(20);
  });

  it("tells apart what colour refinement cannot, in any order", () => {
    const shapes = TRICKY.map(
      (world) => [world, build(world, [...world.nodes.keys()], "one")] as const,
    );
    for (const [i, [, one]] of shapes.entries()) {
      for (const [j, [, other]] of shapes.entries()) {
        const same = i === j;
        expect(agreement(one, other), `${i} and ${j}`).toEqual({
          hash: same,
          form: same,
          diff: same,
        });
      }
    }
    const input = fc
      .constantFrom(...shapes)
      .chain(([world, built]) =>
        fc.tuple(fc.constant(world), fc.constant(built), orderOf(world), orderOf(world)),
      );
    fc.assert(
      fc.property(input, ([world, built, names, order]) => {
        expect(build(renamed(world, names), order, "one").hash()).toBe(built.hash());
      }),
      RUNS,
    );
  });

  it("is worked out quickly for many interchangeable copies", () => {
    const copies = (count: number): World => ({
      nodes: Array.from({ length: 4 * count }, (_, i) => ({
        label: 0,
        next: i % 4 === 3 ? i - 3 : i + 1,
        links: [],
        pairs: [],
        weights: [],
        note: -1,
      })),
      anchors: [{ first: -1, all: Array.from({ length: count }, (_, i) => 4 * i) }],
    });
    const forwards = Array.from({ length: 800 }, (_, i) => i);
    const a = build(copies(200), forwards, "one");
    const b = build(copies(200), forwards.toReversed(), "one");
    expect(a.hash()).toBe(b.hash());
    const twins = (count: number): World => ({
      nodes: Array.from({ length: count }, () => ({
        label: 0,
        next: -1,
        links: [],
        pairs: [],
        weights: [],
        note: -1,
      })),
      anchors: [],
    });
    expect(build(twins(2000), [...Array(2000).keys()], "one").hash()).not.toBe(
      build(twins(1999), [...Array(1999).keys()], "one").hash(),
    );
  });

  it("says so when records are too symmetric to be told apart in time", () => {
    const size = 700;
    const ring: World = {
      nodes: Array.from({ length: size }, (_, i) => ({
        label: 0,
        next: (i + 1) % size,
        links: [],
        pairs: [],
        weights: [],
        note: -1,
      })),
      anchors: [],
    };
    expect(() => build(ring, [...Array(size).keys()], "one").hash()).toThrow(
      expect.objectContaining({ code: "canonical_bound" }),
    );
  });
});

describe("the hash", () => {
  it("is what it would be from scratch, after saving and loading too", () => {
    const input = worlds(6).chain((world) => fc.tuple(fc.constant(world), orderOf(world)));
    fc.assert(
      fc.property(input, ([world, order]) => {
        const state = build(world, order, "many");
        expect(hashFromScratch(state)).toBe(state.hash());
        const loaded = loadState(BASE, JSON.parse(JSON.stringify(state.save())));
        expect(loaded.hash()).toBe(state.hash());
        expect(loaded.save()).toEqual(state.save());
      }),
      RUNS,
    );
  });

  it("is built on RFC 8785", () => {
    const state = openState(createBase(SHOP, shopDocument()));
    call(state, ({ orders, refunds, users }) => {
      const user = users.create({
        id: '~é\u0001"',
        name: "x\u2028y",
        balance: -0,
        tags: ["ß", "a"],
      });
      const order = orders.create({
        user: user.id,
        status: "open",
        items: [{ sku: "€", count: 1e15 }],
      });
      refunds.create({
        order: order.id,
        amount: 5,
        note: ["for ", { ref: "Order", id: order.id }, ""],
      });
    });
    const document = state.canonical();
    let total = 0n;
    let count = 0;
    for (const [table, records] of Object.entries(document)) {
      for (const [id, each] of Object.entries(records)) {
        total += BigInt(`0x${sha256(canonicalize([table, id, each]))}`);
        count += 1;
      }
    }
    const sum = (total % 2n ** 256n).toString(16).padStart(64, "0");
    expect(state.hash()).toBe(`v1:${sha256(canonicalize({ count, domain: "shop", sum }))}`);
    expect(document.refunds).toEqual({
      "~1": { id: "~1", order: "~1", amount: 5, note: ["for ", { ref: "Order", id: "~1" }] },
    });
    expect(Object.keys(document.users ?? {})).toContain('~~é\u0001"');
  });

  it("is pinned", () => {
    const state = openState(createBase(SHOP, shopDocument()));
    expect(state.hash()).toBe(
      "v1:18c1c3612f28228f1626cfbc2cffac47de9c2ccb44b2886085984823f7f1eebe",
    );
    call(state, ({ orders }) => orders.create({ user: "ann", status: "open", items: [] }));
    expect(state.hash()).toBe(
      "v1:fa872ddad7ebb75485474906a6246f309bb3b29fa1111fb55d87ebf8ab03125a",
    );
    expect(hashWorld({ now: "2026-03-02T09:00:00", states: [state] })).toBe(
      "v1:bfd0685c2dd0350aeb61bc0216ded7cce6c5843d5d68e9a32afb75bc49f3e998",
    );
  });
});

describe("the outcome", () => {
  type Change = Parameters<typeof call>[1];
  const outcome = (...changes: Change[]) => {
    const state = openState(createBase(SHOP, deepFreeze(shopDocument())), { freeze: true });
    for (const change of changes) call(state, change);
    return state;
  };
  const order =
    (fields: StoredRecord = {}): Change =>
    ({ orders }) =>
      orders.create({ user: "ann", status: "open", items: [], ...fields });
  const refund =
    (amount: number, note = "sorry"): Change =>
    ({ refunds }) =>
      refunds.create({ order: "O001", amount, note: [note] });

  it.each<[string, Change[], Change[]]>([
    ["ids drawn in another order", [order(), refund(5)], [refund(5), order()]],
    [
      "ignored fields",
      [
        ({ orders }) => {
          orders.edit(orders.must("O001")).seen = 9;
        },
      ],
      [],
    ],
    ["ignored entities", [({ logs }) => logs.create({ text: "x" })], []],
    [
      "normalized text",
      [
        ({ users }) => {
          users.edit(users.must("bob")).name = " BOB. ";
        },
      ],
      [],
    ],
    [
      "sets in another order",
      [
        ({ users }) => {
          users.edit(users.must("ann")).tags = ["b", "a"];
        },
      ],
      [],
    ],
    [
      "what was created and removed",
      [order(), ({ orders }) => orders.remove(orders.must("O008"))],
      [],
    ],
    [
      "surrogate ids off a list",
      [
        ({ lockers }) => {
          lockers.create({ user: "ann" });
          lockers.create({ user: "bob" });
        },
      ],
      [
        ({ lockers }) => {
          lockers.create({ user: "bob" });
          lockers.create({ user: "ann" });
        },
      ],
    ],
    [
      "a message in other parts",
      [refund(5, "sorry O001")],
      [
        ({ refunds }) =>
          refunds.create({
            order: "O001",
            amount: 5,
            note: ["sorry ", { ref: "Order", id: "O001" }],
          }),
      ],
    ],
    [
      "a number put back",
      [
        ({ users }) => {
          users.edit(users.must("bob")).balance = 5;
        },
        ({ users }) => {
          users.edit(users.must("bob")).balance = 0;
        },
      ],
      [],
    ],
  ])("is the same for %s", (_name, one, other) => {
    expect(agreement(outcome(...one), outcome(...other))).toEqual({
      hash: true,
      form: true,
      diff: true,
    });
  });

  it.each<[string, Change[], Change[]]>([
    ["a doubled record", [refund(5), refund(5)], [refund(5)]],
    ["a pair of twins against none", [refund(5), refund(5)], []],
    ["the other sum", [refund(5)], [refund(6)]],
    [
      "sets with another multiplicity",
      [
        ({ users }) => {
          users.edit(users.must("ann")).tags = ["a", "b", "b"];
        },
      ],
      [],
    ],
    [
      "allocated resources",
      [
        ({ seats }) => {
          seats.create({ user: "ann" });
          seats.create({ user: "bob" });
        },
      ],
      [
        ({ seats }) => {
          seats.create({ user: "bob" });
          seats.create({ user: "ann" });
        },
      ],
    ],
    ["a removed record", [({ orders }) => orders.remove(orders.must("O003"))], []],
    [
      "which of two created orders is refunded",
      [
        order({ status: "paid" }),
        order(),
        ({ refunds }) => refunds.create({ order: "O008", amount: 1, note: [] }),
      ],
      [
        order({ status: "paid" }),
        order(),
        ({ refunds }) => refunds.create({ order: "O009", amount: 1, note: [] }),
      ],
    ],
    [
      "an id that nothing carries",
      [({ tickets }) => tickets.create({ title: "t", order: "O500" })],
      [({ tickets }) => tickets.create({ title: "t", order: "O501" })],
    ],
  ])("is another for %s", (_name, one, other) => {
    expect(agreement(outcome(...one), outcome(...other))).toEqual({
      hash: false,
      form: false,
      diff: false,
    });
  });

  it("follows records of the base that come to mention a created one", () => {
    const document = {
      ...shopDocument(),
      tickets: { T1: { id: "T1", title: "t", order: "O008" } },
    };
    const base = createBase(SHOP, document);
    const state = openState(base);
    const before = state.hash();
    call(state, order());
    expect(state.canonical().tickets).toEqual({ T1: { id: "T1", title: "t", order: "~1" } });
    expect(hashFromScratch(state)).toBe(state.hash());
    call(state, ({ orders }) => orders.remove(orders.must("O008")));
    expect(state.hash()).toBe(before);
  });

  it("is explained by record and field, with created records beside their counterparts", () => {
    const expected = outcome(order(), refund(5), refund(7));
    const actual = outcome(
      refund(6),
      ({ users }) => {
        users.edit(users.must("bob")).balance = 9;
      },
      ({ orders }) => {
        orders.edit(orders.must("O001")).items[0].count = 3;
      },
    );
    expect(actual.diff(expected)).toEqual([
      { domain: "shop", table: "users", id: "bob", field: "balance", expected: 0, actual: 9 },
      {
        domain: "shop",
        table: "orders",
        id: "O001",
        field: "items[0].count",
        expected: 2,
        actual: 3,
      },
      {
        domain: "shop",
        table: "orders",
        id: "~1",
        field: null,
        expected: { id: "~1", user: "ann", status: "open", items: [] },
        actual: null,
      },
      { domain: "shop", table: "refunds", id: "~1", field: "amount", expected: 5, actual: 6 },
      {
        domain: "shop",
        table: "refunds",
        id: "~2",
        field: null,
        expected: { id: "~2", order: "O001", amount: 7, note: ["sorry"] },
        actual: null,
      },
    ]);
    expect(() => actual.diff(build({ nodes: [], anchors: [] }, [], "one"))).toThrow(
      expect.objectContaining({ code: "domain_mismatch" }),
    );
  });
});
