/**
 * The retail domain of tau2-bench, written in the language, answers like the benchmark's own
 * implementation: every recorded call and every final state, in the interpreter and in the server
 * that is emitted.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  checkInvariants,
  type Domain,
  type Json,
  openState,
  prepareDomain,
  type StateDocument,
} from "../../shared/index.js";
import { emitDomain } from "../../synthesizer/compiler/index.js";
import { interpretDomain, runExamples } from "../../synthesizer/interpreter/index.js";
import { type IrDomain, loadDomain, renderDiagnostics } from "../../synthesizer/language/index.js";
import {
  applyPatch,
  firstDifference,
  openRecorded,
  type RecordedSequence,
  type Replay,
  readJson,
  readSequences,
  replay,
} from "./replay.js";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../..");
const recordings = path.resolve(root, "../shared/oracles/tau2-retail");
const recorded = (file: string) => path.join(recordings, file);
const missing = !existsSync(recorded("initial.json.gz"));
const skipped = missing ? ` (skipped: there are no recordings in ${recordings})` : "";

/** Differences that remain, by task and place in the task, each with its reason. There are none. */
const EXPLAINED: Readonly<Record<string, string>> = {};

/** How many differences a failing test prints. */
const SHOWN = 5;

function load(): IrDomain {
  const file = path.join(here, "tau2-retail/domain.yaml");
  const text = readFileSync(file, "utf8");
  const loaded = loadDomain(text, file);
  if (!loaded.ok) throw new Error(renderDiagnostics(loaded.diagnostics, text));
  return loaded.domain;
}

/** Where the emitted server is put while the test runs; ignored by git. */
const emitted = path.join(root, ".envfoundry/.tmp", `tau2-retail-${process.pid}`);

async function importEmitted(ir: IrDomain): Promise<Domain> {
  const files = await emitDomain(ir, { sharedImport: "../../../shared/index.js" });
  mkdirSync(emitted, { recursive: true });
  for (const file of files) writeFileSync(path.join(emitted, file.path), file.text);
  const server = await import(
    /* @vite-ignore */ pathToFileURL(path.join(emitted, "server.ts")).href
  );
  return server.domain as Domain;
}

describe("the tau2-bench retail domain in the language", () => {
  test("its examples hold", () => {
    const ir = load();
    const failed = runExamples(ir, interpretDomain(ir)).filter((result) => !result.passed);
    expect(failed).toEqual([]);
  });
});

describe.skipIf(missing)(`recorded calls of tau2-bench retail${skipped}`, () => {
  let ir: IrDomain;
  let initial: StateDocument;
  let reference: readonly RecordedSequence[];
  let fuzzed: readonly RecordedSequence[];

  beforeAll(() => {
    ir = load();
    initial = readJson(recorded("initial.json.gz")) as StateDocument;
    reference = readSequences(recorded("reference.jsonl.gz"));
    fuzzed = readSequences(recorded("fuzzed.jsonl.gz"));
  });
  afterAll(() => rmSync(emitted, { recursive: true, force: true }));

  test("the recordings are the ones that are known", () => {
    const calls = (sequences: readonly RecordedSequence[]) =>
      sequences.reduce((sum, sequence) => sum + sequence.actions.length, 0);
    expect([reference.length, calls(reference)]).toEqual([114, 550]);
    expect([fuzzed.length, calls(fuzzed)]).toEqual([400, 4000]);
  });

  const implementations: [string, () => Domain | Promise<Domain>][] = [
    ["interpreter", () => interpretDomain(ir)],
    ["emitted server", () => importEmitted(ir)],
  ];
  describe.each(implementations)("%s", (_name, implement) => {
    let domain: Domain;
    beforeAll(async () => {
      domain = await implement();
    });

    test("holds the recorded database as it is, and the invariants hold there", () => {
      const base = openRecorded(domain, initial);
      expect(firstDifference(initial as Json, base.document() as Json, "")).toBeNull();
      const clock = { now: domain.spec.now };
      expect(checkInvariants(prepareDomain(domain), openState(base), clock)).toEqual([]);
    });

    test("answers all reference calls as recorded", () => {
      const outcome = replay(domain, openRecorded(domain, initial), reference);
      expect(outcome.differences.slice(0, SHOWN)).toEqual([]);
      expect([outcome.sequences, outcome.calls]).toEqual([114, 550]);
    });

    test("answers at least 99 % of the fuzzed calls as recorded, and the rest is explained", () => {
      const outcome = replay(domain, openRecorded(domain, initial), fuzzed);
      expect(unexplained(outcome).slice(0, SHOWN)).toEqual([]);
      expect([outcome.sequences, outcome.calls]).toEqual([400, 4000]);
      expect(outcome.differences.length).toBeLessThanOrEqual(40);
    });
  });

  test("a wrong answer would be noticed", () => {
    const domain = interpretDomain(ir);
    const base = openRecorded(domain, initial);
    const [sequence] = reference.filter((one) => one.final.db_patch.length > 0);
    if (sequence === undefined) throw new Error("no sequence changes anything");
    const silent = { ...sequence, final: { ...sequence.final, db_patch: [] } };
    const cut = {
      ...sequence,
      actions: sequence.actions.map((call) => ({ ...call, output: "{}" })),
    };
    const refused = {
      ...sequence,
      actions: sequence.actions.map((call) => ({ ...call, ok: !call.ok })),
    };
    for (const wrong of [silent, cut, refused]) {
      expect(replay(domain, base, [wrong]).differences).not.toEqual([]);
    }
  });
});

function unexplained(outcome: Replay) {
  return outcome.differences.filter(
    ({ task, call }) => !Object.hasOwn(EXPLAINED, `${task}/${call}`),
  );
}

describe("the comparison of the replay", () => {
  test("patches as RFC 6902 says", () => {
    const before = { a: { "x/y": [1, 2], gone: true } };
    const after = applyPatch(before, [
      { op: "add", path: "/a/x~1y/-", value: 4 },
      { op: "add", path: "/a/x~1y/2", value: 3 },
      { op: "replace", path: "/a/x~1y/0", value: 0 },
      { op: "remove", path: "/a/gone" },
    ]);
    expect(after).toEqual({ a: { "x/y": [0, 2, 3, 4] } });
    expect(before).toEqual({ a: { "x/y": [1, 2], gone: true } });
  });

  test("names the first place that differs", () => {
    expect(firstDifference({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, "")).toBeNull();
    expect(firstDifference({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, "")).toBe(
      "/a/1/b is 3 and should be 2",
    );
    expect(firstDifference({ a: 1 }, {}, "")).toBe("/a is missing");
  });
});
