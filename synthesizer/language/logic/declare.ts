/** Names that bodies introduce. */
import type { Type } from "../ir.js";
import type { Context } from "./context.js";
import { isReservedName, meaning } from "./names.js";
import type { LocalSymbol, Origin } from "./scope.js";

/** Declares a local; reports names that are taken, reserved or of another shape. */
export function declareLocal(
  ctx: Context,
  node: { readonly name: string; readonly start: number; readonly end: number },
  kind: LocalSymbol["kind"],
  type: Type,
  origin: Origin,
): LocalSymbol {
  const { name, start, end } = node;
  const taken =
    ctx.scopes.find(name) !== undefined ? "a name that is in use here" : meaning(ctx.model, name);
  if (taken !== null) {
    ctx.report(node, "shadowed_name", `\`${name}\` is ${taken} already; choose another name.`);
  } else if (isReservedName(name)) {
    ctx.report(node, "reserved_name", `\`${name}\` is a word of TypeScript; choose another name.`);
  } else if (!/^[a-z][A-Za-z0-9_]*$/.test(name)) {
    ctx.report(node, "invalid_name", `\`${name}\` is no name for a local.`, {
      allowed: "a small letter, then letters, digits and `_`",
    });
  }
  const symbol: LocalSymbol = {
    name,
    kind,
    type,
    start,
    end,
    origin,
    loops: ctx.loops,
    used: false,
    stores: [],
    changes: [],
  };
  ctx.forgetLocal(name);
  ctx.scopes.declare(symbol);
  return symbol;
}
