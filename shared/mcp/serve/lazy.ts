/**
 * The ways of serving, loaded when they are used: whoever imports the package to run episodes in
 * process does not wait for the protocol, and a stdio server not for HTTP.
 */
import type { Domain } from "../../runtime/index.js";
import type { HttpOptions, HttpServer } from "./http.js";
import type { StdioOptions, StdioServer } from "./stdio.js";

/** Serves one episode of the domains on standard input and output; see `StdioOptions`. */
export async function serveStdio(
  domains: readonly Domain[],
  options: StdioOptions = {},
): Promise<StdioServer> {
  return (await import("./stdio.js")).serveStdio(domains, options);
}

/** Serves the domains over HTTP; see `HttpOptions`. */
export async function serveHttp(
  domains: readonly Domain[],
  options: HttpOptions = {},
): Promise<HttpServer> {
  return (await import("./http.js")).serveHttp(domains, options);
}
