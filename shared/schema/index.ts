export { type ArgumentsOutcome, type ParameterShape, validateArguments } from "./arguments.js";
export { type Complete, compileCompleter } from "./complete.js";
export { daysInMonth, isDate, isDatetime } from "./dates.js";
export { describeFound, describeType } from "./describe.js";
export {
  inputSchema,
  isObjectResult,
  type JsonSchema,
  type ObjectSchema,
  outputSchema,
} from "./json-schema.js";
export { LIMITS } from "./limits.js";
export { messageText, type Present, presentResult } from "./present.js";
export { didYouMean } from "./suggest.js";
export { normalizeText, transformKey } from "./text.js";
export type {
  ComparePolicy,
  EntitySpec,
  EnumSpec,
  FieldSpec,
  IdScheme,
  IndexSpec,
  Json,
  KeyTransform,
  Known,
  StateDocument,
  StoredRecord,
  TypeSpec,
  UnionVariant,
} from "./types.js";
export { compileValidator, hasDigits, isObject, type Problem, type Validate } from "./validator.js";
