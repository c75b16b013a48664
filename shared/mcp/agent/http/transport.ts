/**
 * The SDK's `Transport` for one session, or for one episode that any number of clients share.
 * Clients number their requests as they like, so each request gets a number of ours on its way in
 * and its own one back on its way out: no two of them are ever confused.
 */
import type { ServerResponse } from "node:http";
import type {
  Transport,
  TransportSendOptions,
} from "@modelcontextprotocol/sdk/shared/transport.js";
import type { JSONRPCMessage, RequestId } from "@modelcontextprotocol/sdk/types.js";
import { encodeMessage } from "../encode.js";
import { isRequest } from "../jsonrpc.js";
import { type Exchange, eventText } from "./exchange.js";

/** Event streams that clients may hold open on one transport; a further one ends the oldest. */
const MAX_STREAMS = 8;

export class HttpTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: <T extends JSONRPCMessage>(message: T) => void;
  /** The revision that initialize settled on. */
  version: string | undefined;
  #closed = false;
  #next = 1;
  readonly #pending = new Map<RequestId, { readonly exchange: Exchange; readonly id: RequestId }>();
  /** Made when the first stream opens: most sessions have none. */
  #streams: Set<ServerResponse> | null = null;

  /** `sessionId` is undefined for an episode that is named in the path. */
  constructor(readonly sessionId: string | undefined) {}

  async start(): Promise<void> {}

  /** Hands messages of one POST to the protocol. Answers go to `exchange`. */
  receive(messages: readonly JSONRPCMessage[], exchange: Exchange | null): void {
    for (const message of messages) {
      if (isRequest(message)) {
        if (exchange === null) continue;
        const id = this.#next;
        this.#next += 1;
        this.#pending.set(id, { exchange, id: message.id });
        this.onmessage?.({ ...message, id });
      } else if ("method" in message && message.method === "notifications/cancelled") {
        this.#cancel(message.params?.requestId, message);
      } else {
        this.onmessage?.(message);
      }
    }
  }

  async send(message: JSONRPCMessage, options?: TransportSendOptions): Promise<void> {
    if (!("method" in message)) {
      const pending = message.id === undefined ? undefined : this.#pending.get(message.id);
      if (pending === undefined) return;
      this.#pending.delete(message.id as RequestId);
      if ("result" in message && typeof message.result.protocolVersion === "string") {
        this.version = message.result.protocolVersion;
      }
      pending.exchange.answer({ ...message, id: pending.id });
      return;
    }
    if (options?.relatedRequestId !== undefined) {
      this.#pending.get(options.relatedRequestId)?.exchange.event(message);
      return;
    }
    // Each message goes out on one stream only: the newest. Without one nobody listens.
    const newest = [...(this.#streams ?? [])].pop();
    newest?.write(eventText(encodeMessage(message)));
  }

  /** Takes an open event stream; the returned function forgets it. */
  attach(stream: ServerResponse): () => void {
    this.#streams ??= new Set();
    this.#streams.add(stream);
    const [oldest] = this.#streams;
    if (this.#streams.size > MAX_STREAMS && oldest !== undefined) {
      this.#streams.delete(oldest);
      oldest.end();
    }
    return () => this.#streams?.delete(stream);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const { exchange } of [...this.#pending.values()]) exchange.abandon();
    this.#pending.clear();
    for (const stream of [...(this.#streams ?? [])]) stream.end();
    this.#streams = null;
    this.onclose?.();
  }

  /** A cancelled request has no answer, so its place in the exchange is given up. */
  #cancel(requestId: unknown, message: JSONRPCMessage): void {
    for (const [id, pending] of this.#pending) {
      if (pending.id !== requestId) continue;
      this.onmessage?.({ ...message, params: { requestId: id } } as JSONRPCMessage);
      this.#pending.delete(id);
      pending.exchange.withdraw();
      return;
    }
  }
}
