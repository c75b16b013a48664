#!/usr/bin/env node
// In a checkout the sources run (through tsx); in the published package the build does.
import { existsSync } from "node:fs";

const sources = new URL("../cli/main.ts", import.meta.url);
if (existsSync(sources)) {
  const { register } = await import("tsx/esm/api");
  register();
  const { main } = await import(sources.href);
  await main(process.argv.slice(2));
} else {
  const { main } = await import("../dist/cli.js");
  await main(process.argv.slice(2));
}
