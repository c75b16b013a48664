/** What the two analyses of aliases share while they run. */
import type { Expr, Stmt } from "../../language/ir.js";
import type { Model } from "../model.js";
import type { Binding, Bindings } from "./bindings.js";

/** What a body means for those that call it. */
export interface Summary {
  /** Positions of parameters through whose nested values records are changed. */
  readonly liveParams: Set<number>;
  /** A caller changes a record through the nested value that is returned. */
  liveResult: boolean;
}

/** The findings about one body so far, which the run through it reads and adds to. */
export interface AliasFacts {
  readonly body: readonly Stmt[];
  readonly model: Model;
  readonly bindings: Bindings;
  readonly summaries: ReadonlyMap<string, Summary>;
  /** Variables that hold a private copy, or a part of one. */
  readonly live: ReadonlySet<Binding>;
  /** Expressions of records that may be overtaken and are about to be read. */
  readonly current: Set<Expr>;
  /** Values that leave the body and may hold overtaken records. */
  readonly refresh: Set<Expr>;
  /** Loops whose variable may be overtaken at the start of a round. */
  readonly stale: Set<Stmt>;
  /** The value of the expression must come from a private copy. */
  makeLive(expr: Expr): void;
}
