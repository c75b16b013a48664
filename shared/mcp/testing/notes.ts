/** A domain whose record ids, map keys and numbers are whatever a client sends, for tests of bad input. */
import {
  type Domain,
  type ParamSpec,
  refuse,
  type ToolEffects,
  type ToolSpec,
} from "../../runtime/index.js";
import type { FieldSpec, Json, TypeSpec } from "../../schema/index.js";
import type { Table } from "../../state/index.js";

interface Note {
  name: string;
  tags: { [tag: string]: number };
}

interface Db {
  readonly [table: string]: unknown;
  readonly notes: Table<Note>;
}

const TAGS: TypeSpec = { kind: "map", key: { kind: "string" }, value: { kind: "int" } };

const FIELDS: readonly FieldSpec[] = [
  { name: "name", type: { kind: "id", entity: "Note" }, description: "What it is called." },
  { name: "tags", type: TAGS, description: "What it is about, and how much." },
];

const NOTE: TypeSpec = { kind: "record", name: "Note", fields: FIELDS };

const NOTHING: ToolEffects = {
  reads: [],
  creates: [],
  updates: [],
  removes: [],
  advances: false,
  idempotent: true,
};

function param(name: string, type: TypeSpec): ParamSpec {
  return { name, type, description: `The ${name}.`, required: true };
}

const SPECS: readonly ToolSpec[] = [
  {
    name: "read_note",
    params: [param("name", { kind: "ref", entity: "Note" })],
    result: NOTE,
    effects: { ...NOTHING, reads: ["notes"] },
    refusals: [{ code: "note_not_found", description: "Nothing is called so." }],
  },
  {
    name: "write_note",
    params: [param("name", { kind: "string" }), param("tags", TAGS)],
    result: NOTE,
    effects: { ...NOTHING, creates: ["notes"], idempotent: false },
    refusals: [],
  },
  {
    name: "weigh",
    params: [param("weight", { kind: "number" })],
    result: { kind: "number" as const },
    effects: NOTHING,
    refusals: [],
  },
].map((spec) => ({
  ...spec,
  title: spec.name,
  description: `What ${spec.name} does.`,
  actor: "agent",
  refusalsAs: "raised",
}));

const plain = (note: Readonly<Note>): Json => ({ ...note });

export function notesDomain(): Domain {
  return {
    spec: {
      domain: "notes",
      title: "Notes",
      summary: "Notes by name.",
      category: "tests",
      now: "2026-03-02T09:00:00",
      policy: "Keep notes.",
      enums: [],
      entities: [
        {
          name: "Note",
          table: "notes",
          description: "A note.",
          idField: "name",
          id: { kind: "natural" },
          singleton: false,
          compare: "exact",
          fields: FIELDS,
          indexes: [],
        },
      ],
      principal: null,
      tools: SPECS,
    },
    tools: {
      read_note: {
        run: ({ db }: { db: Db }, { name }: { name: string }) =>
          plain(db.notes.get(name) ?? refuse("note_not_found", "There is no such note.")),
      },
      write_note: {
        run: ({ db }: { db: Db }, fields: Note) => plain(db.notes.create(fields)),
      },
      weigh: { run: (_, { weight }: { weight: number }) => weight },
    },
    reactions: [],
    invariants: [],
    seed: () => ({ notes: { first: { name: "first", tags: { one: 1 } } } }),
  };
}
