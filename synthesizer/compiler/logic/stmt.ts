/** Statements of the IR as TypeScript. */
import { visitBody, visitExpr } from "../../analysis/index.js";
import type { Expr, Place, Stmt, Type } from "../../language/ir.js";
import { negate } from "../../language/negate.js";
import { entityOf, holdsRecords, isNested, isNullable, present } from "../model.js";
import { quote } from "../text.js";
import { type Binding, holdsOwnList, rootOf } from "./bindings.js";
import { type BodyContext, lowerFirst } from "./context.js";
import { idOf } from "./convert.js";
import { argument, chain, edited, emit, knowing, storedField, text } from "./emitting.js";
import { at, call, PREC } from "./output.js";
import { type Piece, paragraphs } from "./paragraphs.js";
import { learn, learnAssigned, member, referenceOf, storedReference } from "./references.js";
import { structureOf } from "./structure.js";

type Of<N extends Stmt["stmt"]> = Extract<Stmt, { stmt: N }>;

/** The statements of a block, one line or more each. */
export function emitBlock(cx: BodyContext, body: readonly Stmt[]): string {
  cx.push();
  const text = statements(cx, body);
  cx.hoisted.clear();
  cx.pop();
  return text;
}

/** The statements in the scope that is open; `isBody`: they are a whole function's. */
export function statements(cx: BodyContext, body: readonly Stmt[], isBody = false): string {
  const pieces: Piece[] = [];
  for (let i = 0; i < body.length; i += 1) {
    const stmt = body[i];
    if (stmt === undefined) continue;
    if (!keepsNames(stmt)) cx.hoisted.clear();
    const next = body[i + 1];
    const guarded = next === undefined ? null : declaredAndFound(cx, stmt, next);
    if (guarded !== null && next !== undefined) {
      pieces.push({ text: guarded, first: stmt, last: next });
      i += 1;
    } else {
      pieces.push({ text: statement(cx, stmt), first: stmt, last: stmt });
    }
  }
  return paragraphs(pieces, isBody);
}

/** Names given to refs on the way to a change serve the next change, too. */
function keepsNames(stmt: Stmt): boolean {
  if (stmt.stmt !== "assign" || stmt.place.target.node !== "field") return false;
  let plain = true;
  visitExpr(stmt.value, (expr) => {
    if (expr.node === "apply" || expr.node === "create") plain = false;
  });
  return plain && stmt.value.type.kind !== "id";
}

function statement(cx: BodyContext, stmt: Stmt): string {
  switch (stmt.stmt) {
    case "declare":
      return declare(cx, stmt);
    case "assign":
      return assign(cx, stmt);
    case "push":
      return push(cx, stmt);
    case "delete": {
      const { target } = stmt.place;
      if (target.node !== "index") throw new TypeError("delete of no map entry");
      const map = container(cx, target.object);
      return `${cx.helper("drop")}(${map}, ${key(cx, target.index)});`;
    }
    case "applyChanges": {
      const { type } = stmt.changes;
      const fields = type.kind === "changes" ? type.fields : [];
      const args = [argument(cx, stmt.record), argument(cx, stmt.changes), ...fields.map(quote)];
      const reference = referenceOf(cx, stmt.record);
      if (reference !== null)
        for (const field of fields) cx.beliefs.forget(reference + member(field));
      return `${cx.helper("applyChanges")}(${args.join(", ")});`;
    }
    case "remove": {
      const entity = entityOf(stmt.record.type) ?? "";
      return `${cx.table(entity)}.remove(${argument(cx, stmt.record)});`;
    }
    case "if":
      return branch(cx, stmt);
    case "for":
      return loop(cx, stmt);
    case "continue":
    case "break":
      return `${stmt.stmt};`;
    case "return":
      return stmt.value === null ? "return;" : `return ${returned(cx, stmt.value)};`;
    case "require":
      return require(cx, stmt);
    case "fail":
      return refusal(cx, stmt.code, stmt.message);
    case "advance":
      return `${cx.call()}.advance(${argument(cx, stmt.minutes)});`;
    case "expression":
      return `${text(cx, stmt.value)};`;
  }
}

