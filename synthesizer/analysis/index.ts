/** What can be known about a domain from its IR alone. */
export { countGuards, countWriteTools } from "./counts.js";
export {
  bodyEffects,
  domainSpec,
  type Effects,
  exprEffects,
  functionEffects,
  toolEffects,
  toolEntityEffects,
  toolSpec,
} from "./effects.js";
export { type MissingMessage, missingMessage } from "./missing.js";
export { settleResults } from "./results.js";
export {
  blocksOf,
  childrenOf,
  expressionsOf,
  mapBody,
  mapChildren,
  mapExpr,
  mapStmt,
  type Visitor,
  visitBody,
  visitExpr,
} from "./walk.js";
