/** Figures of a domain for catalogues. */
import type { IrDomain, Stmt } from "../language/ir.js";
import { toolEntityEffects } from "./effects.js";
import { visitBody } from "./walk.js";

/** Guards written in tools, functions and reactions: `require` and `fail`. */
export function countGuards(ir: IrDomain): number {
  let guards = 0;
  const stmt = (one: Stmt): void => {
    if (one.stmt === "require" || one.stmt === "fail") guards += 1;
  };
  for (const { body } of [...ir.tools, ...ir.functions, ...ir.reactions]) visitBody(body, { stmt });
  return guards;
}

/** Tools that may change the state or the clock. */
export function countWriteTools(ir: IrDomain): number {
  return ir.tools.filter((tool) => {
    const effects = toolEntityEffects(ir, tool);
    return (
      effects.creates.size + effects.updates.size + effects.removes.size > 0 || effects.advances
    );
  }).length;
}
