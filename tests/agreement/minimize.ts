/** Makes a failing program small: statements go, one after another, as long as it still fails. */

import { loadDomain } from "../../synthesizer/language/index.js";
import { type Accepted, accepted, documentOf, type Part } from "./program.js";
import type { Piece } from "./statements.js";

/** The smallest program found for which `fails` still holds. */
export function minimized(program: Accepted, fails: (candidate: Accepted) => boolean): Accepted {
  let best = program;
  for (let shrunk = true; shrunk; ) {
    shrunk = false;
    for (const candidate of smaller(best.parts)) {
      const { text } = documentOf(candidate);
      const loaded = loadDomain(text, "random.yaml");
      if (!loaded.ok) continue;
      const next = { text, ir: loaded.domain, parts: candidate };
      if (!fails(next)) continue;
      best = next;
      shrunk = true;
      break;
    }
  }
  return best;
}

function* smaller(parts: readonly Part[]): Generator<readonly Part[]> {
  for (let i = 0; i < parts.length; i += 1) {
    const rest = parts.filter((_, other) => other !== i);
    yield accepted(rest)?.parts ?? rest;
  }
  for (const [i, part] of parts.entries()) {
    for (const pieces of without(part.pieces)) {
      yield parts.map((other, j) => (j === i ? { ...part, pieces } : other));
    }
  }
}

function* without(pieces: readonly Piece[]): Generator<readonly Piece[]> {
  for (let i = pieces.length - 1; i >= 0; i -= 1) {
    const piece = pieces[i];
    if (piece === undefined) continue;
    const put = (...now: readonly Piece[]): readonly Piece[] => [
      ...pieces.slice(0, i),
      ...now,
      ...pieces.slice(i + 1),
    ];
    yield put();
    if (piece.body === undefined) continue;
    yield put(...piece.body);
    if (piece.otherwise !== undefined) {
      yield put(...piece.otherwise);
      yield put({ text: piece.text, body: piece.body });
      for (const otherwise of without(piece.otherwise)) yield put({ ...piece, otherwise });
    }
    for (const body of without(piece.body)) yield put({ ...piece, body });
  }
}
