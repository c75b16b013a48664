/** The control door's own listener. */
import type { Host } from "../episodes/index.js";
import { type Address, hostGuard, listen, parseAddress } from "../http/index.js";
import { newToken } from "../tokens.js";
import { controlRouter } from "./router.js";

export interface ControlOptions {
  /** `HOST:PORT`. */
  readonly address: string | Address;
  /** Made when not given, and handed back. */
  readonly token?: string | undefined;
  readonly allowedHosts?: readonly string[] | undefined;
  /** The agent's door, for the paths of episodes. */
  readonly agentUrl?: string | undefined;
  readonly report: (error: unknown) => void;
}

export interface ControlServer {
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

/** Opens the control door of a host. Throws `port_in_use`, `address_unavailable`, `hosts_required`. */
export async function serveControl(host: Host, options: ControlOptions): Promise<ControlServer> {
  const { address: given, report, allowedHosts, agentUrl = null } = options;
  const address = typeof given === "string" ? parseAddress(given) : given;
  const token = options.token ?? newToken();
  const guard = hostGuard(address, allowedHosts);
  const listener = await listen(address, controlRouter({ host, agentUrl, token, guard, report }), {
    report,
  });
  return { url: listener.url, token, close: () => listener.close() };
}
