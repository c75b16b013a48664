/** Runs what hosting.md shows, and compares its tables with the code that they describe. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientConfig } from "../cli/config.js";
import { environmentName } from "../cli/options.js";
import { domain } from "../servers/credit-union/server.js";
import { EXIT, type HttpServer, RESERVED_REFUSAL_CODES, serveHttp } from "../shared/index.js";
import { MAX_BATCH, MAX_MESSAGE_BYTES } from "../shared/mcp/agent/jsonrpc.js";
import { STATUS_OF } from "../shared/mcp/control/problems.js";
import { VERBS } from "../shared/mcp/control/verbs.js";
import { DEFAULT_TRACE_LIMITS } from "../shared/mcp/episodes/trace.js";
import { MAX_DEPTH } from "../shared/mcp/http/json.js";
import { request } from "../shared/mcp/testing/http.js";
import { STEP_BUDGET } from "../shared/runtime/index.js";
import { LIMITS } from "../shared/schema/limits.js";

const root = path.join(import.meta.dirname, "..");
const text = readFileSync(path.join(import.meta.dirname, "hosting.md"), "utf8");
const run = promisify(execFile);

interface Block {
  /** What stands after the fence: the language, and for what the block is marked. */
  readonly info: string;
  readonly line: number;
  readonly text: string;
}

const blocks: readonly Block[] = [...text.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)].map((match) => ({
  info: match[1] ?? "",
  line: text.slice(0, match.index).split("\n").length,
  text: match[2] ?? "",
}));
const marked = (info: string) => blocks.filter((block) => block.info === info);

/** The cells of every row of the table whose head begins with this cell. */
function table(head: string): string[][] {
  const lines = text.split("\n");
  const from = lines.findIndex((line) => line.startsWith(`| ${head} |`));
  expect(from, `a table headed ${head}`).toBeGreaterThan(0);
  const length = lines.slice(from).findIndex((line) => !line.startsWith("|"));
  return lines.slice(from + 2, from + length).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const quoted = (cell = ""): string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map((each) => each[1] ?? "");

it("is short, and every block of it is of a kind that is tested", () => {
  expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(250);
  const kinds = new Set(blocks.map((block) => block.info));
  expect([...kinds].sort()).toEqual(["http agent", "http control", "json", "sh", "sh curl", "ts"]);
});

describe("the exchanges", () => {
  let server: HttpServer;
  const names = new Map<string, unknown>();

  beforeAll(async () => {
    // Under another name, the domain stands for any second one.
    const second = { ...domain, spec: { ...domain.spec, domain: "corner-shop" } };
    server = await serveHttp([domain, second], { control: "127.0.0.1:0" });
  });
  afterAll(() => server.close());

  const exchanged = blocks.filter((block) => block.info.startsWith("http "));
  it.each(exchanged.map((block) => [block.line, block] as const))(
    "of line %i",
    async (_, block) => {
      const { url, token } = server.control ?? { url: "", token: "" };
      const base = block.info === "http agent" ? server.url : url;
      const headers = {
        "Content-Type": "application/json",
        ...(block.info === "http agent" ? {} : { Authorization: `Bearer ${token}` }),
      };
      for (const { ask, method, target, body, status, answer } of exchanges(block.text)) {
        const reply = await request(
          base + filled(target, names),
          method,
          filled(body, names),
          headers,
        );
        expect([ask, reply.status]).toEqual([ask, status]);
        bind(answer, reply.json, names);
        expect(reply.json, ask).toMatchObject(pattern(answer, names) as object);
      }
    },
  );

  it.each(marked("sh curl").map((block) => [block.line, block] as const))(
    "by curl, of line %i",
    async (_, block) => {
      const { url, token } = server.control ?? { url: "", token: "" };
      const env = { ...process.env, CONTROL: url, TOKEN: token };
      const { stdout } = await run("bash", ["-c", block.text], { env });
      expect(JSON.parse(stdout)).toMatchObject({ episodes: [{ seed: 7 }, { maxCalls: 30 }] });
    },
  );
});

describe("the programs", () => {
  const parent = path.join(import.meta.dirname, ".tmp");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, "hosting-"));
  afterAll(() => rmSync(parent, { recursive: true, force: true }));

  const programs = marked("ts").map((block) => {
    const file = path.join(folder, `line-${block.line}.ts`);
    const code = block.text
      .replaceAll('"envfoundry/shared"', JSON.stringify(path.join(root, "shared/index.js")))
      .replaceAll(
        '"envfoundry/servers/credit-union"',
        JSON.stringify(path.join(root, "servers/credit-union/server.js")),
      );
    writeFileSync(file, code);
    return [block.line, file] as const;
  });

  it.each(programs)("of line %i runs, and its assertions hold", async (_, file) => {
    await import(pathToFileURL(file).href);
  });

  it("are typed as they should be", async () => {
    const config = path.join(folder, "tsconfig.json");
    const files = programs.map(([, file]) => file);
    writeFileSync(
      config,
      JSON.stringify({
        extends: path.join(root, "tsconfig.json"),
        include: [],
        files,
        exclude: [],
      }),
    );
    const tsc = path.join(root, "node_modules", "typescript", "bin", "tsc");
    const checked = run(process.execPath, [tsc, "-p", config], { cwd: folder });
    const output = await checked.then(
      ({ stdout }) => stdout,
      (error: { stdout: string }) => error.stdout,
    );
    // What else is wrong in the project is the type checker's own run to say.
    expect(output.split("\n").filter((line) => /^(error|line-)/.test(line))).toEqual([]);
  });
});

