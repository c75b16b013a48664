import type { Argv, CommandModule } from "yargs";
import { type Domain, EXIT, type ExitCode, serveHttp, serveStdio } from "../shared/index.js";
import { findDomain, listCatalogue, loadEnvironment } from "./catalogue.js";
import { fromEnvironment, parseWhole, usage } from "./options.js";
import { note, printJson } from "./output.js";
import { readStateDocument } from "./state-file.js";

interface ServeCommandOptions {
  domain?: string[] | undefined;
  all: boolean;
  http?: string | undefined;
  control?: string | undefined;
  token?: string | undefined;
  "allow-hosts"?: string | undefined;
  seed?: string | undefined;
  scale?: string | undefined;
  state?: string | undefined;
  persist?: string | undefined;
  "debug-state": boolean;
  json: boolean;
}

/** What `serve --json` prints once the server listens. */
export interface ServeDocument {
  /** The agent's door of each domain, a fresh episode per session. */
  urls: Record<string, string>;
  /** All domains on one endpoint, tools prefixed by domain; null over stdio. */
  url: string | null;
  control: { url: string; token: string } | null;
}

/** `envfoundry serve`: domains as MCP servers, over stdio or HTTP. */
export function serveCommand(
  exit: (code: ExitCode) => void,
): CommandModule<object, ServeCommandOptions> {
  const text = (option: string, describe: string) => ({
    type: "string" as const,
    requiresArg: true,
    default: fromEnvironment(option, "string"),
    describe,
  });
  const flag = (option: string, describe: string) => ({
    type: "boolean" as const,
    default: fromEnvironment(option, "boolean") ?? false,
    describe,
  });
  return {
    command: "serve [domain..]",
    describe: "Serve domains over MCP (stdio unless --http)",
    builder: (yargs: Argv) =>
      yargs
        .positional("domain", {
          type: "string",
          array: true,
          describe: "Names, folders or files of domains",
        })
        .option("all", flag("all", "Every domain of the package"))
        .option("http", text("http", "Serve over HTTP on HOST:PORT (PORT 0 takes a free one)"))
        .option("control", text("control", "Open the control plane on HOST:PORT"))
        .option("token", text("token", "The control plane's bearer token (made if not given)"))
        .option(
          "allow-hosts",
          text("allow-hosts", "Names by which clients may call this machine, beside loopback"),
        )
        .option("seed", text("seed", "Seed of the initial state (default 1)"))
        .option("scale", text("scale", "Scale of the initial state, 1 to 1000 (default 1)"))
        .option("state", text("state", "Start from this state document instead of the seed"))
        .option("persist", text("persist", "Keep one episode in this file between runs"))
        .option("debug-state", flag("debug-state", "Let agents read the whole state (env://state)"))
        .example("$0 serve corner-shop", "one domain on stdio")
        .example(
          "$0 serve --all --http 127.0.0.1:8972 --control 127.0.0.1:8973",
          "everything over HTTP, with the control plane",
        ) as unknown as Argv<ServeCommandOptions>,
    handler: async (options) => {
      exit(await serve(options));
    },
  };
}

async function serve(options: ServeCommandOptions): Promise<ExitCode> {
  const common = {
    seed: wholeOf("seed", options.seed, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    scale: wholeOf("scale", options.scale, 1, 1000),
    persist: options.persist,
    debugState: options["debug-state"],
    control: options.control,
    token: options.token,
    allowedHosts: options["allow-hosts"]?.split(",").map((name) => name.trim()),
  };
  const domains = await chooseDomains(options);
  const names = domains.map((domain) => domain.spec.domain);
  if (options.http === undefined) {
    if (options.json && options.control === undefined) {
      throw usage(
        "--json goes with --http or --control: on stdio, standard output is the protocol's.",
      );
    }
    const server = await serveStdio(domains, common);
    announceControl(server.control, options.token);
    return await ending(server);
  }
  const server = await serveHttp(domains, { ...common, address: options.http });
  const urls = Object.fromEntries(names.map((name) => [name, `${server.url}/${name}/mcp`]));
  if (options.json) {
    const document: ServeDocument = { urls, url: `${server.url}/mcp`, control: server.control };
    printJson(document);
  } else {
    for (const [name, url] of Object.entries(urls)) note(`${name}: ${url}`);
    if (names.length > 1) note(`all: ${server.url}/mcp`);
    announceControl(server.control, options.token);
  }
  return await ending(server);
}

function announceControl(
  control: { readonly url: string; readonly token: string } | null,
  given: string | undefined,
): void {
  if (control === null) return;
  note(`control: ${control.url} (described by ${control.url}/openapi.json)`);
  if (given === undefined) note(`token: ${control.token}`);
}

async function chooseDomains(options: ServeCommandOptions): Promise<Domain[]> {
  const named = options.domain ?? [];
  if (options.all === named.length > 0) throw usage("serve takes domains, or --all.");
  const entries = options.all ? listCatalogue() : named.map((word) => findDomain(word));
  const domains = await Promise.all(entries.map((entry) => loadEnvironment(entry)));
  const [only] = domains;
  if (options.state === undefined) return domains;
  if (domains.length !== 1 || only === undefined) {
    throw usage("--state goes with exactly one domain.");
  }
  const document = readStateDocument(options.state);
  return [{ ...only, seed: () => document }];
}

function wholeOf(
  option: string,
  text: string | undefined,
  low: number,
  high: number,
): number | undefined {
  return text === undefined ? undefined : parseWhole(option, text, low, high);
}

/** Waits for the client to go or a signal to come, closes, and gives the exit code. */
async function ending(server: {
  close(): Promise<void>;
  readonly closed?: Promise<void>;
}): Promise<ExitCode> {
  const signal = new Promise<ExitCode>((resolve) => {
    process.once("SIGINT", () => resolve(EXIT.interrupted));
    process.once("SIGTERM", () => resolve(EXIT.ok));
  });
  const gone = server.closed?.then((): ExitCode => EXIT.ok);
  const code = await (gone === undefined ? signal : Promise.race([signal, gone]));
  await server.close();
  return code;
}
