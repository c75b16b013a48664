import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, describe, expect, test } from "vitest";
import { bin, envfoundry, root } from "./command.js";

const folder = mkdtempSync(path.join(tmpdir(), "envfoundry-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const source = path.join(root, "servers", "credit-union", "domain.yaml");

describe.concurrent("words", () => {
  test("no command is a usage error that names the way out", async () => {
    const { code, stderr, stdout } = await envfoundry([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Name a command.");
    expect(stderr).toContain("[usage]");
  });

  test("an unknown command suggests the nearest", async () => {
    const { code, stderr } = await envfoundry(["serv"]);
    expect(code).toBe(2);
    expect(stderr).toContain("serve");
  });

  test("an unknown option is a usage error", async () => {
    const { code, stderr } = await envfoundry(["list", "--colour"]);
    expect(code).toBe(2);
    expect(stderr).toContain("colour");
  });

  test.each(["list", "synth", "serve", "call", "config", "schema"])(
    "%s --help shows an example",
    async (name) => {
      const { code, stdout } = await envfoundry([name, "--help"]);
      expect(code).toBe(0);
      expect(stdout).toContain("Examples:");
      expect(stdout).toContain(`envfoundry ${name}`);
    },
  );
});

describe.concurrent("list", () => {
  test("prints the pinned document", async () => {
    const { code, stdout } = await envfoundry(["list", "--json"]);
    expect(code).toBe(0);
    const rows = JSON.parse(stdout) as Record<string, unknown>[];
    expect(rows.map((row) => row.domain)).toEqual([
      "corner-shop",
      "credit-union",
      "riverside-clinic",
    ]);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual([
        "domain",
        "title",
        "category",
        "tools",
        "writeTools",
        "userTools",
        "entities",
        "records",
        "invariants",
        "rules",
        "guards",
        "tasks",
        "certified",
      ]);
      expect(row.tools).toBeGreaterThanOrEqual(15);
      expect(row.entities).toBeGreaterThanOrEqual(5);
      expect(row.records).toBeGreaterThanOrEqual(800);
      expect(Number(row.writeTools) * 2).toBeGreaterThanOrEqual(Number(row.tools));
    }
  });

  test("an empty folder says how to make a domain", async () => {
    const { code, stdout } = await envfoundry(["list", "--servers", path.join(folder, "none")]);
    expect(code).toBe(0);
    expect(stdout).toContain("envfoundry synth");
  });

  test("options come from the environment too", async () => {
    const { stdout } = await envfoundry(["list", "--servers", folder], {
      env: { ENVFOUNDRY_JSON: "true" },
    });
    expect(stdout).toBe("[]\n");
  });
});

describe.concurrent("synth", () => {
  test("emits a server outside of the package, which is then current and can be called", async () => {
    const out = path.join(folder, "copy");
    const made = await envfoundry(["synth", source, "--out", out, "--json"]);
    expect(made.code).toBe(0);
    const document = JSON.parse(made.stdout) as Record<string, unknown>;
    expect(document).toMatchObject({
      verified: [{ domain: "credit-union", path: out }],
      quarantined: [],
      rejected: 0,
    });
    expect(readFileSync(path.join(out, "tools.ts"), "utf8")).toContain('from "envfoundry/shared"');
    expect((await envfoundry(["synth", source, "--out", out, "--check"])).code).toBe(0);
    const called = await envfoundry([
      "call",
      out,
      "get_account",
      '{"account_id":"AC100001"}',
      "--json",
    ]);
    expect(JSON.parse(called.stdout)).toMatchObject({ ok: true, result: { balance: 250_000 } });
    writeFileSync(path.join(out, "README.md"), "edited by hand\n");
    const stale = await envfoundry(["synth", source, "--out", out, "--check"]);
    expect(stale.code).toBe(1);
    expect(stale.stdout).toContain("stale: README.md");
  });

  test("a domain that is wrong is refused with its place, and nothing is written", async () => {
    const bad = path.join(folder, "bad.yaml");
    writeFileSync(
      bad,
      readFileSync(source, "utf8").replace('card.status = "locked";', 'card.status = "loked";'),
    );
    const { code, stderr, stdout } = await envfoundry([
      "synth",
      bad,
      "--out",
      path.join(folder, "bad"),
      "--json",
    ]);
    expect(code).toBe(3);
    expect(stderr).toBe("");
    const line =
      readFileSync(bad, "utf8")
        .split("\n")
        .findIndex((text) => text.includes("loked")) + 1;
    const document = JSON.parse(stdout) as {
      rejected: number;
      quarantined: { findings: { at: string; message: string }[] }[];
    };
    expect(document.rejected).toBe(1);
    expect(document.quarantined[0]?.findings[0]?.at).toMatch(
      new RegExp(`bad\\.yaml:${line}:\\d+$`),
    );
  });

  test.each([
    ["not YAML", "domain: [", "3"],
    ["a list", "- a\n- b\n", "3"],
    ["nothing", "", "3"],
    ["duplicate keys", "domain: a\ndomain: b\n", "3"],
  ])("%s is a clear error", async (name, text, code) => {
    const file = path.join(folder, `${name.replaceAll(" ", "-")}.yaml`);
    writeFileSync(file, text);
    const outcome = await envfoundry(["synth", file]);
    expect(String(outcome.code)).toBe(code);
    expect(outcome.stderr).toMatch(/\.yaml:\d+:\d+/);
  });

  test("a folder that cannot be written is the environment's fault", async () => {
    const file = path.join(folder, "a-file");
    writeFileSync(file, "");
    const { code, stderr } = await envfoundry(["synth", source, "--out", path.join(file, "below")]);
    expect(code).toBe(4);
    expect(stderr).toContain("[unwritable]");
  });

  test("a file that is not there is named", async () => {
    const { code, stderr } = await envfoundry(["synth", "nowhere.yaml"]);
    expect(code).toBe(3);
    expect(stderr).toContain("nowhere.yaml");
  });
});

describe.concurrent("call", () => {
  test("prints a result", async () => {
    const { code, stdout } = await envfoundry([
      "call",
      "credit-union",
      "list_accounts",
      '{"member_id":"M00001"}',
    ]);
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as { account_id: string }[]).map((row) => row.account_id)).toEqual([
      "AC100001",
      "AC100002",
      "AC100003",
    ]);
  });

  test("a refusal is exit code 1 with its code", async () => {
    const { code, stdout } = await envfoundry([
      "call",
      "credit-union",
      "get_account",
      '{"account_id":"AC9"}',
      "--json",
    ]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, code: "account_not_found" });
  });

  test("arguments come from a file and from standard input", async () => {
    const file = path.join(folder, "args.json");
    writeFileSync(file, '{"account_id":"AC100002"}');
    const [fromFile, fromInput] = await Promise.all([
      envfoundry(["call", "credit-union", "get_account", `@${file}`]),
      envfoundry(["call", "credit-union", "get_account", "-"], {
        input: '{"account_id":"AC100002"}',
      }),
    ]);
    expect(fromFile.stdout).toBe(fromInput.stdout);
    expect(fromFile.code).toBe(0);
  });

  test.each([
    ["arguments that are no JSON", ["credit-union", "get_account", "{x"], 3, "invalid_json"],
    ["an unknown domain", ["credit-onion", "get_account"], 3, "unknown_domain"],
    [
      "a seed that is no number",
      ["credit-union", "get_account", "{}", "--seed", "NaN"],
      2,
      "usage",
    ],
    [
      "a scale that is too large",
      ["credit-union", "get_account", "{}", "--scale", "1001"],
      2,
      "usage",
    ],
  ])("%s", async (_, words, code, stable) => {
    const outcome = await envfoundry(["call", ...words]);
    expect(outcome.code).toBe(code);
    expect(outcome.stderr).toContain(`[${stable}]`);
  });

  test.each(["__proto__", "constructor", "toString"])("%s is no tool", async (name) => {
    const { code, stdout } = await envfoundry(["call", "credit-union", name, "{}", "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, code: "unknown_tool" });
  });

  test("did you mean", async () => {
    const { stderr } = await envfoundry(["call", "credit-onion", "x"]);
    expect(stderr).toContain('Did you mean "credit-union"?');
  });

  test("a domain file runs without being emitted", async () => {
    const file = path.join(folder, "plain.yaml");
    cpSync(source, file);
    const { code, stdout } = await envfoundry([
      "call",
      file,
      "get_account",
      '{"account_id":"AC100001"}',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ balance: 250_000 });
  });

  test("a state document replaces the seed", async () => {
    const file = path.join(folder, "state.json");
    writeFileSync(file, JSON.stringify({ members: { M1: { broken: true } } }));
    const { code, stderr } = await envfoundry([
      "call",
      "credit-union",
      "get_account",
      "{}",
      "--state",
      file,
    ]);
    expect(code).toBe(3);
    expect(stderr).toContain("members");
  });
});

describe.concurrent("schema", () => {
  test("prints the JSON Schema of domain files, and the committed copy is current", async () => {
    const { code, stdout } = await envfoundry(["schema"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ type: "object" });
    expect(readFileSync(path.join(root, "docs", "domain.schema.json"), "utf8")).toBe(stdout);
  });
});

describe.concurrent("config", () => {
  test("for a client that starts the server itself", async () => {
    const { code, stdout } = await envfoundry([
      "config",
      "claude-desktop",
      "credit-union",
      "--json",
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      mcpServers: {
        "credit-union": { type: "stdio", command: "node", args: [bin, "serve", "credit-union"] },
      },
    });
  });

  test("VS Code calls the block servers", async () => {
    const { stdout } = await envfoundry([
      "config",
      "vscode",
      "credit-union",
      "--url",
      "http://127.0.0.1:8972/",
      "--json",
    ]);
    expect(stdout).toBe(
      '{"servers":{"credit-union":{"type":"http","url":"http://127.0.0.1:8972/credit-union/mcp"}}}\n',
    );
  });

  test("an unknown client lists the known ones", async () => {
    const { code, stderr } = await envfoundry(["config", "emacs"]);
    expect(code).toBe(2);
    expect(stderr).toContain("claude-desktop");
  });
});

describe.concurrent("serve", () => {
  test("a port in use is the environment's fault", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    const { code, stderr } = await envfoundry([
      "serve",
      "credit-union",
      "--http",
      `127.0.0.1:${port}`,
    ]);
    taken.close();
    expect(code).toBe(4);
    expect(stderr).toContain(String(port));
  });

  test("says where it listens, answers, and ends cleanly on an interrupt", async () => {
    const child = spawn(
      process.execPath,
      [
        bin,
        "serve",
        "credit-union",
        "riverside-clinic",
        "--http",
        "127.0.0.1:0",
        "--control",
        "127.0.0.1:0",
        "--json",
      ],
      { cwd: root, stdio: ["ignore", "pipe", "ignore"] },
    );
    const ended = new Promise<number | null>((resolve) =>
      child.on("close", (code) => resolve(code)),
    );
    let line = "";
    for await (const first of createInterface({ input: child.stdout })) {
      line = first;
      break;
    }
    const document = JSON.parse(line) as {
      urls: Record<string, string>;
      url: string;
      control: { url: string; token: string };
    };
    expect(Object.keys(document)).toEqual(["urls", "url", "control"]);
    expect(Object.keys(document.urls)).toEqual(["credit-union", "riverside-clinic"]);
    expect(document.control.token.length).toBeGreaterThanOrEqual(22);
    const denied = await fetch(`${document.control.url}/episodes`, { method: "GET" });
    expect(denied.status).toBe(401);
    child.kill("SIGINT");
    expect(await ended).toBe(130);
  });

  test("needs to know what to serve", async () => {
    const { code, stderr } = await envfoundry(["serve"]);
    expect(code).toBe(2);
    expect(stderr).toContain("--all");
  });
});
