/** Programs on which the interpreter and the emitted code, or TypeScript, once disagreed. */
import { documentOf, type Part } from "./program.js";

export interface Case {
  /** What has to hold. */
  readonly name: string;
  readonly text: string;
}

const PARAMS = `    params:
      box_id: { type: ref<Box>, description: A box. }
      keeper_id: { type: ref<Keeper>, description: A keeper. }
      maybe: { type: "ref<Box>?", description: A box. }
      some: { type: list<ref<Box>>, description: Boxes. }
      number: { type: int, description: A number. }
`;

/** Every parameter is used, whatever the body does. */
const USES = [
  "const trace = [];",
  "trace.push(`${keeper.name}${maybe?.tally ?? 0}${some.length}${box.tally}${number}`);",
];

function lines(text: string): { readonly text: string }[] {
  return text
    .trim()
    .split("\n")
    .map((line) => ({ text: line }));
}

function tool(result: string, body: string): Part {
  return {
    kind: "tool",
    name: "act",
    head: `  act:\n    description: A tool.\n${PARAMS}    result: ${result}\n`,
    pieces: [...USES.map((text) => ({ text })), ...lines(body)],
    end: "",
  };
}

function helper(signature: string, body: string): Part {
  return {
    kind: "function",
    name: "helper",
    head: `  helper:\n    description: A function.\n${signature}`,
    pieces: lines(body),
    end: "",
  };
}

function of(name: string, ...parts: readonly Part[]): Case {
  return { name, text: documentOf(parts).text };
}

const TRACE = "trace: { type: list<string>, description: Trace. }";

export const CASES: readonly Case[] = [
  of(
    "a result shows records as they stand when the body ends",
    helper(
      "    params: { whose: Keeper }\n    returns: list<Box>\n",
      'whose.name = "changed";\nreturn boxes.filter(b => b.keeper === whose);',
    ),
    tool(
      `{ ${TRACE}, keeper: { type: Keeper, description: K. }, brief: { type: Keeper.brief, description: K. }, all: { type: list<Box>, description: B. } }`,
      "return { trace, keeper: box.keeper, brief: box.keeper, all: helper(box.keeper) };",
    ),
  ),
  of(
    "a result that is chosen shows records as they stand when the body ends",
    helper(
      "    params: { whose: Keeper }\n    returns: int\n",
      "whose.budget += 5;\nreturn whose.budget;",
    ),
    tool(
      `{ ${TRACE}, gear: { type: Item?, description: G. }, brief: { type: Keeper.brief, description: K. }, left: { type: int, description: L. } }`,
      "return number > 3 ? { trace, gear: box.spare, brief: keeper, left: helper(keeper) } : { trace, gear: null, brief: box.keeper, left: 0 };",
    ),
  ),
  of(
    "a list shares what is nested in its objects with the records that they were spread from",
    tool(
      `{ ${TRACE}, things: { type: list<Item>, description: T. } }`,
      `const things = [];
for (const one of some) {
  const gear = one.keeper.gear;
  things.push({ ...gear, qty: 5 });
  one.tally += 1;
}
box.keeper.gear.size.w = number;
return { trace, things };`,
    ),
  ),
  of(
    "what is stored shares nothing with what it was made of, whatever shape it had there",
    tool(
      `{ ${TRACE}, things: { type: list<Item>, description: T. } }`,
      `const things = [];
things.push({ ...keeper.gear, qty: number, price: 0.5 });
things.push({ ...box.keeper.gear, qty: 1, price: 0.5 });
for (const one of things) { box.items.push(one); keeper.gear.size.w -= number; }
box.spare = { qty: 2, price: 1.5, name: "nut", size: keeper.gear.size };
keeper.gear.size.h += 1;
return { trace, things };`,
    ),
  ),
  of(
    "locals may be called like helpers and like what a call is made of",
    helper(
      "    params: { call: Box, db: int }\n    returns: int\n",
      "const count = call.items.length + db;\ncall.tally += count;\nreturn count;",
    ),
    tool(
      `{ ${TRACE}, found: { type: Box?, description: B. }, total: { type: int, description: T. } }`,
      `const found = boxes.find(b => b.tally > number);
require(found !== null, "missing", "There is none.");
const args = helper(found, number);
const first = some[0];
const copy = min(some.map(row => row.tally)) ?? args;
for (const call of some) { call.tally += copy; }
const message = \`\${first?.code ?? box.code} \${args}\`;
box.remark = message;
const context = found.keeper;
context.score += 1;
return { trace, found, total: copy };`,
    ),
  ),
  of(
    "a fallback and a comparison that decide nothing are left out",
    tool(
      `{ ${TRACE}, half: { type: number, description: H. } }`,
      `const half = box.tally / 2 ?? 0;
if (box === maybe && maybe !== null) { maybe.tally += 1; }
keeper.gear.size.w += (3 === 8 ? keeper.budget : number);
return { trace, half };`,
    ),
  ),
  of(
    "the record of a singleton is the same one, whoever changed it last",
    helper(
      "    params: { whose: Keeper }\n    returns: int\n",
      "desk.turns += 1;\ndesk.heard.push(whose.name);\nreturn desk.turns;",
    ),
    tool(
      `{ ${TRACE}, before: { type: int, description: B. }, after: { type: int, description: A. }, heard: { type: list<string>, description: H. } }`,
      `const before = desk.turns;
const told = desk.heard;
for (const one of some) {
  const who = one.keeper.name;
  if (helper(one.keeper) > 2) { trace.push(who); }
}
for (const line of desk.heard) {
  trace.push(line);
  if (number > 3) { desk.heard.push("again"); }
}
return { trace, before, after: desk.turns, heard: told };`,
    ),
  ),
  of(
    "a list that a loop runs over may be added to under another name",
    tool(
      `{ ${TRACE}, things: { type: list<Item>, description: T. } }`,
      `const items = box.items;
const things = [];
for (const one of box.items) {
  things.push(one);
  items.push({ ...one, qty: number });
}
for (const one of keeper.tags) {
  trace.push(one);
}
keeper.gear.qty += things.length;
return { trace, things };`,
    ),
  ),
];
