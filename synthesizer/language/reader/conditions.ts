/** `reactions`, `invariants` and `rules`. */
import type { MapNode, YamlNode } from "../document/index.js";
import type { IrInvariant, IrReaction, IrRule, IrTool, Span, Type } from "../ir.js";
import { checkBody, checkExpression, type DomainModel, type LogicScope } from "../logic/index.js";
import { asMap, type Context, scalarAt, scalarsAt, textAt } from "./context.js";
import { type Effects, effectsOf, withCalls } from "./effects.js";
import { checkDescription } from "./fields.js";
import { CAMEL_NAME, checkName, NAME, Namespace } from "./names.js";
import { localsOf } from "./params.js";

export interface ConditionParts {
  readonly model: DomainModel;
  readonly functions: ReadonlyMap<string, Effects>;
  readonly globals: Namespace;
}

const BOOL: Type = { kind: "bool" };

/** A named entry of a list; reports names that are malformed or taken. */
function readNamed(
  context: Context,
  item: YamlNode,
  what: string,
  taken: Set<string>,
): { node: MapNode; name: string; at: Span } | null {
  const node = asMap(item);
  const name = scalarAt(node, "name");
  if (node === undefined || name === undefined) return null;
  checkName(context, what, name.text, name.at, NAME);
  if (taken.has(name.text)) {
    context.report("duplicate_name", name.at, `Two of these are called \`${name.text}\`.`);
  }
  taken.add(name.text);
  checkDescription(context, node);
  return { node, name: name.text, at: name.at };
}

export function checkReactions(
  context: Context,
  items: readonly YamlNode[],
  parts: ConditionParts,
): IrReaction[] {
  const taken = new Set<string>();
  return items.flatMap((item) => {
    const named = readNamed(context, item, "a reaction", taken);
    const on = scalarAt(named?.node, "on");
    const body = scalarAt(named?.node, "body");
    if (named === null || on === undefined || body === undefined) return [];
    const entity = parts.model.entities.get(on.text);
    if (entity === undefined) {
      const names = parts.model.entities.keys();
      context.unknown(
        "unknown_entity",
        on.at,
        `There is no entity \`${on.text}\`.`,
        on.text,
        names,
      );
      return [];
    }
    const alias = scalarAt(named.node, "as");
    if (alias !== undefined) checkName(context, "a record", alias.text, alias.at, CAMEL_NAME);
    const record = alias?.text ?? entity.name.charAt(0).toLowerCase() + entity.name.slice(1);
    // The one record of a singleton may well be called like its table: they are the same.
    const sameAsTable = entity.singleton && entity.table === record;
    const names = new Namespace(parts.globals);
    const allowed = "`as: other_name` gives it another name in the body";
    const at = alias?.at ?? on.at;
    if (!sameAsTable && !names.claim(context, record, "the record", at, { allowed })) return [];
    const type: Type = { kind: "entity", entity: entity.name };
    const scope: LogicScope = {
      where: "reaction",
      locals: sameAsTable ? [] : [{ name: record, type, at: on.at }],
      returns: { kind: "none" },
      codes: null,
    };
    const checked = checkBody(body, parts.model, scope, context.diagnostics);
    checkCalls(context, effectsOf(checked.body), parts.functions, "A reaction");
    const reaction: IrReaction = {
      name: named.name,
      description: textAt(named.node, "description"),
      entity: entity.name,
      record,
      body: checked.body,
      at: named.at,
    };
    return [reaction];
  });
}

export function checkInvariants(
  context: Context,
  items: readonly YamlNode[],
  parts: ConditionParts,
): IrInvariant[] {
  const taken = new Set<string>();
  return items.flatMap((item) => {
    const named = readNamed(context, item, "an invariant", taken);
    const source = scalarAt(named?.node, "check");
    if (named === null || source === undefined) return [];
    const scope: LogicScope = {
      where: "invariant",
      locals: [],
      returns: { kind: "type", type: BOOL },
      codes: null,
    };
    const { value } = checkExpression(source, parts.model, scope, BOOL, context.diagnostics);
    if (value === null) return [];
    checkCalls(context, effectsOf([value]), parts.functions, "An invariant");
    const description = textAt(named.node, "description");
    return [{ name: named.name, description, check: value, at: named.at }];
  });
}

export function checkRules(
  context: Context,
  items: readonly YamlNode[],
  tools: ReadonlyMap<string, Pick<IrTool, "params"> | null>,
  parts: ConditionParts,
): IrRule[] {
  const taken = new Set<string>();
  return items.flatMap((item) => {
    const named = readNamed(context, item, "a rule", taken);
    const source = scalarAt(named?.node, "check");
    if (named === null || source === undefined) return [];
    const about = scalarsAt(named.node, "tools");
    for (const { text, at } of about) {
      if (tools.has(text)) continue;
      context.unknown("unknown_tool", at, `There is no tool \`${text}\`.`, text, tools.keys());
    }
    if (about.some(({ text }) => tools.get(text) === null)) return [];
    const [only] = about;
    const params =
      about.length === 1 && only !== undefined ? (tools.get(only.text)?.params ?? []) : [];
    const scope: LogicScope = {
      where: "rule",
      locals: localsOf(params),
      returns: { kind: "type", type: BOOL },
      codes: null,
    };
    const { value } = checkExpression(source, parts.model, scope, BOOL, context.diagnostics);
    if (value === null) return [];
    checkCalls(context, effectsOf([value]), parts.functions, "A rule");
    const rule: IrRule = {
      name: named.name,
      description: textAt(named.node, "description"),
      tools: about.map(({ text }) => text),
      params,
      check: value,
      at: named.at,
    };
    return [rule];
  });
}

/**
 * Functions are checked on their own, where guards are allowed; here the callers are held to what
 * they may do: not refuse, and read the entities that are `readable` (null: all). Reports the call.
 */
export function checkCalls(
  context: Context,
  effects: Effects,
  functions: ReadonlyMap<string, Effects>,
  caller: string,
  readable: ReadonlySet<string> | null = null,
): void {
  for (const [name, at] of effects.functions) {
    const direct = functions.get(name);
    if (direct === undefined) continue;
    const all = withCalls(direct, functions);
    const [code] = all.codes;
    if (code !== undefined) {
      context.report(
        "guard_not_allowed",
        at,
        `${caller} cannot refuse, but \`${name}\` can (\`${code}\`).`,
      );
    }
    const hidden = [...all.reads].find((entity) => readable?.has(entity) === false);
    if (hidden !== undefined) {
      context.report(
        "not_yet_made",
        at,
        `\`${name}\` reads records of \`${hidden}\`, which are made later.`,
      );
    }
  }
}