/** The result of a tool is held by nothing else, so its shapes need not be copies. */
function returned(cx: BodyContext, value: Expr): string {
  cx.shows = cx.isTool;
  const result = text(cx, value);
  cx.shows = false;
  return result;
}

function refusal(cx: BodyContext, code: string, message: Expr): string {
  return `${cx.helper("refuse")}(${quote(code)}, ${argument(cx, message)});`;
}

function require(cx: BodyContext, stmt: Of<"require">): string {
  const test = negate(stmt.condition);
  const condition = text(cx, test);
  const then = knowing(cx, test, true, () => refusal(cx, stmt.code, stmt.message));
  learn(cx, test, false);
  return `if (${condition}) {\n${then}\n}`;
}

/** Whether control surely leaves the block at its end. */
function leaves(body: readonly Stmt[]): boolean {
  const last = body.at(-1);
  if (last === undefined) return false;
  switch (last.stmt) {
    case "return":
    case "fail":
    case "continue":
    case "break":
      return true;
    case "if":
      return last.else !== null && leaves(last.then) && leaves(last.else);
    default:
      return false;
  }
}

function branch(cx: BodyContext, stmt: Of<"if">): string {
  const test = text(cx, stmt.test);
  const before = cx.beliefs.save();
  learn(cx, stmt.test, true);
  const yes = emitBlock(cx, stmt.then);
  const afterYes = cx.beliefs.save();
  cx.beliefs.restore(before);
  learn(cx, stmt.test, false);
  const no = stmt.else === null ? "" : emitBlock(cx, stmt.else);
  const noLeaves = stmt.else !== null && leaves(stmt.else);
  if (!leaves(stmt.then)) {
    if (noLeaves) cx.beliefs.restore(afterYes);
    else cx.beliefs.meet(afterYes);
  }
  const tail =
    no === ""
      ? ""
      : stmt.else?.length === 1 && stmt.else[0]?.stmt === "if"
        ? ` else ${no}`
        : ` else {\n${no}\n}`;
  return `if (${test}) {\n${yes}\n}${tail}`;
}

function loop(cx: BodyContext, stmt: Of<"for">): string {
  const { bindings } = cx.aliases;
  const binding = bindings.declared(stmt);
  const position = bindings.loopIndex(stmt);
  const value = argument(cx, stmt.list);
  // The loop runs over the list as it is now, whatever its body does to it.
  const isOverrun = !makesList(stmt.list) && isChanged(cx, stmt);
  const list = `${cx.call()}.each(${isOverrun ? `[...${value}]` : value})`;
  forgetAssigned(cx, stmt.body);
  const before = cx.beliefs.save();
  cx.push();
  const entity = entityOf(binding.type);
  const isLive = entity !== null && cx.aliases.isLive(binding);
  const isStale = entity !== null && cx.aliases.startsStale(stmt);
  let prelude = "";
  let element: string;
  if (entity !== null && (isLive || isStale) && binding.uses > 0) {
    element = cx.claim("row");
    const name = cx.declare(binding);
    prelude = `const ${name} = ${cx.table(entity)}.${isLive ? "edit" : "current"}(${element});\n`;
  } else {
    const name = cx.declare(binding);
    element = binding.uses > 0 ? name : `_${name}`;
  }
  const index = position === null || position.uses === 0 ? null : cx.declare(position);
  const body = emitBlock(cx, stmt.body);
  cx.pop();
  cx.beliefs.restore(before);
  return index === null
    ? `for (const ${element} of ${list}) {\n${prelude}${body}\n}`
    : `for (const [${index}, ${element}] of ${list}.entries()) {\n${prelude}${body}\n}`;
}

