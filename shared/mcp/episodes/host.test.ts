import { describe, expect, it } from "vitest";
import { manualClock } from "../testing/clock.js";
import { fixtureDomain } from "../testing/domain.js";
import { Host, type HostOptions } from "./index.js";

function hostOf(options: HostOptions = {}) {
  const clock = manualClock();
  const host = new Host([fixtureDomain("shelf"), fixtureDomain("attic", "2026-03-05T12:00:00")], {
    clock,
    ...options,
  });
  return { host, clock };
}

function begin(host: Host, request: object = {}): string {
  const [created] = host.create({ domains: "shelf", ...request });
  if (created === undefined) throw new Error("nothing was created");
  return created.episode;
}

const add = (title: string) => ({ tool: "add_item", arguments: { title, count: 1 } });

describe("create", () => {
  it("gives handles of at least 128 random bits, all different", () => {
    const { host } = hostOf();
    const made = host.create({ domains: "shelf", count: 50 });
    expect(new Set(made.map((each) => each.episode)).size).toBe(50);
    for (const { episode } of made) expect(episode).toMatch(/^[A-Za-z0-9_-]{22,}$/);
  });

  it("says what the episode is", () => {
    const { host } = hostOf();
    const [info] = host.create({ domains: ["shelf"], seed: 7, scale: 2, maxCalls: 9 });
    expect(info).toEqual({
      episode: info?.episode,
      domains: ["shelf"],
      seed: 7,
      scale: 2,
      now: "2026-03-02T09:00:00",
      calls: 0,
      maxCalls: 9,
      finished: false,
      answer: null,
      idleSeconds: 0,
    });
  });

  it.each([
    [{ domains: "nowhere" }, "unknown_domain"],
    [{ domains: "__proto__" }, "unknown_domain"],
    [{ domains: [] }, "invalid_request"],
    [{ domains: ["shelf", "shelf"] }, "invalid_request"],
    [{ domains: "shelf", seed: 1.5 }, "invalid_request"],
    [{ domains: "shelf", seed: Number.NaN }, "invalid_request"],
    [{ domains: "shelf", scale: 0 }, "invalid_request"],
    [{ domains: "shelf", scale: 1_001 }, "invalid_request"],
    [{ domains: "shelf", count: 0 }, "invalid_request"],
    [{ domains: "shelf", maxCalls: -1 }, "invalid_request"],
  ])("refuses %j with %s", (request, code) => {
    const { host } = hostOf();
    expect(() => host.create(request)).toThrow(expect.objectContaining({ code }));
    expect(host.size).toBe(0);
  });

  it("creates all or none when the host is full, and says so", () => {
    const { host } = hostOf({ capacity: 3 });
    begin(host);
    expect(() => host.create({ domains: "shelf", count: 3 })).toThrow(
      expect.objectContaining({ code: "capacity" }),
    );
    expect(host.size).toBe(1);
    expect(host.create({ domains: "shelf", count: 2 })).toHaveLength(2);
  });

  it("answers a repeated key with the first episodes, and another request with a conflict", () => {
    const { host } = hostOf();
    const first = host.create({ domains: "shelf", key: "k" });
    expect(host.create({ domains: "shelf", key: "k" })).toEqual(first);
    expect(host.size).toBe(1);
    expect(() => host.create({ domains: "attic", key: "k" })).toThrow(
      expect.objectContaining({ code: "idempotency_conflict" }),
    );
  });
});

