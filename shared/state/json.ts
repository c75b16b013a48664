import { hash } from "node:crypto";
import type { Json } from "../schema/index.js";

/**
 * The text of a JSON value by RFC 8785: keys sorted by UTF-16 units, numbers as ECMAScript prints
 * them, no white space.
 */
export function canonicalJson(value: Json): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`);
  return `{${entries.join(",")}}`;
}

/** SHA-256 of a text (UTF-8), 64 hexadecimal digits. */
export function sha256(text: string): string {
  return hash("sha256", text, "hex");
}
