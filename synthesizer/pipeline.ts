/** The stages from a domain file to a published server, and the check that what stands is current. */
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { EnvFoundryError, EXIT } from "../shared/index.js";
import { type EmittedFile, emitDomain } from "./compiler/index.js";
import { type Diagnostic, type IrDomain, loadDomain, readDomainFile } from "./language/index.js";

/** A domain file that was read: the text, and either its meaning or what is wrong with it. */
export type Loaded =
  | { readonly ok: true; readonly file: string; readonly text: string; readonly domain: IrDomain }
  | {
      readonly ok: false;
      readonly file: string;
      readonly text: string;
      readonly diagnostics: readonly Diagnostic[];
    };

/**
 * Reads and checks a domain file. A file that cannot be read is an `EnvFoundryError`; a domain that
 * is wrong is data.
 */
export function loadFile(file: string): Loaded {
  const text = readDomainFile(file);
  const loaded = loadDomain(text, file);
  return loaded.ok
    ? { ok: true, file, text, domain: loaded.domain }
    : { ok: false, file, text, diagnostics: loaded.diagnostics };
}

export interface EmitOptions {
  /** What emitted code imports the shared runtime from: a relative path, or the package's name. */
  readonly sharedImport: string;
  /** For a server outside of this package: the version of the package that it depends on. */
  readonly standalone?: string | undefined;
}

/** Everything that belongs in a server's folder, the domain file included. Pure and deterministic. */
export async function emitServer(
  loaded: Extract<Loaded, { ok: true }>,
  options: EmitOptions,
): Promise<readonly EmittedFile[]> {
  const emitted = await emitDomain(loaded.domain, { sharedImport: options.sharedImport });
  const files = [{ path: "domain.yaml", text: loaded.text }, ...emitted];
  if (options.standalone === undefined) return files;
  return [...files, { path: "package.json", text: manifest(loaded.domain, options.standalone) }];
}

/** Makes a server's folder a package of its own, so that it runs wherever it lies. */
function manifest(domain: IrDomain, version: string): string {
  const document = {
    name: `${domain.domain}-environment`,
    private: true,
    type: "module",
    description: domain.title,
    scripts: { start: "tsx server.ts" },
    dependencies: { envfoundry: version, tsx: "^4.23.0" },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Names of the files that differ from what would be emitted, or are missing. */
export async function staleFiles(files: readonly EmittedFile[], out: string): Promise<string[]> {
  const stale: string[] = [];
  for (const file of files) {
    const standing = await readFile(path.join(out, file.path), "utf8").catch(() => null);
    if (standing !== file.text) stale.push(file.path);
  }
  return stale;
}

/**
 * Writes a server's files, each by way of a temporary name, so that an interrupted run leaves no
 * half-written file. Files that are already right are not touched.
 * @throws EnvFoundryError `unwritable` when the folder cannot be written.
 */
export async function writeServer(files: readonly EmittedFile[], out: string): Promise<string[]> {
  const stale = await staleFiles(files, out);
  try {
    await mkdir(out, { recursive: true });
    for (const file of files) {
      if (!stale.includes(file.path)) continue;
      const target = path.join(out, file.path);
      const draft = `${target}.draft`;
      try {
        await writeFile(draft, file.text);
        await rename(draft, target);
      } finally {
        await rm(draft, { force: true });
      }
    }
  } catch (cause) {
    throw new EnvFoundryError("unwritable", `Cannot write to ${out}: ${reason(cause)}.`, {
      hint: "Choose another folder with --out, or make this one writable.",
      exitCode: EXIT.environment,
      cause,
    });
  }
  return stale;
}

function reason(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
}
