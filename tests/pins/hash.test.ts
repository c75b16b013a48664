import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

interface Figures {
  readonly place: readonly string[];
  readonly start: string;
  readonly end: string;
  readonly results: string;
  readonly seed: string;
}

async function inProcess(env: Record<string, string>): Promise<Figures> {
  const script = path.join(import.meta.dirname, "start-hash.ts");
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script], {
    env: { ...process.env, ...env },
  });
  return JSON.parse(stdout) as Figures;
}

test("the same state in processes of other places and languages, under a hash that says its version", async () => {
  const [here, there] = await Promise.all([
    inProcess({ TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" }),
    inProcess({ TZ: "America/St_Johns", LANG: "C", LC_ALL: "C" }),
  ]);
  expect([here.place, there.place]).toEqual([
    ["tr-TR", "Pacific/Kiritimati"],
    ["en-US", "America/St_Johns"],
  ]);
  expect({ ...there, place: here.place }).toEqual(here);
  expect(here.start).toMatch(/^v1:[0-9a-f]{64}$/);
  expect(here.end).toMatch(/^v1:[0-9a-f]{64}$/);
  expect(here.end).not.toBe(here.start);
});
