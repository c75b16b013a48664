/** Messages to text. Results that never change (the list of tools) are encoded once. */
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";

const encoded = new WeakMap<object, string>();

/** Marks a result as constant: it is encoded now, and this text is sent from then on. */
export function constantResult<T extends object>(result: T): T {
  encoded.set(result, JSON.stringify(result));
  return result;
}

export function encodeMessage(message: JSONRPCMessage): string {
  if ("result" in message) {
    const text = encoded.get(message.result);
    if (text !== undefined) {
      return `{"jsonrpc":"2.0","id":${JSON.stringify(message.id)},"result":${text}}`;
    }
  }
  return JSON.stringify(message);
}
