import { expect, test } from "vitest";
import { MCP_HEADERS, request } from "../../shared/mcp/testing/http.js";
import { wire } from "./wire.js";

const served = wire({ capacity: 4 });

test.each([
  [
    "POST",
    "/episodes",
    "{",
    400,
    '{"error":{"code":"invalid_json","message":"The body cannot be read: it is not JSON."}}',
  ],
  [
    "POST",
    "/episodes",
    { domains: "credit-union", extra: 1 },
    400,
    '{"error":{"code":"invalid_request","message":"Unrecognized key: \\"extra\\""}}',
  ],
  [
    "GET",
    "/nothing",
    undefined,
    404,
    '{"error":{"code":"unknown_path","message":"There is nothing at this path.","hint":"See /openapi.json."}}',
  ],
  [
    "POST",
    "/episodes",
    { domains: "shop" },
    404,
    '{"error":{"code":"unknown_domain","message":"There is no domain \\"shop\\" here.","hint":"Served are: credit-union."}}',
  ],
  [
    "POST",
    "/episodes/gone/step",
    { tool: "x" },
    404,
    '{"error":{"code":"episode_not_found","message":"There is no such episode.","hint":"It was closed, expired, or never existed; create one."}}',
  ],
  [
    "PUT",
    "/steps",
    {},
    405,
    '{"error":{"code":"method_not_allowed","message":"This path takes POST."}}',
  ],
  [
    "POST",
    "/episodes",
    { domains: "credit-union", count: 5 },
    503,
    '{"error":{"code":"capacity","message":"The host is full: it holds 4 episodes.","hint":"Close episodes, or start the host with more capacity."}}',
  ],
])("control: %s %s with %j", async (method, path, body, status, text) => {
  const reply = await served.control(method, path, body);
  expect([reply.status, reply.text]).toEqual([status, text]);
});

test("control: what headers go with an error", async () => {
  const full = await served.control("POST", "/episodes", { domains: "credit-union", count: 5 });
  expect(full.headers.get("retry-after")).toBe("30");
  expect((await served.control("PUT", "/steps", {})).headers.get("allow")).toBe("POST");
  const anonymous = await request(`${served.server.control?.url}/episodes`, "GET");
  expect([anonymous.status, anonymous.headers.get("www-authenticate"), anonymous.text]).toEqual([
    401,
    "Bearer",
    '{"error":{"code":"unauthorized","message":"The token is missing or wrong.","hint":"Send the header Authorization: Bearer TOKEN."}}',
  ]);
});

test("control: what an episode's own past forbids", async () => {
  const { episode } = await served.begin();
  const verb = async (name: string, body: object) => {
    const { status, json } = await served.control("POST", `/episodes/${episode}/${name}`, body);
    const { code, message, hint } = json.error ?? {};
    return [status, code, message, hint];
  };
  await verb("step", { tool: "list_cards", arguments: { member_id: "M00001" }, key: "k" });
  expect(await verb("step", { tool: "list_cards", key: "k" })).toEqual([
    409,
    "idempotency_conflict",
    "The idempotency key was used for another call of this episode.",
    "Give each call a key of its own.",
  ]);
  expect(await verb("restore", { snapshot: "none" })).toEqual([
    404,
    "snapshot_not_found",
    "The episode has no such snapshot.",
    "Snapshots belong to one episode and end with it.",
  ]);
  await verb("finish", { answer: "one" });
  expect(await verb("finish", { answer: "another" })).toEqual([
    409,
    "episode_closed",
    "The episode is finished with another answer.",
    "To go on, reset the episode, or restore a snapshot from before it was finished.",
  ]);
  await served.control("DELETE", `/episodes/${episode}`);
});

const json = "application/json";
const ping = '{"jsonrpc":"2.0","id":7,"method":"ping"}';
const rpc = (code: number, message: string) =>
  `{"jsonrpc":"2.0","id":null,"error":{"code":${code},"message":"${message}"}}`;

test.each([
  ["another path", "/nothing/mcp", {}, ping, 404, -32000, "Nothing is served at this path."],
  [
    "no session",
    "/credit-union/mcp",
    {},
    ping,
    400,
    -32000,
    "The Mcp-Session-Id header is missing: initialize first.",
  ],
  [
    "a session that is gone",
    "/credit-union/mcp",
    { "Mcp-Session-Id": "gone" },
    ping,
    404,
    -32001,
    "There is no such session: initialize again.",
  ],
  [
    "a foreign site",
    "/credit-union/mcp",
    { Origin: "http://evil.example" },
    ping,
    403,
    -32000,
    "The Origin header names a foreign site.",
  ],
  [
    "another media type",
    "/credit-union/mcp",
    { "Content-Type": "text/plain" },
    ping,
    415,
    -32000,
    "Content-Type must be application/json.",
  ],
  [
    "nothing acceptable",
    "/credit-union/mcp",
    { Accept: "text/html" },
    ping,
    406,
    -32000,
    "Accept application/json, text/event-stream or both.",
  ],
  ["no JSON", "/credit-union/mcp", {}, "{", 400, -32700, "Parse error: it is not JSON."],
  [
    "a key twice",
    "/credit-union/mcp",
    {},
    '{"a":1,"a":1}',
    400,
    -32600,
    "Invalid request: an object in it has a key twice.",
  ],
  [
    "no JSON-RPC",
    "/credit-union/mcp",
    {},
    "1",
    400,
    -32600,
    "Invalid request: a message is an object.",
  ],
])("agent: %s", async (_, path, headers, body, status, code, message) => {
  const all: Record<string, string> = { ...MCP_HEADERS, ...headers };
  const reply = await request(`${served.server.url}${path}`, "POST", body, all);
  expect([reply.status, reply.headers.get("content-type"), reply.text]).toEqual([
    status,
    json,
    rpc(code, message),
  ]);
});

test("agent: methods and resources that are not there", async () => {
  const { path, episode } = await served.begin();
  expect((await served.agent(path, "prompts/list")).text).toBe(
    '{"jsonrpc":"2.0","id":7,"error":{"code":-32601,"message":"Method not found"}}',
  );
  expect((await served.agent(path, "resources/read", { uri: "env://state" })).text).toBe(
    '{"jsonrpc":"2.0","id":7,"error":{"code":-32002,"message":"Resource not found","data":{"uri":"env://state"}}}',
  );
  await served.control("DELETE", `/episodes/${episode}`);
});
