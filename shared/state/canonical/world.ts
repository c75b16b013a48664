/** The states of several domains side by side and their clock, as one thing to hash and compare. */
import { EnvFoundryError } from "../../errors/index.js";
import type { Json } from "../../schema/index.js";
import type { DiffEntry, DomainState } from "../contracts.js";
import { canonicalJson, sha256 } from "../json.js";
import { setOwn } from "../values.js";
import { VERSION } from "./hash.js";

export interface WorldState {
  /** The clock, `YYYY-MM-DDTHH:MM:SS`. */
  readonly now: string;
  /** One of each domain; their order does not matter. */
  readonly states: readonly DomainState[];
}

/**
 * One hash over all states and the clock.
 *
 * @throws EnvFoundryError `duplicate_domain` when two states are of one domain; `canonical_bound`
 */
export function hashWorld(world: WorldState): string {
  const domains: { [domain: string]: Json } = {};
  for (const [domain, state] of byDomain(world)) setOwn(domains, domain, state.hash());
  return `${VERSION}:${sha256(canonicalJson({ domains, now: world.now }))}`;
}

/**
 * What differs, in the order of the expected states, the clock last. Empty exactly when the hashes
 * are equal.
 *
 * @throws EnvFoundryError `domain_mismatch` when the worlds are not of the same domains, and what
 *   `hashWorld` throws
 */
export function diffWorld(actual: WorldState, expected: WorldState): readonly DiffEntry[] {
  const found = byDomain(actual);
  const wanted = byDomain(expected);
  const entries: DiffEntry[] = [];
  for (const [domain, state] of wanted) {
    const other = found.get(domain);
    if (other === undefined) throw mismatch(found, wanted);
    entries.push(...other.diff(state));
  }
  if (found.size !== wanted.size) throw mismatch(found, wanted);
  if (actual.now !== expected.now) {
    const nowhere = { domain: "", table: "", id: "" };
    entries.push({ ...nowhere, field: "now", expected: expected.now, actual: actual.now });
  }
  return entries;
}

type ByDomain = ReadonlyMap<string, DomainState>;

function byDomain({ states }: WorldState): ByDomain {
  const domains = new Map<string, DomainState>();
  for (const state of states) {
    const { domain } = state.base;
    if (domains.has(domain)) {
      throw new EnvFoundryError("duplicate_domain", `The domain ${domain} is there twice.`);
    }
    domains.set(domain, state);
  }
  return domains;
}

function mismatch(found: ByDomain, wanted: ByDomain): EnvFoundryError {
  const names = (domains: ByDomain) => [...domains.keys()].join(", ");
  return new EnvFoundryError(
    "domain_mismatch",
    `A world of ${names(found)} cannot be compared with one of ${names(wanted)}.`,
  );
}
