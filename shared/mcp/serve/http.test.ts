import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterEach, describe, expect, it } from "vitest";
import { manualClock } from "../testing/clock.js";
import { fixtureDomain } from "../testing/domain.js";
import { INITIALIZE, MCP_HEADERS, post, request, toolCall } from "../testing/http.js";
import { type HttpOptions, type HttpServer, serveHttp } from "./http.js";

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

async function serve(options: HttpOptions = {}): Promise<HttpServer & { reports: unknown[] }> {
  const reports: unknown[] = [];
  const server = await serveHttp([fixtureDomain("shelf"), fixtureDomain("attic")], {
    report: (error) => reports.push(error),
    ...options,
  });
  open.push(server);
  return { ...server, reports };
}

async function clientOf(url: string): Promise<Client> {
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)) as never);
  open.push(client);
  return client;
}

/** Begins a session by hand and gives back its header. */
async function session(url: string): Promise<{ "Mcp-Session-Id": string }> {
  const reply = await post(url, INITIALIZE);
  expect(reply.status).toBe(200);
  return { "Mcp-Session-Id": reply.headers.get("mcp-session-id") ?? "" };
}

const ITEM_1 = { item_id: "I0001", title: "Thing 1 of 1", count: 1 };

describe("the SDK's client over HTTP", () => {
  it("initializes, lists, calls, and reads", async () => {
    const { url } = await serve();
    const client = await clientOf(`${url}/shelf/mcp`);
    expect(client.getServerVersion()).toEqual({
      name: "shelf",
      title: "The shelf",
      version: "0.1.0",
    });
    expect(client.getInstructions()).toBe(
      "# The shelf\nKeep the shelf in order.\n\nIt is 2026-03-02 09:00:00.",
    );
    const { tools } = await client.listTools();
    expect(tools.map((tool) => tool.name)).not.toContain("press_button");
    // Having listed, the client checks structuredContent against the output schemas.
    expect(await client.callTool({ name: "get_item", arguments: { item_id: "I0001" } })).toEqual({
      content: [{ type: "text", text: JSON.stringify(ITEM_1) }],
      structuredContent: ITEM_1,
    });
    expect(await client.callTool({ name: "list_items" })).toMatchObject({
      structuredContent: { result: [ITEM_1, {}, {}] },
    });
    expect(await client.callTool({ name: "wait_an_hour", arguments: {} })).toEqual({
      content: [{ type: "text", text: "An hour later." }],
      structuredContent: { result: "An hour later." },
    });
    expect(await client.callTool({ name: "ask", arguments: {} })).toEqual({
      content: [{ type: "text", text: '{"error":"There is no answer."}' }],
      _meta: { "envfoundry/code": "no_answer" },
    });
    expect((await client.listResources()).resources.map((each) => each.uri)).toEqual([
      "env://briefing",
      "env://schema",
    ]);
    expect((await client.readResource({ uri: "env://briefing" })).contents).toEqual([
      {
        uri: "env://briefing",
        mimeType: "text/markdown",
        text: "# The shelf\nKeep the shelf in order.\n\nIt is 2026-03-02 10:00:00.",
      },
    ]);
    const [schema] = (await client.readResource({ uri: "env://schema" })).contents;
    expect(JSON.parse((schema as { text: string }).text)).toEqual({
      domains: [
        {
          domain: "shelf",
          title: "The shelf",
          summary: "Things on a shelf.",
          enums: [],
          entities: [
            {
              name: "Item",
              table: "items",
              description: "A thing on a shelf.",
              id_field: "item_id",
              fields: [
                { name: "item_id", type: "id<Item>", description: "The item." },
                { name: "title", type: "string", description: "What it is called." },
                { name: "count", type: "int", description: "How many there are." },
              ],
            },
          ],
        },
      ],
    });
    await client.ping();
    await client.setLoggingLevel("debug");
    expect((await client.listPrompts()).prompts.map((each) => each.name)).toEqual(["start"]);
    expect((await client.getPrompt({ name: "start" })).messages).toHaveLength(1);
  });

  it("gives a refusal as an error with its message, its code beside it", async () => {
    const { url } = await serve();
    const client = await clientOf(`${url}/shelf/mcp`);
    await client.listTools();
    expect(await client.callTool({ name: "get_item", arguments: { item_id: "I9" } })).toEqual({
      content: [{ type: "text", text: "There is no item I9." }],
      isError: true,
      _meta: { "envfoundry/code": "item_not_found" },
    });
    expect(await client.callTool({ name: "get_item", arguments: { item_id: 5 } })).toMatchObject({
      isError: true,
      _meta: { "envfoundry/code": "invalid_arguments" },
    });
  });

  it.each([
    "no_such_tool",
    "press_button",
    "__proto__",
    "constructor",
    "reset",
    "shelf_press_button",
  ])("answers the tool %s as the protocol says: -32602", async (name) => {
    const { url } = await serve();
    const client = await clientOf(`${url}/shelf/mcp`);
    await expect(client.callTool({ name, arguments: {} })).rejects.toMatchObject({
      code: -32602,
      message: `MCP error -32602: Unknown tool: ${name}`,
      data: { code: "unknown_tool" },
    });
  });

  it("gives each session an episode of its own", async () => {
    const { url, host } = await serve();
    const a = await clientOf(`${url}/shelf/mcp`);
    const b = await clientOf(`${url}/shelf/mcp`);
    await a.callTool({ name: "set_count", arguments: { item_id: "I0001", count: 50 } });
    expect(await b.callTool({ name: "get_item", arguments: { item_id: "I0001" } })).toMatchObject({
      structuredContent: ITEM_1,
    });
    expect(host.size).toBe(2);
  });

  it("serves all domains side by side at /mcp", async () => {
    const { url } = await serve();
    const client = await clientOf(`${url}/mcp`);
    const { tools } = await client.listTools();
    expect(tools.map((tool) => tool.name)).toContain("attic_get_item");
    await client.callTool({ name: "attic_set_count", arguments: { item_id: "I0001", count: 9 } });
    expect(
      await client.callTool({ name: "shelf_get_item", arguments: { item_id: "I0001" } }),
    ).toMatchObject({ structuredContent: ITEM_1 });
    await expect(client.callTool({ name: "get_item" })).rejects.toMatchObject({ code: -32602 });
  });

  it("serves an episode by its path, to any number of clients, without sessions", async () => {
    const { url, host, sessions } = await serve();
    const [created] = host.create({ domains: ["shelf", "attic"], seed: 3 });
    const path = `${url}/episodes/${created?.episode}`;
    const a = await clientOf(`${path}/mcp`);
    const b = await clientOf(`${path}/shelf/mcp`);
    await a.callTool({ name: "shelf_set_count", arguments: { item_id: "I0001", count: 50 } });
    expect(await b.callTool({ name: "get_item", arguments: { item_id: "I0001" } })).toMatchObject({
      structuredContent: { title: "Thing 1 of 3", count: 50 },
    });
    expect(sessions()).toBe(0);
    await expect(b.listPrompts()).rejects.toMatchObject({ code: -32601 });
    await expect(b.readResource({ uri: "env://state" })).rejects.toMatchObject({ code: -32002 });
  });

  it("calls the tools that a path lists, and no other", async () => {
    const { url, host } = await serve();
    const names = (message: object) => post(`${url}${path}`, message);
    const [one, two] = [
      host.create({ domains: "shelf" })[0]?.episode ?? "",
      host.create({ domains: ["shelf", "attic"] })[0]?.episode ?? "",
    ];
    let path = "";
    const all = [
      "get_item",
      "shelf_get_item",
      "attic_get_item",
      "press_button",
      "shelf_press_button",
    ];
    for (const [where, listed] of [
      [`/episodes/${one}/mcp`, ["get_item"]],
      [`/episodes/${one}/shelf/mcp`, ["get_item"]],
      [`/episodes/${two}/mcp`, ["shelf_get_item", "attic_get_item"]],
      [`/episodes/${two}/shelf/mcp`, ["get_item"]],
      [`/episodes/${two}/attic/mcp`, ["get_item"]],
    ] as const) {
      path = where;
      const list = await names({ jsonrpc: "2.0", id: 1, method: "tools/list" });
      const shown = list.json.result.tools.map((tool: { name: string }) => tool.name);
      for (const name of all) {
        const { json } = await names(toolCall(name, { item_id: "I0001" }));
        const called = json.error === undefined;
        expect([where, name, called]).toEqual([
          where,
          name,
          (listed as readonly string[]).includes(name),
        ]);
        expect(shown.includes(name)).toBe(called);
        if (!called)
          expect(json.error).toMatchObject({ code: -32602, data: { code: "unknown_tool" } });
      }
    }
    // What is refused is a call like any other: counted and traced.
    expect(host.info(one).calls).toBe(10);
    expect(host.trace(one).calls[1]).toMatchObject({
      domain: "",
      tool: "shelf_get_item",
      outcome: "There is no such tool.",
      code: "unknown_tool",
    });
  });

  it("lets several agents share one episode and its budget, whoever comes first", async () => {
    const { url, host } = await serve();
    const [created] = host.create({ domains: ["shelf", "attic"], maxCalls: 4 });
    const id = created?.episode ?? "";
    const paths = ["mcp", "shelf/mcp", "attic/mcp"].map((each) => `${url}/episodes/${id}/${each}`);
    const replies = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((turn) =>
        post(
          paths[turn % 3] ?? "",
          toolCall(turn % 3 === 0 ? "shelf_add_item" : "add_item", { title: "Lamp", count: turn }),
        ),
      ),
    );
    const codes = replies.map((each) => each.json.result._meta?.["envfoundry/code"] ?? "done");
    expect(codes.sort()).toEqual([
      "done",
      "done",
      "done",
      "done",
      "episode_closed",
      "episode_closed",
    ]);
    expect(host.info(id).calls).toBe(4);
    expect(host.state(id).diff).toHaveLength(4);
    expect(host.trace(id).calls.map((each) => each.number)).toEqual([1, 2, 3, 4]);
  });

  it("serves the state behind the debug flag only", async () => {
    const { url } = await serve({ debugState: true });
    const client = await clientOf(`${url}/shelf/mcp`);
    const [state] = (await client.readResource({ uri: "env://state" })).contents;
    expect(JSON.parse((state as { text: string }).text).shelf.items.I0001).toEqual(ITEM_1);
  });

  it("says nothing of a defect to the agent, reports it, and goes on", async () => {
    const { url, host, reports } = await serve();
    const client = await clientOf(`${url}/shelf/mcp`);
    const failure = await client.callTool({ name: "broken" }).catch((error) => error);
    expect(failure).toMatchObject({ code: -32603, data: { code: "tool_defect" } });
    expect(JSON.stringify(failure) + failure.message).not.toContain("secret");
    expect(String((reports[0] as Error).message)).toContain("secret");
    const [created] = host.create({ domains: "shelf" });
    host.stepMany([{ episode: created?.episode ?? "", tool: "broken" }]);
    expect(reports).toHaveLength(2);
    expect(await client.callTool({ name: "list_items" })).toMatchObject({ content: [{}] });
  });

  it("lets a client end its session", async () => {
    const { url, host } = await serve();
    const transport = new StreamableHTTPClientTransport(new URL(`${url}/shelf/mcp`));
    const client = new Client({ name: "test", version: "1.0.0" });
    await client.connect(transport as never);
    expect(host.size).toBe(1);
    await transport.terminateSession();
    expect(host.size).toBe(0);
    await client.close();
  });
});

