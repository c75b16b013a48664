/** Assignments, `push` and `delete`. */
import type {
  AssignmentExpression,
  CallExpression,
  Expression,
  ExpressionStatement,
  UnaryExpression,
} from "acorn";
import type { Expr, Place, Stmt, Type } from "../../ir.js";
import { type Context, type Slot, slot } from "../context.js";
import { plainArguments } from "../expressions/arguments.js";
import { isKey } from "../expressions/maps.js";
import { receiver } from "../expressions/members.js";
import { noteStore } from "../expressions/object-fields.js";
import { arithmetic } from "../expressions/operators.js";
import { coerce, copied, fitOf } from "../fit.js";
import { changed, nestedTarget, placeOf, type Target, unfollowed } from "../places.js";
import { some } from "../queries.js";
import type { LocalSymbol } from "../scope.js";
import { isError, list, mayBeNull, NEVER, show } from "../types.js";
import type { Checked } from "./checked.js";

const NOTHING: Checked = { stmts: [], falls: true };

function one(stmt: Stmt): Checked {
  return { stmts: [stmt], falls: true };
}

export function checkAssignment(
  ctx: Context,
  statement: ExpressionStatement,
  node: AssignmentExpression,
): Checked {
  const { operator } = node;
  if (operator !== "=" && operator !== "+=" && operator !== "-=" && operator !== "*=") {
    ctx.report(
      node,
      "outside_subset",
      `There is no \`${operator}\`; write \`x = x ${operator.slice(0, -1)} ...\`.`,
      {
        allowed: "= += -= *=",
      },
    );
    return NOTHING;
  }
  const grown = growMap(ctx, statement, node);
  if (grown !== null) return grown;
  const target = placeOf(ctx, node.left);
  if (target === null) {
    ctx.expression(node.right);
    return NOTHING;
  }
  const value =
    operator === "="
      ? assigned(ctx, node, target)
      : compound(ctx, node, target, operator.charAt(0));
  if (value === null) {
    changed(ctx, target, null);
    return NOTHING;
  }
  changed(ctx, target, value);
  const bounded = ctx.loops.length > 0 && grows(ctx, target.place, value) ? bound(value) : value;
  return one({ stmt: "assign", place: target.place, value: bounded, at: ctx.at(statement) });
}

function assigned(ctx: Context, node: AssignmentExpression, target: Target): Expr | null {
  if (target.place.target.node === "local" && target.symbol !== null) {
    const given = ctx.expression(node.right, localSlot(target.symbol));
    return fitLocal(ctx, node.right, target.symbol, given);
  }
  const given = ctx.expression(node.right, target.slot);
  return stored(ctx, node.right, target, given);
}

/** Only enums help a literal on its way into a local; everything else may make the local wider. */
function localSlot(symbol: LocalSymbol): Slot | null {
  const { type } = symbol;
  const inner = type.kind === "nullable" ? type.of : type;
  const helpful =
    inner.kind === "enum" ||
    inner.kind === "union" ||
    (inner.kind === "record" && inner.name !== null);
  return helpful ? slot(type) : null;
}

function fitLocal(ctx: Context, node: Expression, symbol: LocalSymbol, value: Expr): Expr | null {
  if (isError(value.type)) return null;
  const how = fitOf(ctx, value.type, symbol.type, false);
  if (how === "same" && !isHollow(symbol.type)) return value;
  const strict = symbol.type.kind === "enum" && symbol.type.name !== "" && !mayBeNull(value.type);
  if (value.type.kind !== "void" && !strict && ctx.widen(symbol, value.type)) return value;
  const fitting = coerce(ctx, value, slot(symbol.type), node, `\`${symbol.name}\``);
  return isError(fitting.type) ? null : fitting;
}

function isHollow(type: Type): boolean {
  return type.kind === "never" && !isError(type);
}

/** A value on its way into a place: fitting, and a copy of its own where a record holds it. */
function stored(ctx: Context, node: Expression, target: Target, given: Expr): Expr | null {
  const fitting = coerce(ctx, given, target.slot, node, placeName(target.place));
  if (isError(fitting.type)) return null;
  if (target.place.entity === null) return fitting;
  noteStore(ctx, given, node);
  return copied(fitting);
}

function placeName(place: Place): string {
  const { target } = place;
  if (target.node === "field") return `\`${target.field}\``;
  return target.node === "local" ? `\`${target.name}\`` : "This place";
}

