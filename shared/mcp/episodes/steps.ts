/** One call of a tool: what is asked, and what it led to. */
import type { CallOutcome } from "../../runtime/index.js";
import type { Json } from "../../schema/index.js";

export type Actor = "agent" | "user";

/** One call. `tool` is the tool's own name, or `{domain}_{tool}`; with several domains, one of both says which. */
export interface StepRequest {
  readonly tool: string;
  /** Anything: what is not an object of the right shape is refused as `invalid_arguments`. */
  readonly arguments?: unknown;
  readonly domain?: string | undefined;
  /** Default `agent`. */
  readonly actor?: Actor | undefined;
  /** Idempotency key: a step that repeats key and request gets the first answer and does nothing. */
  readonly key?: string | undefined;
}

/** What one call led to. `result` is the message where `is_error`. */
export interface StepResult {
  readonly result: Json;
  readonly is_error: boolean;
  /** The stable code of a refusal, also of one that the domain returns as an ordinary result. */
  readonly code: string | null;
  readonly changed: boolean;
  /** The episode is finished: nothing more will happen in it. */
  readonly done: boolean;
  /** The budget of calls is spent. */
  readonly truncated: boolean;
}

/** A `StepResult` and its result as text, made once for the trace and the wire. */
export interface Step extends StepResult {
  readonly text: string;
}

/** Where the episode stands after a step. */
export type Ends = Pick<StepResult, "done" | "truncated">;

export function refusedStep(code: string, message: string, { done, truncated }: Ends): Step {
  return { result: message, is_error: true, code, changed: false, done, truncated, text: message };
}

/** `outcome` is what the domain said to a call. */
export function stepOf(outcome: CallOutcome, { done, truncated }: Ends): Step {
  if (outcome.ok) {
    const { result, changed } = outcome;
    const text = textOf(result);
    return { result, is_error: false, code: null, changed, done, truncated, text };
  }
  const { code, message } = outcome;
  if (!outcome.returned) return refusedStep(code, message, { done, truncated });
  const result = { error: message };
  const text = JSON.stringify(result);
  return { result, is_error: false, code, changed: false, done, truncated, text };
}

/** Text results are sent as they are, everything else as JSON. */
export function textOf(result: Json): string {
  return typeof result === "string" ? result : JSON.stringify(result);
}

/** The arguments of a call as JSON text. */
export function argumentsText(args: unknown): string {
  if (args === undefined) return "{}";
  try {
    return JSON.stringify(args) ?? "null";
  } catch {
    // In-process callers can hand in what JSON cannot hold; the call itself was refused.
    return "null";
  }
}