describe("the wire", () => {
  it("answers initialize with JSON and a session id of visible ASCII", async () => {
    const { url } = await serve();
    const reply = await post(`${url}/shelf/mcp`, INITIALIZE);
    expect(reply.status).toBe(200);
    expect(reply.headers.get("content-type")).toBe("application/json");
    expect(reply.headers.get("mcp-session-id")).toMatch(/^[A-Za-z0-9_-]{24}$/);
    expect(reply.text).toBe(
      JSON.stringify({
        jsonrpc: "2.0",
        id: 1,
        result: {
          protocolVersion: "2025-11-25",
          capabilities: { tools: {}, resources: {}, logging: {}, prompts: {} },
          serverInfo: { name: "shelf", title: "The shelf", version: "0.1.0" },
          instructions: "# The shelf\nKeep the shelf in order.\n\nIt is 2026-03-02 09:00:00.",
        },
      }).replace(
        // The SDK's server puts the result first.
        /^\{"jsonrpc":"2.0","id":1,("result":.*)\}$/s,
        '{$1,"jsonrpc":"2.0","id":1}',
      ),
    );
  });

  it.each(["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"])(
    "speaks the revision %s",
    async (protocolVersion) => {
      const { url } = await serve();
      const message = { ...INITIALIZE, params: { ...INITIALIZE.params, protocolVersion } };
      const reply = await post(`${url}/shelf/mcp`, message);
      expect(reply.json.result.protocolVersion).toBe(protocolVersion);
    },
  );

  it("answers as the client accepts: JSON where it may, events where it must", async () => {
    const { url } = await serve();
    const endpoint = `${url}/shelf/mcp`;
    const own = await session(endpoint);
    const ping = { jsonrpc: "2.0", id: 5, method: "ping" };
    const json = await post(endpoint, ping, { ...own, Accept: "application/json" });
    expect(json.text).toBe('{"result":{},"jsonrpc":"2.0","id":5}');
    const events = await post(endpoint, ping, { ...own, Accept: "text/event-stream" });
    expect(events.headers.get("content-type")).toBe("text/event-stream");
    expect(events.text).toBe('event: message\ndata: {"result":{},"jsonrpc":"2.0","id":5}\n\n');
    expect((await post(endpoint, ping, { ...own, Accept: "*/*" })).json.id).toBe(5);
    expect((await post(endpoint, ping, { ...own, Accept: "text/html" })).status).toBe(406);
    expect((await post(endpoint, ping, { ...own, Accept: "application/json;q=0" })).status).toBe(
      406,
    );
  });

  it("answers a notification with 202 and nothing", async () => {
    const { url } = await serve();
    const own = await session(`${url}/shelf/mcp`);
    const message = { jsonrpc: "2.0", method: "notifications/initialized" };
    const reply = await post(`${url}/shelf/mcp`, message, own);
    expect([reply.status, reply.text]).toEqual([202, ""]);
  });

  it("asks for a session, and knows only its own", async () => {
    const { url } = await serve();
    const endpoint = `${url}/shelf/mcp`;
    const own = await session(endpoint);
    const ping = { jsonrpc: "2.0", id: 5, method: "ping" };
    expect((await post(endpoint, ping)).status).toBe(400);
    const foreign = await post(endpoint, ping, { "Mcp-Session-Id": "nonsense" });
    expect([foreign.status, foreign.json.error.code]).toEqual([404, -32001]);
    expect((await post(endpoint, INITIALIZE, own)).status).toBe(400);
    expect((await request(endpoint, "DELETE", undefined, own)).status).toBe(204);
    expect((await post(endpoint, ping, own)).status).toBe(404);
    expect((await request(endpoint, "DELETE", undefined, own)).status).toBe(404);
  });

  it("checks the protocol version of later requests", async () => {
    const { url } = await serve();
    const own = await session(`${url}/shelf/mcp`);
    const ping = { jsonrpc: "2.0", id: 5, method: "ping" };
    const version = (text: string) => ({ ...own, "MCP-Protocol-Version": text });
    expect((await post(`${url}/shelf/mcp`, ping, version("1999-01-01"))).status).toBe(400);
    expect((await post(`${url}/shelf/mcp`, ping, version("2025-06-18"))).status).toBe(200);
  });

  it("takes batches in the one revision that has them", async () => {
    const { url, host } = await serve();
    const [created] = host.create({ domains: "shelf" });
    const endpoint = `${url}/episodes/${created?.episode}/mcp`;
    const batch = [
      { jsonrpc: "2.0", id: 1, method: "ping" },
      { jsonrpc: "2.0", method: "notifications/initialized" },
      toolCall("get_item", { item_id: "I0001" }, "b"),
    ];
    const old = await post(endpoint, batch, { "MCP-Protocol-Version": "2025-03-26" });
    expect(old.json.map((each: { id: unknown }) => each.id)).toEqual([1, "b"]);
    const now = await post(endpoint, batch, { "MCP-Protocol-Version": "2025-11-25" });
    expect([now.status, now.json.error.code]).toEqual([400, -32600]);
  });

  it("keeps apart requests of clients that number them alike", async () => {
    const { url, host } = await serve();
    const [created] = host.create({ domains: "shelf" });
    const endpoint = `${url}/episodes/${created?.episode}/mcp`;
    const replies = await Promise.all(
      ["I0001", "I0002", "I0003"].map((item_id) =>
        post(endpoint, toolCall("get_item", { item_id }, 1)),
      ),
    );
    expect(replies.map((each) => each.json.result.structuredContent.item_id)).toEqual([
      "I0001",
      "I0002",
      "I0003",
    ]);
  });

  it("opens an event stream on GET, which keeps the session alive", async () => {
    const clock = manualClock();
    const { url, host } = await serve({ host: { clock, idleMilliseconds: 60_000 } });
    const own = await session(`${url}/shelf/mcp`);
    const idle = await session(`${url}/shelf/mcp`);
    const abort = new AbortController();
    const stream = await fetch(`${url}/shelf/mcp`, {
      headers: { Accept: "text/event-stream", ...own },
      signal: abort.signal,
    });
    expect([stream.status, stream.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
    clock.pass(120_000);
    expect(host.size).toBe(1);
    const chunk = await stream.body?.getReader().read();
    expect(new TextDecoder().decode(chunk?.value)).toBe(": keep-alive\n\n");
    const ping = { jsonrpc: "2.0", id: 5, method: "ping" };
    expect((await post(`${url}/shelf/mcp`, ping, own)).status).toBe(200);
    expect((await post(`${url}/shelf/mcp`, ping, idle)).status).toBe(404);
    abort.abort();
    await expect
      .poll(() => {
        clock.pass(120_000);
        return host.size;
      })
      .toBe(0);
    const plain = await request(`${url}/shelf/mcp`, "GET", undefined, { Accept: "text/html" });
    expect(plain.status).toBe(406);
  });

  it.each([
    ["PUT", "/shelf/mcp", 405],
    ["OPTIONS", "/shelf/mcp", 405],
    ["POST", "/nowhere/mcp", 404],
    ["POST", "/__proto__/mcp", 404],
    ["POST", "/shelf", 404],
    ["POST", "/shelf/mcp/", 404],
    ["POST", "/episodes/nonsense/mcp", 404],
    ["POST", "/episodes/a/b/c/mcp", 404],
    ["POST", "/reset", 404],
    ["GET", "/openapi.json", 404],
    ["POST", "/episodes", 404],
    ["GET", "/", 200],
    ["GET", "/health", 200],
  ])("%s %s is %d", async (method, path, status) => {
    const { url } = await serve();
    const body = method === "POST" ? INITIALIZE : undefined;
    expect((await request(`${url}${path}`, method, body, MCP_HEADERS)).status).toBe(status);
  });
});

describe("capacity and the end", () => {
  it("answers 503 when it is full, and takes new sessions when there is room again", async () => {
    const { url } = await serve({ host: { capacity: 1 } });
    const own = await session(`${url}/shelf/mcp`);
    const full = await post(`${url}/shelf/mcp`, { ...INITIALIZE, id: "i" });
    expect(full.status).toBe(503);
    expect(full.headers.get("retry-after")).toBe("30");
    expect(full.json).toEqual({
      jsonrpc: "2.0",
      id: "i",
      error: {
        code: -32000,
        message: "The host is full: it holds 1 episodes.",
        data: { code: "capacity" },
      },
    });
    await request(`${url}/shelf/mcp`, "DELETE", undefined, own);
    await session(`${url}/shelf/mcp`);
  });

  it("forgets sessions that nobody uses", async () => {
    const clock = manualClock();
    const { url, sessions } = await serve({ host: { clock, idleMilliseconds: 60_000 } });
    const own = await session(`${url}/shelf/mcp`);
    expect(sessions()).toBe(1);
    clock.pass(61_000);
    expect(sessions()).toBe(0);
    const ping = { jsonrpc: "2.0", id: 5, method: "ping" };
    expect((await post(`${url}/shelf/mcp`, ping, own)).json.error.code).toBe(-32001);
  });

  it("freezes with finish: the agent gets episode_closed, and 404 once it is closed", async () => {
    const { url, host } = await serve();
    const [created] = host.create({ domains: "shelf" });
    const id = created?.episode ?? "";
    const endpoint = `${url}/episodes/${id}/mcp`;
    host.finish(id);
    expect((await post(endpoint, toolCall("list_items"))).json.result).toEqual({
      content: [{ type: "text", text: "The episode is finished." }],
      isError: true,
      _meta: { "envfoundry/code": "episode_closed" },
    });
    host.close(id);
    expect((await post(endpoint, toolCall("list_items"))).status).toBe(404);
  });

  it("shuts down in order: streams end, connections close, nothing hangs", async () => {
    const server = await serveHttp([fixtureDomain()]);
    const own = await session(`${server.url}/shelf/mcp`);
    const stream = await fetch(`${server.url}/shelf/mcp`, {
      headers: { Accept: "text/event-stream", ...own },
    });
    const ended = stream.text();
    const before = performance.now();
    await server.close();
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(await ended).toBe("");
    expect(server.host.size).toBe(0);
    await expect(fetch(server.url)).rejects.toThrow();
  });
});
