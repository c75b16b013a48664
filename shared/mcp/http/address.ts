/** Where a listener listens, and which names it may be called by. */
import { EnvFoundryError, EXIT } from "../../errors/index.js";

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Reads `HOST:PORT`, `[V6]:PORT`, `:PORT` or `PORT` (on 127.0.0.1). Port 0 takes a free one. */
export function parseAddress(text: string): Address {
  const match = /^(?:(?:\[([0-9a-fA-F:.]+)\]|([^:\s/[\]]*)):)?(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (match === null || port > 65_535) {
    throw new EnvFoundryError("invalid_address", `${JSON.stringify(text)} is not an address.`, {
      hint: "Write HOST:PORT, [::1]:PORT or PORT.",
      exitCode: EXIT.usage,
    });
  }
  return { host: match[1] || match[2] || "127.0.0.1", port };
}

/** Whether only this machine can reach the host. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The address as a URL's authority. */
export function authority({ host, port }: Address): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}
