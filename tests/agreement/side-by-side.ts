/** Runs a domain twice, interpreted and emitted, and compares all that can be seen of every call. */
import { compileFunction } from "node:vm";
import { transformSync } from "esbuild";
import * as shared from "../../shared/index.js";
import {
  callTool,
  createBase,
  type Domain,
  type DomainState,
  type Json,
  openState,
  prepareDomain,
  type StateDocument,
} from "../../shared/index.js";
import { emitSources } from "../../synthesizer/compiler/emit.js";
import { interpretDomain } from "../../synthesizer/interpreter/index.js";
import type { IrDomain } from "../../synthesizer/language/index.js";
import { Chooser } from "./random.js";

/** The emitted domain, transpiled and loaded without leaving the process. */
export function emittedDomain(ir: IrDomain): {
  domain: Domain;
  sources: ReadonlyMap<string, string>;
} {
  const sources = new Map(
    emitSources(ir, { sharedImport: "shared" }).map(({ path, text }) => [path, text]),
  );
  const loaded = new Map<string, Record<string, unknown>>([["shared", shared]]);
  const load = (name: string): Record<string, unknown> => {
    const known = loaded.get(name);
    if (known !== undefined) return known;
    const source = sources.get(name.replace("./", "").replace(".js", ".ts")) ?? "";
    const { code } = transformSync(source, { loader: "ts", format: "cjs", target: "node20" });
    const module = { exports: {} as Record<string, unknown> };
    compileFunction(code, ["module", "exports", "require"])(module, module.exports, load);
    loaded.set(name, module.exports);
    return module.exports;
  };
  const { spec } = load("./schema.js");
  const { tools, reactions, invariants } = load("./tools.js");
  const { seed } = load("./seed.js");
  return { domain: { spec, tools, reactions, invariants, seed } as unknown as Domain, sources };
}

export interface Step {
  readonly tool: string;
  readonly args: Json;
}

/** A domain with a state of its own. */
class Running {
  readonly #prepared;
  readonly state: DomainState;
  readonly clock: { now: string };

  constructor(domain: Domain, document: StateDocument) {
    this.#prepared = prepareDomain(domain);
    this.state = openState(createBase(domain.spec, document, { freeze: true }));
    this.clock = { now: domain.spec.now };
  }

  call({ tool, args }: Step): string {
    let outcome: unknown;
    try {
      outcome = callTool(this.#prepared, this.state, this.clock, tool, args);
    } catch (defect) {
      outcome = {
        defect: defect instanceof Error ? `${defect.name}: ${defect.message}` : "unknown",
      };
    }
    return JSON.stringify([outcome, this.state.document(), this.clock.now], null, 1);
  }
}

/** A call after which the two differ, or one at which either broke. */
export interface Difference {
  readonly steps: readonly Step[];
  readonly interpreted: string;
  readonly emitted: string;
}

export interface Tally {
  calls: number;
  refused: number;
}

/** The first difference of the two on these sequences of calls, each from the seeded state. */
export function firstDifference(
  ir: IrDomain,
  emitted: Domain,
  sequences: readonly (readonly Step[])[],
  tally: Tally = { calls: 0, refused: 0 },
): Difference | null {
  const interpreted = interpretDomain(ir);
  const document = interpreted.seed({ seed: 1, scale: 1 });
  for (const steps of sequences) {
    const one = new Running(interpreted, document);
    const two = new Running(emitted, document);
    for (const [i, step] of steps.entries()) {
      const a = one.call(step);
      const b = two.call(step);
      tally.calls += 1;
      if (a.includes('"ok": false')) tally.refused += 1;
      if (a !== b || a.includes('"defect"')) {
        return { steps: steps.slice(0, i + 1), interpreted: a, emitted: b };
      }
    }
  }
  return null;
}

/** Sequences of calls of the domain's tools, mostly about records that exist. */
export function randomCalls(
  ir: IrDomain,
  seed: number,
  sequences: number,
  length: number,
): Step[][] {
  const choose = new Chooser(seed);
  const boxes = ["A", "B", "C", "A", "B"];
  const keepers = ["K01", "K02", "K03"];
  const size = (): Json => ({ w: choose.int(0, 5), h: choose.int(0, 5) });
  const pay = (): Json =>
    choose.pick<Json>([
      { source: "card", last: 3 },
      { source: "gift", left: 9, wrap: size() },
      { source: "none" },
    ]);
  const item = (): Json => ({
    name: choose.pick(["nut", "bolt", "rope", "__proto__"]),
    qty: choose.int(-1, 9),
    price: choose.pick([0, 1.5, 2.25]),
    note: choose.pick([null, "n"]),
    size: size(),
    lender: choose.pick([null, ...keepers]),
  });
  const value = (type: IrDomain["tools"][number]["params"][number]["spec"]): Json => {
    switch (type.kind) {
      case "ref":
        return choose.chance(0.02)
          ? "nobody"
          : choose.pick(type.entity === "Box" ? boxes : keepers);
      case "nullable":
        return choose.chance(0.3) ? null : value(type.of);
      case "list":
        return Array.from({ length: choose.int(0, 3) }, () => value(type.of));
      case "int":
        return choose.int(-3, 12);
      case "number":
        return choose.pick([0, 0.5, -2.25]);
      case "bool":
        return choose.chance(0.5);
      case "enum":
        return choose.pick(type.values);
      case "record":
        return type.name === "Size" ? size() : item();
      case "union":
        return pay();
      case "changes": {
        const all: Record<string, Json> = { nick: "new", score: 3.5, level: "high", gear: item() };
        return Object.fromEntries(Object.entries(all).filter(() => choose.chance(0.5)));
      }
      default:
        return choose.pick(["nut", "rope", "top", "x", "A", "__proto__", ""]);
    }
  };
  return Array.from({ length: sequences }, () =>
    Array.from({ length }, () => {
      const tool = choose.pick(ir.tools);
      const args = Object.fromEntries(tool.params.map((param) => [param.name, value(param.spec)]));
      return { tool: tool.name, args };
    }),
  );
}
