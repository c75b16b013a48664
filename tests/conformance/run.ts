/**
 * `npm run conformance`: the MCP conformance suite against the fixture (everything) and against each
 * emitted server (what does not need the suite's own tools, resources and prompts), and the MCP
 * inspector against each emitted server.
 */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Domain, serveHttp } from "../../shared/index.js";
import { serveFixture } from "./fixture-host.js";
import { inspect } from "./inspector.js";
import { npx, ROOT } from "./npx.js";

const SUITE = "@modelcontextprotocol/conformance@0.2.0-alpha.12";
const REQUIREMENTS = "2025-11-25";

async function main(): Promise<number> {
  const failed: string[] = [];
  const check = async (name: string, url: string, expected: string): Promise<void> => {
    process.stdout.write(`\n== ${name}: ${url}\n`);
    const code = await runSuite(url, path.join(import.meta.dirname, expected));
    process.stdout.write(`== ${name}: ${code === 0 ? "passed" : `failed (exit ${code})`}\n`);
    if (code !== 0) failed.push(name);
  };

  const fixture = await serveFixture();
  await check("fixture", fixture.url, "expected-failures.yml");
  await fixture.close();

  for (const domain of await emittedDomains()) {
    const { domain: name } = domain.spec;
    const server = await serveHttp([domain]);
    const url = `${server.url}/${name}/mcp`;
    await check(name, url, "expected-failures-emitted.yml");
    process.stdout.write(`\n== ${name}: the inspector\n`);
    for (const wrong of await inspect(name, url)) failed.push(`${name} (inspector, ${wrong})`);
    await server.close();
  }
  process.stdout.write(
    failed.length === 0 ? "\nAll passed.\n" : `\nFailed: ${failed.join(", ")}\n`,
  );
  return failed.length === 0 ? 0 : 1;
}

/** Every emitted server that is there, in the order of their names. */
async function emittedDomains(): Promise<Domain[]> {
  const folder = path.join(ROOT, "servers");
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name, "server.ts"))
    .filter((file) => existsSync(file));
  return Promise.all(
    files.map(async (file) => {
      const module = (await import(pathToFileURL(file).href)) as { domain: Domain };
      return module.domain;
    }),
  );
}

async function runSuite(url: string, expectedFailures: string): Promise<number> {
  const words = ["conformance", "server", "--url", url, "--requirements", REQUIREMENTS];
  const { code } = await npx(SUITE, [...words, "--expected-failures", expectedFailures], true);
  return code;
}

process.exit(await main());
