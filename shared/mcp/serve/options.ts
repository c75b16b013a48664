/** What both ways of serving can be told. */
import type { HostOptions } from "../episodes/index.js";
import type { Address } from "../http/address.js";

export interface ServeOptions {
  /** Seed and scale of the episodes that clients begin by themselves. Default 1 and 1. */
  readonly seed?: number | undefined;
  readonly scale?: number | undefined;
  /** Keep one episode of free play in this file; every client then plays in it. */
  readonly persist?: string | undefined;
  /** Serve `env://state` to agents. For debugging only. */
  readonly debugState?: boolean | undefined;
  /** Also open the control door there: `HOST:PORT`. */
  readonly control?: string | Address | undefined;
  /** The control door's bearer token; made and handed back when not given. */
  readonly token?: string | undefined;
  /** Names that clients may use for this machine in Host and Origin, beside its loopback names. */
  readonly allowedHosts?: readonly string[] | undefined;
  readonly host?: HostOptions | undefined;
  /** Told of defects. Default: standard error. */
  readonly report?: ((error: unknown) => void) | undefined;
}

export function reportToStderr(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${text}\n`);
}
