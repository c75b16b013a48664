/** Finding domains by name or path, and loading them as runnable environments. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { register } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Domain, EnvFoundryError } from "../shared/index.js";
import { interpretDomain } from "../synthesizer/interpreter/index.js";
import { nearest, renderDiagnostics } from "../synthesizer/language/index.js";
import { type Loaded, loadFile } from "../synthesizer/pipeline.js";
import { packageFacts } from "./package-root.js";

/** A domain of the catalogue: a folder that holds `domain.yaml` and, once emitted, `server.ts`. */
export interface CatalogueEntry {
  readonly name: string;
  readonly folder: string;
  readonly source: string;
  readonly emitted: boolean;
}

/** The folder of servers that comes with the package. */
export function serversFolder(): string {
  return path.join(packageFacts().root, "servers");
}

/** The domains of a folder of servers, by name. A missing folder holds none. */
export function listCatalogue(folder: string = serversFolder()): CatalogueEntry[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const entry = entryAt(path.join(folder, name));
      return entry === null ? [] : [entry];
    });
}

/**
 * The entry that a word of the command line means: a name of the catalogue or of `./servers`, a
 * folder with a domain, or a domain file.
 * @throws EnvFoundryError `unknown_domain`
 */
export function findDomain(word: string, folder: string = serversFolder()): CatalogueEntry {
  const named = listCatalogue(folder).find((entry) => entry.name === word);
  if (named !== undefined) return named;
  const local = /^[a-z][a-z0-9-]*$/.test(word) ? entryAt(path.resolve("servers", word)) : null;
  if (local !== null) return local;
  if (existsSync(word)) {
    if (statSync(word).isDirectory()) {
      const entry = entryAt(path.resolve(word));
      if (entry !== null) return entry;
      throw new EnvFoundryError("unknown_domain", `The folder ${word} holds no domain.yaml.`, {
        hint: "Name a domain file or a folder made by `envfoundry synth`.",
      });
    }
    const source = path.resolve(word);
    return { name: path.basename(word), folder: path.dirname(source), source, emitted: false };
  }
  const names = listCatalogue(folder).map((entry) => entry.name);
  const near = nearest(word, names);
  throw new EnvFoundryError(
    "unknown_domain",
    `There is no domain "${word}".${near === undefined ? "" : ` Did you mean "${near}"?`}`,
    {
      hint:
        names.length === 0
          ? "Name a domain file."
          : `Known: ${names.join(", ")}; a domain file or folder can be named too.`,
    },
  );
}

function entryAt(folder: string): CatalogueEntry | null {
  const source = path.join(folder, "domain.yaml");
  if (!existsSync(source)) return null;
  const emitted = existsSync(path.join(folder, "server.ts"));
  return { name: path.basename(folder), folder, source, emitted };
}

/**
 * Loads the runnable environment: the emitted server where there is one, else the interpreter on
 * the domain file.
 */
export async function loadEnvironment(entry: CatalogueEntry): Promise<Domain> {
  if (!entry.emitted) return interpretDomain(readValid(entry.source).domain);
  const module: unknown = await importServer(entry);
  if (typeof module === "object" && module !== null && "domain" in module) {
    return module.domain as Domain;
  }
  throw new EnvFoundryError("not_a_server", `${entry.folder}/server.ts exports no domain.`, {
    hint: "Emit it again with `envfoundry synth`.",
  });
}

/** Reads a domain file that must be right; what is wrong with it is the error's text. */
export function readValid(file: string): Extract<Loaded, { ok: true }> {
  const loaded = loadFile(file);
  if (loaded.ok) return loaded;
  throw new EnvFoundryError(
    "invalid_domain",
    `${file} is not a valid domain.\n${renderDiagnostics(loaded.diagnostics, loaded.text)}`,
  );
}

async function importServer(entry: CatalogueEntry): Promise<unknown> {
  const { root, fromSources } = packageFacts();
  const own = path.join(root, "servers") === path.dirname(entry.folder);
  if (own && !fromSources) {
    const built = path.join(root, "dist", "servers", entry.name, "server.js");
    if (existsSync(built)) return import(pathToFileURL(built).href);
  }
  const file = pathToFileURL(path.join(entry.folder, "server.ts")).href;
  if (!own) provideShared();
  if (fromSources) return import(file);
  const { tsImport } = await import("tsx/esm/api");
  return tsImport(file, import.meta.url);
}

let provided = false;

/**
 * Lets servers outside of the package import `envfoundry/shared` from this very installation, so
 * that they run wherever they were emitted to.
 */
function provideShared(): void {
  if (provided) return;
  provided = true;
  const { root, fromSources } = packageFacts();
  const shared = pathToFileURL(
    path.join(root, fromSources ? "shared/index.ts" : "dist/shared/index.js"),
  ).href;
  const hook = `export const resolve = (specifier, context, next) =>
    specifier === "envfoundry/shared" ? { url: ${JSON.stringify(shared)}, shortCircuit: true } : next(specifier, context);`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
}
