/** A round trip over stdio and the time to the first answer, beside bare SDK servers. */
import path from "node:path";
import { build } from "esbuild";
import { type Figure, median, report } from "../figure.js";
import { initialize, initialized, root, StdioPeer } from "../servers.js";

const echo = path.join(root, "bench", ".tmp", "stdio-echo.mjs");
await build({
  entryPoints: [path.join(root, "bench", "baseline", "stdio-echo.ts")],
  outfile: echo,
  bundle: true,
  format: "esm",
  platform: "node",
  packages: "external",
});

const served = ["dist/servers/credit-union/server.js"];
const call = (name: string, args: unknown) => (id: number) => ({
  jsonrpc: "2.0",
  id,
  method: "tools/call",
  params: { name, arguments: args },
});
const ourCall = call("get_account", { account_id: "AC100001" });
const echoCall = call("echo", {});

async function ready(words: readonly string[]): Promise<StdioPeer> {
  const peer = new StdioPeer(words);
  await peer.ask(initialize);
  peer.tell(initialized);
  return peer;
}

const ours = await ready(served);
const sample = JSON.parse(await ours.ask(ourCall(1))) as {
  result: { content: { text: string }[] };
};
const bare = await ready([echo, sample.result.content[0]?.text ?? ""]);

async function batch(
  peer: StdioPeer,
  message: (id: number) => unknown,
  count: number,
): Promise<number> {
  const began = performance.now();
  for (let id = 1; id <= count; id++) await peer.ask(message(id));
  return ((performance.now() - began) * 1_000) / count;
}
await batch(ours, ourCall, 2_000);
await batch(bare, echoCall, 2_000);
const pairs: { ours: number; bare: number }[] = [];
for (let round = 0; round < 25; round++) {
  // In turn, so that a slow moment of the machine meets both.
  pairs.push({ ours: await batch(ours, ourCall, 400), bare: await batch(bare, echoCall, 400) });
}
ours.end();
bare.end();
const trip = median(pairs.map((pair) => pair.ours));
const bareTrip = median(pairs.map((pair) => pair.bare));
const share = median(pairs.map((pair) => pair.ours / pair.bare));

async function firstAnswer(words: readonly string[]): Promise<number> {
  const began = performance.now();
  const peer = new StdioPeer(words);
  await peer.ask(initialize);
  const elapsed = performance.now() - began;
  peer.end();
  return elapsed;
}
const starts: { ours: number; bare: number }[] = [];
for (let round = 0; round < 11; round++) {
  starts.push({ ours: await firstAnswer(served), bare: await firstAnswer([echo, ""]) });
}
const start = median(starts.map((each) => each.ours));
const bareStart = median(starts.map((each) => each.bare));

const figures: Figure[] = [
  {
    name: "stdio round trip",
    value: trip,
    unit: "us",
    baseline: bareTrip,
    ratio: 1 / share,
    goal: "at most 1.15 times a bare SDK echo server",
    met: share <= 1.15,
  },
  {
    name: "first answer of a built server",
    value: start,
    unit: "ms",
    baseline: bareStart,
    ratio: bareStart / start,
    goal: "within 300 ms",
    met: start <= 300,
  },
];
report(figures);
