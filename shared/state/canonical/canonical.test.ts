/** Laws of canonical form, hash and diff, against brute force on small worlds of created records. */
import fc from "fast-check";
import { canonicalize } from "json-canonicalize";
import { describe, expect, it } from "vitest";
import type { StoredRecord } from "../../schema/index.js";
import {
  createBase,
  type DomainState,
  hashFromScratch,
  hashWorld,
  loadState,
  openState,
  type StateSpec,
  sha256,
} from "../index.js";
import {
  agreement,
  call,
  counter,
  entity,
  field,
  INT,
  id,
  list,
  map,
  nullable,
  record,
  SHOP,
  STRING,
  shopDocument,
} from "../testing/fixture.js";
import { deepFreeze } from "../values.js";

/** Nodes that mention each other in every typed way, and two anchors of the base that mention nodes. */
const WEB: StateSpec = {
  domain: "web",
  enums: [],
  entities: [
    entity("Node", "nodes", counter("N"), [
      field("label", STRING),
      field("next", nullable(id("Node"))),
      field("links", list(id("Node")), { compare: "set" }),
      field("pairs", list(record(field("a", id("Node")), field("b", id("Node")))), {
        compare: "set",
      }),
      field("weights", map(id("Node"), INT)),
      field("note", { kind: "message" }),
    ]),
    entity("Anchor", "anchors", { kind: "natural" }, [
      field("first", nullable(id("Node"))),
      field("all", list(id("Node")), { compare: "set" }),
    ]),
  ],
};
const BASE = createBase(WEB, {
  anchors: {
    left: { id: "left", first: null, all: [] },
    right: { id: "right", first: null, all: [] },
  },
});

/** A world by the numbers of its nodes; -1 is null. */
interface World {
  readonly nodes: readonly {
    readonly label: number;
    readonly next: number;
    readonly links: readonly number[];
    readonly pairs: readonly (readonly [number, number])[];
    readonly weights: readonly (readonly [number, number])[];
    readonly note: number;
  }[];
  readonly anchors: readonly { readonly first: number; readonly all: readonly number[] }[];
}

function build(world: World, order: readonly number[], calls: "one" | "many"): DomainState {
  const state = openState(BASE, { freeze: true });
  const ids: string[] = [];
  const name = (node: number) => (node < 0 ? null : (ids[node] as string));
  const steps: ((tables: Parameters<Parameters<typeof call>[1]>[0]) => void)[] = [];
  for (const node of order) {
    const { label } = world.nodes[node] as World["nodes"][number];
    steps.push(({ nodes }) => {
      const fields = { label: `l${label}`, links: [], pairs: [], weights: {}, note: [] };
      ids[node] = nodes.create(fields).id;
    });
  }
  for (const node of order) {
    const { next, links, pairs, weights, note } = world.nodes[node] as World["nodes"][number];
    steps.push(({ nodes }) => {
      const made = nodes.edit(nodes.must(ids[node] as string));
      made.next = name(next);
      made.links = links.map(name);
      made.pairs = pairs.map(([a, b]) => ({ a: name(a), b: name(b) }));
      for (const [to, weight] of weights) made.weights[name(to) as string] = weight;
      made.note = note < 0 ? ["no ", "one"] : ["see ", { ref: "Node", id: name(note) }];
    });
  }
  for (const [i, { first, all }] of world.anchors.entries()) {
    steps.push(({ anchors }) => {
      const fields = { first: name(first), all: all.map(name) };
      if (i === 2) anchors.create({ id: "created", ...fields });
      else Object.assign(anchors.edit(anchors.must(i === 0 ? "left" : "right")), fields);
    });
  }
  if (calls === "one")
    call(state, (tables) => {
      for (const step of steps) step(tables);
    });
  else for (const step of steps) call(state, step);
  return state;
}

/** Whether some renaming of nodes makes the worlds equal: every bijection is tried. */
function isomorphic(a: World, b: World): boolean {
  if (a.nodes.length !== b.nodes.length) return false;
  const wanted = describeWorld(b, [...b.nodes.keys()]);
  const search = (names: number[]): boolean => {
    if (names.length === a.nodes.length) return describeWorld(a, names) === wanted;
    const node = a.nodes[names.length];
    for (let name = 0; name < b.nodes.length; name++) {
      if (names.includes(name) || node?.label !== b.nodes[name]?.label) continue;
      if (search([...names, name])) return true;
    }
    return false;
  };
  return search([]);
}

function describeWorld(world: World, names: readonly number[]): string {
  const name = (node: number) => (node < 0 ? -1 : names[node]);
  const sorted = (list: readonly unknown[]) => list.map((x) => JSON.stringify(x)).sort();
  const nodes: unknown[] = [];
  world.nodes.forEach((node, i) => {
    nodes[names[i] as number] = [
      node.label,
      name(node.next),
      sorted(node.links.map(name)),
      sorted(node.pairs.map((pair) => pair.map(name))),
      sorted([...new Map(node.weights)].map(([to, weight]) => [name(to), weight])),
      name(node.note),
    ];
  });
  const anchors = world.anchors.map((each) => [name(each.first), sorted(each.all.map(name))]);
  return JSON.stringify([nodes, anchors]);
}

