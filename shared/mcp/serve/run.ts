/** The main program of an emitted server: a few options, read without a library so that it starts at once. */
import { EnvFoundryError, EXIT } from "../../errors/index.js";
import type { Domain } from "../../runtime/index.js";
import { serveHttp, serveStdio } from "./lazy.js";
import type { ServeOptions } from "./options.js";

const HELP = `Serves this environment over MCP: on standard input and output, or over HTTP.

  --http HOST:PORT      serve over HTTP (PORT alone means 127.0.0.1; 0 takes a free port)
  --control HOST:PORT   open the control door there; its token is printed on standard error
  --token TEXT          the control door's token; made when not given
  --allow-hosts NAMES   names that clients may call this machine by, separated by commas
  --seed N              seed of the initial state (default 1)
  --scale N             scale of the initial state, 1 to 1000 (default 1)
  --persist FILE        keep what is done in this file
  --debug-state         let agents read the whole state as env://state
  --help                this text

Each can also be set in the environment: ENVFOUNDRY_HTTP, ENVFOUNDRY_DEBUG_STATE=1, ...
`;

const VALUED = ["http", "control", "token", "allow-hosts", "seed", "scale", "persist"] as const;
const FLAGS = ["debug-state", "help"] as const;
type Name = (typeof VALUED)[number] | (typeof FLAGS)[number];

/**
 * Serves the domain until the client goes or a signal comes, then ends the process: 0, 130 after an
 * interrupt, or the exit code of what went wrong, which is said on standard error.
 */
export async function runServer(
  domain: Domain,
  argv: readonly string[] = process.argv.slice(2),
): Promise<void> {
  try {
    const words = readWords(argv);
    if (words.has("help")) {
      process.stdout.write(HELP);
      return;
    }
    const options = optionsOf(words);
    const http = words.get("http");
    const server =
      http === undefined
        ? await serveStdio([domain], options)
        : await serveHttp([domain], { ...options, address: http });
    if ("url" in server) say(`${domain.spec.domain}: ${server.url}/${domain.spec.domain}/mcp`);
    if (server.control !== null) {
      say(`control: ${server.control.url}`);
      if (options.token === undefined) say(`token: ${server.control.token}`);
    }
    process.exit(await ending(server));
  } catch (error) {
    if (!(error instanceof EnvFoundryError)) throw error;
    say(`error: ${error.message}${error.hint === undefined ? "" : ` ${error.hint}`}`);
    process.exit(error.exitCode);
  }
}

/** The exit code, once the server has closed. A second signal ends the process at once. */
async function ending(server: { close(): Promise<void>; closed?: Promise<void> }): Promise<number> {
  const signal = new Promise<number>((resolve) => {
    process.once("SIGINT", () => resolve(EXIT.interrupted));
    process.once("SIGTERM", () => resolve(EXIT.ok));
  });
  const gone = server.closed?.then(() => EXIT.ok);
  const code = await (gone === undefined ? signal : Promise.race([signal, gone]));
  await server.close();
  return code;
}

function readWords(argv: readonly string[]): Map<Name, string> {
  const words = new Map<Name, string>();
  for (const name of [...VALUED, ...FLAGS]) {
    const value = process.env[`ENVFOUNDRY_${name.replaceAll("-", "_").toUpperCase()}`];
    if (value === undefined || value === "" || name === "help") continue;
    if (isFlag(name) && /^(0|false|no|off)$/i.test(value)) continue;
    words.set(name, value);
  }
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, text = "", inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const name = [...VALUED, ...FLAGS].find((each) => each === text);
    if (name === undefined) throw usage(`There is no option ${JSON.stringify(word)}.`);
    const value = isFlag(name) ? "" : (inline ?? rest.shift());
    if (value === undefined) throw usage(`--${name} needs a value.`);
    words.set(name, value);
  }
  return words;
}

function optionsOf(words: ReadonlyMap<Name, string>): ServeOptions {
  return {
    seed: wholeOf(words, "seed"),
    scale: wholeOf(words, "scale"),
    persist: words.get("persist"),
    debugState: words.has("debug-state"),
    control: words.get("control"),
    token: words.get("token"),
    allowedHosts: words.get("allow-hosts")?.split(","),
  };
}

function wholeOf(words: ReadonlyMap<Name, string>, name: "seed" | "scale"): number | undefined {
  const text = words.get(name);
  if (text === undefined) return undefined;
  const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  const fits = Number.isSafeInteger(value) && (name === "seed" || (value >= 1 && value <= 1_000));
  if (!fits)
    throw usage(`--${name} takes a whole number${name === "scale" ? " from 1 to 1000" : ""}.`);
  return value;
}

function isFlag(name: Name): boolean {
  return (FLAGS as readonly string[]).includes(name);
}

function usage(message: string): EnvFoundryError {
  return new EnvFoundryError("usage", message, { hint: "See --help.", exitCode: EXIT.usage });
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
