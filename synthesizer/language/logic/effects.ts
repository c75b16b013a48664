/** What a piece of syntax may change, found without types: for loops and for functions. */
import type { Node } from "acorn";
import { Diagnostics } from "../diagnostics.js";
import type { DomainModel, LogicSource } from "./contracts.js";
import { parseBody, pushChildren } from "./parse.js";

export interface Effects {
  /** Locals that are assigned. */
  readonly locals: Set<string>;
  /** Names of fields on the way to what is assigned, pushed to or deleted from. */
  readonly fields: Set<string>;
  /** Something is stored under a computed key, pushed or deleted. */
  indexed: boolean;
  /** `create`, `apply` or `remove` is called. */
  records: boolean;
  /** Something other than the direct content of a local is changed: by the local's name. */
  readonly roots: { readonly name: string | null; readonly depth: number }[];
  /** Names of all functions that are called. */
  readonly calls: Set<string>;
}

/** The effects of everything inside of the nodes. */
export function effectsOf(nodes: readonly Node[]): Effects {
  const effects: Effects = {
    locals: new Set(),
    fields: new Set(),
    indexed: false,
    records: false,
    roots: [],
    calls: new Set(),
  };
  const stack = [...nodes];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    note(node, effects);
    pushChildren(node, stack);
  }
  return effects;
}

function note(node: Node, effects: Effects): void {
  if (node.type === "AssignmentExpression" && "left" in node) target(node.left, effects);
  if (node.type === "UpdateExpression" && "argument" in node) target(node.argument, effects);
  if (node.type === "UnaryExpression" && "operator" in node && node.operator === "delete") {
    if ("argument" in node) target(node.argument, effects);
  }
  if (node.type !== "CallExpression" || !("callee" in node)) return;
  const { callee } = node;
  if (!isNode(callee)) return;
  if (callee.type === "Identifier" && "name" in callee) {
    const name = String(callee.name);
    effects.calls.add(name);
    if (name === "create" || name === "apply" || name === "remove") effects.records = true;
  }
  if (callee.type === "MemberExpression" && "object" in callee && memberName(callee) === "push") {
    target(callee.object, effects, 1);
    effects.indexed = true;
  }
}

function target(node: unknown, effects: Effects, outer = 0): void {
  let current = node;
  let depth = outer;
  if (isNode(current) && current.type === "Identifier" && "name" in current) {
    if (outer === 0) effects.locals.add(String(current.name));
    else effects.roots.push({ name: String(current.name), depth });
    return;
  }
  while (isNode(current) && current.type === "MemberExpression" && "object" in current) {
    const name = memberName(current);
    if (name === null) effects.indexed = true;
    else effects.fields.add(name).add(`${name}_id`);
    current = current.object;
    depth += 1;
  }
  const name = isNode(current) && "name" in current ? String(current.name) : null;
  effects.roots.push({ name, depth });
}

/** Locals that hold a list or object literal, and nothing else under the same name. */
function freshLocals(nodes: readonly Node[]): Set<string> {
  const fresh = new Set<string>();
  const other = new Set<string>();
  const stack = [...nodes];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === "VariableDeclarator" && "id" in node && "init" in node) {
      const { id, init } = node;
      const literal = isNode(init) && /^(Array|Object)Expression$/.test(init.type);
      if (isNode(id) && "name" in id) (literal ? fresh : other).add(String(id.name));
    }
    pushChildren(node, stack);
  }
  for (const name of other) fresh.delete(name);
  return fresh;
}

function memberName(node: Node): string | null {
  if (!("property" in node) || !isNode(node.property)) return null;
  if (!("computed" in node) || node.computed === true) return null;
  return "name" in node.property ? String(node.property.name) : null;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}

/** Whether the effects reach beyond locals, given which functions of the domain write. */
export function writesRecords(effects: Effects, model: DomainModel): boolean {
  if (effects.records) return true;
  for (const name of effects.calls) {
    const signature = model.functions.get(name);
    if (signature !== undefined && signature.writes !== false) return true;
  }
  return false;
}

/**
 * The functions of a domain that may change records, directly or through others: for
 * `FunctionSignature.writes`. Bodies that cannot be parsed count as writing nothing; they are
 * reported when they are checked.
 */
export function findWritingFunctions(bodies: ReadonlyMap<string, LogicSource>): Set<string> {
  const calls = new Map<string, Set<string>>();
  const writing = new Set<string>();
  for (const [name, source] of bodies) {
    const body = parseBody(source, new Diagnostics()) ?? [];
    const effects = effectsOf(body);
    calls.set(name, effects.calls);
    const fresh = freshLocals(body);
    const outside = effects.roots.some(
      (root) => root.name === null || root.depth > 1 || !fresh.has(root.name),
    );
    if (outside || effects.records || effects.calls.has("advance")) writing.add(name);
  }
  for (let grew = true; grew; ) {
    grew = false;
    for (const [name, called] of calls) {
      if (writing.has(name) || ![...called].some((other) => writing.has(other))) continue;
      writing.add(name);
      grew = true;
    }
  }
  return writing;
}
