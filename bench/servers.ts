/** Starting servers as processes of their own, talking to them, and reading what they cost. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import path from "node:path";
import { createInterface } from "node:readline";

export const root = path.join(import.meta.dirname, "..");

export const initialize = {
  jsonrpc: "2.0",
  id: 0,
  method: "initialize",
  params: {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "bench", version: "1.0.0" },
  },
};
export const initialized = { jsonrpc: "2.0", method: "notifications/initialized" };

/** A line-delimited JSON-RPC peer on a child's stdio. */
export class StdioPeer {
  readonly child: ChildProcess;
  #waiting: ((line: string) => void) | null = null;
  #rest = "";

  constructor(words: readonly string[]) {
    this.child = spawn(process.execPath, [...words], {
      cwd: root,
      stdio: ["pipe", "pipe", "ignore"],
    });
    this.child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      this.#rest += chunk;
      const end = this.#rest.indexOf("\n");
      if (end < 0) return;
      const line = this.#rest.slice(0, end);
      this.#rest = this.#rest.slice(end + 1);
      this.#waiting?.(line);
    });
  }

  /** Sends a request and waits for the next line. */
  ask(message: unknown): Promise<string> {
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.child.stdin?.write(`${JSON.stringify(message)}\n`);
    });
  }

  tell(message: unknown): void {
    this.child.stdin?.write(`${JSON.stringify(message)}\n`);
  }

  end(): void {
    this.child.kill("SIGKILL");
  }
}

/** The first line that a child prints. */
export async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("no standard output");
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error("the process ended before it said anything");
}

export function startProcess(words: readonly string[]): ChildProcess {
  return spawn(process.execPath, [...words], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
}

/** CPU seconds that a process has used, from /proc (clock ticks of 10 ms). */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Resident memory of a process in MiB. */
export function residentMiB(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(line?.[1]) / 1_024;
}

export interface Answer {
  readonly status: number;
  readonly session: string | undefined;
  readonly text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** POSTs one JSON-RPC message. */
export function post(url: URL, message: unknown, session?: string): Promise<Answer> {
  const body = JSON.stringify(message);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        agent,
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/json, text/event-stream",
          "content-length": Buffer.byteLength(body),
          "mcp-protocol-version": "2025-11-25",
          ...(session === undefined ? {} : { "mcp-session-id": session }),
        },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            session: response.headers["mcp-session-id"] as string | undefined,
            text,
          }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Opens a session and says that it is initialized. */
export async function openSession(url: URL): Promise<string> {
  const { session, status, text } = await post(url, initialize);
  if (session === undefined) throw new Error(`no session: ${status} ${text}`);
  await post(url, initialized, session);
  return session;
}

/** Runs `work` over the indexes 0..count-1 with a bounded number at a time. */
export async function pooled(
  count: number,
  width: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < count) await work(next++);
    }),
  );
}
