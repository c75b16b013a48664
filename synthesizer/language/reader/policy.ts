/** The text that agents read, with figures from the constants and without markers. */
import type { Json } from "../../../shared/schema/index.js";
import type { ScalarNode } from "../document/index.js";
import { CONSTANT_PATH, findConstant } from "./constant-paths.js";
import type { Context } from "./context.js";

const PLACEHOLDER = /\{\{([^{}\n]*)\}\}/g;
const MARKER = /\[\[([^[\]\n]*)\]\]/g;
const MONEY = /^money\(\s*([^()]*?)\s*\)$/;

/** The printed policy. Constants that occur in it count as used. */
export function readPolicy(context: Context, node: ScalarNode): string {
  const filled = node.text.replace(PLACEHOLDER, (whole: string, inner: string, offset: number) => {
    const at = node.span(offset, offset + whole.length);
    const expression = inner.trim();
    const path = MONEY.exec(expression)?.[1] ?? expression;
    if (!CONSTANT_PATH.test(path)) {
      context.report("invalid_placeholder", at, `\`${whole}\` is not the path of a constant.`, {
        allowed: "{{path.to.constant}}, {{money(path.to.constant)}}",
      });
      return whole;
    }
    const name = path.split(".")[0] ?? "";
    if (context.failedConstants.has(name)) return whole;
    const found = findConstant(path, context.constants);
    if (found.known === false) {
      context.report("unknown_constant", at, `There is no constant \`${path}\`.`, found.more);
      return whole;
    }
    context.usedConstants.add(name);
    if (path !== expression) {
      if (typeof found.value === "number" && Number.isSafeInteger(found.value)) {
        return printCents(found.value);
      }
      context.report("invalid_placeholder", at, `\`${path}\` is not an amount of money.`);
      return whole;
    }
    const printed = print(found.value);
    if (printed !== null) return printed;
    context.report(
      "invalid_placeholder",
      at,
      `\`${path}\` is a table; the policy prints single entries.`,
    );
    return whole;
  });
  return filled
    .replace(/^[ \t]*(?:\[\[[^[\]\n]*\]\][ \t]*)+\n/gm, "")
    .replace(/\s*\[\[[^[\]\n]*\]\](?=[.,;:!?)])/g, "")
    .replace(/^([ \t]*)(?:\[\[[^[\]\n]*\]\][ \t]*)+(?=\S)/gm, "$1")
    .replace(/[ \t]*\[\[[^[\]\n]*\]\](?=\s|$)/g, "")
    .replace(MARKER, "");
}

/** The names between `[[` and `]]`, each once, in order of appearance. */
export function policyMarkers(node: ScalarNode): readonly string[] {
  return [...new Set([...node.text.matchAll(MARKER)].map((match) => match[1] ?? ""))];
}

/** Reports markers that name neither a code nor a rule. Every policy is checked after all codes are known. */
export function checkMarkers(context: Context, node: ScalarNode, known: ReadonlySet<string>): void {
  for (const match of node.text.matchAll(MARKER)) {
    const name = match[1] ?? "";
    if (known.has(name)) continue;
    const at = node.span(match.index, match.index + match[0].length);
    context.unknown(
      "unknown_marker",
      at,
      `\`${name}\` is neither the code of a guard nor a rule.`,
      name,
      known,
    );
  }
}

function print(value: Json): string | null {
  if (Array.isArray(value)) {
    const items = value.map(print);
    return items.every((item) => item !== null) ? items.join(", ") : null;
  }
  return value === null || typeof value === "object" ? null : String(value);
}

/** Cents with two decimals: 1250 is `12.50`. */
function printCents(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