describe("step", () => {
  it("returns the shape of a result", () => {
    const { host } = hostOf();
    const episode = begin(host);
    expect(host.step(episode, add("Lamp"))).toEqual({
      result: { item_id: "I0004", title: "Lamp", count: 1 },
      is_error: false,
      code: null,
      changed: true,
      done: false,
      truncated: false,
    });
  });

  it("returns a refusal as data, and the state as it was", () => {
    const { host } = hostOf();
    const episode = begin(host);
    const before = host.state(episode);
    expect(host.step(episode, { tool: "half_done", arguments: { item_id: "I0001" } })).toEqual({
      result: "It went wrong halfway.",
      is_error: true,
      code: "too_bad",
      changed: false,
      done: false,
      truncated: false,
    });
    expect(host.state(episode)).toEqual(before);
  });

  it("returns a refusal that the domain gives as a result as a result, with its code", () => {
    const { host } = hostOf();
    expect(host.step(begin(host), { tool: "ask" })).toMatchObject({
      result: { error: "There is no answer." },
      is_error: false,
      code: "no_answer",
      changed: false,
    });
  });

  it.each(["__proto__", "constructor", "toString", "", "get_item ", "shelf_", "attic_get_item"])(
    "refuses the tool %j as unknown",
    (tool) => {
      const { host } = hostOf();
      expect(host.step(begin(host), { tool, arguments: {} })).toMatchObject({
        is_error: true,
        code: "unknown_tool",
      });
    },
  );

  it.each([
    ["text", "x".repeat(1_048_576)],
    ["a list", [1]],
    ["null", null],
    ["a number", 5],
    ["a missing argument", {}],
    ["an unknown argument", { item_id: "I0001", extra: 1 }],
    ["__proto__ as a key", JSON.parse('{"item_id":"I0001","__proto__":{"a":1}}')],
    ["constructor as a key", { item_id: "I0001", constructor: 1 }],
    ["an argument of the wrong type", { item_id: 1 }],
  ])("refuses %s as arguments", (_, args) => {
    const { host } = hostOf();
    const episode = begin(host);
    expect(host.step(episode, { tool: "get_item", arguments: args })).toMatchObject({
      is_error: true,
      code: "invalid_arguments",
    });
    expect(host.step(episode, { tool: "list_items" }).is_error).toBe(false);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 1.5, 2 ** 60])(
    "refuses %d as a count",
    (count) => {
      const { host } = hostOf();
      expect(
        host.step(begin(host), { tool: "add_item", arguments: { title: "x", count } }),
      ).toMatchObject({ is_error: true, code: "invalid_arguments", changed: false });
    },
  );

  it.each(["__proto__", "constructor", "I9999"])("knows no record %s", (item_id) => {
    const { host } = hostOf();
    expect(host.step(begin(host), { tool: "get_item", arguments: { item_id } })).toMatchObject({
      is_error: true,
      code: "item_not_found",
    });
  });

  it("gives user tools to the user alone", () => {
    const { host } = hostOf();
    const episode = begin(host);
    const unknown = host.step(episode, { tool: "no_such_tool" });
    const asAgent = host.step(episode, { tool: "press_button" });
    expect(asAgent.code).toBe("unknown_tool");
    expect(asAgent).toEqual(unknown);
    expect(host.step(episode, { tool: "press_button", actor: "user" })).toMatchObject({
      result: "Pressed.",
      is_error: false,
    });
    expect(host.step(episode, { tool: "get_item", actor: "user" }).code).toBe("unknown_tool");
  });

  it("says the same of every tool that is not there", () => {
    const { host } = hostOf();
    const one = begin(host);
    const two = begin(host, { domains: ["shelf", "attic"] });
    for (const [episode, request] of [
      [one, { tool: "no_such_tool" }],
      [one, { tool: "get_item", domain: "attic" }],
      [one, { tool: "get_item", actor: "user" }],
      [two, { tool: "get_item" }],
      [two, { tool: "shelf_no_such_tool" }],
      [two, { tool: "cellar_get_item" }],
    ] as const) {
      expect(host.step(episode, request)).toMatchObject({
        result: "There is no such tool.",
        code: "unknown_tool",
      });
    }
  });

  it("hands out results that are the caller's own", () => {
    const { host } = hostOf();
    const [a, b] = host.create({ domains: "shelf", count: 2 });
    const got = host.step(a?.episode ?? "", { tool: "get_item", arguments: { item_id: "I0001" } });
    (got.result as { title: string }).title = "Spoilt";
    for (const each of [a, b]) {
      expect(
        host.step(each?.episode ?? "", { tool: "get_item", arguments: { item_id: "I0001" } }),
      ).toMatchObject({ result: { title: "Thing 1 of 1" } });
    }
  });

  it("does a step with a key once", () => {
    const { host } = hostOf();
    const episode = begin(host);
    const first = host.step(episode, { ...add("Lamp"), key: "1" });
    expect(host.step(episode, { ...add("Lamp"), key: "1" })).toEqual(first);
    expect(host.info(episode).calls).toBe(1);
    expect(() => host.step(episode, { ...add("Vase"), key: "1" })).toThrow(
      expect.objectContaining({ code: "idempotency_conflict" }),
    );
    expect(host.step(episode, { ...add("Lamp"), key: "2" })).toMatchObject({
      result: { item_id: "I0005" },
    });
  });

  it("spends the budget of calls, refused ones included", () => {
    const { host } = hostOf();
    const episode = begin(host, { maxCalls: 2 });
    expect(host.step(episode, { tool: "no_such_tool" }).truncated).toBe(false);
    expect(host.step(episode, add("Lamp"))).toMatchObject({ is_error: false, truncated: true });
    expect(host.step(episode, add("Vase"))).toMatchObject({
      is_error: true,
      code: "episode_closed",
      truncated: true,
    });
    expect(host.info(episode).calls).toBe(2);
  });

  it("gives each of several equal episodes a budget of its own", () => {
    const { host } = hostOf();
    const made = host.create({ domains: "shelf", count: 3, maxCalls: 2 });
    const ids = made.map((each) => each.episode);
    const round = () => host.stepMany(ids.map((episode) => ({ episode, ...add("Lamp") })));
    expect(round()).toMatchObject(ids.map(() => ({ done: false, truncated: false })));
    const [first = "", second = ""] = ids;
    host.finish(first, "done");
    expect(round()).toMatchObject([
      { code: "episode_closed", changed: false, done: true, truncated: false },
      { code: null, changed: true, done: false, truncated: true },
      { code: null, changed: true, done: false, truncated: true },
    ]);
    host.finish(second, "done");
    expect(round()).toMatchObject([
      { code: "episode_closed", done: true, truncated: false },
      { code: "episode_closed", done: true, truncated: true },
      { code: "episode_closed", done: false, truncated: true },
    ]);
    expect(ids.map((id) => host.info(id).calls)).toEqual([1, 2, 2]);
    const [fork] = host.fork(second);
    expect(fork).toMatchObject({ calls: 2, maxCalls: 2, finished: true, answer: "done" });
  });

  it("throws for a defect of the code and leaves the state as it was", () => {
    const { host } = hostOf();
    const episode = begin(host);
    expect(() => host.step(episode, { tool: "broken" })).toThrow(
      expect.objectContaining({ code: "tool_defect" }),
    );
    expect(host.state(episode).diff).toEqual([]);
    expect(host.info(episode).calls).toBe(0);
    expect(host.trace(episode).calls).toEqual([]);
  });

  it("lets each step of many fail alone, and reports what is a defect", () => {
    const reports: unknown[] = [];
    const { host } = hostOf({ report: (error) => reports.push(error) });
    const a = begin(host);
    const b = begin(host);
    const results = host.stepMany([
      { episode: a, ...add("Lamp") },
      { episode: "gone", ...add("Lamp") },
      { episode: b, tool: "no_such_tool" },
      { episode: b, tool: "broken" },
      { episode: a, tool: "get_item", arguments: { item_id: "I0004" } },
    ]);
    expect(results).toMatchObject([
      { is_error: false },
      { error: { code: "episode_not_found" } },
      { is_error: true, code: "unknown_tool" },
      { error: { code: "tool_defect" } },
      { result: { title: "Lamp" } },
    ]);
    expect(results[1]).toEqual({
      error: {
        code: "episode_not_found",
        message: "There is no such episode.",
        hint: "It was closed, expired, or never existed; create one.",
      },
    });
    expect(reports).toEqual([expect.objectContaining({ code: "tool_defect" })]);
  });
});

