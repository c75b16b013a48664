import Table from "cli-table3";
import ora from "ora";
import { EnvFoundryError, EXIT, type ExitCode } from "../shared/index.js";

/** Prints one JSON document, the only thing a `--json` command writes to stdout. */
export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document)}\n`);
}

/** Prints a line for people. */
export function printLine(text = ""): void {
  process.stdout.write(`${text}\n`);
}

/** Prints a line that is not a result: progress, notes. Always on stderr. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A plain table: a head and rows, columns of numbers to the right. */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, column) =>
      rows.length > 0 && rows.every((row) => typeof row[column] === "number") ? "right" : "left",
    ),
    style: { head: [], border: [], "padding-left": 0, "padding-right": 2 },
    chars: {
      top: "",
      "top-mid": "",
      "top-left": "",
      "top-right": "",
      bottom: "",
      "bottom-mid": "",
      "bottom-left": "",
      "bottom-right": "",
      left: "",
      "left-mid": "",
      mid: "",
      "mid-mid": "",
      right: "",
      "right-mid": "",
      middle: "",
    },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/**
 * Runs long work with a spinner on stderr when a person is watching. The spinner appears only
 * where stderr is a terminal; otherwise nothing is printed.
 */
export async function withProgress<T>(
  text: string,
  work: (say: (text: string) => void) => Promise<T>,
): Promise<T> {
  const spinner = ora({
    text,
    isEnabled: process.stderr.isTTY === true,
    isSilent: !process.stderr.isTTY,
  });
  spinner.start();
  try {
    return await work((next) => {
      spinner.text = next;
    });
  } finally {
    spinner.stop();
  }
}

/** One paragraph on stderr: what, where, what to do. Returns the exit code that fits. */
export function reportError(error: unknown): ExitCode {
  if (error instanceof EnvFoundryError) {
    note(
      `envfoundry: ${error.message}${error.hint === undefined ? "" : ` ${error.hint}`} [${error.code}]`,
    );
    return error.exitCode;
  }
  const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
  note(`envfoundry: unexpected failure; please report it. ${fault} [internal]`);
  return EXIT.environment;
}
