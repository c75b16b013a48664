/** A whole body as a TypeScript function: parameters, what it reads of the call, statements. */
import { bodyEffects, missingMessage, visitBody } from "../../analysis/index.js";
import type { Expr, IrParam, Stmt, Type } from "../../language/ir.js";
import type { Imports } from "../imports.js";
import { entityOf, type Model } from "../model.js";
import { docComment, memberName, quote, templatePart } from "../text.js";
import { TypeWriter } from "../types.js";
import type { Aliases } from "./aliases.js";
import type { Binding, BodyParam } from "./bindings.js";
import { BodyContext } from "./context.js";
import { emit } from "./emitting.js";
import { emitNode } from "./expr.js";
import { call, type Out, out } from "./output.js";
import { statements } from "./stmt.js";

/** What the functions of one emitted file share. */
export interface FileContext {
  readonly model: Model;
  readonly types: TypeWriter;
  readonly imports: Imports;
  readonly constants: Set<string>;
  readonly functions: Set<string>;
  readonly views: Set<string>;
  /** The type of the call: `Call` or `SeedCall`. */
  readonly callType: string;
  /** Functions of the domain that need nothing of the call. */
  readonly pure: Set<string>;
}

export interface FunctionSource {
  readonly name: string;
  readonly description: string;
  readonly body: readonly Stmt[];
  readonly aliases: Aliases;
  readonly exported: boolean;
  /** The type of the result. */
  readonly returns: string;
  /** Parameters beside the call: text and the bindings that they are. */
  readonly params: readonly EmittedParam[];
  readonly isTool?: boolean;
  /** Entering it costs a step. */
  readonly pays?: boolean;
  /** The function is called by other functions alone, so it takes the call only if it needs it. */
  readonly internal?: string;
}

export interface EmittedParam {
  readonly name: string;
  readonly type: string;
}

/** Statements that stand before the body: look-ups of ref parameters, private copies. */
export type Prelude = (cx: BodyContext) => string[];

function contextOf(file: FileContext, source: FunctionSource): BodyContext {
  const advances = bodyEffects(source.body, file.model.effects).advances;
  const cx = new BodyContext(
    file.model,
    file.types,
    file.imports,
    source.aliases,
    advances,
    emitNode,
    file.pure,
    file.views,
    source.isTool === true,
  );
  visitBody(source.body, {
    stmt: (stmt) => {
      if (stmt.stmt === "push" && stmt.place.target.node === "local") {
        cx.pushed.add(source.aliases.bindings.of(stmt.place.target));
      }
    },
  });
  return cx;
}

/** The function's text. `begin` names the parameters and says what comes first. */
export function emitFunction(
  file: FileContext,
  source: FunctionSource,
  begin: (cx: BodyContext) => { readonly params: readonly string[]; readonly lines: string[] },
): string {
  const cx = contextOf(file, source);
  for (const binding of forgotten(file, source, begin)) cx.forgotten.add(binding);
  const { params, lines } = begin(cx);
  if (source.pays === true) lines.unshift(`${cx.call()}.spend(1);`);
  const body = statements(cx, source.body, true);
  // What is looked up stands apart from what is done, unless the whole is short.
  const done = source.body.filter((stmt) => !fetchesSingleton(stmt));
  const isApart = done.length > 2 && (lines.length > 0 || needsOpening(cx));
  return assembled(file, source, cx, params, [...lines, isApart ? `\n${body}` : body]);
}

/**
 * Parameters that need a name of their own: inside arrow functions TypeScript forgets what it knew
 * of `args.x`. Found by a first attempt that does without.
 */
function forgotten(
  file: FileContext,
  source: FunctionSource,
  begin: (cx: BodyContext) => unknown,
): ReadonlySet<Binding> {
  const { params } = source.aliases.bindings;
  if (![...params.values()].some(({ captured }) => captured)) return new Set();
  const types = new TypeWriter(file.model);
  const cx = contextOf({ ...file, types, imports: file.imports.copy() }, source);
  begin(cx);
  statements(cx, source.body);
  return cx.forgotten;
}

function fetchesSingleton(stmt: Stmt): boolean {
  return stmt.stmt === "declare" && stmt.value.node === "singleton";
}

function needsOpening(cx: BodyContext): boolean {
  return cx.needsCall && cx.members.size > 0;
}

/** A function that returns one expression. */
export function emitExpressionFunction(
  file: FileContext,
  source: FunctionSource,
  value: Expr,
): string {
  const cx = contextOf(file, source);
  return assembled(file, source, cx, [], [`return ${emit(cx, value).text};`]);
}

function assembled(
  file: FileContext,
  source: FunctionSource,
  cx: BodyContext,
  params: readonly string[],
  lines: readonly string[],
): string {
  for (const name of cx.constants) file.constants.add(name);
  for (const name of cx.functions) file.functions.add(name);
  const members = ["db", "draw", "now", "today"].filter((name) =>
    cx.members.has(name as "db" | "draw" | "now" | "today"),
  );
  const type = `${file.callType}<Db>`;
  const taken = members.map((name) => {
    const local = name === "db" || name === "draw" ? cx.part(name) : name;
    return local === name ? name : `${name}: ${local}`;
  });
  const read = `{ ${taken.join(", ")} }`;
  const call = cx.part("call");
  const first = cx.needsCall
    ? `${call}: ${type}`
    : members.length > 0
      ? `${read}: ${type}`
      : params.length > 0 && source.internal === undefined
        ? `_call: ${type}`
        : "";
  if (first === "" && source.internal !== undefined) file.pure.add(source.internal);
  const opening = needsOpening(cx) ? [`const ${read} = ${call};`] : [];
  const all = [...opening, ...lines].filter((line) => line !== "");
  return `${docComment(source.description)}${source.exported ? "export " : ""}function ${source.name}(${[
    first,
    ...params,
  ]
    .filter((part) => part !== "")
    .join(", ")}): ${source.returns} {\n${all.join("\n")}\n}\n`;
}

