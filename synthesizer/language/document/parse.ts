/** YAML text to nodes. Everything in YAML that could surprise a reader is an error here. */
import {
  Composer,
  type CST,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  Parser,
  type Scalar,
} from "yaml";
import type { Diagnostics } from "../diagnostics.js";
import type { ScalarStyle } from "./alignment.js";
import { ListNode, type MapEntry, MapNode, ScalarNode, type YamlNode } from "./nodes.js";
import { SourceText } from "./source.js";

export const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;
export const MAX_DOCUMENT_DEPTH = 40;

/** The root of the document, or null when it cannot be read (the reasons are then diagnostics). */
export function parseDocument(
  text: string,
  file: string,
  diagnostics: Diagnostics,
): YamlNode | null {
  const source = new SourceText(file, text);
  if (Buffer.byteLength(text) > MAX_DOCUMENT_BYTES) {
    diagnostics.add({
      code: "too_large",
      at: source.span(0, 0),
      message: "The file is larger than 2 MiB.",
    });
    return null;
  }
  const tokens = [...new Parser().parse(text)];
  if (!checkTokens(tokens, source, diagnostics)) return null;
  const options = {
    schema: "core",
    version: "1.2",
    merge: false,
    stringKeys: true,
    // The library compares each key with all others of its mapping; a Map below does it in one pass.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  } as const;
  const documents = [...new Composer(options).compose(tokens, true, text.length)];
  for (const document of documents) {
    for (const problem of [...document.errors, ...document.warnings]) {
      const hint = hintFor(problem.code, problem.message);
      diagnostics.add({
        code: "yaml_syntax",
        at: source.span(problem.pos[0], problem.pos[1]),
        message: `This is not well-formed YAML: ${firstLine(problem.message)}.`,
        ...(hint === undefined ? {} : { allowed: hint }),
      });
    }
  }
  if (diagnostics.any) return null;
  const contents = documents[0]?.contents;
  const isEmpty = isScalar(contents) && contents.value === null && contents.source === "";
  if (contents === null || contents === undefined || isEmpty) {
    diagnostics.add({ code: "empty_file", at: source.span(0, 0), message: "The file is empty." });
    return null;
  }
  const root = build(contents as ParsedNode, source, diagnostics);
  return diagnostics.any ? null : root;
}

function firstLine(message: string): string {
  return (message.split("\n")[0] ?? message).replace(/[.:]$/, "");
}

/** What the author most likely has to do, where YAML's own words do not say it. */
function hintFor(code: string, message: string): string | undefined {
  if ((code === "MISSING_CHAR" && message.includes("flow")) || code === "BLOCK_IN_FLOW") {
    return "inside [ ] and { }, text that holds , : [ ] { } or # stands in quotes";
  }
  if (code === "BLOCK_AS_IMPLICIT_KEY" || code === "MULTILINE_IMPLICIT_KEY") {
    return "text that holds `: ` stands in quotes, logic in a block that starts with |";
  }
  if (code === "TAB_AS_INDENT") return "indentation is made of spaces";
  return undefined;
}

type Visited = { readonly token: CST.Token; readonly depth: number };

/**
 * Looks at the concrete syntax before anything is composed, without recursion: depth, and the
 * features that the language leaves out. Returns whether composing may go on.
 */
function checkTokens(
  roots: readonly CST.Token[],
  source: SourceText,
  diagnostics: Diagnostics,
): boolean {
  let documents = 0;
  const before = diagnostics.list.length;
  const stack: Visited[] = [];
  const refuse = (token: { offset: number; source: string }, message: string): void => {
    diagnostics.add({
      code: "yaml_feature",
      at: source.span(token.offset, token.offset + Math.max(1, token.source.length)),
      message,
    });
  };
  const property = (token: CST.SourceToken): void => {
    if (token.type === "anchor") refuse(token, `Anchors (\`${token.source}\`) are not allowed.`);
    if (token.type === "tag") refuse(token, `Tags (\`${token.source}\`) are not allowed.`);
  };
  for (const root of roots) {
    if (root.type === "directive") {
      refuse(root, "Directives are not allowed.");
    } else if (root.type === "document") {
      documents++;
      if (documents === 2) {
        refuse({ offset: root.offset, source: "---" }, "A file holds one document only.");
      }
      for (const token of root.start) property(token);
      if (root.value !== undefined) stack.push({ token: root.value, depth: 1 });
    }
  }
  for (let visited = stack.pop(); visited !== undefined; visited = stack.pop()) {
    const { token, depth } = visited;
    if (token.type === "alias") refuse(token, `Aliases (\`${token.source}\`) are not allowed.`);
    if (token.type === "block-scalar") {
      for (const prop of token.props) if ("source" in prop) property(prop as CST.SourceToken);
    }
    if (!("items" in token)) continue;
    if (depth > MAX_DOCUMENT_DEPTH) {
      diagnostics.add({
        code: "too_deep",
        at: source.span(token.offset, token.offset + 1),
        message: `The document is nested more than ${MAX_DOCUMENT_DEPTH} levels deep.`,
      });
      return false;
    }
    for (const item of token.items) {
      for (const prop of item.start) property(prop);
      for (const prop of item.sep ?? []) property(prop);
      if (item.key) stack.push({ token: item.key, depth: depth + 1 });
      if (item.value) stack.push({ token: item.value, depth: depth + 1 });
    }
  }
  return diagnostics.list.length === before;
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

function build(node: ParsedNode, source: SourceText, diagnostics: Diagnostics): YamlNode {
  const [start, end] = node.range;
  if (isSeq(node)) {
    const items = node.items.map((item) => build(item as ParsedNode, source, diagnostics));
    return new ListNode(source, start, end, items);
  }
  if (isMap(node)) {
    const entries = new Map<string, MapEntry>();
    for (const pair of node.items) {
      const key = pair.key as ParsedNode;
      if (!isScalar(key)) continue;
      const name = scalarText(key);
      const keyAt = source.span(key.range[0], key.range[1]);
      if (name === "<<") {
        diagnostics.add({
          code: "yaml_feature",
          at: keyAt,
          message: "Merge keys are not allowed.",
        });
      }
      if (entries.has(name)) {
        const message = `The key \`${name}\` stands twice in one mapping.`;
        diagnostics.add({ code: "duplicate_key", at: keyAt, message });
        continue;
      }
      const value =
        pair.value === null
          ? new ScalarNode(source, key.range[1], key.range[1], "", null, "plain", {
              text: "",
              base: key.range[1],
            })
          : build(pair.value as ParsedNode, source, diagnostics);
      entries.set(name, { key: name, keyAt, value });
    }
    return new MapNode(source, start, end, entries);
  }
  if (isAlias(node) || isCollection(node) || !isScalar(node)) {
    throw new TypeError("aliases and foreign collections were refused before");
  }
  const value = node.value;
  const scalar =
    value === null || ["boolean", "number", "string"].includes(typeof value)
      ? (value as null | boolean | number | string)
      : String(value);
  const style = STYLES[node.type ?? "PLAIN"] ?? "plain";
  return new ScalarNode(
    source,
    start,
    end,
    scalarText(node),
    scalar,
    style,
    rawText(node, style, source.text),
  );
}

function scalarText(node: Scalar): string {
  return node.source ?? String(node.value ?? "");
}

/** What was written of a scalar's content, and where it starts. */
function rawText(
  node: Scalar.Parsed,
  style: ScalarStyle,
  text: string,
): { text: string; base: number } {
  const [start, end] = node.range;
  if (style === "plain") return { text: text.slice(start, end), base: start };
  if (style === "single" || style === "double") {
    return { text: text.slice(start + 1, end - 1), base: start + 1 };
  }
  const header = text.indexOf("\n", start);
  const base = header === -1 || header >= end ? end : header + 1;
  return { text: text.slice(base, end), base };
}
