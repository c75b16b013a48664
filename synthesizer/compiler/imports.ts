/** What an emitted file takes from the shared runtime and from its neighbours. */
import { identifier } from "./text.js";

/** What helpers are called where an author's local has their name; others get a suffix. */
const OTHER_NAMES: Readonly<Record<string, string>> = { found: "required", refuse: "refuseCall" };

export class Imports {
  readonly #used = new Map<string, string>();
  readonly #types = new Set<string>();

  /**
   * `taken`: names that the domain's authors chose, which the runtime's give way to. `expected`:
   * the functions that the file will have imported in the end, where a first attempt has told.
   */
  constructor(
    private readonly taken: ReadonlySet<string>,
    private readonly expected: ReadonlySet<string> | null = null,
  ) {}

  /** The functions of the runtime that were asked for. */
  get used(): ReadonlySet<string> {
    return new Set(this.#used.keys());
  }

  /** Whether the file may import something of this name. */
  mayUse(name: string): boolean {
    return this.expected === null || this.expected.has(name);
  }

  /** The name by which the file calls a function of the runtime. */
  use(name: string): string {
    const known = this.#used.get(name);
    if (known !== undefined) return known;
    let local = identifier(name);
    if (this.taken.has(local)) local = OTHER_NAMES[name] ?? `${name}Of`;
    for (let n = 2; this.taken.has(local); n += 1) local = `${name}Of${n}`;
    this.#used.set(name, local);
    return local;
  }

  type(name: string): string {
    this.#types.add(name);
    return name;
  }

  /** For a first attempt whose imports do not count. */
  copy(): Imports {
    const copy = new Imports(this.taken, this.expected);
    for (const [name, local] of this.#used) copy.#used.set(name, local);
    return copy;
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
