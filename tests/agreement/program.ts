/** A random domain: the world of `world.ts` with functions, tools and a reaction made by chance. */
import { type IrDomain, loadDomain } from "../../synthesizer/language/index.js";
import type { Callable } from "./expressions.js";
import { Chooser } from "./random.js";
import { type Piece, rendered, Statements } from "./statements.js";
import { WORLD } from "./world.js";

/** A body of the program, with what is written around it. */
export interface Part {
  readonly kind: "function" | "tool" | "reaction";
  readonly name: string;
  /** The lines before `body: |`, indented. */
  readonly head: string;
  readonly pieces: readonly Piece[];
  /** What the body ends with. */
  readonly end: string;
}

const FIXED = `functions:
  any_box:
    description: A box.
    params: {}
    returns: Box
    body: |
      const some_box = last(boxes);
      require(some_box !== null, "missing", "There is no box.");
      return some_box;
  any_note:
    description: A note.
    params: {}
    returns: Note
    body: |
      const some_note = first(notes);
      require(some_note !== null, "missing", "There is no note.");
      return some_note;
`;

/** Uses what has to be used. */
const IDLE = `  idle:
    description: Does little.
    params: {}
    result: none
    body: |
      require(desk.turns < 1000, "refused", "Enough.");
      any_note().weight = prices[any_box().keeper.level];
`;

const WORN: readonly Callable[] = [{ name: "any_box", params: [], returns: "Box" }];

/** Types of functions' parameters and results as the language writes them. */
const WRITTEN: Readonly<Record<string, string>> = {
  int: "int",
  num: "number",
  str: "string",
  bool: "bool",
  level: "Level",
};

function written(type: string): string {
  if (type.endsWith("?")) return `${written(type.slice(0, -1))}?`;
  if (type.endsWith("[]")) return `list<${written(type.slice(0, -2))}>`;
  return WRITTEN[type] ?? type;
}

const PARAMS = [
  "Box",
  "Box",
  "Keeper",
  "Item",
  "int",
  "Box[]",
  "Item[]",
  "Box?",
  "Keeper?",
  "Size",
  "Pay",
  "str",
];
const RETURNS = [
  "Box",
  "Box?",
  "Keeper",
  "Item",
  "Item?",
  "Box[]",
  "Item[]",
  "int",
  "bool",
  "str",
  "Keeper?",
];

/** The parts of the program with this seed. */
export function randomParts(seed: number, tools: number): Part[] {
  const choose = new Chooser(seed);
  const callables: Callable[] = [...WORN];
  const parts: Part[] = [];
  for (let i = 0; i < choose.int(1, 4); i += 1) {
    const name = `fun${i}`;
    const params = Array.from({ length: choose.int(1, 3) }, () => choose.pick(PARAMS));
    const returns = choose.chance(0.35) ? null : choose.pick(RETURNS);
    const make = new Statements(choose, callables, "desk.heard");
    const names = params.map((type) => make.x.declare(type, "param"));
    const pieces = make.block(choose.int(1, 5), 1);
    for (const one of names) if (!one.used) pieces.push({ text: make.record(one) });
    const end = returns === null ? "" : `return ${make.x.expr(returns, 2)};`;
    const list = names.map((one) => `${one.name}: "${written(one.type)}"`).join(", ");
    parts.push({
      kind: "function",
      name,
      head: `  ${name}:\n    description: A function.\n    params: { ${list} }\n    returns: ${returns === null ? "none" : written(returns)}\n`,
      pieces,
      end,
    });
    callables.push({ name, params, returns });
    parts.push(useOf(name, params, returns));
  }
  for (let i = 0; i < tools; i += 1) parts.push(randomTool(choose, callables, `tool${i}`));
  if (choose.chance(0.4)) parts.push(randomReaction(choose));
  return parts;
}

/** A tool that does nothing but call the function. */
function useOf(name: string, params: readonly string[], returns: string | null): Part {
  const make = new Statements(new Chooser(0), [], "desk.heard");
  const list = params.map(
    (type, i) => `      p${i}: { type: "${argument(type)}", description: A parameter. }\n`,
  );
  const call = `${name}(${params.map((_, i) => `p${i}`).join(", ")})`;
  const result = make.x.declare(returns ?? "", "const", "result");
  const pieces: Piece[] =
    returns === null
      ? [{ text: `${call};` }]
      : [{ text: `const result = ${call};` }, { text: make.record(result) }];
  return {
    kind: "tool",
    name: `use_${name}`,
    head: `  use_${name}:\n    description: Calls a function.\n    params:\n${list.join("")}    result: none\n`,
    pieces,
    end: "",
  };
}

function argument(type: string): string {
  return written(type).replace(/Box|Keeper/, "ref<$&>");
}

const RESULT =
  "{ trace: { type: list<string>, description: Trace. }, box: { type: Box?, description: Box. }, keeper: { type: Keeper, description: Keeper. }, things: { type: list<Item>, description: Items. }, all: { type: list<Box>, description: Boxes. }, some: { type: list<Keeper.brief>, description: Keepers. } }";

