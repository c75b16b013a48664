export {
  EnvFoundryError,
  EXIT,
  type ExitCode,
  RESERVED_REFUSAL_CODES,
  ToolRefusal,
} from "./errors.js";
