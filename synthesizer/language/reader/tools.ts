/** `tools`: what is on the wire first, bodies once everything that logic can name is known. */
import type { RefusalSpec } from "../../../shared/runtime/index.js";
import type { TypeSpec } from "../../../shared/schema/index.js";
import type { MapEntry, MapNode, YamlNode } from "../document/index.js";
import type { Expr, IrParam, IrTool, Stmt } from "../ir.js";
import { checkBody, type DomainModel, type LogicScope } from "../logic/index.js";
import { asMap, type Context, entriesAt, scalarAt, textAt } from "./context.js";
import { type DeclaredCode, readErrors } from "./declarations.js";
import { type Effects, effectsOf, withCalls } from "./effects.js";
import { snakeCase } from "./entities.js";
import { checkDescription, readFields } from "./fields.js";
import {
  CAMEL_NAME,
  checkName,
  MAX_TOOL_NAME,
  type Namespace,
  RESERVED_TOOL_NAMES,
} from "./names.js";
import { localsOf, readParams } from "./params.js";
import { choiceOf, type TypeRegistry } from "./registry.js";

export interface ReadTool {
  readonly entry: MapEntry;
  readonly node: MapNode;
  readonly params: readonly IrParam[];
  /** Null: `none`. */
  readonly result: TypeSpec | null;
  readonly errors: ReadonlyMap<string, DeclaredCode>;
}

/** Everything of a tool but its body; null when part of it cannot be read (reported). */
export function readTool(
  context: Context,
  registry: TypeRegistry,
  entry: MapEntry,
  domain: string,
  globals: Namespace,
): ReadTool | null {
  checkToolName(context, entry, domain);
  const node = asMap(entry.value);
  if (node === undefined) return null;
  checkDescription(context, node);
  const params = readParams(context, registry, entriesAt(node, "params"), globals);
  const errors = readErrors(context, entriesAt(node, "errors"));
  const written = node.get("result");
  if (written === undefined) return null;
  const none = written.kind === "scalar" && written.text === "none";
  const result = none ? null : readResult(context, registry, node);
  if (params === null || (!none && result === null)) return null;
  return { entry, node, params, result, errors };
}

function checkToolName(context: Context, { key, keyAt }: MapEntry, domain: string): void {
  if (!checkName(context, "a tool", key, keyAt, CAMEL_NAME)) return;
  if (RESERVED_TOOL_NAMES.has(key)) {
    context.report(
      "reserved_name",
      keyAt,
      `Hosts use \`${key}\` for themselves; the tool needs another name.`,
    );
  }
  const full = `${domain}_${key}`;
  if (full.length > MAX_TOOL_NAME) {
    context.report(
      "name_too_long",
      keyAt,
      `\`${full}\` has ${full.length} characters; clients take ${MAX_TOOL_NAME}.`,
    );
  }
}

function readResult(context: Context, registry: TypeRegistry, node: MapNode): TypeSpec | null {
  const written = node.get("result");
  if (written === undefined) return null;
  return written.kind === "list"
    ? readAlternatives(context, registry, written)
    : readOne(context, registry, written);
}

/** `[Line, { error: ... }, null]`: any of these. */
function readAlternatives(
  context: Context,
  registry: TypeRegistry,
  list: Extract<YamlNode, { kind: "list" }>,
): TypeSpec | null {
  const isNull = (item: YamlNode): boolean => item.kind === "scalar" && item.isNull;
  const types = list.items.filter((item) => !isNull(item));
  const specs = types.map((item) => readOne(context, registry, item));
  if (!specs.every((spec) => spec !== null)) return null;
  const choice = choiceOf(specs, types.length < list.items.length);
  if (choice === null || specs.length === 0) {
    context.report(
      "invalid_type",
      list.at,
      "The list holds the types, each once, that a result may have.",
    );
    return null;
  }
  return choice;
}

function readOne(context: Context, registry: TypeRegistry, written: YamlNode): TypeSpec | null {
  if (written.kind === "scalar") return registry.read(written, "result");
  const inline = asMap(written);
  if (inline === undefined) return null;
  if (inline.entries.size === 0) {
    context.report(
      "empty_list",
      inline.at,
      "The result has no fields; a tool without a result says `none`.",
    );
    return null;
  }
  const read = readFields(context, registry, inline.entries.values(), "result");
  return read.complete ? { kind: "record", name: null, fields: read.fields } : null;
}

export interface ToolParts {
  readonly model: DomainModel;
  readonly errors: ReadonlyMap<string, DeclaredCode>;
  /** Direct effects of the domain's functions. */
  readonly functions: ReadonlyMap<string, Effects>;
}

