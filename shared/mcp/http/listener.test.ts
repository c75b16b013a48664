import { describe, expect, it } from "vitest";
import { raw } from "../testing/http.js";
import { type ListenerOptions, listen, type RequestHandler, sendJson } from "./listener.js";

const LOCAL = { host: "127.0.0.1", port: 0 };
const TIMES = { headersTimeout: 200, requestTimeout: 400, keepAliveTimeout: 60_000 };

async function withListener(
  handler: RequestHandler,
  options: ListenerOptions,
  test: (url: string, close: (grace?: number) => Promise<void>) => Promise<void>,
): Promise<void> {
  const { url, close } = await listen(LOCAL, handler, options);
  try {
    await test(url, close);
  } finally {
    await close(0);
  }
}

const greet: RequestHandler = (_, response) => sendJson(response, 200, { hello: true });

describe("a listener", () => {
  it("does not wait for headers or bodies for ever", async () => {
    const handler: RequestHandler = (request, response) => {
      request.resume();
      request.on("end", () => sendJson(response, 200, {}));
    };
    await withListener(handler, TIMES, async (url) => {
      const headers = await raw(url, "POST / HTTP/1.1\r\nHost: localhost\r\n");
      expect(headers.slice(0, 28)).toBe("HTTP/1.1 408 Request Timeout");
      expect(headers).toContain('{"error":{"code":"malformed_http","message":"Request Timeout"}}');
      const body = await raw(
        url,
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n12",
      );
      expect(body.slice(9, 12)).toBe("408");
    });
  });

  it("answers a defect of the handler with 500, says nothing of it, and reports it", async () => {
    const reports: unknown[] = [];
    const options = { report: (error: unknown) => reports.push(error) };
    for (const handler of [
      () => {
        throw new Error("secret");
      },
      async () => {
        throw new Error("secret");
      },
    ]) {
      await withListener(handler, options, async (url) => {
        const response = await fetch(url);
        expect([response.status, await response.json()]).toEqual([
          500,
          { error: { code: "internal", message: "The host failed." } },
        ]);
      });
    }
    expect(reports).toHaveLength(2);
  });

  it("lets what is running end before it closes, and no longer than the grace", async () => {
    const slow =
      (milliseconds: number): RequestHandler =>
      (_, response) =>
        void setTimeout(() => sendJson(response, 200, { done: true }), milliseconds);
    await withListener(slow(100), {}, async (url, close) => {
      const answer = fetch(url).then((response) => response.json());
      await new Promise((resolve) => setTimeout(resolve, 30));
      const before = performance.now();
      await close();
      expect(await answer).toEqual({ done: true });
      expect(performance.now() - before).toBeLessThan(1_500);
    });
    await withListener(slow(60_000), {}, async (url, close) => {
      const answer = fetch(url).then(
        () => "answered",
        () => "cut off",
      );
      await new Promise((resolve) => setTimeout(resolve, 30));
      await close(50);
      expect(await answer).toBe("cut off");
    });
  });

  it("closes although clients keep their connections alive", async () => {
    await withListener(greet, TIMES, async (url, close) => {
      await (await fetch(url)).text();
      const before = performance.now();
      await close();
      expect(performance.now() - before).toBeLessThan(1_500);
    });
  });
});
