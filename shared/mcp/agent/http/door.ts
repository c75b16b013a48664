/**
 * Streamable HTTP (revision 2025-11-25 and the older ones): what each method of a path does, apart
 * from what is served there. A path leads either to a fresh session per client, named by
 * `Mcp-Session-Id`, or to one link that all clients share.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { RequestId } from "@modelcontextprotocol/sdk/types.js";
import { EnvFoundryError } from "../../../errors/index.js";
import { systemClock, type WallClock } from "../../clock.js";
import { mediaType, readBody } from "../../http/body.js";
import type { Guard } from "../../http/guard.js";
import { sendText } from "../../http/listener.js";
import { errorBody, isRequest, MAX_MESSAGE_BYTES, RPC, readMessages } from "../jsonrpc.js";
import { allowsBatches, SUPPORTED_PROTOCOL_VERSIONS } from "../versions.js";
import { type Accepts, Exchange, streamHeaders } from "./exchange.js";
import { HttpTransport } from "./transport.js";

/** What a transport is connected to: a protocol server and the life of what it serves. */
export interface Link {
  /** Visible ASCII; the session's id, or what a shared link is kept under. */
  readonly id: string;
  connect(transport: Transport): Promise<void>;
  /** Counts as use, so that nothing expires under a client's hands. False when it is gone. */
  touch(): boolean;
  /** In use until the returned function is called. */
  hold(): () => void;
  /** Runs `task` when what is served is gone. */
  onClose(task: () => void): void;
  /** The client is done with it. */
  close(): void;
}

/** Where a path leads. `open` makes a new link, and throws `capacity` when there is no room. */
export type Route =
  | { readonly kind: "sessions"; readonly open: () => Link }
  | { readonly kind: "shared"; readonly key: string; readonly open: () => Link };

export interface DoorOptions {
  /** Null: nothing is there. `segments` are the parts of the path before `/mcp`. */
  readonly route: (segments: readonly string[]) => Route | null;
  readonly guard: Guard;
  readonly maxBodyBytes?: number | undefined;
  readonly clock?: WallClock | undefined;
  /** What `GET /` says, for people. */
  readonly index?: (() => object) | undefined;
}

interface Connected {
  readonly link: Link;
  readonly transport: HttpTransport;
}

/** Below what proxies and load balancers commonly cut idle connections at. */
const KEEP_ALIVE_MILLISECONDS = 20_000;

export class HttpDoor {
  readonly #route: DoorOptions["route"];
  readonly #guard: Guard;
  readonly #maxBody: number;
  readonly #index: () => object;
  readonly #sessions = new Map<string, Connected>();
  readonly #shared = new Map<string, Connected>();
  readonly #streams = new Set<ServerResponse>();
  readonly #stopKeepAlive: () => void;
  #closing = false;

