/** Formatting of emitted files by the installed biome, with the project's settings. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { EnvFoundryError, EXIT } from "../../shared/index.js";
import type { EmittedFile } from "./emitted-file.js";

const run = promisify(execFile);

const SETTINGS = {
  root: true,
  vcs: { enabled: false },
  formatter: { indentStyle: "space", indentWidth: 2, lineWidth: 100 },
  linter: { enabled: false },
  assist: { enabled: true, actions: { preset: "none", source: { organizeImports: "on" } } },
};

const MAX_SIZE = "--files-max-size=16777216";

/** The formatter's program, resolved from where the project is installed. */
function program(): string {
  const require = createRequire(import.meta.url);
  return require.resolve("@biomejs/biome/bin/biome");
}

/**
 * The files, TypeScript formatted. Nothing but their text decides the result.
 * @throws EnvFoundryError `formatter_failed` when biome cannot be run or does not accept a file.
 */
export async function formatFiles(files: readonly EmittedFile[]): Promise<EmittedFile[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "envfoundry-"));
  try {
    await writeFile(path.join(folder, "biome.json"), JSON.stringify(SETTINGS));
    const sources = files.filter((file) => file.path.endsWith(".ts"));
    for (const file of sources) await writeFile(path.join(folder, file.path), file.text);
    // Once more, because biome's first layout of a chain of calls is not always its last.
    for (let pass = 0; pass < 2; pass += 1) {
      await run(process.execPath, [program(), "check", "--write", MAX_SIZE, "."], {
        cwd: folder,
        env: { ...process.env, BIOME_CONFIG_PATH: folder },
      });
    }
    return await Promise.all(
      files.map(async (file) =>
        file.path.endsWith(".ts")
          ? { ...file, text: await readFile(path.join(folder, file.path), "utf8") }
          : file,
      ),
    );
  } catch (cause) {
    const said = cause instanceof Error && "stderr" in cause ? String(cause.stderr) : String(cause);
    throw new EnvFoundryError("formatter_failed", `The emitted code was not formatted: ${said}`, {
      hint: "Is @biomejs/biome installed?",
      exitCode: EXIT.environment,
      cause,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
