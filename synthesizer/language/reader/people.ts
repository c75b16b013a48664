/** `principal` and `phrases`: whom the agent serves, and how people speak. */
import type { PrincipalSpec } from "../../../shared/runtime/index.js";
import type { Json, TypeSpec } from "../../../shared/schema/index.js";
import { type MapNode, type ScalarNode, toJson } from "../document/index.js";
import type { IrParam } from "../ir.js";
import { type Context, entriesAt, mapAt, scalarAt, scalarsAt, textAt } from "./context.js";
import { recordName } from "./entities.js";
import { checkDescription } from "./fields.js";
import { withoutNull } from "./params.js";
import type { TypeRegistry } from "./registry.js";

export function readPrincipal(
  context: Context,
  registry: TypeRegistry,
  node: MapNode,
  tools: ReadonlySet<string>,
): PrincipalSpec | null {
  const entity = scalarAt(node, "entity");
  if (entity === undefined || !registry.isEntity({ name: entity.text, at: entity.at })) return null;
  checkDescription(context, node);
  const owns: [string, readonly string[]][] = [];
  for (const { key, keyAt, value } of entriesAt(node, "owns")) {
    if (!registry.isEntity({ name: key, at: keyAt }) || value.kind !== "scalar") continue;
    const path = readPath(context, registry, key, value, entity.text);
    if (path !== null) owns.push([key, path]);
  }
  const identifiedBy = scalarsAt(node, "identified_by").map(({ text, at }) => {
    if (!tools.has(text)) {
      context.unknown("unknown_tool", at, `There is no tool \`${text}\`.`, text, tools);
    }
    return text;
  });
  return {
    entity: entity.text,
    description: textAt(node, "description"),
    owns: Object.fromEntries(owns),
    identifiedBy,
  };
}

/** `loan.member`: from ref to ref, ending at the principal. Gives the stored fields' names. */
function readPath(
  context: Context,
  registry: TypeRegistry,
  from: string,
  written: ScalarNode,
  principal: string,
): readonly string[] | null {
  const path: string[] = [];
  let entity = from;
  let offset = 0;
  for (const step of written.text.split(".")) {
    const at = written.span(offset, offset + step.length);
    offset += step.length + 1;
    const fields = registry.entities.get(entity)?.fields;
    if (fields === undefined) return null;
    const refs = fields.filter(({ type }) => withoutNull(type).kind === "ref");
    const field = refs.find((ref) => ref.name === step || recordName(ref) === step);
    if (field === undefined) {
      const names = refs.map((ref) => recordName(ref) ?? ref.name);
      context.unknown("unknown_field", at, `\`${entity}\` has no ref \`${step}\`.`, step, names);
      return null;
    }
    path.push(field.name);
    const type = withoutNull(field.type) as Extract<TypeSpec, { kind: "ref" }>;
    entity = type.entity;
  }
  if (entity === principal) return path;
  const message = `The path leads to \`${entity}\`, not to the principal \`${principal}\`.`;
  context.report("invalid_path", written.at, message);
  return null;
}

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** The phrases as written; placeholders and names are checked. */
export function readPhrases(
  context: Context,
  registry: TypeRegistry,
  node: MapNode,
  tools: ReadonlyMap<string, { readonly params: readonly IrParam[] } | null>,
): Record<string, Json> {
  for (const { key, keyAt, value } of entriesAt(node, "tools")) {
    const tool = tools.get(key);
    if (tool === undefined) {
      context.unknown("unknown_tool", keyAt, `There is no tool \`${key}\`.`, key, tools.keys());
      continue;
    }
    if (tool === null) continue;
    const names = tool.params.flatMap(({ name, record }) =>
      record === null || record === name ? [name] : [name, record],
    );
    checkPlaceholders(context, value, names, `\`${key}\` has no parameter`);
  }
  for (const { key, keyAt, value } of entriesAt(node, "entities")) {
    if (!registry.isEntity({ name: key, at: keyAt })) continue;
    const fields = registry.entities.get(key)?.fields;
    if (fields === undefined) continue;
    const names = fields.flatMap((field) => [field.name, recordName(field) ?? field.name]);
    checkPlaceholders(context, value, [...new Set(names)], `\`${key}\` has no field`);
  }
  return textOnly(node);
}

/** Lists of text by their keys; words that YAML reads as numbers stay text. */
function textOnly(node: MapNode): Record<string, Json> {
  const texts = (
    list: MapNode["entries"] extends ReadonlyMap<string, infer Entry> ? Entry : never,
  ): Json =>
    list.value.kind === "list"
      ? list.value.items.map((item) => (item.kind === "scalar" ? item.text : toJson(item)))
      : [];
  const groups = ["tools", "entities"].flatMap((group) => {
    const entries = entriesAt(node, group).map((entry): [string, Json] => [
      entry.key,
      texts(entry),
    ]);
    return mapAt(node, group) === undefined ? [] : [[group, Object.fromEntries(entries)] as const];
  });
  const lists = ["openings", "closings", "personas"].flatMap((key) => {
    const entry = node.entries.get(key);
    return entry === undefined ? [] : [[key, texts(entry)] as const];
  });
  return Object.fromEntries([...groups, ...lists]);
}

function checkPlaceholders(
  context: Context,
  node: { readonly kind: string } & Parameters<typeof toJson>[0],
  names: readonly string[],
  problem: string,
): void {
  for (const item of node.kind === "list" ? node.items : []) {
    if (item.kind !== "scalar") continue;
    for (const match of item.text.matchAll(PLACEHOLDER)) {
      const name = match[1] ?? "";
      if (names.includes(name)) continue;
      const at = item.span(match.index, match.index + match[0].length);
      context.unknown("unknown_placeholder", at, `${problem} \`${name}\`.`, name, names);
    }
  }
}
