import type { Diagnostic } from "./diagnostics.js";

/** Columns of source that are shown; a longer line is cut around the place. */
const WIDTH = 100;

/**
 * Diagnostics for people: for each, `file:line:column: message [code]`, what is allowed, the
 * nearest name, and the line of `text` with carets under the place. Ends without a line feed.
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], text: string): string {
  const lines = text.split("\n");
  return diagnostics.map((diagnostic) => render(diagnostic, lines)).join("\n\n");
}

function render(diagnostic: Diagnostic, lines: readonly string[]): string {
  const { at, code, message, allowed, suggestion } = diagnostic;
  const output = [`${at.file}:${at.line}:${at.column}: ${message} [${code}]`];
  if (allowed !== undefined) output.push(`  allowed: ${allowed}`);
  if (suggestion !== undefined) output.push(`  did you mean \`${suggestion}\`?`);
  // A tab or a wide character would move the caret; a control character would do worse.
  const line = Array.from(lines[at.line - 1] ?? "", printable).join("");
  const cut = Math.max(0, Math.min(at.column - 1 - WIDTH / 2, line.length - WIDTH));
  const shown = line.slice(cut, cut + WIDTH);
  const start = at.column - 1 - cut;
  const end = at.endLine === at.line ? at.endColumn - 1 - cut : shown.length;
  const carets = "^".repeat(Math.max(1, Math.min(end, shown.length) - start));
  const number = String(at.line);
  output.push(
    `  ${number} | ${shown}`,
    `  ${" ".repeat(number.length)} | ${" ".repeat(start)}${carets}`,
  );
  return output.join("\n");
}

function printable(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || (code >= 0x7f && code < 0xa0) ? " ".repeat(character.length) : character;
}