function randomTool(choose: Chooser, callables: readonly Callable[], name: string): Part {
  const make = new Statements(choose, callables, "trace");
  const { x } = make;
  const params = [
    ["box_id", "ref<Box>", ["box", "Box"]],
    ["keeper_id", "ref<Keeper>", ["keeper", "Keeper"]],
    ["number", "int", ["number", "int"]],
    ["word", "string", ["word", "str"]],
    ["maybe", "ref<Box>?", ["maybe", "Box?"]],
    ["gift", "Item", ["gift", "Item"]],
    ["pay", "Pay?", ["pay", "Pay?"]],
    ["change", '"changes<Keeper: nick, score, level, gear>"', ["change", "changes"]],
    ["some", "list<ref<Box>>", ["some", "Box[]"]],
    ["level", "Level?", ["level", "level?"]],
  ] as const;
  const taken = params.filter((_, i) => i === 0 || choose.chance(0.5));
  const names = taken.map(([, , [local, type]]) => x.declare(type, "param", local));
  const pieces: Piece[] = [{ text: "const trace = [];" }];
  pieces.push({ text: 'trace.push("begin");' });
  // The body's own scope stays open for the result.
  const change = names.find((one) => one.type === "changes");
  const count = choose.int(4, 11);
  const at = choose.int(0, count - 1);
  for (let i = 0; i < count; i += 1) {
    if (i === at && change !== undefined) {
      pieces.push({ text: `apply(${x.expr("Keeper", 0)}, ${x.use(change)});` });
    }
    pieces.push(...make.open(2));
  }
  for (const one of x.scopes.flat()) {
    if (!one.used && one.type !== "changes") {
      pieces.push({ text: make.record(one) });
    }
  }
  const shown = x.scopes.flat().filter((one) => one.kind !== "arrow" && one.type !== "changes");
  for (const one of shown) if (choose.chance(0.5)) pieces.push({ text: make.record(one) });
  const end = `return { trace, box: ${x.expr("Box?", 1)}, keeper: ${x.expr("Keeper", 1)}, things: ${x.expr("Item[]", 1)}, all: ${x.expr("Box[]", 1)}, some: ${x.expr("Keeper[]", 1)} };`;
  const list = taken
    .map(
      ([param, type]) =>
        `      ${param}: { type: ${/[<?]/.test(type) && !type.startsWith('"') ? `"${type}"` : type}, description: A parameter. }\n`,
    )
    .join("");
  return {
    kind: "tool",
    name,
    head: `  ${name}:\n    description: A tool.\n    params:\n${list}    result: ${RESULT}\n`,
    pieces,
    end,
  };
}

function randomReaction(choose: Chooser): Part {
  const make = new Statements(choose, [], "desk.heard", true);
  const type = "Box";
  make.x.declare(type, "param", type.toLowerCase());
  const pieces = make.block(choose.int(1, 4), 1);
  return {
    kind: "reaction",
    name: "follow",
    head: `  - name: follow\n    description: A reaction.\n    on: ${type}\n`,
    pieces: [
      ...pieces,
      {
        text: make.record({
          name: type.toLowerCase(),
          type,
          kind: "param",
          used: true,
          stored: false,
        }),
      },
    ],
    end: "",
  };
}

/** The domain file, and for each part the lines that it fills (from the first to before the last). */
export function documentOf(parts: readonly Part[]): {
  readonly text: string;
  readonly lines: ReadonlyMap<Part, readonly [number, number]>;
} {
  let text = WORLD + FIXED;
  const lines = new Map<Part, readonly [number, number]>();
  const count = (): number => text.split("\n").length;
  const add = (kind: Part["kind"]): void => {
    for (const part of parts) {
      if (part.kind !== kind) continue;
      const first = count();
      text += `${part.head}    body: |\n${rendered([...part.pieces, ...(part.end === "" ? [] : [{ text: part.end }])], "      ")}`;
      lines.set(part, [first, count()]);
    }
  };
  add("function");
  text += "tools:\n";
  text += IDLE;
  add("tool");
  if (parts.some((part) => part.kind === "reaction")) text += "reactions:\n";
  add("reaction");
  return { text, lines };
}

export interface Accepted {
  readonly text: string;
  readonly ir: IrDomain;
  readonly parts: readonly Part[];
}

/** What the checker says of bodies that it refuses. */
export type Refused = (part: Part, code: string, message: string) => void;

/** The program without the bodies that the checker refuses; null when too little is left. */
export function accepted(all: readonly Part[], refused: Refused = () => {}): Accepted | null {
  let parts = [...all];
  for (;;) {
    const { text, lines } = documentOf(parts);
    const loaded = loadDomain(text, "random.yaml");
    if (loaded.ok) return { text, ir: loaded.domain, parts };
    const wrong = new Set<Part>();
    for (const { at, code, message } of loaded.diagnostics) {
      for (const [part, [first, last]] of lines) {
        if (at.line < first || at.line >= last || wrong.has(part)) continue;
        wrong.add(part);
        refused(part, code, message);
      }
    }
    if (wrong.size === 0) return null;
    parts = parts.filter((part) => !wrong.has(part));
  }
}
