/** The document as a tree with places. Keys live in Maps, so `__proto__` is a key like any other. */
import type { Json } from "../../../shared/schema/index.js";
import type { Span } from "../ir.js";
import type { LogicSource } from "../logic/contracts.js";
import { alignScalar, type ScalarStyle } from "./alignment.js";
import type { SourceText } from "./source.js";

export type YamlNode = ScalarNode | MapNode | ListNode;

abstract class Positioned {
  constructor(
    protected readonly source: SourceText,
    readonly start: number,
    readonly end: number,
  ) {}

  get at(): Span {
    return this.source.span(this.start, this.end);
  }
}

export class ScalarNode extends Positioned implements LogicSource {
  readonly kind = "scalar";
  private offsets: Int32Array | undefined;

  constructor(
    source: SourceText,
    start: number,
    end: number,
    /** What was written, unquoted and unfolded. */
    readonly text: string,
    /** What YAML 1.2's core schema reads it as. */
    readonly value: null | boolean | number | string,
    readonly style: ScalarStyle,
    private readonly raw: { readonly text: string; readonly base: number },
  ) {
    super(source, start, end);
  }

  override get at(): Span {
    if (this.style !== "literal" && this.style !== "folded") return super.at;
    // A block is long: its header says where it is.
    return this.source.span(this.start, this.start + 1);
  }

  get isNull(): boolean {
    return this.value === null;
  }

  /** The place of a range of `text`. */
  span(start: number, end: number): Span {
    this.offsets ??= alignScalar(this.text, this.raw.text, this.raw.base, this.style);
    const last = this.offsets.length - 1;
    const from = this.offsets[Math.min(Math.max(start, 0), last)] ?? this.start;
    if (end <= start) return this.source.span(from, from);
    // The end is taken from the last character, so that it never runs on into the next line.
    const to = (this.offsets[Math.min(end - 1, last)] ?? this.start) + 1;
    return this.source.span(from, to);
  }
}

export interface MapEntry {
  readonly key: string;
  readonly keyAt: Span;
  readonly value: YamlNode;
}

export class MapNode extends Positioned {
  readonly kind = "map";

  constructor(
    source: SourceText,
    start: number,
    end: number,
    readonly entries: ReadonlyMap<string, MapEntry>,
  ) {
    super(source, start, end);
  }

  /** A block of many lines is pointed at by its first character. */
  override get at(): Span {
    return this.source.span(this.start, this.start + 1);
  }

  get(key: string): YamlNode | undefined {
    return this.entries.get(key)?.value;
  }
}

export class ListNode extends Positioned {
  readonly kind = "list";

  constructor(
    source: SourceText,
    start: number,
    end: number,
    readonly items: readonly YamlNode[],
  ) {
    super(source, start, end);
  }

  override get at(): Span {
    return this.source.span(this.start, this.start + 1);
  }
}

/** The plain value, as YAML's core schema reads it. Mappings become objects without a prototype. */
export function toJson(node: YamlNode): Json {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(toJson);
  const object = Object.create(null) as { [key: string]: Json };
  for (const [key, entry] of node.entries) object[key] = toJson(entry.value);
  return object;
}

/** What a node is, for messages: "a list", "the number 5", "the text `abc`". */
export function describe(node: YamlNode): string {
  if (node.kind === "map") return "a mapping";
  if (node.kind === "list") return "a list";
  if (node.value === null) return node.text === "" ? "nothing" : `\`${node.text}\` (null)`;
  const shown = node.text.length > 60 ? `${node.text.slice(0, 57)}...` : node.text;
  if (typeof node.value === "number") return `the number ${shown}`;
  if (typeof node.value === "boolean") return `the boolean ${shown}`;
  return `the text \`${shown.replaceAll("\n", "\\n")}\``;
}
