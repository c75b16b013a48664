/** Random statements: aliases of records and of what is nested in them, and changes through all. */
import {
  type Callable,
  Expressions,
  LEVELS,
  prefixOf,
  STATUSES,
  type Variable,
} from "./expressions.js";
import type { Chooser } from "./random.js";

/** A statement; `body` and `otherwise` are its blocks. */
export interface Piece {
  readonly text: string;
  readonly body?: readonly Piece[];
  readonly otherwise?: readonly Piece[];
}

/** Where what is read is written down: a local list, or the desk's. */
export type Trace = "trace" | "desk.heard";

const BINDINGS = [
  "Box",
  "Box",
  "Box",
  "Box?",
  "Box?",
  "Box?",
  "Keeper",
  "Keeper",
  "Keeper?",
  "Item",
  "Item?",
  "Item?",
  "Item?",
  "Box[]",
  "Box[]",
  "Item[]",
  "Keeper[]",
  "Size",
  "Pay",
  "int",
  "num",
  "str",
  "bool",
  "str?",
  "level",
  "int[]",
  "str[]",
];

export class Statements {
  readonly x: Expressions;
  #loops = 0;

  constructor(
    readonly choose: Chooser,
    callables: readonly Callable[],
    readonly trace: Trace,
    /** Nothing may be refused. */
    readonly calm = false,
  ) {
    this.x = new Expressions(choose, callables);
  }

  /** A block of about so many statements, in a scope of its own; every local is used. */
  block(count: number, depth: number, inside?: () => void): Piece[] {
    const { x } = this;
    x.scopes.push([]);
    const knownBefore = new Set(x.known);
    inside?.();
    const pieces: Piece[] = [];
    for (let i = 0; i < count; i += 1) pieces.push(...this.statement(depth));
    for (const one of x.scopes.at(-1) ?? []) {
      if (!one.used) pieces.push({ text: this.record(one) });
    }
    if (this.choose.chance(0.3)) pieces.push(...this.note());
    x.scopes.pop();
    x.known.clear();
    for (const name of knownBefore) x.known.add(name);
    return pieces;
  }

  /** One more statement in the scope that is open. */
  open(depth: number): Piece[] {
    return this.statement(depth);
  }

  /** Writes down what can be seen of a variable now. */
  record(one: Variable): string {
    const name = this.x.use(one);
    const known = this.x.known.has(one.name);
    const type = known && one.type.endsWith("?") ? one.type.slice(0, -1) : one.type;
    return `${this.trace}.push(${this.shown(type, name)});`;
  }

  /** The value of a name as text. */
  private shown(type: string, name: string): string {
    switch (type) {
      case "Box":
        return `\`\${${name}.code}:\${${name}.tally}:\${${name}.weight}:\${${name}.status}:\${${name}.items.map(n => n.qty).join(",")}\``;
      case "Keeper":
        return `\`\${${name}.keeper_id}:\${${name}.name}:\${${name}.score}:\${${name}.budget}:\${${name}.gear.qty}\``;
      case "Note":
        return `\`\${${name}.note_id}:\${${name}.weight}\``;
      case "Item":
        return `\`\${${name}.name}:\${${name}.qty}:\${${name}.price}:\${${name}.size.w}\``;
      case "Size":
        return `\`\${${name}.w}x\${${name}.h}\``;
      case "Pay":
        return `\`\${${name}.source}\``;
      case "Pay?":
        return `${name} === null ? "unpaid" : "paid"`;
      case "level?":
        return `text(${name} ?? "low")`;
      case "Box?":
        return `\`\${${name}?.tally ?? -99}\``;
      case "Keeper?":
        return `\`\${${name}?.score ?? -99}\``;
      case "Note?":
        return `\`\${${name}?.weight ?? -99}\``;
      case "Item?":
        return `\`\${${name}?.qty ?? -99}\``;
      case "str?":
        return `${name} ?? "nothing"`;
      case "int?":
        return `text(${name} ?? -99)`;
      case "str":
        return name;
      case "int[]":
        return `${name}.join(",")`;
      case "str[]":
        return `${name}.join(",")`;
      case "Box[]":
        return `${name}.map(n => \`\${n.code}\${n.tally}\`).join(",")`;
      case "Keeper[]":
        return `${name}.map(n => \`\${n.name}\${n.score}\`).join(",")`;
      case "Note[]":
        return `${name}.map(n => n.line).join(",")`;
      case "Item[]":
        return `${name}.map(n => \`\${n.name}\${n.qty}\`).join(",")`;
      default:
        return `\`\${${name}}\``;
    }
  }

