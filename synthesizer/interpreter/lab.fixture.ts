/** A small world for the tests of the interpreter: a test adds tools and calls them. */
import { stringify } from "yaml";
import {
  type CallOutcome,
  type Clock,
  callTool,
  createBase,
  type Domain,
  type DomainState,
  openState,
  prepareDomain,
  type StateDocument,
} from "../../shared/index.js";
import { type IrDomain, loadDomain } from "../language/index.js";
import { interpretDomain } from "./index.js";

const described = (type: string, more: object = {}) => ({
  type,
  description: "What it is.",
  ...more,
});

/** The domain without tools, as the data that its YAML would hold. */
export const WORLD = {
  domain: "lab",
  title: "Lab",
  summary: "A small world for tests.",
  category: "tests",
  now: "2026-03-02T09:30:00",
  policy: "Today is 2026-03-02.",
  tables: {
    limits: { loans: 2, days: 14 },
    fees: { late: { money: 25 } },
    fares: { open: 3, returned: 4 },
  },
  enums: {
    Status: {
      description: "Where a loan stands.",
      values: { open: "Out.", returned: "Back." },
      lifecycle: { open: ["returned"], returned: [] },
    },
    Setting: { description: "A setting.", values: ["wifi", "sound"] },
  },
  types: {
    Item: {
      description: "A line of an order.",
      fields: { sku: described("string"), price: described("money"), count: described("int") },
    },
    Payment: {
      description: "How something is paid.",
      tag: "source",
      variants: {
        card: { description: "A card.", fields: { last_four: described("string") } },
        gift: { description: "A gift card.", fields: { left: described("money") } },
      },
    },
  },
  errors: {
    refused: "The tool said no.",
    member_missing: "There is no such member.",
  },
  entities: {
    Member: {
      table: "members",
      description: "A person.",
      id: { field: "member_id", prefix: "M", digits: 4 },
      fields: {
        name: described("string"),
        email: described("string"),
        balance: described("money"),
        friend_id: described("ref<Member>?"),
        cards: described("map<string, Payment>"),
        tags: described("list<string>"),
        rating: described("decimal(2)"),
      },
    },
    Loan: {
      table: "loans",
      description: "Something lent.",
      id: { field: "loan_id", prefix: "L", digits: 4 },
      fields: {
        member_id: described("ref<Member>"),
        title: described("string"),
        status: described("Status"),
        due: described("date"),
        fee: described("money?"),
        items: described("list<Item>"),
        witnesses: described("list<ref<Member>>"),
      },
    },
    Note: {
      table: "notes",
      description: "A note under a name of its own.",
      id: { field: "key", natural: true },
      fields: { text: described("message"), score: described("int") },
    },
    Device: {
      table: "device",
      description: "The one device.",
      singleton: true,
      fields: { wifi: described("bool"), sound: described("bool"), battery: described("int") },
    },
  },
  seed: {
    members: {
      count: 3,
      each: `return { name: person(i).name, email: person(i).email, balance: randomInt(0, 50), friend: null, cards: {}, tags: [], rating: 1 };`,
    },
    loans: {
      count: 2,
      each: `return { member: pick(members), title: "Emma", status: "open", due: addDays(today, randomInt(-5, 5)), fee: null, items: [], witnesses: pickSome(members, 2) };`,
    },
    notes: { fixed: { first: { text: "Hello", score: 1 } } },
    device: { fixed: [{ wifi: true, sound: false, battery: 50 }] },
  },
} as const;

