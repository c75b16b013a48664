import { existsSync } from "node:fs";
import path from "node:path";
import type { Argv, CommandModule } from "yargs";
import { EXIT, type ExitCode } from "../shared/index.js";
import { countGuards, countWriteTools } from "../synthesizer/analysis/index.js";
import type { IrDomain } from "../synthesizer/language/index.js";
import {
  type CatalogueEntry,
  listCatalogue,
  loadEnvironment,
  readValid,
  serversFolder,
} from "./catalogue.js";
import { fromEnvironment } from "./options.js";
import { printJson, printLine, renderTable, withProgress } from "./output.js";

/** One row of `list --json`. */
export interface ListRow {
  domain: string;
  title: string;
  category: string;
  tools: number;
  writeTools: number;
  userTools: number;
  entities: number;
  records: number;
  invariants: number;
  rules: number;
  guards: number;
  tasks: number;
  certified: boolean;
}

interface ListOptions {
  servers: string;
  json: boolean;
}

/** `envfoundry list`: the catalogue with its figures. */
export function listCommand(exit: (code: ExitCode) => void): CommandModule<object, ListOptions> {
  return {
    command: "list",
    describe: "Show the domains that can be served",
    builder: (yargs: Argv) =>
      yargs
        .option("servers", {
          type: "string",
          default: fromEnvironment("servers", "string") ?? serversFolder(),
          defaultDescription: "the package's servers",
          describe: "Folder of servers",
        })
        .example("$0 list", "a table of domains")
        .example("$0 list --json", "the same for machines") as Argv<ListOptions>,
    handler: async (options) => {
      const entries = listCatalogue(options.servers);
      const rows: ListRow[] = await withProgress("reading domains", async (say) => {
        const found: ListRow[] = [];
        for (const entry of entries) {
          say(`reading ${entry.name}`);
          found.push(await describe(entry));
        }
        return found;
      });
      if (options.json) printJson(rows);
      else print(rows, options.servers);
      exit(EXIT.ok);
    },
  };
}

async function describe(entry: CatalogueEntry): Promise<ListRow> {
  const ir: IrDomain = readValid(entry.source).domain;
  const domain = await loadEnvironment(entry);
  const state = domain.seed({ seed: 1, scale: 1 });
  return {
    domain: ir.domain,
    title: ir.title,
    category: ir.category,
    tools: ir.tools.length,
    writeTools: countWriteTools(ir),
    userTools: ir.tools.filter((tool) => tool.actor === "user").length,
    entities: ir.entities.length,
    records: Object.values(state).reduce((sum, table) => sum + Object.keys(table).length, 0),
    invariants: ir.invariants.length,
    rules: ir.rules.length,
    guards: countGuards(ir),
    tasks: 0,
    certified: existsSync(path.join(entry.folder, "certificate.json")),
  };
}

function print(rows: readonly ListRow[], folder: string): void {
  if (rows.length === 0) {
    printLine(`No domains in ${folder}. Make one: envfoundry synth <domain.yaml>`);
    return;
  }
  printLine(
    renderTable(
      [
        "domain",
        "category",
        "tools",
        "write",
        "entities",
        "records",
        "invariants",
        "rules",
        "guards",
      ],
      rows.map((row) => [
        row.domain,
        row.category,
        row.tools,
        row.writeTools,
        row.entities,
        row.records,
        row.invariants,
        row.rules,
        row.guards,
      ]),
    ),
  );
}
