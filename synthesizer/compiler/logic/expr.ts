/** Expressions of the IR as TypeScript, one case a node. */
import type { Expr, ObjectEntry, Type } from "../../language/ir.js";
import { entityOf, holdsRecords, isNullable, present } from "../model.js";
import { identifier, jsonLiteral, propertyKey, quote, templatePart } from "../text.js";
import type { BodyContext } from "./context.js";
import { convert, idOf } from "./convert.js";
import { argument, chain, emit, knowing, lambda, storedField, text } from "./emitting.js";
import { at, call, type Out, out, PREC, settled } from "./output.js";
import { emitQuery } from "./query.js";
import { member, reconciled, referenceOf, storedReference } from "./references.js";

type Of<N extends Expr["node"]> = Extract<Expr, { node: N }>;
type Logical = Extract<Expr, { node: "and" | "or" | "coalesce" }>;

/** The node itself, before what its handle needs is asked for; null may be `undefined`. */
export function emitNode(cx: BodyContext, expr: Expr): Out {
  switch (expr.node) {
    case "literal":
      return typeof expr.value === "number" && expr.value < 0
        ? out(jsonLiteral(expr.value), PREC.unary)
        : out(jsonLiteral(expr.value));
    case "local":
      return reconciled(
        cx,
        expr,
        out(cx.nameOf(cx.aliases.bindings.of(expr))),
        referenceOf(cx, expr) ?? cx.nameOf(cx.aliases.bindings.of(expr)),
      );
    case "now":
    case "today":
      return out(cx.member(expr.node), PREC.member);
    case "constant":
      return constant(cx, expr.path);
    case "field":
      return field(cx, expr);
    case "dynamicField":
      return dynamicField(cx, expr);
    case "index":
      return index(cx, expr);
    case "all":
      return call(`${cx.table(expr.entity)}.all`);
    case "singleton":
      return call(`${cx.table(expr.entity)}.must`, quote(cx.model.entity(expr.entity).table));
    case "get":
      return call(`${cx.table(expr.entity)}.get`, argument(cx, expr.id));
    case "query":
      return emitQuery(cx, expr);
    case "library":
      return library(cx, expr);
    case "method":
      return method(cx, expr);
    case "arrow":
      return arrow(cx, expr);
    case "apply":
      return call(
        cx.function(expr.function),
        ...(cx.pure.has(expr.function) ? [] : [cx.call()]),
        ...expr.args.map((arg) => argument(cx, arg)),
      );
    case "template":
      return out(
        `\`${expr.parts
          .map((part) => (typeof part === "string" ? templatePart(part) : `\${${text(cx, part)}}`))
          .join("")}\``,
      );
    case "arithmetic":
      return arithmetic(cx, expr);
    case "concat":
      return concat(cx, expr);
    case "negate": {
      const operand = text(cx, expr.operand, PREC.unary);
      return out(operand.startsWith("-") ? `-(${operand})` : `-${operand}`, PREC.unary);
    }
    case "not":
      return out(`!${text(cx, expr.operand, PREC.unary)}`, PREC.unary);
    case "compare":
      return binary(cx, expr.op, expr.left, expr.right, PREC.relational);
    case "equal":
      return equal(cx, expr);
    case "and":
    case "or":
      return logical(cx, expr);
    case "coalesce": {
      // TypeScript takes a fallback that nothing can reach for a mistake.
      if (!isNullable(expr.left.type)) return chain(cx, expr.left);
      const left = chain(cx, expr.left);
      const low = left.prec === PREC.or || left.prec === PREC.and;
      const leftText = low ? `(${left.text})` : at(left, PREC.coalesce);
      return out(`${leftText} ?? ${text(cx, expr.right, PREC.equality)}`, PREC.coalesce);
    }
    case "conditional":
      return conditional(cx, expr);
    case "object":
      return objectLiteral(cx, expr);
    case "list":
      return out(
        `[${expr.items
          .map((item) => `${item.kind === "spread" ? "..." : ""}${argument(cx, item.value)}`)
          .join(", ")}]`,
      );
    case "create": {
      const { shows } = cx;
      cx.shows = false;
      const fields = expr.fields.map(({ name, value }) => property(name, argument(cx, value)));
      cx.shows = shows;
      return call(`${cx.table(expr.entity)}.create`, `{ ${fields.join(", ")} }`);
    }
    case "convert":
      return convert(cx, expr);
    case "bounded":
      return call(`${cx.call()}.bounded`, argument(cx, expr.operand));
  }
}

