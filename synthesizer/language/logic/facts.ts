/**
 * What tests have shown about paths (locals, parameters and stored fields of them) at one point of a
 * body. Immutable: every change makes a new set.
 */
import type { Expr, Type } from "../ir.js";
import { join } from "./types.js";

/** A place that a test can narrow. */
export interface Path {
  readonly key: string;
  /** The local it starts at, or null for a singleton. */
  readonly root: string | null;
  /** Locals that it depends on: the root and the locals of its indexes. */
  readonly locals: readonly string[];
  /** Names of the fields on the way. */
  readonly fields: readonly string[];
  /** Fields of records on the way, as `Entity.field`. */
  readonly hops: readonly string[];
  readonly indexed: boolean;
}

interface Fact {
  readonly path: Path;
  readonly type: Type;
}

export class Facts {
  static readonly none = new Facts(new Map());
  private constructor(private readonly facts: ReadonlyMap<string, Fact>) {}

  get(key: string): Type | undefined {
    return this.facts.get(key)?.type;
  }
  set(path: Path, type: Type): Facts {
    return new Facts(new Map(this.facts).set(path.key, { path, type }));
  }
  /** Without the facts that the test holds for. */
  without(test: (path: Path) => boolean): Facts {
    const kept = new Map<string, Fact>();
    for (const [key, fact] of this.facts) if (!test(fact.path)) kept.set(key, fact);
    return kept.size === this.facts.size ? this : new Facts(kept);
  }
  /** What holds whichever of two ways was taken. */
  join(other: Facts): Facts {
    if (this === other) return this;
    const kept = new Map<string, Fact>();
    for (const [key, fact] of this.facts) {
      const theirs = other.facts.get(key);
      const type = theirs === undefined ? null : join(fact.type, theirs.type);
      if (type !== null) kept.set(key, { path: fact.path, type });
    }
    return new Facts(kept);
  }
}

export function localPath(name: string): Path {
  return { key: name, root: name, locals: [name], fields: [], hops: [], indexed: false };
}

/** The path that an expression denotes; null when tests cannot narrow it. */
export function pathOf(expr: Expr): Path | null {
  switch (expr.node) {
    case "local":
      return localPath(expr.name);
    case "singleton":
      return {
        key: `#${expr.entity}`,
        root: null,
        locals: [],
        fields: [],
        hops: [],
        indexed: false,
      };
    case "field": {
      // What lies behind a ref is another record: it has to be named to be narrowed.
      if (expr.object.node === "field" && expr.object.via === "ref") return null;
      const base = pathOf(expr.object);
      if (base === null) return null;
      const owner = expr.object.type.kind === "nullable" ? expr.object.type.of : expr.object.type;
      return {
        ...base,
        key: `${base.key}.${expr.field}${expr.via === "ref" ? "->" : ""}`,
        fields: [...base.fields, expr.field],
        hops: owner.kind === "entity" ? [...base.hops, `${owner.entity}.${expr.field}`] : base.hops,
      };
    }
    case "index": {
      const base = pathOf(expr.object);
      if (base === null) return null;
      const { index } = expr;
      if (index.node !== "literal" && index.node !== "local") return null;
      const text = index.node === "literal" ? JSON.stringify(index.value) : index.name;
      return {
        ...base,
        key: `${base.key}[${text}]`,
        locals: index.node === "local" ? [...base.locals, index.name] : base.locals,
        indexed: true,
      };
    }
    default:
      return null;
  }
}

/** The other name of a ref field: `loan.member` and `loan.member_id` are missing together. */
export function twin(path: Path): Path {
  const key = path.key.endsWith("->") ? path.key.slice(0, -2) : `${path.key}->`;
  return { ...path, key };
}

/** Whether `key` is `base` or lies inside of it. */
export function isWithin(key: string, base: string): boolean {
  if (!key.startsWith(base)) return false;
  const next = key[base.length];
  return next === undefined || next === "." || next === "[" || next === "-";
}
