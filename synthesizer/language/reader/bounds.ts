/** `min`, `max_length`, ... of fields and parameters, put onto the type they bound. */
import type { TypeSpec } from "../../../shared/schema/index.js";
import type { MapNode } from "../document/index.js";
import { constantAt } from "./constant-paths.js";
import { type Context, numberAt, scalarAt } from "./context.js";

const GROUPS = [
  {
    low: "min",
    high: "max",
    lowKey: "min",
    highKey: "max",
    kinds: ["int", "number", "decimal", "money"],
    limit: Number.MAX_VALUE,
    of: "numbers",
  },
  {
    low: "min_length",
    high: "max_length",
    lowKey: "minLength",
    highKey: "maxLength",
    kinds: ["string", "text"],
    limit: 0,
    of: "text",
  },
  {
    low: "min_items",
    high: "max_items",
    lowKey: "minItems",
    highKey: "maxItems",
    kinds: ["list"],
    limit: 10_000,
    of: "lists",
  },
] as const;

const TEXT_LIMITS: Readonly<Record<string, number>> = { string: 1_000, text: 20_000 };

/** The type with the bounds that stand beside it. A bound that does not fit is reported. */
export function withBounds(context: Context, node: MapNode, spec: TypeSpec): TypeSpec {
  if (spec.kind === "nullable") return { kind: "nullable", of: withBounds(context, node, spec.of) };
  const added: Record<string, number> = {};
  for (const group of GROUPS) {
    if (!node.entries.has(group.low) && !node.entries.has(group.high)) continue;
    const low = boundAt(context, node, group.low);
    const high = boundAt(context, node, group.high);
    if (low === undefined && high === undefined) continue;
    const first = scalarAt(node, low === undefined ? group.high : group.low);
    const at = (first ?? node).at;
    if (!(group.kinds as readonly string[]).includes(spec.kind)) {
      const entry = node.entries.get(low === undefined ? group.high : group.low);
      context.report(
        "bound_without_effect",
        entry?.keyAt ?? at,
        `\`${entry?.key}\` is for ${group.of}; this type is ${spec.kind}.`,
      );
      continue;
    }
    const wholeKind = spec.kind === "int" || spec.kind === "money";
    for (const [key, bound] of [
      [group.low, low],
      [group.high, high],
    ] as const) {
      const isCount = group.limit !== Number.MAX_VALUE;
      if (isCount && bound !== undefined && (!Number.isSafeInteger(bound) || bound < 0)) {
        const place = scalarAt(node, key)?.at ?? at;
        context.report("invalid_bound", place, `\`${key}\` is a whole number from 0.`);
        return spec;
      }
      if (wholeKind && bound !== undefined && !Number.isSafeInteger(bound)) {
        const place = scalarAt(node, key)?.at ?? at;
        context.report("invalid_bound", place, `\`${key}\` of ${spec.kind} is a whole number.`);
      }
    }
    if (low !== undefined && high !== undefined && low > high) {
      context.report("invalid_bound", at, `\`${group.low}\` is greater than \`${group.high}\`.`);
    }
    const limit = TEXT_LIMITS[spec.kind] ?? group.limit;
    if (high !== undefined && high > limit) {
      const message = `\`${group.high}\` is greater than what the type allows.`;
      context.report("invalid_bound", scalarAt(node, group.high)?.at ?? at, message, {
        allowed: `at most ${limit}`,
      });
    }
    if (low !== undefined) added[group.lowKey] = low;
    if (high !== undefined) added[group.highKey] = high;
  }
  return { ...spec, ...added } as TypeSpec;
}

/** A bound as written, or as the constant says that it names. */
function boundAt(context: Context, node: MapNode, key: string): number | undefined {
  const written = scalarAt(node, key);
  if (written === undefined || typeof written.value === "number") return numberAt(node, key);
  if (typeof written.value !== "string") return undefined;
  const value = constantAt(context, written);
  if (value === undefined || typeof value === "number") return value;
  context.report("invalid_bound", written.at, `\`${written.text}\` is not a number.`);
  return undefined;
}
