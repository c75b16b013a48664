/** A node:http server with the bounds that both doors need, and an orderly end. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { EnvFoundryError, EXIT } from "../../errors/index.js";
import { type Address, authority } from "./address.js";

export type RequestHandler = (
  request: IncomingMessage,
  response: ServerResponse,
) => void | Promise<void>;

export interface ListenerOptions {
  /** Time in which all headers must have arrived. Default 15 s. */
  readonly headersTimeout?: number | undefined;
  /** Time in which the whole request must have arrived. Default 60 s. */
  readonly requestTimeout?: number | undefined;
  /** How long an idle connection is kept. Default 75 s. */
  readonly keepAliveTimeout?: number | undefined;
  /** Called for what a handler throws: a defect. */
  readonly report?: ((error: unknown) => void) | undefined;
}

export interface Listener {
  /** `http://HOST:PORT`, with the port that was taken. */
  readonly url: string;
  readonly address: Address;
  /** No new connections; waits for running requests, at most `grace` milliseconds (default 5,000). */
  close(grace?: number): Promise<void>;
}

/** Throws `port_in_use` or `address_unavailable`. */
export async function listen(
  address: Address,
  handler: RequestHandler,
  options: ListenerOptions = {},
): Promise<Listener> {
  const server = createServer(
    {
      headersTimeout: options.headersTimeout ?? 15_000,
      requestTimeout: options.requestTimeout ?? 60_000,
      keepAliveTimeout: options.keepAliveTimeout ?? 75_000,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16_384,
    },
    (request, response) => {
      const failed = (error: unknown): void => {
        options.report?.(error);
        if (response.headersSent) response.destroy();
        else sendJson(response, 500, { error: { code: "internal", message: "The host failed." } });
      };
      try {
        Promise.resolve(handler(request, response)).catch(failed);
      } catch (error) {
        failed(error);
      }
    },
  );
  server.on("clientError", answerMalformed);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => reject(unavailable(address, cause)));
    server.listen(address.port, address.host, resolve);
  });
  const taken = { host: address.host, port: (server.address() as AddressInfo).port };
  return {
    url: `http://${authority(taken)}`,
    address: taken,
    close: (grace = 5_000) =>
      new Promise((resolve) => {
        const deadline = setTimeout(() => server.closeAllConnections(), grace);
        // Connections that are busy now become idle later, and would be kept alive.
        const idle = setInterval(() => server.closeIdleConnections(), 20);
        server.close(() => {
          clearTimeout(deadline);
          clearInterval(idle);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

/** Answers with a JSON body; `headers` come on top. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  sendText(response, status, JSON.stringify(body), "application/json", headers);
}

export function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  type: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

const MALFORMED: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/** What does not parse as HTTP gets an answer too, and then the connection ends. */
function answerMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = MALFORMED[error.code ?? ""] ?? "400 Bad Request";
  const body = JSON.stringify({ error: { code: "malformed_http", message: status.slice(4) } });
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${body.length}\r\n\r\n${body}`,
  );
}

function unavailable(address: Address, cause: NodeJS.ErrnoException): EnvFoundryError {
  if (cause.code === "EADDRINUSE") {
    return new EnvFoundryError("port_in_use", `${authority(address)} is in use.`, {
      hint: "Choose another port, or 0 for a free one.",
      exitCode: EXIT.environment,
      cause,
    });
  }
  return new EnvFoundryError(
    "address_unavailable",
    `Cannot listen on ${authority(address)}: ${cause.code ?? cause.message}.`,
    { hint: "Choose an address of this machine.", exitCode: EXIT.environment, cause },
  );
}
