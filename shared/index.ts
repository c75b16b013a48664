export * from "./errors/index.js";
export {
  type Actor,
  type Address,
  type CreateRequest,
  type DomainInfo,
  Episode,
  type EpisodeInfo,
  type EpisodeStep,
  Host,
  type HostOptions,
  type HttpOptions,
  type HttpServer,
  runServer,
  type ServeOptions,
  type StateView,
  type StdioOptions,
  type StdioServer,
  type StepManyResult,
  type StepRequest,
  type StepResult,
  serveHttp,
  serveStdio,
  type TraceEntry,
  type TraceView,
  VERSION,
} from "./mcp/index.js";
export * from "./runtime/index.js";
export * from "./schema/index.js";
export * from "./state/index.js";
