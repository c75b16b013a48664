/**
 * Random expressions as source text, by the type that is asked for. Types are written as in
 * `Box?`, `Item[]`; `int num str bool date level status` are the scalars.
 */
import type { Chooser } from "./random.js";

export interface Variable {
  readonly name: string;
  readonly type: string;
  readonly kind: "const" | "let" | "param" | "arrow";
  used: boolean;
  /** Stored somewhere: it may not be changed afterwards. */
  stored: boolean;
}

/** A function of the domain that bodies can call. */
export interface Callable {
  readonly name: string;
  readonly params: readonly string[];
  readonly returns: string | null;
}

const OWN = ["rope", "nut", "bolt", "top", "lamp", "x", "Ada", ""];
export const STATUSES = ["fresh", "open", "shut"];
export const LEVELS = ["low", "mid", "high"];
const BRANCHES: readonly string[] = ["Box", "Keeper", "Item", "Size", "Pay"];

export class Expressions {
  readonly scopes: Variable[][] = [[]];
  /** Names (and fields of names) that are known to be there. */
  readonly known = new Set<string>();
  /** Names that are known to be null, of which there is nothing to ask. */
  readonly gone = new Set<string>();
  #names = 0;

  constructor(
    readonly choose: Chooser,
    readonly callables: readonly Callable[],
  ) {}

  fresh(prefix: string): string {
    this.#names += 1;
    return `${prefix}${this.#names}`;
  }

  declare(type: string, kind: Variable["kind"], name = this.fresh(prefixOf(type))): Variable {
    const variable = { name, type, kind, used: false, stored: false };
    this.scopes.at(-1)?.push(variable);
    return variable;
  }

  variables(type: string, kinds?: readonly Variable["kind"][]): Variable[] {
    return this.scopes
      .flat()
      .filter(
        (one) =>
          one.type === type &&
          !this.gone.has(one.name) &&
          (kinds === undefined || kinds.includes(one.kind)),
      );
  }

  use(variable: Variable): string {
    variable.used = true;
    return variable.name;
  }

  /** What can be used as a value of this type without more ado. */
  private atHand(type: string): string[] {
    const direct = this.variables(type);
    const narrowed = this.variables(`${type}?`).filter((one) => this.known.has(one.name));
    return [...direct, ...narrowed].map((one) => one.name);
  }

  private mark(name: string): string {
    for (const one of this.scopes.flat()) if (one.name === name) one.used = true;
    return name;
  }

  expr(type: string, depth = 2): string {
    const hand = this.atHand(type);
    if (hand.length > 0 && (depth <= 0 || this.choose.chance(0.55))) {
      return this.mark(this.choose.pick(hand));
    }
    if (depth <= 0) return this.least(type);
    if (BRANCHES.includes(type) && this.choose.chance(0.15)) {
      return `(${this.bool(depth - 1)} ? ${this.expr(type, depth - 1)} : ${this.expr(type, depth - 1)})`;
    }
    const called = this.callables.filter((one) => one.returns === type);
    if (called.length > 0 && this.choose.chance(0.15)) return this.call(this.choose.pick(called));
    return this.made(type, depth - 1);
  }

  call(callable: Callable): string {
    const args = callable.params.map((type) => this.expr(type, 1));
    return `${callable.name}(${args.join(", ")})`;
  }

