/**
 * Canonical order of created records: equal for any two graphs that are isomorphic, whatever the
 * order in which their nodes are given.
 *
 * Colour refinement (1-dimensional Weisfeiler-Leman over ordered partitions) first. What it leaves
 * undecided falls apart into components that meet only in decided nodes; each is put in order by
 * itself, so that interchangeable copies cost their sum and not the product of their orders. Inside
 * a component that is still undecided one node after the other is individualised and the least form
 * taken (after McKay, "Practical graph isomorphism", 1981), with nodes that a transposition can
 * swap tried once. The search is exact; beyond its bound it is an error and never a guess.
 */
import { EnvFoundryError } from "../../errors/index.js";
import {
  members,
  type Relation,
  type RelationGraph,
  relationsByNode,
  signature,
  type TokenOf,
} from "./relations.js";

/** How many signatures the search may take after refinement: about a second of work. */
export const SEARCH_BOUND = 1_000_000;

/**
 * The nodes in canonical order.
 *
 * @throws EnvFoundryError `canonical_bound` when the created records are so symmetric that the
 *   search would exceed `bound` signatures.
 */
export function canonicalOrder(graph: RelationGraph, bound: number = SEARCH_BOUND): number[] {
  return new Labelling(graph, bound).order();
}

/** An order of some nodes and the text that it makes of them. */
interface Arrangement {
  readonly order: readonly number[];
  readonly form: string;
}

type Cells = Map<number, number[]>;

class Labelling {
  readonly #contents: readonly string[];
  readonly #relations: readonly (readonly Relation[])[];
  /** A node's label is the place of its cell's first node in the order of its level. */
  readonly #labels: number[];
  readonly #levels: number[];
  readonly #signatures: (string | null)[];
  readonly #bound: number;
  #effort = 0;

  constructor(graph: RelationGraph, bound: number) {
    this.#contents = graph.contents;
    this.#relations = relationsByNode(graph);
    this.#labels = graph.contents.map(() => 0);
    this.#levels = graph.contents.map(() => 0);
    this.#signatures = graph.contents.map(() => null);
    this.#bound = bound;
  }

  order(): number[] {
    const nodes = this.#contents.map((_, node) => node);
    this.#label(
      groupBy(nodes, (node) => this.#contents[node] as string),
      0,
    );
    this.#refine(nodes, null);
    // Refinement is polynomial; only the search that follows is held to the bound.
    this.#effort = 0;
    return [...this.#settle(nodes, 0, null).order];
  }

  readonly #tokenOf: TokenOf = (node) => `~${this.#levels[node]}.${this.#labels[node]}`;

  /** Labels the groups in turn by the place of their first node. */
  #label(groups: readonly (readonly number[])[], level: number): void {
    let place = 0;
    for (const group of groups) {
      for (const node of group) {
        this.#labels[node] = place;
        this.#levels[node] = level;
      }
      place += group.length;
    }
  }

