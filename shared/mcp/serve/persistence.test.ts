import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { Host } from "../episodes/index.js";
import { fixtureDomain } from "../testing/domain.js";
import { post, toolCall } from "../testing/http.js";
import { serveHttp } from "./http.js";
import { openPersisted, type PersistRequest } from "./persistence.js";

const folders: string[] = [];

afterEach(() => {
  for (const each of folders.splice(0)) rmSync(each, { recursive: true });
});

function newFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "mcp-persist-"));
  folders.push(folder);
  return path.join(folder, "kept.json");
}

async function open(file: string, request: Partial<PersistRequest> = {}) {
  const host = new Host([fixtureDomain("shelf"), fixtureDomain("attic")], { idleMilliseconds: 1 });
  const reports: unknown[] = [];
  const kept = await openPersisted(
    host,
    { file, domains: ["shelf"], seed: undefined, scale: undefined, ...request },
    (error) => reports.push(error),
  );
  return { host, reports, ...kept };
}

const add = { tool: "add_item", arguments: { title: "Lamp", count: 1 } };

describe("an episode that is kept in a file", () => {
  it("goes on where it was: state, ids, clock, calls, hash", async () => {
    const file = newFile();
    const first = await open(file, { seed: 3, scale: 2 });
    first.host.step(first.episode, add);
    first.host.step(first.episode, {
      tool: "set_count",
      arguments: { item_id: "I0001", count: 9 },
    });
    first.host.step(first.episode, { tool: "wait_an_hour" });
    const before = first.host.state(first.episode, { document: true });
    await first.flush();
    const second = await open(file);
    expect(second.host.state(second.episode, { document: true })).toEqual(before);
    expect(second.host.info(second.episode)).toMatchObject({
      seed: 3,
      scale: 2,
      calls: 3,
      now: "2026-03-02T10:00:00",
    });
    expect(second.host.step(second.episode, add)).toMatchObject({ result: { item_id: "I0008" } });
    second.host.reset(second.episode);
    await second.flush();
    const third = await open(file);
    expect(third.host.state(third.episode).diff).toEqual([]);
  });

  it("goes on with all that a snapshot carries: trace, keys, budget, answer and its end", async () => {
    const file = newFile();
    const first = await open(file);
    const { host, episode } = first;
    const keyed = { ...add, key: "turn 1" };
    const answer = host.step(episode, keyed);
    host.step(episode, { tool: "no_such_tool" });
    host.step(episode, { tool: "press_button", actor: "user", key: "__proto__" });
    const trace = host.trace(episode);
    await first.flush();
    const second = await open(file);
    expect(second.host.trace(second.episode)).toEqual(trace);
    expect(second.host.step(second.episode, keyed)).toEqual(answer);
    expect(second.host.info(second.episode).calls).toBe(3);
    expect(() => second.host.step(second.episode, { tool: "ask", key: "turn 1" })).toThrow(
      expect.objectContaining({ code: "idempotency_conflict" }),
    );
    expect(second.host.step(second.episode, { ...add, key: "turn 2" })).toMatchObject({
      result: { item_id: "I0005" },
    });
    second.host.finish(second.episode, "It is done.");
    await second.flush();
    const third = await open(file);
    expect(third.host.info(third.episode)).toMatchObject({
      calls: 4,
      finished: true,
      answer: "It is done.",
    });
    expect(third.host.step(third.episode, add)).toMatchObject({
      code: "episode_closed",
      done: true,
    });
    expect(third.host.trace(third.episode).calls.map((each) => each.number)).toEqual([1, 2, 3, 4]);
  });

  it("keeps the trace within the bounds of the host that goes on", async () => {
    const file = newFile();
    const first = await open(file);
    for (let i = 0; i < 5; i += 1) first.host.step(first.episode, add);
    await first.flush();
    const host = new Host([fixtureDomain("shelf")], { trace: { calls: 2, size: 10_000 } });
    const request = { file, domains: ["shelf"], seed: undefined, scale: undefined };
    const { episode } = await openPersisted(host, request, () => {});
    expect(host.trace(episode)).toMatchObject({
      dropped: 3,
      calls: [{ number: 4 }, { number: 5 }],
    });
  });

  it("reads what version 1 wrote, and writes it anew in its own version", async () => {
    const file = newFile();
    const first = await open(file);
    first.host.step(first.episode, add);
    const hash = first.host.state(first.episode).hash;
    await first.flush();
    const { domains, seed, scale, now, calls, states } = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify({ version: 1, domains, seed, scale, now, calls, states }));
    const second = await open(file);
    expect(second.host.state(second.episode).hash).toBe(hash);
    expect(second.host.info(second.episode)).toMatchObject({ calls: 1, finished: false });
    expect(second.host.trace(second.episode)).toEqual({ calls: [], dropped: 1 });
    second.host.step(second.episode, add);
    expect(second.host.trace(second.episode)).toMatchObject({ calls: [{ number: 2 }], dropped: 1 });
    await second.flush();
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ version: 2, calls: 2 });
  });

  it("refuses what a later version wrote, and leaves it alone", async () => {
    const file = newFile();
    writeFileSync(file, '{"version":3}');
    await expect(open(file)).rejects.toMatchObject({
      code: "persist_mismatch",
      message: `${file}: the file is of version 3, and this program reads 1 and 2.`,
      exitCode: 3,
    });
    expect(readFileSync(file, "utf8")).toBe('{"version":3}');
  });

  it("is written when calls pause, whole, and leaves nothing beside it", async () => {
    const file = newFile();
    const { host, episode, flush } = await open(file);
    const begun = readFileSync(file, "utf8");
    for (let i = 0; i < 100; i += 1) host.step(episode, add);
    expect(readFileSync(file, "utf8")).toBe(begun);
    await expect
      .poll(() => JSON.parse(readFileSync(file, "utf8")).calls, { timeout: 3_000 })
      .toBe(100);
    expect(readdirSync(path.dirname(file))).toEqual(["kept.json"]);
    await flush();
  });

  it("does not expire", async () => {
    const { host, episode } = await open(newFile());
    await new Promise((resolve) => setTimeout(resolve, 20));
    host.sweep();
    expect(host.has(episode)).toBe(true);
    host.shutdown();
  });

  it.each([
    ["no JSON", "nonsense"],
    ["nothing", ""],
    ["a list", "[]"],
    ["nothing but a version", '{"version":2}'],
    ["a version that is none", '{"version":"2"}'],
    [
      "states of nothing",
      '{"version":1,"domains":["shelf"],"seed":1,"scale":1,"now":"2026-03-02T09:00:00","calls":0,"states":[]}',
    ],
    [
      "no clock",
      '{"version":1,"domains":["shelf"],"seed":1,"scale":1,"now":"soon","calls":0,"states":[{"version":1,"domain":"shelf","tables":{}}]}',
    ],
  ])("refuses a file that holds %s, and leaves it alone", async (_, text) => {
    const file = newFile();
    writeFileSync(file, text);
    await expect(open(file)).rejects.toMatchObject({ code: "persist_corrupt", exitCode: 3 });
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  it.each([{ seed: 2 }, { scale: 3 }, { domains: ["attic"] }, { domains: ["shelf", "attic"] }])(
    "refuses to go on with %j",
    async (request) => {
      const file = newFile();
      await open(file, { seed: 1, scale: 1 });
      await expect(open(file, request)).rejects.toMatchObject({ code: "persist_mismatch" });
    },
  );

  it("refuses a state that is damaged inside", async () => {
    const file = newFile();
    await open(file);
    const saved = JSON.parse(readFileSync(file, "utf8"));
    saved.states[0].tables = { items: 5 };
    writeFileSync(file, JSON.stringify(saved));
    await expect(open(file)).rejects.toMatchObject({ code: "persist_corrupt" });
  });

  it("refuses to go on when the domain has changed since", async () => {
    const file = newFile();
    await open(file, { seed: 1 });
    const saved = JSON.parse(readFileSync(file, "utf8"));
    saved.states[0].base = "0".repeat(64);
    writeFileSync(file, JSON.stringify(saved));
    await expect(open(file)).rejects.toMatchObject({ code: "persist_mismatch" });
  });

  it.each(["/nonexistent/kept.json", "/dev/null/kept.json", "/proc/kept.json"])(
    "says that %s cannot be written",
    async (file) => {
      await expect(open(file)).rejects.toMatchObject({ code: "persist_unwritable", exitCode: 4 });
    },
  );

  it("is what every client of a server plays in", async () => {
    const file = newFile();
    for (const count of [4, 5]) {
      const server = await serveHttp([fixtureDomain()], { persist: file });
      const url = `${server.url}/shelf/mcp`;
      await post(url, toolCall("add_item", { title: "Lamp", count: 1 }));
      const reply = await post(`${server.url}/mcp`, toolCall("list_items"));
      expect(reply.json.result.structuredContent.result).toHaveLength(count);
      await server.close();
    }
  });
});
