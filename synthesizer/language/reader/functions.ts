/** `functions`: signatures first, bodies once everything that logic can name is known. */
import type { TypeSpec } from "../../../shared/schema/index.js";
import type { MapEntry } from "../document/index.js";
import type { IrFunction, Type } from "../ir.js";
import { checkBody, type DomainModel, type FunctionSignature } from "../logic/index.js";
import { typeOf } from "../types.js";
import { asMap, type Context, entriesAt, scalarAt, textAt } from "./context.js";
import { checkDescription } from "./fields.js";
import { CAMEL_NAME, checkName, FIELD_NAME, Namespace } from "./names.js";
import type { TypeRegistry } from "./registry.js";

export interface ReadFunction {
  readonly entry: MapEntry;
  readonly signature: FunctionSignature;
  readonly params: IrFunction["params"];
  readonly places: ReadonlyMap<string, MapEntry>;
}

/** A function's parameters and result; null when they cannot be read. */
export function readFunction(
  context: Context,
  registry: TypeRegistry,
  entry: MapEntry,
  globals: Namespace,
  writes: boolean,
): ReadFunction | null {
  const { key, keyAt, value } = entry;
  checkName(context, "a function", key, keyAt, CAMEL_NAME);
  const node = asMap(value);
  const written = scalarAt(node, "returns");
  if (node === undefined || written === undefined) return null;
  checkDescription(context, node);
  const names = new Namespace(globals);
  const params: { name: string; type: Type; spec: TypeSpec }[] = [];
  const places = new Map<string, MapEntry>();
  let good = true;
  for (const param of entriesAt(node, "params")) {
    checkName(context, "a parameter", param.key, param.keyAt, FIELD_NAME);
    names.claim(context, param.key, `the parameter \`${param.key}\``, param.keyAt);
    const spec = param.value.kind === "scalar" ? registry.read(param.value, "function") : null;
    if (spec === null) {
      good = false;
      continue;
    }
    const type = typeOf(spec);
    if (
      param.key.endsWith("_id") &&
      (type.kind === "nullable" ? type.of : type).kind === "entity"
    ) {
      const suggestion = param.key.slice(0, -3);
      const message = `\`${param.key}\` would be the record itself: a function takes records, not their ids.`;
      context.report("invalid_name", param.keyAt, message, { suggestion });
    }
    params.push({ name: param.key, type, spec });
    places.set(param.key, param);
  }
  const returns: Type | null =
    written.text === "none" ? { kind: "void" } : returnType(registry.read(written, "function"));
  if (!good || returns === null) return null;
  const signature = {
    name: key,
    params: params.map(({ name, type }) => ({ name, type })),
    returns,
    writes,
  };
  return { entry, signature, params, places };
}

function returnType(spec: TypeSpec | null): Type | null {
  return spec === null ? null : typeOf(spec);
}

/** The function with its body; unused parameters are reported. Null when there is no body. */
export function checkFunction(
  context: Context,
  { entry, signature, params, places }: ReadFunction,
  model: DomainModel,
): IrFunction | null {
  const node = asMap(entry.value);
  const body = scalarAt(node, "body");
  if (body === undefined) return null;
  const before = context.diagnostics.list.length;
  const checked = checkBody(
    body,
    model,
    {
      where: "function",
      locals: params.map(({ name, type }) => ({
        name,
        type,
        at: places.get(name)?.keyAt ?? entry.keyAt,
      })),
      returns:
        signature.returns.kind === "void"
          ? { kind: "none" }
          : { kind: "type", type: signature.returns },
      codes: new Set(),
    },
    context.diagnostics,
  );
  if (context.diagnostics.list.length === before) {
    for (const { name } of params) {
      if (checked.used.has(name)) continue;
      const at = places.get(name)?.keyAt ?? entry.keyAt;
      context.report("unused_parameter", at, `The body does not use the parameter \`${name}\`.`);
    }
  }
  return {
    name: signature.name,
    description: textAt(node, "description"),
    params,
    returns: signature.returns,
    body: checked.body,
    at: entry.keyAt,
  };
}
