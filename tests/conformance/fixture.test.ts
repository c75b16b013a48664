import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  LoggingMessageNotificationSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { INITIALIZE, post, toolCall } from "../../shared/mcp/testing/http.js";
import { type FixtureHost, serveFixture } from "./fixture-host.js";

let host: FixtureHost;
let client: Client;

beforeEach(async () => {
  host = await serveFixture();
  client = new Client(
    { name: "test", version: "1.0.0" },
    { capabilities: { sampling: {}, elicitation: {} } },
  );
  await client.connect(new StreamableHTTPClientTransport(new URL(host.url)) as never);
});

afterEach(async () => {
  await client.close();
  await host.close();
});

describe("what the HTTP door carries beside answers", () => {
  it("notifications that belong to a call, before its answer", async () => {
    const progress: number[] = [];
    await client.callTool({ name: "test_tool_with_progress", arguments: {} }, undefined, {
      onprogress: (each) => progress.push(each.progress),
    });
    expect(progress).toEqual([0, 50, 100]);
    const logged: unknown[] = [];
    client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => {
      logged.push(params.data);
    });
    await client.callTool({ name: "test_tool_with_logging", arguments: {} });
    expect(logged).toEqual([
      "Tool execution started",
      "Tool processing data",
      "Tool execution completed",
    ]);
  });

  it("requests of the server to the client", async () => {
    client.setRequestHandler(CreateMessageRequestSchema, () => ({
      model: "none",
      role: "assistant" as const,
      content: { type: "text" as const, text: "Hello" },
    }));
    client.setRequestHandler(ElicitRequestSchema, () => ({
      action: "accept" as const,
      content: { username: "ada" },
    }));
    expect(await client.callTool({ name: "test_sampling", arguments: { prompt: "?" } })).toEqual({
      content: [{ type: "text", text: "LLM response: Hello" }],
    });
    expect(
      await client.callTool({ name: "test_elicitation", arguments: { message: "?" } }),
    ).toEqual({
      content: [{ type: "text", text: 'User response: action=accept, content={"username":"ada"}' }],
    });
  });

  it("cancellation: the call has no answer, its exchange ends, the session goes on", async () => {
    const abort = new AbortController();
    const call = client.callTool({ name: "test_tool_with_progress", arguments: {} }, undefined, {
      signal: abort.signal,
    });
    setTimeout(() => abort.abort("enough"), 20);
    await expect(call).rejects.toThrow("enough");
    await client.ping();

    const begun = await post(host.url, INITIALIZE);
    const session = { "Mcp-Session-Id": begun.headers.get("mcp-session-id") ?? "" };
    const pending = post(host.url, toolCall("test_tool_with_logging", {}, "mine"), {
      ...session,
      Accept: "application/json",
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const cancel = {
      jsonrpc: "2.0",
      method: "notifications/cancelled",
      params: { requestId: "mine" },
    };
    expect((await post(host.url, cancel, session)).status).toBe(202);
    const answer = await pending;
    expect([answer.status, answer.text]).toEqual([202, ""]);
  });

  it("a client that goes away while its call runs, without harm to others", async () => {
    const begun = await post(host.url, INITIALIZE);
    const session = { "Mcp-Session-Id": begun.headers.get("mcp-session-id") ?? "" };
    const abort = new AbortController();
    const gone = fetch(host.url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json, text/event-stream",
        ...session,
      },
      body: JSON.stringify(toolCall("test_tool_with_logging", {})),
      signal: abort.signal,
    }).then((response) => response.text());
    setTimeout(() => abort.abort(), 20);
    await expect(gone).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 150));
    const ping = { jsonrpc: "2.0", id: 9, method: "ping" };
    expect((await post(host.url, ping, session)).json.id).toBe(9);
  });
});
