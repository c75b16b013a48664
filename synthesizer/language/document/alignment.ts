/**
 * Where each character of a scalar's value stands in the file.
 *
 * Indentation and folding change nothing but whitespace, so the k-th visible character of the
 * value is the k-th visible character of what was written; quoting adds escapes, which are read
 * here. Whitespace keeps to its visible neighbour: from the left up to a line's end, from the
 * right after it. That is exact for every token of logic, in all five styles.
 */
export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded";

/**
 * Offsets in the file for every offset of `value`, and one more for its end. `raw` is what was
 * written (between the quotes, or below the header of a block) and starts at `base`.
 */
export function alignScalar(
  value: string,
  raw: string,
  base: number,
  style: ScalarStyle,
): Int32Array {
  const offsets = new Int32Array(value.length + 1);
  let written = 0;
  for (let i = 0; i < value.length; ) {
    if (isBlank(value.charCodeAt(i)) && !startsEscape(raw, written, style)) {
      const end = blankEnd(value, i, raw, written, style);
      const next = nextVisible(raw, written, style);
      placeBlanks(offsets, value, i, end, base + written, base + next);
      written = next;
      i = end;
      continue;
    }
    if (!startsEscape(raw, written, style)) written = nextVisible(raw, written, style);
    const length = writtenLength(raw, written, style);
    offsets[i] = base + written;
    // An escape of a character outside the basic plane stands for two units.
    if (length === 10 && style === "double" && (value.codePointAt(i) ?? 0) > 0xffff) {
      offsets[i + 1] = base + written;
      i++;
    }
    written += length;
    i++;
  }
  offsets[value.length] = base + written;
  return offsets;
}

function placeBlanks(
  offsets: Int32Array,
  value: string,
  from: number,
  to: number,
  left: number,
  right: number,
): void {
  const lineEnd = value.slice(from, to).lastIndexOf("\n");
  const split = lineEnd === -1 ? to : from + lineEnd + 1;
  for (let i = from; i < split; i++) offsets[i] = Math.min(left + (i - from), right);
  for (let i = split; i < to; i++) offsets[i] = Math.max(right - (to - i), left);
}

/** The end of the run of blanks of the value that were written as blanks. */
function blankEnd(
  value: string,
  from: number,
  raw: string,
  written: number,
  style: ScalarStyle,
): number {
  let end = from;
  while (end < value.length && isBlank(value.charCodeAt(end))) end++;
  // `"a \n b"`: the blanks before the escape were written, the line feed was not.
  if (style === "double" && startsEscape(raw, nextVisible(raw, written, style), style)) {
    const lineFeed = value.slice(from, end).search(/[\n\t\r]/);
    if (lineFeed > 0) return from + lineFeed;
  }
  return end;
}

/** Skips whitespace, and in double quotes the backslash that joins two lines. */
function nextVisible(raw: string, from: number, style: ScalarStyle): number {
  let i = from;
  while (i < raw.length) {
    if (isBlank(raw.charCodeAt(i))) i++;
    else if (style === "double" && raw[i] === "\\" && /[\r\n]/.test(raw[i + 1] ?? "")) i++;
    else break;
  }
  return i;
}

function startsEscape(raw: string, i: number, style: ScalarStyle): boolean {
  return style === "double" && raw[i] === "\\" && !/[\r\n]/.test(raw[i + 1] ?? "\n");
}

const CODE_POINT_ESCAPES: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

function writtenLength(raw: string, i: number, style: ScalarStyle): number {
  if (style === "single" && raw[i] === "'") return 2;
  if (style === "double" && raw[i] === "\\") return CODE_POINT_ESCAPES[raw[i + 1] ?? ""] ?? 2;
  return 1;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;
}