/** Whether the body of the loop may change the list that the loop runs over. */
function isChanged(cx: BodyContext, stmt: Of<"for">): boolean {
  const { bindings } = cx.aliases;
  const root = rootOf(stmt.list);
  const given = root === null ? null : bindings.of(root);
  // Arguments belong to nothing else: what changes one does it through the parameter.
  const isArgument = given?.kind === "param" && cx.isTool;
  if (isArgument && !given.assigned && !cx.aliases.isLive(given)) return false;
  // A list in a record is none that a variable holds as its own.
  const isStored = root === null && stmt.list.node === "field";
  return cx.model.changesLists(
    stmt.body,
    (list) => isStored && list.node === "local" && holdsOwnList(bindings.of(list)),
  );
}

/** Whether the expression gives a list that nothing else can reach. */
function makesList(list: Expr): boolean {
  switch (list.node) {
    case "all":
    case "query":
    case "library":
    case "method":
    case "list":
    case "convert":
      return true;
    case "field":
      return list.via === "ref";
    default:
      return false;
  }
}

/** What a loop assigns is not known to be what it was, neither in it nor behind it. */
function forgetAssigned(cx: BodyContext, body: readonly Stmt[]): void {
  visitBody(body, {
    stmt: (stmt) => {
      if (stmt.stmt === "assign") {
        const reference = outerReference(cx, stmt.place.target);
        if (reference !== null) cx.beliefs.forget(reference);
      } else if (stmt.stmt === "applyChanges" && stmt.changes.type.kind === "changes") {
        const reference = outerReference(cx, stmt.record);
        if (reference === null) return;
        for (const field of stmt.changes.type.fields) cx.beliefs.forget(reference + member(field));
      }
    },
  });
}

/** The reference, unless it starts at a name that the loop itself declares. */
function outerReference(cx: BodyContext, expr: Expr): string | null {
  let root = expr;
  while (root.node === "field") root = root.object;
  if (root.node !== "local" || !cx.isNamed(cx.aliases.bindings.of(root))) return null;
  return expr.node === "field" ? storedReference(cx, expr) : referenceOf(cx, expr);
}

function declare(cx: BodyContext, stmt: Of<"declare">): string {
  const binding = cx.aliases.bindings.declared(stmt);
  const value = initial(cx, stmt, binding);
  if (binding.uses === 0) return `${value};`;
  const keyword = stmt.mutable && binding.assigned ? "let" : "const";
  const annotation = annotationOf(cx, stmt, binding, keyword === "let");
  const name = cx.declare(binding);
  if (stmt.mutable) learnAssigned(cx, name, localOf(stmt), stmt.value);
  return `${keyword} ${name}${annotation} = ${value};`;
}

function localOf(stmt: Of<"declare">): Expr {
  return { node: "literal", value: null, type: stmt.type, at: stmt.at };
}

function initial(cx: BodyContext, stmt: Of<"declare">, binding: Binding): string {
  const value = argument(cx, stmt.value);
  // A list that is added to must not be the one that a query gave.
  const isQueried = present(stmt.value.type).kind === "list" && holdsRecords(stmt.value.type);
  return isQueried && stmt.value.node !== "list" && isPushed(cx, binding) ? `[...${value}]` : value;
}

function isPushed(cx: BodyContext, binding: Binding): boolean {
  return cx.pushed.has(binding);
}

/** Types that TypeScript infers from any value of theirs. */
const PLAIN: ReadonlySet<Type["kind"]> = new Set([
  "int",
  "number",
  "decimal",
  "money",
  "string",
  "date",
  "datetime",
  "id",
]);

function annotationOf(
  cx: BodyContext,
  stmt: Of<"declare">,
  binding: Binding,
  isLet: boolean,
): string {
  if (isLet && PLAIN.has(stmt.type.kind) && stmt.value.type.kind !== "literal") return "";
  const mutable = cx.aliases.isLive(binding) || isPushed(cx, binding);
  if (!isLet && !isGuessed(stmt)) return "";
  const isWritten =
    ["object", "list", "conditional"].includes(stmt.value.node) || isDrawn(stmt.value);
  const type = isLet || isWritten ? binding.type : widenLiterals(binding.type);
  return `: ${cx.types.local(type, mutable)}`;
}

/** One of some literals, drawn by a function: TypeScript infers them from the annotation. */
function isDrawn(value: Expr): boolean {
  return value.node === "library" && value.args[0]?.node === "list" && value.type.kind === "enum";
}

