/** From a checked domain to the files of its server. */
import * as runtime from "../../shared/runtime/index.js";
import { interpretDomain } from "../interpreter/index.js";
import type { IrDomain } from "../language/ir.js";
import type { EmittedFile } from "./emitted-file.js";
import { formatFiles } from "./format.js";
import { Model } from "./model.js";
import { emitReadme } from "./readme.js";
import { emitSchema } from "./schema-file.js";
import { emitSeed, seedJson } from "./seed-file.js";
import { emitServerFile } from "./server-file.js";
import { analyzeBodies, emitTools } from "./tools-file.js";

export interface EmitOptions {
  /** What emitted files import the shared runtime from. */
  readonly sharedImport?: string;
}

/**
 * The emitted server: `server.ts`, `schema.ts`, `tools.ts`, `seed.ts`, `seed.json` (seed 1, scale 1)
 * and `README.md`. The same domain gives the same bytes.
 *
 * @throws EnvFoundryError `seed_failed` when the domain's seed cannot be made; `formatter_failed`.
 */
export async function emitDomain(
  ir: IrDomain,
  options: EmitOptions = {},
): Promise<readonly EmittedFile[]> {
  return await formatFiles(emitSources(ir, options));
}

/** The same files before they are formatted. */
export function emitSources(ir: IrDomain, options: EmitOptions = {}): readonly EmittedFile[] {
  const sharedImport = options.sharedImport ?? "../../shared/index.js";
  const model = new Model(ir, [...Object.keys(runtime), "runServer"]);
  const bodies = analyzeBodies(model);
  const document = interpretDomain(ir).seed({ seed: 1, scale: 1 });
  return [
    { path: "server.ts", text: emitServerFile(model, sharedImport) },
    { path: "schema.ts", text: emitSchema(model, sharedImport) },
    { path: "tools.ts", text: emitTools(model, bodies, sharedImport) },
    { path: "seed.ts", text: emitSeed(model, bodies, sharedImport) },
    { path: "seed.json", text: seedJson(document) },
    { path: "README.md", text: emitReadme(model) },
  ];
}
