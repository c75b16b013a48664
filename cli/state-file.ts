import { readFileSync } from "node:fs";
import { EnvFoundryError, type StateDocument } from "../shared/index.js";

/** Reads a file. @throws EnvFoundryError `unreadable` */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new EnvFoundryError("unreadable", `Cannot read ${file}.`, {
      hint: "Check the path.",
      cause,
    });
  }
}

/** Parses JSON that a person gave. @throws EnvFoundryError `invalid_json` */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EnvFoundryError("invalid_json", `${what} not JSON: ${reason}.`, {
      hint: `Quote the JSON for the shell: '{"key":"value"}'.`,
      cause,
    });
  }
}

/** Reads a state document `{table: {id: record}}`; what it means is checked when a state is made of it. */
export function readStateDocument(file: string): StateDocument {
  return parseJson(readText(file), `The state document ${file} is`) as StateDocument;
}
