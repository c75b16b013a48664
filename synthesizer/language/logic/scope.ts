/** What a name inside a body means, and what happens to it. */
import type { Type } from "../ir.js";

/** Whose a nested value is: what a change through it changes. */
export type Owner =
  | { readonly kind: "fresh" }
  /** Part of a record; `field` is the record's field it stands in. */
  | { readonly kind: "record"; readonly entity: string; readonly field: string | null }
  /** Nobody knows; `why` completes "... cannot be changed: ". */
  | { readonly kind: "unknown"; readonly why: string };

/** `self`: the value as a container; `inside`: its elements, entries and fields. */
export interface Origin {
  readonly self: Owner;
  readonly inside: Owner;
}

export const FRESH: Origin = { self: { kind: "fresh" }, inside: { kind: "fresh" } };
export function unknownOrigin(why: string): Origin {
  return { self: { kind: "unknown", why }, inside: { kind: "unknown", why } };
}

export interface Use {
  readonly start: number;
  readonly end: number;
  /** Identity of the loops around it, outermost first. */
  readonly loops: readonly number[];
}

export interface LocalSymbol {
  readonly name: string;
  readonly kind: "param" | "const" | "let" | "loop" | "arrow";
  /** For `let` and empty literals: grows when more is assigned (see `widen`). */
  type: Type;
  readonly start: number;
  readonly end: number;
  readonly origin: Origin;
  readonly loops: readonly number[];
  used: boolean;
  /** It holds a template that prints ids: what a message can keep as mentions. */
  mentions?: boolean;
  /** Where it was stored into a record (copied), and where it was changed. */
  readonly stores: Use[];
  readonly changes: Use[];
}

/** Nested blocks of names. */
export class Scopes {
  private readonly blocks: Map<string, LocalSymbol>[] = [new Map()];

  find(name: string): LocalSymbol | undefined {
    for (let depth = this.blocks.length - 1; depth >= 0; depth--) {
      const symbol = this.blocks[depth]?.get(name);
      if (symbol !== undefined) return symbol;
    }
    return undefined;
  }
  declare(symbol: LocalSymbol): void {
    this.blocks.at(-1)?.set(symbol.name, symbol);
  }
  open(): void {
    this.blocks.push(new Map());
  }
  /** Leaves the innermost block and hands back its symbols. */
  close(): LocalSymbol[] {
    return [...(this.blocks.pop()?.values() ?? [])];
  }
  names(): string[] {
    return this.blocks.flatMap((block) => [...block.keys()]);
  }
}
