/** Constants by path, where the document names them outside of logic: policy, bounds, defaults. */
import type { Json } from "../../../shared/schema/index.js";
import type { ScalarNode } from "../document/index.js";
import type { Constant } from "../logic/contracts.js";
import { suggest } from "../suggest.js";
import type { Context } from "./context.js";

export const CONSTANT_PATH = /^[a-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*$/;

/** What stands under a path, or the nearest path that there is. */
export type Found =
  | { readonly known: true; readonly value: Json }
  | { readonly known: false; readonly more: { readonly suggestion?: string } };

/** The constant under a dotted path. */
export function findConstant(path: string, constants: ReadonlyMap<string, Constant>): Found {
  const steps = path.split(".");
  const [first = ""] = steps;
  const constant = constants.get(first);
  const unknown = (before: readonly string[], step: string, names: Iterable<string>): Found => {
    const nearest = suggest(step, names);
    return {
      known: false,
      more: nearest === undefined ? {} : { suggestion: [...before, nearest].join(".") },
    };
  };
  if (constant === undefined) return unknown([], first, constants.keys());
  let value: Json = constant.value;
  for (let i = 1; i < steps.length; i++) {
    const step = steps[i] ?? "";
    const before = steps.slice(0, i);
    if (value === null || typeof value !== "object") return unknown(before, step, []);
    if (!Object.hasOwn(value, step)) return unknown(before, step, Object.keys(value));
    value = (value as { [key: string]: Json })[step] ?? null;
  }
  return { known: true, value };
}

/**
 * The value of the constant that a scalar names; undefined (reported) when there is none. Constants
 * that are named count as used.
 */
export function constantAt(context: Context, node: ScalarNode): Json | undefined {
  const path = node.text;
  const [name = ""] = path.split(".");
  if (context.failedConstants.has(name)) return undefined;
  const found = findConstant(path, context.constants);
  if (found.known) {
    context.usedConstants.add(name);
    return found.value;
  }
  context.report("unknown_constant", node.at, `There is no constant \`${path}\`.`, found.more);
  return undefined;
}
