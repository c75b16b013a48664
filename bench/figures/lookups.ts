/** Finding records through indexes: a hundred times the data, the same result, the same time. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  callTool,
  createBase,
  type Domain,
  type DomainState,
  openState,
  prepareDomain,
} from "../../shared/index.js";
import { median, report } from "../figure.js";

const root = path.join(import.meta.dirname, "..", "..");
const { domain } = (await import(
  pathToFileURL(path.join(root, "servers", "credit-union", "server.ts")).href
)) as { domain: Domain };

const prepared = prepareDomain(domain);

interface World {
  readonly state: DomainState;
  readonly clock: { now: string };
}
function world(scale: number): World {
  const base = createBase(domain.spec, domain.seed({ seed: 1, scale }));
  return { state: openState(base), clock: { now: domain.spec.now } };
}
const small = world(1);
const large = world(100);

const members = Object.values(small.state.document().members ?? {}).slice(0, 100);
const call = (tool: string, args: (index: number) => Record<string, unknown>) => {
  const argumentLists = members.map((_, index) => args(index));
  return ({ state, clock }: World, index: number) =>
    callTool(prepared, state, clock, tool, argumentLists[index % argumentLists.length]);
};
const member = (index: number) => members[index % members.length] as Record<string, unknown>;

/** No tool of the domain looks for an enum value alone, so that one asks the table. */
interface Disputes {
  readonly disputes: { where(field: string, value: string): readonly unknown[] };
}
const lookups: Record<string, (world: World, index: number) => unknown> = {
  "by id": call("get_member", (index) => ({ member_id: member(index).member_id })),
  "by ref": call("list_accounts", (index) => ({ member_id: member(index).member_id })),
  "by text": call("find_member", (index) => ({ email: member(index).email })),
  "by normalized text": call("find_member", (index) => ({ phone: member(index).phone })),
  "by enum": ({ state }) => (state.tables as unknown as Disputes).disputes.where("status", "open"),
};
const figures = Object.entries(lookups).map(([name, look]) => {
  for (let index = 0; index < members.length; index++) {
    if (JSON.stringify(look(small, index)) !== JSON.stringify(look(large, index))) {
      throw new Error(`${name}: the two scales answer differently`);
    }
  }
  const pairs: { one: number; hundred: number }[] = [];
  const batch = (of: World) => {
    const began = performance.now();
    for (let index = 0; index < 5_000; index++) look(of, index);
    return ((performance.now() - began) * 1_000) / 5_000;
  };
  for (let round = -10; round < 61; round++) {
    // In turn, so that a slow moment of the machine meets both.
    const pair = { one: batch(small), hundred: batch(large) };
    if (round >= 0) pairs.push(pair);
  }
  const share = median(pairs.map((pair) => pair.hundred / pair.one));
  return {
    name: `find ${name} at scale 100`,
    value: median(pairs.map((pair) => pair.hundred)),
    unit: "us",
    baseline: median(pairs.map((pair) => pair.one)),
    ratio: 1 / share,
    goal: "at most 1.2 times scale 1",
    met: share <= 1.2,
  };
});
report(figures);
