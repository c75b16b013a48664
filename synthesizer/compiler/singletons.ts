/**
 * Gives the record of a singleton a name. The language calls it by its table's name wherever it is
 * meant (`desk.open`); emitted code fetches it once, before its first use, and then says `desk.open`
 * as well. Written as a declaration in the IR, so that the analysis of aliases decides as for any
 * other local whether it has to be the private copy.
 */
import { blocksOf, expressionsOf, mapBody, visitBody, visitExpr } from "../analysis/index.js";
import type { Expr, IrDomain, Stmt } from "../language/ir.js";
import { camelCase } from "./names.js";

type Singleton = Extract<Expr, { node: "singleton" }>;

/** A single read is as clear in its place. */
const WORTH_A_NAME = 2;

/** The domain with the singletons in its tools, functions and reactions named. */
export function nameSingletons(ir: IrDomain, imported: readonly string[]): IrDomain {
  const tables = new Map(
    ir.entities.filter(({ singleton }) => singleton).map(({ name, table }) => [name, table]),
  );
  if (tables.size === 0) return ir;
  const common = new Set([
    ...imported,
    ...Object.keys(ir.constants),
    ...[...ir.tools, ...ir.functions, ...ir.reactions, ...ir.invariants].flatMap(({ name }) => [
      name,
      camelCase(name),
    ]),
  ]);
  const named = (body: readonly Stmt[], params: readonly (string | null)[]): readonly Stmt[] => {
    let result = body;
    for (const [entity, table] of tables) {
      const taken = namesIn(result);
      for (const name of [...common, ...params]) if (name !== null) taken.add(name);
      result = withName(result, entity, freeName(camelCase(table), taken));
    }
    return result;
  };
  return {
    ...ir,
    tools: ir.tools.map((tool) => ({
      ...tool,
      body: named(
        tool.body,
        tool.params.flatMap(({ record, value }) => [record, value]),
      ),
    })),
    functions: ir.functions.map((fn) => ({
      ...fn,
      body: named(
        fn.body,
        fn.params.map(({ name }) => name),
      ),
    })),
    reactions: ir.reactions.map((one) => ({ ...one, body: named(one.body, [one.record]) })),
  };
}

/** Every name that the body declares or uses. */
function namesIn(body: readonly Stmt[]): Set<string> {
  const names = new Set<string>();
  visitBody(body, {
    stmt: (stmt) => {
      if (stmt.stmt === "declare" || stmt.stmt === "for") names.add(stmt.name);
      if (stmt.stmt === "for" && stmt.index !== null) names.add(stmt.index);
    },
    expr: (expr) => {
      if (expr.node === "local") names.add(expr.name);
      else if (expr.node === "query") names.add(expr.row);
      else if (expr.node === "arrow") for (const param of expr.params) names.add(param.name);
    },
  });
  return names;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = taken.has(name) ? `${name}Record` : name;
  for (let n = 2; taken.has(free); n += 1) free = `${name}Record${n}`;
  return free;
}

function withName(body: readonly Stmt[], entity: string, name: string): readonly Stmt[] {
  let weight = 0;
  let type: Expr["type"] | undefined;
  visitBody(body, {
    stmt: (stmt) => {
      // A change reads best with its record named, even if it is the only use.
      if (!("place" in stmt)) return;
      if (stmt.place.entity === entity || usesIn(stmt.place.target, entity) > 0) weight += 1;
    },
    expr: (expr) => {
      if (!isSingleton(expr, entity)) return;
      weight += 1;
      type = expr.type;
    },
  });
  if (type === undefined || weight < WORTH_A_NAME) return body;
  const value = { node: "singleton", entity, type } as const;
  return declared(body, entity, (at) => ({
    stmt: "declare",
    mutable: false,
    name,
    value: { ...value, at },
    type: value.type,
    at,
  }));
}

/** The block with the declaration before the first statement that uses the singleton. */
function declared(
  body: readonly Stmt[],
  entity: string,
  declaration: (at: Stmt["at"]) => Extract<Stmt, { stmt: "declare" }>,
): readonly Stmt[] {
  const position = body.findIndex((stmt) => uses(stmt, entity));
  const first = body[position];
  if (first === undefined) return body;
  const rest = body.slice(position + 1);
  if (first.stmt === "if" && usesIn(first.test, entity) === 0) {
    const isOnlyIn = (block: readonly Stmt[], other: readonly Stmt[]): boolean =>
      ![...other, ...rest].some((stmt) => uses(stmt, entity)) &&
      block.some((stmt) => uses(stmt, entity));
    const otherwise = first.else ?? [];
    const before = body.slice(0, position);
    if (isOnlyIn(first.then, otherwise)) {
      // biome-ignore lint/suspicious/noThenProperty: `then` is the IR's name of the branch
      return [...before, { ...first, then: declared(first.then, entity, declaration) }, ...rest];
    }
    // `else if` stays one.
    const isChain = otherwise.length === 1 && otherwise[0]?.stmt === "if";
    if (!isChain && isOnlyIn(otherwise, first.then)) {
      return [...before, { ...first, else: declared(otherwise, entity, declaration) }, ...rest];
    }
  }
  // On the line of the statement: blank lines stay where the author left them.
  const { line, column } = first.at;
  const declare = declaration({ ...first.at, endLine: line, endColumn: column });
  const local = (expr: Expr): Expr =>
    isSingleton(expr, entity)
      ? { node: "local", name: declare.name, type: expr.type, at: expr.at }
      : expr;
  return [...body.slice(0, position), declare, ...mapBody(body.slice(position), local)];
}

function isSingleton(expr: Expr, entity: string): expr is Singleton {
  return expr.node === "singleton" && expr.entity === entity;
}

function usesIn(expr: Expr, entity: string): number {
  let count = 0;
  visitExpr(expr, (part) => {
    if (isSingleton(part, entity)) count += 1;
  });
  return count;
}

function uses(stmt: Stmt, entity: string): boolean {
  return (
    expressionsOf(stmt).some((expr) => usesIn(expr, entity) > 0) ||
    blocksOf(stmt).some((block) => block.some((inner) => uses(inner, entity)))
  );
}
