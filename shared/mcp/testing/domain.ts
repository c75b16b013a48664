/** A small hand-written domain for the tests of the doors: one tool of each kind that they tell apart. */
import {
  type Domain,
  type ParamSpec,
  refuse,
  type ToolEffects,
  type ToolImplementation,
  type ToolSpec,
} from "../../runtime/index.js";
import type { EntitySpec, FieldSpec, Json, TypeSpec } from "../../schema/index.js";
import type { Table } from "../../state/index.js";

interface Item {
  item_id: string;
  title: string;
  count: number;
}

interface Db {
  readonly [table: string]: unknown;
  readonly items: Table<Item>;
}

const TEXT: TypeSpec = { kind: "string" };
const COUNT: TypeSpec = { kind: "int", min: 0 };

const FIELDS: readonly FieldSpec[] = [
  { name: "item_id", type: { kind: "id", entity: "Item" }, description: "The item." },
  { name: "title", type: TEXT, description: "What it is called." },
  { name: "count", type: COUNT, description: "How many there are." },
];

const ITEM: EntitySpec = {
  name: "Item",
  table: "items",
  description: "A thing on a shelf.",
  idField: "item_id",
  id: { kind: "counter", prefix: "I", digits: 4, start: 1 },
  singleton: false,
  compare: "exact",
  fields: FIELDS,
  indexes: [],
};

const ITEM_RESULT: TypeSpec = { kind: "record", name: "Item", fields: FIELDS };

const NOTHING: ToolEffects = {
  reads: [],
  creates: [],
  updates: [],
  removes: [],
  advances: false,
  idempotent: true,
};

const ITEM_ID: ParamSpec = {
  name: "item_id",
  type: { kind: "ref", entity: "Item" },
  description: "The item.",
  required: true,
};

function param(name: string, type: TypeSpec): ParamSpec {
  return { name, type, description: `The ${name}.`, required: true };
}

interface Entry {
  readonly spec: ToolSpec;
  readonly run: ToolImplementation["run"];
}

function tool(
  name: string,
  spec: Partial<ToolSpec> & { effects?: ToolEffects },
  run: (call: { db: Db; advance(minutes: number): void }, args: never) => Json,
): Entry {
  return {
    spec: {
      name,
      title: `Title of ${name}`,
      description: `What ${name} does.`,
      actor: "agent",
      params: [],
      result: TEXT,
      effects: NOTHING,
      refusals: [],
      refusalsAs: "raised",
      ...spec,
    },
    run: run as ToolImplementation["run"],
  };
}

function plain(item: Readonly<Item>): Json {
  return { ...item };
}

function findItem(db: Db, id: string): Readonly<Item> {
  return db.items.get(id) ?? refuse("item_not_found", `There is no item ${id}.`);
}

const ENTRIES: readonly Entry[] = [
  tool(
    "get_item",
    {
      params: [ITEM_ID],
      result: ITEM_RESULT,
      effects: { ...NOTHING, reads: ["items"] },
      refusals: [{ code: "item_not_found", description: "Nothing has this id." }],
    },
    ({ db }, { item_id }: { item_id: string }) => plain(findItem(db, item_id)),
  ),
  tool(
    "list_items",
    {
      result: { kind: "list", of: ITEM_RESULT },
      effects: { ...NOTHING, reads: ["items"] },
    },
    ({ db }) => db.items.all().map(plain),
  ),
  tool(
    "add_item",
    {
      params: [param("title", TEXT), param("count", COUNT)],
      result: ITEM_RESULT,
      effects: { ...NOTHING, creates: ["items"], idempotent: false },
    },
    ({ db }, { title, count }: { title: string; count: number }) =>
      plain(db.items.create({ title, count })),
  ),
  tool(
    "set_count",
    {
      params: [ITEM_ID, param("count", COUNT)],
      result: ITEM_RESULT,
      effects: { ...NOTHING, reads: ["items"], updates: ["items"] },
    },
    ({ db }, { item_id, count }: { item_id: string; count: number }) => {
      const item = db.items.edit(findItem(db, item_id));
      item.count = count;
      return plain(item);
    },
  ),
  tool(
    "half_done",
    {
      params: [ITEM_ID],
      effects: { ...NOTHING, updates: ["items"] },
      refusals: [{ code: "too_bad", description: "Always." }],
    },
    ({ db }, { item_id }: { item_id: string }) => {
      db.items.edit(findItem(db, item_id)).count = 999;
      return refuse("too_bad", "It went wrong halfway.");
    },
  ),
  tool("wait_an_hour", { effects: { ...NOTHING, advances: true, idempotent: false } }, (call) => {
    call.advance(60);
    return "An hour later.";
  }),
  tool(
    "ask",
    {
      result: ITEM_RESULT,
      refusals: [{ code: "no_answer", description: "Always." }],
      refusalsAs: "returned",
    },
    () => refuse("no_answer", "There is no answer."),
  ),
  tool("press_button", { actor: "user" }, () => "Pressed."),
  tool("broken", {}, () => {
    throw new TypeError("secret detail of the code");
  }),
];

/** The domain under a name of one's choosing. At scale n it has 3 * n items, called after the seed. */
export function fixtureDomain(name = "shelf", now = "2026-03-02T09:00:00"): Domain {
  return {
    spec: {
      domain: name,
      title: `The ${name}`,
      summary: "Things on a shelf.",
      category: "tests",
      now,
      policy: `# The ${name}\nKeep the shelf in order.`,
      enums: [],
      entities: [ITEM],
      principal: null,
      tools: ENTRIES.map((entry) => entry.spec),
    },
    tools: Object.fromEntries(ENTRIES.map(({ spec, run }) => [spec.name, { run }])),
    reactions: [],
    invariants: [],
    seed: ({ seed, scale }) => {
      const items: Record<string, { item_id: string; title: string; count: number }> = {};
      for (let i = 1; i <= 3 * scale; i += 1) {
        const id = `I${String(i).padStart(4, "0")}`;
        items[id] = { item_id: id, title: `Thing ${i} of ${seed}`, count: i };
      }
      return { items };
    },
  };
}
