/** What tool code says when it will not go on. Each of these throws a `ToolRefusal`. */
import { ToolRefusal } from "../errors/index.js";

/** Refuses the call. `code` is one that the tool declares; `message` is what the agent reads. */
export function refuse(code: string, message: string): never {
  throw new ToolRefusal(code, message);
}

/**
 * Hands through what was looked up, or refuses when there is nothing.
 *
 * @example const order = found(db.orders.get(args.order_id), "order_not_found", "No such order.");
 */
export function found<T>(value: T | null | undefined, code: string, message: string): T {
  if (value === null || value === undefined) throw new ToolRefusal(code, message);
  return value;
}
