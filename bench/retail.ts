/**
 * The environment that the in-process figures are measured on: the recorded retail database where it
 * is at hand, with the server that is emitted from our own description of that domain.
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { type BaseState, createBase, type Domain, type StateDocument } from "../shared/index.js";
import { emitServer, loadFile, writeServer } from "../synthesizer/pipeline.js";

const root = path.join(import.meta.dirname, "..");
const recorded = path.join(root, "..", "shared", "oracles", "tau2-retail", "initial.json.gz");

export interface Retail {
  readonly domain: Domain;
  readonly base: BaseState;
  readonly document: StateDocument;
  /** Whether the recorded database is used; without it, the domain's own seed at scale 50. */
  readonly recorded: boolean;
}

export async function loadRetail(): Promise<Retail> {
  const source = path.join(root, "tests", "oracles", "tau2-retail", "domain.yaml");
  const loaded = loadFile(source);
  if (!loaded.ok) throw new Error(`${source} does not load`);
  const out = path.join(root, "bench", ".tmp", "retail");
  mkdirSync(out, { recursive: true });
  await writeServer(await emitServer(loaded, { sharedImport: "../../../shared/index.js" }), out);
  const module = (await import(pathToFileURL(path.join(out, "server.ts")).href)) as {
    domain: Domain;
  };
  const found = existsSync(recorded);
  const document = found
    ? (JSON.parse(gunzipSync(readFileSync(recorded)).toString("utf8")) as StateDocument)
    : module.domain.seed({ seed: 1, scale: 50 });
  const base = createBase(module.domain.spec, document);
  return { domain: module.domain, base, document, recorded: found };
}
