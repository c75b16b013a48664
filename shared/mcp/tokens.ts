/** Unguessable names: handles of episodes and snapshots, and the control door's token. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 144 random bits as 24 characters of base64url. Whoever knows a handle may use what it names. */
export function newHandle(): string {
  return randomBytes(18).toString("base64url");
}

/** 256 random bits as base64url. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Compares in a time that depends on neither text's content. */
export function sameToken(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
