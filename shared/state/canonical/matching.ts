/** Which created records of one state stand for which of another. */
import type { Json } from "../../schema/index.js";
import { sha256 } from "../json.js";
import type { EntityPlan } from "../plan.js";
import { sameValue } from "../values.js";
import { type CreatedNode, contentOf, type Episode, type NamedEpisode, namer } from "./episode.js";
import { createdName } from "./names.js";
import { relationsByNode, signature } from "./relations.js";

/** Rounds in which records are told apart by ever wider surroundings before they are paired. */
const ROUNDS = 4;
/** Beyond so many comparisons of leftovers they are paired in canonical order. */
const MAX_COMPARISONS = 100_000;

/**
 * Names for the actual state's created records: those of their counterparts in the expected state,
 * further ones for the rest. Records that are equal with all that surrounds them are paired first,
 * then ever less of the surroundings has to agree, then those of one entity that share most fields
 * (at least half).
 */
export function matchCreated(actual: NamedEpisode, expected: NamedEpisode): readonly string[] {
  const names: (string | undefined)[] = actual.episode.nodes.map(() => undefined);
  const free = new Set(expected.episode.nodes.keys());
  const coloursA = surroundings(actual.episode);
  const coloursE = surroundings(expected.episode);
  for (let round = ROUNDS; round >= 0; round--) {
    const waiting = new Map<string, number[]>();
    for (const node of inNameOrder(expected)) {
      if (!free.has(node)) continue;
      const colour = coloursE[round]?.[node] as string;
      waiting.set(colour, [...(waiting.get(colour) ?? []), node]);
    }
    for (const node of inNameOrder(actual)) {
      if (names[node] !== undefined) continue;
      const counterpart = waiting.get(coloursA[round]?.[node] as string)?.shift();
      if (counterpart === undefined) continue;
      free.delete(counterpart);
      names[node] = expected.names[counterpart];
    }
  }
  pairBySharedFields(actual, expected, names, free);
  return withFurtherNames(actual.episode, expected.episode, names);
}

/** For each round the colour of each node: its own content, then that of its neighbours, and so on. */
function surroundings(episode: Episode): readonly (readonly string[])[] {
  const contents = episode.nodes.map((node) => contentOf(node, episode));
  const relations = relationsByNode({ contents, relations: episode.relations });
  const rounds = [contents.map(sha256)];
  for (let round = 1; round <= ROUNDS; round++) {
    const last = rounds[round - 1] as readonly string[];
    rounds.push(
      last.map((colour, node) =>
        sha256(colour + signature(node, relations[node] ?? [], (other) => `~c${last[other]}`)),
      ),
    );
  }
  return rounds;
}

function inNameOrder({ names }: NamedEpisode): number[] {
  const numberOf = (node: number) => Number((names[node] as string).slice(1));
  return [...names.keys()].sort((a, b) => numberOf(a) - numberOf(b));
}

function pairBySharedFields(
  actual: NamedEpisode,
  expected: NamedEpisode,
  names: (string | undefined)[],
  free: Set<number>,
): void {
  const open = inNameOrder(actual).filter((node) => names[node] === undefined);
  const targets = inNameOrder(expected).filter((node) => free.has(node));
  const exhaustive = open.length * targets.length <= MAX_COMPARISONS;
  const partial = names.map((name, node) => name ?? createdName(`a${node}`));
  const found = new Map(open.map((node) => [node, fieldsOf(actual, node, partial)]));
  const wanted = new Map(targets.map((node) => [node, fieldsOf(expected, node, expected.names)]));
  const pairs: { node: number; target: number; score: number }[] = [];
  for (const node of open) {
    for (const target of exhaustive ? targets : targets.slice(0, 1)) {
      if (planOf(actual, node).entity.name !== planOf(expected, target).entity.name) continue;
      const score = shared(found.get(node), wanted.get(target));
      if (score >= 0.5) pairs.push({ node, target, score });
    }
  }
  pairs.sort((a, b) => b.score - a.score);
  for (const { node, target } of pairs) {
    if (names[node] !== undefined || !free.delete(target)) continue;
    names[node] = expected.names[target];
  }
}

function planOf({ episode }: NamedEpisode, node: number): EntityPlan {
  return (episode.nodes[node] as CreatedNode).plan;
}

/** The compared fields of a node but its id; null for a record that is not compared. */
function fieldsOf(
  named: NamedEpisode,
  node: number,
  names: readonly string[],
): { [field: string]: Json } | null {
  const { plan, row } = named.episode.nodes[node] as CreatedNode;
  if (!plan.compared) return null;
  const text = plan.writer.text(row.id, row.record, namer(named.episode, names));
  const [, , record] = JSON.parse(text) as [string, string, { [field: string]: Json }];
  delete record[plan.entity.idField];
  return record;
}

/** The share of fields that are equal, from 0 to 1. */
function shared(
  a: { [field: string]: Json } | null | undefined,
  b: { [field: string]: Json } | null | undefined,
): number {
  if (!a || !b) return 0;
  const fields = Object.keys(a);
  const equal = fields.filter((field) => sameValue(a[field], b[field])).length;
  return fields.length === 0 ? 0 : equal / fields.length;
}

/** Names for what has no counterpart, after the last of the expected state's. */
function withFurtherNames(
  actual: Episode,
  expected: Episode,
  names: readonly (string | undefined)[],
): readonly string[] {
  const counts = new Map<string, number>();
  for (const { plan } of expected.nodes) {
    counts.set(plan.entity.name, (counts.get(plan.entity.name) ?? 0) + 1);
  }
  return names.map((name, node) => {
    if (name !== undefined) return name;
    const entity = (actual.nodes[node] as CreatedNode).plan.entity.name;
    const count = (counts.get(entity) ?? 0) + 1;
    counts.set(entity, count);
    return createdName(count);
  });
}