  /** The shortest expression of the type. */
  private least(type: string): string {
    if (type.endsWith("?")) {
      const bare = this.atHand(type.slice(0, -1));
      if (bare.length > 0 && this.choose.chance(0.5)) return this.mark(this.choose.pick(bare));
    }
    switch (type) {
      case "int":
        return String(this.choose.int(0, 9));
      case "num":
        return this.choose.pick(["0.5", "1.005", "2", "-3.25"]);
      case "str":
        return `"${this.choose.pick(OWN)}"`;
      case "bool":
        return this.choose.pick(["desk.turns < 3", "desk.turns !== 2"]);
      case "date":
        return "today";
      case "level":
        return `"${this.choose.pick(LEVELS)}"`;
      case "Size":
        return `{ w: ${this.choose.int(0, 5)}, h: 1 }`;
      case "Item":
        return `{ name: "${this.choose.pick(OWN)}", qty: ${this.choose.int(0, 5)}, price: 1.5, note: null, size: { w: 1, h: 2 }, lender: null }`;
      case "Pay":
        return this.choose.pick([
          '{ source: "card", last: 7 }',
          '{ source: "gift", left: 5, wrap: { w: 1, h: 1 } }',
          '{ source: "none" }',
        ]);
      case "Box?":
        return this.choose.pick(["desk.recent", "first(boxes)", 'boxes.get("A")']);
      case "Keeper?":
        return this.choose.pick(["first(keepers)", 'keepers.get("K02")', "last(keepers)"]);
      case "Box[]":
        return "boxes";
      case "Keeper[]":
        return "keepers";
      case "Note[]":
        return "notes";
      case "Note?":
        return "last(notes)";
      case "Item?":
        return this.item();
      case "str?":
        return 'words("a b").at(1)';
      case "int?":
        return 'parseInteger("5")';
      case "Item[]":
        return "(first(boxes)?.items ?? [])";
      case "str[]":
        return 'words("b a b")';
      case "int[]":
        return "range(3)";
      case "Box":
      case "Keeper":
      case "Note":
        return this.made(type, 0);
      default:
        throw new Error(`no least ${type}`);
    }
  }

  private item(): string {
    const boxes = this.atHand("Box");
    if (boxes.length === 0) return 'boxes.get("A")?.items[0]';
    const box = this.mark(this.choose.pick(boxes));
    return this.choose.pick([`${box}.spare`, `${box}.items[0]`, `${box}.cells["nut"]`]);
  }

  /** An arrow over an element of the type; the parameter is in sight while the body is made. */
  arrow(type: string, body: () => string): string {
    this.scopes.push([]);
    const param = this.declare(type, "arrow");
    const text = body();
    this.scopes.pop();
    const value = param.used ? text : null;
    if (value === null) return "";
    return `${param.name} => ${value.startsWith("{") ? `(${value})` : value}`;
  }

  /** An arrow that surely uses its parameter. */
  test(type: string, depth: number): string {
    const arrow = this.arrow(type, () => this.bool(depth));
    if (arrow !== "") return arrow;
    const name = this.fresh(prefixOf(type));
    return `${name} => ${fieldTest(type, name, this.choose)}`;
  }

  key(type: string): string {
    const arrow = this.arrow(type, () => this.expr("int", 1));
    if (arrow !== "") return arrow;
    const name = this.fresh(prefixOf(type));
    return `${name} => ${type === "int" ? name : type === "str" ? `${name}.length` : `${name}.${numberField(type)}`}`;
  }

