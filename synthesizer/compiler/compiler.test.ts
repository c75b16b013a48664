import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { interpretDomain } from "../interpreter/index.js";
import { arbitraryCalls } from "./arbitrary-calls.js";
import { emitDomain } from "./index.js";
import {
  emitInto,
  fixture,
  HERE,
  importDomain,
  lintErrors,
  load,
  Running,
  typeErrors,
} from "./testing.js";

afterAll(() => rmSync(path.join(HERE, ".tmp"), { recursive: true, force: true }));

describe("golden emission", () => {
  it("emits the committed server, byte for byte", async () => {
    const files = await emitDomain(load(fixture("lending")), {
      sharedImport: "../../../../shared/index.js",
    });
    for (const file of files) {
      const golden = path.join(HERE, "fixtures/lending", file.path);
      if (process.env.UPDATE_GOLDEN === "1" || !existsSync(golden))
        writeFileSync(golden, file.text);
      expect(file.text, file.path).toBe(readFileSync(golden, "utf8"));
    }
  });
});

describe.each(["lending", "depot"])("the emitted %s", (name) => {
  it("satisfies the project's type checker and linter", async () => {
    const ir = load(fixture(name));
    const folder = await emitInto(ir, `${name}-checked`);
    expect(typeErrors(folder)).toBe("");
    expect(lintErrors(await emitDomain(ir))).toBe("");
  });

  it("does what the interpreter does, call by call", async () => {
    const ir = load(fixture(name));
    const emitted = await importDomain(await emitInto(ir, name));
    const interpreted = interpretDomain(ir);
    const document = interpreted.seed({ seed: 1, scale: 1 });
    expect(emitted.seed({ seed: 1, scale: 1 })).toEqual(document);
    expect(JSON.stringify(emitted.seed({ seed: 7, scale: 2 }))).toBe(
      JSON.stringify(interpreted.seed({ seed: 7, scale: 2 })),
    );
    fc.assert(
      fc.property(arbitraryCalls(emitted.spec, document, 12), (steps) => {
        const ours = new Running(emitted, document);
        const theirs = new Running(interpreted, document);
        for (const step of steps) {
          expect(ours.call(step), JSON.stringify(step)).toEqual(theirs.call(step));
        }
      }),
      { seed: 20260302, numRuns: 150 },
    );
  });
});

describe("untrusted text", () => {
  const hostile = `{id} */ \`\${process.exit()} __proto__ </script> @ts-ignore \u2028 \\u0060 " ' | [x](y)`;

  it("stays text in every emitted file", async () => {
    const ir = load(fixture("lending"));
    const poisoned = poison(ir, hostile);
    const folder = await emitInto(poisoned, "hostile");
    expect(typeErrors(folder)).toBe("");
    expect(lintErrors(await emitDomain(poisoned))).toBe("");
    const domain = await importDomain(folder);
    expect(domain.spec.policy).toBe(hostile);
    expect(domain.spec.tools.every((tool) => tool.description === hostile)).toBe(true);
    const running = new Running(domain, domain.seed({ seed: 1, scale: 1 }));
    expect(running.call({ tool: "return_loan", args: { loan_id: "nobody" } })).toMatchObject({
      outcome: { ok: false, message: hostile.replace("{id}", "nobody") },
    });
  });
});

/** The same domain with every free text replaced. */
function poison<T>(value: T, text: string): T {
  const FREE = new Set(["description", "title", "summary", "policy", "message", "category"]);
  const visit = (part: unknown, key: string): unknown => {
    if (typeof part === "string") return FREE.has(key) ? text : part;
    if (Array.isArray(part)) return part.map((item) => visit(item, ""));
    if (typeof part !== "object" || part === null || key === "seed") return part;
    return Object.fromEntries(
      Object.entries(part).map(([name, inner]) => [name, visit(inner, name)]),
    );
  };
  return visit(value, "") as T;
}
