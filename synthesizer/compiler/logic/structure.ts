/** Whether two expressions are written alike: the same nodes over the same names. */
import type { Expr } from "../../language/ir.js";

const KEYS = new WeakMap<Expr, string>();

/** A text that two expressions share exactly when they are written alike (places do not count). */
export function structureOf(expr: Expr): string {
  let key = KEYS.get(expr);
  if (key === undefined) {
    key = JSON.stringify(expr, (name, value: unknown) =>
      name === "at" || name === "type" || name === "shape" ? undefined : value,
    );
    KEYS.set(expr, key);
  }
  return key;
}
