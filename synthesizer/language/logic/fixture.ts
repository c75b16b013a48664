/** A domain for the tests of the checker, built by hand: a lending desk with a bit of everything. */
import type { EntitySpec, FieldSpec, TypeSpec } from "../../../shared/index.js";
import { Diagnostics } from "../diagnostics.js";
import type { Stmt, Type } from "../ir.js";
import { typeOf } from "../types.js";
import type { CheckedBody, Constant, DomainModel, LogicScope, LogicSource } from "./contracts.js";
import { checkBody, checkExpression } from "./index.js";

function field(name: string, type: TypeSpec, more: Partial<FieldSpec> = {}): FieldSpec {
  return { name, type, description: "", ...more };
}
const ref = (entity: string): TypeSpec => ({ kind: "ref", entity });
const maybe = (of: TypeSpec): TypeSpec => ({ kind: "nullable", of });
const string: TypeSpec = { kind: "string" };
const money: TypeSpec = { kind: "money" };
const date: TypeSpec = { kind: "date" };

const STATUS: TypeSpec = {
  kind: "enum",
  name: "LoanStatus",
  values: ["open", "returned", "lost"],
};
const LEVEL: TypeSpec = { kind: "enum", name: "Level", values: ["basic", "gold"] };
const SETTING: TypeSpec = { kind: "enum", name: "Setting", values: ["wifi", "sound"] };

const ADDRESS: Extract<TypeSpec, { kind: "record" }> = {
  kind: "record",
  name: "Address",
  fields: [field("street", string), field("city", string), field("note", maybe(string))],
};
const ITEM: Extract<TypeSpec, { kind: "record" }> = {
  kind: "record",
  name: "Item",
  fields: [
    field("book_id", ref("Book")),
    field("quantity", { kind: "int" }),
    field("price", { kind: "decimal", digits: 2 }),
    field("note", maybe(string)),
  ],
};
const PAYMENT: Extract<TypeSpec, { kind: "union" }> = {
  kind: "union",
  name: "Payment",
  tag: "source",
  variants: [
    { value: "card", description: "", fields: [field("last_four", string)] },
    { value: "gift", description: "", fields: [field("balance", money)] },
    { value: "cash", description: "", fields: [] },
  ],
};

function entity(
  name: string,
  table: string,
  idField: string,
  fields: readonly FieldSpec[],
  more: Partial<EntitySpec> = {},
): EntitySpec {
  return {
    name,
    table,
    description: "",
    idField,
    id: { kind: "counter", prefix: name.charAt(0), digits: 4, start: 1 },
    singleton: false,
    compare: "exact",
    fields: [field(idField, { kind: "id", entity: name }), ...fields],
    indexes: [],
    ...more,
  };
}

const ENTITIES = [
  entity("Member", "members", "member_id", [
    field("name", string),
    field("email", string),
    field("nickname", maybe(string)),
    field("level", LEVEL),
    field("balance", money),
    field("score", { kind: "number" }, { derived: true }),
    field("address", ADDRESS),
    field("cards", { kind: "map", key: string, value: PAYMENT }),
    field("tags", { kind: "list", of: string }),
  ]),
  entity("Book", "books", "isbn", [field("title", string), field("owner", ref("Member"))], {
    id: { kind: "natural" },
  }),
  entity("Loan", "loans", "loan_id", [
    field("member_id", ref("Member")),
    field("title", string),
    field("status", STATUS),
    field("due", date),
    field("returned_at", maybe({ kind: "datetime" })),
    field("fee", maybe(money)),
    field("guarantor_id", maybe(ref("Member"))),
    field("payment", maybe(PAYMENT)),
  ]),
  entity("Order", "orders", "order_id", [
    field("member_id", ref("Member")),
    field("items", { kind: "list", of: ITEM }),
    field("total", { kind: "decimal", digits: 2 }),
    field("watchers", { kind: "list", of: ref("Member") }),
    field("payment", PAYMENT),
    field("notice", { kind: "message" }),
  ]),
  entity("Device", "devices", "device_id", [
    field("wifi", { kind: "bool" }),
    field("sound", { kind: "bool" }),
  ]),
  entity("Desk", "desk", "id", [field("open", { kind: "bool" }), field("note", maybe(string))], {
    singleton: true,
  }),
];

const LOAN_SUMMARY = (ENTITIES[2]?.fields ?? []).filter(({ name }) =>
  ["loan_id", "title", "due"].includes(name),
);

