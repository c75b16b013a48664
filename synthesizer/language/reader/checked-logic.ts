/** Phase two: bodies and conditions, checked against the model. */

import type { MapNode } from "../document/index.js";
import type { IrDomain, IrFunction, IrSeedTable, IrTool } from "../ir.js";
import { lostMentions, printingFunctions } from "../logic/index.js";
import { type ConditionParts, checkInvariants, checkReactions, checkRules } from "./conditions.js";
import { type Context, entriesAt, itemsAt } from "./context.js";
import { type Effects, effectsOf, findRecursion } from "./effects.js";
import { checkFunction } from "./functions.js";
import type { ReadModel } from "./model.js";
import { readSeed } from "./seed.js";
import { checkTool } from "./tools.js";

export interface CheckedLogic
  extends Pick<IrDomain, "functions" | "tools" | "reactions" | "invariants" | "rules" | "seed"> {
  /** Everything was checked and nothing was wrong. */
  readonly sound: boolean;
  /** Direct effects of each piece of logic. */
  readonly effects: readonly Effects[];
}

/** Bodies and conditions. Without a complete model they would only echo what is missing there. */
export function checkLogic(context: Context, root: MapNode, read: ReadModel): CheckedLogic {
  const { model } = read;
  if (context.incomplete) {
    return {
      functions: [],
      tools: [],
      reactions: [],
      invariants: [],
      rules: [],
      seed: [],
      sound: false,
      effects: [],
    };
  }
  const before = context.diagnostics.list.length;
  const functions = read.functions.flatMap((one) => checkFunction(context, one, model) ?? []);
  const effects = new Map(functions.map((one) => [one.name, effectsOf(one.body)]));
  checkRecursion(context, functions, effects);
  const tools: IrTool[] = [...read.tools.values()].flatMap((tool) =>
    tool === null
      ? []
      : (checkTool(context, tool, {
          model,
          errors: read.errors,
          functions: effects,
        }) ?? []),
  );
  const parts: ConditionParts = { model, functions: effects, globals: read.globals };
  const reactions = checkReactions(context, itemsAt(root, "reactions"), parts);
  const invariants = checkInvariants(context, itemsAt(root, "invariants"), parts);
  const rules = checkRules(context, itemsAt(root, "rules"), knownTools(read), parts);
  const seed = readSeed(context, entriesAt(root, "seed"), {
    model,
    functions: effects,
  });
  checkMessages(context, functions, [...functions, ...tools, ...reactions, ...seed]);
  const all = [
    ...effects.values(),
    ...tools.map(({ body }) => effectsOf(body)),
    ...reactions.map(({ body }) => effectsOf(body)),
    ...[...invariants, ...rules].map(({ check }) => effectsOf([check])),
    ...seed.map(({ each }) => effectsOf(each ?? [])),
  ];
  const sound = context.diagnostics.list.length === before && tools.length === read.tools.size;
  return { functions, tools, reactions, invariants, rules, seed, sound, effects: all };
}

/** Messages keep what they mention; text with ids in it cannot. */
function checkMessages(
  context: Context,
  functions: readonly IrFunction[],
  logic: readonly (Pick<IrTool, "body"> | Pick<IrSeedTable, "each">)[],
): void {
  const printing = printingFunctions(functions);
  for (const one of logic) {
    for (const at of lostMentions(("body" in one ? one.body : one.each) ?? [], printing)) {
      const message = "This text has ids of records in it, which a message keeps as mentions.";
      const allowed = "the template itself, where it is stored or in a `const` of its own";
      context.report("lost_mention", at, message, { allowed });
    }
  }
}

function checkRecursion(
  context: Context,
  functions: readonly IrFunction[],
  effects: ReadonlyMap<string, Effects>,
): void {
  for (const one of functions) {
    const path = findRecursion(one, effects);
    if (path !== null) {
      const message = `\`${one.name}\` calls itself: ${path.join(" -> ")}.`;
      context.report("recursion", one.at, message);
    }
  }
}

/** The tools by name, with their parameters; null where a tool could not be read. */
export function knownTools(read: ReadModel): ReadonlyMap<string, Pick<IrTool, "params"> | null> {
  return new Map(
    [...read.tools].map(([name, tool]) => [name, tool && { params: tool.params }] as const),
  );
}