/** TypeScript takes a literal inside a list that is handed to a function for any text. */
function widenLiterals(type: Type): Type {
  switch (type.kind) {
    case "literal":
      return { kind: "string" };
    case "enum":
      return type.name === "" ? { kind: "string" } : type;
    case "list":
    case "nullable":
      return { ...type, of: widenLiterals(type.of) };
    case "map":
      return { ...type, value: widenLiterals(type.value) };
    case "record": {
      const fields = type.fields.map((one) => ({ ...one, type: widenLiterals(one.type) }));
      return type.name === null ? { ...type, fields } : type;
    }
    default:
      return type;
  }
}

/** Whether TypeScript would infer a wider type than the checker. */
function isGuessed(stmt: Of<"declare">): boolean {
  if (isNested(stmt.type)) return constructs(stmt.value);
  const { kind } = present(stmt.type);
  if (kind !== "enum" && kind !== "literal") return false;
  let found = false;
  visitExpr(stmt.value, (part) => {
    if (part.node === "list") found = true;
  });
  return found;
}

/** Whether a value is written out, so that TypeScript would guess its type from the literals. */
function constructs(expr: Expr): boolean {
  let found = false;
  visitExpr(expr, (part) => {
    if (part.node === "object" || part.node === "list") found = true;
  });
  return found;
}

/**
 * `const x = ...; require(x !== null, code, message);` is one look-up that refuses, where the
 * message costs nothing to make.
 */
function declaredAndFound(cx: BodyContext, stmt: Stmt, next: Stmt): string | null {
  if (stmt.stmt !== "declare" || stmt.mutable || next.stmt !== "require") return null;
  if (!isNullable(stmt.type)) return null;
  const { condition, message } = next;
  if (condition.node !== "equal" || !condition.negated) return null;
  const [tested, nothing] = [condition.left, condition.right];
  if (tested.node !== "local" || nothing.node !== "literal" || nothing.value !== null) return null;
  const binding = cx.aliases.bindings.declared(stmt);
  if (cx.aliases.bindings.of(tested) !== binding || !isCheap(cx, message, binding)) return null;
  const entity = entityOf(stmt.value.type);
  const isEdited = entity !== null && cx.aliases.needsEdit(stmt.value);
  const bare = isEdited ? unedited(cx, stmt.value) : chain(cx, stmt.value);
  const value = call(cx.helper("found"), bare.text, quote(next.code), argument(cx, message));
  const whole =
    isEdited && entity !== null
      ? edited(cx, value, { ...stmt.value, type: present(stmt.value.type) } as Expr, entity)
      : value;
  cx.prove(binding);
  if (binding.uses === 1) return `${whole.text};`;
  const annotation =
    isNested(stmt.type) && constructs(stmt.value)
      ? `: ${cx.types.local(present(binding.type), cx.aliases.isLive(binding))}`
      : "";
  return `const ${cx.declare(binding)}${annotation} = ${whole.text};`;
}

/** The expression without asking for the private copy. */
function unedited(cx: BodyContext, expr: Expr): ReturnType<typeof chain> {
  const { aliases } = cx;
  return cx.withAliases(
    {
      bindings: aliases.bindings,
      isLive: (binding) => aliases.isLive(binding),
      needsEdit: (other) => other !== expr && aliases.needsEdit(other),
      needsCurrent: (other) => aliases.needsCurrent(other),
      needsRefresh: (other) => aliases.needsRefresh(other),
      startsStale: (other) => aliases.startsStale(other),
    },
    () => chain(cx, expr),
  );
}

/** A message that can neither refuse nor cost much, and does not speak of the missing value. */
function isCheap(cx: BodyContext, message: Expr, missing: Binding): boolean {
  switch (message.node) {
    case "literal":
    case "constant":
    case "now":
    case "today":
      return true;
    case "local":
      return cx.aliases.bindings.of(message) !== missing && referenceOf(cx, message) !== null;
    case "template":
      return message.parts.every((part) => typeof part === "string" || isCheap(cx, part, missing));
    case "field":
      return (
        message.via === "value" &&
        referenceOf(cx, message) !== null &&
        isCheap(cx, message.object, missing)
      );
    case "convert":
      return message.how === "message" && isCheap(cx, message.operand, missing);
    default:
      return false;
  }
}

