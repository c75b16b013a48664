/** A server with one domain behind both doors, and what is needed to say what it answers in literals. */
import { afterAll, beforeAll, expect } from "vitest";
import { domain } from "../../servers/credit-union/server.js";
import { type HostOptions, type HttpServer, serveHttp } from "../../shared/index.js";
import { INITIALIZE, post, type Reply, request } from "../../shared/mcp/testing/http.js";

export interface Wire {
  readonly server: HttpServer;
  /** One request of the control plane, with its token. */
  control(method: string, path: string, body?: string | object): Promise<Reply>;
  /** One JSON-RPC message to an agent's path; a method and its params, or the message as it is. */
  agent(path: string, method: string | object, params?: object): Promise<Reply>;
  /** The handle of a fresh episode, and the agent's path to it. */
  begin(): Promise<{ readonly episode: string; readonly path: string }>;
  /** A free-play session: its first answer, and the header that names it. */
  session(): Promise<{ readonly reply: Reply; readonly headers: Record<string, string> }>;
}

/** Serves credit-union for the tests of a file. */
export function wire(host: HostOptions = {}): Wire {
  let server: HttpServer | undefined;
  const served = (): HttpServer => {
    if (server === undefined) throw new Error("the server has not started");
    return server;
  };
  beforeAll(async () => {
    server = await serveHttp([domain], { control: "127.0.0.1:0", token: "pinned", host });
  });
  afterAll(() => server?.close());
  const control: Wire["control"] = (method, path, body) =>
    request(`${served().control?.url}${path}`, method, body, {
      Authorization: "Bearer pinned",
      "Content-Type": "application/json",
    });
  return {
    get server() {
      return served();
    },
    control,
    agent: (path, method, params) =>
      post(
        `${served().url}${path}`,
        typeof method === "object"
          ? method
          : { jsonrpc: "2.0", id: 7, method, ...(params === undefined ? {} : { params }) },
      ),
    async begin() {
      const reply = await control("POST", "/episodes", { domains: "credit-union" });
      const episode: string = reply.json.episodes[0].episode;
      return { episode, path: `/episodes/${episode}/mcp` };
    },
    async session() {
      const reply = await post(`${served().url}/credit-union/mcp`, INITIALIZE);
      return { reply, headers: { "Mcp-Session-Id": reply.headers.get("mcp-session-id") ?? "" } };
    },
  };
}

/** The same value with the keys in the same order: models and caches see the order too. */
export function expectWire(actual: unknown, pinned: unknown): void {
  expect(actual).toEqual(pinned);
  expect(JSON.stringify(actual)).toBe(JSON.stringify(pinned));
}

/** The answer with what differs from run to run replaced: addresses, handles and hashes. */
export function steady(wire: Wire, reply: Reply, names: Readonly<Record<string, string>> = {}) {
  let text = reply.text.replaceAll(wire.server.url, "AGENT");
  for (const [name, handle] of Object.entries(names)) text = text.replaceAll(handle, name);
  return JSON.parse(text.replace(/"v1:[0-9a-f]{64}"/g, '"HASH"')) as unknown;
}
