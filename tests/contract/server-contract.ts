/** What every emitted server must keep. A server's own test is one line: `serverContract(name)`. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { beforeAll, describe, expect, test } from "vitest";
import {
  callTool,
  checkInvariants,
  createBase,
  createPlainState,
  type Domain,
  type Json,
  loadState,
  openState,
  prepareDomain,
  RESERVED_REFUSAL_CODES,
  type StateDocument,
} from "../../shared/index.js";
import { hashFromScratch } from "../../shared/state/index.js";
import { interpretDomain, runExamples } from "../../synthesizer/interpreter/index.js";
import type { IrDomain } from "../../synthesizer/language/index.js";
import { loadFile } from "../../synthesizer/pipeline.js";
import { bin, root } from "../e2e/command.js";
import { nextCall, Random } from "./walk.js";

const WALKS = 16;
const STEPS = 80;

export function serverContract(name: string): void {
  const folder = path.join(root, "servers", name);
  let ir: IrDomain;
  let emitted: Domain;
  let interpreted: Domain;
  let start: StateDocument;

  describe(name, () => {
    beforeAll(async () => {
      const loaded = loadFile(path.join(folder, "domain.yaml"));
      if (!loaded.ok) throw new Error(loaded.diagnostics.map((each) => each.message).join("\n"));
      ir = loaded.domain;
      interpreted = interpretDomain(ir);
      emitted = (
        (await import(pathToFileURL(path.join(folder, "server.ts")).href)) as { domain: Domain }
      ).domain;
      const { seed } = (await import(pathToFileURL(path.join(folder, "seed.ts")).href)) as {
        seed: Domain["seed"];
      };
      // The generator itself: the server reads seed.json for these options.
      start = seed({ seed: 1, scale: 1 });
    });

    test("describes itself as the domain file says", () => {
      expect(emitted.spec).toEqual(interpreted.spec);
    });

    test("is as large as a domain of the suite must be", () => {
      const writing = emitted.spec.tools.filter(
        ({ effects }) =>
          effects.creates.length + effects.updates.length + effects.removes.length > 0,
      );
      expect(emitted.spec.tools.length).toBeGreaterThanOrEqual(15);
      expect(writing.length * 2).toBeGreaterThanOrEqual(emitted.spec.tools.length);
      expect(emitted.spec.entities.length).toBeGreaterThanOrEqual(5);
      const records = Object.values(start).reduce(
        (sum, table) => sum + Object.keys(table).length,
        0,
      );
      expect(records).toBeGreaterThanOrEqual(800);
    });

    test("seed.json is the default seed, to the byte", () => {
      const committed = JSON.parse(readFileSync(path.join(folder, "seed.json"), "utf8")) as Json;
      expect(committed).toEqual(start);
      expect(JSON.stringify(interpreted.seed({ seed: 1, scale: 1 }))).toBe(JSON.stringify(start));
    });

    test("the start state is sound at other seeds and scales, and a larger scale only adds", () => {
      const derived = new Set(
        emitted.spec.entities.flatMap((entity) =>
          entity.fields
            .filter((field) => field.derived)
            .map((field) => `${entity.table}.${field.name}`),
        ),
      );
      for (const seed of [1, 2, 77]) {
        const documents = [1, 3].map((scale) => emitted.seed({ seed, scale }));
        for (const document of documents) {
          const state = openState(createBase(emitted.spec, structuredClone(document)));
          const clock = { now: emitted.spec.now };
          expect(checkInvariants(prepareDomain(emitted), state, clock)).toEqual([]);
        }
        const [small, large] = documents as [StateDocument, StateDocument];
        for (const [table, records] of Object.entries(small)) {
          for (const [id, record] of Object.entries(records)) {
            for (const [field, value] of Object.entries(record)) {
              if (derived.has(`${table}.${field}`)) continue;
              expect(large[table]?.[id]?.[field], `${table} ${id} ${field}`).toEqual(value);
            }
          }
        }
      }
    });

    test("the examples hold, on interpreter and emitted server", () => {
      for (const domain of [interpreted, emitted]) {
        const failed = runExamples(ir, domain).filter((each) => !each.passed);
        expect(failed.map((each) => `${each.name}: ${each.reason}`)).toEqual([]);
      }
    });

    test("every writing tool has an example that succeeds", () => {
      const shown = new Set(
        ir.examples.flatMap((example) =>
          example.then.refusal === null ? example.calls.map((call) => call.tool) : [],
        ),
      );
      const missing = emitted.spec.tools
        .filter(
          ({ effects }) =>
            effects.creates.length + effects.updates.length + effects.removes.length > 0,
        )
        .map((tool) => tool.name)
        .filter((tool) => !shown.has(tool));
      expect(missing).toEqual([]);
    });

    test("random walks: interpreter and server agree, invariants hold, refusals change nothing", () => {
      const prepared = prepareDomain(emitted);
      const reference = prepareDomain(interpreted);
      const base = createBase(emitted.spec, structuredClone(start), { freeze: true });
      const declared = new Map(
        emitted.spec.tools.map((tool) => [
          tool.name,
          new Set<string>([...RESERVED_REFUSAL_CODES, ...tool.refusals.map((each) => each.code)]),
        ]),
      );
      const succeeded = new Set<string>();
      for (let walk = 0; walk < WALKS; walk++) {
        const random = new Random(walk, name);
        const state = openState(base, { freeze: true });
        const other = openState(base, { freeze: true });
        const clock = { now: emitted.spec.now };
        const otherClock = { now: emitted.spec.now };
        for (let step = 0; step < STEPS; step++) {
          const { tool, args } = nextCall(emitted.spec, state.tables, random);
          const before = state.hash();
          const ours = callTool(prepared, state, clock, tool, structuredClone(args));
          const theirs = callTool(reference, other, otherClock, tool, structuredClone(args));
          const where = `walk ${walk}, step ${step}: ${tool}(${JSON.stringify(args)})`;
          expect(ours, where).toEqual(theirs);
          expect(clock, where).toEqual(otherClock);
          if (ours.ok) {
            succeeded.add(tool);
            if (ours.changed) {
              expect(checkInvariants(prepared, state, clock), where).toEqual([]);
              expect(state.document(), where).toEqual(other.document());
            }
          } else {
            expect(state.hash(), where).toBe(before);
            expect(declared.get(tool)?.has(ours.code), `${where}: ${ours.code}`).toBe(true);
          }
        }
        expect(state.hash()).toBe(hashFromScratch(state));
        expect(state.hash()).toBe(other.hash());
        const saved = JSON.parse(JSON.stringify(state.save()));
        const loaded = loadState(base, saved);
        expect(loaded.hash()).toBe(state.hash());
        expect(loaded.save()).toEqual(saved);
      }
      expect(succeeded.size, "tools that succeeded in some walk").toBeGreaterThanOrEqual(
        emitted.spec.tools.length * 0.5,
      );
    }, 60_000);

    test("the plain reference store agrees with the engine", () => {
      const prepared = prepareDomain(emitted);
      const reference = prepareDomain(interpreted);
      const state = openState(createBase(emitted.spec, structuredClone(start)));
      const plain = createPlainState(emitted.spec, structuredClone(start));
      const clock = { now: emitted.spec.now };
      const random = new Random(99, name);
      for (let step = 0; step < 25; step++) {
        const { tool, args } = nextCall(emitted.spec, state.tables, random);
        const ours = callTool(prepared, state, clock, tool, structuredClone(args));
        const theirs = callTool(reference, plain, { ...clock }, tool, structuredClone(args));
        expect(ours).toEqual(theirs);
      }
      expect(state.document()).toEqual(plain.document());
    }, 60_000);

    test("episodes do not see each other", () => {
      const prepared = prepareDomain(emitted);
      const base = createBase(emitted.spec, structuredClone(start), { freeze: true });
      const states = [openState(base), openState(base), openState(base)];
      const alone = states.map(() => openState(base));
      const randoms = states.map((_, index) => new Random(index, name, "isolation"));
      const calls: { tool: string; args: Record<string, Json> }[][] = [[], [], []];
      for (let step = 0; step < 40; step++) {
        states.forEach((state, index) => {
          const call = nextCall(emitted.spec, state.tables, randoms[index] as Random);
          calls[index]?.push(call);
          callTool(prepared, state, { now: emitted.spec.now }, call.tool, call.args);
        });
      }
      alone.forEach((state, index) => {
        for (const call of calls[index] ?? []) {
          callTool(prepared, state, { now: emitted.spec.now }, call.tool, call.args);
        }
        expect(state.hash()).toBe(states[index]?.hash());
      });
    });

    test("serves its tools, its briefing and nothing else over stdio", async () => {
      const client = new Client({ name: "contract", version: "1.0.0" });
      await client.connect(
        new StdioClientTransport({ command: process.execPath, args: [bin, "serve", name] }),
      );
      try {
        const { tools } = await client.listTools();
        const agentTools = emitted.spec.tools.filter((tool) => tool.actor === "agent");
        expect(tools.map((tool) => tool.name)).toEqual(agentTools.map((tool) => tool.name));
        for (const tool of tools) {
          expect(tool.description).toBeTruthy();
          expect(tool.inputSchema.required, tool.name).toBeDefined();
          for (const [property, schema] of Object.entries(tool.inputSchema.properties ?? {})) {
            const plain = schema as Record<string, unknown>;
            expect(typeof plain.type, `${tool.name}.${property}`).toBe("string");
            expect(typeof plain.description, `${tool.name}.${property}`).toBe("string");
          }
        }
        const { resources } = await client.listResources();
        expect(resources.map((resource) => resource.uri)).toEqual([
          "env://briefing",
          "env://schema",
        ]);
        expect(client.getInstructions()).toContain(emitted.spec.title);
        await expect(client.readResource({ uri: "env://state" })).rejects.toThrow();
      } finally {
        await client.close();
      }
    });
  });
}
