import path from "node:path";
import type { Argv, CommandModule } from "yargs";
import { EXIT, type ExitCode } from "../shared/index.js";
import { renderDiagnostics } from "../synthesizer/language/index.js";
import {
  type EmitOptions,
  emitServer,
  type Loaded,
  loadFile,
  staleFiles,
  writeServer,
} from "../synthesizer/pipeline.js";
import { findDomain, listCatalogue } from "./catalogue.js";
import { fromEnvironment, usage } from "./options.js";
import { printJson, printLine, renderTable, withProgress } from "./output.js";
import { packageFacts } from "./package-root.js";

interface Finding {
  readonly code: string;
  readonly at: string;
  readonly message: string;
}

/** What `synth --json` prints. */
export interface SynthDocument {
  verified: { domain: string; path: string; ms: number; changed: string[] }[];
  quarantined: { domain: string; path: string; findings: Finding[] }[];
  rejected: number;
  ms: number;
}

interface SynthOptions {
  domain?: string[] | undefined;
  all: boolean;
  out?: string | undefined;
  check: boolean;
  json: boolean;
}

/** `envfoundry synth`: checks domain files and emits their servers. */
export function synthCommand(exit: (code: ExitCode) => void): CommandModule<object, SynthOptions> {
  return {
    command: "synth [domain..]",
    describe: "Check domain files and emit their MCP servers",
    builder: (yargs: Argv) =>
      yargs
        .positional("domain", {
          type: "string",
          array: true,
          describe: "Domain files, folders or names",
        })
        .option("all", {
          type: "boolean",
          default: fromEnvironment("all", "boolean") ?? false,
          describe: "Every domain of the package",
        })
        .option("out", {
          type: "string",
          default: fromEnvironment("out", "string"),
          describe:
            "Folder for the server (default: the domain file's own folder if it bears the domain's name, else ./servers/<domain>)",
        })
        .option("check", {
          type: "boolean",
          default: fromEnvironment("check", "boolean") ?? false,
          describe: "Write nothing; fail if what stands is not what would be emitted",
        })
        .example("$0 synth shop.yaml --out servers/shop", "emit one server")
        .example("$0 synth --all --check", "is everything up to date?") as Argv<SynthOptions>,
    handler: async (options) => {
      exit(await synth(options));
    },
  };
}

async function synth(options: SynthOptions): Promise<ExitCode> {
  const sources = chooseSources(options);
  const started = performance.now();
  const document: SynthDocument = { verified: [], quarantined: [], rejected: 0, ms: 0 };
  let stale = false;
  for (const [index, source] of sources.entries()) {
    await withProgress(`${index + 1}/${sources.length} ${source}`, async () => {
      const began = performance.now();
      const loaded = loadFile(source);
      if (!loaded.ok) {
        reject(document, loaded, options.json);
        return;
      }
      const out = path.resolve(options.out ?? defaultOut(source, loaded.domain.domain));
      const files = await emitServer(loaded, emitOptions(out));
      const changed = options.check ? await staleFiles(files, out) : await writeServer(files, out);
      if (options.check && changed.length > 0) stale = true;
      const ms = Math.round(performance.now() - began);
      document.verified.push({ domain: loaded.domain.domain, path: out, ms, changed });
    });
  }
  document.ms = Math.round(performance.now() - started);
  if (options.json) printJson(document);
  else printReport(document, options.check);
  if (document.rejected > 0) return EXIT.input;
  return stale ? EXIT.failed : EXIT.ok;
}

function chooseSources(options: SynthOptions): string[] {
  const named = options.domain ?? [];
  if (options.all === named.length > 0) {
    throw usage("synth takes domain files, or --all.");
  }
  if (options.out !== undefined && named.length !== 1) {
    throw usage("--out goes with exactly one domain.");
  }
  return options.all
    ? listCatalogue().map((entry) => entry.source)
    : named.map((word) => findDomain(word).source);
}

/** The folder that bears the domain's name is its home; anything else is emitted to ./servers. */
function defaultOut(source: string, domain: string): string {
  const home = path.dirname(path.resolve(source));
  return path.basename(home) === domain ? home : path.join("servers", domain);
}

/** Inside of the package code imports by path; elsewhere the server is a package of its own. */
function emitOptions(out: string): EmitOptions {
  const { root, version } = packageFacts();
  const inside = path.relative(root, out);
  const outside =
    inside.startsWith("..") || path.isAbsolute(inside) || inside.startsWith("node_modules");
  return outside
    ? { sharedImport: "envfoundry/shared", standalone: version }
    : {
        sharedImport: path.posix.join(
          ...path.relative(out, root).split(path.sep),
          "shared/index.js",
        ),
      };
}

function reject(
  document: SynthDocument,
  loaded: Extract<Loaded, { ok: false }>,
  json: boolean,
): void {
  document.rejected += 1;
  document.quarantined.push({
    domain: path.basename(path.dirname(path.resolve(loaded.file))),
    path: loaded.file,
    findings: loaded.diagnostics.map((finding) => ({
      code: finding.code,
      at: `${finding.at.file}:${finding.at.line}:${finding.at.column}`,
      message: finding.message,
    })),
  });
  if (!json) process.stderr.write(`${renderDiagnostics(loaded.diagnostics, loaded.text)}\n`);
}

function printReport(document: SynthDocument, check: boolean): void {
  if (document.verified.length > 0) {
    const rows = document.verified.map((entry) => [
      entry.domain,
      entry.changed.length === 0
        ? "current"
        : check
          ? `stale: ${entry.changed.join(", ")}`
          : `wrote ${entry.changed.join(", ")}`,
      entry.ms,
      displayPath(entry.path),
    ]);
    printLine(renderTable(["domain", "files", "ms", "path"], rows));
  }
  if (document.rejected > 0) {
    printLine(`${document.rejected} domain file(s) rejected; nothing was written for them.`);
  }
}

/** Relative where that is shorter to read: inside of the working folder. */
function displayPath(absolute: string): string {
  const relative = path.relative(process.cwd(), absolute);
  return relative.startsWith("..") ? absolute : relative || ".";
}
