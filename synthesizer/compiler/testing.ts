/** Shared by the compiler's tests: loading fixtures, emitting, running two domains side by side. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  callTool,
  checkInvariants,
  createBase,
  type Domain,
  type DomainState,
  openState,
  prepareDomain,
  type StateDocument,
} from "../../shared/index.js";
import { type IrDomain, loadDomain, renderDiagnostics } from "../language/index.js";
import { type EmittedFile, emitDomain } from "./index.js";

export const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, "../..");

export function fixture(name: string): string {
  return readFileSync(path.join(HERE, "fixtures", name, "domain.yaml"), "utf8");
}

export function load(text: string, name = "domain.yaml"): IrDomain {
  const loaded = loadDomain(text, name);
  if (!loaded.ok) throw new Error(renderDiagnostics(loaded.diagnostics, text));
  return loaded.domain;
}

/**
 * Emits into a folder that git, the linter and the compiler pass over, beside this file or in
 * another folder two levels below the root.
 */
export async function emitInto(ir: IrDomain, name: string, beside = HERE): Promise<string> {
  const folder = path.join(beside, ".tmp", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of await emitDomain(ir, { sharedImport: "../../../../shared/index.js" })) {
    writeFileSync(path.join(folder, file.path), file.text);
  }
  return folder;
}

export async function importDomain(folder: string): Promise<Domain> {
  const module = (await import(pathToFileURL(path.join(folder, "server.ts")).href)) as {
    domain: Domain;
  };
  return module.domain;
}

/** What tsc says about the folder; empty when it is content. */
export function typeErrors(folder: string): string {
  const config = path.join(folder, "tsconfig.json");
  writeFileSync(
    config,
    JSON.stringify({ extends: path.join(ROOT, "tsconfig.json"), include: ["*.ts"], exclude: [] }),
  );
  return output("node_modules/typescript/bin/tsc", ["-p", config]);
}

/** What the project's linter and formatter say about the files; empty when they are content. */
export function lintErrors(files: readonly EmittedFile[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), "envfoundry-lint-"));
  try {
    const { formatter, linter } = JSON.parse(readFileSync(path.join(ROOT, "biome.json"), "utf8"));
    const plugins = [path.join(ROOT, "lint/determinism.grit")];
    const settings = { root: true, formatter, linter, plugins };
    writeFileSync(path.join(folder, "biome.json"), JSON.stringify(settings));
    const sources = path.join(folder, "src");
    mkdirSync(sources);
    for (const file of files) {
      if (file.path.endsWith(".ts")) writeFileSync(path.join(sources, file.path), file.text);
    }
    const args = ["check", "--error-on-warnings", `--config-path=${folder}`, sources];
    return output("node_modules/@biomejs/biome/bin/biome", args);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function output(program: string, args: readonly string[], input = ""): string {
  try {
    execFileSync(process.execPath, [path.join(ROOT, program), ...args], {
      cwd: ROOT,
      input,
      encoding: "utf8",
    });
    return "";
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return `${stdout}${stderr}`;
  }
}

export interface Step {
  readonly tool: string;
  readonly args: unknown;
}

/** A domain with a state of its own. */
export class Running {
  readonly #prepared;
  readonly state: DomainState;
  readonly clock: { now: string };

  constructor(
    readonly domain: Domain,
    document: StateDocument,
  ) {
    this.#prepared = prepareDomain(domain);
    this.state = openState(createBase(domain.spec, document, { freeze: true }));
    this.clock = { now: domain.spec.now };
  }

  /** Everything that can be seen of a call: its outcome, the state and clock after it. */
  call({ tool, args }: Step): unknown {
    const outcome = callTool(this.#prepared, this.state, this.clock, tool, args);
    return {
      outcome: JSON.parse(JSON.stringify(outcome)) as unknown,
      state: this.state.document(),
      now: this.clock.now,
      broken: checkInvariants(this.#prepared, this.state, this.clock),
    };
  }
}
