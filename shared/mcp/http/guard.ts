/**
 * Against DNS rebinding: a page of a foreign site can make a browser send requests to this machine,
 * but it cannot forge their Host and Origin. Both must name a host that we know ourselves by.
 */
import type { IncomingMessage } from "node:http";
import { EnvFoundryError, EXIT } from "../../errors/index.js";
import { type Address, isLoopback } from "./address.js";

/** Says what is wrong with the request's Host or Origin, or null. */
export type Guard = (request: IncomingMessage) => string | null;

const LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"];

/**
 * `allowed` are names with or without a port; without one, any port will do. The names of this
 * machine are always allowed. Throws `hosts_required` when others can reach the address and nobody
 * said by which names.
 */
export function hostGuard(address: Address, allowed: readonly string[] = []): Guard {
  if (!isLoopback(address.host) && allowed.length === 0) {
    throw new EnvFoundryError(
      "hosts_required",
      `Others can reach ${address.host}, and no allowed host names are given.`,
      {
        hint: "Listen on 127.0.0.1, or name the hosts that clients may use.",
        exitCode: EXIT.usage,
      },
    );
  }
  const names = new Set([...LOOPBACK_NAMES, ...allowed.map((name) => name.toLowerCase())]);
  if (isLoopback(address.host) && !address.host.includes(":")) names.add(address.host);
  const known = (host: string): boolean => {
    const lower = host.toLowerCase();
    return names.has(lower) || names.has(lower.replace(/:\d{1,5}$/, ""));
  };
  return ({ headers: { host, origin } }) => {
    if (host === undefined || !known(host)) return "The Host header names no host of this server.";
    if (origin === undefined) return null;
    const authority = /^https?:\/\/([^/]+)$/.exec(origin)?.[1];
    return authority !== undefined && known(authority)
      ? null
      : "The Origin header names a foreign site.";
  };
}
