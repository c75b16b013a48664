/**
 * What comes in, from text to checked JSON-RPC messages. Both transports use it: a message that
 * passes can be handed to the SDK's protocol without another schema, and whatever does not pass has
 * an answer with a JSON-RPC code.
 */
import type { JSONRPCMessage, JSONRPCRequest, RequestId } from "@modelcontextprotocol/sdk/types.js";
import { InitializeRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { parseJson } from "../http/json.js";

/** Bytes of one message, on every transport. */
export const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
/** Messages that one batch may hold. */
export const MAX_BATCH = 100;

/** JSON-RPC error codes; below -32000 those of JSON-RPC itself, from -32000 up those of MCP servers. */
export const RPC = {
  parse: -32700,
  invalidRequest: -32600,
  invalidParams: -32602,
  internal: -32603,
  server: -32000,
  sessionNotFound: -32001,
  resourceNotFound: -32002,
} as const;

export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
  /** The request that is answered, where it could be read. */
  readonly id?: RequestId;
}

export type Intake =
  | { readonly ok: true; readonly messages: readonly JSONRPCMessage[]; readonly batch: boolean }
  | { readonly ok: false; readonly error: RpcError };

/** An answer for what could not be taken in. `id` is null when the request has none that can be read. */
export function errorBody(error: RpcError): string {
  const { id = null, ...rest } = error;
  return JSON.stringify({ jsonrpc: "2.0", id, error: rest });
}

/** Reads bytes that hold one message, or a batch of them. */
export function readMessages(bytes: Buffer): Intake {
  const parsed = parseJson(bytes);
  if (!parsed.ok) {
    const { reason, message, value } = parsed;
    return reason === "too_deep" || reason === "duplicate_key"
      ? refuse(RPC.invalidRequest, `Invalid request: ${message}.`, idOf(value))
      : refuse(RPC.parse, `Parse error: ${message}.`);
  }
  const { value } = parsed;
  if (!Array.isArray(value)) {
    const error = check(value);
    return error === null
      ? { ok: true, messages: [value as JSONRPCMessage], batch: false }
      : { ok: false, error };
  }
  if (value.length === 0 || value.length > MAX_BATCH) {
    return refuse(RPC.invalidRequest, `Invalid request: a batch holds 1 to ${MAX_BATCH} messages.`);
  }
  for (const each of value) {
    const error = check(each);
    if (error !== null) return { ok: false, error };
    if ((each as JSONRPCRequest).method === "initialize") {
      return refuse(RPC.invalidRequest, "Invalid request: initialize cannot be part of a batch.");
    }
  }
  return { ok: true, messages: value as JSONRPCMessage[], batch: true };
}

/** Whether the message expects an answer. */
export function isRequest(message: JSONRPCMessage): message is JSONRPCRequest {
  return "method" in message && "id" in message;
}

function refuse(code: number, message: string, id: { readonly id?: RequestId } = {}): Intake {
  return { ok: false, error: { code, message, ...id } };
}

/** The id of what may be a request, so that its sender does not wait for ever. */
function idOf(value: unknown): { readonly id?: RequestId } {
  return isObject(value) && isId(value.id) ? { id: value.id } : {};
}

/** The shape of JSON-RPC 2.0 as MCP narrows it (ids are strings or integers), or what is wrong. */
function check(value: unknown): RpcError | null {
  if (!isObject(value)) {
    return { code: RPC.invalidRequest, message: "Invalid request: a message is an object." };
  }
  const id = idOf(value);
  const wrong = (what: string): RpcError => ({
    code: RPC.invalidRequest,
    message: `Invalid request: ${what}.`,
    ...id,
  });
  if (value.jsonrpc !== "2.0") return wrong('jsonrpc must be "2.0"');
  if (Object.hasOwn(value, "method")) {
    if (typeof value.method !== "string") return wrong("method must be text");
    if (Object.hasOwn(value, "id") && !isId(value.id))
      return wrong("id must be text or an integer");
    if (value.params !== undefined && !isObject(value.params)) {
      return wrong("params must be an object");
    }
    return value.method === "initialize" ? checkInitialize(value, id) : null;
  }
  if (!Object.hasOwn(value, "result") && !Object.hasOwn(value, "error")) {
    return wrong("a message has a method, a result or an error");
  }
  if (!isId(value.id)) return wrong("an answer needs the id of its request");
  return isObject(value.result) || isObject(value.error)
    ? null
    : wrong("result or error must be an object");
}

/** The SDK answers a malformed initialize with an internal error and a dump of its schema. */
function checkInitialize(value: object, id: { id?: RequestId }): RpcError | null {
  if (InitializeRequestSchema.safeParse(value).success) return null;
  return {
    code: RPC.invalidParams,
    message: "Invalid params: initialize needs protocolVersion, capabilities and clientInfo.",
    ...id,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is RequestId {
  return typeof value === "string" || Number.isSafeInteger(value);
}
