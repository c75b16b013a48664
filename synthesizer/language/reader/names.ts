/** What names may look like, and which are taken. */
import type { Span } from "../ir.js";
import { BUILTINS, isReservedName, LIBRARY_SIGNATURES } from "../logic/index.js";
import type { Context } from "./context.js";

export const NAME = /^[a-z][a-z0-9_]*$/;
export const CAMEL_NAME = /^[a-z][A-Za-z0-9_]*$/;
/** Of parameters and fields, which other systems have named before. */
export const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
export const PASCAL_NAME = /^[A-Z][A-Za-z0-9]*$/;
export const DOMAIN_NAME = /^[a-z][a-z0-9-]*$/;

const FORMS = new Map<RegExp, string>([
  [NAME, "lower case with _ between words: [a-z][a-z0-9_]*"],
  [CAMEL_NAME, "a small letter first: [a-z][A-Za-z0-9_]*"],
  [FIELD_NAME, "letters, digits and _: [A-Za-z_][A-Za-z0-9_]*"],
  [PASCAL_NAME, "PascalCase: [A-Z][A-Za-z0-9]*"],
  [DOMAIN_NAME, "lower case with - between words: [a-z][a-z0-9-]*"],
]);

/** `{domain}_{tool}` may have that many characters: clients cut or refuse longer names. */
export const MAX_TOOL_NAME = 64;
/** Any other name. */
const MAX_NAME = 64;

/** Names that JavaScript gives a meaning of their own on objects. */
const MISLEADING_NAMES: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Names that hosts and trainers use for their own verbs. */
export const RESERVED_TOOL_NAMES: ReadonlySet<string> = new Set([
  "reset",
  "step",
  "state",
  "close",
  "verify",
  "seed_session",
  "aggregate_metrics",
  "mcp",
  "get_reward",
]);

/** Reports a name that is not of the form; returns whether it is. */
export function checkName(
  context: Context,
  kind: string,
  name: string,
  at: Span,
  form: RegExp,
): boolean {
  const misleading = MISLEADING_NAMES.has(name);
  if (form.test(name) && name.length <= MAX_NAME && !misleading) return true;
  const message =
    name.length > MAX_NAME
      ? `The name of ${kind} has more than ${MAX_NAME} characters.`
      : `\`${name}\` cannot be the name of ${kind}.`;
  const allowed = FORMS.get(form);
  context.report("invalid_name", at, message, allowed === undefined ? {} : { allowed });
  return false;
}

/** Names that logic could confuse with each other, each with what it names. */
export class Namespace {
  private readonly taken = new Map<string, string>();

  constructor(private readonly outer: Namespace | null = null) {}

  /** What carries the name in here or further out, or undefined. */
  holder(name: string): string | undefined {
    return this.taken.get(name) ?? this.outer?.holder(name);
  }

  /** Takes the name for `what`; reports and gives false when logic cannot use it or it is taken. */
  claim(
    context: Context,
    name: string,
    what: string,
    at: Span,
    more: { readonly allowed?: string } = {},
  ): boolean {
    const holder = this.holder(name);
    if (isReservedName(name)) {
      const message = `\`${name}\` is a word of TypeScript; logic cannot name ${what} so.`;
      context.report("reserved_name", at, message, more);
    } else if (holder !== undefined) {
      const message = `\`${name}\` already names ${holder}; ${what} needs another name.`;
      context.report("name_clash", at, message, more);
    } else {
      this.taken.set(name, what);
      return true;
    }
    return false;
  }

  /** Takes a name of the language itself. */
  reserve(name: string, what: string): void {
    this.taken.set(name, what);
  }
}

/** The names of the language that are values or statements, not functions of the library. */
export function languageNames(): Namespace {
  const names = new Namespace();
  for (const word of BUILTINS) names.reserve(word, "a word of the language");
  return names;
}

/**
 * Takes a name for all logic of the domain. Only functions can be confused with those of the library,
 * and only with those that are known everywhere: a call means a function, a value anything else.
 */
export function claimEverywhere(
  context: Context,
  globals: Namespace,
  name: string,
  kind: "table" | "constant" | "function",
  at: Span,
): boolean {
  const what = `the ${kind} \`${name}\``;
  if (kind !== "function" || LIBRARY_SIGNATURES.get(name)?.where !== "all") {
    return globals.claim(context, name, what, at);
  }
  const message = `\`${name}\` already names a function of the library; ${what} needs another name.`;
  context.report("name_clash", at, message);
  return false;
}