/** The tool with its body. Null when there is no body or its result could not be read. */
export function checkTool(context: Context, tool: ReadTool, parts: ToolParts): IrTool | null {
  const { entry, node, params } = tool;
  const source = scalarAt(node, "body");
  if (source === undefined) return null;
  const before = context.diagnostics.list.length;
  const scope: LogicScope = {
    where: "tool",
    locals: localsOf(params),
    returns:
      tool.result === null
        ? { kind: "none" }
        : { kind: "result", spec: tool.result, entity: entityOf(tool.result, parts.model) },
    codes: new Set(tool.errors.keys()),
  };
  const checked = checkBody(source, parts.model, scope, context.diagnostics);
  if (context.diagnostics.list.length === before) {
    checkParamUse(context, params, checked.used);
    for (const { code, at } of tool.errors.values()) {
      if (checked.codes.includes(code) || params.some(({ notFound }) => notFound?.code === code))
        continue;
      context.report("unused_error", at, `The tool never refuses with \`${code}\`.`);
    }
  }
  const effects = withCalls(effectsOf(checked.body), parts.functions);
  const readOnly = !effects.changes && !effects.advances;
  return {
    name: entry.key,
    title: textAt(node, "title") || titleOf(entry.key),
    description: textAt(node, "description"),
    actor: textAt(node, "actor") === "user" ? "user" : "agent",
    params,
    result: tool.result ?? { kind: "string" },
    refusals: refusalsOf(tool, [...checked.codes, ...effects.codes], parts.errors),
    refusalsAs: textAt(node, "refusals") === "returned" ? "returned" : "raised",
    // A tool that changes nothing is idempotent; of others that is shown elsewhere, by analysis.
    idempotent: readOnly,
    body: tool.result === null ? returningOk(checked.body) : checked.body,
    at: entry.keyAt,
  };
}

/** `find_member` and `findMember` for people: "Find member". */
function titleOf(name: string): string {
  const words = snakeCase(name).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function checkParamUse(
  context: Context,
  params: readonly IrParam[],
  used: ReadonlySet<string>,
): void {
  for (const { name, record, value, unused, at } of params) {
    const isUsed = (record !== null && used.has(record)) || (value !== null && used.has(value));
    if (!isUsed && unused === null) {
      const message = `The body does not use the parameter \`${name}\`.`;
      context.report("unused_parameter", at, message, { allowed: "`unused: why`, or using it" });
    }
    if (isUsed && unused !== null) {
      context.report(
        "not_unused",
        at,
        `The parameter \`${name}\` says that it is unused, but the body uses it.`,
      );
    }
  }
}

/** The refusals of a tool beside the reserved ones: what ids give, then what guards give. */
function refusalsOf(
  { params, errors }: ReadTool,
  codes: readonly string[],
  shared: ReadonlyMap<string, DeclaredCode>,
): RefusalSpec[] {
  const refusals = new Map<string, RefusalSpec>();
  const describeCode = (code: string): string | undefined =>
    errors.get(code)?.description ?? shared.get(code)?.description;
  for (const { notFound } of params) {
    if (notFound === null || refusals.has(notFound.code)) continue;
    const description = describeCode(notFound.code) ?? notFound.message;
    refusals.set(notFound.code, { code: notFound.code, description });
  }
  for (const code of codes) {
    const description = describeCode(code);
    if (description !== undefined && !refusals.has(code)) refusals.set(code, { code, description });
  }
  return [...refusals.values()];
}

/** The entity that a result shows: of `Loan`, `Loan.summary`, and lists and nullables of these. */
function entityOf(spec: TypeSpec, model: DomainModel): string | null {
  if (spec.kind === "list" || spec.kind === "nullable") return entityOf(spec.of, model);
  if (spec.kind !== "record" || spec.name === null) return null;
  if (model.entities.has(spec.name)) return spec.name;
  return model.views.get(spec.name)?.entity ?? null;
}

/** The body of a tool without a result: it prints `OK` wherever it ends. */
function returningOk(body: readonly Stmt[]): readonly Stmt[] {
  const rewritten = body.map(rewriteReturn);
  const last = rewritten.at(-1);
  if (last?.stmt === "return" || last?.stmt === "fail") return rewritten;
  const at = last?.at ?? { file: "", line: 1, column: 1, endLine: 1, endColumn: 1 };
  return [...rewritten, { stmt: "return", at, value: okAt(at) }];
}

function rewriteReturn(statement: Stmt): Stmt {
  switch (statement.stmt) {
    case "return":
      return { ...statement, value: okAt(statement.at) };
    case "if":
      return {
        ...statement,
        // biome-ignore lint/suspicious/noThenProperty: a field of the IR, which is never awaited
        then: statement.then.map(rewriteReturn),
        else: statement.else?.map(rewriteReturn) ?? null,
      };
    case "for":
      return { ...statement, body: statement.body.map(rewriteReturn) };
    default:
      return statement;
  }
}

function okAt(at: Stmt["at"]): Expr {
  return { node: "literal", value: "OK", type: { kind: "string" }, at };
}
