/** The arguments of calls. */
import type { CallExpression, Expression } from "acorn";
import type { Context } from "../context.js";

/** The arguments of a call without spreads, which are reported. */
export function plainArguments(ctx: Context, node: CallExpression): readonly Expression[] | null {
  const args: Expression[] = [];
  for (const arg of node.arguments) {
    if (arg.type === "SpreadElement") {
      ctx.report(
        arg,
        "outside_subset",
        "A call takes its arguments one by one, without `...`; lists are passed whole: `max(list)`.",
      );
      return null;
    }
    args.push(arg);
  }
  return args;
}
