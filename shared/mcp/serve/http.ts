/** Serving over HTTP: the agent's door and, where asked for, the control door beside it. */
import type { Domain } from "../../runtime/index.js";
import { HttpDoor, hostRoutes } from "../agent/http/index.js";
import { Host } from "../episodes/index.js";
import { type Address, hostGuard, listen, parseAddress } from "../http/index.js";
import { reportToStderr, type ServeOptions } from "./options.js";

export interface HttpOptions extends ServeOptions {
  /** `HOST:PORT`. Default: a free port of 127.0.0.1. */
  readonly address?: string | Address | undefined;
}

export interface HttpServer {
  readonly host: Host;
  /** The agent's door: `http://HOST:PORT`; paths are `/<domain>/mcp`, `/mcp`, `/episodes/<id>/mcp`. */
  readonly url: string;
  readonly control: { readonly url: string; readonly token: string } | null;
  /** Sessions that are open now. */
  sessions(): number;
  /** Finishes what is running, closes every session, stops listening, writes what is to be kept. */
  close(): Promise<void>;
}

/** Throws `port_in_use`, `address_unavailable`, `hosts_required`, `unknown_domain` and what persistence throws. */
export async function serveHttp(
  domains: readonly Domain[],
  options: HttpOptions = {},
): Promise<HttpServer> {
  const report = options.report ?? reportToStderr;
  const address = addressOf(options.address ?? "127.0.0.1:0");
  const guard = hostGuard(address, options.allowedHosts);
  const host = new Host(domains, { report, ...options.host });
  const { persist: file, seed, scale } = options;
  const opened: { close: () => Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    for (const each of opened.reverse().splice(0)) await each.close();
    host.shutdown();
  };
  try {
    const kept =
      file === undefined
        ? null
        : await (await import("./persistence.js")).openPersisted(
            host,
            { file, domains: host.catalogue.names(), seed, scale },
            report,
          );
    if (kept !== null) opened.push({ close: () => kept.flush() });
    const door = new HttpDoor({
      guard,
      clock: options.host?.clock,
      route: hostRoutes(host, {
        seed: seed ?? 1,
        scale: scale ?? 1,
        debugState: options.debugState,
        kept: kept?.episode,
        report,
      }),
      index: () => ({
        name: "envfoundry",
        endpoints: host.catalogue.names().map((name) => `/${name}/mcp`),
      }),
    });
    const listener = await listen(address, (request, response) => door.handle(request, response), {
      report,
    });
    opened.push({
      close: () => {
        const stopped = listener.close();
        door.close();
        return stopped;
      },
    });
    const control =
      options.control === undefined
        ? null
        : await (await import("../control/index.js")).serveControl(host, {
            address: options.control,
            token: options.token,
            allowedHosts: options.allowedHosts,
            agentUrl: listener.url,
            report,
          });
    if (control !== null) opened.push(control);
    return {
      host,
      url: listener.url,
      control: control === null ? null : { url: control.url, token: control.token },
      sessions: () => door.sessions,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function addressOf(address: string | Address): Address {
  return typeof address === "string" ? parseAddress(address) : address;
}
