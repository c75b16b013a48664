/** `enums`, `types`, `errors`: what is declared by name. */
import { RESERVED_REFUSAL_CODES } from "../../../shared/errors/index.js";
import type { EnumSpec, UnionVariant } from "../../../shared/schema/index.js";
import type { MapEntry, MapNode } from "../document/index.js";
import { asMap, type Context, entriesAt, mapAt, scalarAt, textAt } from "./context.js";
import { checkDescription, readFields } from "./fields.js";
import { checkName, FIELD_NAME, NAME, PASCAL_NAME } from "./names.js";
import type { NamedType, TypeRegistry } from "./registry.js";

export function readEnum(context: Context, { key, keyAt, value }: MapEntry): EnumSpec | null {
  checkName(context, "an enum", key, keyAt, PASCAL_NAME);
  const node = asMap(value);
  const written = node?.get("values");
  if (node === undefined || written === undefined || written.kind === "scalar") return null;
  checkDescription(context, node);
  const values: { value: string; description: string }[] = [];
  const add = (name: string, at: MapEntry["keyAt"], description: string): void => {
    if (name.trim() === "" || name.length > 100) {
      context.report("invalid_name", at, "A value of an enum has 1 to 100 characters.");
    } else if (values.some((other) => other.value === name)) {
      context.report("duplicate_name", at, `The value \`${name}\` stands twice.`);
    } else {
      values.push({ value: name, description });
    }
  };
  if (written.kind === "map") {
    for (const entry of written.entries.values()) {
      add(entry.key, entry.keyAt, entry.value.kind === "scalar" ? entry.value.text : "");
    }
  } else {
    for (const item of written.items) if (item.kind === "scalar") add(item.text, item.at, "");
  }
  if (values.length === 0) {
    context.report("empty_list", written.at, `The enum \`${key}\` has no values.`);
    return null;
  }
  const names = values.map((one) => one.value);
  const lifecycle = readLifecycle(context, node, key, names);
  return {
    name: key,
    description: textAt(node, "description"),
    values,
    ...(lifecycle === undefined ? {} : { lifecycle }),
  };
}

function readLifecycle(
  context: Context,
  node: MapNode,
  name: string,
  values: readonly string[],
): Record<string, readonly string[]> | undefined {
  if (mapAt(node, "lifecycle") === undefined) return undefined;
  const lifecycle: [string, string[]][] = [];
  const check = (value: string, at: MapEntry["keyAt"]): boolean => {
    if (values.includes(value)) return true;
    context.unknown(
      "unknown_value",
      at,
      `\`${value}\` is not a value of \`${name}\`.`,
      value,
      values,
    );
    return false;
  };
  for (const { key, keyAt, value } of entriesAt(node, "lifecycle")) {
    if (!check(key, keyAt) || value.kind !== "list") continue;
    const targets: string[] = [];
    for (const item of value.items) {
      if (item.kind === "scalar" && check(item.text, item.at)) targets.push(item.text);
    }
    lifecycle.push([key, targets]);
  }
  return Object.fromEntries(lifecycle);
}

/** A record or union type; null when it cannot be read. */
export function readNamedType(
  context: Context,
  registry: TypeRegistry,
  { key, keyAt, value }: MapEntry,
): NamedType | null {
  const node = asMap(value);
  if (node === undefined) return null;
  checkDescription(context, node);
  const variants = mapAt(node, "variants");
  const tag = scalarAt(node, "tag");
  if (variants === undefined && tag === undefined) {
    const fields = mapAt(node, "fields");
    if (fields === undefined || fields.entries.size === 0) {
      context.report(
        "missing_key",
        keyAt,
        `The type \`${key}\` needs \`fields\`, or \`tag\` and \`variants\`.`,
      );
      return null;
    }
    const read = readFields(context, registry, fields.entries.values(), "field");
    if (!read.complete) context.incomplete = true;
    return { kind: "record", name: key, fields: read.fields };
  }
  if (variants === undefined || tag === undefined || node.get("fields") !== undefined) {
    context.report(
      "invalid_union",
      keyAt,
      `The union \`${key}\` has \`tag\` and \`variants\`, and no fields beside them.`,
    );
    return null;
  }
  checkName(context, "a tag", tag.text, tag.at, FIELD_NAME);
  const read = [...variants.entries.values()].map((entry): UnionVariant => {
    const fields = entriesAt(entry.value, "fields");
    const clash = fields.find((field) => field.key === tag.text);
    if (clash !== undefined) {
      context.report("duplicate_name", clash.keyAt, `\`${tag.text}\` is the tag of the union.`);
    }
    checkDescription(context, asMap(entry.value));
    const inner = readFields(context, registry, fields, "field");
    if (!inner.complete) context.incomplete = true;
    return {
      value: entry.key,
      description: textAt(entry.value, "description"),
      fields: inner.fields,
    };
  });
  if (read.length === 0) {
    context.report("empty_list", variants.at, `The union \`${key}\` has no variants.`);
    return null;
  }
  return { kind: "union", name: key, tag: tag.text, variants: read };
}

const RESERVED: ReadonlySet<string> = new Set(RESERVED_REFUSAL_CODES);

export interface DeclaredCode {
  readonly code: string;
  readonly description: string;
  readonly at: MapEntry["keyAt"];
}

/** Codes of refusals with what they mean, from an `errors` mapping. */
export function readErrors(
  context: Context,
  entries: readonly MapEntry[],
): Map<string, DeclaredCode> {
  const codes = new Map<string, DeclaredCode>();
  for (const { key, keyAt, value } of entries) {
    if (!checkCode(context, key, keyAt)) continue;
    if (value.kind === "scalar" && !value.isNull && value.text.trim() === "") {
      context.report("empty_text", value.at, "The code says nothing about what it means.");
    }
    const description = value.kind === "scalar" ? value.text : "";
    codes.set(key, { code: key, description, at: keyAt });
  }
  return codes;
}

export function checkCode(context: Context, code: string, at: MapEntry["keyAt"]): boolean {
  if (!checkName(context, "a code", code, at, NAME)) return false;
  if (!RESERVED.has(code)) return true;
  context.report(
    "reserved_name",
    at,
    `\`${code}\` is a code that every environment gives by itself.`,
  );
  return false;
}
