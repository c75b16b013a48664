/** The domains that a host serves, prepared once, and their start states, made on demand. */
import { EnvFoundryError } from "../../errors/index.js";
import { type Domain, type PreparedDomain, prepareDomain } from "../../runtime/index.js";
import { type BaseState, createBase } from "../../state/index.js";
import { LruMap } from "./lru.js";

/** One domain as a host serves it. */
export interface ServedDomain {
  readonly name: string;
  readonly domain: Domain;
  readonly prepared: PreparedDomain;
}

export class Catalogue {
  readonly #domains = new Map<string, ServedDomain>();
  readonly #bases: LruMap<BaseState>;

  /** Domains in the order given. `keptBases`: how many (domain, seed, scale) stay in memory. */
  constructor(domains: readonly Domain[], keptBases: number) {
    for (const domain of domains) {
      const name = domain.spec.domain;
      if (this.#domains.has(name)) {
        throw new EnvFoundryError("duplicate_domain", `The domain ${name} is given twice.`, {
          hint: "Serve each domain once.",
        });
      }
      this.#domains.set(name, { name, domain, prepared: prepareDomain(domain) });
    }
    this.#bases = new LruMap(keptBases);
  }

  names(): readonly string[] {
    return [...this.#domains.keys()];
  }

  /** Throws `unknown_domain`. */
  get(name: string): ServedDomain {
    const served = this.#domains.get(name);
    if (served === undefined) {
      throw new EnvFoundryError("unknown_domain", `There is no domain ${clip(name)} here.`, {
        hint: `Served are: ${this.names().join(", ")}.`,
      });
    }
    return served;
  }

  /** The shared start of all episodes of one (domain, seed, scale). */
  base(served: ServedDomain, seed: number, scale: number): BaseState {
    const key = `${served.name}/${seed}/${scale}`;
    const known = this.#bases.get(key);
    if (known !== undefined) return known;
    const base = createBase(served.domain.spec, served.domain.seed({ seed, scale }));
    this.#bases.set(key, base);
    return base;
  }
}

function clip(text: string): string {
  return JSON.stringify(text.length > 64 ? `${text.slice(0, 64)}...` : text);
}
