#!/usr/bin/env node
/**
 * Harbor Credit Union: The member service desk of a credit union: accounts, transfers, wires,
 * cards, scheduled transfers, loans and disputed card purchases.
 */
import { pathToFileURL } from "node:url";
import { type Domain, recordedSeed, runServer } from "../../shared/index.js";
import { spec } from "./schema.js";
import { seed } from "./seed.js";
import { invariants, reactions, tools } from "./tools.js";

export const domain: Domain = {
  spec,
  tools,
  reactions,
  invariants,
  seed: recordedSeed(new URL("./seed.json", import.meta.url), seed),
};

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runServer(domain, process.argv.slice(2));
}
