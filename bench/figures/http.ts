/**
 * Calls per CPU second of the server process at 1, 100 and 1,000 episodes, beside the SDK's
 * `StreamableHTTPServerTransport` with the same tools; memory of 10,000 sessions; memory over many calls.
 */
import path from "node:path";
import { build } from "esbuild";
import { type Figure, report } from "../figure.js";
import {
  cpuSeconds,
  firstLine,
  openSession,
  pooled,
  post,
  residentMiB,
  root,
  startProcess,
} from "../servers.js";

const sdkFile = path.join(root, "bench", ".tmp", "http-sdk.mjs");
await build({
  entryPoints: [path.join(root, "bench", "baseline", "http-sdk.ts")],
  outfile: sdkFile,
  bundle: true,
  format: "esm",
  platform: "node",
  packages: "external",
  plugins: [
    {
      name: "built-servers",
      setup: (bundle) => {
        // The baseline serves the very same built domain.
        bundle.onResolve({ filter: /shared\/index\.js$/ }, () => ({
          path: path.join(root, "dist", "shared", "index.js"),
          external: true,
        }));
      },
    },
  ],
});

const call = {
  jsonrpc: "2.0",
  id: 7,
  method: "tools/call",
  params: { name: "get_account", arguments: { account_id: "AC100001" } },
};

async function callsPerCpuSecond(
  pid: number,
  url: URL,
  episodes: number,
  calls: number,
): Promise<number> {
  const sessions: string[] = [];
  await pooled(episodes, 16, async () => void sessions.push(await openSession(url)));
  const width = Math.min(16, episodes);
  const one = async (index: number) => {
    const answer = await post(url, call, sessions[index % sessions.length]);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  };
  await pooled(1_500, width, one);
  const before = cpuSeconds(pid);
  await pooled(calls, width, one);
  return calls / (cpuSeconds(pid) - before);
}

const figures: Figure[] = [];
for (const episodes of [1, 100, 1_000]) {
  const command = startProcess([
    "bin/envfoundry.js",
    "serve",
    "credit-union",
    "--http",
    "0",
    "--json",
  ]);
  const { urls } = JSON.parse(await firstLine(command)) as { urls: Record<string, string> };
  const sdk = startProcess([sdkFile]);
  const port = await firstLine(sdk);
  const mine = new URL(urls["credit-union"] as string);
  const theirs = new URL(`http://127.0.0.1:${port}/mcp`);
  const value = await callsPerCpuSecond(command.pid as number, mine, episodes, 12_000);
  const baseline = await callsPerCpuSecond(sdk.pid as number, theirs, episodes, 6_000);
  figures.push({
    name: `HTTP with ${episodes} episode${episodes === 1 ? "" : "s"}`,
    value,
    unit: "calls per CPU s",
    baseline,
    ratio: value / baseline,
    goal: "at least 2 times the SDK's transport",
    met: value / baseline >= 2,
  });
  command.kill("SIGKILL");
  sdk.kill("SIGKILL");
}

const crowd = startProcess(["dist/cli.js", "serve", "credit-union", "--http", "0", "--json"]);
const { urls } = JSON.parse(await firstLine(crowd)) as { urls: Record<string, string> };
const url = new URL(urls["credit-union"] as string);
const empty = residentMiB(crowd.pid as number);
await pooled(10_000, 16, async () => void (await openSession(url)));
const crowded = residentMiB(crowd.pid as number);
figures.push({
  name: "10,000 initialized sessions",
  value: crowded,
  unit: "MiB RSS",
  baseline: empty,
  ratio: null,
  goal: "under 600 MiB",
  met: crowded < 600,
});

crowd.kill("SIGKILL");

// A heap of a fixed size: what V8 has not collected yet in a large one would hide a leak or look like one.
const steady = startProcess([
  "--max-old-space-size=90",
  ...["dist/cli.js", "serve", "credit-union", "--http", "0", "--json"],
]);
const door = JSON.parse(await firstLine(steady)) as { urls: Record<string, string> };
const target = new URL(door.urls["credit-union"] as string);
const session = await openSession(target);
const ask = (calls: number) =>
  pooled(calls, 16, async () => void (await post(target, call, session)));
await ask(40_000);
const settled = residentMiB(steady.pid as number);
await ask(1_000_000);
const after = residentMiB(steady.pid as number);
figures.push({
  name: "memory after 1,000,000 HTTP calls",
  value: after,
  unit: "MiB RSS",
  baseline: settled,
  ratio: settled / after,
  goal: "flat: at most 10 % more, heap of 90 MiB",
  met: after <= settled * 1.1,
});
steady.kill("SIGKILL");
report(figures);
