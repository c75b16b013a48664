/**
 * The error model. Three kinds never mix:
 * - `ToolRefusal`: the agent's call was refused; it is data at the tool door (`isError`), the
 *   state is untouched, the episode goes on.
 * - `EnvFoundryError`: the caller of an API, the command line or a file was wrong, or the machine
 *   was; it carries a stable code and, for the command line, an exit code.
 * - anything else is a defect of the project.
 */

/** Why a tool call was refused. `code` is stable and declared; `message` holds only what tools may show. */
export class ToolRefusal extends Error {
  override readonly name = "ToolRefusal";
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Codes of refusals that every environment can give, beside those that a domain declares. */
export const RESERVED_REFUSAL_CODES = [
  "invalid_arguments",
  "unknown_tool",
  "limit_exceeded",
  "invalid_state",
  "illegal_transition",
  "dangling_ref",
  "duplicate_id",
  "ids_exhausted",
  "episode_closed",
] as const;

/** Process exit codes of the command line. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  input: 3,
  environment: 4,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A typed failure outside of tool calls. `hint` says what to do about it. */
export class EnvFoundryError extends Error {
  override readonly name: string = "EnvFoundryError";
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;
  constructor(
    readonly code: string,
    message: string,
    options: { hint?: string; exitCode?: ExitCode; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? EXIT.input;
  }
}
