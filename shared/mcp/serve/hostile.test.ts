/**
 * What no client should send, through both doors: a process on stdio, and HTTP. Each gets an answer
 * with a stable code, leaves every state as it was, and the same server answers the next one.
 */
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INITIALIZE, post } from "../testing/http.js";
import { notesDomain } from "../testing/notes.js";
import { type HttpServer, serveHttp } from "./http.js";

/** The text of a call. Arguments are text, since JSON has more ways of being wrong than values have. */
function callOf(name: string, args: string): string {
  return `{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":${JSON.stringify(name)},"arguments":${args}}}`;
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came back
type Answer = any;

interface Door {
  /** Sends a message as it stands and gives back the answer to it. */
  ask(message: string): Promise<Answer>;
  /** The whole state, and that of everybody else. */
  states(): Promise<unknown>;
}

async function overHttp(): Promise<Door & { close(): Promise<void> }> {
  const server: HttpServer = await serveHttp([notesDomain()], { debugState: true });
  const made = server.host.create({ domains: "notes", count: 2 });
  const [own = "", other = ""] = made.map((each) => each.episode);
  const url = `${server.url}/episodes/${own}/mcp`;
  return {
    ask: async (message) => (await post(url, message)).json,
    states: async () => [own, other].map((id) => server.host.state(id, { document: true })),
    close: () => server.close(),
  };
}

async function overStdio(): Promise<Door & { close(): Promise<void> }> {
  const main = path.join(import.meta.dirname, "../testing/notes-main.ts");
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", main, "--debug-state"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (child.stdout === null) throw new Error("the process has no output");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (message: string): Promise<Answer> => {
    child.stdin?.write(`${message}\n`);
    return JSON.parse((await lines.next()).value);
  };
  await ask(JSON.stringify(INITIALIZE));
  return {
    ask,
    states: async () => {
      const uri = JSON.stringify({ uri: "env://state" });
      return ask(`{"jsonrpc":"2.0","id":3,"method":"resources/read","params":${uri}}`);
    },
    close: async () => {
      const ended = new Promise((resolve) => child.on("close", resolve));
      child.stdin?.end();
      expect(await ended).toBe(0);
    },
  };
}

const MIB = 1_048_576;
const refused = (code: string) => ({
  result: { isError: true, _meta: { "envfoundry/code": code } },
});
const failed = (code: number) => ({ error: { code } });
const unknownTool = { error: { code: -32602, data: { code: "unknown_tool" } } };

/** What is sent, and what must come back. */
const HOSTILE: readonly (readonly [name: string, message: string, answer: object])[] = [
  ["1 MiB of garbage as arguments", callOf("read_note", "x".repeat(MIB)), failed(-32700)],
  ["1 MiB of text", callOf("read_note", `"${"x".repeat(MIB)}"`), refused("invalid_arguments")],
  [
    "1 MiB as one argument",
    callOf("read_note", `{"name":"${"x".repeat(MIB)}"}`),
    refused("invalid_arguments"),
  ],
  [
    "1 MiB of numbers",
    callOf("read_note", `[${"1,".repeat(MIB / 2)}1]`),
    refused("invalid_arguments"),
  ],
  [
    "1 MiB as the key of an argument",
    callOf("read_note", `{"${"x".repeat(MIB)}":1}`),
    refused("invalid_arguments"),
  ],
  ["the tool __proto__", callOf("__proto__", "{}"), unknownTool],
  ["the tool constructor", callOf("constructor", "{}"), unknownTool],
  ["the tool toString", callOf("toString", "{}"), unknownTool],
  ["a tool under an unlisted name", callOf("notes_read_note", '{"name":"first"}'), unknownTool],
  [
    "the argument __proto__",
    callOf("read_note", '{"__proto__":{"name":"first"}}'),
    refused("invalid_arguments"),
  ],
  [
    "the argument __proto__ beside what is needed",
    callOf("read_note", '{"name":"first","__proto__":{"admin":true}}'),
    refused("invalid_arguments"),
  ],
  [
    "the argument constructor",
    callOf("read_note", '{"name":"first","constructor":1}'),
    refused("invalid_arguments"),
  ],
  ["the record __proto__", callOf("read_note", '{"name":"__proto__"}'), refused("note_not_found")],
  [
    "the record constructor",
    callOf("read_note", '{"name":"constructor"}'),
    refused("note_not_found"),
  ],
  [
    "100,000 levels",
    callOf("read_note", `${"[".repeat(100_000)}${"]".repeat(100_000)}`),
    failed(-32600),
  ],
  [
    "60 levels",
    callOf("read_note", `${'{"name":'.repeat(60)}1${"}".repeat(60)}`),
    refused("invalid_arguments"),
  ],
  ["NaN", callOf("weigh", '{"weight":NaN}'), failed(-32700)],
  ["Infinity", callOf("weigh", '{"weight":-Infinity}'), failed(-32700)],
  ["1e999", callOf("weigh", '{"weight":1e999}'), refused("invalid_arguments")],
  [
    "1e999 in a map",
    callOf("write_note", '{"name":"x","tags":{"a":1e999}}'),
    refused("invalid_arguments"),
  ],
  [
    "an integer that is not safe",
    callOf("write_note", '{"name":"x","tags":{"a":9007199254740993}}'),
    refused("invalid_arguments"),
  ],
  [
    "a fraction where an integer belongs",
    callOf("write_note", '{"name":"x","tags":{"a":0.5}}'),
    refused("invalid_arguments"),
  ],
  ["the text NaN", callOf("weigh", '{"weight":"NaN"}'), refused("invalid_arguments")],
  ["an argument twice", callOf("read_note", '{"name":"first","name":"first"}'), failed(-32600)],
  [
    "a map key twice",
    callOf("write_note", '{"name":"x","tags":{"a":1,"\\u0061":2}}'),
    failed(-32600),
  ],
  [
    "arguments twice",
    '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"read_note","arguments":{},"arguments":{"name":"first"}}}',
    failed(-32600),
  ],
];

describe.each([
  ["stdio", overStdio],
  ["HTTP", overHttp],
] as const)("over %s", (_, open) => {
  let door: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    door = await open();
  });
  afterAll(() => door.close());

  it.each(HOSTILE)("%s", async (_, message, answer) => {
    const before = await door.states();
    const answered = await door.ask(message);
    expect(answered).toMatchObject(answer);
    expect(JSON.stringify(answered).length).toBeLessThan(2_000);
    expect(await door.states()).toEqual(before);
    expect(await door.ask(callOf("read_note", '{"name":"first"}'))).toMatchObject({
      result: { structuredContent: { name: "first", tags: { one: 1 } } },
    });
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty", " ", "\u2028"])(
    "%j is an ordinary id of a record and key of a map",
    async (name) => {
      const text = JSON.stringify(name);
      const note = `{"name":${text},"tags":{${text}:7,"b":-0}}`;
      const written = await door.ask(callOf("write_note", note));
      const read = await door.ask(callOf("read_note", `{"name":${text}}`));
      const plain = note.replace("-0", "0");
      expect(JSON.stringify(read.result.structuredContent)).toBe(plain);
      expect(read.result).toEqual(written.result);
      expect(await door.ask(callOf("write_note", note))).toMatchObject(refused("duplicate_id"));
    },
  );

  it("a negative zero is a zero", async () => {
    const { result } = await door.ask(callOf("weigh", '{"weight":-0}'));
    expect(result).toEqual({
      content: [{ type: "text", text: "0" }],
      structuredContent: { result: 0 },
    });
  });
});
