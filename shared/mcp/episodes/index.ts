export { Catalogue, type ServedDomain } from "./catalogue.js";
export type {
  CreateRequest,
  DomainInfo,
  EpisodeInfo,
  EpisodeStep,
  ForkRequest,
  HostOptions,
  StateView,
  StepManyResult,
  TraceView,
} from "./contracts.js";
export {
  type Actor,
  Episode,
  type Step,
  type StepRequest,
  type StepResult,
} from "./episode.js";
export { Host } from "./host.js";
export { DEFAULT_TRACE_LIMITS, type TraceEntry, type TraceLimits } from "./trace.js";
