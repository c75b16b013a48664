/** What an emitted file takes from the shared runtime and from its neighbours. */
import { identifier } from "./text.js";

/** Guards stand in almost every tool: here an author's local gives way, not they. */
export const GUARDS: readonly string[] = ["found", "refuse"];

export class Imports {
  readonly #used = new Map<string, string>();
  readonly #types = new Set<string>();

  /** `taken`: names that the domain's authors chose, which the runtime's give way to. */
  constructor(private readonly taken: ReadonlySet<string>) {}

  /** The name by which the file calls a function of the runtime. */
  use(name: string): string {
    const known = this.#used.get(name);
    if (known !== undefined) return known;
    let local = identifier(name);
    const yields = !GUARDS.includes(name);
    if (yields && this.taken.has(local)) local = `${name}Of`;
    for (let n = 2; yields && this.taken.has(local); n += 1) local = `${name}Of${n}`;
    this.#used.set(name, local);
    return local;
  }

  type(name: string): string {
    this.#types.add(name);
    return name;
  }

  isLocal(name: string): boolean {
    for (const local of this.#used.values()) if (local === name) return true;
    return false;
  }

  /** The import statement, or nothing. */
  text(from: string): string {
    const names = [
      ...[...this.#used].map(([name, local]) => ({
        sort: name,
        text: name === local ? name : `${name} as ${local}`,
      })),
      ...[...this.#types].map((name) => ({ sort: name, text: `type ${name}` })),
    ].sort((a, b) => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0));
    if (names.length === 0) return "";
    if (this.#used.size === 0) {
      return `import type { ${names.map(({ sort }) => sort).join(", ")} } from ${from};\n`;
    }
    return `import { ${names.map(({ text }) => text).join(", ")} } from ${from};\n`;
  }
}
