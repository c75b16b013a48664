/** How tools look on the agent's door: schemas and hints, computed once for a set of domains. */
import type { CallToolResult, Tool } from "@modelcontextprotocol/sdk/types.js";
import type { ToolSpec } from "../../runtime/index.js";
import { inputSchema, isObjectResult, outputSchema } from "../../schema/index.js";
import type { ServedDomain, Step } from "../episodes/index.js";

/** Where a refusal's stable code stands: beside the message, where models do not read it. */
export const CODE_META_KEY = "envfoundry/code";

export interface ListedTool {
  readonly listed: Tool;
  readonly domain: string;
  /** The tool's own name, without a prefix. */
  readonly tool: string;
  /** How a result becomes `structuredContent`: as it is, as `{"result": ...}`, or not at all. */
  readonly structure: "object" | "wrapped" | "none";
}

/**
 * The agent's tools by the name that the agent uses: in declared order, `{domain}_{tool}` when there
 * are several domains. Tools of the person are not among them.
 */
export function agentTools(domains: readonly ServedDomain[]): ReadonlyMap<string, ListedTool> {
  const tools = new Map<string, ListedTool>();
  for (const { name: domain, domain: source } of domains) {
    for (const spec of source.spec.tools) {
      if (spec.actor !== "agent") continue;
      const name = domains.length === 1 ? spec.name : `${domain}_${spec.name}`;
      tools.set(name, describe(name, domain, spec));
    }
  }
  return tools;
}

function describe(name: string, domain: string, spec: ToolSpec): ListedTool {
  const { creates, updates, removes, advances, idempotent } = spec.effects;
  const readOnly = creates.length + updates.length + removes.length === 0 && !advances;
  // A refusal that comes back as an ordinary result has another shape than the declared one.
  const structured = spec.refusalsAs === "raised";
  return {
    domain,
    tool: spec.name,
    structure: !structured ? "none" : isObjectResult(spec.result) ? "object" : "wrapped",
    listed: {
      name,
      title: spec.title,
      description: spec.description,
      inputSchema: inputSchema(spec.params) as Tool["inputSchema"],
      ...(structured
        ? { outputSchema: outputSchema(spec.result) as NonNullable<Tool["outputSchema"]> }
        : {}),
      annotations: {
        title: spec.title,
        readOnlyHint: readOnly,
        destructiveHint: updates.length + removes.length > 0,
        idempotentHint: readOnly || idempotent,
        openWorldHint: false,
      },
    },
  };
}

/**
 * One step as the agent sees it. A refusal has `isError` and its message; only results of a tool
 * with an output schema carry `structuredContent` (clients check it against the schema).
 */
export function toolResult(step: Step, structure: ListedTool["structure"]): CallToolResult {
  const content: CallToolResult["content"] = [{ type: "text", text: step.text }];
  if (step.is_error) return { content, isError: true, _meta: { [CODE_META_KEY]: step.code } };
  if (step.code !== null) return { content, _meta: { [CODE_META_KEY]: step.code } };
  if (structure === "none") return { content };
  const structuredContent =
    structure === "object" ? (step.result as Record<string, unknown>) : { result: step.result };
  return { content, structuredContent };
}