describe("several domains", () => {
  it("share a clock and one hash, and name their tools by domain", () => {
    const { host } = hostOf();
    const episode = begin(host, { domains: ["shelf", "attic"] });
    expect(host.info(episode).now).toBe("2026-03-05T12:00:00");
    const start = host.state(episode).hash;
    host.step(episode, { tool: "shelf_wait_an_hour" });
    expect(host.info(episode).now).toBe("2026-03-05T13:00:00");
    host.step(episode, { tool: "add_item", domain: "attic", arguments: { title: "x", count: 1 } });
    expect(host.step(episode, { tool: "add_item" }).code).toBe("unknown_tool");
    const state = host.state(episode, { document: true });
    expect(state.hash).not.toBe(start);
    expect(state.diff.slice(0, -1).map((each) => [each.domain, each.table])).toEqual([
      ["attic", "items"],
    ]);
    expect(state.diff.at(-1)).toEqual({
      domain: "",
      table: "",
      id: "",
      field: "now",
      expected: "2026-03-05T12:00:00",
      actual: "2026-03-05T13:00:00",
    });
    expect(Object.keys(state.document ?? {})).toEqual(["shelf", "attic"]);
  });
});

describe("an episode as a whole", () => {
  it("keeps apart what episodes of one start do", () => {
    const { host } = hostOf();
    const a = begin(host);
    const b = begin(host);
    const start = host.state(b);
    host.step(a, add("Lamp"));
    expect(host.state(b)).toEqual(start);
    expect(host.state(a).diff).toHaveLength(1);
  });

  it("starts over with reset, keys and budget included", () => {
    const { host } = hostOf();
    const episode = begin(host, { maxCalls: 2 });
    const start = host.state(episode);
    host.step(episode, { ...add("Lamp"), key: "1" });
    host.step(episode, { tool: "wait_an_hour" });
    host.finish(episode, "done");
    expect(host.reset(episode)).toMatchObject({
      calls: 0,
      finished: false,
      answer: null,
      now: "2026-03-02T09:00:00",
    });
    expect(host.state(episode)).toEqual(start);
    expect(host.trace(episode)).toEqual({ calls: [], dropped: 0 });
    expect(host.step(episode, { ...add("Vase"), key: "1" })).toMatchObject({
      result: { item_id: "I0004", title: "Vase" },
    });
  });

  it("goes back to a snapshot with everything, as often as wanted", () => {
    const { host } = hostOf();
    const episode = begin(host);
    host.step(episode, { ...add("Lamp"), key: "1" });
    host.step(episode, { tool: "wait_an_hour" });
    const kept = host.state(episode);
    const trace = host.trace(episode);
    const { snapshot } = host.snapshot(episode);
    for (let round = 0; round < 2; round += 1) {
      host.step(episode, add("Vase"));
      host.finish(episode, "done");
      expect(host.restore(episode, snapshot)).toMatchObject({
        calls: 2,
        finished: false,
        now: "2026-03-02T10:00:00",
      });
      expect(host.state(episode)).toEqual(kept);
      expect(host.trace(episode)).toEqual(trace);
      expect(host.step(episode, { ...add("Lamp"), key: "1" })).toMatchObject({ changed: true });
      expect(host.info(episode).calls).toBe(2);
    }
  });

  it("forks into copies that go their own ways", () => {
    const { host } = hostOf();
    const episode = begin(host);
    host.step(episode, add("Lamp"));
    const { snapshot } = host.snapshot(episode);
    host.step(episode, add("Vase"));
    const [now] = host.fork(episode);
    const before = host.fork(episode, { snapshot, count: 2 });
    const hash = host.state(episode).hash;
    expect(host.state(now?.episode ?? "").hash).toBe(hash);
    for (const each of before) {
      expect(each.calls).toBe(1);
      expect(host.step(each.episode, add("Vase"))).toMatchObject({ result: { item_id: "I0005" } });
      expect(host.state(each.episode).hash).toBe(hash);
    }
    host.step(now?.episode ?? "", add("Bowl"));
    expect(host.state(episode).hash).toBe(hash);
  });

  it("knows snapshots of its own only, and forgets them with the episode", () => {
    const { host } = hostOf({ snapshotCapacity: 1 });
    const a = begin(host);
    const b = begin(host);
    const { snapshot } = host.snapshot(a);
    expect(() => host.restore(b, snapshot)).toThrow(
      expect.objectContaining({ code: "snapshot_not_found" }),
    );
    expect(() => host.snapshot(b)).toThrow(expect.objectContaining({ code: "capacity" }));
    host.close(a);
    expect(host.snapshot(b).snapshot).not.toBe(snapshot);
  });

  it("is frozen by finish", () => {
    const { host } = hostOf();
    const episode = begin(host);
    expect(host.finish(episode, "42")).toMatchObject({ finished: true, answer: "42" });
    expect(host.finish(episode, "42").answer).toBe("42");
    expect(() => host.finish(episode, "43")).toThrow(
      expect.objectContaining({
        code: "episode_closed",
        hint: "To go on, reset the episode, or restore a snapshot from before it was finished.",
      }),
    );
    const [fork] = host.fork(episode);
    expect(fork?.finished).toBe(true);
    const before = host.state(episode);
    expect(host.step(episode, add("Lamp"))).toEqual({
      result: "The episode is finished.",
      is_error: true,
      code: "episode_closed",
      changed: false,
      done: true,
      truncated: false,
    });
    expect(host.state(episode)).toEqual(before);
  });

  it("traces calls with their sizes, and drops the oldest beyond the bound", () => {
    const { host } = hostOf({ trace: { calls: 3, size: 10_000 } });
    const episode = begin(host);
    for (const title of ["a", "b", "c", "d", "e"]) host.step(episode, add(title));
    const { calls, dropped } = host.trace(episode);
    expect(dropped).toBe(2);
    expect(calls.map((each) => each.number)).toEqual([3, 4, 5]);
    const args = '{"title":"c","count":1}';
    const outcome = '{"item_id":"I0006","title":"c","count":1}';
    expect(calls[0]).toEqual({
      number: 3,
      domain: "shelf",
      tool: "add_item",
      actor: "agent",
      arguments: args,
      outcome,
      code: null,
      changed: true,
      size: args.length + outcome.length,
    });
  });

  it("bounds the trace by size, too", () => {
    const { host } = hostOf({ trace: { calls: 100, size: 2_000 } });
    const episode = begin(host);
    for (let i = 0; i < 50; i += 1) host.step(episode, add("x".repeat(300)));
    host.step(episode, { tool: "get_item", arguments: "y".repeat(5_000) });
    const { calls } = host.trace(episode);
    const kept = calls.reduce(
      (sum, each) => sum + (each.arguments?.length ?? 0) + (each.outcome?.length ?? 0),
      0,
    );
    expect(kept).toBeLessThanOrEqual(2_000);
    expect(calls.at(-1)).toMatchObject({ number: 51, arguments: null, outcome: null });
    expect(calls.at(-1)?.size).toBeGreaterThan(5_000);
  });
});

