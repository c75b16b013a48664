import path from "node:path";
import { PassThrough } from "node:stream";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { describe, expect, it } from "vitest";
import { fixtureDomain } from "../testing/domain.js";
import { INITIALIZE, toolCall } from "../testing/http.js";
import { serveHttp } from "./http.js";
import { type StdioOptions, serveStdio } from "./stdio.js";

/** A server on streams of the test's own: `say` writes a line, `hear` waits for the next answer. */
async function serve(options: StdioOptions = {}) {
  const input = new PassThrough();
  const output = new PassThrough();
  const server = await serveStdio([fixtureDomain()], {
    input,
    output,
    report: () => {},
    ...options,
  });
  let text = "";
  const lines: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  output.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n")) {
      const line = text.slice(0, end);
      text = text.slice(end + 1);
      const next = waiting.shift();
      if (next === undefined) lines.push(line);
      else next(line);
    }
  });
  return {
    server,
    input,
    lines,
    say: (message: unknown) =>
      input.write(`${typeof message === "string" ? message : JSON.stringify(message)}\n`),
    hear: async () =>
      JSON.parse(lines.shift() ?? (await new Promise<string>((resolve) => waiting.push(resolve)))),
  };
}

describe("stdio", () => {
  it("answers line by line, however the bytes are cut", async () => {
    const { input, hear } = await serve();
    const bytes = Buffer.from(
      `${JSON.stringify(INITIALIZE)}\r\n\n${JSON.stringify(toolCall("add_item", { title: "Lämpchen", count: 1 }))}\n`,
    );
    for (const byte of bytes) input.write(Buffer.from([byte]));
    expect((await hear()).result.serverInfo.name).toBe("shelf");
    expect((await hear()).result.structuredContent.title).toBe("Lämpchen");
  });

  it.each([
    ["nonsense", "nonsense", -32700],
    ["half a message", '{"jsonrpc":"2.0"', -32700],
    ["no message", "{}", -32600],
    ["deep nesting", "[".repeat(100_000), -32600],
    ["5 MiB", "x".repeat(5 * 1024 * 1024), -32600],
    ["5 MiB in pieces", "x".repeat(5 * 1024 * 1024), -32600],
  ])("answers %s and goes on", async (name, line, code) => {
    const { say, input, hear } = await serve();
    say(INITIALIZE);
    await hear();
    if (name.endsWith("pieces")) {
      for (let at = 0; at < line.length; at += 65_536) input.write(line.slice(at, at + 65_536));
      input.write("\n");
    } else {
      say(line);
    }
    expect(await hear()).toMatchObject({ jsonrpc: "2.0", id: null, error: { code } });
    say(toolCall("get_item", { item_id: "I0001" }));
    expect((await hear()).result.structuredContent.title).toBe("Thing 1 of 1");
  });

  it("takes batches in the one revision that has them", async () => {
    const { say, hear } = await serve();
    const batch = [
      { jsonrpc: "2.0", id: 1, method: "ping" },
      { jsonrpc: "2.0", id: 2, method: "ping" },
    ];
    say({ ...INITIALIZE, params: { ...INITIALIZE.params, protocolVersion: "2025-03-26" } });
    await hear();
    say(batch);
    expect((await hear()).map((each: { id: unknown }) => each.id)).toEqual([1, 2]);
    const cancel = { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 9 } };
    say([cancel]);
    say([{ jsonrpc: "2.0", method: "notifications/initialized" }, toolCall("list_items"), cancel]);
    expect(await hear()).toMatchObject([{ id: 2, result: {} }]);
    // Cancelled before it could be answered: the others are answered without it.
    say([
      toolCall("list_items", {}, 9),
      { jsonrpc: "2.0", id: 3, method: "ping" },
      { ...cancel, params: { requestId: 9 } },
    ]);
    expect(await hear()).toMatchObject([{ id: 3, result: {} }]);
    say(INITIALIZE);
    await hear();
    say(batch);
    expect((await hear()).error.code).toBe(-32600);
  });

  it("answers what it was asked before the client went, and then ends", async () => {
    const { server, say, input, hear } = await serve();
    say(INITIALIZE);
    say(toolCall("add_item", { title: "Lamp", count: 1 }));
    input.end();
    expect((await hear()).id).toBe(1);
    expect((await hear()).result.structuredContent.item_id).toBe("I0004");
    await server.closed;
    expect(server.host.size).toBe(0);
  });

  it("does nothing of a message that the client did not finish", async () => {
    const { server, say, input, lines } = await serve();
    const closing = server.closed;
    const states: unknown[] = [];
    server.host.onClose(server.episode, () => states.push("closed"));
    const before = server.host.state(server.episode);
    say(toolCall("add_item", { title: "Lamp", count: 1 }));
    input.write(JSON.stringify(toolCall("add_item", { title: "Vase", count: 1 })).slice(0, 60));
    await expect.poll(() => lines.length).toBe(1);
    expect(server.host.state(server.episode).diff).toHaveLength(1);
    expect(before.diff).toEqual([]);
    input.destroy();
    await closing;
    expect(states).toEqual(["closed"]);
    expect(lines).toHaveLength(1);
  });

  it("says that the control door's port is in use, and leaves nothing running", async () => {
    const other = await serveHttp([fixtureDomain()]);
    await expect(serve({ control: new URL(other.url).host })).rejects.toMatchObject({
      code: "port_in_use",
      exitCode: 4,
    });
    await other.close();
  });

  it("starts from the seed and scale that are asked for", async () => {
    const { say, hear } = await serve({ seed: 5, scale: 2 });
    say(toolCall("get_item", { item_id: "I0006" }));
    expect((await hear()).result.structuredContent.title).toBe("Thing 6 of 5");
  });
});

const MAIN = path.join(import.meta.dirname, "../testing/main.ts");

/** The command that runs the fixture's main program from its source. */
function command(...args: string[]) {
  return { command: process.execPath, args: ["--import", "tsx", MAIN, ...args] };
}

describe("a server's process", () => {
  it("talks to the SDK's client and ends with it", async () => {
    const transport = new StdioClientTransport({ ...command("--seed", "4"), stderr: "pipe" });
    const client = new Client({ name: "test", version: "1.0.0" });
    await client.connect(transport);
    await client.listTools();
    expect(await client.callTool({ name: "get_item", arguments: { item_id: "I0001" } })).toEqual({
      content: [{ type: "text", text: '{"item_id":"I0001","title":"Thing 1 of 4","count":1}' }],
      structuredContent: { item_id: "I0001", title: "Thing 1 of 4", count: 1 },
    });
    await client.close();
  });
});
