/** What went wrong on the control door: stable codes and the statuses that go with them. */
import { EnvFoundryError } from "../../errors/index.js";

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Codes of errors and their HTTP statuses. What is not here is 500. */
export const STATUS_OF: Readonly<Record<string, number>> = {
  invalid_json: 400,
  invalid_request: 400,
  unauthorized: 401,
  foreign_host: 403,
  unknown_path: 404,
  unknown_domain: 404,
  episode_not_found: 404,
  snapshot_not_found: 404,
  method_not_allowed: 405,
  episode_closed: 409,
  idempotency_conflict: 409,
  too_large: 413,
  unsupported_media_type: 415,
  tool_defect: 500,
  canonical_bound: 500,
  seed_failed: 500,
  invalid_state_document: 500,
  internal: 500,
  capacity: 503,
};

export function problem(code: string, message: string, hint?: string): Problem {
  return { status: STATUS_OF[code] ?? 500, code, message, hint };
}

/** An error as what is sent, or null for a defect of which nothing is said. */
export function problemOf(error: unknown): Problem | null {
  if (!(error instanceof EnvFoundryError)) return null;
  return problem(error.code, error.message, error.hint);
}
