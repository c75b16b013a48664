/** What TypeScript says of emitted programs, all in one run of the compiler. */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { emitSources } from "../../synthesizer/compiler/emit.js";
import type { IrDomain } from "../../synthesizer/language/index.js";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, "../..");

/** The complaints about the programs; empty when there are none. They stand in `.tmp` meanwhile. */
export function typeErrors(programs: ReadonlyMap<string, IrDomain>, name = "checked"): string {
  const folder = path.join(HERE, ".tmp", name);
  rmSync(folder, { recursive: true, force: true });
  for (const [name, ir] of programs) {
    mkdirSync(path.join(folder, name), { recursive: true });
    const files = emitSources(ir, { sharedImport: "../../../../../shared/index.js" });
    for (const file of files) {
      if (/^(?:schema|tools|seed)\.ts$/.test(file.path)) {
        writeFileSync(path.join(folder, name, file.path), file.text);
      }
    }
  }
  const config = { extends: path.join(ROOT, "tsconfig.json"), include: ["*/*.ts"], exclude: [] };
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(config));
  try {
    const tsc = path.join(ROOT, "node_modules/typescript/bin/tsc");
    execFileSync(process.execPath, [tsc, "--noEmit", "-p", folder], { encoding: "utf8" });
    rmSync(folder, { recursive: true, force: true });
    return "";
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout ?? error);
  }
}
