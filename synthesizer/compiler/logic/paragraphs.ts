/**
 * Blank lines between statements. Where the author left some, they stand where they stood; a body
 * written in one block gets them where a reader rests: after the guards, around loops, before the
 * result.
 */
import type { Stmt } from "../../language/ir.js";

/** The emitted text of one or more neighbouring statements. */
export interface Piece {
  readonly text: string;
  readonly first: Stmt;
  readonly last: Stmt;
}

/** Bodies of fewer statements are read at a glance. */
const SHORT = 5;

/** The statements of a block, with blank lines between them; `isBody`: of a whole function. */
export function paragraphs(pieces: readonly Piece[], isBody: boolean): string {
  const visible = pieces.filter(({ text }) => text !== "");
  const isAuthors = visible.some((piece, i) => i > 0 && isApart(visible[i - 1], piece));
  const isLong = isBody && visible.length >= SHORT;
  return visible
    .map((piece, i) => {
      const before = visible[i - 1];
      if (before === undefined) return piece.text;
      const apart = isAuthors
        ? isApart(before, piece)
        : isLong && rests(before, piece, i === visible.length - 1);
      return `${apart ? "\n" : ""}${piece.text}`;
    })
    .join("\n");
}

/** The author left a line between the two. */
function isApart(before: Piece | undefined, piece: Piece): boolean {
  return before !== undefined && piece.first.at.line - before.last.at.endLine > 1;
}

function rests(before: Piece, piece: Piece, isLast: boolean): boolean {
  if (isLast && piece.first.stmt === "return") return true;
  if (isGuard(before) !== isGuard(piece)) return isGuard(before);
  return isBlock(before) || (isBlock(piece) && !isBlock(before) && piece.first.stmt === "for");
}

function isGuard({ last }: Piece): boolean {
  return last.stmt === "require" || last.stmt === "fail";
}

function isBlock({ last, text }: Piece): boolean {
  return last.stmt === "for" || (last.stmt === "if" && text.split("\n").length > 3);
}
