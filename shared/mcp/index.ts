export {
  type Actor,
  type CreateRequest,
  type DomainInfo,
  Episode,
  type EpisodeInfo,
  type EpisodeStep,
  Host,
  type HostOptions,
  type StateView,
  type StepManyResult,
  type StepRequest,
  type StepResult,
  type TraceEntry,
  type TraceView,
} from "./episodes/index.js";
export type { Address } from "./http/address.js";
export type { HttpOptions, HttpServer } from "./serve/http.js";
export { serveHttp, serveStdio } from "./serve/lazy.js";
export type { ServeOptions } from "./serve/options.js";
export { runServer } from "./serve/run.js";
export type { StdioOptions, StdioServer } from "./serve/stdio.js";
export { VERSION } from "./version.js";
