import { expect, test } from "vitest";
import { expectWire, wire } from "./wire.js";

const served = wire();

test("the answer to initialize", async () => {
  const { reply } = await served.session();
  const { instructions, ...rest } = reply.json.result;
  expect(instructions).toMatch(
    /^# Harbor Credit Union, member service desk\n\n[\s\S]+\n\nIt is 2026-04-15 10:00:00\.$/,
  );
  expectWire(rest, {
    protocolVersion: "2025-11-25",
    capabilities: { tools: {}, resources: {}, logging: {}, prompts: {} },
    serverInfo: { name: "credit-union", title: "Harbor Credit Union", version: "0.1.0" },
  });
  expect(reply.headers.get("mcp-session-id")).toMatch(/^[A-Za-z0-9_-]{24}$/);
  expect(reply.headers.get("content-type")).toBe("application/json");
});

test("an episode of the control plane has no prompts and no session", async () => {
  const { path } = await served.begin();
  const reply = await served.agent(path, "initialize", {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: { name: "pin", version: "1" },
  });
  expect(reply.json.result).toMatchObject({ protocolVersion: "2025-06-18" });
  expectWire(reply.json.result.capabilities, { tools: {}, resources: {}, logging: {} });
  expect(reply.headers.get("mcp-session-id")).toBeNull();
});

test("what free play offers beside the tools", async () => {
  const { headers } = await served.session();
  const response = await fetch(`${served.server.url}/credit-union/mcp`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: '{"jsonrpc":"2.0","id":7,"method":"prompts/list"}',
  });
  expect(await response.text()).toBe(
    '{"jsonrpc":"2.0","id":7,"result":{"prompts":[{"name":"start","title":"Start","description":"Begin to work in this environment."}]}}',
  );
});

test("the index and the health of the agent's door", async () => {
  const read = async (path: string) => (await fetch(`${served.server.url}${path}`)).text();
  expect(await read("/")).toBe('{"name":"envfoundry","endpoints":["/credit-union/mcp"]}');
  expect(await read("/health")).toBe('{"status":"healthy"}');
});
