/**
 * The agent's door on a set of domains: which methods there are and what they answer. Everything
 * that does not depend on the episode is computed once here; a connection adds only its episode.
 *
 * Requests reach this table through the SDK server's `fallbackRequestHandler`: registering a handler
 * for each method and connection would cost memory, and have every call parsed by zod three times.
 */
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
  type CallToolResult,
  ErrorCode,
  type Implementation,
  type JSONRPCRequest,
  type Result,
  type ServerCapabilities,
} from "@modelcontextprotocol/sdk/types.js";
import { AjvJsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/ajv";
import { EnvFoundryError } from "../../errors/index.js";
import type { Episode, ServedDomain } from "../episodes/index.js";
import { VERSION } from "../version.js";
import { briefing, schemaDocument } from "./briefing.js";
import { constantResult } from "./encode.js";
import { RPC } from "./jsonrpc.js";
import { agentTools, type ListedTool, toolResult } from "./tools.js";

export interface SurfaceOptions {
  /** Serve the whole state as `env://state`. For people who look for a fault; never for agents. */
  readonly debugState?: boolean | undefined;
  /** Free play: a prompt to start with. Episodes of a task have none. */
  readonly prompts?: boolean | undefined;
  /** Called for what the environment's code throws: a defect. Agents learn only that there was one. */
  readonly report?: ((error: unknown) => void) | undefined;
}

type Method = (episode: Episode, params: Record<string, unknown>) => Result;

const START_PROMPT = {
  name: "start",
  title: "Start",
  description: "Begin to work in this environment.",
};

/** Shared by all servers: a fresh one each would cost 20 KiB and compile its schemas again. */
const jsonSchemaValidator = new AjvJsonSchemaValidator();

export class AgentSurface {
  readonly #domains: readonly ServedDomain[];
  readonly #tools: ReadonlyMap<string, ListedTool>;
  readonly #methods: ReadonlyMap<string, Method>;
  readonly #capabilities: ServerCapabilities;
  readonly #implementation: Implementation;
  readonly #report: (error: unknown) => void;

  constructor(domains: readonly ServedDomain[], options: SurfaceOptions = {}) {
    this.#domains = domains;
    this.#report = options.report ?? (() => {});
    this.#tools = agentTools(domains);
    const [only] = domains;
    this.#implementation =
      only !== undefined && domains.length === 1
        ? { name: only.name, title: only.domain.spec.title, version: VERSION }
        : { name: "envfoundry", version: VERSION };
    this.#capabilities = {
      tools: {},
      resources: {},
      logging: {},
      ...(options.prompts === true ? { prompts: {} } : {}),
    };
    this.#methods = new Map([
      ...this.#toolMethods(),
      ...this.#resourceMethods(options.debugState === true),
      ...(options.prompts === true ? promptMethods() : []),
    ]);
  }

  /** A protocol server for one connection. `episode` is asked at every request and throws when it is gone. */
  connect(episode: () => Episode): Server {
    const server = new Server(this.#implementation, {
      capabilities: this.#capabilities,
      instructions: briefing(this.#domains, episode().now),
      jsonSchemaValidator,
    });
    server.fallbackRequestHandler = async (request) => this.#answer(request, episode);
    return server;
  }

  #answer({ method, params }: JSONRPCRequest, episode: () => Episode): Result {
    const answer = this.#methods.get(method);
    if (answer === undefined) throw new RpcFailure(ErrorCode.MethodNotFound, "Method not found");
    try {
      return answer(episode(), params ?? {});
    } catch (error) {
      if (error instanceof RpcFailure) throw error;
      this.#report(error);
      const code = error instanceof EnvFoundryError ? error.code : "internal";
      throw new RpcFailure(RPC.internal, "The environment failed.", { code });
    }
  }

  #toolMethods(): [string, Method][] {
    const list = constantResult({ tools: [...this.#tools.values()].map((tool) => tool.listed) });
    return [
      [
        "tools/list",
        (_, { cursor }) => {
          if (cursor !== undefined) throw new RpcFailure(RPC.invalidParams, "Unknown cursor.");
          return list;
        },
      ],
      ["tools/call", (episode, params) => this.#call(episode, params)],
    ];
  }

  #call(episode: Episode, { name, arguments: args }: Record<string, unknown>): CallToolResult {
    if (typeof name !== "string") {
      throw new RpcFailure(RPC.invalidParams, "tools/call needs the name of a tool.");
    }
    const target = this.#tools.get(name);
    const step =
      target === undefined
        ? episode.callUnlisted(name, args)
        : episode.call({ tool: target.tool, domain: target.domain, arguments: args });
    if (step.code === "unknown_tool") {
      throw new RpcFailure(RPC.invalidParams, `Unknown tool: ${clipped(name)}`, {
        code: step.code,
      });
    }
    return toolResult(step, target?.structure ?? "none");
  }

  #resourceMethods(debugState: boolean): [string, Method][] {
    const schema = JSON.stringify(schemaDocument(this.#domains));
    const contents = new Map<string, { mimeType: string; text: (episode: Episode) => string }>([
      [
        "env://briefing",
        { mimeType: "text/markdown", text: (episode) => briefing(this.#domains, episode.now) },
      ],
      ["env://schema", { mimeType: "application/json", text: () => schema }],
    ]);
    if (debugState) {
      contents.set("env://state", { mimeType: "application/json", text: stateText });
    }
    const titles: Record<string, string> = {
      "env://briefing": "What the agent is told: the policy, and the time.",
      "env://schema": "The entities of the environment and their fields.",
      "env://state": "The whole state, for debugging.",
    };
    const list = constantResult({
      resources: [...contents].map(([uri, { mimeType }]) => ({
        uri,
        name: uri.slice("env://".length),
        description: titles[uri],
        mimeType,
      })),
    });
    const templates = constantResult({ resourceTemplates: [] });
    return [
      ["resources/list", () => list],
      ["resources/templates/list", () => templates],
      [
        "resources/read",
        (episode, { uri }) => {
          if (typeof uri !== "string") {
            throw new RpcFailure(RPC.invalidParams, "resources/read needs a uri.");
          }
          const content = contents.get(uri);
          if (content === undefined) {
            throw new RpcFailure(RPC.resourceNotFound, "Resource not found", { uri: clipped(uri) });
          }
          return { contents: [{ uri, mimeType: content.mimeType, text: content.text(episode) }] };
        },
      ],
    ];
  }
}

/** An answer that is a JSON-RPC error. The SDK's `McpError` would put the number into the message. */
class RpcFailure extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly data?: Record<string, unknown>,
  ) {
    super(message);
  }
}

function promptMethods(): [string, Method][] {
  const list = constantResult({ prompts: [START_PROMPT] });
  const start = constantResult({
    description: START_PROMPT.description,
    messages: [
      {
        role: "user",
        content: {
          type: "text",
          text: "Read env://briefing, look at your tools, and ask me what I need.",
        },
      },
    ],
  });
  return [
    ["prompts/list", () => list],
    [
      "prompts/get",
      (_, { name }) => {
        if (name === START_PROMPT.name) return start;
        throw new RpcFailure(RPC.invalidParams, "Unknown prompt.");
      },
    ],
  ];
}

function stateText(episode: Episode): string {
  return JSON.stringify(
    Object.fromEntries(episode.states.map((state) => [state.base.domain, state.document()])),
  );
}

function clipped(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
