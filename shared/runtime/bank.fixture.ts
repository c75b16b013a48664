/** A hand-written domain for the tests of dispatch and seeding: accounts, transfers and a log. */
import type { EntitySpec, FieldSpec, TypeSpec } from "../schema/index.js";
import type { Table } from "../state/index.js";
import type { Call } from "./call.js";
import type { Domain, DomainSpec, ToolSpec } from "./domain.js";
import { found, refuse } from "./guards.js";
import { type SeedTable, seedTables } from "./seeding.js";

export interface Account {
  account_id: string;
  owner: string;
  balance: number;
  status: "open" | "frozen" | "closed";
  transfers: number;
}
export interface Transfer {
  transfer_id: string;
  from_id: string;
  to_id: string;
  amount: number;
  note: string | null;
}
export interface Db {
  readonly accounts: Table<Account>;
  readonly transfers: Table<Transfer>;
}

function field(name: string, type: TypeSpec, more: Partial<FieldSpec> = {}): FieldSpec {
  return { name, type, description: `The ${name}.`, ...more };
}

const STATUS: TypeSpec = { kind: "enum", name: "Status", values: ["open", "frozen", "closed"] };

export const ACCOUNT: EntitySpec = {
  name: "Account",
  table: "accounts",
  description: "An account.",
  idField: "account_id",
  id: { kind: "counter", prefix: "A", digits: 3, start: 1 },
  singleton: false,
  compare: "exact",
  indexes: [],
  fields: [
    field("account_id", { kind: "id", entity: "Account" }),
    field("owner", { kind: "string" }),
    field("balance", { kind: "money", min: 0 }),
    field("status", STATUS),
    field("transfers", { kind: "int" }, { derived: true }),
  ],
};
export const TRANSFER: EntitySpec = {
  name: "Transfer",
  table: "transfers",
  description: "Money that moved.",
  idField: "transfer_id",
  id: { kind: "counter", prefix: "T", digits: 0, start: 1 },
  singleton: false,
  compare: "exact",
  indexes: [{ field: "from_id", transform: "exact" }],
  fields: [
    field("transfer_id", { kind: "id", entity: "Transfer" }),
    field("from_id", { kind: "ref", entity: "Account" }),
    field("to_id", { kind: "ref", entity: "Account" }),
    field("amount", { kind: "money", min: 1 }),
    field("note", { kind: "nullable", of: { kind: "string" } }),
  ],
};

const ACCOUNT_SHAPE: TypeSpec = { kind: "record", name: "Account", fields: ACCOUNT.fields };

function tool(name: string, more: Partial<ToolSpec>): ToolSpec {
  return {
    name,
    title: name,
    description: `Does ${name}.`,
    actor: "agent",
    params: [],
    result: ACCOUNT_SHAPE,
    effects: {
      reads: [],
      creates: [],
      updates: [],
      removes: [],
      advances: false,
      idempotent: false,
    },
    refusals: [],
    refusalsAs: "raised",
    ...more,
  };
}

const account = {
  name: "account",
  type: { kind: "ref", entity: "Account" },
  description: "The account.",
  required: true,
} as const;
const amount = {
  name: "amount",
  type: { kind: "money", min: 1 },
  description: "How much.",
  required: true,
} as const;

/** Faults that a test can ask a tool for, after it has written. */
export const FAULTS = [
  "refusal",
  "range",
  "defect",
  "bad_record",
  "bad_transition",
  "bad_result",
  "budget",
  "duplicate",
] as const;

function byId(db: Db, id: string): Readonly<Account> {
  return found(db.accounts.get(id), "account_not_found", `There is no account ${id}.`);
}

export const SPEC: DomainSpec = {
  domain: "bank",
  title: "Bank",
  summary: "Accounts and transfers.",
  category: "finance",
  now: "2026-03-02T09:00:00",
  policy: "",
  enums: [
    {
      name: "Status",
      description: "Where an account stands.",
      values: ["open", "frozen", "closed"].map((value) => ({ value, description: value })),
      lifecycle: { open: ["frozen", "closed"], frozen: ["open"], closed: [] },
    },
  ],
  entities: [ACCOUNT, TRANSFER],
  principal: null,
  tools: [
    tool("get_account", { params: [account] }),
    tool("deposit", { params: [account, amount] }),
    tool("deposit_politely", { params: [account, amount], refusalsAs: "returned" }),
    tool("transfer", {
      params: [account, { ...account, name: "to" }, amount],
      result: { kind: "record", name: "Transfer", fields: TRANSFER.fields },
    }),
    tool("wait", {
      params: [
        { name: "minutes", type: { kind: "int" }, description: "How long.", required: true },
      ],
      result: { kind: "datetime" },
    }),
    tool("fail_late", {
      params: [
        account,
        {
          name: "how",
          type: { kind: "enum", name: "", values: FAULTS },
          description: "What goes wrong.",
          required: true,
        },
      ],
      result: { kind: "int" },
    }),
    tool("unlock_phone", { actor: "user", result: { kind: "nullable", of: { kind: "bool" } } }),
  ],
};

