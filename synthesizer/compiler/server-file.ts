/** `server.ts`: the domain put together, and served when it is the main program. */
import type { Model } from "./model.js";
import { docComment, quote } from "./text.js";

export function emitServerFile(model: Model, sharedImport: string): string {
  return `#!/usr/bin/env node
${docComment(`${model.ir.title}: ${model.ir.summary}`)}import { pathToFileURL } from "node:url";
import { type Domain, recordedSeed, runServer } from ${quote(sharedImport)};
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
`;
}
