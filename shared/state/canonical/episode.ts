/** What an episode has created, as a graph to be named, and the names that come of it. */
import type { Base } from "../base.js";
import type { TableOverlay } from "../overlay.js";
import type { EntityPlan } from "../plan.js";
import type { Row } from "../row.js";
import type { StateView } from "../view.js";
import { canonicalOrder } from "./labelling.js";
import { createdName, type NameOf, storedName } from "./names.js";
import type { Relation, TokenOf } from "./relations.js";
import type { Element, Slot } from "./slots.js";

/** A record whose id is renamed. */
export interface CreatedNode {
  readonly plan: EntityPlan;
  readonly row: Row;
}

/** A compared record with a name of its own that mentions created ones. */
export interface Referrer {
  readonly plan: EntityPlan;
  readonly row: Row;
}

/** The created records of an episode and everything that is said of them. */
export interface Episode {
  readonly nodes: readonly CreatedNode[];
  readonly referrers: readonly Referrer[];
  readonly relations: readonly Relation[];
  /** The node under an id, or -1. */
  find(entity: string, id: string): number;
}

/** An episode with its names: `~1`, `~2`, ... for each entity by itself. */
export interface NamedEpisode {
  readonly episode: Episode;
  /** The canonical name of each node. */
  readonly names: readonly string[];
  readonly nameOf: NameOf;
  /** Rows whose canonical text depends on names; every other text is the same in all episodes. */
  readonly unsettled: ReadonlySet<Row>;
}

export function nameEpisode(view: StateView): NamedEpisode {
  const episode = readEpisode(view);
  const order = canonicalOrder({
    contents: episode.nodes.map((node) => contentOf(node, episode)),
    relations: episode.relations,
  });
  const counts = new Map<EntityPlan, number>();
  const names: string[] = [];
  for (const node of order) {
    const { plan } = episode.nodes[node] as CreatedNode;
    const count = (counts.get(plan) ?? 0) + 1;
    counts.set(plan, count);
    names[node] = createdName(count);
  }
  const rows = [...episode.nodes, ...episode.referrers].map((each) => each.row);
  return { episode, names, nameOf: namer(episode, names), unsettled: new Set(rows) };
}

/** Names of nodes by their place, stored names for everything else. */
export function namer(episode: Episode, names: readonly string[]): NameOf {
  return (entity, id) => {
    const node = episode.find(entity, id);
    return node < 0 ? storedName(entity, id) : (names[node] as string);
  };
}

/** The node's canonical text with all renamed ids blotted out. */
export function contentOf({ plan, row }: CreatedNode, episode: Episode): string {
  if (!plan.compared) return plan.entity.table;
  return plan.writer.text(row.id, row.record, (entity, id) =>
    episode.find(entity, id) < 0 ? storedName(entity, id) : createdName(""),
  );
}

export function readEpisode(view: StateView): Episode {
  const { base } = view;
  const places = new Map<string, Map<string, number>>();
  const nodes: CreatedNode[] = [];
  const add = (plan: EntityPlan, row: Row): number => {
    let byId = places.get(plan.entity.name);
    if (byId === undefined) {
      byId = new Map();
      places.set(plan.entity.name, byId);
    }
    byId.set(row.id, nodes.length);
    return nodes.push({ plan, row }) - 1;
  };
  const find = (entity: string, id: string): number => places.get(entity)?.get(id) ?? -1;

  for (const plan of base.plans) {
    if (!plan.surrogate || !plan.compared) continue;
    for (const row of overlayOf(view, plan).created.values()) add(plan, row);
  }
  // Records that are not compared have no content, but it matters which of them is meant.
  const nodeOf = (slot: Slot): number => {
    const known = find(slot.entity, slot.id);
    if (known >= 0) return known;
    const plan = base.planOf.get(slot.entity);
    if (plan === undefined || plan.compared || !plan.surrogate) return -1;
    const row = overlayOf(view, plan).created.get(slot.id);
    return row === undefined ? -1 : add(plan, row);
  };

  const relations: Relation[] = [];
  const compared = nodes.length;
  for (let source = 0; source < compared; source++) {
    const { plan, row } = nodes[source] as CreatedNode;
    addRelations(plan, row, source, nodeOf, find, relations);
  }
  const referrers: Referrer[] = [];
  for (const candidate of candidates(view)) {
    const before = relations.length;
    addRelations(candidate.plan, candidate.row, -1, nodeOf, find, relations);
    if (relations.length > before) referrers.push(candidate);
  }
  return { nodes, referrers, relations, find };
}