function compound(
  ctx: Context,
  node: AssignmentExpression,
  target: Target,
  op: string,
): Expr | null {
  const { left } = node;
  const right = ctx.expression(node.right);
  if (left.type !== "Identifier" && left.type !== "MemberExpression") return null;
  // To add to a local is not yet to use it.
  const usedBefore = target.symbol?.used ?? false;
  const read = ctx.expression(left);
  if (target.place.target.node === "local" && target.symbol !== null) {
    target.symbol.used = usedBefore;
  }
  if (isError(right.type) || isError(read.type)) return null;
  if (some(target.place.target, (expr) => expr.node === "apply" || expr.node === "create")) {
    ctx.report(
      left,
      "outside_subset",
      "This would be evaluated twice; name the record by `const` first.",
    );
    return null;
  }
  const operator = op === "+" ? "+" : op === "-" ? "-" : "*";
  const value = arithmetic(ctx, operator, read, right, {
    start: node.start,
    end: node.end,
    left,
    right: node.right,
  });
  if (isError(value.type)) return null;
  return target.place.target.node === "local" && target.symbol !== null
    ? fitLocal(ctx, node.right, target.symbol, value)
    : stored(ctx, node.right, target, value);
}

/**
 * `map[key] = value` where the map is a local that nothing has said the type of: the first values
 * say it.
 */
function growMap(
  ctx: Context,
  statement: ExpressionStatement,
  node: AssignmentExpression,
): Checked | null {
  const { left } = node;
  if (left.type !== "MemberExpression" || !left.computed || left.object.type !== "Identifier") {
    return null;
  }
  const symbol = ctx.scopes.find(left.object.name);
  if (symbol === undefined || symbol.type.kind !== "map" || symbol.origin.self.kind !== "fresh") {
    return null;
  }
  if (left.property.type === "PrivateIdentifier" || !ctx.mayWrite) return null;
  const key = ctx.expression(left.property);
  const keyType: Type =
    key.type.kind === "entity" ? { kind: "id", entity: key.type.entity } : key.type;
  // To put something into a local is not yet to use it.
  const used = symbol.used;
  const read = ctx.expression(left.object);
  symbol.used = used;
  const current = symbol.type;
  const right = ctx.expression(
    node.right,
    current.value.kind === "never" ? null : slot(current.value),
  );
  if (isError(key.type) || isError(right.type)) return NOTHING;
  const usedByValue = symbol.used;
  const before: Expr = {
    node: "index",
    object: read,
    index: key,
    optional: false,
    type: ctx.expression(left).type,
    at: ctx.at(left),
  };
  symbol.used = usedByValue;
  const value =
    node.operator === "="
      ? right
      : arithmetic(
          ctx,
          node.operator === "+=" ? "+" : node.operator === "-=" ? "-" : "*",
          before,
          right,
          {
            start: node.start,
            end: node.end,
            left,
            right: node.right,
          },
        );
  if (isError(value.type)) return NOTHING;
  const fitting = fitOf(ctx, value.type, current.value, false);
  const keyFits = fitOf(ctx, key.type, current.key, true);
  let entry = value;
  let index = key;
  if (
    fitting === null ||
    keyFits === null ||
    current.value.kind === "never" ||
    current.key.kind === "never"
  ) {
    if (keyFits !== null || current.key.kind === "never" || widerKey(current.key, keyType)) {
      if (!ctx.widen(symbol, { kind: "map", key: keyType, value: value.type })) {
        coerce(ctx, value, slot(current.value), node.right, "The map's value");
        return NOTHING;
      }
    } else {
      coerce(ctx, key, slot(current.key, true), left.property, "The map's key");
      return NOTHING;
    }
  } else {
    entry = coerce(ctx, value, slot(current.value), node.right, "The map's value");
    index = coerce(ctx, key, slot(current.key, true), left.property, "The map's key");
  }
  if (key.type.kind === "entity")
    index = coerce(ctx, key, slot(keyType, true), left.property, "The map's key");
  if (!isKey(keyType)) {
    ctx.report(
      left.property,
      "type_mismatch",
      `A map's key is text, a date, an enum or an id, not ${show(key.type)}.`,
    );
    return NOTHING;
  }
  const place = {
    node: "index",
    object: read,
    index,
    optional: false,
    type: symbol.type.kind === "map" ? symbol.type.value : NEVER,
    at: ctx.at(left),
  } as const;
  const target = nestedTarget(ctx, left, read, place, slot(place.type));
  if (target === null) return NOTHING;
  changed(ctx, target, entry);
  const bounded = ctx.loops.length > 0 && grows(ctx, target.place, entry) ? bound(entry) : entry;
  return one({ stmt: "assign", place: target.place, value: bounded, at: ctx.at(statement) });
}

function widerKey(a: Type, b: Type): boolean {
  const text = (type: Type): boolean =>
    type.kind === "literal" || type.kind === "string" || (type.kind === "enum" && type.name === "");
  return text(a) && text(b);
}

