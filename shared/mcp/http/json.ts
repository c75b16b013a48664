/** From bytes to a JSON value, within bounds. */
import { isUtf8 } from "node:buffer";

/** Brackets inside brackets that one document may have. */
export const MAX_DEPTH = 64;

export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly reason: "not_utf8" | "not_json" | "too_deep" | "duplicate_key";
      readonly message: string;
      /** What it would be if the last of two equal keys counted; only with `duplicate_key`. */
      readonly value?: unknown;
    };

export function parseJson(bytes: Buffer): ParsedJson {
  if (!isUtf8(bytes)) return refuse("not_utf8", "it is not UTF-8");
  const text = bytes.toString("utf8");
  const written = countWritten(text);
  if (written === null) return refuse("too_deep", `it is nested deeper than ${MAX_DEPTH} levels`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse("not_json", "it is not JSON");
  }
  if (countMembers(value) === written) return { ok: true, value };
  return { ...refuse("duplicate_key", "an object in it has a key twice"), value };
}

type Refused = Extract<ParsedJson, { ok: false }>;

function refuse(reason: Refused["reason"], message: string): Refused {
  return { ok: false, reason, message };
}

/**
 * Members of all objects as they are written: colons outside of strings. Null: brackets are nested
 * too deep. `JSON.parse` says nothing of equal keys, of which it keeps the last; but then there are
 * fewer members than were written.
 */
function countWritten(text: string): number | null {
  let depth = 0;
  let members = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22: {
        at = endOfString(text, at);
        break;
      }
      case 0x3a:
        members += 1;
        break;
      case 0x5b:
      case 0x7b:
        depth += 1;
        if (depth > MAX_DEPTH) return null;
        break;
      case 0x5d:
      case 0x7d:
        depth -= 1;
        break;
      default:
    }
  }
  return members;
}

/** Members of all objects in a value that is nested at most `MAX_DEPTH` levels. */
function countMembers(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let members = 0;
  if (Array.isArray(value)) {
    for (const each of value) members += countMembers(each);
    return members;
  }
  const own = Object.values(value);
  for (const each of own) members += countMembers(each);
  return members + own.length;
}

/** The position of the quote that ends the string which begins at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at;
    at += code === 0x5c ? 2 : 1;
  }
  return at;
}
