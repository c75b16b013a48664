import type { Stmt } from "../../ir.js";

/** A statement's lowering; `falls`: the next statement can be reached. */
export interface Checked {
  readonly stmts: readonly Stmt[];
  readonly falls: boolean;
}
