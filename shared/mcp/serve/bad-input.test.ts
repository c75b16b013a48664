import { afterEach, describe, expect, it } from "vitest";
import { fixtureDomain } from "../testing/domain.js";
import { post, raw, toolCall } from "../testing/http.js";
import { type HttpOptions, type HttpServer, serveHttp } from "./http.js";

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

async function serve(options: HttpOptions = {}): Promise<HttpServer & { reports: unknown[] }> {
  const reports: unknown[] = [];
  const server = await serveHttp([fixtureDomain("shelf")], {
    report: (error) => reports.push(error),
    ...options,
  });
  open.push(server);
  return { ...server, reports };
}

const ITEM_1 = { item_id: "I0001", title: "Thing 1 of 1", count: 1 };

describe("what is not ours to answer", () => {
  it.each([
    [{ Host: "evil.example.com" }, 403],
    [{ Host: "evil.example.com:80" }, 403],
    [{ Host: "127.0.0.1.evil.example.com" }, 403],
    [{ Host: "localhost", Origin: "http://evil.example.com" }, 403],
    [{ Host: "localhost", Origin: "null" }, 403],
    [{ Host: "localhost", Origin: "http://localhost.evil.com" }, 403],
    [{ Host: "localhost:1", Origin: "http://localhost:6274" }, 200],
    [{ Host: "[::1]:8972", Origin: "https://127.0.0.1" }, 200],
    [{ Host: "LOCALHOST" }, 200],
  ])("headers %j give %d", async (headers, status) => {
    const { url } = await serve();
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const text = await raw(
      url,
      `GET /health HTTP/1.1\r\n${lines.join("\r\n")}\r\nConnection: close\r\n\r\n`,
    );
    expect(text.slice(9, 12)).toBe(String(status));
  });

  it("listens for others only when told by which names", async () => {
    await expect(serve({ address: "0.0.0.0:0" })).rejects.toMatchObject({
      code: "hosts_required",
      exitCode: 2,
    });
    const { url } = await serve({ address: "0.0.0.0:0", allowedHosts: ["env.example.org"] });
    const port = new URL(url).port;
    const answer = (host: string) =>
      raw(
        `http://127.0.0.1:${port}`,
        `GET /health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      );
    expect((await answer("env.example.org:99")).slice(9, 12)).toBe("200");
    expect((await answer("other.example.org")).slice(9, 12)).toBe("403");
  });

  it("says that a port is in use", async () => {
    const { url } = await serve();
    await expect(serve({ address: new URL(url).host })).rejects.toMatchObject({
      code: "port_in_use",
      exitCode: 4,
    });
  });

  it("says so of the control door too, and gives back what it had taken", async () => {
    const { url } = await serve();
    const taken = new URL(url).host;
    const free = await serve();
    const address = new URL(free.url).host;
    await free.close();
    for (const options of [{ control: taken }, { persist: "/nonexistent/kept.json" }]) {
      await expect(serve({ address, ...options })).rejects.toMatchObject({
        code: "control" in options ? "port_in_use" : "persist_unwritable",
        exitCode: 4,
      });
    }
    expect((await fetch(`${(await serve({ address })).url}/health`)).status).toBe(200);
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  it.each(["nonsense", "127.0.0.1:99999", "a b:1", "127.0.0.1:"])(
    "does not take %j for an address",
    async (address) => {
      await expect(serve({ address })).rejects.toMatchObject({
        code: "invalid_address",
        exitCode: 2,
      });
    },
  );
});

describe("bad input", () => {
  async function endpointOf() {
    const server = await serve();
    const [created] = server.host.create({ domains: "shelf" });
    const id = created?.episode ?? "";
    const endpoint = `${server.url}/episodes/${id}/mcp`;
    const alive = async () => {
      const reply = await post(endpoint, toolCall("get_item", { item_id: "I0001" }));
      expect(reply.json.result.structuredContent).toEqual(ITEM_1);
      expect(server.host.state(id).diff).toEqual([]);
    };
    return { ...server, endpoint, alive };
  }

  it.each([
    ["not JSON", "nonsense", 400, -32700],
    ["half of it", '{"jsonrpc":"2.0"', 400, -32700],
    ["nothing", "", 400, -32700],
    ["no message", "5", 400, -32600],
    ["a message without a version", { method: "ping" }, 400, -32600],
    ["1 MiB of brackets", "[".repeat(1_048_576), 400, -32600],
    ["no UTF-8", new Uint8Array([0xff, 0xfe, 0x00]), 400, -32700],
  ])("%s", async (_, body, status, code) => {
    const { endpoint, alive } = await endpointOf();
    const reply = await post(endpoint, body);
    expect([reply.status, reply.json.jsonrpc, reply.json.id, reply.json.error.code]).toEqual([
      status,
      "2.0",
      null,
      code,
    ]);
    await alive();
  });

  it.each([
    ["1 MiB of text", "x".repeat(1_048_576)],
    ["a list", [1, 2]],
    ["a number that JSON cannot hold", JSON.parse('{"item_id":1e999}')],
    ["__proto__ as a key", JSON.parse('{"__proto__":{"item_id":"I0001"}}')],
    ["60 levels", JSON.parse(`${'{"a":'.repeat(58)}1${"}".repeat(58)}`)],
  ])("as arguments: %s", async (_, args) => {
    const { endpoint, alive } = await endpointOf();
    const reply = await post(endpoint, toolCall("get_item", args));
    expect(reply.json.result).toMatchObject({
      isError: true,
      _meta: { "envfoundry/code": "invalid_arguments" },
    });
    expect(reply.text.length).toBeLessThan(2_000);
    await alive();
  });

  it.each([[5], [null], [{}]])("the name %j of a tool", async (name) => {
    const { endpoint, alive } = await endpointOf();
    expect((await post(endpoint, toolCall(name))).json.error.code).toBe(-32602);
    await alive();
  });

  it("a name of 1 MiB, of which little is said back", async () => {
    const { endpoint, alive } = await endpointOf();
    const reply = await post(endpoint, toolCall("x".repeat(1_048_576)));
    expect(reply.json.error.code).toBe(-32602);
    expect(reply.text.length).toBeLessThan(500);
    await alive();
  });

  it("a body over the limit, told or not", async () => {
    const { endpoint, alive } = await endpointOf();
    const reply = await post(endpoint, "x".repeat(5 * 1024 * 1024));
    expect([reply.status, reply.json.error.code]).toEqual([413, -32000]);
    const told = await raw(
      endpoint,
      `POST ${new URL(endpoint).pathname} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9999999999\r\n\r\n`,
    );
    expect(told.slice(9, 12)).toBe("413");
    await alive();
  });

  it("other media types and encodings", async () => {
    const { endpoint, alive } = await endpointOf();
    const ping = { jsonrpc: "2.0", id: 1, method: "ping" };
    expect((await post(endpoint, ping, { "Content-Type": "text/plain" })).status).toBe(415);
    expect(
      (await post(endpoint, ping, { "Content-Type": "text/plain; a=application/json" })).status,
    ).toBe(415);
    expect((await post(endpoint, ping, { "Content-Encoding": "gzip" })).status).toBe(415);
    expect(
      (await post(endpoint, ping, { "Content-Type": "Application/JSON; charset=utf-8" })).status,
    ).toBe(200);
    await alive();
  });

  it.each([
    ["nonsense", "nonsense\r\n\r\n", "400"],
    [
      "two lengths",
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
      "400",
    ],
    [
      "a length and chunks",
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
      "400",
    ],
    ["no host", "GET /health HTTP/1.1\r\n\r\n", "400"],
    [
      "endless headers",
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(20_000)}\r\n\r\n`,
      "431",
    ],
    [
      "a bad chunk",
      "POST /shelf/mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
      "400",
    ],
  ])("malformed HTTP: %s", async (_, bytes, status) => {
    const { endpoint, alive } = await endpointOf();
    expect((await raw(endpoint, bytes)).slice(9, 12)).toBe(status);
    await alive();
  });

  it("a client that goes away in the middle of its request, or of the answer", async () => {
    const { endpoint, alive, host, reports } = await endpointOf();
    const { pathname } = new URL(endpoint);
    const body = JSON.stringify(toolCall("set_count", { item_id: "I0001", count: 7 }));
    const head = `POST ${pathname} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    await raw(endpoint, head + body.slice(0, 40), { end: true });
    await alive();
    const { connect } = await import("node:net");
    const socket = connect(Number(new URL(endpoint).port), "127.0.0.1");
    await new Promise<void>((sent) => socket.write(head + body, () => sent()));
    socket.destroy();
    const id = pathname.split("/")[2] ?? "";
    // It arrived whole, so it was done: once, and nobody else was disturbed.
    await expect.poll(() => host.state(id).diff.length).toBe(1);
    expect(host.trace(id).calls.filter((each) => each.tool === "set_count")).toHaveLength(1);
    expect(reports).toEqual([]);
  });
});
