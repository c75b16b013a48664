/**
 * Finds messages that would lose a mention: text in which ids of records are already printed, so
 * that nothing tells them from other letters. Works on checked logic, with all functions at hand.
 */
import type { Expr, IrFunction, Span, Stmt } from "../ir.js";
import { leaf } from "./types.js";

/** Functions whose result is text that holds ids. */
export type PrintingFunctions = ReadonlySet<string>;

export function printingFunctions(functions: readonly IrFunction[]): PrintingFunctions {
  const printing = new Set<string>();
  for (let before = -1; before < printing.size; ) {
    before = printing.size;
    for (const { name, body } of functions) {
      const walk = new Walk(printing);
      walk.settle(body);
      if (walk.returnsIds) printing.add(name);
    }
  }
  return printing;
}

/** The places in a body where text with ids of records in it becomes a message. */
export function lostMentions(body: readonly Stmt[], functions: PrintingFunctions): readonly Span[] {
  const walk = new Walk(functions);
  walk.settle(body);
  return walk.lost;
}

const DATA_KEYS: ReadonlySet<string> = new Set(["type", "at", "shape"]);

class Walk {
  /** Locals that hold text with ids in it. */
  private readonly tainted = new Set<string>();
  lost: Span[] = [];
  returnsIds = false;

  constructor(private readonly functions: PrintingFunctions) {}

  settle(body: readonly Stmt[]): void {
    for (let before = -1; before < this.tainted.size; ) {
      before = this.tainted.size;
      this.lost = [];
      this.visit(body);
    }
  }

  /** Nodes are plain data, so one walk over their properties meets every one of them. */
  private visit(part: unknown): void {
    if (part === null || typeof part !== "object") return;
    if (Array.isArray(part)) {
      for (const item of part) this.visit(item);
      return;
    }
    if ("stmt" in part) this.statement(part as Stmt);
    else if ("node" in part) {
      const expr = part as Expr;
      if (expr.node === "constant") return;
      if (expr.node === "convert" && expr.how === "message" && this.loses(expr.operand)) {
        this.lost.push(expr.at);
      }
    }
    for (const key in part) {
      if (!DATA_KEYS.has(key)) this.visit((part as Readonly<Record<string, unknown>>)[key]);
    }
  }

  private statement(stmt: Stmt): void {
    switch (stmt.stmt) {
      case "declare":
        if (this.holds(stmt.value)) this.tainted.add(stmt.name);
        break;
      case "for":
        if (this.holds(stmt.list)) this.tainted.add(stmt.name);
        break;
      case "assign":
        if (this.holds(stmt.value)) this.taintRoot(stmt.place.target);
        break;
      case "push":
        if (stmt.values.some((value) => this.holds(value))) this.taintRoot(stmt.place.target);
        break;
      case "return":
        if (stmt.value !== null && this.holds(stmt.value)) this.returnsIds = true;
        break;
      default:
        break;
    }
  }

  private taintRoot(target: Expr): void {
    if (target.node === "local" && target.type.kind !== "entity") this.tainted.add(target.name);
    else if (target.node === "index" || target.node === "field") this.taintRoot(target.object);
  }

  private loses(operand: Expr): boolean {
    return operand.node === "template"
      ? operand.parts.some((part) => typeof part !== "string" && this.holds(part))
      : this.holds(operand);
  }

  /** Whether printing the value prints ids. */
  private prints(expr: Expr): boolean {
    return leaf(expr.type).kind === "id" || this.holds(expr);
  }

  /** Whether text in the value has ids in it. */
  private holds(expr: Expr): boolean {
    const { kind } = leaf(expr.type);
    if (kind !== "string" && kind !== "record") return false;
    switch (expr.node) {
      case "local":
        return this.tainted.has(expr.name);
      case "template":
        return expr.parts.some((part) => typeof part !== "string" && this.prints(part));
      case "concat":
      case "coalesce":
        return this.holds(expr.left) || this.holds(expr.right);
      case "conditional":
        return this.holds(expr.then) || this.holds(expr.else);
      case "library":
        return expr.args.some((arg) =>
          expr.name === "text" ? this.prints(arg) : this.argumentHolds(arg, expr.args),
        );
      case "method": {
        const { object, args, name } = expr;
        if (name === "join" && this.prints(object)) return true;
        if (this.holds(object)) for (const arg of args) this.taintParams(arg);
        if (this.holds(object)) return name !== "map" && name !== "flatMap" ? true : this.any(args);
        return this.any(args);
      }
      case "arrow":
        return this.holds(expr.body);
      case "apply":
        return this.functions.has(expr.function) || this.any(expr.args);
      case "object":
        return expr.entries.some((entry) => this.holds(entry.value));
      case "list":
        return expr.items.some((item) => this.holds(item.value));
      case "field":
      case "index":
        return this.holds(expr.object);
      case "bounded":
      case "convert":
        return this.holds(expr.operand);
      default:
        return false;
    }
  }

  private any(args: readonly Expr[]): boolean {
    return args.some((arg) => this.holds(arg));
  }

  private argumentHolds(arg: Expr, all: readonly Expr[]): boolean {
    const [first] = all;
    if (arg.node === "arrow" && first !== undefined && this.holds(first)) this.taintParams(arg);
    return this.holds(arg);
  }

  private taintParams(arg: Expr): void {
    if (arg.node !== "arrow") return;
    for (const { name } of arg.params) this.tainted.add(name);
  }
}
