export type { Call } from "./call.js";
export { type Clock, STEP_BUDGET } from "./call-context.js";
export { effects, field, param, pickFields, refusals, t } from "./descriptors.js";
export {
  type CallableState,
  type CallOptions,
  type CallOutcome,
  callTool,
  checkInvariants,
  type PreparedDomain,
  prepareDomain,
} from "./dispatch.js";
export type {
  Domain,
  DomainSpec,
  Invariant,
  ParamSpec,
  PrincipalSpec,
  Reaction,
  RefusalSpec,
  SeedOptions,
  ToolEffects,
  ToolImplementation,
  ToolSpec,
} from "./domain.js";
export {
  append,
  applyChanges,
  currentIfFound,
  cutTo,
  editIfFound,
  follow,
  ifPresent,
  type Mention,
  mapOf,
  mapValues,
  matching,
  mention,
  message,
  paid,
  pairs,
  present,
  scan,
  setItem,
  variant,
  widened,
  withValue,
} from "./emitted.js";
export { found, refuse } from "./guards.js";
export * from "./library/index.js";
export { DEFAULT_SEED, recordedSeed } from "./recorded-seed.js";
export { type SeedCall, type SeedTable, seedTables } from "./seeding.js";
