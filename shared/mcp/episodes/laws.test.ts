/** Laws of episodes over arbitrary sequences of calls. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffWorld, hashWorld } from "../../state/index.js";
import { manualClock } from "../testing/clock.js";
import { fixtureDomain } from "../testing/domain.js";
import { Host, type StepRequest } from "./index.js";

const itemId = fc.constantFrom("I0001", "I0003", "I0004", "I0005", "nonsense", "__proto__");
const count = fc.oneof(fc.integer({ min: -1, max: 3 }), fc.constant(Number.NaN));

const step: fc.Arbitrary<StepRequest> = fc.oneof(
  fc.record({
    tool: fc.constant("add_item"),
    arguments: fc.record({ title: fc.constantFrom("Lamp", "Vase"), count }),
  }),
  fc.record({
    tool: fc.constant("set_count"),
    arguments: fc.record({ item_id: itemId, count }),
  }),
  fc.record({
    tool: fc.constantFrom("half_done", "get_item"),
    arguments: fc.record({ item_id: itemId }),
  }),
  fc.record({ tool: fc.constantFrom("wait_an_hour", "list_items", "press_button", "toString") }),
);
const steps = fc.array(step, { maxLength: 8 });
const OPTIONS = { seed: 1, numRuns: 100 };

function world() {
  const host = new Host([fixtureDomain()], { clock: manualClock() });
  const begin = () => {
    const [created] = host.create({ domains: "shelf" });
    if (created === undefined) throw new Error("nothing was created");
    return created.episode;
  };
  const play = (episode: string, calls: readonly StepRequest[]) =>
    calls.map((each) => host.step(episode, each));
  const all = (episode: string) => ({
    state: host.state(episode, { document: true }),
    trace: host.trace(episode),
    calls: host.info(episode).calls,
    now: host.info(episode).now,
  });
  return { host, begin, play, all };
}

describe("for any calls", () => {
  it("the same calls give the same answers and the same whole", () => {
    fc.assert(
      fc.property(steps, (calls) => {
        const { begin, play, all } = world();
        const [a, b] = [begin(), begin()];
        expect(play(a, calls)).toEqual(play(b, calls));
        expect(all(a)).toEqual(all(b));
      }),
      OPTIONS,
    );
  });

  it("a restored snapshot goes on as the original did", () => {
    fc.assert(
      fc.property(steps, steps, (before, after) => {
        const { host, begin, play, all } = world();
        const episode = begin();
        play(episode, before);
        const kept = all(episode);
        const { snapshot } = host.snapshot(episode);
        const first = play(episode, after);
        const end = all(episode);
        host.restore(episode, snapshot);
        expect(all(episode)).toEqual(kept);
        expect(play(episode, after)).toEqual(first);
        expect(all(episode)).toEqual(end);
      }),
      OPTIONS,
    );
  });

  it("a fork goes on as the original would, and neither sees the other", () => {
    fc.assert(
      fc.property(steps, steps, steps, (before, one, other) => {
        const { host, begin, play, all } = world();
        const episode = begin();
        play(episode, before);
        const [fork] = host.fork(episode);
        const copy = fork?.episode ?? "";
        play(episode, other);
        const apart = all(episode);
        const alone = begin();
        expect(play(copy, one)).toEqual(play(alone, [...before, ...one]).slice(before.length));
        expect(all(copy)).toEqual(all(alone));
        expect(all(episode)).toEqual(apart);
      }),
      OPTIONS,
    );
  });

  it("reset is a new beginning, and a call that changed nothing left no difference", () => {
    fc.assert(
      fc.property(steps, (calls) => {
        const { host, begin, play, all } = world();
        const episode = begin();
        const start = all(episode);
        for (const each of calls) {
          const before = host.state(episode);
          const [result] = play(episode, [each]);
          if (result?.changed === false) expect(host.state(episode)).toEqual(before);
          if (result?.is_error === true) expect(result.changed).toBe(false);
        }
        host.reset(episode);
        expect(all(episode)).toEqual(start);
      }),
      OPTIONS,
    );
  });

  it("the diff is empty exactly when the hashes are equal, and the answer does not count", () => {
    const sides = fc.record({
      tool: fc.constantFrom(
        "shelf_wait_an_hour",
        "attic_wait_an_hour",
        "shelf_add_item",
        "toString",
      ),
      arguments: fc.constantFrom({}, { title: "Lamp", count: 1 }),
    });
    const calls = fc.array(sides, { maxLength: 3 });
    let equal = 0;
    fc.assert(
      fc.property(calls, calls, (one, other) => {
        const host = new Host([fixtureDomain("shelf"), fixtureDomain("attic")], {
          clock: manualClock(),
        });
        const made = host.create({ domains: ["shelf", "attic"], count: 3 });
        const [a = "", b = "", start = ""] = made.map((each) => each.episode);
        for (const step of one) host.step(a, step);
        for (const step of other) host.step(b, step);
        host.finish(b, "done");
        const same = host.state(a).hash === host.state(b).hash;
        expect(diffWorld(host.use(a), host.use(b)).length === 0).toBe(same);
        expect(diffWorld(host.use(b), host.use(a)).length === 0).toBe(same);
        expect(hashWorld(host.use(a))).toBe(host.state(a).hash);
        for (const id of [a, b]) {
          const { hash, diff } = host.state(id);
          expect(diff.length === 0).toBe(hash === host.state(start).hash);
          expect(diff).toEqual(diffWorld(host.use(id), host.use(start)));
        }
        if (same) equal += 1;
      }),
      OPTIONS,
    );
    expect(equal).toBeGreaterThan(5);
    expect(equal).toBeLessThan(95);
  });
});
