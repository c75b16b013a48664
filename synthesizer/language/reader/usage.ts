/** What is declared and never used: mostly a mistake, and always something the reader must not wonder about. */
import type { MapNode } from "../document/index.js";
import type { IrDomain } from "../ir.js";
import type { CheckedLogic } from "./checked-logic.js";
import { type Context, entriesAt } from "./context.js";
import type { ReadModel } from "./model.js";

/** Reports unused declarations, unless an earlier mistake may be why they look unused. */
export function checkUse(
  context: Context,
  root: MapNode,
  read: ReadModel,
  domain: IrDomain,
  logic: Pick<CheckedLogic, "sound" | "effects">,
): void {
  const isReadable = !context.incomplete && [...read.tools.values()].every((tool) => tool !== null);
  const parsed = new Set(logic.effects.flatMap(({ enums }) => [...enums]));
  if (isReadable) {
    for (const [section, what] of [
      ["enums", "enum"],
      ["types", "type"],
    ] as const) {
      for (const { key, keyAt } of entriesAt(root, section)) {
        if (context.usedTypes.has(key) || parsed.has(key)) continue;
        context.report(`unused_${what}`, keyAt, `The ${what} \`${key}\` is not used.`);
      }
    }
  }
  if (!logic.sound) return;
  const called = new Set(logic.effects.flatMap(({ functions }) => [...functions.keys()]));
  for (const { name, at } of domain.functions) {
    if (!called.has(name)) {
      context.report("unused_function", at, `The function \`${name}\` is not called.`);
    }
  }
  const constants = new Set(logic.effects.flatMap((effects) => [...effects.constants]));
  for (const { key, keyAt } of entriesAt(root, "tables")) {
    if (constants.has(key) || context.usedConstants.has(key)) continue;
    context.report(
      "unused_constant",
      keyAt,
      `Neither logic, policy nor a bound uses the constant \`${key}\`.`,
    );
  }
  const codes = new Set(domain.tools.flatMap((tool) => tool.refusals.map(({ code }) => code)));
  for (const { code, at } of read.errors.values()) {
    if (codes.has(code)) continue;
    context.report("unused_error", at, `No tool refuses with \`${code}\`.`);
  }
}