  constructor(options: DoorOptions) {
    this.#route = options.route;
    this.#guard = options.guard;
    this.#maxBody = options.maxBodyBytes ?? MAX_MESSAGE_BYTES;
    this.#index = options.index ?? (() => ({}));
    this.#stopKeepAlive = (options.clock ?? systemClock).every(KEEP_ALIVE_MILLISECONDS, () => {
      for (const stream of this.#streams) stream.write(": keep-alive\n\n");
    });
  }

  /** Sessions that are open now. */
  get sessions(): number {
    return this.#sessions.size;
  }

  /** Ends all streams and sessions; later requests are answered with 503. */
  close(): void {
    this.#closing = true;
    this.#stopKeepAlive();
    for (const { transport } of [...this.#sessions.values(), ...this.#shared.values()]) {
      void transport.close();
    }
    for (const stream of this.#streams) stream.end();
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const foreign = this.#guard(request);
    if (foreign !== null) return fail(response, 403, foreign);
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    if (request.method === "GET" && (path === "/" || path === "/health")) {
      const body = path === "/" ? this.#index() : { status: "healthy" };
      return sendText(response, 200, JSON.stringify(body), "application/json");
    }
    const segments = path.slice(1).split("/");
    const route = segments.pop() === "mcp" ? this.#route(segments) : null;
    if (route === null) return fail(response, 404, "Nothing is served at this path.");
    if (this.#closing) return fail(response, 503, "The server is shutting down.");
    switch (request.method) {
      case "POST":
        return this.#post(request, response, route);
      case "GET":
        return this.#stream(request, response, route);
      case "DELETE":
        return this.#delete(request, response, route);
      default:
        return notAllowed(response, route);
    }
  }

  async #post(request: IncomingMessage, response: ServerResponse, route: Route): Promise<void> {
    const { headers } = request;
    const accepts = readAccept(headers.accept);
    if (!accepts.json && !accepts.stream) {
      return fail(response, 406, "Accept application/json, text/event-stream or both.");
    }
    if (mediaType(headers["content-type"]) !== "application/json") {
      return fail(response, 415, "Content-Type must be application/json.");
    }
    if ((headers["content-encoding"] ?? "identity") !== "identity") {
      return fail(response, 415, "Content-Encoding is not supported.");
    }
    const body = await readBody(request, this.#maxBody);
    if (body.kind === "aborted") return;
    if (body.kind === "too_large") {
      return fail(response, 413, `A message is over ${this.#maxBody} bytes.`, {
        headers: request.complete ? {} : { Connection: "close" },
      });
    }
    const intake = readMessages(body.bytes);
    if (!intake.ok) return sendText(response, 400, errorBody(intake.error), "application/json");
    const { messages, batch } = intake;
    const [first] = messages;
    const starts = first !== undefined && isRequest(first) && first.method === "initialize";
    const connected = starts
      ? this.#initialize(request, response, route, first.id)
      : this.#find(request, response, route);
    if (connected === null) return;
    const { transport } = connected;
    if (batch && !allowsBatches(versionOf(request) ?? transport.version)) {
      return fail(response, 400, "This protocol version has no batches.", {
        code: RPC.invalidRequest,
      });
    }
    const requests = messages.filter(isRequest).length;
    if (requests === 0) {
      transport.receive(messages, null);
      response.writeHead(202).end();
      return;
    }
    transport.receive(
      messages,
      new Exchange(response, accepts, batch, transport.sessionId, requests),
    );
  }

  #stream(request: IncomingMessage, response: ServerResponse, route: Route): void {
    if (!readAccept(request.headers.accept).stream) {
      fail(response, 406, "Accept text/event-stream.");
      return;
    }
    const connected = this.#find(request, response, route);
    if (connected === null) return;
    const { transport, link } = connected;
    response.writeHead(200, streamHeaders(transport.sessionId));
    response.flushHeaders();
    const release = link.hold();
    const detach = transport.attach(response);
    this.#streams.add(response);
    response.on("close", () => {
      this.#streams.delete(response);
      detach();
      release();
    });
  }

  #delete(request: IncomingMessage, response: ServerResponse, route: Route): void {
    if (route.kind === "shared") {
      notAllowed(response, route);
      return;
    }
    const connected = this.#find(request, response, route);
    if (connected === null) return;
    connected.link.close();
    response.writeHead(204).end();
  }

  /** The connection that a client begins, or null when that was refused and answered. */
  #initialize(
    request: IncomingMessage,
    response: ServerResponse,
    route: Route,
    id: RequestId,
  ): Connected | null {
    try {
      if (route.kind === "shared") return this.#sharedLink(route);
      if (request.headers["mcp-session-id"] !== undefined) {
        fail(response, 400, "A session is initialized once: leave Mcp-Session-Id out.", {
          code: RPC.invalidRequest,
          id,
        });
        return null;
      }
      const link = route.open();
      const connected = connect(link, link.id);
      this.#sessions.set(link.id, connected);
      link.onClose(() => {
        this.#sessions.delete(link.id);
        void connected.transport.close();
      });
      return connected;
    } catch (error) {
      if (!(error instanceof EnvFoundryError) || error.code !== "capacity") throw error;
      fail(response, 503, error.message, {
        id,
        data: { code: error.code },
        headers: { "Retry-After": "30" },
      });
      return null;
    }
  }

  /** The connection that a request belongs to, or null when there is none and that was answered. */
  #find(request: IncomingMessage, response: ServerResponse, route: Route): Connected | null {
    const version = versionOf(request);
    if (version !== undefined && !SUPPORTED_PROTOCOL_VERSIONS.includes(version)) {
      fail(
        response,
        400,
        `Unsupported protocol version; there are ${SUPPORTED_PROTOCOL_VERSIONS.join(", ")}.`,
      );
      return null;
    }
    if (route.kind === "shared") return this.#sharedLink(route);
    const id = request.headers["mcp-session-id"];
    if (typeof id !== "string") {
      fail(response, 400, "The Mcp-Session-Id header is missing: initialize first.");
      return null;
    }
    const connected = this.#sessions.get(id);
    if (connected === undefined || !connected.link.touch()) {
      fail(response, 404, "There is no such session: initialize again.", {
        code: RPC.sessionNotFound,
      });
      return null;
    }
    return connected;
  }

  #sharedLink(route: Route & { kind: "shared" }): Connected {
    const known = this.#shared.get(route.key);
    if (known?.link.touch() === true) return known;
    const connected = connect(route.open(), undefined);
    this.#shared.set(route.key, connected);
    connected.link.onClose(() => {
      this.#shared.delete(route.key);
      void connected.transport.close();
    });
    return connected;
  }
}

function connect(link: Link, sessionId: string | undefined): Connected {
  const transport = new HttpTransport(sessionId);
  // The protocol sets its callbacks before it awaits anything, so messages can follow at once.
  void link.connect(transport);
  return { link, transport };
}

function versionOf(request: IncomingMessage): string | undefined {
  const version = request.headers["mcp-protocol-version"];
  return Array.isArray(version) ? version[0] : version;
}

/** A missing header accepts everything, as everywhere in HTTP. */
function readAccept(header: string | undefined): Accepts {
  if (header === undefined) return { json: true, stream: true };
  let json = false;
  let stream = false;
  for (const part of header.split(",")) {
    const [type, ...parameters] = part.split(";").map((each) => each.trim().toLowerCase());
    if (parameters.some((each) => /^q=0(\.0*)?$/.test(each))) continue;
    if (type === "*/*" || type === "application/*" || type === "application/json") json = true;
    if (type === "*/*" || type === "text/*" || type === "text/event-stream") stream = true;
  }
  return { json, stream };
}

function notAllowed(response: ServerResponse, route: Route): void {
  const allow = route.kind === "shared" ? "GET, POST" : "GET, POST, DELETE";
  fail(response, 405, "Method not allowed.", { headers: { Allow: allow } });
}

interface Failure {
  readonly code?: number;
  readonly id?: RequestId;
  readonly data?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function fail(
  response: ServerResponse,
  status: number,
  message: string,
  { code = RPC.server, headers = {}, ...rest }: Failure = {},
): void {
  sendText(response, status, errorBody({ code, message, ...rest }), "application/json", headers);
}