  /**
   * Splits cells until nodes of one cell have the same signature. `start`: only cells of nodes near
   * these may split at first; null: any.
   */
  #refine(nodes: readonly number[], start: readonly number[] | null): void {
    const inside = new Set(nodes);
    const cells = this.#cellsOf(nodes);
    for (const node of nodes) this.#signatures[node] = null;
    let pending = new Set<number>();
    if (start === null) pending = new Set(cells.keys());
    else for (const node of start) this.#disturb(node, inside, pending);
    while (pending.size > 0) {
      const round = [...pending].sort((a, b) => a - b);
      pending = new Set();
      for (const label of round) this.#split(label, cells, inside, pending);
    }
  }

  #split(label: number, cells: Cells, inside: ReadonlySet<number>, pending: Set<number>): void {
    const cell = cells.get(label) as number[];
    if (cell.length === 1) return;
    const groups = groupBy(cell, (node) => this.#signatureOf(node));
    if (groups.length === 1) return;
    let place = label;
    for (const group of groups) {
      cells.set(place, group);
      if (place !== label) for (const node of group) this.#labels[node] = place;
      place += group.length;
    }
    for (const group of groups.slice(1)) {
      for (const node of group) this.#disturb(node, inside, pending);
    }
  }

  /** The node has another label now: what is said of its neighbours has changed. */
  #disturb(node: number, inside: ReadonlySet<number>, pending: Set<number>): void {
    for (const relation of this.#relations[node] as readonly Relation[]) {
      for (const other of members(relation)) {
        if (other === node || !inside.has(other)) continue;
        this.#signatures[other] = null;
        pending.add(this.#labels[other] as number);
      }
    }
  }

  #signatureOf(node: number): string {
    let text = this.#signatures[node] ?? null;
    if (text === null) {
      text = this.#sign(node, this.#tokenOf);
      this.#signatures[node] = text;
    }
    return text;
  }

  #sign(node: number, tokenOf: TokenOf): string {
    this.#effort += 1;
    return signature(node, this.#relations[node] as readonly Relation[], tokenOf);
  }

  #cellsOf(nodes: readonly number[]): Cells {
    const cells: Cells = new Map();
    for (const node of nodes) {
      const label = this.#labels[node] as number;
      const cell = cells.get(label);
      if (cell === undefined) cells.set(label, [node]);
      else cell.push(node);
    }
    return cells;
  }

  /**
   * Puts refined nodes in order. `outside`: their tokens at the level above, which are part of the
   * form; null at the top, where nobody asks for the form.
   */
  #settle(
    nodes: readonly number[],
    level: number,
    outside: ReadonlyMap<number, string> | null,
  ): Arrangement {
    const decided: number[] = [];
    const undecided: number[] = [];
    for (const cell of this.#cellsOf(nodes).values()) {
      if (cell.length === 1) decided.push(cell[0] as number);
      else undecided.push(...cell);
    }
    decided.sort((a, b) => (this.#labels[a] as number) - (this.#labels[b] as number));
    const components = this.#components(undecided);
    if (decided.length === 0 && components.length === 1 && nodes.length > 1) {
      return this.#branch(nodes, level, outside);
    }
    const parts = components.map((component) => this.#arrange(component, level));
    parts.sort((a, b) => compare(a.form, b.form));
    const order = [...decided, ...parts.flatMap((part) => part.order)];
    if (outside === null) return { order, form: "" };
    this.#label(
      order.map((node) => [node]),
      level,
    );
    const lines = order.map((node) => [outside.get(node) ?? "", this.#sign(node, this.#tokenOf)]);
    this.#checkEffort();
    return { order, form: JSON.stringify(lines) };
  }

  /** Puts one component of undecided nodes in order, under labels of the next level. */
  #arrange(component: readonly number[], level: number): Arrangement {
    const outside = new Map(component.map((node) => [node, this.#tokenOf(node)]));
    const only = component[0] as number;
    if (component.length === 1) return { order: component, form: outside.get(only) as string };
    const byLabel = [...component].sort(
      (a, b) => (this.#labels[a] as number) - (this.#labels[b] as number),
    );
    const groups = [...this.#cellsOf(byLabel).values()];
    this.#label(groups, level + 1);
    this.#refine(component, null);
    this.#checkEffort();
    return this.#settle(component, level + 1, outside);
  }

  /** No node is decided and all hang together: tries each node of one cell as the first. */
  #branch(
    nodes: readonly number[],
    level: number,
    outside: ReadonlyMap<number, string> | null,
  ): Arrangement {
    const labels = nodes.map((node) => this.#labels[node] as number);
    const cell = smallestCell(this.#cellsOf(nodes));
    const label = this.#labels[cell[0] as number] as number;
    const context = outside ?? new Map(nodes.map((node) => [node, this.#tokenOf(node)]));
    let best: Arrangement | null = null;
    for (const first of this.#representatives(cell)) {
      nodes.forEach((node, i) => {
        this.#labels[node] = labels[i] as number;
        this.#levels[node] = level;
      });
      const others = cell.filter((node) => node !== first);
      for (const node of others) this.#labels[node] = label + 1;
      this.#refine(nodes, others);
      const found = this.#settle(nodes, level, context);
      if (best === null || found.form < best.form) best = found;
    }
    return best as Arrangement;
  }

  /** One node of each class of nodes that swapping two of leaves everything as it is. */
  #representatives(cell: readonly number[]): readonly number[] {
    const representatives: number[] = [];
    for (const node of cell) {
      if (!representatives.some((other) => this.#areTwins(node, other))) representatives.push(node);
      this.#checkEffort();
    }
    return representatives;
  }

  #areTwins(a: number, b: number): boolean {
    const plain: TokenOf = (node) => `~${node}`;
    const swapped: TokenOf = (node) => `~${node === a ? b : node === b ? a : node}`;
    if (this.#sign(a, swapped) !== this.#sign(b, plain)) return false;
    const near = new Set<number>();
    for (const node of [a, b]) {
      for (const relation of this.#relations[node] as readonly Relation[]) {
        for (const other of members(relation)) if (other !== a && other !== b) near.add(other);
      }
    }
    for (const node of near) {
      if (this.#sign(node, swapped) !== this.#sign(node, plain)) return false;
    }
    return true;
  }

  /** The parts of the undecided nodes that are connected through relations among themselves. */
  #components(undecided: readonly number[]): readonly (readonly number[])[] {
    const open = new Set(undecided);
    const components: number[][] = [];
    for (const start of undecided) {
      if (!open.delete(start)) continue;
      const component = [start];
      for (let i = 0; i < component.length; i++) {
        for (const relation of this.#relations[component[i] as number] as readonly Relation[]) {
          for (const other of members(relation)) if (open.delete(other)) component.push(other);
        }
      }
      components.push(component);
    }
    return components;
  }

  #checkEffort(): void {
    if (this.#effort <= this.#bound) return;
    throw new EnvFoundryError(
      "canonical_bound",
      `The records that this episode created are too symmetric to be brought to canonical form within ${this.#bound} steps.`,
      {
        hint: "Give the records a field in which they differ, or leave them out with compare: ignore.",
      },
    );
  }
}

/** Groups in order of their key. */
function groupBy(nodes: readonly number[], keyOf: (node: number) => string): number[][] {
  const groups = new Map<string, number[]>();
  for (const node of nodes) {
    const key = keyOf(node);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [node]);
    else group.push(node);
  }
  return [...groups].sort((a, b) => compare(a[0], b[0])).map(([, group]) => group);
}

function smallestCell(cells: Cells): readonly number[] {
  let best: readonly [number, readonly number[]] | null = null;
  for (const [label, cell] of cells) {
    if (
      best === null ||
      cell.length < best[1].length ||
      (cell.length === best[1].length && label < best[0])
    ) {
      best = [label, cell];
    }
  }
  return best?.[1] ?? [];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
