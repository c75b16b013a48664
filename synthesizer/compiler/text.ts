/**
 * Text of the domain inside emitted files. A domain is not trusted: its descriptions, messages and
 * keys go into comments, literals and Markdown only through these functions.
 */
import type { Json } from "../../shared/index.js";

const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** A name used as an identifier; anything that could be more than a name is a defect. */
export function identifier(name: string): string {
  if (!IDENTIFIER.test(name)) throw new TypeError(`not an identifier: ${JSON.stringify(name)}`);
  return name;
}

/** A string literal; one that cannot be mistaken for a template either. */
export function quote(text: string): string {
  return escaped(text).replaceAll("${", "$\\u007b");
}

function escaped(text: string): string {
  return JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** The fixed part of a template literal. */
export function templatePart(text: string): string {
  return escaped(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("`", "\\`")
    .replaceAll("${", "\\${");
}

/** A property key of an object literal; `__proto__: x` would set the prototype. */
export function propertyKey(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return IDENTIFIER.test(key) ? key : quote(key);
}

/** A property name of an interface. */
export function memberName(key: string): string {
  return IDENTIFIER.test(key) ? key : quote(key);
}

/** A JSON value as an expression. */
export function jsonLiteral(value: Json): string {
  if (value === null) return "null";
  if (typeof value === "string") return quote(value);
  if (typeof value !== "object") return Object.is(value, -0) ? "-0" : String(value);
  if (Array.isArray(value)) return `[${value.map(jsonLiteral).join(", ")}]`;
  const entries = Object.keys(value).map(
    (key) => `${propertyKey(key)}: ${jsonLiteral(value[key] ?? null)}`,
  );
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** Long text as a list of lines, so that a change of one line is a change of one line. */
export function lines(text: string): string {
  const parts = text.split("\n");
  if (parts.length === 1) return quote(text);
  return `[\n${parts.map((line) => `${quote(line)},`).join("\n")}\n].join("\\n")`;
}

/** A doc comment; wrapped, and unable to end itself or to speak to tools. */
export function docComment(text: string, width = 94): string {
  const wrapped = harmless(text)
    .split("\n")
    .flatMap((line) => wrap(line.trim(), width))
    .filter((line, i, all) => line !== "" || (i > 0 && all[i - 1] !== ""));
  while (wrapped.at(-1) === "") wrapped.pop();
  if (wrapped.length === 0) return "";
  if (wrapped.length === 1) return `/** ${wrapped[0]} */\n`;
  return `/**\n${wrapped.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`;
}

/** Comments must not close, nor hold directives of compilers and linters. */
function harmless(text: string): string {
  return text
    .replaceAll("*/", "*\\/")
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    .replace(/\p{Cc}/gu, (control) => (control === "\n" ? control : " "))
    .replace(/@(?=ts-|jsx|license|preserve|vite|vitest)/gi, "@ ")
    .replace(/biome-(?=ignore)/gi, "biome ")
    .replace(/sourceMappingURL|sourceURL/g, "source URL");
}

function wrap(line: string, width: number): string[] {
  const result: string[] = [];
  let current = "";
  for (const word of line.split(/\s+/)) {
    if (current !== "" && current.length + 1 + word.length > width) {
      result.push(current);
      current = word;
    } else {
      current = current === "" ? word : `${current} ${word}`;
    }
  }
  result.push(current);
  return result;
}

/** Text inside a Markdown paragraph, list item or table cell: one line, no markup. */
export function markdownText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_{}[\]<>|#!~$]/g, (mark) => `\\${mark}`);
}

/** A code span in Markdown, for names and ids. */
export function markdownCode(text: string): string {
  return `\`${text.replace(/[`|\r\n]/g, " ")}\``;
}
