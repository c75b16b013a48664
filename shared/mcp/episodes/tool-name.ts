/** Which tool of which domain a name means to callers who may use every domain of an episode. */
import type { ServedDomain } from "./catalogue.js";

export interface ToolName {
  /** Place of the domain in the list. */
  readonly at: number;
  /** The tool's own name; whether there is such a tool is for the domain to say. */
  readonly tool: string;
}

/**
 * A name is the tool's own where `domain` or a single domain makes it clear, otherwise
 * `{domain}_{tool}`: domain names hold no underscore, so the first one ends the domain. Null: no
 * domain of these is meant.
 */
export function resolveTool(
  domains: readonly ServedDomain[],
  tool: string,
  domain: string | undefined,
): ToolName | null {
  const [only] = domains;
  if (domain !== undefined) return toolOf(domains, domain, tool);
  if (only !== undefined && domains.length === 1) {
    const prefix = `${only.name}_`;
    const own = Object.hasOwn(only.domain.tools, tool) || !tool.startsWith(prefix);
    return { at: 0, tool: own ? tool : tool.slice(prefix.length) };
  }
  const cut = tool.indexOf("_");
  return cut < 0 ? null : toolOf(domains, tool.slice(0, cut), tool.slice(cut + 1));
}

function toolOf(domains: readonly ServedDomain[], domain: string, tool: string): ToolName | null {
  const at = domains.findIndex((each) => each.name === domain);
  return at < 0 ? null : { at, tool };
}