  note(): Piece[] {
    const all = this.x.scopes.flat().filter((one) => one.type !== "changes");
    if (all.length === 0) return [];
    return [{ text: this.record(this.choose.pick(all)) }];
  }

  private statement(depth: number): Piece[] {
    const roll = this.choose.int(0, 99);
    if (roll < 30) return this.declaration();
    if (roll < 62) return [this.change()];
    if (roll < 70) return this.note();
    if (roll < 74) return [this.guard()];
    if (roll < 79) return [this.effect()];
    if (roll < 82) return this.gathered(depth);
    if (roll < 84) return [this.reassignment()];
    if (depth <= 0) return [this.change()];
    if (roll < 92) return [this.branch(depth)];
    return [this.loop(depth)];
  }

  private declaration(): Piece[] {
    const { choose, x } = this;
    const type = choose.pick(BINDINGS);
    const keyword = choose.chance(0.2) ? "let" : "const";
    const value = x.expr(type, 2);
    const variable = x.declare(type, keyword);
    const first = { text: `${keyword} ${variable.name} = ${value};` };
    if (!type.endsWith("?") || !choose.chance(0.5)) return [first];
    if (choose.chance(0.3)) return [first];
    const name = x.use(variable);
    const inBlock = this.calm || choose.chance(0.25);
    if (!inBlock) x.known.add(name);
    if (!inBlock && choose.chance(0.3) && this.#loops > 0) {
      return [first, { text: `if (${name} === null) { ${choose.pick(["continue", "break"])}; }` }];
    }
    if (inBlock) {
      const body = this.block(choose.int(1, 3), 0, () => x.known.add(name));
      return [first, { text: `if (${name} !== null)`, body }];
    }
    const message = choose.chance(0.5) ? '"It is gone."' : `\`\${${x.expr("str", 1)}} is gone.\``;
    return [first, { text: `require(${name} !== null, "missing", ${message});` }];
  }

  /** A place in a record, an item or a size, with the type that it takes. */
  private place(): readonly [string, string] {
    const { choose, x } = this;
    const of = (type: string): string => x.expr(type, choose.int(0, 1));
    const box = (): string => of("Box");
    const keeper = (): string => of("Keeper");
    const item = (): string => {
      const kinds = ["const", "let"] as const;
      const named = [
        ...x.variables("Item", kinds),
        ...x.variables("Item?", kinds).filter((one) => x.known.has(one.name)),
      ];
      if (named.length > 0 && choose.chance(0.8)) return x.use(choose.pick(named));
      return `${keeper()}.gear`;
    };
    return choose.pick<() => readonly [string, string]>([
      () => [`${box()}.tally`, "int"],
      () => [`${box()}.tally`, "int"],
      () => [`${box()}.weight`, "num"],
      () => [`${box()}.keeper`, "Keeper"],
      () => [`${box()}.parent`, "Box?"],
      () => [`${box()}.status`, "status"],
      () => [`${box()}.due`, "date"],
      () => [`${box()}.spare`, "Item?"],
      () => [`${box()}.items`, "Item[]"],
      () => [`${box()}.parts`, "Box[]"],
      () => [`${box()}.helpers`, "Keeper[]"],
      () => [`${box()}.pay`, "Pay"],
      () => [`${box()}.remark`, "message"],
      () => [`${keeper()}.score`, "num"],
      () => [`${keeper()}.budget`, "int"],
      () => [`${keeper()}.name`, "str"],
      () => [`${keeper()}.nick`, "str?"],
      () => [`${keeper()}.friend`, "Keeper?"],
      () => [`${keeper()}.level`, "level"],
      () => [`${keeper()}.gear`, "Item"],
      () => [`${keeper()}.gear.size`, "Size"],
      () => [`${item()}.qty`, "int"],
      () => [`${item()}.qty`, "int"],
      () => [`${item()}.price`, "num"],
      () => [`${item()}.size.w`, "int"],
      () => [`${item()}.lender`, "Keeper?"],
      () => [`${item()}.note`, "str?"],
      () => ["desk.turns", "int"],
      () => ["desk.recent", "Box?"],
      () => [`desk.debts[${of("Keeper")}]`, "int"],
      () => [`${box()}.stock[${of("str")}]`, "int"],
      () => [`${box()}.cells[${of("str")}]`, "Item"],
    ])();
  }