/** A constant of `schema.ts`, or an entry of one. */
function constant(cx: BodyContext, path: readonly string[]): Out {
  const [table = "", ...keys] = path;
  return out(`${cx.constant(table)}${keys.map(member).join("")}`, PREC.member);
}

function binary(cx: BodyContext, op: string, left: Expr, right: Expr, prec: number): Out {
  return out(`${text(cx, left, prec)} ${op} ${text(cx, right, prec + 1)}`, prec);
}

function field(cx: BodyContext, expr: Of<"field">): Out {
  if (expr.via === "ref") return followed(cx, expr);
  const reference = referenceOf(cx, expr);
  return reconciled(cx, expr, storedField(cx, expr), reference);
}

/** A ref, or a list or map of refs, as records. */
function followed(cx: BodyContext, expr: Of<"field">): Out {
  const reference = expr.optional ? null : storedReference(cx, expr);
  const stored = reconciled(cx, expr, storedField(cx, expr), reference);
  return recordsOf(cx, stored, expr.type);
}

/** Ids to the records that they denote. */
function recordsOf(cx: BodyContext, ids: Out, type: Type): Out {
  switch (type.kind) {
    case "entity":
      return call(`${cx.table(type.entity)}.must`, settled(ids).text);
    case "nullable": {
      if (type.of.kind === "entity") {
        return call(cx.helper("follow"), cx.table(type.of.entity), ids.text);
      }
      const name = "ids";
      return call(
        cx.helper("ifPresent"),
        ids.text,
        `(${name}) => ${recordsOf(cx, out(name), type.of).text}`,
      );
    }
    case "list":
      return call(
        `${at(settled(ids), PREC.member)}.map`,
        `(id) => ${recordsOf(cx, out("id"), type.of).text}`,
      );
    case "map":
      return call(
        cx.helper("mapValues"),
        settled(ids).text,
        `(id) => ${recordsOf(cx, out("id"), type.value).text}`,
      );
    default:
      return settled(ids);
  }
}

function dynamicField(cx: BodyContext, expr: Of<"dynamicField">): Out {
  const value = out(`${text(cx, expr.object, PREC.member)}[${text(cx, expr.name)}]`, PREC.member);
  return holdsRecords(expr.type) ? recordsOf(cx, value, expr.type) : value;
}

function index(cx: BodyContext, expr: Of<"index">): Out {
  const { object } = expr;
  const key =
    entityOf(expr.index.type) === null ? argument(cx, expr.index) : idOf(cx, expr.index).text;
  if (object.node === "constant" && !isNullable(expr.type)) {
    return out(`${constant(cx, object.path).text}[${key}]`, PREC.member);
  }
  const helper = cx.helper(present(object.type).kind === "list" ? "item" : "lookup");
  const whole = chain(cx, object);
  const missing = whole.undef === true || (expr.optional && isNullable(object.type));
  const read = (from: string): Out => call(helper, from, key);
  const value = missing
    ? call(cx.helper("ifPresent"), whole.text, `(entries) => ${read("entries").text}`)
    : read(whole.text);
  const isNull = isNullable(expr.type) || missing;
  return isNull ? value : call(cx.helper("present"), value.text);
}

function library(cx: BodyContext, expr: Of<"library">): Out {
  const paying = expr.charged
    ? expr.args.findIndex((arg) => arg.node !== "arrow" && present(arg.type).kind === "list")
    : -1;
  const args = expr.args.map((arg, position) => {
    const value = argument(cx, arg);
    return position === paying ? call(cx.helper("scan"), cx.call(), value).text : value;
  });
  const drawn = DRAWN.has(expr.name);
  const name = drawn ? `${cx.member("draw")}.${identifier(expr.name)}` : cx.helper(expr.name);
  const value = call(name, ...args);
  return expr.charged && paying < 0 ? call(cx.helper("paid"), cx.call(), value.text) : value;
}

