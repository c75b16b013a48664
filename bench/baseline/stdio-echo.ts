/**
 * A bare server on the SDK's own stdio transport that gives back one answer: what a round trip of that
 * many bytes costs at least.
 */
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import {
  CallToolRequestSchema,
  type CallToolResult,
  ListToolsRequestSchema,
} from "@modelcontextprotocol/sdk/types.js";

const answer = JSON.parse(process.argv[2] ?? '{"content":[]}') as CallToolResult;
const server = new Server({ name: "echo", version: "1.0.0" }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, () => ({
  tools: [{ name: "echo", inputSchema: { type: "object" as const } }],
}));
server.setRequestHandler(CallToolRequestSchema, () => answer);
await server.connect(new StdioServerTransport());
