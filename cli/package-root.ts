import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { EnvFoundryError, EXIT } from "../shared/index.js";

/** What the command line needs to know of the package that it is part of. */
export interface PackageFacts {
  /** Absolute path of the folder that holds package.json. */
  readonly root: string;
  readonly version: string;
  /** Whether the TypeScript sources run (a checkout) instead of the build. */
  readonly fromSources: boolean;
}

let facts: PackageFacts | undefined;

/** Finds the package by walking up from this module: the same code serves sources and build. */
export function packageFacts(): PackageFacts {
  if (facts !== undefined) return facts;
  const here = fileURLToPath(import.meta.url);
  let folder = path.dirname(here);
  for (;;) {
    const file = path.join(folder, "package.json");
    if (existsSync(file)) {
      const manifest: unknown = JSON.parse(readFileSync(file, "utf8"));
      if (isManifest(manifest) && manifest.name === "envfoundry") {
        facts = { root: folder, version: manifest.version, fromSources: here.endsWith(".ts") };
        return facts;
      }
    }
    const parent = path.dirname(folder);
    if (parent === folder) {
      throw new EnvFoundryError(
        "broken_installation",
        "The package's own package.json is missing.",
        {
          hint: "Install envfoundry again.",
          exitCode: EXIT.environment,
        },
      );
    }
    folder = parent;
  }
}

function isManifest(value: unknown): value is { name: string; version: string } {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string" &&
    "version" in value &&
    typeof value.version === "string"
  );
}
