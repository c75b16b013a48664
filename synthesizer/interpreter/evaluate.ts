/** The meaning of every expression of the IR, one case a node. */
import { normalize } from "../../shared/runtime/library/index.js";
import type { Expr, QueryKey, Type } from "../language/ir.js";
import { callLibrary } from "./library.js";
import { type Machine, Scope } from "./machine.js";
import { callMethod } from "./methods.js";
import { cut, rounded } from "./shapes.js";
import {
  asBool,
  asFields,
  asNumber,
  asString,
  deepCopy,
  type Fields,
  getOwn,
  InterpreterDefect,
  isFields,
  setOwn,
  type Value,
} from "./values.js";

type Of<N extends Expr["node"]> = Extract<Expr, { node: N }>;

export function evaluate(machine: Machine, scope: Scope, expr: Expr): Value {
  switch (expr.node) {
    case "literal":
      return expr.value;
    case "local":
      return scope.get(expr.name);
    case "now":
      return machine.call.now;
    case "today":
      return machine.call.today;
    case "constant":
      return expr.value;
    case "field": {
      const value = readField(machine, scope, expr);
      return expr.via === "ref" ? machine.resolve(value, expr.type) : value;
    }
    case "dynamicField": {
      const object = evaluate(machine, scope, expr.object);
      if (object === null && skips(expr.object)) return null;
      const name = asString(evaluate(machine, scope, expr.name));
      return machine.resolve(getOwn(asFields(object), name), expr.type);
    }
    case "index":
      return readIndex(machine, scope, expr);
    case "all":
      return machine.all(machine.entity(expr.entity));
    case "singleton": {
      const entity = machine.entity(expr.entity);
      return machine.must(entity, entity.table);
    }
    case "get":
      return machine.get(machine.entity(expr.entity), asString(evaluate(machine, scope, expr.id)));
    case "query":
      return query(machine, scope, expr);
    case "library": {
      const args = expr.args.map((arg) => evaluate(machine, scope, arg));
      if (expr.charged) machine.call.spend(1 + (args.find(Array.isArray)?.length ?? 0));
      return callLibrary(machine, expr.name, args);
    }
    case "method": {
      const object = evaluate(machine, scope, expr.object);
      if (object === null && skips(expr)) return null;
      const args = expr.args.map((arg) => evaluate(machine, scope, arg));
      if (expr.charged && Array.isArray(object)) machine.call.spend(object.length);
      return callMethod(object, expr.name, args);
    }
    case "arrow":
      return (...args: Value[]) => {
        const inner = new Scope(scope);
        for (const [position, param] of expr.params.entries()) {
          inner.declare(param.name, args[position] ?? null);
        }
        return evaluate(machine, inner, expr.body);
      };
    case "apply":
      return applyFunction(
        machine,
        expr.function,
        expr.args.map((arg) => evaluate(machine, scope, arg)),
      );
    case "template":
      return expr.parts
        .map((part) => (typeof part === "string" ? part : `${evaluate(machine, scope, part)}`))
        .join("");
    case "arithmetic":
      return arithmetic(machine, scope, expr);
    case "concat": {
      const left = evaluate(machine, scope, expr.left);
      return `${left}${evaluate(machine, scope, expr.right)}`;
    }
    case "negate":
      return -asNumber(evaluate(machine, scope, expr.operand));
    case "not":
      return !asBool(evaluate(machine, scope, expr.operand));
    case "compare":
      return compare(
        expr.op,
        evaluate(machine, scope, expr.left),
        evaluate(machine, scope, expr.right),
      );
    case "equal": {
      const read = expr.of === "entity" ? idOperand : evaluate;
      const left = read(machine, scope, expr.left);
      return (left === read(machine, scope, expr.right)) !== expr.negated;
    }
    case "and":
      return (
        asBool(evaluate(machine, scope, expr.left)) && asBool(evaluate(machine, scope, expr.right))
      );
    case "or":
      return (
        asBool(evaluate(machine, scope, expr.left)) || asBool(evaluate(machine, scope, expr.right))
      );
    case "coalesce":
      return evaluate(machine, scope, expr.left) ?? evaluate(machine, scope, expr.right);
    case "conditional":
      return asBool(evaluate(machine, scope, expr.test))
        ? evaluate(machine, scope, expr.then)
        : evaluate(machine, scope, expr.else);
    case "object":
      return objectLiteral(machine, scope, expr);
    case "list":
      return expr.items.flatMap((item) => {
        const value = evaluate(machine, scope, item.value);
        return item.kind === "spread" && Array.isArray(value) ? value : [value];
      });
    case "create":
      return create(machine, scope, expr);
    case "convert":
      return convert(machine, scope, expr);
    case "bounded": {
      const value = evaluate(machine, scope, expr.operand);
      return typeof value === "string" || Array.isArray(value)
        ? machine.call.bounded(value)
        : value;
    }
  }
}

/** A field as stored: refs stay ids. */
export function readField(machine: Machine, scope: Scope, expr: Of<"field">): Value {
  const object = evaluate(machine, scope, expr.object);
  if (object === null && skips(expr)) return null;
  return getOwn(asFields(object), expr.field);
}

function readIndex(machine: Machine, scope: Scope, expr: Of<"index">): Value {
  const object = evaluate(machine, scope, expr.object);
  if (object === null && skips(expr)) return null;
  const index = evaluate(machine, scope, expr.index);
  if (Array.isArray(object)) return object[asNumber(index)] ?? null;
  return getOwn(asFields(object), keyText(machine, index, expr.index.type));
}

