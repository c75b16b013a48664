import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { INITIALIZE, post, request, toolCall } from "../testing/http.js";

const MAIN = path.join(import.meta.dirname, "../testing/main.ts");

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, ...args], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
  const said = async (pattern: RegExp): Promise<string> => {
    await expect.poll(() => stderr, { timeout: 15_000 }).toMatch(pattern);
    return pattern.exec(stderr)?.[1] ?? "";
  };
  return { child: child as ChildProcess, ended, said };
}

function folder(): string {
  return mkdtempSync(path.join(tmpdir(), "mcp-run-"));
}

describe("an emitted server's main program", () => {
  it("serves HTTP and the control door, and ends in order on SIGTERM", async () => {
    const { child, ended, said } = start(["--http", "0", "--control", "0", "--seed=2"]);
    const url = await said(/^shelf: (\S+)$/m);
    const control = await said(/^control: (\S+)$/m);
    const token = await said(/^token: (\S{40,})$/m);
    expect((await post(url, INITIALIZE)).json.result.serverInfo.name).toBe("shelf");
    const made = await request(
      `${control}/episodes`,
      "POST",
      { domains: "shelf" },
      { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    );
    expect((await post(made.json.episodes[0].mcp, toolCall("list_items"))).status).toBe(200);
    child.kill("SIGTERM");
    expect((await ended).code).toBe(0);
  });

  it("ends with 130 on SIGINT", async () => {
    const { child, ended, said } = start([], { ENVFOUNDRY_HTTP: "127.0.0.1:0" });
    await said(/^shelf: (\S+)$/m);
    child.kill("SIGINT");
    expect((await ended).code).toBe(130);
  });

  it("ends with 0 when the client goes", async () => {
    const { child, ended } = start([]);
    child.stdin?.end(`${JSON.stringify(INITIALIZE)}\n`);
    const { code, stdout, stderr } = await ended;
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout.split("\n")).toHaveLength(2);
  });

  it.each([
    [["--nonsense"], 2, 'error: There is no option "--nonsense". See --help.\n'],
    [["--seed"], 2, "error: --seed needs a value. See --help.\n"],
    [["--seed", "x"], 2, "error: --seed takes a whole number. See --help.\n"],
    [["--scale", "0"], 2, "error: --scale takes a whole number from 1 to 1000. See --help.\n"],
    [
      ["--http", "x:y"],
      2,
      'error: "x:y" is not an address. Write HOST:PORT, [::1]:PORT or PORT.\n',
    ],
    [
      ["--http", "0.0.0.0:0"],
      2,
      "error: Others can reach 0.0.0.0, and no allowed host names are given. Listen on 127.0.0.1, or name the hosts that clients may use.\n",
    ],
    [
      ["--persist", "/nonexistent/folder/file.json"],
      4,
      "error: Cannot keep the episode in /nonexistent/folder/file.json: ENOENT. Name a file in a folder that exists and can be written.\n",
    ],
  ])("%j ends with %d and says why", async (args, code, message) => {
    const { ended } = start(args);
    expect(await ended).toEqual({ code, stdout: "", stderr: message });
  });

  it("ends with 4 when a port is in use, and disturbs nobody who has it", async () => {
    const first = start(["--http", "0"]);
    const url = await first.said(/^shelf: (\S+)$/m);
    const { host } = new URL(url);
    for (const args of [
      ["--http", host],
      ["--control", host],
    ]) {
      const { ended } = start(args);
      expect(await ended).toEqual({
        code: 4,
        stdout: "",
        stderr: `error: ${host} is in use. Choose another port, or 0 for a free one.\n`,
      });
    }
    expect((await post(url, INITIALIZE)).status).toBe(200);
    first.child.kill("SIGTERM");
    await first.ended;
  });

  it("keeps what was said before a client was cut off in the middle of a line", async () => {
    const file = path.join(folder(), "kept.json");
    const { child, ended } = start(["--persist", file]);
    const add = JSON.stringify(toolCall("add_item", { title: "Lamp", count: 1 }));
    child.stdin?.end(`${add}\n${add.slice(0, 60)}`);
    const { code, stdout, stderr } = await ended;
    expect([code, stderr, stdout.trimEnd().split("\n").length]).toEqual([0, "", 1]);
    expect(JSON.parse(readFileSync(file, "utf8")).calls).toBe(1);
  });

  it("keeps what was done in a file", async () => {
    const file = path.join(folder(), "kept.json");
    const add = `${JSON.stringify(toolCall("add_item", { title: "Lamp", count: 1 }))}\n`;
    for (const id of ["I0004", "I0005"]) {
      const { child, ended } = start(["--persist", file]);
      child.stdin?.end(add);
      expect((await ended).stdout).toContain(id);
    }
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ version: 2, calls: 2 });
  });

  it("leaves a file alone that it cannot read", async () => {
    const file = path.join(folder(), "kept.json");
    writeFileSync(file, '{"version":1,');
    const { ended } = start(["--persist", file]);
    const { code, stderr } = await ended;
    expect(code).toBe(3);
    expect(stderr).toBe(
      `error: ${file} does not hold a saved episode: it is not JSON. It was left as it is. Repair it, or name another file.\n`,
    );
    expect(readFileSync(file, "utf8")).toBe('{"version":1,');
  });
});
