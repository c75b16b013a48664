/** Serving over standard input and output: the process is one episode. */
import type { Readable, Writable } from "node:stream";
import type { Domain } from "../../runtime/index.js";
import { StdioTransport } from "../agent/stdio.js";
import { AgentSurface } from "../agent/surface.js";
import { Host } from "../episodes/index.js";
import { reportToStderr, type ServeOptions } from "./options.js";

export interface StdioOptions extends ServeOptions {
  readonly input?: Readable | undefined;
  readonly output?: Writable | undefined;
}

export interface StdioServer {
  readonly host: Host;
  readonly episode: string;
  /** The control door, where one was asked for. */
  readonly control: { readonly url: string; readonly token: string } | null;
  /** Settles when the client has gone, or `close` was called, and everything is written. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/** Serves one episode of the domains (several: side by side, tools named `{domain}_{tool}`). */
export async function serveStdio(
  domains: readonly Domain[],
  options: StdioOptions = {},
): Promise<StdioServer> {
  const report = options.report ?? reportToStderr;
  // The client's process is the life of the episode: nothing expires.
  const host = new Host(domains, { idleMilliseconds: null, report, ...options.host });
  const { episode, flush } = await openEpisode(host, options, report);
  host.hold(episode);
  const control =
    options.control === undefined
      ? null
      : await (await import("../control/index.js")).serveControl(host, {
          address: options.control,
          token: options.token,
          allowedHosts: options.allowedHosts,
          report,
        });
  const surface = new AgentSurface(host.use(episode).domains, {
    debugState: options.debugState,
    prompts: true,
    report,
  });
  const transport = new StdioTransport(
    options.input ?? process.stdin,
    options.output ?? process.stdout,
  );
  const server = surface.connect(() => host.use(episode));
  const closed = new Promise<void>((resolve, reject) => {
    server.onclose = () => {
      Promise.all([flush(), control?.close()]).then(() => {
        host.shutdown();
        resolve();
      }, reject);
    };
  });
  await server.connect(transport);
  return {
    host,
    episode,
    control: control === null ? null : { url: control.url, token: control.token },
    closed,
    close: async () => {
      await server.close();
      await closed;
    },
  };
}

async function openEpisode(
  host: Host,
  options: ServeOptions,
  report: (error: unknown) => void,
): Promise<{ episode: string; flush: () => Promise<void> }> {
  const { seed, scale, persist: file } = options;
  const domains = host.catalogue.names();
  if (file !== undefined) {
    const { openPersisted } = await import("./persistence.js");
    return openPersisted(host, { file, domains, seed, scale }, report);
  }
  const [created] = host.create({ domains, seed, scale });
  if (created === undefined) throw new Error("no episode was created");
  return { episode: created.episode, flush: async () => {} };
}
