/**
 * A closed calculator. Grammar (spaces between tokens are free):
 *
 *   sum     = product { ("+" | "-") product }
 *   product = factor { ("*" | "/" | "//") factor }
 *   factor  = { "+" | "-" } power
 *   power   = ( number | "(" sum ")" ) [ "**" factor ]
 *   number  = digits [ "." [ digits ] ] | "." digits
 */

/** How deep parentheses and powers may be nested. */
const MAX_DEPTH = 100;

/**
 * The value of an arithmetic expression in doubles, from left to right, `*`, `/` and `//` (the
 * quotient rounded down) before `+` and `-`; `**` binds tightest and to the right, so that
 * `-2 ** 2` is -4, as in Python and in mathematics. Null when the text is not such an expression,
 * divides by zero, leaves the range of doubles, or nests more than 100 deep.
 */
export function calculate(text: string): number | null {
  const reader = new Reader(text);
  const value = reader.sum(0);
  return reader.finished() && Number.isFinite(value) ? value + 0 : null;
}

const PLUS = 43;
const MINUS = 45;
const TIMES = 42;
const OVER = 47;
const OPEN = 40;
const CLOSE = 41;
const POINT = 46;
const SPACE = 32;
const END = -1;

class Reader {
  #at = 0;
  #failed = false;

  constructor(readonly text: string) {}

  finished(): boolean {
    return !this.#failed && this.#peek() === END;
  }

  sum(depth: number): number {
    let value = this.#product(depth);
    for (let sign = this.#peek(); sign === PLUS || sign === MINUS; sign = this.#peek()) {
      this.#at += 1;
      const next = this.#product(depth);
      value = sign === PLUS ? value + next : value - next;
    }
    return value;
  }

  #product(depth: number): number {
    let value = this.#factor(depth);
    for (let sign = this.#peek(); sign === TIMES || sign === OVER; sign = this.#peek()) {
      const floored = sign === OVER && this.#doubled(OVER);
      this.#at += floored ? 2 : 1;
      const next = this.#factor(depth);
      if (sign === TIMES) {
        value *= next;
      } else {
        if (next === 0) return this.#fail();
        value = floored ? Math.floor(value / next) : value / next;
      }
    }
    return value;
  }

  #factor(depth: number): number {
    let negative = false;
    let next = this.#peek();
    while (next === PLUS || next === MINUS) {
      if (next === MINUS) negative = !negative;
      this.#at += 1;
      next = this.#peek();
    }
    const value = this.#power(depth);
    return negative ? -value : value;
  }

  #power(depth: number): number {
    const base = this.#peek() === OPEN ? this.#group(depth + 1) : this.#number();
    if (this.#peek() !== TIMES || !this.#doubled(TIMES)) return base;
    if (depth >= MAX_DEPTH) return this.#fail();
    this.#at += 2;
    return base ** this.#factor(depth + 1);
  }

  /** Whether the sign that comes next stands twice. */
  #doubled(sign: number): boolean {
    return this.text.charCodeAt(this.#at + 1) === sign;
  }

  #group(depth: number): number {
    if (depth > MAX_DEPTH) return this.#fail();
    this.#at += 1;
    const value = this.sum(depth);
    if (this.#peek() !== CLOSE) return this.#fail();
    this.#at += 1;
    return value;
  }

  #number(): number {
    const start = this.#at;
    const whole = this.#digits();
    let fraction = 0;
    if (this.text.charCodeAt(this.#at) === POINT) {
      this.#at += 1;
      fraction = this.#digits();
    }
    return whole + fraction > 0 ? Number(this.text.slice(start, this.#at)) : this.#fail();
  }

  /** Skips digits and says how many there were. */
  #digits(): number {
    const start = this.#at;
    for (;;) {
      const digit = this.text.charCodeAt(this.#at) - 48;
      if (!(digit >= 0 && digit <= 9)) return this.#at - start;
      this.#at += 1;
    }
  }

  /** The next character that is not a space; END behind the last, and after a failure. */
  #peek(): number {
    if (this.#failed) return END;
    while (this.text.charCodeAt(this.#at) === SPACE) this.#at += 1;
    return this.#at < this.text.length ? this.text.charCodeAt(this.#at) : END;
  }

  #fail(): number {
    this.#failed = true;
    return 0;
  }
}
