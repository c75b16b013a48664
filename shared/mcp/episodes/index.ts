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
export { Episode, type EpisodeMemento, type EpisodeStart, noStepKeys } from "./episode.js";
export { Host } from "./host.js";
export { type Actor, type Step, type StepRequest, type StepResult, textOf } from "./steps.js";
export { DEFAULT_TRACE_LIMITS, Trace, type TraceEntry, type TraceLimits } from "./trace.js";
