/** Tools of the MCP project that need Node 22: npx fetches them and the Node they want. */
import { spawn } from "node:child_process";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "../..");

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of a package. `shown`: its output goes to the terminal, and none is handed back. */
export function npx(
  packageName: string,
  words: readonly string[],
  shown: boolean,
): Promise<Outcome> {
  const all = ["-y", "-p", "node@22", "-p", packageName, "--", ...words];
  const child = spawn("npx", all, { stdio: shown ? "inherit" : "pipe", cwd: ROOT });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.on("data", (chunk: Buffer) => {
      said[name] += chunk.toString();
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, ...said }));
  });
}
