/** The answers to one batch of stdio, which go out together in one line. */
import type { JSONRPCMessage, RequestId } from "@modelcontextprotocol/sdk/types.js";
import { encodeMessage } from "./encode.js";
import { isRequest } from "./jsonrpc.js";

export class StdioBatch {
  readonly #open: Set<RequestId>;
  readonly #answers: string[] = [];

  constructor(messages: readonly JSONRPCMessage[]) {
    this.#open = new Set(messages.filter(isRequest).map((message) => message.id));
  }

  /** Nothing is outstanding. */
  get done(): boolean {
    return this.#open.size === 0;
  }

  /** Keeps the message if it answers one of the requests. */
  take(message: JSONRPCMessage): boolean {
    if ("method" in message || message.id === undefined) return false;
    if (!this.#open.delete(message.id)) return false;
    this.#answers.push(encodeMessage(message));
    return true;
  }

  /** The request was cancelled: it will have no answer. */
  withdraw(id: unknown): boolean {
    return this.#open.delete(id as RequestId);
  }

  /** The line that answers it; empty where there is nothing to answer. */
  text(): string {
    return this.#answers.length === 0 ? "" : `[${this.#answers.join(",")}]`;
  }
}
