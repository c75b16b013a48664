/** Which names are taken, and what a name outside of a body's locals means. */
import type { DomainModel } from "./contracts.js";

/** Functions and values that are part of the language itself. */
export const BUILTINS: ReadonlySet<string> = new Set([
  "now",
  "today",
  "require",
  "fail",
  "create",
  "apply",
  "remove",
  "advance",
]);

/** Words that TypeScript keeps for itself: logic cannot name anything by them. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    "abstract any arguments as async await boolean break case catch class const constructor continue " +
    "debugger declare default delete do else enum eval export extends false finally for from function get " +
    "if implements import in infer instanceof interface is keyof let module namespace never new null number " +
    "object of package private protected public readonly return set static string super switch symbol this " +
    "throw true try type typeof undefined unknown var void while with yield"
  ).split(" "),
);
/** Those among them that are ordinary names in expressions. */
const CONTEXTUAL: ReadonlySet<string> = new Set(
  (
    "abstract any as async boolean constructor declare from get infer is keyof module namespace never number " +
    "object of readonly set string symbol type unknown"
  ).split(" "),
);

/** Whether logic cannot name a local or parameter so, because TypeScript keeps the word for itself. */
export function isReservedName(name: string): boolean {
  return RESERVED.has(name) && !CONTEXTUAL.has(name);
}

/**
 * What a name denotes for all logic of a domain, so that no local may take it; null when nothing.
 * Functions of the library are called and never read, so locals may share their names.
 */
export function meaning(model: DomainModel, name: string): string | null {
  if (BUILTINS.has(name)) return "part of the language";
  if (model.tables.has(name)) return "a table";
  if (model.constants.has(name)) return "a table of constants";
  if (model.functions.has(name)) return "a function of the domain";
  return null;
}
