import { readFileSync } from "node:fs";
import { EnvFoundryError } from "../../shared/errors/index.js";
import { type Diagnostic, Diagnostics } from "./diagnostics.js";
import { checkShape, parseDocument } from "./document/index.js";
import type { IrDomain } from "./ir.js";
import { Context, readDomain } from "./reader/index.js";

export type Loaded =
  | { readonly ok: true; readonly domain: IrDomain }
  /** In file order; never empty. */
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads and checks the text of a domain file. `file` is the name that places carry. Whatever the
 * text, this returns: nothing in it is executed, and its size and depth are bounded.
 */
export function loadDomain(text: string, file: string): Loaded {
  const diagnostics = new Diagnostics();
  const root = parseDocument(text, file, diagnostics);
  if (root === null) return { ok: false, diagnostics: inFileOrder(diagnostics.list) };
  checkShape(root, diagnostics);
  if (root.kind !== "map") return { ok: false, diagnostics: inFileOrder(diagnostics.list) };
  const domain = readDomain(new Context(diagnostics), root, file);
  if (diagnostics.any) return { ok: false, diagnostics: inFileOrder(diagnostics.list) };
  return { ok: true, domain };
}

/**
 * The text of a domain file.
 * @throws EnvFoundryError `unreadable_file` when there is no such file or it cannot be read.
 */
export function readDomainFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new EnvFoundryError("unreadable_file", `The domain file ${path} cannot be read.`, {
      hint: "Check the path and that the file may be read.",
      cause,
    });
  }
}

function inFileOrder(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const unique = new Map(
    found.map((one) => [`${one.at.line}:${one.at.column}:${one.code}:${one.message}`, one]),
  );
  return [...unique.values()].sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
}