/** What a place stands in, as stored: a list or map of refs is the list or map of ids. */
function container(cx: BodyContext, expr: Expr): string {
  return (expr.node === "field" ? storedField(cx, expr) : emit(cx, expr)).text;
}

function key(cx: BodyContext, index: Expr): string {
  return entityOf(index.type) === null ? argument(cx, index) : idOf(cx, index).text;
}

function push(cx: BodyContext, stmt: Of<"push">): string {
  const list = container(cx, stmt.place.target);
  const values = stmt.values.map((value) => argument(cx, value));
  return `${cx.helper("append")}(${[cx.call(), list, ...values].join(", ")});`;
}

function assign(cx: BodyContext, stmt: Of<"assign">): string {
  const { target } = stmt.place;
  switch (target.node) {
    case "local": {
      const name = cx.nameOf(cx.aliases.bindings.of(target));
      const line = assignment(cx, name, target, stmt.value);
      learnAssigned(cx, name, target, stmt.value);
      return line;
    }
    case "field": {
      const record = recordOf(target.object);
      const line = record === target.object ? "" : named(cx, record).line;
      const { name, line: own } = named(cx, target.object);
      const place = `${name}${member(target.field)}`;
      const change = assignment(cx, place, target, stmt.value);
      const reference = storedReference(cx, target);
      if (reference !== null) learnAssigned(cx, reference, target, stmt.value);
      return line + own + change;
    }
    case "dynamicField": {
      const object = text(cx, target.object, PREC.member);
      return `${object}[${text(cx, target.name)}] = ${argument(cx, stmt.value)};`;
    }
    case "index":
      return assignIndex(cx, target, stmt.value);
  }
}

/** The record that a nested place lies in. */
function recordOf(object: Expr): Expr {
  let record = object;
  while (entityOf(record.type) === null && record.node === "field") record = record.object;
  return record;
}

/** The record of a place; what lies behind a ref is given a name. */
function named(cx: BodyContext, object: Expr): { readonly name: string; readonly line: string } {
  const value = chain(cx, object);
  const isReached =
    object.node === "singleton" || (object.node === "field" && object.via === "ref");
  if (!isReached || !cx.aliases.needsEdit(object)) {
    return { name: at(value, PREC.member), line: "" };
  }
  const structure = structureOf(object);
  const known = cx.hoisted.get(structure);
  if (known !== undefined) return { name: known, line: "" };
  const entity = entityOf(object.type) ?? "record";
  const isIdField = object.node === "field" && object.field.endsWith("_id");
  const name = cx.claim(isIdField ? object.field.slice(0, -3) : lowerFirst(entity));
  cx.hoisted.set(structure, name);
  return { name, line: `const ${name} = ${value.text};\n` };
}

/** `place = value`, or `place += rest` where that says the same. */
function assignment(cx: BodyContext, place: string, target: Expr, value: Expr): string {
  const isOwn = (left: Expr): boolean =>
    structureOf(left) === structureOf(target) && emit(cx, left).text === place;
  if (value.node === "arithmetic" && ["+", "-", "*"].includes(value.op) && isOwn(value.left)) {
    return `${place} ${value.op}= ${argument(cx, value.right)};`;
  }
  if (value.node === "concat" && isOwn(value.left)) {
    return `${place} += ${argument(cx, value.right)};`;
  }
  return `${place} = ${argument(cx, value)};`;
}

function assignIndex(
  cx: BodyContext,
  target: Extract<Place["target"], { node: "index" }>,
  value: Expr,
): string {
  const type: Type = present(target.object.type);
  const helper = cx.helper(type.kind === "list" ? "setItem" : "put");
  const whole = container(cx, target.object);
  return `${helper}(${whole}, ${key(cx, target.index)}, ${argument(cx, value)});`;
}
