import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type IrDomain, loadDomain } from "../language/index.js";
import {
  countGuards,
  countWriteTools,
  domainSpec,
  mapBody,
  toolEffects,
  visitBody,
} from "./index.js";

function fixture(name: string): IrDomain {
  const url = new URL(`../compiler/fixtures/${name}/domain.yaml`, import.meta.url);
  const loaded = loadDomain(readFileSync(url, "utf8"), name);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics[0]));
  return loaded.domain;
}

const lending = fixture("lending");
const depot = fixture("depot");

function effectsOf(ir: IrDomain, name: string): ReturnType<typeof toolEffects> {
  const tool = ir.tools.find((candidate) => candidate.name === name);
  if (tool === undefined) throw new Error(`no tool ${name}`);
  return toolEffects(ir, tool);
}

describe("the effects of a tool", () => {
  it("are those of its body", () => {
    expect(effectsOf(lending, "return_loan")).toEqual({
      reads: ["members", "loans"],
      creates: [],
      updates: ["members", "loans"],
      removes: [],
      advances: false,
      idempotent: false,
    });
  });

  it("hold what its functions read, without writing anything of their own", () => {
    expect(effectsOf(lending, "list_loans")).toMatchObject({
      reads: ["members", "loans"],
      updates: [],
      idempotent: true,
    });
  });

  it("hold what its functions and the reactions that it sets off write", () => {
    // The reaction on orders changes people, on which there is another.
    expect(effectsOf(depot, "move")).toMatchObject({ updates: ["people", "orders"] });
    expect(effectsOf(depot, "take_bay")).toMatchObject({ creates: ["bays"], updates: ["bays"] });
  });

  it("tell removing and moving the clock apart from changing", () => {
    expect(effectsOf(depot, "drop_parcel")).toMatchObject({
      removes: ["parcels"],
      advances: false,
    });
    expect(effectsOf(depot, "board_news")).toMatchObject({ updates: ["board"], advances: true });
  });
});

describe("a domain as data", () => {
  it("keeps tools in declared order and is plain JSON", () => {
    const spec = domainSpec(lending);
    expect(spec.tools.map((tool) => tool.name)).toEqual([
      "find_member",
      "list_loans",
      "borrow",
      "return_loan",
    ]);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
  });

  it("is counted", () => {
    expect(countGuards(lending)).toBe(3);
    expect(countWriteTools(lending)).toBe(2);
  });
});

describe("walking", () => {
  it("maps every body to itself when nothing is changed", () => {
    for (const { body } of [...depot.tools, ...depot.functions, ...depot.reactions]) {
      expect(mapBody(body, (expr) => expr)).toEqual(body);
    }
  });

  it("visits each node once, outside first", () => {
    const tool = lending.tools.find(({ name }) => name === "return_loan");
    const names: string[] = [];
    visitBody(tool?.body ?? [], { stmt: (stmt) => names.push(stmt.stmt) });
    expect(names).toEqual(["require", "assign", "declare", "if", "assign", "assign", "return"]);
  });
});