describe("the configuration blocks", () => {
  it("are what the command prints", () => {
    const [stdio, http] = marked("json").map((block) => JSON.parse(block.text) as unknown);
    const domain = ["credit-union"];
    const printed = JSON.stringify(clientConfig({ client: "claude-desktop", domain }));
    const root = path.join(import.meta.dirname, "..");
    expect(stdio).toEqual(JSON.parse(printed.replaceAll(root, "/path/to/envfoundry")));
    expect(http).toEqual(clientConfig({ client: "vscode", domain, url: "http://127.0.0.1:8972" }));
  });
});

describe("the tables", () => {
  it("name every option of serve and of an emitted server, its variable, and no other", async () => {
    const offered = async (...words: string[]): Promise<string[]> => {
      const { stdout } = await run(process.execPath, [...words, "--help"], { cwd: root });
      const options = [...stdout.matchAll(/^ +(?:-h, )?(--[a-z-]+) /gm)].map(
        ([, name = ""]) => name,
      );
      // The examples of the help begin with an option where a line of theirs is wrapped.
      return [...new Set(options)].filter((name) => !["--help", "--version"].includes(name)).sort();
    };
    const rows = table("option").map((row) => row.slice(0, 2).flatMap(quoted));
    const names = rows.map(([option = ""]) => option).sort();
    for (const [option = "", variable] of rows) {
      expect(variable).toBe(environmentName(option.slice(2)));
    }
    expect(await offered("bin/envfoundry.js", "serve")).toEqual(names);
    const emitted = await offered("--import", "tsx", "servers/credit-union/server.ts");
    expect(emitted).toEqual(names.filter((name) => !["--all", "--state", "--json"].includes(name)));
  });

  it("name every verb and where it is", () => {
    expect(table("verb").map((row) => row.slice(0, 2).flatMap(quoted))).toEqual(
      VERBS.map((verb) => [verb.name, `${verb.method} ${verb.path}`]),
    );
  });

  it("give every error the status that it has", () => {
    const rows = table("code").flatMap(([codes, statuses = ""]) => {
      const each = statuses.split(" ").map(Number);
      return quoted(codes).map((code, at) => [code, each.length === 1 ? each[0] : each[at]]);
    });
    for (const [code, status] of rows) {
      expect([code, STATUS_OF[String(code)] ?? 500]).toEqual([code, status]);
    }
    expect(rows.map(([code]) => code)).toEqual(expect.arrayContaining(Object.keys(STATUS_OF)));
  });

  it("state the limits that hold", () => {
    const figures = table("limit").map(([, figure]) => figure);
    const count = (value: number) => String(value).replace(/(?=(\d{3})+$)\B/g, ",");
    expect(figures).toEqual([
      `${MAX_MESSAGE_BYTES / 1024 ** 2} MiB; ${MAX_DEPTH} levels; ${MAX_BATCH} messages`,
      `${count(LIMITS.string)}; ${count(LIMITS.text)}; ${count(LIMITS.id)} UTF-16 units; ${count(LIMITS.list)} entries; ${count(STEP_BUDGET)}`,
      `32 MiB; the last ${count(DEFAULT_TRACE_LIMITS.calls)} calls and ${count(DEFAULT_TRACE_LIMITS.size)} UTF-16 units`,
    ]);
  });

  it("name every reserved code and every exit code", () => {
    const refusals = /\*\*Refusals\*\*[\s\S]*?\n\n/.exec(text)?.[0] ?? "";
    for (const code of RESERVED_REFUSAL_CODES) expect(refusals).toContain(code);
    const exits = /^Exit codes:[\s\S]*?\n\n/m.exec(text)?.[0] ?? "";
    expect(quoted(exits).map(Number)).toEqual(Object.values(EXIT));
  });
});

interface Exchange {
  readonly ask: string;
  readonly method: string;
  readonly target: string;
  readonly body: string | undefined;
  readonly status: number;
  readonly answer: unknown;
}

/** `METHOD /path BODY`, then `<- STATUS ANSWER`; an answer can take several lines. */
function exchanges(source: string): Exchange[] {
  const found = [
    ...source.matchAll(
      /^([A-Z]+) (\S+)(?: (.+))?\n<- (\d{3}) ([\s\S]+?)(?=\n[A-Z]+ \/|\n*$(?![\s\S]))/gm,
    ),
  ];
  const asked = source.match(/^[A-Z]+ \//gm)?.length;
  expect(found.length, "every request has an answer").toBe(asked);
  return found.map(([, method = "", target = "", body, status, answer = ""]) => ({
    ask: `${method} ${target} ${body ?? ""}`,
    method,
    target,
    body,
    status: Number(status),
    answer: JSON.parse(answer) as unknown,
  }));
}

/** Puts what names stand for into a path or a body. */
function filled<T extends string | undefined>(source: T, names: ReadonlyMap<string, unknown>): T {
  return source?.replace(/\$[a-z]+/g, (name) => String(names.get(name) ?? name)) as T;
}

/** Names that an answer shows for the first time stand for what is there from then on. */
function bind(shown: unknown, actual: unknown, names: Map<string, unknown>): void {
  if (typeof shown === "string") {
    if (/^\$[a-z]+$/.test(shown) && !names.has(shown)) names.set(shown, actual);
  } else if (typeof shown === "object" && shown !== null) {
    for (const [key, value] of Object.entries(shown)) {
      bind(value, (actual as Record<string, unknown> | undefined)?.[key], names);
    }
  }
}

/** What an answer must match. */
function pattern(shown: unknown, names: ReadonlyMap<string, unknown>): unknown {
  if (shown === "...") return expect.any(String);
  if (typeof shown === "string") return names.get(shown) ?? shown;
  if (Array.isArray(shown)) return shown.map((each) => pattern(each, names));
  if (typeof shown !== "object" || shown === null) return shown;
  return Object.fromEntries(
    Object.entries(shown).map(([key, value]) => [key, pattern(value, names)]),
  );
}
