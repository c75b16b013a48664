/**
 * Text on its way into a message. Ids that a template prints become mentions, so the conversion is
 * pushed to the templates: into branches, across `+`, and into the local that holds one. What
 * stays text although ids are in it is found later (see `lostMentions`).
 */
import type { Expr, Type } from "../ir.js";
import type { Context } from "./context.js";
import { mayBeNull, nullable, STRING } from "./types.js";

const MESSAGE: Type = { kind: "message" };

export function toMessage(ctx: Context, value: Expr): Expr {
  const type = mayBeNull(value.type) ? nullable(MESSAGE) : MESSAGE;
  if (value.type.kind === "null" || value.type.kind === "message") return value;
  switch (value.node) {
    case "conditional":
      // biome-ignore lint/suspicious/noThenProperty: the IR calls the branches `then` and `else`
      return { ...value, then: toMessage(ctx, value.then), else: toMessage(ctx, value.else), type };
    case "coalesce":
      return {
        ...value,
        left: toMessage(ctx, value.left),
        right: toMessage(ctx, value.right),
        type,
      };
    case "local": {
      const symbol = ctx.scopes.find(value.name);
      if (symbol?.kind === "const" && symbol.mentions === true) {
        // The body is checked again with the local as a message.
        ctx.widened.set(symbol.start, MESSAGE);
        ctx.grew = true;
      }
      break;
    }
    default:
      break;
  }
  return {
    node: "convert",
    how: "message",
    operand: asTemplate(value),
    shape: null,
    type,
    at: value.at,
  };
}

/** Whether the value, if it goes into a message, mentions records by itself. */
export function mentionsRecords(value: Expr): boolean {
  switch (value.node) {
    case "conditional":
      return mentionsRecords(value.then) || mentionsRecords(value.else);
    case "coalesce":
      return mentionsRecords(value.left) || mentionsRecords(value.right);
    case "template":
    case "concat":
      return piecesOf(value).some((part) => typeof part !== "string" && part.type.kind === "id");
    default:
      return false;
  }
}

/** `a + b`, templates in templates and `text(id)` as one template. */
function asTemplate(value: Expr): Expr {
  if (value.node !== "template" && value.node !== "concat" && !printsValue(value)) return value;
  return { node: "template", parts: piecesOf(value), type: STRING, at: value.at };
}

function piecesOf(value: Expr): readonly (string | Expr)[] {
  switch (value.node) {
    case "template":
      return value.parts.flatMap((part) => (typeof part === "string" ? [part] : piecesOf(part)));
    case "concat":
      return [...piecesOf(value.left), ...piecesOf(value.right)];
    case "literal":
      return typeof value.value === "string" ? [value.value] : [value];
    default:
      return printsValue(value) ? value.args : [value];
  }
}

/** `text(x)` prints what a template prints of `x`. */
function printsValue(value: Expr): value is Extract<Expr, { node: "library" }> {
  return value.node === "library" && value.name === "text";
}
