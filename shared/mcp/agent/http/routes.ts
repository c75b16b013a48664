/** Which paths an episode host serves to agents, and the links behind them. */
import { EnvFoundryError } from "../../../errors/index.js";
import type { Host, ServedDomain } from "../../episodes/index.js";
import { AgentSurface, type SurfaceOptions } from "../surface.js";
import type { Link, Route } from "./door.js";

export interface RouteOptions extends SurfaceOptions {
  /** Seed and scale of the episodes that sessions begin with. */
  readonly seed: number;
  readonly scale: number;
  /** The one episode of free play that is kept on disk: everyone plays in it instead of a fresh one. */
  readonly kept?: string | undefined;
}

/**
 * `/<domain>/mcp` and `/mcp` (all domains) open a fresh episode per session;
 * `/episodes/<id>/mcp` and `/episodes/<id>/<domain>/mcp` lead to an episode that exists.
 */
export function hostRoutes(
  host: Host,
  options: RouteOptions,
): (segments: readonly string[]) => Route | null {
  const surfaces = new Map<string, AgentSurface>();
  const surface = (domains: readonly ServedDomain[], freePlay: boolean): AgentSurface => {
    const key = `${freePlay} ${domains.map((each) => each.name).join(" ")}`;
    let known = surfaces.get(key);
    if (known === undefined) {
      known = new AgentSurface(domains, { ...options, prompts: freePlay });
      surfaces.set(key, known);
    }
    return known;
  };
  const sessions = (names: readonly string[]): Route => ({
    kind: "sessions",
    open: () => {
      const domains = names.map((name) => host.catalogue.get(name));
      const { seed, scale } = options;
      const [created] = host.create({ domains: names, seed, scale });
      if (created === undefined) throw new Error("no episode was created");
      return linkTo(host, created.episode, surface(domains, true));
    },
  });
  const shared = (id: string, domain: string | undefined, freePlay: boolean): Route | null => {
    if (!host.has(id)) return null;
    const all = host.use(id).domains;
    const domains = domain === undefined ? all : all.filter((each) => each.name === domain);
    if (domains.length === 0) return null;
    return {
      kind: "shared",
      key: `${id}/${domain ?? ""}/${freePlay}`,
      open: () => linkTo(host, id, surface(domains, freePlay)),
    };
  };
  const { kept } = options;
  const names = host.catalogue.names();
  return (segments) => {
    const [first, second, third] = segments;
    if (segments.length < 2) {
      if (first !== undefined && !names.includes(first)) return null;
      if (kept !== undefined) return shared(kept, first, true);
      return sessions(first === undefined ? names : [first]);
    }
    if (first !== "episodes" || second === undefined || segments.length > 3) return null;
    return shared(second, third, false);
  };
}

function linkTo(host: Host, id: string, surface: AgentSurface): Link {
  return {
    id,
    connect: (transport) => surface.connect(() => host.use(id)).connect(transport),
    touch: () => {
      if (!host.has(id)) return false;
      host.use(id);
      return true;
    },
    hold: () => host.hold(id),
    onClose: (task) => {
      host.onClose(id, task);
    },
    close: () => {
      try {
        host.close(id);
      } catch (error) {
        // Closed from the other door in the meantime: what was wanted is the case.
        if (!(error instanceof EnvFoundryError)) throw error;
      }
    },
  };
}