export const START: StateDocument = {
  members: {
    M0001: member("M0001", "Ada Park", "ada@example.org", {
      friend_id: "M0002",
      cards: {
        a: { source: "card", last_four: "1234" },
        g: { source: "gift", left: 500 },
      },
      tags: ["new", "vip"],
    }),
    M0002: member("M0002", "Bo Lind", "bo@example.org", {}),
    M0003: member("M0003", "Cy Fox", "cy@example.org", {}),
  },
  loans: {
    L0001: loan("L0001", "M0001", "Emma", {
      items: [
        { sku: "x", price: 100, count: 1 },
        { sku: "y", price: 250, count: 2 },
      ],
      witnesses: ["M0002", "M0003"],
    }),
    L0002: loan("L0002", "M0001", "Dune", { due: "2026-02-20" }),
    L0003: loan("L0003", "M0002", "Solaris", { status: "returned", fee: 75 }),
  },
  notes: { first: { key: "first", text: ["Hello"], score: 1 } },
  device: { device: { wifi: true, sound: false, battery: 50 } },
};

function member(id: string, name: string, email: string, more: object) {
  return {
    member_id: id,
    name,
    email,
    balance: 0,
    friend_id: null,
    cards: {},
    tags: [],
    rating: 1,
    ...more,
  };
}

function loan(id: string, memberId: string, title: string, more: object) {
  return {
    loan_id: id,
    member_id: memberId,
    title,
    status: "open",
    due: "2026-03-10",
    fee: null,
    items: [],
    witnesses: [],
    ...more,
  };
}

/** What a domain declares has to be used: this tool uses what a test may not. */
const KEEP = {
  description: "Uses what the world declares.",
  params: { setting: described("Setting", { unused: "It is here for its type." }) },
  result: "int",
  errors: {},
  body: `
require(loans.length < 100, "refused", "Too many.");
require(members.length < 100, "member_missing", "Too many.");
require(notes.length < 100, "refused", "Too many.");
const fare = fares["open"];
return limits.loans + limits.days + fees.late + fare + (device.battery - 50);`,
};

export interface LabTool {
  readonly params?: Readonly<Record<string, string | object>>;
  readonly result?: string | object;
  readonly body: string;
  readonly errors?: Readonly<Record<string, string>>;
}

export interface Lab {
  readonly ir: IrDomain;
  readonly domain: Domain;
  readonly state: DomainState;
  readonly clock: Clock;
  call(tool: string, args?: unknown): CallOutcome;
}

/** The world with these tools and whatever else (`functions`, `reactions`, ...) is given. */
export function lab(tools: Readonly<Record<string, LabTool>>, extra: object = {}): Lab {
  const ir = load({
    ...WORLD,
    tools: { keep: KEEP, ...documentOf(tools) },
    ...extra,
  });
  const domain = interpretDomain(ir);
  const state = openState(createBase(domain.spec, structuredClone(START) as StateDocument), {
    freeze: true,
  });
  const clock = { now: domain.spec.now };
  const prepared = prepareDomain(domain);
  return {
    ir,
    domain,
    state,
    clock,
    call: (tool, args = {}) => callTool(prepared, state, clock, tool, args),
  };
}

function documentOf(tools: Readonly<Record<string, LabTool>>): object {
  const entries = Object.entries(tools).map(([name, { params = {}, result = "none", ...tool }]) => {
    const withText = Object.entries(params).map(([param, type]) => [
      param,
      typeof type === "string" ? described(type) : type,
    ]);
    return [
      name,
      { description: "A tool of the test.", params: Object.fromEntries(withText), result, ...tool },
    ];
  });
  return Object.fromEntries(entries);
}

/** Loads a domain from data; what is wrong with it fails the test. */
export function load(document: object): IrDomain {
  const loaded = loadDomain(stringify(document, { aliasDuplicateObjects: false }), "lab.yaml");
  if (!loaded.ok) {
    throw new Error(
      loaded.diagnostics.map((each) => `${each.at.line}: ${each.message}`).join("\n"),
    );
  }
  return loaded.domain;
}

/** What one body gives on the start state, or the code of its refusal. */
export function run(body: string, result: string | object = "none", extra: object = {}): unknown {
  const outcome = lab({ probe: { body, result } }, extra).call("probe");
  return outcome.ok ? outcome.result : outcome.code;
}
