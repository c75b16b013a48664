import { afterEach, describe, expect, it, vi } from "vitest";
import { EnvFoundryError } from "../../errors/index.js";
import { Host, type HostOptions } from "../episodes/index.js";
import { manualClock } from "../testing/clock.js";
import { fixtureDomain } from "../testing/domain.js";
import { type Reply, raw, request } from "../testing/http.js";
import { openApiDocument } from "./index.js";
import { STATUS_OF } from "./problems.js";
import { COMPONENTS } from "./schemas.js";
import { type ControlServer, serveControl } from "./serve.js";
import { VERBS } from "./verbs.js";

const open: ControlServer[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function serve(options: HostOptions = {}) {
  const clock = manualClock();
  const reports: unknown[] = [];
  const report = (error: unknown) => reports.push(error);
  const host = new Host([fixtureDomain("shelf"), fixtureDomain("attic")], {
    clock,
    report,
    ...options,
  });
  const server = await serveControl(host, {
    address: "127.0.0.1:0",
    agentUrl: "http://agents.test",
    report,
  });
  open.push(server);
  const headers = {
    Authorization: `Bearer ${server.token}`,
    "Content-Type": "application/json",
  };
  const ask = (method: string, path: string, body?: string | object): Promise<Reply> =>
    request(`${server.url}${path}`, method, body, headers);
  const begin = async (body: object = {}): Promise<string> => {
    const reply = await ask("POST", "/episodes", { domains: "shelf", ...body });
    expect(reply.status).toBe(201);
    return reply.json.episodes[0].episode;
  };
  return { host, server, ask, begin, reports };
}

const add = (title: string) => ({ tool: "add_item", arguments: { title, count: 1 } });

describe("the control door", () => {
  it("makes a token of 256 bits and asks for it", async () => {
    const { server } = await serve();
    expect(server.token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const url = `${server.url}/episodes`;
    for (const authorization of [
      undefined,
      "Bearer",
      "Bearer wrong",
      `Bearer ${server.token}x`,
      `Bearer ${server.token.slice(0, -1)}`,
      `Basic ${server.token}`,
    ]) {
      const reply = await request(
        url,
        "GET",
        undefined,
        authorization === undefined ? {} : { Authorization: authorization },
      );
      expect([reply.status, reply.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
      expect(reply.json).toEqual({
        error: {
          code: "unauthorized",
          message: "The token is missing or wrong.",
          hint: "Send the header Authorization: Bearer TOKEN.",
        },
      });
    }
    expect((await request(`${server.url}/health`, "GET")).json).toEqual({ status: "healthy" });
  });

  it("takes an episode from creation to its end, in literals", async () => {
    const { ask } = await serve();
    const created = await ask("POST", "/episodes", { domains: "shelf", seed: 2, maxCalls: 5 });
    expect(created.status).toBe(201);
    const info = created.json.episodes[0];
    const id: string = info.episode;
    expect(info).toEqual({
      episode: id,
      domains: ["shelf"],
      seed: 2,
      scale: 1,
      now: "2026-03-02T09:00:00",
      calls: 0,
      maxCalls: 5,
      finished: false,
      answer: null,
      idleSeconds: 0,
      mcp: `http://agents.test/episodes/${id}/mcp`,
    });
    expect((await ask("POST", `/episodes/${id}/step`, add("Lamp"))).json).toEqual({
      result: { item_id: "I0004", title: "Lamp", count: 1 },
      is_error: false,
      code: null,
      changed: true,
      done: false,
      truncated: false,
    });
    const pressed = { tool: "press_button", actor: "user" };
    expect((await ask("POST", `/episodes/${id}/step`, pressed)).json.result).toBe("Pressed.");
    const state = (await ask("GET", `/episodes/${id}/state?document=true`)).json;
    expect(state).toEqual({
      hash: expect.stringMatching(/^v\d+:[0-9a-f]{64}$/),
      now: "2026-03-02T09:00:00",
      diff: [
        {
          domain: "shelf",
          table: "items",
          id: expect.any(String),
          field: null,
          expected: null,
          actual: expect.objectContaining({ title: "Lamp", count: 1 }),
        },
      ],
      document: { shelf: { items: expect.objectContaining({ I0004: expect.anything() }) } },
    });
    const { snapshot } = (await ask("POST", `/episodes/${id}/snapshot`, {})).json;
    const forked = await ask("POST", `/episodes/${id}/fork`, { count: 2 });
    expect([forked.status, forked.json.episodes.length]).toEqual([201, 2]);
    const finished = await ask("POST", `/episodes/${id}/finish`, { answer: "done" });
    expect(finished.json).toMatchObject({ finished: true, answer: "done", calls: 2 });
    expect((await ask("POST", `/episodes/${id}/finish`, { answer: "other" })).status).toBe(409);
    expect((await ask("POST", `/episodes/${id}/step`, add("Vase"))).json).toMatchObject({
      is_error: true,
      code: "episode_closed",
      done: true,
    });
    expect((await ask("POST", `/episodes/${id}/restore`, { snapshot })).json.finished).toBe(false);
    expect((await ask("GET", `/episodes/${id}/trace`)).json).toMatchObject({
      calls: [
        { number: 1, tool: "add_item" },
        { number: 2, actor: "user" },
      ],
      dropped: 0,
    });
    expect((await ask("POST", `/episodes/${id}/reset`)).json.calls).toBe(0);
    expect((await ask("GET", "/episodes")).json.episodes).toHaveLength(3);
    expect((await ask("DELETE", `/episodes/${id}`)).json).toEqual({});
    expect((await ask("GET", `/episodes/${id}`)).status).toBe(404);
  });

  it("says what is served, the user's tools included", async () => {
    const { ask } = await serve();
    const { domains } = (await ask("GET", "/domains")).json;
    expect(domains.map((each: { domain: string }) => each.domain)).toEqual(["shelf", "attic"]);
    expect(domains[0].tools).toContainEqual({
      name: "press_button",
      actor: "user",
      description: "What press_button does.",
      inputSchema: { type: "object", properties: {}, required: [], additionalProperties: false },
    });
  });

  it("creates and steps in batches, with idempotency keys", async () => {
    const { ask, host } = await serve();
    const body = { domains: "shelf", count: 3, key: "a" };
    const first = await ask("POST", "/episodes", body);
    expect((await ask("POST", "/episodes", body)).json).toEqual(first.json);
    expect(host.size).toBe(3);
    expect((await ask("POST", "/episodes", { ...body, count: 2 })).status).toBe(409);
    const [a, b] = first.json.episodes.map((each: { episode: string }) => each.episode);
    const steps = [
      { episode: a, ...add("Lamp"), key: "1" },
      { episode: b, tool: "no_such_tool" },
      { episode: "gone", tool: "x" },
    ];
    const results = (await ask("POST", "/steps", { steps })).json;
    expect(results.results).toMatchObject([
      { is_error: false, changed: true },
      { is_error: true, code: "unknown_tool" },
      { error: { code: "episode_not_found", message: "There is no such episode." } },
    ]);
    await ask("POST", "/steps", { steps: steps.slice(0, 1) });
    expect(host.info(a).calls).toBe(1);
  });

  it.each([
    ["POST", "/episodes", "nonsense", 400, "invalid_json"],
    ["POST", "/episodes", "[".repeat(100_000), 400, "invalid_json"],
    ["POST", "/episodes", "x".repeat(1_048_576), 400, "invalid_json"],
    ["POST", "/episodes", '{"domains":"shelf","seed":NaN}', 400, "invalid_json"],
    ["POST", "/episodes", '{"domains":"shelf","seed":1,"seed":2}', 400, "invalid_json"],
    ["POST", "/episodes", '{"domains":"shelf","seed":9007199254740993}', 400, "invalid_request"],
    ["POST", "/episodes", {}, 400, "invalid_request"],
    ["POST", "/episodes", [], 400, "invalid_request"],
    ["POST", "/episodes", { domains: "shelf", extra: 1 }, 400, "invalid_request"],
    ["POST", "/episodes", '{"domains":"shelf","__proto__":{}}', 400, "invalid_request"],
    ["POST", "/episodes", { domains: "shelf", seed: 1.5 }, 400, "invalid_request"],
    ["POST", "/episodes", '{"domains":"shelf","seed":1e999}', 400, "invalid_request"],
    ["POST", "/episodes", { domains: "shelf", count: 100_000 }, 400, "invalid_request"],
    ["POST", "/episodes", { domains: "shelf", count: 21 }, 503, "capacity"],
    ["POST", "/episodes", { domains: "constructor" }, 404, "unknown_domain"],
    ["POST", "/episodes/gone/step", { tool: "x" }, 404, "episode_not_found"],
    ["POST", "/episodes/gone/grade", {}, 404, "unknown_path"],
    ["GET", "/", undefined, 404, "unknown_path"],
    ["GET", "/episodes/__proto__", undefined, 404, "episode_not_found"],
    ["GET", "/episodes/a%2F..%2Fb", undefined, 404, "unknown_path"],
    ["PUT", "/episodes", {}, 405, "method_not_allowed"],
    ["GET", "/steps", undefined, 405, "method_not_allowed"],
    ["GET", "/episodes?x=1", undefined, 400, "invalid_request"],
  ])("%s %s with %.40j is %d %s", async (method, path, body, status, code) => {
    const { ask, host } = await serve({ capacity: 20 });
    const reply = await ask(method, path, body);
    expect([reply.status, reply.json.error.code]).toEqual([status, code]);
    expect(Object.keys(reply.json)).toEqual(["error"]);
    expect(reply.text.length).toBeLessThan(2_000);
    expect(host.size).toBe(0);
  });

  it("refuses bodies that are too large or of another type, and foreign hosts", async () => {
    const { server, ask } = await serve();
    expect((await ask("POST", "/steps", "x".repeat(33 * 1024 * 1024))).status).toBe(413);
    const text = await request(`${server.url}/episodes`, "POST", "{}", {
      Authorization: `Bearer ${server.token}`,
      "Content-Type": "text/plain",
    });
    expect(text.json.error.code).toBe("unsupported_media_type");
    const foreign = await raw(
      server.url,
      `GET /openapi.json HTTP/1.1\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n`,
    );
    expect(foreign.slice(9, 12)).toBe("403");
  });

  it("answers a defect with its code, reports it, and goes on", async () => {
    const { ask, begin, reports } = await serve();
    const id = await begin();
    const reply = await ask("POST", `/episodes/${id}/step`, { tool: "broken" });
    expect([reply.status, reply.json.error.code]).toEqual([500, "tool_defect"]);
    expect(reports).toHaveLength(1);
    expect((await ask("POST", `/episodes/${id}/step`, { tool: "list_items" })).status).toBe(200);
  });

  it("reports a defect that is one answer of many, and answers with its hint what is not", async () => {
    const { ask, begin, reports } = await serve();
    const id = await begin();
    const steps = [
      { episode: id, tool: "broken" },
      { episode: "gone", tool: "x" },
    ];
    const reply = await ask("POST", "/steps", { steps });
    expect(reply.json.results).toEqual([
      { error: { code: "tool_defect", message: expect.stringContaining("broken") } },
      {
        error: { code: "episode_not_found", message: expect.any(String), hint: expect.any(String) },
      },
    ]);
    expect(reports).toEqual([expect.objectContaining({ code: "tool_defect" })]);
  });

  it("answers with 500 and the code when a start cannot be made, or a state not be hashed", async () => {
    const { ask, begin, host, reports } = await serve();
    const failing = (code: string) => () => {
      throw new EnvFoundryError(code, "It cannot be.");
    };
    const id = await begin();
    for (const code of ["seed_failed", "invalid_state_document"]) {
      vi.spyOn(host.catalogue, "base").mockImplementationOnce(failing(code));
      const reply = await ask("POST", "/episodes", { domains: "shelf", seed: 99 });
      expect([reply.status, reply.json.error.code]).toEqual([500, code]);
    }
    vi.spyOn(host.use(id), "hash").mockImplementationOnce(failing("canonical_bound"));
    const reply = await ask("GET", `/episodes/${id}/state`);
    expect([reply.status, reply.json.error.code]).toEqual([500, "canonical_bound"]);
    expect(reports).toHaveLength(3);
    expect((await ask("GET", `/episodes/${id}/state`)).status).toBe(200);
    expect(host.size).toBe(1);
  });
});

describe("the OpenAPI document", () => {
  // biome-ignore lint/suspicious/noExplicitAny: the document is walked as the JSON that it is
  const document = JSON.parse(JSON.stringify(openApiDocument())) as any;

  it("is served, without a token", async () => {
    const { server } = await serve();
    expect((await request(`${server.url}/openapi.json`, "GET")).json).toEqual(document);
  });

  it("has an operation for every verb, and no other", () => {
    expect(document.openapi).toBe("3.1.0");
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, { operationId: string }>).map(
        ([method, { operationId }]) => `${operationId}: ${method.toUpperCase()} ${path}`,
      ),
    );
    expect(operations.sort()).toEqual(
      VERBS.map((verb) => `${verb.name}: ${verb.method} ${verb.path}`).sort(),
    );
    expect(operations).toContain("step: POST /episodes/{episode}/step");
  });

  it("describes every parameter of every path, and refers to nothing that is missing", () => {
    const references = JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g);
    for (const [, reference = ""] of references) {
      expect(reference).toMatch(/^#\/components\/schemas\/\w+$/);
      expect(document.components.schemas).toHaveProperty(reference.split("/").at(-1) ?? "");
    }
    expect(Object.keys(document.components.schemas).sort()).toEqual(Object.keys(COMPONENTS).sort());
    for (const [path, methods] of Object.entries(document.paths)) {
      // biome-ignore lint/suspicious/noExplicitAny: see above
      for (const [method, operation] of Object.entries(methods as Record<string, any>)) {
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
        const described = (operation.parameters ?? [])
          .filter((each: { in: string }) => each.in === "path")
          .map((each: { name: string }) => each.name);
        expect(described).toEqual(inPath);
        expect(operation.requestBody === undefined).toBe(method !== "post");
        for (const response of Object.values(operation.responses)) {
          expect(response).toHaveProperty("description");
        }
        expect(operation.responses).toHaveProperty("401");
      }
    }
  });

  it("gives every code that a verb can fail with a status", () => {
    for (const { name, errors } of VERBS) {
      for (const code of errors)
        expect([name, STATUS_OF]).toEqual([
          name,
          expect.objectContaining({ [code]: expect.any(Number) }),
        ]);
    }
    const { responses } = document.paths["/episodes/{episode}/state"].get;
    expect(responses["500"].description).toBe("canonical_bound, internal");
  });

  it("promises what is answered", async () => {
    const { ask, begin } = await serve();
    const id = await begin();
    const answers = {
      domains: await ask("GET", "/domains"),
      create: await ask("POST", "/episodes", { domains: ["shelf", "attic"] }),
      list: await ask("GET", "/episodes"),
      stepMany: await ask("POST", "/steps", { steps: [{ episode: id, ...add("Lamp") }] }),
      info: await ask("GET", `/episodes/${id}`),
      step: await ask("POST", `/episodes/${id}/step`, add("Lamp")),
      fork: await ask("POST", `/episodes/${id}/fork`, {}),
      snapshot: await ask("POST", `/episodes/${id}/snapshot`, {}),
      restore: undefined as Reply | undefined,
      finish: await ask("POST", `/episodes/${id}/finish`, {}),
      state: await ask("GET", `/episodes/${id}/state?document=true`),
      trace: await ask("GET", `/episodes/${id}/trace`),
      reset: await ask("POST", `/episodes/${id}/reset`, {}),
      close: undefined as Reply | undefined,
    };
    const { snapshot } = answers.snapshot.json;
    answers.restore = await ask("POST", `/episodes/${id}/restore`, { snapshot });
    answers.close = await ask("DELETE", `/episodes/${id}`);
    expect(Object.keys(answers).sort()).toEqual(VERBS.map((verb) => verb.name).sort());
    for (const verb of VERBS) {
      const reply = answers[verb.name as keyof typeof answers];
      expect([verb.name, reply?.status]).toEqual([verb.name, verb.status]);
      expect([verb.name, verb.response.safeParse(reply?.json).error]).toEqual([
        verb.name,
        undefined,
      ]);
    }
  });
});

describe("the two ways to the verbs", () => {
  it("are the same: every verb of the door is a method of the host", () => {
    for (const verb of VERBS) expect(Host.prototype).toHaveProperty(verb.name);
  });
});
