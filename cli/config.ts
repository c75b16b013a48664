import path from "node:path";
import type { Argv, CommandModule } from "yargs";
import { EXIT, type ExitCode } from "../shared/index.js";
import { findDomain, listCatalogue } from "./catalogue.js";
import { fromEnvironment, usage } from "./options.js";
import { printJson, printLine } from "./output.js";
import { packageFacts } from "./package-root.js";

const CLIENTS = ["claude-desktop", "cursor", "vscode", "inspector"] as const;
type Client = (typeof CLIENTS)[number];

interface ConfigOptions {
  client: Client;
  domain?: string[] | undefined;
  url?: string | undefined;
  seed?: string | undefined;
  json: boolean;
}

/** Where a client keeps its configuration, for the hint that people read. */
const PLACES: Readonly<Record<Client, string>> = {
  "claude-desktop": "claude_desktop_config.json (Settings > Developer > Edit Config)",
  cursor: ".cursor/mcp.json in the project, or ~/.cursor/mcp.json",
  vscode: ".vscode/mcp.json in the workspace",
  inspector: "mcp.json; then: npx @modelcontextprotocol/inspector --config mcp.json",
};

/** `envfoundry config`: the block that plugs domains into an MCP client. */
export function configCommand(
  exit: (code: ExitCode) => void,
): CommandModule<object, ConfigOptions> {
  return {
    command: "config <client> [domain..]",
    describe: "Print the configuration block for an MCP client",
    builder: (yargs: Argv) =>
      yargs
        .positional("client", { choices: CLIENTS, demandOption: true, describe: "The client" })
        .positional("domain", {
          type: "string",
          array: true,
          describe: "Domains (default: all of the package)",
        })
        .option("url", {
          type: "string",
          default: fromEnvironment("url", "string"),
          describe:
            "A server that already runs (serve --http); default: the client starts its own over stdio",
        })
        .option("seed", {
          type: "string",
          default: fromEnvironment("seed", "string"),
          describe: "Seed of the initial state",
        })
        .example(
          "$0 config claude-desktop corner-shop",
          "let Claude Desktop start the domain over stdio",
        )
        .example(
          "$0 config vscode corner-shop --url http://127.0.0.1:8972",
          "use a running server",
        ) as unknown as Argv<ConfigOptions>,
    handler: (options) => {
      const document = clientConfig(options);
      if (options.json) {
        printJson(document);
      } else {
        process.stderr.write(`Goes to ${PLACES[options.client]}\n`);
        printLine(JSON.stringify(document, null, 2));
      }
      exit(EXIT.ok);
    },
  };
}

/** The configuration document: VS Code calls its block `servers`, the others `mcpServers`. */
export function clientConfig(
  options: Omit<ConfigOptions, "json">,
): Record<string, Record<string, unknown>> {
  const words =
    options.domain === undefined || options.domain.length === 0
      ? listCatalogue().map((entry) => entry.name)
      : options.domain;
  const base = options.url === undefined ? null : baseUrl(options.url);
  const servers = Object.fromEntries(
    words.map((word) =>
      base === null
        ? stdioServer(word, options.seed)
        : [word, { type: "http", url: `${base}/${word}/mcp` }],
    ),
  );
  return options.client === "vscode" ? { servers } : { mcpServers: servers };
}

/** By absolute paths: a client starts its servers from a folder of its own. */
function stdioServer(word: string, seed: string | undefined): [string, Record<string, unknown>] {
  const entry = findDomain(word);
  const { root } = packageFacts();
  const own = path.dirname(entry.folder) === path.join(root, "servers");
  const target = own ? entry.name : entry.emitted ? entry.folder : entry.source;
  const args = [
    path.join(root, "bin", "envfoundry.js"),
    "serve",
    target,
    ...(seed === undefined ? [] : ["--seed", seed]),
  ];
  const name = entry.name.replace(/\.ya?ml$/, "");
  return [name, { type: "stdio", command: "node", args }];
}

function baseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw usage(`--url takes an http address such as http://127.0.0.1:8972, not "${text}".`);
  }
  return url.href.replace(/\/+$/, "");
}