  private made(type: string, depth: number): string {
    const { choose } = this;
    const e = (t: string): string => this.expr(t, depth);
    const options: (() => string)[] = [];
    const add = (...list: (() => string)[]): void => {
      options.push(...list);
    };
    if (type.endsWith("?")) {
      const bare = type.slice(0, -1);
      add(() => this.least(type));
      if (["Box", "Keeper", "Note", "Item"].includes(bare)) {
        add(
          () => `${this.list(`${bare}[]`, depth)}.find(${this.test(bare, depth)})`,
          () => `${choose.pick(["first", "last"])}(${e(`${bare}[]`)})`,
          () => `${this.list(`${bare}[]`, depth)}[${e("int")}]`,
          () => `${this.list(`${bare}[]`, depth)}.at(-1)`,
          () => `${choose.pick(["minBy", "maxBy"])}(${e(`${bare}[]`)}, ${this.key(bare)})`,
        );
      }
      if (bare === "Box") {
        add(
          () => `${e("Box")}.parent`,
          () => `${e("Box")}.parent`,
          () => `${this.optional("Box?", depth)}?.parent`,
          () => "desk.recent",
          () => `${choose.pick(["boxes"])}.get(${e("str")})`,
          () => `(${e("bool")} ? ${e("Box")} : null)`,
        );
      }
      if (bare === "Keeper") {
        add(
          () => `${e("Keeper")}.friend`,
          () => `${this.optional("Box?", depth)}?.keeper`,
          () => `${e("Item")}.lender`,
          () => `${this.optional("Item?", depth)}?.lender`,
        );
      }
      if (bare === "Item") {
        add(
          () => `${e("Box")}.spare`,
          () => `${e("Box")}.cells[${e("str")}]`,
          () => `${this.optional("Box?", depth)}?.items[0]`,
          () => `${this.optional("Box?", depth)}?.spare`,
        );
      }
      if (bare === "str")
        add(
          () => `${e("Keeper")}.nick`,
          () => `${e("Item")}.note`,
        );
      if (bare === "int") {
        add(
          () => `parseInteger(${e("str")})`,
          () => `${e("Box")}.stock[${e("str")}]`,
          () => `desk.debts[${e("Keeper")}]`,
          () => `min(${e("int[]")})`,
        );
      }
      return choose.pick(options)();
    }
    if (type.endsWith("[]")) {
      const of = type.slice(0, -2);
      add(() => this.least(type));
      if (["Box", "Keeper", "Note", "Item"].includes(of)) {
        add(
          () => `${this.list(type, depth)}.filter(${this.test(of, depth)})`,
          () => `${this.list(type, depth)}.filter(${this.test(of, depth)})`,
          () => `sortBy(${e(type)}, ${this.key(of)})`,
          () => `take(${e(type)}, ${choose.int(1, 3)})`,
          () => `${this.list(type, depth)}.slice(${choose.int(0, 2)})`,
          () => `${this.list(type, depth)}.toReversed()`,
          () => `[${e(of)}, ${e(of)}]`,
          () => `[...${e(type)}, ${e(of)}]`,
          () => `flatten(groupBy(${e(type)}, ${this.key(of)}).map(g => g.items))`,
          () => `zip(${e(type)}, ${e(type)}).map(z => z.${choose.pick(["first", "second"])})`,
        );
      }
      if (of === "Box") {
        add(
          () => `${e("Box")}.parts`,
          () =>
            `boxes.filter(q => q.keeper === ${e("Keeper")} && q.status === "${choose.pick(STATUSES)}")`,
          () => `boxes.filter(q => q.keeper === ${e("Keeper")})`,
        );
      }
      if (of === "Keeper")
        add(
          () => `${e("Box")}.helpers`,
          () => `${e("Box[]")}.map(m => m.keeper)`,
        );
      if (of === "Item") {
        add(
          () => `${e("Box")}.items`,
          () => `values(${e("Box")}.cells)`,
          () => `${e("Box[]")}.flatMap(m => m.items)`,
          () => `${e("Keeper[]")}.map(m => m.gear)`,
        );
      }
      if (of === "str") {
        add(
          () => `${e("Keeper")}.tags`,
          () => `${e("Item[]")}.map(m => m.name)`,
          () => `keys(${e("Box")}.stock)`,
          () => `${e("str")}.split(" ")`,
          () => `[${e("str")}]`,
        );
      }
      if (of === "int") {
        add(
          () => `${e("Item[]")}.map(m => m.qty)`,
          () => `${e("Box[]")}.map(m => m.tally)`,
          () => `[${e("int")}, ${e("int")}]`,
          () => `values(${e("Box")}.stock)`,
        );
      }
      return choose.pick(options)();
    }
    switch (type) {
      case "int":
        add(
          () => `${e("Box")}.tally`,
          () => `${e("Box")}.tally`,
          () => `${e("Keeper")}.budget`,
          () => `${e("Item")}.qty`,
          () => `${e("Item")}.size.w`,
          () => `${e("Size")}.h`,
          () => "desk.turns",
          () => `(${e("int")} ${choose.pick(["+", "-"])} ${e("int")})`,
          () => `${choose.pick(["min", "max"])}(${e("int")}, ${e("int")})`,
          () => `${this.list(choose.pick(["Box[]", "Item[]", "Keeper[]", "str[]"]), depth)}.length`,
          () => `boxes.count(${this.test("Box", depth)})`,
          () => `count(${e("Item[]")}, ${this.test("Item", depth)})`,
          () => `sum(${e("Item[]")}, ${this.key("Item")})`,
          () => `sum(${e("Box[]")}, ${this.key("Box")})`,
          () => `sum(${e("int[]")})`,
          () => `(${this.optional("int?", depth)} ?? ${e("int")})`,
          () => `(${this.optional("Box?", depth)}?.tally ?? ${e("int")})`,
          () => `(${this.optional("Item?", depth)}?.qty ?? ${e("int")})`,
          () => `(${this.optional("Box?", depth)}?.items.length ?? 0)`,
          () => `prices[${e("level")}]`,
          () => `prices[${e("Keeper")}.level]`,
          () => `round(${e("num")})`,
          () => `daysBetween(${e("Box")}.due, ${e("date")})`,
          () => `${e("str")}.length`,
          () => `size(${e("Box")}.stock)`,
          () => `${this.list("Box[]", depth)}.indexOf(${e("Box")})`,
          () => `${this.list("Box[]", depth)}.findIndex(${this.test("Box", depth)})`,
          () => `(${e("bool")} ? ${e("int")} : ${e("int")})`,
          () => `-${e("int")}`,
          () => `(${e("Box")}.keeper === ${e("Keeper")} ? 1 : 2)`,
        );
        break;
      case "num":
        add(
          () => `${e("Box")}.weight`,
          () => `${e("Keeper")}.score`,
          () => `${e("Item")}.price`,
          () => `(${e("num")} ${choose.pick(["+", "-", "*"])} ${e("num")})`,
          () => `(${e("num")} / ${e("num")} ?? 0)`,
          () => `round(${e("num")}, 1)`,
          () => `${e("int")} / 4`,
          () => `(avg(${e("int[]")}) ?? 0)`,
        );
        break;
      case "str":
        add(
          () => `${e("Keeper")}.name`,
          () => `${e("Item")}.name`,
          () => `(${this.optional("str?", depth)} ?? ${e("str")})`,
          () => `\`\${${e("int")}}-\${${e("str")}}\``,
          () => `\`\${${e("Box")}.code}\``,
          () => `(${e("str")} + ${e("str")})`,
          () => `${this.list("str[]", depth)}.join("/")`,
          () => `${e("str")}.toUpperCase()`,
          () => `${e("str")}.slice(0, 4)`,
          () => `fixed(${e("num")}, 1)`,
          () => `formatDate(${e("date")}, "D MMM")`,
          () => `(${this.optional("Keeper?", depth)}?.name ?? "nobody")`,
          () => `text(${e("Box")}.status)`,
        );
        break;
      case "bool":
        return this.bool(depth);
      case "date":
        add(
          () => `${e("Box")}.due`,
          () => `addDays(${e("date")}, ${choose.int(-3, 3)})`,
          () => "today",
        );
        break;
      case "level":
        add(
          () => `${e("Keeper")}.level`,
          () => `"${choose.pick(LEVELS)}"`,
          () => `(${e("bool")} ? "low" : ${e("Keeper")}.level)`,
        );
        break;
      case "Box":
      case "Keeper": {
        const hand = this.atHand(type);
        if (hand.length > 0) add(() => this.mark(choose.pick(hand)));
        if (type === "Keeper") {
          const boxes = this.atHand("Box");
          if (boxes.length > 0) {
            add(
              () => `${this.mark(choose.pick(boxes))}.keeper`,
              () => `${e("Box")}.keeper`,
            );
          }
        }
        if (hand.length > 0) add(() => `(${this.optional(`${type}?`, depth)} ?? ${e(type)})`);
        if (options.length === 0) add(() => (type === "Box" ? "any_box()" : "any_box().keeper"));
        break;
      }
      case "Note":
        return "any_note()";
      case "Item":
        add(
          () => `${e("Keeper")}.gear`,
          () => `(${this.optional("Item?", depth)} ?? ${e("Keeper")}.gear)`,
          () => `{ ...${this.named("Item")}, qty: ${e("int")}, price: ${e("num")} }`,
          () =>
            `{ name: ${e("str")}, qty: ${e("int")}, price: ${e("num")}, note: ${e("str?")}, size: ${e("Size")}, lender: ${e("Keeper?")} }`,
        );
        break;
      case "Size":
        add(
          () => `${e("Item")}.size`,
          () => `{ w: ${e("int")}, h: ${e("int")} }`,
        );
        break;
      case "Pay":
        add(
          () => `${e("Box")}.pay`,
          () => `{ source: "gift", left: ${e("int")}, wrap: ${e("Size")} }`,
        );
        break;
      default:
        throw new Error(`no way to make ${type}`);
    }
    return choose.pick(options)();
  }

