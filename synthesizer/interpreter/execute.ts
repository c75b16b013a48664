/** The meaning of every statement of the IR, one case a statement. */

import type { Expr, Place, Stmt } from "../language/ir.js";
import { negate } from "../language/negate.js";
import { evaluate, keyText, readField } from "./evaluate.js";
import { type Machine, refuse, Scope } from "./machine.js";
import {
  asBool,
  asFields,
  asList,
  asNumber,
  asString,
  deepCopy,
  getOwn,
  InterpreterDefect,
  setOwn,
  type Value,
} from "./values.js";

/** How a statement ended: normally, out of a loop, or out of the body with a value. */
type Completion = "next" | "continue" | "break" | { readonly returned: Value };

/** Runs a body and hands back what it returns; null when it ends without `return`. */
export function execute(machine: Machine, scope: Scope, body: readonly Stmt[]): Value {
  const completion = block(machine, scope, body);
  return typeof completion === "object" ? completion.returned : null;
}

function block(machine: Machine, outer: Scope, body: readonly Stmt[]): Completion {
  const scope = new Scope(outer);
  for (const stmt of body) {
    const completion = step(machine, scope, stmt);
    if (completion !== "next") return completion;
  }
  return "next";
}

function step(machine: Machine, scope: Scope, stmt: Stmt): Completion {
  switch (stmt.stmt) {
    case "declare":
      scope.declare(stmt.name, evaluate(machine, scope, stmt.value));
      return "next";
    case "assign":
      assign(machine, scope, stmt.place, () => evaluate(machine, scope, stmt.value));
      return "next";
    case "push": {
      const list = asList(container(machine, scope, stmt.place.target));
      for (const value of stmt.values.map((expr) => evaluate(machine, scope, expr))) {
        list.push(value);
      }
      machine.call.bounded(list);
      return "next";
    }
    case "delete":
      remove(machine, scope, stmt.place);
      return "next";
    case "applyChanges":
      applyChanges(machine, scope, stmt);
      return "next";
    case "remove": {
      const record = asFields(evaluate(machine, scope, stmt.record));
      if (stmt.record.type.kind !== "entity") throw new InterpreterDefect("remove of no record");
      machine.table(machine.entity(stmt.record.type.entity)).remove(record);
      return "next";
    }
    case "if":
      if (asBool(evaluate(machine, scope, stmt.test))) return block(machine, scope, stmt.then);
      return stmt.else === null ? "next" : block(machine, scope, stmt.else);
    case "for":
      return loop(machine, scope, stmt);
    case "continue":
    case "break":
      return stmt.stmt;
    case "return":
      return { returned: stmt.value === null ? null : evaluate(machine, scope, stmt.value) };
    case "require":
      // The test is negated as the emitted guard is, so that both agree on NaN as well.
      if (asBool(evaluate(machine, scope, negate(stmt.condition)))) {
        refuse(stmt.code, asString(evaluate(machine, scope, stmt.message)));
      }
      return "next";
    case "fail":
      return refuse(stmt.code, asString(evaluate(machine, scope, stmt.message)));
    case "advance":
      machine.call.advance(asNumber(evaluate(machine, scope, stmt.minutes)));
      return "next";
    case "expression":
      evaluate(machine, scope, stmt.value);
      return "next";
  }
}

function loop(machine: Machine, scope: Scope, stmt: Extract<Stmt, { stmt: "for" }>): Completion {
  // A snapshot: what the body does to the list does not change the elements visited.
  const list = [...asList(evaluate(machine, scope, stmt.list))];
  machine.call.each(list);
  for (const [position, element] of list.entries()) {
    const inner = new Scope(scope);
    inner.declare(stmt.name, element);
    if (stmt.index !== null) inner.declare(stmt.index, position);
    const completion = block(machine, inner, stmt.body);
    if (completion === "break") break;
    if (typeof completion === "object") return completion;
  }
  return "next";
}

/** What a place stands in, as stored: a list or map of refs is the list or map of ids. */
function container(machine: Machine, scope: Scope, expr: Place["target"] | Expr): Value {
  return expr.node === "field" ? readField(machine, scope, expr) : evaluate(machine, scope, expr);
}

function assign(machine: Machine, scope: Scope, place: Place, value: () => Value): void {
  const { target } = place;
  switch (target.node) {
    case "local":
      scope.set(target.name, value());
      return;
    case "field": {
      const object = asFields(evaluate(machine, scope, target.object));
      setOwn(object, target.field, value());
      return;
    }
    case "dynamicField": {
      const object = asFields(evaluate(machine, scope, target.object));
      const name = asString(evaluate(machine, scope, target.name));
      setOwn(object, name, value());
      return;
    }
    case "index": {
      const whole = container(machine, scope, target.object);
      const index = evaluate(machine, scope, target.index);
      if (Array.isArray(whole)) {
        const position = asNumber(index);
        const element = value();
        if (!Number.isInteger(position) || position < 0 || position >= whole.length) {
          refuse("invalid_state", `The list has no element ${position}.`);
        }
        whole[position] = element;
      } else {
        setOwn(asFields(whole), keyText(machine, index, target.index.type), value());
      }
    }
  }
}

function remove(machine: Machine, scope: Scope, place: Place): void {
  const { target } = place;
  if (target.node !== "index") throw new InterpreterDefect("delete of no map entry");
  const map = asFields(container(machine, scope, target.object));
  const key = evaluate(machine, scope, target.index);
  delete map[keyText(machine, key, target.index.type)];
}

function applyChanges(
  machine: Machine,
  scope: Scope,
  stmt: Extract<Stmt, { stmt: "applyChanges" }>,
): void {
  const record = asFields(evaluate(machine, scope, stmt.record));
  const changes = asFields(evaluate(machine, scope, stmt.changes));
  const { type } = stmt.changes;
  if (type.kind !== "changes") throw new InterpreterDefect("apply of no changes");
  for (const field of type.fields) {
    if (Object.hasOwn(changes, field)) setOwn(record, field, deepCopy(getOwn(changes, field)));
  }
}
