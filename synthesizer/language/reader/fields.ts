/** Fields of entities, types and inline results. */
import type { ComparePolicy, FieldSpec, Known, TypeSpec } from "../../../shared/schema/index.js";
import type { MapEntry, MapNode } from "../document/index.js";
import { withBounds } from "./bounds.js";
import { asMap, type Context, flagAt, scalarAt, textAt, typeAt } from "./context.js";
import { checkName, FIELD_NAME } from "./names.js";
import type { TypePlace, TypeRegistry } from "./registry.js";
import { readValue } from "./values.js";

export interface ReadFields {
  readonly fields: readonly FieldSpec[];
  /** False when a field was left out because it could not be read (reported). */
  readonly complete: boolean;
}

/** The fields of a mapping, in written order. */
export function readFields(
  context: Context,
  registry: TypeRegistry,
  entries: Iterable<MapEntry>,
  place: TypePlace,
): ReadFields {
  const fields: FieldSpec[] = [];
  let complete = true;
  for (const entry of entries) {
    const field = readField(context, registry, entry, place);
    if (field === null) complete = false;
    else fields.push(field);
  }
  return { fields, complete };
}

function readField(
  context: Context,
  registry: TypeRegistry,
  { key, keyAt, value }: MapEntry,
  place: TypePlace,
): FieldSpec | null {
  checkName(context, "a field", key, keyAt, FIELD_NAME);
  const node = asMap(value);
  const written = typeAt(node);
  if (node === undefined || written === undefined) return null;
  const resolved = registry.read(written, place);
  if (resolved === null) return null;
  const type = withBounds(context, node, resolved);
  checkDescription(context, node);
  const compare = readCompare(context, node, type);
  const known = textAt(node, "known");
  const example = node.get("example");
  if (example !== undefined) readValue(context, example, type);
  const omitNull = flagAt(node, "omit_null");
  if (omitNull && type.kind !== "nullable") {
    const at = scalarAt(node, "omit_null")?.at ?? node.at;
    context.report("option_without_effect", at, "`omit_null` is for types that end in `?`.");
  }
  return {
    name: key,
    type,
    description: textAt(node, "description"),
    ...(compare === undefined ? {} : { compare }),
    ...(known === "" ? {} : { known: known as Known }),
    ...(flagAt(node, "derived") ? { derived: true } : {}),
    ...(omitNull ? { omitNull } : {}),
  };
}

/** A description that says nothing is reported: agents and people read them. */
export function checkDescription(context: Context, node: MapNode | undefined): void {
  const text = scalarAt(node, "description");
  if (text !== undefined && text.text.trim() === "") {
    context.report("empty_text", text.at, "The description is empty.");
  }
}

function readCompare(context: Context, node: MapNode, type: TypeSpec): ComparePolicy | undefined {
  const written = scalarAt(node, "compare");
  if (written === undefined) return undefined;
  const inner = type.kind === "nullable" ? type.of : type;
  if (written.text === "normalized" && !isText(inner)) {
    context.report("option_without_effect", written.at, "`normalized` is for text.");
  }
  if (written.text === "set" && inner.kind !== "list") {
    context.report("option_without_effect", written.at, "`set` is for lists.");
  }
  return written.text as ComparePolicy;
}

function isText(type: TypeSpec): boolean {
  if (type.kind === "list") return isText(type.of);
  if (type.kind === "map") return isText(type.value);
  return type.kind === "string" || type.kind === "text" || type.kind === "message";
}
