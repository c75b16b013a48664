/** A small domain for the tests of the state engine, with every id scheme and compare policy. */
import type {
  EntitySpec,
  EnumSpec,
  FieldSpec,
  IdScheme,
  IndexSpec,
  StateDocument,
  TypeSpec,
} from "../../schema/index.js";
import type { Table } from "../api.js";
import type { StateSpec } from "../base.js";
import type { DomainState, Transaction } from "../contracts.js";

// biome-ignore lint/suspicious/noExplicitAny: tests read and write records of any shape
export type Loose = any;

export function field(name: string, type: TypeSpec, more: Partial<FieldSpec> = {}): FieldSpec {
  return { name, type, description: `The ${name}.`, ...more };
}

export function entity(
  name: string,
  table: string,
  id: IdScheme,
  fields: readonly FieldSpec[],
  more: Partial<EntitySpec> = {},
): EntitySpec {
  const own = field("id", { kind: "id", entity: name });
  return {
    name,
    table,
    description: `${name}s.`,
    idField: "id",
    id,
    singleton: false,
    compare: "exact",
    fields: more.singleton === true ? fields : [own, ...fields],
    indexes: [],
    ...more,
  };
}

export const STRING: TypeSpec = { kind: "string" };
export const INT: TypeSpec = { kind: "int" };
export const MONEY: TypeSpec = { kind: "money" };
export const id = (of: string): TypeSpec => ({ kind: "id", entity: of });
export const ref = (of: string): TypeSpec => ({ kind: "ref", entity: of });
export const list = (of: TypeSpec): TypeSpec => ({ kind: "list", of });
export const nullable = (of: TypeSpec): TypeSpec => ({ kind: "nullable", of });
export const record = (...fields: FieldSpec[]): TypeSpec => ({
  kind: "record",
  name: null,
  fields,
});
export const map = (key: TypeSpec, value: TypeSpec): TypeSpec => ({ kind: "map", key, value });
export const counter = (prefix: string): IdScheme => ({
  kind: "counter",
  prefix,
  digits: 3,
  start: 1,
});
const on = (name: string, transform: IndexSpec["transform"] = "exact"): IndexSpec => ({
  field: name,
  transform,
});

const STATUS: EnumSpec = {
  name: "Status",
  description: "Where an order stands.",
  values: ["open", "paid", "closed"].map((value) => ({ value, description: value })),
  lifecycle: { open: ["paid", "closed"], paid: ["closed"], closed: [] },
};

export const SHOP: StateSpec = {
  domain: "shop",
  enums: [STATUS],
  entities: [
    entity(
      "User",
      "users",
      { kind: "natural" },
      [
        field("name", STRING, { compare: "normalized" }),
        field("balance", MONEY),
        field("tags", list(STRING), { compare: "set" }),
      ],
      { indexes: [on("name", "lower"), on("name", "normalized")] },
    ),
    entity(
      "Order",
      "orders",
      counter("O"),
      [
        field("user", ref("User")),
        field("status", { kind: "enum", name: "Status", values: ["open", "paid", "closed"] }),
        field("items", list(record(field("sku", STRING), field("count", INT)))),
        field("seen", nullable(INT), { compare: "ignore" }),
      ],
      { indexes: [on("user"), on("status")] },
    ),
    entity(
      "Refund",
      "refunds",
      counter("R"),
      [
        field("order", ref("Order")),
        field("amount", { kind: "money", min: 0 }),
        field("note", { kind: "message" }),
      ],
      { indexes: [on("order")] },
    ),
    entity("Seat", "seats", { kind: "first_free", values: ["A1", "A2", "B1"], surrogate: false }, [
      field("user", ref("User")),
    ]),
    entity("Locker", "lockers", { kind: "first_free", values: ["x", "y"], surrogate: true }, [
      field("user", ref("User")),
    ]),
    entity(
      "Ticket",
      "tickets",
      { kind: "hash", prefix: "T", digits: 4, alphabet: "decimal", fields: ["title"] },
      [field("title", STRING), field("order", nullable(id("Order")))],
    ),
    entity("Log", "logs", counter("L"), [field("text", STRING)], { compare: "ignore" }),
    entity("Config", "config", { kind: "natural" }, [field("limit", INT)], { singleton: true }),
  ],
};

export function shopDocument(): StateDocument {
  return {
    users: {
      ann: { id: "ann", name: "Ann Lee", balance: 100, tags: ["a", "b"] },
      bob: { id: "bob", name: "Bob", balance: 0, tags: [] },
      __proto__x: { id: "__proto__x", name: "Odd", balance: 0, tags: [] },
    },
    orders: {
      O001: {
        id: "O001",
        user: "ann",
        status: "open",
        items: [{ sku: "pen", count: 2 }],
        seen: null,
      },
      O007: { id: "O007", user: "bob", status: "paid", items: [], seen: 1 },
      O003: { id: "O003", user: "ann", status: "closed", items: [], seen: null },
    },
    seats: { A2: { id: "A2", user: "bob" } },
    config: { config: { limit: 3 } },
  };
}

/** A table for loose access. */
export function tableOf(holder: { readonly tables: object }, name: string): Table<Loose> {
  return (holder.tables as Record<string, Table<Loose>>)[name] as Table<Loose>;
}

type TableName =
  | "users"
  | "orders"
  | "refunds"
  | "seats"
  | "lockers"
  | "tickets"
  | "logs"
  | "config"
  | "nodes"
  | "anchors";

/** The tables of the fixtures. */
export type ShopTables = Readonly<Record<TableName, Table<Loose>>>;

/** Runs a call and commits it. */
export function call<T>(state: { begin(): Transaction }, body: (tables: ShopTables) => T): T {
  const transaction = state.begin();
  let result: T;
  try {
    result = body(transaction.tables as unknown as ShopTables);
  } catch (error) {
    transaction.rollback();
    throw error;
  }
  transaction.commit();
  return result;
}

/** The code of the error that the action throws, or null. */
export function codeOf(action: () => unknown): string | null {
  try {
    action();
    return null;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

/** Whether two states agree in hash, canonical form and diff, all three ways. */
export function agreement(
  a: DomainState,
  b: DomainState,
): { hash: boolean; form: boolean; diff: boolean } {
  return {
    hash: a.hash() === b.hash(),
    form: JSON.stringify(a.canonical()) === JSON.stringify(b.canonical()),
    diff: a.diff(b).length === 0 && b.diff(a).length === 0,
  };
}
