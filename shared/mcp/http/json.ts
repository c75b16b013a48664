/** From bytes to a JSON value, within bounds. */
import { isUtf8 } from "node:buffer";

/** Brackets inside brackets that one document may have. */
export const MAX_DEPTH = 64;

export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly reason: "not_utf8" | "not_json" | "too_deep";
      readonly message: string;
    };

export function parseJson(bytes: Buffer): ParsedJson {
  if (!isUtf8(bytes)) return refuse("not_utf8", "it is not UTF-8");
  const text = bytes.toString("utf8");
  if (tooDeep(text)) return refuse("too_deep", `it is nested deeper than ${MAX_DEPTH} levels`);
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return refuse("not_json", "it is not JSON");
  }
}

function refuse(reason: "not_utf8" | "not_json" | "too_deep", message: string): ParsedJson {
  return { ok: false, reason, message };
}

/** Counts brackets outside of strings; a text too short to hold that many is not looked at. */
function tooDeep(text: string): boolean {
  if (text.length <= MAX_DEPTH) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22: {
        at = endOfString(text, at);
        break;
      }
      case 0x5b:
      case 0x7b:
        depth += 1;
        if (depth > MAX_DEPTH) return true;
        break;
      case 0x5d:
      case 0x7d:
        depth -= 1;
        break;
      default:
    }
  }
  return false;
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
