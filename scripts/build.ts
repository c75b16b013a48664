/** Builds `dist/`: the command line, the library and every emitted server, with shared chunks. */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const root = path.join(import.meta.dirname, "..");
const dist = path.join(root, "dist");
rmSync(dist, { recursive: true, force: true });

const servers = readdirSync(path.join(root, "servers")).filter((name) =>
  existsSync(path.join(root, "servers", name, "server.ts")),
);

await build({
  absWorkingDir: root,
  entryPoints: {
    cli: "cli/main.ts",
    index: "index.ts",
    "shared/index": "shared/index.ts",
    ...Object.fromEntries(
      servers.map((name) => [`servers/${name}/server`, `servers/${name}/server.ts`]),
    ),
  },
  outdir: dist,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  sourcemap: false,
  legalComments: "inline",
  logLevel: "warning",
});

for (const name of servers) {
  copyFileSync(
    path.join(root, "servers", name, "seed.json"),
    path.join(dist, "servers", name, "seed.json"),
  );
}

const declarations = spawnSync(
  process.execPath,
  [path.join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.build.json"],
  { cwd: root, stdio: "inherit" },
);
if (declarations.status !== 0) process.exit(declarations.status ?? 1);
