/**
 * The main job, end to end, on what comes with the package: load a domain, emit its server, start
 * it, list and call its tools through a real MCP client over stdio and over HTTP.
 * Run it with `npm start`. It fails when an answer differs from what the domain promises.
 */
import { strict as assert } from "node:assert";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { emitServer, loadFile, writeServer } from "../synthesizer/pipeline.js";

const root = path.join(import.meta.dirname, "..");
const cli = path.join(root, "bin", "envfoundry.js");
const source = path.join(root, "servers", "credit-union", "domain.yaml");

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Calls a tool and prints the call and a line of its answer. */
async function call(
  client: Client,
  name: string,
  args: Record<string, unknown>,
): Promise<CallToolResult> {
  const result = (await client.callTool({ name, arguments: args })) as CallToolResult;
  const [content] = result.content;
  const text = content?.type === "text" ? content.text : "";
  say(`   ${name}(${JSON.stringify(args)})`);
  say(
    `     ${result.isError === true ? "refused: " : "-> "}${text.length > 150 ? `${text.slice(0, 150)}...` : text}`,
  );
  return result;
}

/** The same little conversation over any transport. Returns the balance after a transfer. */
async function converse(client: Client): Promise<number> {
  const { tools } = await client.listTools();
  const writing = tools.filter((tool) => tool.annotations?.readOnlyHint !== true);
  say(`   ${tools.length} tools, ${writing.length} of them change state`);
  await call(client, "find_member", { email: "Ada.Lindqvist@example.org" });
  const refused = await call(client, "transfer", {
    source_id: "AC100001",
    target_id: "AC100002",
    amount: 99_999_999,
  });
  assert.equal(refused.isError, true);
  const moved = await call(client, "transfer", {
    source_id: "AC100001",
    target_id: "AC100002",
    amount: 12_345,
  });
  assert.notEqual(moved.isError, true);
  return (moved.structuredContent as { source_balance: number }).source_balance;
}

/** Waits for the line of JSON with which `serve --json` says where it listens. */
async function firstLine(child: ChildProcess): Promise<{ urls: Record<string, string> }> {
  assert(child.stdout !== null);
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
  throw new Error("The server ended before it listened.");
}

say("1. Load and check servers/credit-union/domain.yaml");
const loaded = loadFile(source);
assert(loaded.ok, "the domain is valid");
say(
  `   ${loaded.domain.title}: ${loaded.domain.tools.length} tools, ${loaded.domain.entities.length} entities, ${loaded.domain.examples.length} examples`,
);

const folder = await mkdtemp(path.join(root, ".quickstart-"));
let server: ChildProcess | undefined;
try {
  say("2. Emit its server");
  const out = path.join(folder, loaded.domain.domain);
  const files = await emitServer(loaded, { sharedImport: "../../shared/index.js" });
  await writeServer(files, out);
  say(
    `   ${files.map((file) => `${file.path} (${Math.ceil(file.text.length / 1024)} KiB)`).join(", ")}`,
  );

  say("3. Start it and talk to it over stdio");
  const stdio = new Client({ name: "quickstart", version: "1.0.0" });
  await stdio.connect(
    new StdioClientTransport({ command: process.execPath, args: [cli, "serve", out] }),
  );
  const overStdio = await converse(stdio);
  await stdio.close();

  say("4. The same over HTTP");
  server = spawn(process.execPath, [cli, "serve", out, "--http", "127.0.0.1:0", "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { urls } = await firstLine(server);
  const url = urls[loaded.domain.domain];
  assert(url !== undefined);
  say(`   ${url}`);
  const http = new Client({ name: "quickstart", version: "1.0.0" });
  await http.connect(new StreamableHTTPClientTransport(new URL(url)));
  const overHttp = await converse(http);
  await http.close();

  assert.equal(overHttp, overStdio);
  say(
    `5. Both episodes began in the same state and ended in the same: ${(overHttp / 100).toFixed(2)} left.`,
  );
  say("   Next: npx envfoundry list; npx envfoundry serve --all --http 127.0.0.1:8972");
} finally {
  server?.kill("SIGTERM");
  await rm(folder, { recursive: true, force: true });
}
