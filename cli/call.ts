import { readFileSync } from "node:fs";
import type { Argv, CommandModule } from "yargs";
import {
  callTool,
  createBase,
  EXIT,
  type ExitCode,
  openState,
  prepareDomain,
} from "../shared/index.js";
import { findDomain, loadEnvironment } from "./catalogue.js";
import { fromEnvironment, parseWhole } from "./options.js";
import { printJson, printLine } from "./output.js";
import { parseJson, readStateDocument, readText } from "./state-file.js";

interface CallOptions {
  domain: string;
  tool: string;
  arguments?: string | undefined;
  seed: string;
  scale: string;
  state?: string | undefined;
  json: boolean;
}

/** `envfoundry call`: one tool call on a fresh state, for people who are trying a domain. */
export function callCommand(exit: (code: ExitCode) => void): CommandModule<object, CallOptions> {
  return {
    command: "call <domain> <tool> [arguments]",
    describe: "Call one tool on a fresh state and print what it answers",
    builder: (yargs: Argv) =>
      yargs
        .positional("domain", {
          type: "string",
          demandOption: true,
          describe: "Name, folder or file of a domain",
        })
        .positional("tool", { type: "string", demandOption: true, describe: "The tool" })
        .positional("arguments", {
          type: "string",
          describe: "A JSON object, @FILE, or - for standard input (default {})",
        })
        .option("seed", {
          type: "string",
          default: fromEnvironment("seed", "string") ?? "1",
          describe: "Seed of the initial state",
        })
        .option("scale", {
          type: "string",
          default: fromEnvironment("scale", "string") ?? "1",
          describe: "Scale of the initial state (1 to 1000)",
        })
        .option("state", {
          type: "string",
          default: fromEnvironment("state", "string"),
          describe: "Start from this state document {table: {id: record}} instead of the seed",
        })
        .example(`$0 call corner-shop find_customer '{"email":"ada@example.org"}'`, "one call")
        .example(
          "$0 call ./shop.yaml list_products",
          "a domain file, run by the interpreter",
        ) as Argv<CallOptions>,
    handler: async (options) => {
      exit(await call(options));
    },
  };
}

async function call(options: CallOptions): Promise<ExitCode> {
  const seed = parseWhole("seed", options.seed, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  const scale = parseWhole("scale", options.scale, 1, 1000);
  const args = readArguments(options.arguments);
  const domain = await loadEnvironment(findDomain(options.domain));
  const document =
    options.state === undefined ? domain.seed({ seed, scale }) : readStateDocument(options.state);
  const base = createBase(domain.spec, document);
  const outcome = callTool(
    prepareDomain(domain),
    openState(base),
    { now: domain.spec.now },
    options.tool,
    args,
  );
  if (options.json) {
    printJson(
      outcome.ok
        ? {
            domain: domain.spec.domain,
            tool: options.tool,
            ok: true,
            result: outcome.result,
            changed: outcome.changed,
          }
        : {
            domain: domain.spec.domain,
            tool: options.tool,
            ok: false,
            code: outcome.code,
            message: outcome.message,
            ...(outcome.returned ? { returned: { error: outcome.message } } : {}),
          },
    );
  } else if (outcome.ok) {
    printLine(
      typeof outcome.result === "string" ? outcome.result : JSON.stringify(outcome.result, null, 2),
    );
  } else {
    process.stderr.write(`refused: ${outcome.message} [${outcome.code}]\n`);
  }
  return outcome.ok ? EXIT.ok : EXIT.failed;
}

function readArguments(word: string | undefined): unknown {
  if (word === undefined) return {};
  const text =
    word === "@-" ? readFileSync(0, "utf8") : word.startsWith("@") ? readText(word.slice(1)) : word;
  return parseJson(text, "The tool's arguments are");
}
