/** The syntax of type expressions: `list<ref<Order>>?` to a small tree with places. */
import type { Span } from "../ir.js";
import type { LogicSource } from "../logic/contracts.js";
import type { Context } from "./context.js";

/** A type as written. `name` is the word in front: `list`, `money`, `Order`. */
export type TypeSyntax =
  | { readonly form: "name"; readonly name: string; readonly at: Span }
  /** `Loan.summary` */
  | { readonly form: "view"; readonly name: string; readonly view: string; readonly at: Span }
  /** `list<T>`, `map<K, V>`, `ref<E>`, `id<E>` */
  | {
      readonly form: "generic";
      readonly name: string;
      readonly arguments: readonly TypeSyntax[];
      readonly at: Span;
    }
  /** `decimal(2)` */
  | { readonly form: "digits"; readonly name: string; readonly digits: number; readonly at: Span }
  /** `changes<Member: name, email>` */
  | {
      readonly form: "changes";
      readonly entity: Named;
      readonly fields: readonly Named[];
      readonly at: Span;
    }
  | { readonly form: "nullable"; readonly of: TypeSyntax; readonly at: Span }
  /** `Line | Bill` */
  | { readonly form: "choice"; readonly of: readonly TypeSyntax[]; readonly at: Span };

export interface Named {
  readonly name: string;
  readonly at: Span;
}

const TOKEN = /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|([0-9]+)|([<>(),:?.|]))/y;
const MAX_TYPE_DEPTH = 12;
const MAX_TYPE_LENGTH = 1000;

interface Token {
  readonly text: string;
  readonly kind: "word" | "number" | "sign" | "end";
  readonly start: number;
  readonly end: number;
}

/** Null when the text is not a type expression (reported). */
export function parseTypeExpression(source: LogicSource, context: Context): TypeSyntax | null {
  const parser = new TypeParser(source, context);
  return parser.parse();
}

/** Thrown and caught in this file alone: the first error of an expression has been reported. */
class Reported extends Error {}

class TypeParser {
  private readonly tokens: Token[] = [];
  private position = 0;

  constructor(
    private readonly source: LogicSource,
    private readonly context: Context,
  ) {}

  parse(): TypeSyntax | null {
    try {
      this.tokenize();
      const type = this.choice();
      if (this.peek.kind !== "end") this.refuse(this.peek, `\`${this.peek.text}\` after the type`);
      return type;
    } catch (error) {
      if (error instanceof Reported) return null;
      throw error;
    }
  }

  private tokenize(): void {
    const { text } = this.source;
    const end = text.trimEnd().length;
    const last: Token = { text: "the end", kind: "end", start: end, end };
    if (text.length > MAX_TYPE_LENGTH) this.refuse(last, "a type of more than 1000 characters");
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < end) {
      const from = TOKEN.lastIndex;
      const match = TOKEN.exec(text);
      if (match === null) {
        const start = from + (text.slice(from).length - text.slice(from).trimStart().length);
        this.refuse({ text: "", kind: "sign", start, end: start + 1 }, `\`${text[start]}\``);
      }
      const found = match[1] ?? match[2] ?? match[3] ?? "";
      const kind = match[1] !== undefined ? "word" : match[2] !== undefined ? "number" : "sign";
      const tokenEnd = TOKEN.lastIndex;
      this.tokens.push({ text: found, kind, start: tokenEnd - found.length, end: tokenEnd });
    }
    this.tokens.push(last);
  }

  private get peek(): Token {
    return this.tokens[this.position] ?? (this.tokens[this.tokens.length - 1] as Token);
  }

  private next(): Token {
    const token = this.peek;
    this.position++;
    return token;
  }

  private refuse(token: Token, found: string): never {
    this.context.report(
      "invalid_type",
      this.source.span(token.start, token.end),
      `Found ${found} where a type is written.`,
      { allowed: "a name, list<T>, map<K, T>, ref<E>, id<E>, decimal(n), and `?` after it" },
    );
    throw new Reported();
  }

  private expect(text: string): Token {
    const token = this.next();
    if (token.text !== text || token.kind !== "sign") {
      const found = token.kind === "end" ? "the end" : `\`${token.text}\``;
      this.refuse(token, `${found}, not the expected \`${text}\`,`);
    }
    return token;
  }

  private word(): Named {
    const token = this.next();
    if (token.kind !== "word") {
      this.refuse(token, token.kind === "end" ? "the end" : `\`${token.text}\``);
    }
    return { name: token.text, at: this.source.span(token.start, token.end) };
  }

  private is(text: string): boolean {
    return this.peek.kind === "sign" && this.peek.text === text;
  }

  private choice(): TypeSyntax {
    const start = this.peek.start;
    const first = this.type(0);
    const of = [first];
    while (this.is("|")) {
      this.next();
      of.push(this.type(0));
    }
    return of.length === 1 ? first : { form: "choice", of, at: this.from(start) };
  }

  private type(depth: number): TypeSyntax {
    const start = this.peek.start;
    if (depth > MAX_TYPE_DEPTH) this.refuse(this.peek, "a type nested too deep");
    const of = this.primary(depth, start);
    if (!this.is("?")) return of;
    this.next();
    if (this.is("?")) this.refuse(this.peek, "a second `?`");
    return { form: "nullable", of, at: this.from(start) };
  }

  private from(start: number): Span {
    return this.source.span(start, this.tokens[this.position - 1]?.end ?? start);
  }

  private primary(depth: number, start: number): TypeSyntax {
    const { name } = this.word();
    if (this.is(".")) {
      this.next();
      const view = this.word().name;
      return { form: "view", name, view, at: this.from(start) };
    }
    if (this.is("(")) {
      this.next();
      const digits = this.next();
      if (digits.kind !== "number") this.refuse(digits, `\`${digits.text}\``);
      this.expect(")");
      return { form: "digits", name, digits: Number(digits.text), at: this.from(start) };
    }
    if (!this.is("<")) return { form: "name", name, at: this.from(start) };
    this.next();
    if (name === "changes") return this.changes(start);
    const types = [this.type(depth + 1)];
    while (this.is(",")) {
      this.next();
      types.push(this.type(depth + 1));
    }
    this.expect(">");
    return { form: "generic", name, arguments: types, at: this.from(start) };
  }

  private changes(start: number): TypeSyntax {
    const entity = this.word();
    this.expect(":");
    const fields = [this.word()];
    while (this.is(",")) {
      this.next();
      fields.push(this.word());
    }
    this.expect(">");
    return { form: "changes", entity, fields, at: this.from(start) };
  }
}
