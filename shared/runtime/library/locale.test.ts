import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const script = fileURLToPath(new URL("./fixtures/transcript.ts", import.meta.url));

function transcript(env: Readonly<Record<string, string>>): string {
  return execFileSync(process.execPath, ["--import", "tsx", script], {
    env: { PATH: process.env.PATH, ...env },
    encoding: "utf8",
  });
}

it("the same bytes wherever on earth, and in whatever language, it runs", () => {
  const here = transcript({ TZ: "UTC", LANG: "C" });
  expect(here.length).toBeGreaterThan(50_000);
  expect(transcript({ TZ: "Pacific/Apia", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" })).toBe(here);
  expect(transcript({ TZ: "America/St_Johns", LANG: "de_DE.UTF-8" })).toBe(here);
});
