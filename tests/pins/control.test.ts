import { expect, test } from "vitest";
import { expectWire, steady, wire } from "./wire.js";

const served = wire();

const lock = { tool: "lock_card", arguments: { card_id: "C00001" } };

const locked = {
  card_id: "C00001",
  account_id: "AC100001",
  last_four: "4821",
  status: "locked",
  daily_limit: 100_000,
  issued: "2024-02-01",
  replaces_id: null,
};

const fresh = {
  episode: "A",
  domains: ["credit-union"],
  seed: 1,
  scale: 1,
  now: "2026-04-15T10:00:00",
  calls: 0,
  maxCalls: null,
  finished: false,
  answer: null,
  idleSeconds: 0,
  mcp: "AGENT/episodes/A/mcp",
};

test("where the verbs are", async () => {
  const { paths } = (await served.control("GET", "/openapi.json")).json;
  const verbs = Object.entries(paths as Record<string, Record<string, { operationId: string }>>)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, { operationId }]) => `${operationId} ${method} ${path}`,
      ),
    )
    .sort();
  expect(verbs).toEqual([
    "close delete /episodes/{episode}",
    "create post /episodes",
    "domains get /domains",
    "finish post /episodes/{episode}/finish",
    "fork post /episodes/{episode}/fork",
    "info get /episodes/{episode}",
    "list get /episodes",
    "reset post /episodes/{episode}/reset",
    "restore post /episodes/{episode}/restore",
    "snapshot post /episodes/{episode}/snapshot",
    "state get /episodes/{episode}/state",
    "step post /episodes/{episode}/step",
    "stepMany post /steps",
    "trace get /episodes/{episode}/trace",
  ]);
});

test("create", async () => {
  const body = { domains: "credit-union", seed: -3, scale: 2, count: 2, maxCalls: 9 };
  const reply = await served.control("POST", "/episodes", body);
  const [A, B] = reply.json.episodes.map((each: { episode: string }) => each.episode);
  expect(A).toMatch(/^[A-Za-z0-9_-]{24}$/);
  const made = { ...fresh, seed: -3, scale: 2, maxCalls: 9 };
  expect(reply.status).toBe(201);
  expectWire(steady(served, reply, { A, B }), {
    episodes: [made, { ...made, episode: "B", mcp: "AGENT/episodes/B/mcp" }],
  });
});

test("step", async () => {
  const { episode: A } = await served.begin();
  const step = async (body: object) => {
    const reply = await served.control("POST", `/episodes/${A}/step`, body);
    expect(reply.status).toBe(200);
    return reply.json;
  };
  const ends = { done: false, truncated: false };
  expectWire(await step(lock), {
    result: locked,
    is_error: false,
    code: null,
    changed: true,
    ...ends,
  });
  expectWire(await step(lock), {
    result: "The card ending in 4821 is locked already.",
    is_error: true,
    code: "card_already_locked",
    changed: false,
    ...ends,
  });
  expectWire(await step({ tool: "nothing" }), {
    result: "There is no such tool.",
    is_error: true,
    code: "unknown_tool",
    changed: false,
    ...ends,
  });
});

test("stepMany", async () => {
  const { episode } = await served.begin();
  const reply = await served.control("POST", "/steps", {
    steps: [
      { episode, ...lock },
      { episode: "gone", ...lock },
    ],
  });
  expect(reply.status).toBe(200);
  expectWire(reply.json, {
    results: [
      {
        result: locked,
        is_error: false,
        code: null,
        changed: true,
        done: false,
        truncated: false,
      },
      {
        error: {
          code: "episode_not_found",
          message: "There is no such episode.",
          hint: "It was closed, expired, or never existed; create one.",
        },
      },
    ],
  });
});

test("state", async () => {
  const { episode: A } = await served.begin();
  const read = async (query = "") => {
    const reply = await served.control("GET", `/episodes/${A}/state${query}`);
    expect(reply.status).toBe(200);
    return steady(served, reply, { A });
  };
  expectWire(await read(), { hash: "HASH", now: "2026-04-15T10:00:00", diff: [] });
  await served.control("POST", `/episodes/${A}/step`, lock);
  const handOver = { tool: "hand_over", arguments: { member_id: "M00003", reason: "a person" } };
  await served.control("POST", `/episodes/${A}/step`, handOver);
  expectWire(await read(), {
    hash: "HASH",
    now: "2026-04-15T10:00:00",
    diff: [
      {
        domain: "credit-union",
        table: "cards",
        id: "C00001",
        field: "status",
        expected: "active",
        actual: "locked",
      },
      {
        domain: "credit-union",
        table: "escalations",
        id: "~1",
        field: null,
        expected: null,
        actual: { escalation_id: "~1", member_id: "M00003", opened: "2026-04-15T10:00:00" },
      },
    ],
  });
  const { document } = (await read("?document=true")) as {
    document: Record<string, Record<string, Record<string, unknown>>>;
  };
  expect(Object.keys(document)).toEqual(["credit-union"]);
  expectWire(document["credit-union"]?.cards?.C00001, locked);
});

test("snapshot, fork, restore, reset and close", async () => {
  const { episode: A } = await served.begin();
  const verb = async (name: string, body: object = {}) => {
    const reply = await served.control("POST", `/episodes/${A}/${name}`, body);
    return { status: reply.status, reply };
  };
  const kept = await verb("snapshot");
  const { snapshot } = kept.reply.json;
  expect(kept.status).toBe(201);
  expectWire(steady(served, kept.reply, { S: snapshot }), { snapshot: "S" });
  const forked = await verb("fork", { snapshot });
  expect(forked.status).toBe(201);
  const B = forked.reply.json.episodes[0].episode;
  expectWire(steady(served, forked.reply, { B }), {
    episodes: [{ ...fresh, episode: "B", mcp: "AGENT/episodes/B/mcp" }],
  });
  for (const [name, body] of [
    ["restore", { snapshot }],
    ["reset", {}],
  ] as const) {
    const { status, reply } = await verb(name, body);
    expect(status).toBe(200);
    expectWire(steady(served, reply, { A }), fresh);
  }
  const closed = await served.control("DELETE", `/episodes/${A}`);
  expect([closed.status, closed.text]).toEqual([200, "{}"]);
});

test("finish", async () => {
  const { episode: A } = await served.begin();
  await served.control("POST", `/episodes/${A}/step`, lock);
  const reply = await served.control("POST", `/episodes/${A}/finish`, { answer: "Locked." });
  expect(reply.status).toBe(200);
  expectWire(steady(served, reply, { A }), {
    ...fresh,
    calls: 1,
    finished: true,
    answer: "Locked.",
  });
  const after = await served.control("POST", `/episodes/${A}/step`, lock);
  expectWire(after.json, {
    result: "The episode is finished.",
    is_error: true,
    code: "episode_closed",
    changed: false,
    done: true,
    truncated: false,
  });
});

test("trace", async () => {
  const { episode: A } = await served.begin();
  await served.control("POST", `/episodes/${A}/step`, lock);
  const reply = await served.control("GET", `/episodes/${A}/trace`);
  expectWire(reply.json, {
    calls: [
      {
        number: 1,
        domain: "credit-union",
        tool: "lock_card",
        actor: "agent",
        arguments: '{"card_id":"C00001"}',
        outcome: JSON.stringify(locked),
        code: null,
        changed: true,
        size: 163,
      },
    ],
    dropped: 0,
  });
});