export const MODEL: DomainModel = {
  enums: new Map(
    [STATUS, LEVEL, SETTING].flatMap((type) =>
      type.kind === "enum"
        ? [
            [
              type.name,
              {
                name: type.name,
                description: "",
                values: type.values.map((value) => ({ value, description: "" })),
              },
            ] as const,
          ]
        : [],
    ),
  ),
  types: new Map<string, Extract<TypeSpec, { kind: "record" | "union" }>>([
    ["Address", ADDRESS],
    ["Item", ITEM],
    ["Payment", PAYMENT],
  ]),
  entities: new Map(ENTITIES.map((one) => [one.name, one])),
  tables: new Map(ENTITIES.map((one) => [one.table, one])),
  views: new Map([["Loan.summary", { entity: "Loan", fields: LOAN_SUMMARY }]]),
  constants: new Map<string, Constant>([
    ["limits", constant({ loans: 3, days: 14, none: 0 })],
    ["fees", constant({ late_per_day: 25, rate: 0.5 })],
    ["level_fees", constant({ basic: 500, gold: 100 })],
    ["zones", { value: ["a", "b"], type: { kind: "list", of: { kind: "string" } } }],
  ]),
  functions: new Map([
    [
      "open_loans",
      {
        name: "open_loans",
        params: [{ name: "member", type: typeOf(ref("Member")) }],
        returns: { kind: "list", of: typeOf(ref("Loan")) },
        writes: false,
      },
    ],
    [
      "close_loan",
      {
        name: "close_loan",
        params: [{ name: "loan", type: typeOf(ref("Loan")) }],
        returns: { kind: "void" },
        writes: true,
      },
    ],
  ]),
  tools: new Map([
    ["find_member", ["member_unknown"]],
    ["borrow", []],
  ]),
  errors: new Set(["loan_limit", "not_open"]),
  principal: null,
};

function constant(value: Record<string, number>): Constant {
  const fields = Object.entries(value).map(([name, n]) => ({
    name,
    type: { kind: Number.isInteger(n) ? "int" : "number" } as Type,
  }));
  return { value, type: { kind: "record", name: null, fields } as Type };
}

/** A source whose places are its own lines and columns. */
export function sourceOf(text: string): LogicSource {
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  const place = (offset: number) => {
    const line = starts.findLastIndex((start) => start <= offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
  return {
    text,
    span(start, end) {
      const from = place(start);
      const to = place(end);
      return {
        file: "t",
        line: from.line,
        column: from.column,
        endLine: to.line,
        endColumn: to.column,
      };
    },
  };
}

const PARAMS: Readonly<Record<string, TypeSpec>> = {
  member: ref("Member"),
  member_id: { kind: "id", entity: "Member" },
  loan: ref("Loan"),
  order: ref("Order"),
  book: ref("Book"),
  device: ref("Device"),
  setting: SETTING,
  level: LEVEL,
  status: STATUS,
  title: string,
  amount: maybe(money),
  price: { kind: "number" },
  n: { kind: "int" },
  day_due: date,
  moment: { kind: "datetime" },
  payment: PAYMENT,
  names: { kind: "list", of: string },
  ids: { kind: "list", of: { kind: "id", entity: "Member" } },
  limit: maybe({ kind: "int" }),
  words: { kind: "list", of: string },
};

/** The scope of a tool with one parameter of every sort, and a result. */
export function scopeOf(returns: TypeSpec | null, more: Partial<LogicScope> = {}): LogicScope {
  const at = sourceOf("").span(0, 0);
  const changes: Type = {
    kind: "changes",
    entity: "Member",
    fields: ["name", "nickname", "balance"],
  };
  return {
    where: "tool",
    locals: [
      ...Object.entries(PARAMS).map(([name, type]) => ({ name, type: typeOf(type), at })),
      { name: "changes", type: changes, at },
    ],
    returns: returns === null ? { kind: "none" } : { kind: "result", spec: returns, entity: null },
    codes: new Set(["member_unknown"]),
    ...more,
  };
}

export const VIEW: TypeSpec = { kind: "record", name: "Loan.summary", fields: LOAN_SUMMARY };
export const WHOLE: TypeSpec = { kind: "record", name: "Loan", fields: ENTITIES[2]?.fields ?? [] };

export interface Outcome extends CheckedBody {
  /** `code line:column` of each diagnostic, with `-> suggestion`. */
  readonly problems: readonly string[];
  readonly diagnostics: Diagnostics;
}

export function checkText(text: string, scope: LogicScope = scopeOf(null)): Outcome {
  const diagnostics = new Diagnostics();
  const checked = checkBody(sourceOf(text), MODEL, scope, diagnostics);
  return { ...checked, problems: brief(diagnostics), diagnostics };
}

export function checkCondition(text: string, scope: LogicScope) {
  const diagnostics = new Diagnostics();
  const checked = checkExpression(sourceOf(text), MODEL, scope, { kind: "bool" }, diagnostics);
  return { ...checked, problems: brief(diagnostics), diagnostics };
}

function brief(diagnostics: Diagnostics): string[] {
  return diagnostics.list.map(({ code, at, suggestion }) => {
    const place = `${code} ${at.line}:${at.column}`;
    return suggestion === undefined ? place : `${place} -> ${suggestion}`;
  });
}

/** The statements of a body that has to be right. */
export function bodyOf(text: string, scope: LogicScope = scopeOf(null)): readonly Stmt[] {
  const { body, diagnostics } = checkText(text, scope);
  if (diagnostics.any) {
    throw new Error(
      diagnostics.list.map((d) => `${d.code}: ${d.message} ${d.allowed ?? ""}`).join("\n"),
    );
  }
  return body;
}

/** IR without places, to be compared with literals. */
export function bare(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === "at" ? undefined : inner)));
}
