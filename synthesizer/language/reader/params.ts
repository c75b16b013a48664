/** Parameters of tools: what is on the wire, and what the body calls it. */
import {
  compileValidator,
  describeType,
  type Json,
  type TypeSpec,
} from "../../../shared/schema/index.js";
import type { MapEntry, MapNode, YamlNode } from "../document/index.js";
import type { IrParam, Type } from "../ir.js";
import type { LogicScope } from "../logic/contracts.js";
import { typeOf } from "../types.js";
import { withBounds } from "./bounds.js";
import { CONSTANT_PATH, constantAt } from "./constant-paths.js";
import { asMap, type Context, scalarAt, textAt, typeAt } from "./context.js";
import { checkCode } from "./declarations.js";
import { recordName, snakeCase, wordsOf } from "./entities.js";
import { checkDescription } from "./fields.js";
import { checkName, FIELD_NAME, Namespace } from "./names.js";
import type { TypeRegistry } from "./registry.js";
import { readValue } from "./values.js";

/** The parameters of a tool in written order; null when one of them cannot be read (reported). */
export function readParams(
  context: Context,
  registry: TypeRegistry,
  entries: readonly MapEntry[],
  globals: Namespace,
): IrParam[] | null {
  const names = new Namespace(globals);
  const params: IrParam[] = [];
  let good = true;
  for (const entry of entries) {
    const param = readParam(context, registry, entry);
    if (param === null) {
      good = false;
      continue;
    }
    for (const name of [param.value, param.record]) {
      if (name === null) continue;
      const what = `the parameter \`${param.name}\``;
      const allowed = "`as: other_name` gives it another name in the body";
      if (!names.claim(context, name, what, param.at, { allowed })) good = false;
    }
    params.push(param);
  }
  return good ? params : null;
}

function readParam(
  context: Context,
  registry: TypeRegistry,
  { key, keyAt, value }: MapEntry,
): IrParam | null {
  checkName(context, "a parameter", key, keyAt, FIELD_NAME);
  const node = asMap(value);
  const written = typeAt(node);
  if (node === undefined || written === undefined) return null;
  const resolved = registry.read(written, "param");
  if (resolved === null) return null;
  const spec = withBounds(context, node, resolved);
  checkDescription(context, node);
  const given = node.get("default");
  const defaulted = given === undefined ? undefined : readDefault(context, given, spec);
  const unused = scalarAt(node, "unused");
  if (unused !== undefined && unused.text.trim() === "") {
    context.report(
      "empty_text",
      unused.at,
      "`unused` says why the body does not use the parameter.",
    );
  }
  return {
    name: key,
    spec,
    description: textAt(node, "description"),
    required: given === undefined && spec.kind !== "nullable",
    default: defaulted as Json | undefined,
    ...namesOf(key, spec, readAlias(context, node)),
    type: typeOf(spec),
    notFound: readNotFound(context, node, spec),
    unused: unused?.text ?? null,
    at: keyAt,
  };
}

/** Kinds of values that no path of a constant could be mistaken for. */
const PLAIN_KINDS: readonly string[] = ["int", "number", "decimal", "money", "bool", "date"];

/** The value of an omitted argument: written out, or the path of a constant where that is no text. */
function readDefault(context: Context, node: YamlNode, spec: TypeSpec): Json | undefined {
  const isPath =
    node.kind === "scalar" &&
    typeof node.value === "string" &&
    PLAIN_KINDS.includes(withoutNull(spec).kind) &&
    CONSTANT_PATH.test(node.text) &&
    (node.text.includes(".") || context.constants.has(node.text));
  if (!isPath) return readValue(context, node, spec);
  const value = constantAt(context, node);
  if (value === undefined) return undefined;
  const problem = compileValidator(spec)(value);
  if (problem === null) return value;
  const message = `The constant \`${node.text}\` is not ${describeType(spec)}.`;
  context.report("type_mismatch", node.at, message);
  return undefined;
}

/** `as`: what the body calls the parameter (of a ref, the record). */
function readAlias(context: Context, node: MapNode): string | null {
  const alias = scalarAt(node, "as");
  if (alias === undefined) return null;
  checkName(context, "a parameter", alias.text, alias.at, FIELD_NAME);
  return alias.text;
}

function namesOf(
  name: string,
  spec: TypeSpec,
  alias: string | null,
): Pick<IrParam, "record" | "value"> {
  if (withoutNull(spec).kind !== "ref") return { record: null, value: alias ?? name };
  const record = recordName({ name, type: spec });
  return record === null
    ? { record: alias ?? name, value: null }
    : { record: alias ?? record, value: name };
}

function readNotFound(context: Context, node: MapNode, spec: TypeSpec): IrParam["notFound"] {
  const written = scalarAt(node, "not_found");
  const entity = referred(spec);
  if (entity === null) {
    if (written !== undefined) {
      context.report(
        "option_without_effect",
        written.at,
        "`not_found` is for refs and lists of refs.",
      );
    }
    return null;
  }
  if (written !== undefined) checkCode(context, written.text, written.at);
  return {
    code: written?.text ?? `${snakeCase(entity)}_not_found`,
    message: `There is no ${wordsOf(entity)} with this id.`,
  };
}

/** The entity of a ref, or of the refs in a list or map. */
function referred(spec: TypeSpec): string | null {
  switch (spec.kind) {
    case "ref":
      return spec.entity;
    case "nullable":
    case "list":
      return referred(spec.of);
    case "map":
      return referred(spec.value);
    default:
      return null;
  }
}

export function withoutNull(spec: TypeSpec): TypeSpec {
  return spec.kind === "nullable" ? spec.of : spec;
}

/** What a body (or a rule about the tool) knows of the parameters. */
export function localsOf(params: readonly IrParam[]): LogicScope["locals"] {
  return params.flatMap(({ record, value, type, spec, at }) => {
    if (record === null) return value === null ? [] : [{ name: value, type, at }];
    const locals: { name: string; type: Type; at: typeof at }[] = [{ name: record, type, at }];
    const ref = withoutNull(spec);
    if (value !== null && ref.kind === "ref") {
      const id: Type = { kind: "id", entity: ref.entity };
      locals.push({
        name: value,
        type: spec.kind === "nullable" ? { kind: "nullable", of: id } : id,
        at,
      });
    }
    return locals;
  });
}
