/**
 * MCP over a pair of streams: one JSON message a line. Unlike the SDK's transport it answers what it
 * cannot read instead of dropping it, and a line that is too long costs that line only.
 */
import type { Readable, Writable } from "node:stream";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import { encodeMessage } from "./encode.js";
import { errorBody, MAX_MESSAGE_BYTES, RPC, readMessages } from "./jsonrpc.js";
import { StdioBatch } from "./stdio-batch.js";
import { allowsBatches } from "./versions.js";

const NEWLINE = 0x0a;

export class StdioTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: <T extends JSONRPCMessage>(message: T) => void;
  /** Negotiated by initialize. */
  #version: string | undefined;
  /** The beginning of a line whose end has not arrived. */
  #parts: Buffer[] = [];
  #held = 0;
  /** The line is over the limit: what is left of it is thrown away. */
  #skipping = false;
  #closed = false;
  /** Batches of which something is still to be answered. */
  readonly #batches = new Set<StdioBatch>();
  readonly #take = (chunk: Buffer): void => this.#split(chunk);
  /** What was read before the end is still answered: answers are made in microtasks. */
  readonly #end = (): void => {
    setImmediate(() => void this.close());
  };
  readonly #fail = (error: Error): void => this.onerror?.(error);

  constructor(
    private readonly input: Readable,
    private readonly output: Writable,
    private readonly maxBytes: number = MAX_MESSAGE_BYTES,
  ) {}

  async start(): Promise<void> {
    this.input.on("data", this.#take);
    this.input.on("end", this.#end);
    this.input.on("close", this.#end);
    this.input.on("error", this.#fail);
    // A client that went away shows here first; without a listener it would end the process.
    this.output.on("error", this.#end);
  }

  async send(message: JSONRPCMessage): Promise<void> {
    if ("result" in message && typeof message.result.protocolVersion === "string") {
      this.#version = message.result.protocolVersion;
    }
    for (const batch of this.#batches) {
      if (batch.take(message)) return this.#settle(batch);
    }
    await this.#write(encodeMessage(message));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.input.off("data", this.#take);
    this.input.off("end", this.#end);
    this.input.off("close", this.#end);
    this.input.off("error", this.#fail);
    this.input.pause();
    this.#parts = [];
    this.onclose?.();
  }

  #split(chunk: Buffer): void {
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, from);
      if (end < 0) break;
      this.#line(chunk.subarray(from, end));
      from = end + 1;
    }
    if (from < chunk.length) this.#hold(chunk.subarray(from));
  }

  #hold(part: Buffer): void {
    if (this.#skipping) return;
    this.#held += part.length;
    if (this.#held > this.maxBytes) {
      this.#drop();
      this.#skipping = true;
      return;
    }
    this.#parts.push(part);
  }

  #line(last: Buffer): void {
    if (this.#skipping) {
      this.#skipping = false;
      return;
    }
    this.#hold(last);
    if (this.#skipping) {
      this.#skipping = false;
      return;
    }
    const line = this.#parts.length === 1 ? last : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#held = 0;
    if (isBlank(line)) return;
    const intake = readMessages(line);
    if (!intake.ok) {
      void this.#write(errorBody(intake.error));
      return;
    }
    if (intake.batch && !allowsBatches(this.#version)) {
      const message = "Invalid request: this protocol version has no batches.";
      void this.#write(errorBody({ code: RPC.invalidRequest, message }));
      return;
    }
    if (intake.batch) {
      const batch = new StdioBatch(intake.messages);
      if (!batch.done) this.#batches.add(batch);
    }
    for (const message of intake.messages) this.#receive(message);
  }

  #receive(message: JSONRPCMessage): void {
    this.onmessage?.(message);
    if (!("method" in message) || message.method !== "notifications/cancelled") return;
    for (const batch of this.#batches) {
      if (batch.withdraw(message.params?.requestId)) void this.#settle(batch);
    }
  }

  /** Sends what answers the batch once nothing of it is outstanding. */
  async #settle(batch: StdioBatch): Promise<void> {
    if (!batch.done) return;
    this.#batches.delete(batch);
    const text = batch.text();
    if (text !== "") await this.#write(text);
  }

  #drop(): void {
    this.#parts = [];
    this.#held = 0;
    const message = `Invalid request: a message is over ${this.maxBytes} bytes.`;
    void this.#write(errorBody({ code: RPC.invalidRequest, message }));
  }

  #write(text: string): Promise<void> {
    if (this.#closed) return Promise.resolve();
    if (this.output.write(`${text}\n`)) return Promise.resolve();
    return new Promise((resolve) => this.output.once("drain", resolve));
  }
}

function isBlank(line: Buffer): boolean {
  for (const byte of line) {
    if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09) return false;
  }
  return true;
}