/** `?.` ends the whole chain behind it, as in TypeScript. */
function skips(expr: Expr): boolean {
  switch (expr.node) {
    case "field":
    case "index":
    case "method":
      return expr.optional || skips(expr.object);
    default:
      return false;
  }
}

/** The key of a map entry; maps by record are keyed by id. */
export function keyText(machine: Machine, key: Value, type: Type): string {
  return asString(isFields(key) ? machine.toIds(key, type) : key);
}

/**
 * The id that an expression of records denotes, without asking whether a stored ref leads
 * anywhere: for comparing and for storing, only the id counts.
 */
function idOperand(machine: Machine, scope: Scope, expr: Expr): Value {
  if (expr.node === "field" && expr.via === "ref") return readField(machine, scope, expr);
  return machine.toIds(evaluate(machine, scope, expr), expr.type);
}

function query(machine: Machine, scope: Scope, expr: Of<"query">): Value {
  const entity = machine.entity(expr.entity);
  const wanted = expr.keys.map((key) => transformed(key, evaluate(machine, scope, key.value)));
  const candidates = machine.matching(entity, (record) =>
    expr.keys.every((key, k) => transformed(key, getOwn(record, key.field)) === wanted[k]),
  );
  if (expr.charged) machine.call.spend(1 + candidates.length);
  const rest = (record: Fields): boolean => {
    if (expr.rest === null) return true;
    const inner = new Scope(scope);
    inner.declare(expr.row, record);
    return asBool(evaluate(machine, inner, expr.rest));
  };
  switch (expr.mode) {
    case "filter":
      return candidates.filter(rest);
    case "find":
      return candidates.find(rest) ?? null;
    case "some":
      return candidates.some(rest);
    case "every":
      return candidates.every(rest);
    case "count":
      return candidates.filter(rest).length;
  }
}

function transformed(key: QueryKey, value: Value): Value {
  if (typeof value !== "string" || key.transform === "exact") return value;
  return key.transform === "lower" ? value.toLowerCase() : normalize(value);
}

function applyFunction(machine: Machine, name: string, args: readonly Value[]): Value {
  const fn = machine.program.functions.get(name);
  if (fn === undefined) throw new InterpreterDefect(`no function ${name}`);
  if (machine.program.callers.has(name)) machine.call.spend(1);
  const scope = new Scope();
  for (const [position, param] of fn.params.entries()) {
    scope.declare(param.name, args[position] ?? null);
  }
  return machine.program.execute(machine, scope, fn.body);
}

function arithmetic(machine: Machine, scope: Scope, expr: Of<"arithmetic">): Value {
  const left = asNumber(evaluate(machine, scope, expr.left));
  const right = asNumber(evaluate(machine, scope, expr.right));
  switch (expr.op) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return right === 0 ? null : left / right;
    case "%":
      return right === 0 ? null : left % right;
  }
}

function compare(op: Of<"compare">["op"], left: Value, right: Value): boolean {
  // Numbers by size; dates, datetimes and text by code unit.
  const [a, b] =
    typeof left === "number" ? [left, asNumber(right)] : [asString(left), asString(right)];
  switch (op) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
  }
}

function objectLiteral(machine: Machine, scope: Scope, expr: Of<"object">): Fields {
  const object: Fields = {};
  for (const entry of expr.entries) {
    if (entry.kind === "spread") {
      const spread = evaluate(machine, scope, entry.value);
      if (!isFields(spread)) continue;
      for (const key of Object.keys(spread)) setOwn(object, key, getOwn(spread, key));
    } else {
      const key =
        typeof entry.key === "string"
          ? entry.key
          : keyText(machine, evaluate(machine, scope, entry.key), entry.key.type);
      setOwn(object, key, evaluate(machine, scope, entry.value));
    }
  }
  return object;
}

function create(machine: Machine, scope: Scope, expr: Of<"create">): Value {
  const entity = machine.entity(expr.entity);
  const fields: Fields = {};
  for (const field of expr.fields) {
    setOwn(fields, field.name, evaluate(machine, scope, field.value));
  }
  return machine.adopt(entity, machine.table(entity).create(fields));
}

function convert(machine: Machine, scope: Scope, expr: Of<"convert">): Value {
  if (expr.how === "id") return idOperand(machine, scope, expr.operand);
  if (expr.how === "message") return message(machine, scope, expr.operand);
  const value = evaluate(machine, scope, expr.operand);
  switch (expr.how) {
    case "copy":
      return deepCopy(value);
    case "round":
      return rounded(value, expr.type);
    case "view":
      if (expr.shape === null) throw new InterpreterDefect("a view without a shape");
      return cut(machine, value, expr.shape);
  }
}

/**
 * A message as stored: pieces of text, and a mention `{ ref, id }` for every id that the template
 * prints. Neighbouring pieces of text are one.
 */
function message(machine: Machine, scope: Scope, operand: Expr): Value {
  if (operand.node !== "template") {
    const whole = evaluate(machine, scope, operand);
    if (whole === null) return null;
    return whole === "" ? [] : [whole];
  }
  const parts: Value[] = [];
  let text = "";
  for (const part of operand.parts) {
    if (typeof part === "string") {
      text += part;
    } else if (part.type.kind === "id") {
      if (text !== "") parts.push(text);
      text = "";
      parts.push({ ref: part.type.entity, id: evaluate(machine, scope, part) });
    } else {
      text += `${evaluate(machine, scope, part)}`;
    }
  }
  if (text !== "") parts.push(text);
  return parts;
}