describe("expiry", () => {
  it("closes what nobody used, and tells who asked", () => {
    const { host, clock } = hostOf({ idleMilliseconds: 60_000 });
    const idle = begin(host);
    const used = begin(host);
    const held = begin(host);
    const closed: string[] = [];
    host.onClose(idle, () => closed.push("idle"));
    host.onClose(used, () => closed.push("used"));
    const release = host.hold(held);
    clock.pass(40_000);
    host.step(used, { tool: "list_items" });
    clock.pass(40_000);
    expect(closed).toEqual(["idle"]);
    expect(() => host.info(idle)).toThrow(expect.objectContaining({ code: "episode_not_found" }));
    expect(host.info(used).idleSeconds).toBe(40);
    release();
    clock.pass(60_000);
    expect(host.size).toBe(0);
  });

  it("makes room for a new episode before it says that it is full", () => {
    const { host, clock } = hostOf({ capacity: 1, idleMilliseconds: 600_000 });
    begin(host);
    expect(() => begin(host)).toThrow(expect.objectContaining({ code: "capacity" }));
    clock.pass(25_000);
    expect(() => begin(host)).toThrow(expect.objectContaining({ code: "capacity" }));
    clock.pass(600_000);
    expect(begin(host)).toMatch(/./);
  });

  it("stops its timer at shutdown", () => {
    const { host, clock } = hostOf();
    begin(host);
    expect(clock.running).toBe(1);
    host.shutdown();
    expect(clock.running).toBe(0);
    expect(host.size).toBe(0);
  });
});