function addRelations(
  plan: EntityPlan,
  row: Row,
  source: number,
  nodeOf: (slot: Slot) => number,
  find: (entity: string, id: string) => number,
  relations: Relation[],
): void {
  if (plan.writer.slots === null) return;
  const prefix = source < 0 ? `${JSON.stringify([plan.entity.table, row.id])} ` : "";
  const elements = new Map<Element, { place: string; targets: Set<number> }>();
  for (const slot of plan.writer.slots(row.record)) {
    const target = nodeOf(slot);
    if (target < 0) continue;
    const place = `${prefix}${slot.path}`;
    if (slot.element === null) {
      relations.push({ source, place, targets: [target], text: null });
      continue;
    }
    const known = elements.get(slot.element);
    if (known === undefined) elements.set(slot.element, { place, targets: new Set([target]) });
    else known.targets.add(target);
  }
  for (const [element, { place, targets }] of elements) {
    const text = (tokenOf: TokenOf) =>
      element.text((entity, id) => {
        const node = find(entity, id);
        return node < 0 ? storedName(entity, id) : tokenOf(node);
      });
    relations.push({ source, place, targets: [...targets], text });
  }
}

/** Compared records with names of their own that may mention created ones. */
function* candidates(view: StateView): Generator<Referrer> {
  const { base } = view;
  for (const plan of base.plans) {
    if (!plan.compared || plan.writer.slots === null) continue;
    for (const row of overlayOf(view, plan).rows.values()) {
      if (row !== null && !(row.created && plan.surrogate)) yield { plan, row };
    }
  }
  const seen = new Set<Row>();
  for (const plan of base.plans) {
    if (!plan.surrogate) continue;
    const created = overlayOf(view, plan).created;
    if (created.size === 0) continue;
    const mentions = looseMentions(base).get(plan.entity.name);
    if (mentions === undefined) continue;
    for (const id of created.keys()) {
      for (const referrer of mentions.get(id) ?? []) {
        if (seen.has(referrer.row)) continue;
        seen.add(referrer.row);
        if (!overlayOf(view, referrer.plan).rows.has(referrer.row.id)) yield referrer;
      }
    }
  }
}

function overlayOf(view: StateView, plan: EntityPlan): TableOverlay {
  return view.overlays[plan.index] as TableOverlay;
}

type Mentions = ReadonlyMap<string, ReadonlyMap<string, readonly Referrer[]>>;

const LOOSE_MENTIONS = Symbol("loose mentions");

/**
 * Records of the base by entity and id that they mention, for those ids that a created record can
 * come to carry: ids that no record has, and ids that are given out again after a removal. Worked
 * out once per base.
 */
function looseMentions(base: Base): Mentions {
  const known = base.memo.get(LOOSE_MENTIONS) as Mentions | undefined;
  if (known !== undefined) return known;
  const mentions = new Map<string, Map<string, Referrer[]>>();
  for (const table of base.tables) {
    const { plan } = table;
    if (!plan.compared || plan.writer.slots === null) continue;
    for (const row of table.rows.values()) {
      for (const { entity, id } of plan.writer.slots(row.record)) {
        const target = base.planOf.get(entity);
        if (target === undefined || !target.surrogate) continue;
        const reusable = target.entity.id.kind !== "counter";
        if (!reusable && base.tables[target.index]?.rows.has(id) === true) continue;
        const byId = mentions.get(entity) ?? new Map<string, Referrer[]>();
        mentions.set(entity, byId);
        const list = byId.get(id) ?? [];
        byId.set(id, list);
        if (list.at(-1)?.row !== row) list.push({ plan, row });
      }
    }
  }
  base.memo.set(LOOSE_MENTIONS, mentions);
  return mentions;
}
