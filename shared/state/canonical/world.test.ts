/** Laws of worlds: several domains side by side and a clock. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBase, diffWorld, hashWorld, openState } from "../index.js";
import { SHOP, shopDocument } from "../testing/fixture.js";
import { build, nudged, orderOf, type World, worlds } from "../testing/worlds.js";

const RUNS = { seed: 20260302, numRuns: 200 };
const NOON = "2026-03-02T12:00:00";
const shop = createBase(SHOP, shopDocument());

/** A world of two domains: the shop as it is, and a web of created records. */
function side(web: World, order: readonly number[], now: string, turned: boolean) {
  const states = [openState(shop), build(web, order, "one")];
  return { now, states: turned ? states.reverse() : states };
}

describe("two worlds", () => {
  it("have an empty diff exactly when their hashes are equal, whatever order their domains have", () => {
    const now = fc.constantFrom(NOON, "2026-03-02T12:01:00");
    const input = worlds(4).chain((web) =>
      fc.tuple(
        fc.constant(web),
        orderOf(web),
        now,
        now,
        fc.boolean(),
        fc.nat(7),
        fc.nat(50),
        fc.nat(50),
      ),
    );
    const seen = { equal: 0, different: 0, clockAlone: 0 };
    fc.assert(
      fc.property(input, ([web, order, one, other, turned, what, at, to]) => {
        const a = side(web, [...web.nodes.keys()], one, false);
        const b = side(nudged(web, what, at, to), order, other, turned);
        const same = hashWorld(a) === hashWorld(b);
        const diff = diffWorld(a, b);
        expect(diff.length === 0).toBe(same);
        expect(diffWorld(b, a).length === 0).toBe(same);
        expect(diff.filter((entry) => entry.domain === "")).toEqual(
          one === other
            ? []
            : [{ domain: "", table: "", id: "", field: "now", expected: other, actual: one }],
        );
        if (same) seen.equal += 1;
        else seen.different += 1;
        if (diff.length === 1 && one !== other) seen.clockAlone += 1;
      }),
      RUNS,
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5);
  });

  it("are compared only when they are of the same domains", () => {
    const web = build({ nodes: [], anchors: [] }, [], "one");
    const both = { now: NOON, states: [openState(shop), web] };
    const one = { now: NOON, states: [web] };
    for (const [a, b] of [
      [both, one],
      [one, both],
      [one, { now: NOON, states: [openState(shop)] }],
    ] as const) {
      expect(() => diffWorld(a, b)).toThrow(expect.objectContaining({ code: "domain_mismatch" }));
    }
    const twice = { now: NOON, states: [web, web] };
    for (const action of [() => hashWorld(twice), () => diffWorld(twice, twice)]) {
      expect(action).toThrow(expect.objectContaining({ code: "duplicate_domain" }));
    }
  });
});