  /** A name of this type, or what may stand for one. */
  private named(type: string): string {
    const hand = this.atHand(type);
    return hand.length > 0 ? this.mark(this.choose.pick(hand)) : `${this.expr("Keeper", 0)}.gear`;
  }

  /** A list to call a method of: literals and calls as they are. */
  private list(type: string, depth: number): string {
    return this.expr(type, depth);
  }

  /** A nullable value, in parentheses unless `?.` and `??` bind to it anyway. */
  optional(type: string, depth: number): string {
    const text = this.expr(type, depth);
    return /^[\w.]+$/.test(text) || /^\w[\w.]*\(.*\)$/.test(text) || text.startsWith("(")
      ? text
      : `(${text})`;
  }

  bool(depth: number): string {
    const { choose } = this;
    const d = depth - 1;
    const e = (t: string): string => this.expr(t, Math.max(d, 0));
    const options: (() => string)[] = [
      () => `${e("int")} ${choose.pick(["<", "<=", ">", ">=", "===", "!=="])} ${e("int")}`,
      () => `${e("num")} ${choose.pick(["<", ">="])} ${e("num")}`,
      () => `${e("Box")}.status ${choose.pick(["===", "!=="])} "${choose.pick(STATUSES)}"`,
      () => `${e("Keeper")}.level === "${choose.pick(LEVELS)}"`,
      () => `${e("Item")}.name ${choose.pick(["===", "!=="])} ${e("str")}`,
      () => `${e("Box")} ${choose.pick(["===", "!=="])} ${this.optional("Box?", d)}`,
      () => `${e("Box")}.keeper === ${e("Keeper")}`,
      () => `${e("Keeper")}.friend === ${e("Keeper")}`,
      () => `${e("date")} < ${e("date")}`,
    ];
    if (depth > 0) {
      options.push(
        () => `(${this.bool(d)} ${choose.pick(["&&", "||"])} ${this.bool(d)})`,
        () => `!(${this.bool(d)})`,
        () => `${this.list("Box[]", d)}.${choose.pick(["some", "every"])}(${this.test("Box", d)})`,
        () =>
          `${this.list("Item[]", d)}.${choose.pick(["some", "every"])}(${this.test("Item", d)})`,
        () => `${this.list("Box[]", d)}.includes(${e("Box")})`,
        () => `${this.list("Keeper[]", d)}.includes(${e("Keeper")})`,
        () => `${this.optional("Box?", d)} ${choose.pick(["===", "!=="])} null`,
        () => `${this.optional("Item?", d)} !== null`,
        () => `equal(${e("Item")}, ${e("Item")})`,
        () => `equal(${e("Size")}, ${e("Item")}.size)`,
        () => `equal(${e("Item[]")}, ${e("Item[]")})`,
        () => `has(${e("Box")}.stock, ${e("str")})`,
        () => `containsWords(${e("str")}, ${e("str")})`,
        () => `${e("Box")}.pay.source === "gift"`,
      );
    }
    return choose.pick(options)();
  }
}

export function prefixOf(type: string): string {
  const bare = type.replace(/[?[\]]/g, "");
  const many = type.endsWith("[]") ? "s" : type.endsWith("?") ? "_or" : "";
  return `${bare.slice(0, 1).toLowerCase()}${bare.slice(1, 3)}${many}`;
}

function numberField(type: string): string {
  switch (type) {
    case "Box":
      return "tally";
    case "Keeper":
      return "budget";
    case "Note":
      return "weight";
    default:
      return "qty";
  }
}

function fieldTest(type: string, name: string, choose: Chooser): string {
  if (type === "int" || type === "num") return `${name} > 1`;
  if (type === "str") return `${name} !== ""`;
  return `${name}.${numberField(type)} > ${choose.int(0, 3)}`;
}
