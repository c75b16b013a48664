/**
 * The answer to one POST. It stays undecided until there is something to say: one message that is
 * the answer goes out as JSON; as soon as something else comes first, the answer becomes a stream
 * of events. What the client accepts has the last word.
 */
import type { ServerResponse } from "node:http";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import { encodeMessage } from "../encode.js";

export interface Accepts {
  readonly json: boolean;
  readonly stream: boolean;
}

export class Exchange {
  #streaming = false;
  #collected: string[] = [];

  constructor(
    private readonly response: ServerResponse,
    private readonly accepts: Accepts,
    private readonly batch: boolean,
    private readonly sessionId: string | undefined,
    /** Requests that are still to be answered. */
    private outstanding: number,
  ) {}

  /** Takes the answer to one of the requests; the last one ends the exchange. */
  answer(message: JSONRPCMessage): void {
    this.outstanding -= 1;
    if (this.#streaming || !this.accepts.json) {
      this.event(message);
    } else {
      this.#collected.push(encodeMessage(message));
    }
    if (this.outstanding === 0) this.#end();
  }

  /** Sends something that belongs to a request but does not answer it. */
  event(message: JSONRPCMessage): void {
    if (!this.accepts.stream) return;
    if (!this.#streaming) {
      this.#streaming = true;
      this.response.writeHead(200, streamHeaders(this.sessionId));
      for (const text of this.#collected) this.response.write(eventText(text));
      this.#collected = [];
    }
    this.response.write(eventText(encodeMessage(message)));
  }

  /** One of the requests was cancelled: it will have no answer. */
  withdraw(): void {
    this.outstanding -= 1;
    if (this.outstanding === 0) this.#end();
  }

  /** The connection closes: what is outstanding will have no answer. */
  abandon(): void {
    this.outstanding = 0;
    this.#end();
  }

  #end(): void {
    if (this.response.writableEnded) return;
    if (this.#streaming) {
      this.response.end();
      return;
    }
    const headers: Record<string, string | number> = {};
    if (this.sessionId !== undefined) headers["Mcp-Session-Id"] = this.sessionId;
    const [first] = this.#collected;
    if (first === undefined) {
      // Cancelled before anything was said.
      this.response.writeHead(202, headers).end();
      return;
    }
    const body = this.batch ? `[${this.#collected.join(",")}]` : first;
    headers["Content-Type"] = "application/json";
    headers["Content-Length"] = Buffer.byteLength(body);
    this.response.writeHead(200, headers).end(body);
  }
}

export function streamHeaders(sessionId: string | undefined): Record<string, string> {
  return {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-cache, no-transform",
    "X-Accel-Buffering": "no",
    ...(sessionId === undefined ? {} : { "Mcp-Session-Id": sessionId }),
  };
}

export function eventText(message: string): string {
  return `event: message\ndata: ${message}\n\n`;
}
