/** Finding records through indexes: a hundred times the data, the same result, the same time. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createBase, type Domain, openState } from "../../shared/index.js";
import { microseconds, report } from "../figure.js";

const root = path.join(import.meta.dirname, "..", "..");
const { domain } = (await import(
  pathToFileURL(path.join(root, "servers", "credit-union", "server.ts")).href
)) as { domain: Domain };

type Rows = Record<
  string,
  {
    get(id: string): unknown;
    where(field: string, value: unknown, how?: string): readonly unknown[];
  }
>;

function tables(scale: number): Rows {
  const state = openState(createBase(domain.spec, domain.seed({ seed: 1, scale })));
  return state.tables as unknown as Rows;
}
const small = tables(1);
const large = tables(100);

const lookups: Record<string, (rows: Rows) => unknown> = {
  "by id": (rows) => rows.members?.get("M00001"),
  "by ref": (rows) => rows.accounts?.where("member_id", "M00001"),
  "by enum": (rows) => rows.disputes?.where("status", "open"),
  "by text": (rows) => rows.members?.where("email", "ada.lindqvist@example.org", "lower"),
  "by number": (rows) => rows.members?.where("phone", "555 010 0001", "normalized"),
};
report(
  Object.entries(lookups).map(([name, look]) => {
    if (JSON.stringify(look(small)) !== JSON.stringify(look(large))) {
      throw new Error(`${name}: the two scales answer differently`);
    }
    const one = microseconds(() => void look(small), 5_000, 31);
    const hundred = microseconds(() => void look(large), 5_000, 31);
    return {
      name: `find ${name} at scale 100`,
      value: hundred,
      unit: "us",
      baseline: one,
      ratio: one / hundred,
      goal: "at most 1.2 times scale 1",
      met: hundred <= one * 1.2,
    };
  }),
);
