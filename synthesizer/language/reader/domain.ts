/** From a document of the right shape to the typed IR: declarations, then logic, then what uses both. */
import { RESERVED_REFUSAL_CODES } from "../../../shared/errors/index.js";
import { type EntitySpec, isDatetime } from "../../../shared/schema/index.js";
import { describe, type MapNode } from "../document/index.js";
import type { IrDomain } from "../ir.js";
import { checkLogic, knownTools } from "./checked-logic.js";
import { type Context, entriesAt, itemsAt, mapAt, scalarAt, textAt } from "./context.js";
import type { Effects } from "./effects.js";
import { indexesOf } from "./entities.js";
import { type ExampleTool, readExamples } from "./examples.js";
import { type ReadModel, readModel } from "./model.js";
import { checkName, DOMAIN_NAME } from "./names.js";
import { readPhrases } from "./people.js";
import { checkMarkers, policyMarkers, readPolicy } from "./policy.js";
import { WEEKDAY } from "./registry.js";
import { checkUse } from "./usage.js";

/** The domain. Complete only when nothing was reported. */
export function readDomain(context: Context, root: MapNode, file: string): IrDomain {
  checkHeader(context, root);
  const read = readModel(context, root);
  const policyNode = scalarAt(root, "policy");
  const policy = policyNode === undefined ? "" : readPolicy(context, policyNode);
  const logic = checkLogic(context, root, read);
  const exampleTools = new Map(
    [...read.tools].map(([name, tool]): [string, ExampleTool | null] => {
      if (tool === null) return [name, null];
      const checked = logic.sound ? logic.tools.find((one) => one.name === name) : undefined;
      const codes =
        checked === undefined ? null : new Set(checked.refusals.map(({ code }) => code));
      return [name, { params: tool.params, result: tool.result, codes }];
    }),
  );
  if (policyNode !== undefined) checkMarkers(context, policyNode, knownMarkers(root, read));
  const phrases = mapAt(root, "phrases");
  const domain: IrDomain = {
    file,
    domain: textAt(root, "domain"),
    title: textAt(root, "title"),
    summary: textAt(root, "summary"),
    category: textAt(root, "category"),
    now: textAt(root, "now"),
    policy,
    policyMarkers: policyNode === undefined ? [] : policyMarkers(policyNode),
    enums: [...read.registry.enums.values()].filter(
      ({ name }) => name !== WEEKDAY.name || context.usedTypes.has(name),
    ),
    types: entriesAt(root, "types").flatMap(({ key }) => read.registry.types.get(key) ?? []),
    entities: withIndexes([...read.registry.entities.values()], logic.effects),
    views: Object.fromEntries(read.registry.views),
    constants: Object.fromEntries(
      [...read.model.constants].map(([name, { value }]) => [name, value]),
    ),
    principal: read.principal,
    functions: logic.functions,
    tools: logic.tools,
    reactions: logic.reactions,
    invariants: logic.invariants,
    rules: logic.rules,
    examples: context.incomplete
      ? []
      : readExamples(context, itemsAt(root, "examples"), read.model, exampleTools),
    seed: logic.seed,
    phrases:
      phrases === undefined ? {} : readPhrases(context, read.registry, phrases, knownTools(read)),
  };
  checkUse(context, root, read, domain, logic);
  return domain;
}

function checkHeader(context: Context, root: MapNode): void {
  const name = scalarAt(root, "domain");
  if (name !== undefined) checkName(context, "a domain", name.text, name.at, DOMAIN_NAME);
  const now = scalarAt(root, "now");
  if (now !== undefined && !isDatetime(now.text)) {
    const message = `\`now\` is YYYY-MM-DDTHH:MM:SS, found ${describe(now)}.`;
    context.report("type_mismatch", now.at, message);
  }
  for (const key of ["title", "summary", "category", "policy"]) {
    const text = scalarAt(root, key);
    if (text !== undefined && text.text.trim() === "") {
      context.report("empty_text", text.at, `\`${key}\` is empty.`);
    }
  }
  for (const key of ["entities", "tools"]) {
    const entry = root.entries.get(key);
    if (entry?.value.kind === "map" && entry.value.entries.size === 0) {
      context.report(
        "empty_list",
        entry.keyAt,
        `A domain has at least one entry under \`${key}\`.`,
      );
    }
  }
}

function withIndexes(entities: readonly EntitySpec[], effects: readonly Effects[]): EntitySpec[] {
  const queries = effects.flatMap((one) => one.queries);
  return entities.map((entity) => {
    const asked = queries.filter((query) => query.entity === entity.name);
    return {
      ...entity,
      indexes: indexesOf(
        entity,
        asked.map(({ index }) => index),
      ),
    };
  });
}

function knownMarkers(root: MapNode, read: ReadModel): ReadonlySet<string> {
  const known = new Set<string>([...read.errors.keys(), ...RESERVED_REFUSAL_CODES]);
  for (const tool of read.tools.values()) {
    for (const code of tool?.errors.keys() ?? []) known.add(code);
    for (const { notFound } of tool?.params ?? []) if (notFound !== null) known.add(notFound.code);
  }
  for (const rule of itemsAt(root, "rules")) known.add(textAt(rule, "name"));
  return known;
}
