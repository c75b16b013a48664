/** Text to syntax tree, with bounds on size and depth before anything recurses over it. */
import {
  type Expression,
  type Node,
  type Options,
  type Program,
  parse,
  type Statement,
} from "acorn";
import type { Diagnostics } from "../diagnostics.js";
import type { LogicSource } from "./contracts.js";
import { syntaxHint } from "./hints.js";

/** A body has at most this many characters. */
export const MAX_LOGIC_LENGTH = 65_536;
/** A syntax tree is at most this deep; everything that walks trees may rely on it. */
export const MAX_LOGIC_DEPTH = 200;

const OPTIONS: Options = {
  ecmaVersion: "latest",
  sourceType: "script",
  allowReturnOutsideFunction: true,
  allowHashBang: false,
};

/** The statements of a body; null (and a diagnostic) when the text is none. */
export function parseBody(
  source: LogicSource,
  diagnostics: Diagnostics,
): readonly Statement[] | null {
  return parseProgram(source, diagnostics)?.body.filter(isStatement) ?? null;
}

/** The one expression of a `check`; null (and a diagnostic) when the text is none. */
export function parseExpression(source: LogicSource, diagnostics: Diagnostics): Expression | null {
  const body = parseProgram(source, diagnostics)?.body;
  if (body === undefined) return null;
  const [only] = body;
  if (body.length === 1 && only?.type === "ExpressionStatement") return only.expression;
  const returned = only?.type === "ReturnStatement" && body.length === 1;
  diagnostics.add({
    code: "syntax",
    at: source.span(only?.start ?? 0, (body.at(-1) ?? only)?.end ?? source.text.length),
    message: returned
      ? "Write the expression without `return` here."
      : "One expression is expected here, not statements.",
  });
  return null;
}

// Imports and exports cannot be parsed outside of modules, so every node is a statement.
function isStatement(node: Program["body"][number]): node is Statement {
  return !node.type.startsWith("Import") && !node.type.startsWith("Export");
}

/** Programs that were parsed without a finding: functions are looked at before they are checked. */
const parsed = new WeakMap<LogicSource, Program>();

function parseProgram(source: LogicSource, diagnostics: Diagnostics): Program | null {
  const { text } = source;
  const known = parsed.get(source);
  if (known !== undefined) return known;
  if (text.length > MAX_LOGIC_LENGTH) {
    diagnostics.add({
      code: "too_complex",
      at: source.span(0, Math.min(80, text.length)),
      message: `Logic has at most ${MAX_LOGIC_LENGTH} characters; this has ${text.length}.`,
    });
    return null;
  }
  let program: Program;
  try {
    program = parse(text, OPTIONS);
  } catch (error) {
    if (error instanceof RangeError) tooDeep(source, 0, text.length, diagnostics);
    else if (error instanceof SyntaxError) syntaxError(source, error, diagnostics);
    else throw error;
    return null;
  }
  const deep = deepest(program);
  if (deep === null) {
    parsed.set(source, program);
    return program;
  }
  tooDeep(source, deep.start, deep.end, diagnostics);
  return null;
}

function tooDeep(source: LogicSource, start: number, end: number, diagnostics: Diagnostics): void {
  diagnostics.add({
    code: "too_complex",
    at: source.span(start, Math.min(end, start + 80)),
    message: `This is nested too deeply (at most ${MAX_LOGIC_DEPTH} levels); name parts of it with \`const\`.`,
  });
}

function syntaxError(source: LogicSource, error: SyntaxError, diagnostics: Diagnostics): void {
  const position = "pos" in error && typeof error.pos === "number" ? error.pos : 0;
  const message = error.message.replace(/ \(\d+:\d+\)$/, "");
  const hint = syntaxHint(source.text, position);
  diagnostics.add({
    code: hint === null ? "syntax" : "outside_subset",
    at: source.span(position, Math.min(position + 1, source.text.length)),
    message: hint ?? `Not valid TypeScript: ${message}.`,
  });
}

/** A node below the allowed depth, found level by level without recursion; null when there is none. */
function deepest(program: Program): Node | null {
  let level: Node[] = [program];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_LOGIC_DEPTH) return level[0] ?? null;
    const below: Node[] = [];
    for (const node of level) pushChildren(node, below);
    level = below;
  }
  return null;
}

/** Puts the nodes directly inside of a node on a stack. */
export function pushChildren(node: Node, stack: Node[]): void {
  // Nodes are plain objects of the parser; every tree is walked, so no lists are made on the way.
  for (const key in node) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) {
      for (const element of value) if (isNode(element)) stack.push(element);
    } else if (isNode(value)) stack.push(value);
  }
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    typeof value.type === "string" &&
    "start" in value
  );
}
