export { Catalogue, type ServedDomain } from "./catalogue.js";
export {
  type Actor,
  Episode,
  type Step,
  type StepRequest,
  type StepResult,
} from "./episode.js";
export {
  type CreateRequest,
  type DomainInfo,
  type EpisodeInfo,
  type EpisodeStep,
  Host,
  type HostOptions,
  type StateView,
  type StepManyResult,
  type TraceView,
} from "./host.js";
export { DEFAULT_TRACE_LIMITS, type TraceEntry, type TraceLimits } from "./trace.js";