/** Parameters of a function or reaction: the names themselves, with private copies where needed. */
export function beginWithParams(
  cx: BodyContext,
  params: readonly BodyParam[],
): { readonly params: readonly string[]; readonly lines: string[] } {
  const lines: string[] = [];
  const texts = params.map((param) => {
    const binding = bindingOf(cx, param.name);
    const entity = entityOf(binding.type);
    const isLive = cx.aliases.isLive(binding);
    const type = cx.types.local(param.type, isLive && entity === null);
    if (entity === null || !isLive || binding.uses === 0) {
      const name = cx.declare(binding);
      return `${binding.uses > 0 ? name : `_${name}`}: ${type}`;
    }
    const row = cx.claim("row");
    const name = cx.declare(binding);
    const table = cx.table(entity);
    const copy =
      param.type.kind === "nullable"
        ? `${cx.helper("editIfFound")}(${table}, ${row})`
        : `${table}.edit(${row})`;
    lines.push(`const ${name} = ${copy};`);
    return `${row}: ${type}`;
  });
  return { params: texts, lines };
}

/** The arguments of a tool: refs are looked up, in order; the rest is read where it is used. */
export function beginWithArguments(
  cx: BodyContext,
  params: readonly IrParam[],
  argsType: string,
): { readonly params: readonly string[]; readonly lines: string[] } {
  const lines: string[] = [];
  let used = false;
  const args = cx.part("args");
  for (const param of params) {
    const field = `${args}${memberAccess(param.name)}`;
    const isRef = param.notFound !== null;
    if (isRef) {
      used = true;
      const target = param.record ?? param.value ?? param.name;
      const binding = bindingOf(cx, target);
      lines.push(lookup(cx, param, field, binding));
    }
    if (param.value !== null && !(isRef && param.record === null)) {
      const binding = bindingOf(cx, param.value);
      if (binding.uses > 0) used = true;
      if (binding.assigned || cx.forgotten.has(binding)) {
        const keyword = binding.assigned ? "let" : "const";
        lines.push(`${keyword} ${cx.declare(binding)} = ${field};`);
      } else {
        cx.rename(binding, field);
      }
    }
  }
  return { params: used ? [`${args}: ${argsType}`] : params.length > 0 ? [] : [], lines };
}

function memberAccess(name: string): string {
  const member = memberName(name);
  return member === name ? `.${name}` : `[${member}]`;
}

function lookup(cx: BodyContext, param: IrParam, field: string, binding: Binding): string {
  const code = param.notFound?.code ?? "dangling_ref";
  const { before, after } = missingMessage(param);
  const find = (id: string, entity: string): string =>
    call(
      cx.helper("found"),
      `${cx.table(entity)}.get(${id})`,
      quote(code),
      `\`${templatePart(before)}\${${id}}${templatePart(after)}\``,
    ).text;
  const value = resolved(cx, param.type, out(field), find, cx.aliases.isLive(binding)).text;
  if (binding.uses === 0) return `${value};`;
  return `const ${cx.declare(binding)} = ${value};`;
}

function resolved(
  cx: BodyContext,
  type: Type,
  value: Out,
  find: (id: string, entity: string) => string,
  isLive: boolean,
): Out {
  switch (type.kind) {
    case "entity": {
      const record = find(value.text, type.entity);
      return out(isLive ? `${cx.table(type.entity)}.edit(${record})` : record);
    }
    case "nullable":
      return out(
        `${cx.helper("ifPresent")}(${value.text}, (id) => ${resolved(cx, type.of, out("id"), find, isLive).text})`,
      );
    case "list":
      return out(
        `${value.text}.map((id) => ${resolved(cx, type.of, out("id"), find, false).text})`,
      );
    case "map":
      return out(
        `${cx.helper("mapValues")}(${value.text}, (id) => ${resolved(cx, type.value, out("id"), find, false).text})`,
      );
    default:
      return value;
  }
}

function bindingOf(cx: BodyContext, name: string): Binding {
  const binding = cx.aliases.bindings.params.get(name);
  if (binding === undefined) throw new TypeError(`no parameter ${name}`);
  return binding;
}

/** The names that a tool's body starts with. */
export function toolParams(params: readonly IrParam[]): readonly BodyParam[] {
  return params.flatMap((param) => {
    const nullable = param.type.kind === "nullable";
    const bare = param.type.kind === "nullable" ? param.type.of : param.type;
    const names: BodyParam[] = [];
    if (param.record !== null) names.push({ name: param.record, type: param.type });
    if (param.value !== null) {
      const id: Type | null =
        param.record !== null && bare.kind === "entity"
          ? { kind: "id", entity: bare.entity }
          : null;
      const type: Type = id === null ? param.type : nullable ? { kind: "nullable", of: id } : id;
      names.push({ name: param.value, type });
    }
    return names;
  });
}