/** Few labels and few mentions, so that twins, cycles and copies are common. */
function worlds(size: number): fc.Arbitrary<World> {
  return fc.integer({ min: 0, max: size }).chain((count) => {
    const some = fc.integer({ min: 0, max: Math.max(0, count - 1) });
    const maybe = count === 0 ? fc.constant(-1) : fc.oneof(fc.constant(-1), some);
    const several = (max: number) =>
      count === 0 ? fc.constant<number[]>([]) : fc.array(some, { maxLength: max });
    const rarely = <T>(arbitrary: fc.Arbitrary<T[]>) =>
      fc.oneof({ weight: 4, arbitrary: fc.constant<T[]>([]) }, { weight: 1, arbitrary });
    const pair = fc.tuple(some, some);
    return fc.record({
      nodes: fc.array(
        fc.record({
          label: fc.constantFrom(0, 0, 0, 1),
          next: maybe,
          links: rarely(several(3)),
          pairs:
            count === 0
              ? fc.constant<[number, number][]>([])
              : rarely(fc.array(pair, { maxLength: 2 })),
          weights:
            count === 0
              ? fc.constant([])
              : rarely(fc.array(fc.tuple(some, fc.constantFrom(1, 2)), { maxLength: 2 })),
          note: fc.oneof(
            { weight: 4, arbitrary: fc.constant(-1) },
            { weight: 1, arbitrary: maybe },
          ),
        }),
        { minLength: count, maxLength: count },
      ),
      anchors: fc.tuple(
        fc.record({ first: fc.constant(-1), all: rarely(several(3)) }),
        fc.record({ first: fc.oneof(fc.constant(-1), maybe), all: rarely(several(4)) }),
        fc.record({ first: maybe, all: rarely(several(2)) }),
      ),
    });
  });
}

const orderOf = (world: World) =>
  fc.shuffledSubarray([...world.nodes.keys()], { minLength: world.nodes.length });

/** Renames the nodes of a world: an isomorphic one. */
function renamed(world: World, names: readonly number[]): World {
  const name = (node: number) => (node < 0 ? -1 : (names[node] as number));
  const nodes: World["nodes"][number][] = [];
  world.nodes.forEach((node, i) => {
    nodes[names[i] as number] = {
      label: node.label,
      next: name(node.next),
      links: node.links.map(name).reverse(),
      pairs: node.pairs.map(([a, b]) => [name(a), name(b)] as const).reverse(),
      weights: node.weights.map(([to, weight]) => [name(to), weight] as const),
      note: name(node.note),
    };
  });
  return {
    nodes,
    anchors: world.anchors.map(({ first, all }) => ({ first: name(first), all: all.map(name) })),
  };
}

/** One change somewhere, which may or may not make another world. */
function nudged(world: World, at: number, to: number): World {
  if (world.nodes.length === 0) return world;
  const target = to % (world.nodes.length + 1);
  const node = at % world.nodes.length;
  const nodes = world.nodes.map((each, i) =>
    i === node ? { ...each, next: target === world.nodes.length ? -1 : target } : each,
  );
  return { ...world, nodes };
}

/** A world of equal nodes, each with these links. */
function linked(links: readonly (readonly number[])[], next: readonly number[] = []): World {
  return {
    nodes: links.map((each, i) => ({
      label: 0,
      next: next[i] ?? -1,
      links: each,
      pairs: [],
      weights: [],
      note: -1,
    })),
    anchors: [],
  };
}

/** Disjoint rings of the sizes: their nodes and who comes after whom. */
function rings(...sizes: readonly number[]): number[] {
  const next: number[] = [];
  for (const size of sizes) {
    const first = next.length;
    for (let i = 0; i < size; i++) next.push(first + ((i + 1) % size));
  }
  return next;
}

/** The links of everybody to all who are not their neighbours in the rings. */
function strangers(next: readonly number[]): number[][] {
  return next.map((_, a) =>
    [...next.keys()].filter((b) => a !== b && next[a] !== b && next[b] !== a),
  );
}

/** Seven nodes that look alike to everyone who only asks their neighbours. */
const TRICKY: readonly World[] = [
  ...[[7], [2, 5], [3, 4], [2, 2, 3], [1, 6], [1, 3, 3], [1, 1, 1, 4]].map((sizes) =>
    linked(Array(7).fill([]), rings(...sizes)),
  ),
  linked(strangers(rings(7))),
  linked(strangers(rings(3, 4))),
  linked(strangers(rings(3, 3))),
  linked(strangers(rings(6))),
];

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
      fc.tuple(fc.constant(world), orderOf(world), orderOf(world), fc.nat(50), fc.nat(50)),
    );
    let equal = 0;
    let different = 0;
    fc.assert(
      fc.property(input, ([world, names, order, at, to]) => {
        const other = nudged(renamed(world, names), at, to);
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