  change(): Piece {
    const { choose, x } = this;
    const roll = choose.int(0, 99);
    const box = (): string => x.expr("Box", choose.int(0, 1));
    if (roll < 12) {
      return choose.pick<() => Piece>([
        () => ({ text: `${box()}.items.push(${x.expr("Item", 1)});` }),
        () => ({ text: `${x.expr("Keeper", 1)}.tags.push(${x.expr("str", 1)});` }),
        () => ({ text: `${box()}.parts.push(${x.expr("Box", 1)});` }),
        () => ({ text: `${box()}.helpers.push(${x.expr("Keeper", 1)});` }),
        () => ({ text: `delete ${box()}.stock[${x.expr("str", 1)}];` }),
        () => ({ text: `delete ${box()}.cells[${x.expr("str", 1)}];` }),
        () => ({ text: `delete desk.debts[${x.expr("Keeper", 1)}];` }),
      ])();
    }
    if (roll < 16) return { text: `remove(${x.expr("Note", 1)});` };
    if (roll < 22) {
      return {
        text: `create(Note, { box: ${x.expr("Box", 1)}, line: ${x.expr("str", 1)}, weight: ${x.expr("int", 1)} });`,
      };
    }
    const [where, type] = this.place();
    if (type === "int" && !where.endsWith("]") && choose.chance(0.6)) {
      return { text: `${where} ${choose.pick(["+=", "-=", "+="])} ${x.expr("int", 1)};` };
    }
    if (type === "num" && choose.chance(0.4)) return { text: `${where} += ${x.expr("num", 1)};` };
    const value =
      type === "status"
        ? `"${choose.pick(STATUSES)}"`
        : type === "level"
          ? choose.pick([`"${choose.pick(LEVELS)}"`, x.expr("level", 1)])
          : type === "message"
            ? choose.pick([
                `\`\${${x.expr("Box", 0)}.code} of \${${x.expr("str", 1)}}\``,
                x.expr("str", 1),
                "null",
              ])
            : x.expr(type, 2);
    return { text: `${where} = ${value};` };
  }

  private guard(): Piece {
    const { x, choose } = this;
    if (this.#loops > 0 && choose.chance(0.5)) {
      return { text: `if (${x.bool(1)}) { ${choose.pick(["continue", "break"])}; }` };
    }
    if (this.calm) return this.change();
    const message = `\`No \${${x.expr("int", 1)}}.\``;
    const condition = `${x.bool(1)} || ${x.expr("int", 1)} < ${choose.int(20, 99)}`;
    return { text: `require(${condition}, "refused", ${message});` };
  }

  private effect(): Piece {
    const { x, choose } = this;
    const silent = x.callables.filter((one) => one.returns === null);
    if (silent.length === 0) return this.change();
    return { text: `${x.call(choose.pick(silent))};` };
  }

  /** A list that is filled in a loop. */
  private gathered(depth: number): Piece[] {
    const { x, choose } = this;
    const of = choose.pick(["Box", "Keeper", "Item", "int"]);
    const from = choose.pick(["Box", "Keeper", "Item"]);
    const list = x.expr(`${from}[]`, 1);
    const name = x.fresh(`${of.slice(0, 2).toLowerCase()}s`);
    const each = x.fresh(prefixOf(from));
    const body = this.block(depth > 0 ? choose.int(0, 2) : 0, 0, () => {
      x.declare(from, "const", each);
    });
    x.scopes.push([]);
    x.declare(from, "const", each);
    const pushed = x.expr(of, 1);
    x.scopes.pop();
    const listed = x.declare(`${of}[]`, "const", name);
    listed.stored = true;
    const before = choose.chance(0.5);
    const pushing: Piece = { text: `${name}.push(${pushed});` };
    return [
      { text: `const ${name} = [];` },
      {
        text: `for (const ${each} of ${list})`,
        body: before ? [pushing, ...body] : [...body, pushing],
      },
    ];
  }

