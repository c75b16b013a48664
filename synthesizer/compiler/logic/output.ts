/** Expressions as text with their precedence, so that parentheses stand where they are needed. */

export const PREC = {
  lowest: 0,
  assign: 2,
  conditional: 3,
  coalesce: 4,
  or: 5,
  and: 6,
  equality: 9,
  relational: 10,
  additive: 12,
  multiplicative: 13,
  unary: 15,
  member: 18,
  primary: 20,
} as const;

export interface Out {
  readonly text: string;
  readonly prec: number;
  /** It may be `undefined` where the language means null (`a?.b`, `list.find(...)`). */
  readonly undef?: boolean;
}

export function out(text: string, prec: number = PREC.primary): Out {
  return { text, prec };
}

/** The text, in parentheses unless it binds at least as tightly as asked. */
export function at(value: Out, prec: number): string {
  return value.prec >= prec ? value.text : `(${value.text})`;
}

/** Null instead of `undefined`. */
export function settled(value: Out): Out {
  if (value.undef !== true) return value;
  const operand =
    value.prec === PREC.or || value.prec === PREC.and ? `(${value.text})` : value.text;
  return out(`${operand} ?? null`, PREC.coalesce);
}

export function call(name: string, ...args: readonly string[]): Out {
  return out(`${name}(${args.join(", ")})`);
}
