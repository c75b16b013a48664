/** One request of the control door: who may ask, which verb, whether the body fits, and the answer. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
import { type Guard, mediaType, parseJson, readBody, sendJson } from "../http/index.js";
import { sameToken } from "../tokens.js";
import { openApiDocument } from "./openapi.js";
import { type Problem, problem, problemOf } from "./problems.js";
import { type ControlContext, VERBS, type Verb } from "./verbs.js";

export interface RouterOptions extends ControlContext {
  readonly token: string;
  readonly guard: Guard;
  /** Bytes of one body. Default 32 MiB: batches are large. */
  readonly maxBodyBytes?: number | undefined;
  readonly report: (error: unknown) => void;
}

/** Issues of a body that are reported at a time. */
const MAX_ISSUES = 5;

type Found = { readonly verb: Verb; readonly episode: string };

export function controlRouter(
  options: RouterOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const limit = options.maxBodyBytes ?? 32 * 1024 * 1024;
  let document: object | undefined;

  const answer = async (
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Problem | null> => {
    const foreign = options.guard(request);
    if (foreign !== null) return problem("foreign_host", foreign);
    const url = new URL(request.url ?? "/", "http://control");
    if (request.method === "GET" && url.pathname === "/health") {
      sendJson(response, 200, { status: "healthy" });
      return null;
    }
    if (request.method === "GET" && url.pathname === "/openapi.json") {
      document ??= openApiDocument();
      sendJson(response, 200, document);
      return null;
    }
    if (!authorized(request, options.token)) {
      response.setHeader("WWW-Authenticate", "Bearer");
      return problem("unauthorized", "The token is missing or wrong.", AUTHORIZATION_HINT);
    }
    const found = findVerb(request.method ?? "", url.pathname, response);
    if (!("verb" in found)) return found;
    const { verb, episode } = found;
    const input =
      verb.method === "POST"
        ? await readInput(request, limit)
        : { value: Object.fromEntries(url.searchParams) };
    if (input === "aborted") return null;
    if ("code" in input) {
      if (!request.complete) response.setHeader("Connection", "close");
      return input;
    }
    const checked = verb.request.safeParse(input.value);
    if (!checked.success) return problem("invalid_request", issuesText(checked.error));
    const result = verb.run(options, episode, checked.data);
    sendJson(response, verb.status, result);
    return null;
  };

  return async (request, response) => {
    let failure: Problem | null;
    try {
      failure = await answer(request, response);
    } catch (error) {
      failure = problemOf(error);
      if (failure === null || failure.status === 500) options.report(error);
      failure ??= problem("internal", "The host failed.");
    }
    if (failure === null) return;
    const { status, code, message, hint } = failure;
    if (status === 503) response.setHeader("Retry-After", "30");
    sendJson(response, status, {
      error: { code, message, ...(hint === undefined ? {} : { hint }) },
    });
  };
}

const AUTHORIZATION_HINT = "Send the header Authorization: Bearer TOKEN.";

function authorized(request: IncomingMessage, token: string): boolean {
  const given = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? "")?.[1];
  return given !== undefined && sameToken(given, token);
}

const EPISODE_PATH = /^\/episodes\/([A-Za-z0-9_-]{1,200})(\/[a-z]+)?$/;

function findVerb(method: string, path: string, response: ServerResponse): Found | Problem {
  const match = EPISODE_PATH.exec(path);
  const pattern = match === null ? path : `/episodes/{episode}${match[2] ?? ""}`;
  const here = VERBS.filter((verb) => verb.path === pattern);
  if (here.length === 0) {
    return problem("unknown_path", "There is nothing at this path.", "See /openapi.json.");
  }
  const verb = here.find((each) => each.method === method);
  if (verb !== undefined) return { verb, episode: match?.[1] ?? "" };
  const allowed = here.map((each) => each.method).join(", ");
  response.setHeader("Allow", allowed);
  return problem("method_not_allowed", `This path takes ${allowed}.`);
}

/** The body as a JSON value; none counts as `{}`. */
async function readInput(
  request: IncomingMessage,
  limit: number,
): Promise<{ readonly value: unknown } | Problem | "aborted"> {
  const body = await readBody(request, limit);
  if (body.kind === "aborted") return "aborted";
  if (body.kind === "too_large") return problem("too_large", `A body is over ${limit} bytes.`);
  if (body.bytes.length === 0) return { value: {} };
  if (mediaType(request.headers["content-type"]) !== "application/json") {
    return problem("unsupported_media_type", "Content-Type must be application/json.");
  }
  const parsed = parseJson(body.bytes);
  return parsed.ok
    ? { value: parsed.value }
    : problem("invalid_json", `The body cannot be read: ${parsed.message}.`);
}

function issuesText(error: z.ZodError): string {
  const { issues } = error;
  const said = issues
    .slice(0, MAX_ISSUES)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`));
  const more = issues.length - said.length;
  return [...said, ...(more > 0 ? [`and ${more} more`] : [])].join("; ").slice(0, 1_000);
}