/** Functions that only seeds have. */
export const DRAWN: ReadonlySet<string> = new Set([
  "randomInt",
  "randomNumber",
  "chance",
  "pick",
  "pickSome",
  "weighted",
  "shuffle",
  "randomDate",
  "randomTime",
  "randomDigits",
  "person",
  "company",
  "place",
]);

/** Methods whose plain form could grow without bound, or give what the language does not have. */
const SAFE_METHODS = new Set(["split", "join", "repeat", "padStart", "padEnd", "replaceAll", "at"]);

function method(cx: BodyContext, expr: Of<"method">): Out {
  const { object } = expr;
  const whole = chain(cx, object);
  const missing = whole.undef === true || (expr.optional && isNullable(object.type));
  const apply = (receiver: Out): Out => methodOf(cx, expr, receiver);
  const charged = expr.charged && present(object.type).kind === "list";
  if (missing && (SAFE_METHODS.has(expr.name) || charged || byIdentity(expr))) {
    return call(
      cx.helper("ifPresent"),
      whole.text,
      `(it) => ${apply(charged ? call(`${cx.call()}.each`, "it") : out("it")).text}`,
    );
  }
  if (charged) return apply(call(`${cx.call()}.each`, settled(whole).text));
  const value = apply(whole);
  if (!missing) return value;
  if (!expr.optional) return { ...value, undef: true };
  return {
    ...value,
    text: value.text.replace(at(whole, PREC.member), `${at(whole, PREC.member)}?`),
    undef: true,
  };
}

function byIdentity(expr: Of<"method">): boolean {
  const type = present(expr.object.type);
  return (
    (expr.name === "includes" || expr.name === "indexOf") &&
    type.kind === "list" &&
    entityOf(type.of) !== null
  );
}

function methodOf(cx: BodyContext, expr: Of<"method">, receiver: Out): Out {
  const base = at(receiver, PREC.member);
  if (expr.name === "length") return out(`${base}.length`, PREC.member);
  const [only] = expr.args;
  if (byIdentity(expr) && only !== undefined) {
    const entity = entityOf(only.type) ?? "";
    const name = expr.name === "includes" ? "some" : "findIndex";
    const { idField } = cx.model.entity(entity);
    return call(`${base}.${name}`, `(one) => one.${idField} === ${idOf(cx, only).text}`);
  }
  const args = expr.args.map((arg) => argument(cx, arg));
  if (SAFE_METHODS.has(expr.name)) return call(cx.helper(expr.name), receiver.text, ...args);
  const value = call(`${base}.${identifier(expr.name)}`, ...args);
  return expr.name === "find" ? { ...value, undef: true } : value;
}

function arrow(cx: BodyContext, expr: Of<"arrow">): Out {
  return lambda(cx, cx.aliases.bindings.arrowParams(expr), expr.body);
}

/** Texts joined by `+`; with literals among them, a template reads better. */
function concat(cx: BodyContext, expr: Of<"concat">): Out {
  const parts: Expr[] = [expr.right];
  let left = expr.left;
  for (; left.node === "concat"; left = left.left) parts.unshift(left.right);
  parts.unshift(left);
  const isLiteral = (part: Expr): boolean =>
    part.node === "literal" && typeof part.value === "string";
  if (!parts.some(isLiteral)) return binary(cx, "+", expr.left, expr.right, PREC.additive);
  const pieces = parts.map((part) =>
    part.node === "literal" && typeof part.value === "string"
      ? templatePart(part.value)
      : `\${${text(cx, part)}}`,
  );
  return out(`\`${pieces.join("")}\``);
}

function arithmetic(cx: BodyContext, expr: Of<"arithmetic">): Out {
  const { op } = expr;
  if ((op === "/" || op === "%") && isNullable(expr.type)) {
    const name = cx.helper(op === "/" ? "divide" : "remainder");
    return call(name, argument(cx, expr.left), argument(cx, expr.right));
  }
  const prec = op === "+" || op === "-" ? PREC.additive : PREC.multiplicative;
  return binary(cx, op, expr.left, expr.right, prec);
}