function deposit({ db }: Call<Db>, args: { account: string; amount: number }): Account {
  const target = db.accounts.edit(byId(db, args.account));
  target.balance += args.amount;
  if (target.status !== "open") refuse("not_open", `Account ${target.account_id} is not open.`);
  return target;
}

/** The recipe of the bank's seed; `each` of accounts reads the accounts before it. */
export const RECIPE: readonly SeedTable<Db>[] = [
  {
    entity: "Account",
    fixed: [{ account_id: "A001", owner: "The bank", balance: 0, status: "open", transfers: 0 }],
    count: 5,
    each: ({ draw }, i) => ({
      owner: draw.person(i).name,
      balance: draw.randomInt(0, 10_000),
      status: draw.weighted({ open: 8, frozen: 1, closed: 1 }),
      transfers: 0,
    }),
  },
  {
    entity: "Transfer",
    count: 7,
    each: ({ db, draw }) => {
      if (draw.chance(0.1)) return null;
      const from = db.accounts.edit(draw.pick(db.accounts.all()));
      from.transfers += 1;
      const to = draw.pick(db.accounts.all());
      return { from_id: from.account_id, to_id: to.account_id, amount: draw.randomInt(1, 500) };
    },
  },
];

export const BANK: Domain = {
  spec: SPEC,
  tools: {
    get_account: { run: ({ db }: Call<Db>, args: { account: string }) => byId(db, args.account) },
    deposit: { run: deposit },
    deposit_politely: { run: deposit },
    transfer: {
      run({ db }: Call<Db>, args: { account: string; to: string; amount: number }): Transfer {
        const from = db.accounts.edit(byId(db, args.account));
        const to = db.accounts.edit(byId(db, args.to));
        from.balance -= args.amount;
        to.balance += args.amount;
        return db.transfers.create({
          from_id: from.account_id,
          to_id: to.account_id,
          amount: args.amount,
          note: null,
        });
      },
    },
    wait: {
      run(call: Call<Db>, args: { minutes: number }): string {
        call.advance(args.minutes);
        return call.now;
      },
    },
    fail_late: {
      run(call: Call<Db>, args: { account: string; how: (typeof FAULTS)[number] }): number {
        const { db } = call;
        const target = db.accounts.edit(byId(db, args.account));
        target.balance += 1;
        db.transfers.create({
          from_id: target.account_id,
          to_id: target.account_id,
          amount: 1,
          note: null,
        });
        call.advance(5);
        switch (args.how) {
          case "refusal":
            return refuse("no_luck", "No luck.");
          case "range":
            return "x".repeat(2 ** 30).length;
          case "defect":
            return (null as unknown as string).length;
          case "bad_record":
            target.balance = -1;
            return 0;
          case "bad_transition":
            target.status = target.status === "closed" ? "open" : "closed";
            if (target.status === "closed") byId(db, "A999");
            return 0;
          case "bad_result":
            return Number.NaN;
          case "budget":
            for (let i = 0; i < 2_000_000; i += 1) call.spend(1);
            return 0;
          case "duplicate":
            db.accounts.remove(target);
            return refuse("duplicate_id", "There is one already.");
        }
      },
    },
    unlock_phone: { run: () => true },
  },
  reactions: [
    {
      name: "count_transfers",
      entity: "Transfer",
      run({ db }: Call<Db>, transfer: Readonly<Transfer>): void {
        const from = db.accounts.edit(db.accounts.must(transfer.from_id));
        from.transfers += 1;
      },
    },
  ],
  invariants: [
    {
      name: "no_debts",
      description: "No balance is negative.",
      holds: ({ db }: Call<Db>) => db.accounts.all().every((each) => each.balance >= 0),
    },
    {
      name: "closed_accounts_are_empty",
      description: "A closed account holds nothing.",
      holds: ({ db }: Call<Db>) =>
        db.accounts.all().every((each) => each.status !== "closed" || each.balance === 0),
    },
    {
      name: "transfers_lead_somewhere",
      description: "Both sides exist.",
      holds: ({ db }: Call<Db>) =>
        db.transfers.all().every((each) => db.accounts.must(each.to_id) !== null),
    },
  ],
  seed: (options) => seedTables(SPEC, options, RECIPE),
};
