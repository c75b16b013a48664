/** Random calls on the engine and on plain maps: every answer, refusal and state is the same. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { DomainState, Transaction } from "./contracts.js";
import { createBase, createPlainState, hashFromScratch, loadState, openState } from "./index.js";
import { type Loose, SHOP, type ShopTables, shopDocument } from "./testing/fixture.js";
import { deepFreeze } from "./values.js";

type Step =
  | { readonly do: "create"; readonly table: keyof ShopTables; readonly pick: number }
  | {
      readonly do: "edit" | "remove" | "read";
      readonly table: keyof ShopTables;
      readonly pick: number;
    };

interface Round {
  readonly steps: readonly Step[];
  readonly end: "commit" | "rollback";
  readonly next: "nothing" | "fork" | "snapshot" | "reload";
}

const TABLES = [
  "users",
  "orders",
  "refunds",
  "seats",
  "lockers",
  "tickets",
  "logs",
  "config",
] as const;
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom("create", "edit", "edit", "remove", "read"),
  table: fc.constantFrom(...TABLES),
  pick: fc.nat(30),
});
const round: fc.Arbitrary<Round> = fc.record({
  steps: fc.array(step, { maxLength: 6 }),
  end: fc.constantFrom("commit", "commit", "commit", "rollback"),
  next: fc.constantFrom("nothing", "nothing", "fork", "snapshot", "reload"),
});

/** What a tool could see of a call: answers as JSON, or the code of the refusal. */
function run({ steps, end }: Round, transaction: Transaction): unknown {
  const tables = transaction.tables as unknown as ShopTables;
  const seen: unknown[] = [];
  try {
    for (const each of steps) seen.push(JSON.stringify(perform(each, tables)));
    seen.push(
      transaction
        .changes()
        .map(({ entity, id, before, after }) => [entity, id, JSON.stringify([before, after])]),
    );
  } catch (error) {
    transaction.rollback();
    return [...seen, (error as { code: string }).code];
  }
  if (end === "rollback") {
    transaction.rollback();
    return seen;
  }
  try {
    return [...seen, transaction.commit()];
  } catch (error) {
    return [...seen, (error as { code: string }).code, (error as Error).message];
  }
}

function perform(step: Step, tables: ShopTables): unknown {
  const table = tables[step.table];
  const { pick } = step;
  const all = table.all();
  const one = all[pick % Math.max(1, all.length)];
  switch (step.do) {
    case "create":
      return table.create(newFields(step.table, pick, tables));
    case "edit":
      return one === undefined ? null : change(step.table, table.edit(one), pick);
    case "remove": {
      if (one === undefined) return null;
      table.remove(one);
      change(step.table, table.edit(one), pick);
      return [table.current(one), table.all()];
    }
    case "read":
      return [
        all,
        table.get(`O00${pick}`),
        one === undefined ? null : table.current(one),
        tables.orders.where("user", pick % 2 ? "ann" : "bob"),
        tables.orders.where("status", "paid"),
        tables.refunds.where("order", "O001"),
        tables.users.where("name", "BOB", "lower"),
        tables.users.where("name", "name 3", "normalized"),
        tables.users.where("balance", 100),
      ];
  }
}

function newFields(table: keyof ShopTables, pick: number, tables: ShopTables): Loose {
  const user = pick % 2 ? "ann" : "bob";
  const order = tables.orders.all()[pick % 5]?.id ?? "O001";
  switch (table) {
    case "users":
      return { id: `user${pick % 6}`, name: `Name ${pick % 4}`, balance: pick, tags: [] };
    case "orders":
      return { user, status: pick % 3 ? "open" : "paid", items: [] };
    case "refunds":
      return { order, amount: pick - 3, note: ["of ", { ref: "Order", id: order }] };
    case "tickets":
      return { title: `t${pick % 3}`, order: pick % 2 ? order : null };
    case "logs":
      return { text: "x" };
    case "config":
      return { limit: pick };
    default:
      return { user };
  }
}

function change(table: keyof ShopTables, record: Loose, pick: number): unknown {
  switch (table) {
    case "users":
      record.name = pick % 2 ? "Bob" : `name-${pick % 4}`;
      record.tags.push(`t${pick % 2}`);
      break;
    case "orders":
      record.status = ["open", "paid", "closed"][pick % 3];
      record.user = pick % 2 ? "ann" : "bob";
      record.items = pick % 4 ? record.items : [{ sku: "s", count: pick }];
      break;
    case "refunds":
      record.amount = pick - 2;
      break;
    case "config":
      record.limit = pick % 2 ? pick : 3;
      break;
    case "logs":
      record.text = `x${pick}`;
      break;
    case "tickets":
      record.order = pick % 2 ? null : "O003";
      break;
    default:
      record.user = pick % 2 ? "ann" : "bob";
  }
  return record;
}

it("agrees with plain maps on every answer, refusal and state", () => {
  const base = createBase(SHOP, deepFreeze(shopDocument()));
  const untouched = openState(base);
  const first = [untouched.hash(), JSON.stringify(base.document())];
  fc.assert(
    fc.property(fc.array(round, { maxLength: 12 }), (rounds) => {
      const plain = createPlainState(SHOP, shopDocument());
      let state: DomainState = openState(base, { freeze: true });
      const others: { readonly state: DomainState; readonly was: string }[] = [];
      for (const each of rounds) {
        expect(run(each, state.begin())).toEqual(run(each, plain.begin()));
        expect(JSON.stringify(state.document())).toBe(JSON.stringify(plain.document()));
        expect(hashFromScratch(state)).toBe(state.hash());
        if (each.next === "fork") {
          others.push({ state, was: picture(state) });
          state = state.fork();
        } else if (each.next === "snapshot") {
          const other = state.fork();
          const snapshot = other.snapshot();
          run(each, other.begin());
          other.restore(snapshot);
          others.push({ state: other, was: picture(state) });
        } else if (each.next === "reload") {
          const saved = JSON.parse(JSON.stringify(state.save()));
          const was = picture(state);
          state = loadState(base, saved, { freeze: true });
          expect(picture(state)).toBe(was);
        }
      }
      for (const other of others) expect(picture(other.state)).toBe(other.was);
      expect([untouched.hash(), JSON.stringify(base.document())]).toEqual(first);
    }),
    { seed: 7, numRuns: 300 },
  );
});

function picture(state: DomainState): string {
  return JSON.stringify([state.document(), state.save(), state.hash()]);
}
