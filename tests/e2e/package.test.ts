/** The published package: packed, installed into an empty folder, and used as a stranger would. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "./command.js";

const folder = mkdtempSync(path.join(tmpdir(), "envfoundry-package-"));
const run = (command: string, words: readonly string[]) =>
  execFileSync(command, [...words], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });

beforeAll(() => {
  execFileSync("npm", ["pack", "--pack-destination", folder], { cwd: root, stdio: "ignore" });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
  writeFileSync(path.join(folder, "package.json"), '{"name":"stranger","private":true}\n');
  run("npm", ["install", "--no-audit", "--no-fund", `./${tarball}`]);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the packed package in an empty folder", () => {
  test("lists and calls", () => {
    const rows = JSON.parse(run("npx", ["envfoundry", "list", "--json"])) as { domain: string }[];
    expect(rows.map((row) => row.domain)).toContain("credit-union");
    const account = run("npx", [
      "envfoundry",
      "call",
      "credit-union",
      "get_account",
      '{"account_id":"AC100001"}',
    ]);
    expect(JSON.parse(account)).toMatchObject({ account_id: "AC100001", balance: 250_000 });
  }, 60_000);

  test("serves over stdio to a real client", async () => {
    const client = new Client({ name: "stranger", version: "1.0.0" });
    await client.connect(
      new StdioClientTransport({
        command: "npx",
        args: ["envfoundry", "serve", "corner-shop"],
        cwd: folder,
      }),
    );
    try {
      expect((await client.listTools()).tools.length).toBeGreaterThanOrEqual(15);
    } finally {
      await client.close();
    }
  }, 60_000);

  test("emits a server of one's own, which runs by itself", async () => {
    cpSync(
      path.join(root, "servers", "credit-union", "domain.yaml"),
      path.join(folder, "mine.yaml"),
    );
    run("npx", ["envfoundry", "synth", "mine.yaml", "--out", "mine"]);
    expect(readdirSync(path.join(folder, "mine")).sort()).toEqual([
      "README.md",
      "domain.yaml",
      "package.json",
      "schema.ts",
      "seed.json",
      "seed.ts",
      "server.ts",
      "tools.ts",
    ]);
    const called = run("npx", [
      "envfoundry",
      "call",
      "./mine",
      "get_account",
      '{"account_id":"AC100001"}',
    ]);
    expect(JSON.parse(called)).toMatchObject({ balance: 250_000 });
    const client = new Client({ name: "stranger", version: "1.0.0" });
    await client.connect(
      new StdioClientTransport({ command: "npx", args: ["tsx", "mine/server.ts"], cwd: folder }),
    );
    try {
      expect((await client.listTools()).tools.length).toBeGreaterThanOrEqual(15);
    } finally {
      await client.close();
    }
  }, 90_000);

  test("runs the program of the README", () => {
    const readme = readFileSync(path.join(root, "README.md"), "utf8");
    const program = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    writeFileSync(path.join(folder, "readme.mjs"), program);
    const printed = run(process.execPath, ["readme.mjs"]);
    expect(printed.match(/v1:[0-9a-f]{64}/g)).toHaveLength(2);
    expect(printed).toContain("account_id: 'AC100001'");
  }, 60_000);

  test("is a library", () => {
    const program = `import { Host } from "envfoundry/shared";
      import { domain } from "envfoundry/servers/credit-union";
      const host = new Host([domain]);
      const [one, two] = host.create({ domains: "credit-union", count: 2 });
      const step = host.step(one.episode, { tool: "transfer", arguments: { source_id: "AC100001", target_id: "AC100002", amount: 100 } });
      console.log(JSON.stringify([step.is_error, step.changed, host.state(one.episode).hash === host.state(two.episode).hash]));
      host.shutdown();`;
    writeFileSync(path.join(folder, "library.mjs"), program);
    expect(run(process.execPath, ["library.mjs"])).toBe("[false,true,false]\n");
  }, 60_000);
});
