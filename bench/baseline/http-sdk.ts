/**
 * The same tools over the SDK's own `StreamableHTTPServerTransport`, a session per episode, JSON
 * answers (its faster mode). Prints its port.
 */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { callTool, createBase, type Domain, openState, prepareDomain } from "../../shared/index.js";

const root = path.join(import.meta.dirname, "..", "..");
const { domain } = (await import(
  pathToFileURL(path.join(root, "dist", "servers", "credit-union", "server.js")).href
)) as { domain: Domain };
const prepared = prepareDomain(domain);
const base = createBase(domain.spec, domain.seed({ seed: 1, scale: 1 }));
const sessions = new Map<string, StreamableHTTPServerTransport>();

async function open(): Promise<StreamableHTTPServerTransport> {
  const state = openState(base);
  const clock = { now: domain.spec.now };
  const server = new Server({ name: "sdk", version: "1.0.0" }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: domain.spec.tools.map((tool) => ({
      name: tool.name,
      description: tool.description,
      inputSchema: { type: "object" as const },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    const outcome = callTool(prepared, state, clock, params.name, params.arguments ?? {});
    return outcome.ok
      ? {
          content: [{ type: "text", text: JSON.stringify(outcome.result) }],
          structuredContent: outcome.result as Record<string, unknown>,
        }
      : { isError: true, content: [{ type: "text", text: outcome.message }] };
  });
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: () => randomUUID(),
    enableJsonResponse: true,
    onsessioninitialized: (id) => void sessions.set(id, transport),
  });
  await server.connect(transport as Parameters<typeof server.connect>[0]);
  return transport;
}

const http = createServer(async (request, response) => {
  const id = request.headers["mcp-session-id"];
  const transport = typeof id === "string" ? sessions.get(id) : await open();
  if (transport === undefined) response.writeHead(404).end();
  else await transport.handleRequest(request, response);
});
http.listen(0, "127.0.0.1", () => {
  const address = http.address();
  process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`);
});
