/**
 * The MCP inspector on an emitted server, over stdio and HTTP. Its strict mode judges the schemas of
 * the tools: an error of it fails, a warning is counted. (Its warnings are about `type` lists with
 * "null" in output schemas, which it calls legal and less portable.)
 */
import { npx, ROOT } from "./npx.js";

const INSPECTOR = "@modelcontextprotocol/inspector@2.12.0";

const METHODS: readonly (readonly string[])[] = [
  ["tools/list", "--strict"],
  ["resources/list"],
  ["resources/read", "--uri", "env://briefing"],
  ["resources/templates/list"],
  ["prompts/list"],
  ["prompts/get", "--prompt-name", "start"],
  ["logging/setLevel", "--log-level", "info"],
];

/** What went wrong, by method; empty when nothing did. `url`: the same server over HTTP. */
export async function inspect(name: string, url: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  const stdio = ["node", `${ROOT}/bin/envfoundry.js`, "serve", name];
  for (const target of [stdio, [url]]) {
    for (const [method = "", ...options] of METHODS) {
      const words = ["mcp-inspector", "--cli", ...target, "--method", method, ...options];
      const { code, stdout, stderr } = await npx(INSPECTOR, words, false);
      const verdict = /^\d+ errors?, \d+ warnings?.*$/m.exec(stderr)?.[0] ?? "";
      const where = `${target === stdio ? "stdio" : "http"} ${method}`;
      process.stdout.write(`${code === 0 ? "ok  " : "FAIL"} ${where} ${verdict}\n`);
      if (code === 0 && isObject(stdout)) continue;
      wrong.push(where);
      process.stdout.write(`${stderr}\n`);
    }
  }
  return wrong;
}

function isObject(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}
