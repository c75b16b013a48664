/** The rules of the tree, checked: which way imports point, what shared code may know, what lint forbids. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { listCatalogue } from "../cli/catalogue.js";
import { root } from "./e2e/command.js";

const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.ts"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(path.join(root, file)));
const sources = files.filter((file) => !/\.test\.ts$|\/testing\/|\/fixtures?\//.test(file));

/** The modules of this project that a file imports, as paths from the root. */
function importsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), "utf8");
  return [...text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map((match) =>
    path.posix.normalize(path.posix.join(path.posix.dirname(file), match[1] as string)),
  );
}

/** The folder that a path belongs to: `shared/state`, `synthesizer/compiler`, `cli`. */
function areaOf(file: string): string {
  const [top = "", second = ""] = file.split("/");
  return (top === "shared" || top === "synthesizer") && second.indexOf(".") < 0
    ? `${top}/${second}`
    : top;
}

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "shared/errors": [],
  "shared/schema": ["shared/errors"],
  "shared/state": ["shared/errors", "shared/schema"],
  "shared/world": ["shared/runtime"],
  "shared/runtime": ["shared/errors", "shared/schema", "shared/state", "shared/world"],
  "shared/mcp": ["shared/errors", "shared/schema", "shared/state", "shared/runtime"],
  "synthesizer/language": ["shared"],
  "synthesizer/analysis": ["shared", "synthesizer/language"],
  "synthesizer/interpreter": ["shared", "synthesizer/language", "synthesizer/analysis"],
  "synthesizer/compiler": [
    "shared",
    "synthesizer/language",
    "synthesizer/analysis",
    "synthesizer/interpreter",
  ],
  servers: ["shared"],
};

describe("imports point one way", () => {
  test.each(Object.entries(ALLOWED))("%s", (area, allowed) => {
    const astray = sources
      .filter((file) => areaOf(file) === area)
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => {
            const to = areaOf(target);
            return (
              to !== area &&
              !allowed.some(
                (each) =>
                  to === each ||
                  to.startsWith(`${each}/`) ||
                  (each === "shared" && to === "shared"),
              )
            );
          })
          .map((target) => `${file} -> ${target}`),
      );
    expect(astray).toEqual([]);
  });

  test("nothing imports the command line but its own tests and tools", () => {
    const astray = sources
      .filter((file) => /^(shared|synthesizer|servers|evaluation)\//.test(file))
      .filter((file) => importsOf(file).some((target) => target.startsWith("cli/")));
    expect(astray).toEqual([]);
  });
});

test("shared code and the synthesizer know no domain by name", () => {
  const names = listCatalogue().map((entry) => entry.name);
  expect(names.length).toBeGreaterThan(0);
  const knowing = sources
    .filter((file) => /^(shared|synthesizer)\//.test(file))
    .filter((file) => {
      const text = readFileSync(path.join(root, file), "utf8");
      return names.some((name) => text.includes(name));
    });
  expect(knowing).toEqual([]);
});

test("nothing evaluates text as code", () => {
  const evaluating = sources
    .filter((file) => /^(shared|synthesizer|servers|cli)\//.test(file))
    .filter((file) =>
      /(?<![.\w])(?<!private )eval\(|new Function\(|node:vm/.test(
        readFileSync(path.join(root, file), "utf8"),
      ),
    );
  expect(evaluating).toEqual([]);
});

describe("lint forbids what is not deterministic", () => {
  test.each([
    "Date.now()",
    "new Date()",
    "Math.random()",
    "performance.now()",
    "crypto.randomUUID()",
    '"a".localeCompare("b")',
    "(5).toLocaleString()",
    "new Intl.NumberFormat()",
  ])("%s", (code) => {
    for (const folder of ["shared/state", "synthesizer/compiler", "servers/planted"]) {
      const biome = path.join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
      const outcome = spawnSync(
        process.execPath,
        [biome, "lint", `--stdin-file-path=${folder}/planted.ts`],
        { cwd: root, input: `export const planted = ${code};\n`, encoding: "utf8" },
      );
      expect(outcome.status, `${folder}: ${outcome.stdout}`).not.toBe(0);
    }
  });
});

test("no module imports itself in a circle, types included", () => {
  const graph = new Map(
    sources
      .filter((file) => /^(shared|synthesizer|servers|cli|index)/.test(file))
      .map((file) => [file, importsOf(file).map((target) => target.replace(/\.js$/, ".ts"))]),
  );
  const state = new Map<string, "open" | "done">();
  const circles: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (state.get(file) === "done" || !graph.has(file)) return;
    if (state.get(file) === "open") {
      circles.push([...trail.slice(trail.indexOf(file)), file].join(" -> "));
      return;
    }
    state.set(file, "open");
    for (const target of graph.get(file) ?? []) visit(target, [...trail, file]);
    state.set(file, "done");
  };
  for (const file of graph.keys()) visit(file, []);
  expect(circles).toEqual([]);
});
