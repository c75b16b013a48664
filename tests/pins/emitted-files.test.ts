import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import * as server from "../../servers/credit-union/server.js";
import { emitServer, loadFile } from "../../synthesizer/pipeline.js";

const folder = path.join(import.meta.dirname, "..", "..", "servers", "credit-union");

test("the files of a server", async () => {
  const loaded = loadFile(path.join(folder, "domain.yaml"));
  if (!loaded.ok) throw new Error(loaded.diagnostics.map((each) => each.message).join("\n"));
  const files = await emitServer(loaded, { sharedImport: "envfoundry/shared" });
  expect(files.map((file) => file.path).sort()).toEqual([
    "README.md",
    "domain.yaml",
    "schema.ts",
    "seed.json",
    "seed.ts",
    "server.ts",
    "tools.ts",
  ]);
});

test("what server.ts exports, and that it is a program", () => {
  expect(Object.keys(server)).toEqual(["domain"]);
  expect(Object.keys(server.domain)).toEqual(["spec", "tools", "reactions", "invariants", "seed"]);
  expect(readFileSync(path.join(folder, "server.ts"), "utf8").split("\n", 1)).toEqual([
    "#!/usr/bin/env node",
  ]);
});
