import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { domain } from "../../servers/credit-union/server.js";
import { serveHttp } from "../../shared/index.js";

const folder = mkdtempSync(path.join(tmpdir(), "envfoundry-pins-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const locked = {
  card_id: "C00001",
  account_id: "AC100001",
  last_four: "4821",
  status: "locked",
  daily_limit: 100_000,
  issued: "2024-02-01",
  replaces_id: null,
};

test("what --persist writes, which later versions must read", async () => {
  const file = path.join(folder, "kept.json");
  const server = await serveHttp([domain], { persist: file, seed: 5 });
  const [kept] = server.host.list();
  const lock = { tool: "lock_card", arguments: { card_id: "C00001" } };
  server.host.step(kept?.episode ?? "", { ...lock, key: "1" });
  await server.close();
  const { states, ...rest } = JSON.parse(readFileSync(file, "utf8"));
  expect(rest).toEqual({
    version: 2,
    domains: ["credit-union"],
    seed: 5,
    scale: 1,
    now: "2026-04-15T10:00:00",
    calls: 1,
    maxCalls: null,
    finished: false,
    answer: null,
    trace: {
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
    },
    keys: [
      {
        key: "1",
        request: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
        step: {
          result: locked,
          is_error: false,
          code: null,
          changed: true,
          done: false,
          truncated: false,
        },
      },
    ],
  });
  expect(states).toEqual([
    {
      version: 1,
      domain: "credit-union",
      base: expect.stringMatching(/^[0-9a-f]{64}$/),
      tables: {
        cards: {
          put: [
            {
              record: locked,
              created: false,
              position: 0,
            },
          ],
          removed: [],
          counter: expect.any(Number),
        },
      },
    },
  ]);
});