function equal(cx: BodyContext, expr: Of<"equal">): Out {
  const op = expr.negated ? "!==" : "===";
  if (expr.left.node === "literal" && expr.right.node === "literal") {
    // TypeScript takes a comparison of different literals for a mistake.
    return out(String((expr.left.value === expr.right.value) !== expr.negated));
  }
  if (expr.of === "scalar") {
    const left = comparable(cx, expr.left, expr.right);
    const right = comparable(cx, expr.right, expr.left);
    return out(`${at(left, PREC.equality)} ${op} ${at(right, PREC.equality + 1)}`, PREC.equality);
  }
  const isNull = (side: Expr): boolean => side.node === "literal" && side.value === null;
  // For a test against null the record itself serves, if it is at hand.
  const side = (own: Expr, other: Expr): string => {
    if (isNull(other) && !(own.node === "field" && own.via === "ref")) {
      return text(cx, own, PREC.equality + 1);
    }
    return at(idOf(cx, own, true), PREC.equality + 1);
  };
  return out(`${side(expr.left, expr.right)} ${op} ${side(expr.right, expr.left)}`, PREC.equality);
}

/** TypeScript takes a comparison with a value that it has excluded for a mistake. */
function comparable(cx: BodyContext, side: Expr, other: Expr): Out {
  const value = emit(cx, side);
  const type = present(side.type);
  if (other.node !== "literal" || typeof other.value !== "string") return value;
  if (type.kind !== "enum" && type.kind !== "literal") return value;
  const values = type.kind === "enum" ? type.values : [type.value];
  if (values.includes(other.value)) return value;
  return call(`${cx.helper("widened")}<string | null>`, value.text);
}

/** The right side knows how the left came out. */
function logical(cx: BodyContext, expr: Logical): Out {
  const isAnd = expr.node === "and";
  const prec = isAnd ? PREC.and : PREC.or;
  const left = text(cx, expr.left, prec);
  const right = knowing(cx, expr.left, isAnd, () => text(cx, expr.right, prec + 1));
  return out(`${left} ${isAnd ? "&&" : "||"} ${right}`, prec);
}

function conditional(cx: BodyContext, expr: Of<"conditional">): Out {
  const test = text(cx, expr.test, PREC.coalesce);
  // TypeScript narrows to nothing behind a test that is written out.
  if (test === "true") return emit(cx, expr.then);
  if (test === "false") return emit(cx, expr.else);
  const yes = knowing(cx, expr.test, true, () => argument(cx, expr.then));
  const no = knowing(cx, expr.test, false, () => argument(cx, expr.else));
  return out(`${test} ? ${yes} : ${no}`, PREC.conditional);
}

function property(name: string, value: string): string {
  const key = propertyKey(name);
  return key === value ? key : `${key}: ${value}`;
}

function objectLiteral(cx: BodyContext, expr: Of<"object">): Out {
  const isFixed = (entry: ObjectEntry): boolean =>
    entry.kind === "spread" || typeof entry.key === "string";
  const isMap = present(expr.type).kind === "map";
  if (expr.entries.every(isFixed)) {
    const parts = expr.entries.map((entry) =>
      entry.kind === "spread"
        ? `...${argument(cx, entry.value)}`
        : property(entry.key as string, argument(cx, entry.value)),
    );
    return out(parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`);
  }
  if (!isMap) throw new TypeError("a record with computed keys");
  const parts = expr.entries.map((entry) => {
    if (entry.kind === "spread")
      return `...${call(cx.helper("pairs"), argument(cx, entry.value)).text}`;
    const key =
      typeof entry.key === "string"
        ? quote(entry.key)
        : entityOf(entry.key.type) === null
          ? argument(cx, entry.key)
          : idOf(cx, entry.key).text;
    return `[${key}, ${argument(cx, entry.value)}]`;
  });
  return call(cx.helper("mapOf"), ...parts);
}
