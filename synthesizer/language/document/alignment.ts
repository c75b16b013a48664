/**
 * Where each character of a scalar's value stands in the file.
 *
 * Indentation and folding change nothing but whitespace, so outside of double quotes the k-th
 * visible character of the value is the k-th visible character of what was written. Whitespace
 * keeps to its visible neighbour: from the left up to a line's end, from the right after it. That
 * is exact for every token of logic. Double quotes have escapes and are decoded once more.
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
  const written = style === "double" ? decode(raw) : match(value, raw, style === "single");
  for (let i = 0; i < offsets.length; i++) {
    offsets[i] = base + (written[i] ?? written.at(-1) ?? 0);
  }
  return offsets;
}

/** Offsets in `raw` by the visible characters that it shares with `value`. */
function match(value: string, raw: string, quoted: boolean): number[] {
  const offsets: number[] = [];
  let position = 0;
  for (let i = 0; i < value.length; ) {
    let end = i;
    while (isBlank(value, end)) end++;
    const visible = skipBlanks(raw, position);
    if (end > i) {
      const lineEnd = value.lastIndexOf("\n", end - 1);
      for (; i <= lineEnd; i++) offsets.push(Math.min(position++, visible));
      // After a line's end the blanks are counted back from what follows them.
      const left = lineEnd >= 0 && i > 0 && value[i - 1] === "\n" ? visible - (end - i) : position;
      for (let k = 0; i < end; i++, k++) offsets.push(Math.min(left + k, visible));
    }
    position = visible;
    if (i === value.length) break;
    offsets.push(position);
    position += quoted && raw[position] === "'" ? 2 : 1;
    i++;
  }
  offsets.push(position);
  return offsets;
}

const CODE_POINT_ESCAPES: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Offsets in `raw` for each unit of the text that it denotes between double quotes, and for its end. */
function decode(raw: string): number[] {
  const offsets: number[] = [];
  let i = 0;
  while (i < raw.length) {
    const end = skipBlanks(raw, i);
    const lines = raw.slice(i, end).split("\n").length - 1;
    if (lines > 0) {
      // A fold: one line's end is a space, more are one line feed fewer.
      for (let k = 0; k < Math.max(1, lines - 1); k++) offsets.push(i);
      i = end;
    } else if (raw[i] !== "\\") {
      offsets.push(i++);
    } else if (/[\r\n]/.test(raw[i + 1] ?? "")) {
      // The backslash joins the lines; further empty ones are line feeds.
      const next = skipBlanks(raw, i + 1);
      const joined = raw.slice(i, next).split("\n").length - 2;
      for (let k = 0; k < joined; k++) offsets.push(i);
      i = next;
    } else {
      const digits = CODE_POINT_ESCAPES[raw[i + 1] ?? ""] ?? 0;
      offsets.push(i);
      if (Number.parseInt(raw.slice(i + 2, i + 2 + digits), 16) > 0xffff) offsets.push(i);
      i += 2 + digits;
    }
  }
  offsets.push(i);
  return offsets;
}

function skipBlanks(text: string, from: number): number {
  let i = from;
  while (isBlank(text, i)) i++;
  return i;
}

function isBlank(text: string, i: number): boolean {
  const code = text.charCodeAt(i);
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;
}