  private reassignment(): Piece {
    const { x, choose } = this;
    const lets = x.scopes.flat().filter((one) => one.kind === "let");
    if (lets.length === 0) return this.change();
    const one = choose.pick(lets);
    x.known.delete(one.name);
    const value = x.expr(one.type, 2);
    return { text: `${one.name} = ${value};` };
  }

  private branch(depth: number): Piece {
    const { x, choose } = this;
    const pays = x.variables("Pay", ["const", "let"]);
    if (pays.length > 0 && choose.chance(0.5)) {
      const pay = x.use(choose.pick(pays));
      return choose.pick<Piece>([
        {
          text: `if (${pay}.source === "gift")`,
          body: [
            { text: `${pay}.left += ${choose.int(1, 9)};` },
            { text: `${pay}.wrap.w = ${x.expr("int", 1)};` },
            { text: `${this.trace}.push(\`\${${pay}.left}\`);` },
          ],
          otherwise: [{ text: `${this.trace}.push(\`\${${pay}.source}\`);` }],
        },
        {
          text: `if (${pay}.source !== "card" && ${pay}.source !== "none")`,
          body: [{ text: `${this.trace}.push(\`\${${pay}.left}\`);` }],
        },
        {
          text: `if (${pay}.source === "card")`,
          body: [{ text: `${pay}.last = ${x.expr("int", 1)};` }],
          otherwise: [
            {
              text: `if (${pay}.source === "none")`,
              body: [{ text: `${this.trace}.push("none");` }],
              otherwise: [{ text: `${pay}.left = ${x.expr("int", 1)};` }],
            },
          ],
        },
      ]);
    }
    const maybe = x.scopes
      .flat()
      .filter((one) => one.type.endsWith("?") && !x.known.has(one.name) && !x.gone.has(one.name));
    if (maybe.length > 0 && choose.chance(0.6)) {
      const name = x.use(choose.pick(maybe));
      const isThere = choose.chance(0.6);
      const extra = choose.chance(0.3) ? (isThere ? ` && ${x.bool(1)}` : ` || ${x.bool(0)}`) : "";
      const there = (): Piece[] => this.block(choose.int(1, 3), depth - 1, () => x.known.add(name));
      const gone = (): Piece[] => {
        if (extra === "") x.gone.add(name);
        const body = this.block(choose.int(1, 2), depth - 1);
        x.gone.delete(name);
        return body;
      };
      return isThere
        ? { text: `if (${name} !== null${extra})`, body: there(), otherwise: gone() }
        : { text: `if (${name} === null${extra})`, body: gone(), otherwise: there() };
    }
    const text = `if (${x.bool(2)})`;
    const body = this.block(choose.int(1, 4), depth - 1);
    if (choose.chance(0.5)) return { text, body };
    return { text, body, otherwise: this.block(choose.int(1, 3), depth - 1) };
  }

  private loop(depth: number): Piece {
    const { x, choose } = this;
    const type = choose.pick(["Box", "Box", "Keeper", "Item", "Item", "int", "str"]);
    const list = x.expr(`${type}[]`, 2);
    const name = x.fresh(prefixOf(type));
    this.#loops += 1;
    const body = this.block(choose.int(2, 5), depth - 1, () => {
      x.declare(type, "const", name);
    });
    this.#loops -= 1;
    return { text: `for (const ${name} of ${list})`, body };
  }
}

/** Pieces as source text. */
export function rendered(pieces: readonly Piece[], indent = ""): string {
  return pieces
    .map(({ text, body, otherwise }) => {
      if (body === undefined) return `${indent}${text}\n`;
      const tail =
        otherwise === undefined ? "" : ` else {\n${rendered(otherwise, `${indent}  `)}${indent}}`;
      return `${indent}${text} {\n${rendered(body, `${indent}  `)}${indent}}${tail}\n`;
    })
    .join("");
}
