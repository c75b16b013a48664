export { checkBody, checkExpression } from "./check.js";
export type {
  CheckBody,
  CheckExpression,
  CheckedBody,
  Constant,
  DomainModel,
  FunctionSignature,
  LogicScope,
  LogicSource,
} from "./contracts.js";
export { findWritingFunctions } from "./effects.js";
export { listed } from "./fit.js";
export {
  LIBRARY_SIGNATURES,
  type LibraryEntry,
  type Pattern,
  type Signature,
} from "./library-signatures.js";
export { lostMentions, type PrintingFunctions, printingFunctions } from "./lost-mentions.js";
export { BUILTINS, isReservedName } from "./names.js";
export { MAX_LOGIC_DEPTH, MAX_LOGIC_LENGTH } from "./parse.js";
