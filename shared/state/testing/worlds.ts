/** Small worlds of records that mention each other, and brute force over their renamings. */
import fc from "fast-check";
import { createBase, type DomainState, openState, type StateSpec } from "../index.js";
import {
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
  STRING,
} from "./fixture.js";

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
/** The base of every world: two anchors, no nodes. */
export const BASE = createBase(WEB, {
  anchors: {
    left: { id: "left", first: null, all: [] },
    right: { id: "right", first: null, all: [] },
  },
});

/** A world by the numbers of its nodes; -1 is null. */
export interface World {
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

/** The state in which the nodes of the world were made in the order. */
export function build(world: World, order: readonly number[], calls: "one" | "many"): DomainState {
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
export function isomorphic(a: World, b: World): boolean {
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
export function worlds(size: number): fc.Arbitrary<World> {
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

/** All nodes of the world in some order. */
export const orderOf = (world: World) =>
  fc.shuffledSubarray([...world.nodes.keys()], { minLength: world.nodes.length });

/** Renames the nodes of a world: an isomorphic one. */
export function renamed(world: World, names: readonly number[]): World {
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

/** One change of one exact field, which may or may not make another world. */
export function nudged(world: World, what: number, at: number, to: number): World {
  const size = world.nodes.length;
  if (size === 0) return world;
  const node = at % size;
  const target = (to % (size + 1)) - 1;
  const some = to % size;
  const change = (each: World["nodes"][number]): World["nodes"][number] => {
    switch (what) {
      case 0:
        return { ...each, next: target };
      case 1:
        return { ...each, label: to % 2 };
      case 2:
        return { ...each, links: [...each.links.slice(1), some] };
      case 3:
        return { ...each, pairs: [...each.pairs.slice(1), [some, node]] };
      case 4:
        return { ...each, weights: [[some, 1]] };
      default:
        return { ...each, note: target };
    }
  };
  if (what < 6) {
    return { ...world, nodes: world.nodes.map((each, i) => (i === node ? change(each) : each)) };
  }
  const anchors = world.anchors.map((each, i) =>
    i === at % 3
      ? { first: what === 6 ? target : each.first, all: what === 7 ? [some] : each.all }
      : each,
  );
  return { ...world, anchors };
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
export const TRICKY: readonly World[] = [
  ...[[7], [2, 5], [3, 4], [2, 2, 3], [1, 6], [1, 3, 3], [1, 1, 1, 4]].map((sizes) =>
    linked(Array(7).fill([]), rings(...sizes)),
  ),
  linked(strangers(rings(7))),
  linked(strangers(rings(3, 4))),
  linked(strangers(rings(3, 3))),
  linked(strangers(rings(6))),
];
