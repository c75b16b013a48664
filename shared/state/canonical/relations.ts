/** The graph that canonical labelling works on: nodes to be named, and what is said of them. */

/** Stands for the node itself in what is said of it. */
export const SELF = "~*";

/** A node's token under some labelling; tokens begin with `~` and a character other than `~`. */
export type TokenOf = (node: number) => string;

/** One statement that involves nodes: a mention, or a set element or message with its mentions. */
export interface Relation {
  /** The node whose record says it, or -1 when a record with a name of its own does. */
  readonly source: number;
  /** Table, name and field path of where it is said; for a node as source the field path alone. */
  readonly place: string;
  /** The nodes that are mentioned, each once. */
  readonly targets: readonly number[];
  /** The element's text under tokens; null for a plain mention. */
  readonly text: ((tokenOf: TokenOf) => string) | null;
}

export interface RelationGraph {
  /** What is known of each node by itself: its canonical text with all renamed ids blotted out. */
  readonly contents: readonly string[];
  readonly relations: readonly Relation[];
}

/** For each node the relations that it is a source or target of. */
export function relationsByNode(graph: RelationGraph): readonly (readonly Relation[])[] {
  const byNode: Relation[][] = graph.contents.map(() => []);
  for (const relation of graph.relations) {
    for (const node of members(relation)) (byNode[node] as Relation[]).push(relation);
  }
  return byNode;
}

/** Source and targets, each node once. */
export function members(relation: Relation): readonly number[] {
  const { source, targets } = relation;
  return source < 0 || targets.includes(source) ? targets : [source, ...targets];
}

/** All that is said by and of a node, as one text in which the others stand as tokens. */
export function signature(node: number, relations: readonly Relation[], tokenOf: TokenOf): string {
  const marked: TokenOf = (other) => (other === node ? SELF : tokenOf(other));
  const lines: string[] = [];
  for (const { source, place, targets, text } of relations) {
    if (source === node) {
      lines.push(`>${place}\n${text === null ? marked(targets[0] as number) : text(marked)}`);
    } else {
      const by = source < 0 ? "" : tokenOf(source);
      lines.push(`<${by}\n${place}\n${text === null ? "" : text(marked)}`);
    }
  }
  lines.sort();
  return JSON.stringify(lines);
}
