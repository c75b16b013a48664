/** The document held against its shape; every misfit becomes a diagnostic with its place. */
import type * as z from "zod";
import type { Diagnostics } from "../diagnostics.js";
import type { Span } from "../ir.js";
import { suggest } from "../suggest.js";
import { describe, toJson, type YamlNode } from "./nodes.js";
import { domainShape } from "./shape.js";

type Issue = z.core.$ZodIssue;

export function checkShape(root: YamlNode, diagnostics: Diagnostics): void {
  const checked = domainShape.safeParse(toJson(root));
  for (const issue of checked.error?.issues ?? []) report(issue, [], root, diagnostics);
}

function report(
  issue: Issue,
  prefix: readonly PropertyKey[],
  root: YamlNode,
  diagnostics: Diagnostics,
): void {
  const path = [...prefix, ...issue.path];
  if (issue.code === "invalid_union") {
    const branch = likeliest(issue.errors);
    if (branch !== null) {
      for (const inner of branch) report(inner, path, root, diagnostics);
      return;
    }
  }
  const found = find(root, path);
  if (found.missing !== null) {
    diagnostics.add({
      code: "missing_key",
      at: found.at,
      message: `The key \`${found.missing}\` is missing here.`,
    });
    return;
  }
  if (issue.code === "unrecognized_keys") {
    const allowed = issue.message.split(", ");
    for (const key of issue.keys) reportKey(key, found.node, allowed, diagnostics);
    return;
  }
  if (issue.code === "invalid_value") {
    const written = found.node.kind === "scalar" ? found.node.text : "";
    const allowed = issue.values.map(String);
    const near = suggest(written, allowed);
    diagnostics.add({
      code: "invalid_value",
      at: found.at,
      message: `${capital(describe(found.node))} is not one of the values allowed here.`,
      allowed: allowed.join(", "),
      ...(near === undefined ? {} : { suggestion: near }),
    });
    return;
  }
  const expected = expectation(issue);
  const listedEnum = path.length === 2 && path[0] === "enums" && found.node.kind === "list";
  diagnostics.add({
    code: issue.code === "too_small" ? "empty_list" : "wrong_shape",
    at: found.at,
    message: `Expected ${expected}, found ${describe(found.node)}.`,
    ...(listedEnum ? { allowed: "{ description: ..., values: [a, b] }" } : {}),
  });
}

function reportKey(
  key: string,
  node: YamlNode,
  allowed: readonly string[],
  diagnostics: Diagnostics,
): void {
  const entry = node.kind === "map" ? node.entries.get(key) : undefined;
  const near = suggest(key, allowed);
  const cut = node.kind === "map" ? cutType(key, node.get("type")) : null;
  diagnostics.add({
    code: "unknown_key",
    at: entry?.keyAt ?? node.at,
    message:
      cut === null
        ? `There is no key \`${key}\` here.`
        : `The type \`${cut}\` was cut off by YAML at its comma or colon; put the type in quotes.`,
    allowed: allowed.join(", "),
    ...(near === undefined ? {} : { suggestion: near }),
  });
}

/** `{ type: map<string, int> }` without quotes is two keys to YAML: `type` and `int>`. */
function cutType(key: string, type: YamlNode | undefined): string | null {
  const opened = type?.kind === "scalar" && type.text.includes("<") && !type.text.includes(">");
  return opened && key.includes(">") ? `${type.text}, ${key}` : null;
}

function expectation(issue: Issue): string {
  if (issue.code === "invalid_type") {
    if (issue.expected === "object" || issue.expected === "record") return "a mapping";
    if (issue.expected === "array") return "a list";
    return issue.expected;
  }
  if (issue.code === "custom") return issue.message;
  if (issue.code === "too_small") return "at least one entry";
  if (issue.code === "invalid_union") {
    const expected = issue.errors.flatMap((errors) => errors.map(expectation));
    return [...new Set(expected)].join(" or ");
  }
  return "something else";
}

/** The branch of a union that the author meant: the only one that got past the kind of value. */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const entered = branches.filter((issues) => !issues.some(isAboutTheWhole));
  return entered.length === 1 ? (entered[0] ?? null) : null;
}

function isAboutTheWhole(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === "invalid_type" || issue.code === "custom");
}

interface Found {
  readonly node: YamlNode;
  readonly at: Span;
  /** The first key of the path that is not in the document. */
  readonly missing: string | null;
}

function find(root: YamlNode, path: readonly PropertyKey[]): Found {
  let node = root;
  let keyAt: Span | null = null;
  for (const step of path) {
    let next: YamlNode | undefined;
    if (node.kind === "map") {
      const entry = node.entries.get(String(step));
      if (entry === undefined) return { node, at: keyAt ?? node.at, missing: String(step) };
      next = entry.value;
      keyAt = entry.keyAt;
    } else if (node.kind === "list") {
      next = node.items[Number(step)];
      keyAt = next?.at ?? keyAt;
    }
    if (next === undefined) break;
    node = next;
  }
  const nothing = node.kind === "scalar" && node.isNull && node.text === "";
  return { node, at: nothing ? (keyAt ?? node.at) : node.at, missing: null };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
