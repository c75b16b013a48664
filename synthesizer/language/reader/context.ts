/** What all parts of the reader share: where findings go, and how nodes are read leniently. */
import type { Diagnostics } from "../diagnostics.js";
import type { ListNode, MapEntry, MapNode, ScalarNode, YamlNode } from "../document/index.js";
import type { Span } from "../ir.js";
import type { Constant } from "../logic/contracts.js";
import { suggest } from "../suggest.js";

/**
 * The shape of the document has been checked before, and misfits were reported then. So reading
 * is lenient: what has the wrong shape reads as absent, without a second report.
 */
export class Context {
  /** Something that logic can name could not be read: checking logic would only echo that. */
  incomplete = false;
  /** Enums and types that a type expression names. */
  readonly usedTypes = new Set<string>();
  /** Constants, which bounds and defaults may name; those that could not be read; those named. */
  readonly constants = new Map<string, Constant>();
  readonly failedConstants = new Set<string>();
  readonly usedConstants = new Set<string>();

  constructor(readonly diagnostics: Diagnostics) {}

  report(code: string, at: Span, message: string, more: Explanation = {}): void {
    this.diagnostics.add({ code, at, message, ...more });
  }

  /** An unknown name, with the nearest of those that are known. */
  unknown(code: string, at: Span, message: string, name: string, allowed: Iterable<string>): void {
    const names = [...allowed];
    const nearest = suggest(name, names);
    this.report(code, at, message, {
      ...(names.length > 0 && names.length <= 12 ? { allowed: names.join(", ") } : {}),
      ...(nearest === undefined ? {} : { suggestion: nearest }),
    });
  }
}

export interface Explanation {
  readonly allowed?: string;
  readonly suggestion?: string;
}

export function mapAt(node: YamlNode | undefined, key: string): MapNode | undefined {
  return asMap(asMap(node)?.get(key));
}

export function entriesAt(node: YamlNode | undefined, key: string): readonly MapEntry[] {
  return [...(mapAt(node, key)?.entries.values() ?? [])];
}

export function itemsAt(node: YamlNode | undefined, key: string): readonly YamlNode[] {
  const list = asMap(node)?.get(key);
  return list?.kind === "list" ? list.items : [];
}

/** A scalar that is not empty. */
export function scalarAt(node: YamlNode | undefined, key: string): ScalarNode | undefined {
  return asScalar(asMap(node)?.get(key));
}

export function scalarsAt(node: YamlNode | undefined, key: string): readonly ScalarNode[] {
  return itemsAt(node, key).flatMap((item) => asScalar(item) ?? []);
}

/** Text as it was written; "" when absent. */
export function textAt(node: YamlNode | undefined, key: string): string {
  return scalarAt(node, key)?.text ?? "";
}

export function flagAt(node: YamlNode | undefined, key: string): boolean {
  return scalarAt(node, key)?.value === true;
}

export function numberAt(node: YamlNode | undefined, key: string): number | undefined {
  const value = scalarAt(node, key)?.value;
  return typeof value === "number" ? value : undefined;
}

/**
 * The type expression under `type`. Absent when YAML cut it at a comma (`{ type: map<string, int> }`
 * is two keys to YAML), which was reported with the shape.
 */
export function typeAt(node: YamlNode | undefined): ScalarNode | undefined {
  const type = scalarAt(node, "type");
  const keys = [...(asMap(node)?.entries.keys() ?? [])];
  const isCut = type?.text.includes("<") && !type.text.includes(">");
  return isCut && keys.some((key) => key.includes(">")) ? undefined : type;
}

export function asMap(node: YamlNode | undefined): MapNode | undefined {
  return node?.kind === "map" ? node : undefined;
}

export function asList(node: YamlNode | undefined): ListNode | undefined {
  return node?.kind === "list" ? node : undefined;
}

export function asScalar(node: YamlNode | undefined): ScalarNode | undefined {
  return node?.kind === "scalar" && !node.isNull ? node : undefined;
}
