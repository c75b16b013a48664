/** Reading a request's body within bounds. */
import type { IncomingMessage } from "node:http";

/** `aborted`: the client went away; nobody is there to be answered. */
export type Body =
  | { readonly kind: "complete"; readonly bytes: Buffer }
  | { readonly kind: "too_large" }
  | { readonly kind: "aborted" };

/** A body over the limit is read on and thrown away up to this many times the limit, so that the client sees the answer. */
const PATIENCE = 8;

export function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  return new Promise((resolve) => {
    let parts: Buffer[] = [];
    let size = 0;
    const declared = Number(request.headers["content-length"] ?? 0);
    if (declared > limit * PATIENCE) {
      resolve({ kind: "too_large" });
      return;
    }
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        parts.push(chunk);
        return;
      }
      parts = [];
      if (size > limit * PATIENCE) resolve({ kind: "too_large" });
    });
    request.on("end", () => {
      if (size > limit) resolve({ kind: "too_large" });
      else {
        const [only] = parts;
        const bytes = only !== undefined && parts.length === 1 ? only : Buffer.concat(parts);
        resolve({ kind: "complete", bytes });
      }
    });
    const abort = () => resolve({ kind: "aborted" });
    request.on("error", abort);
    request.on("close", abort);
  });
}

/** The media type of a header like `application/json; charset=utf-8`, in lower case. */
export function mediaType(header: string | undefined): string {
  return (header ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}
