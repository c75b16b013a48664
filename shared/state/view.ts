import type { Base } from "./base.js";
import type { TableOverlay } from "./overlay.js";

/** A whole state as the canonical form reads it: the base and what was changed of each table. */
export interface StateView {
  readonly base: Base;
  readonly overlays: readonly TableOverlay[];
}