/** Whether a value can be larger in each round of the loop that it is assigned in. */
function grows(ctx: Context, place: Place, value: Expr): boolean {
  const kind = value.type.kind === "nullable" ? value.type.of.kind : value.type.kind;
  if (kind !== "string" && kind !== "list") return false;
  const growing = some(
    value,
    (expr) =>
      expr.node === "concat" ||
      expr.node === "template" ||
      (expr.node === "list" && expr.items.some((item) => item.kind === "spread")) ||
      (expr.node === "method" && (expr.name === "concat" || expr.name === "flatMap")),
  );
  if (!growing) return false;
  if (place.target.node !== "local") return true;
  return some(value, (expr) => expr.node === "local" && ctx.carried.has(expr.name));
}

function bound(value: Expr): Expr {
  return { node: "bounded", operand: value, type: value.type, at: value.at };
}

/** `list.push(x)`; null when the call is something else. */
export function checkPush(
  ctx: Context,
  statement: ExpressionStatement,
  node: CallExpression,
): Checked | null {
  const { callee } = node;
  if (callee.type !== "MemberExpression" || callee.computed || callee.object.type === "Super") {
    return null;
  }
  if (callee.property.type !== "Identifier" || callee.property.name !== "push") return null;
  const args = plainArguments(ctx, node);
  if (args === null) return NOTHING;
  if (callee.optional || args.length === 0) {
    ctx.report(node, "wrong_arguments", "`push` takes what is added, and a list that is there.");
    return NOTHING;
  }
  const from = receiver(ctx, callee.object, false, "method `push`");
  if (isError(from.type)) {
    for (const arg of args) ctx.expression(arg);
    return NOTHING;
  }
  if (from.type.kind !== "list") {
    const table = from.object.node === "all";
    ctx.report(callee.property, "unknown_method", `${show(from.type)} has no method \`push\`.`, {
      allowed: table ? "`create(Entity, { ... })`" : "lists",
    });
    return NOTHING;
  }
  if (from.object.node === "all") {
    ctx.report(
      callee.property,
      "outside_subset",
      "Records are added by `create(Entity, { ... })`.",
    );
    return NOTHING;
  }
  if (ctx.arrows > 0 || !ctx.mayWrite) {
    ctx.report(node, "not_allowed_here", "Nothing can be changed here.");
    return NOTHING;
  }
  return pushTo(ctx, statement, callee.object, from.object, from.type.of, args);
}

function pushTo(
  ctx: Context,
  statement: ExpressionStatement,
  objectNode: Expression,
  object: Expr,
  element: Type,
  args: readonly Expression[],
): Checked {
  const list_ = unfollowed(object);
  if (
    list_.node !== "field" &&
    list_.node !== "index" &&
    list_.node !== "local" &&
    list_.node !== "dynamicField"
  ) {
    ctx.report(
      objectNode,
      "not_changeable",
      "This is a new list that nothing keeps; name it by `const` first.",
    );
    return NOTHING;
  }
  const inRecord =
    list_.node === "field" &&
    (list_.object.type.kind !== "record" || list_.object.type.name !== null);
  const target = nestedTarget(ctx, objectNode, object, list_, slot(element, inRecord));
  if (target === null) return NOTHING;
  const values: Expr[] = [];
  for (const arg of args) {
    const value = pushed(ctx, arg, target, list_);
    if (value === null) return NOTHING;
    values.push(value);
  }
  changed(ctx, target, null);
  return one({ stmt: "push", place: target.place, values, at: ctx.at(statement) });
}

function pushed(ctx: Context, node: Expression, target: Target, whole: Expr): Expr | null {
  const { symbol } = target;
  if (whole.node === "local" && symbol !== null && symbol.type.kind === "list") {
    const { of } = symbol.type;
    const named = of.kind === "record" && of.name === null ? null : slot(of);
    const value = ctx.expression(node, of.kind === "never" ? null : named);
    if (isError(value.type)) return null;
    if (of.kind !== "never" && fitOf(ctx, value.type, of, false) === "same") return value;
    if (value.type.kind !== "void" && ctx.widen(symbol, list(value.type))) return value;
  }
  return stored(ctx, node, target, ctx.expression(node, target.slot));
}

/** `delete map[key]`. */
export function checkDelete(
  ctx: Context,
  statement: ExpressionStatement,
  node: UnaryExpression,
): Checked {
  const { argument } = node;
  if (argument.type !== "MemberExpression" || !argument.computed) {
    ctx.report(
      node,
      "outside_subset",
      "Only entries of maps are deleted; a field is set to null.",
      {
        allowed: "delete map[key]; record.field = null; remove(record)",
      },
    );
    return NOTHING;
  }
  const target = placeOf(ctx, argument);
  if (target === null) return NOTHING;
  const { target: place } = target.place;
  const map = place.node === "index" ? place.object.type.kind : null;
  if (map !== "map") {
    ctx.report(node, "outside_subset", "Only entries of maps are deleted.", {
      allowed: "`without(list, x)` or `list.filter(...)` for lists",
    });
    return NOTHING;
  }
  changed(ctx, target, null);
  return one({ stmt: "delete", place: target.place, at: ctx.at(statement) });
}
