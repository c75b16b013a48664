export type { Call } from "./call.js";
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
