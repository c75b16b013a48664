/** Replays recorded sequences of calls against a domain and says where it answers differently. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import {
  type BaseState,
  type Clock,
  callTool,
  createBase,
  type Domain,
  type Json,
  openState,
  prepareDomain,
  type StateDocument,
} from "../../shared/index.js";

/** A call and what the benchmark's own implementation answered. */
export interface RecordedCall {
  readonly name: string;
  readonly arguments: { readonly [name: string]: Json };
  readonly ok: boolean;
  /** The text that the tool returned. */
  readonly output: string;
}

/** An RFC 6902 operation; the recordings use no others. */
interface PatchOperation {
  readonly op: "add" | "remove" | "replace";
  readonly path: string;
  readonly value?: Json;
}

/** A sequence on a fresh database, and how the database ended up. */
export interface RecordedSequence {
  readonly task_id: string;
  readonly actions: readonly RecordedCall[];
  readonly final: { readonly db_patch: readonly PatchOperation[]; readonly db_hash_js: string };
}

/** `call` is the call's place in its sequence; null when the final state differs. */
export interface Difference {
  readonly task: string;
  readonly call: number | null;
  readonly what: string;
}

export interface Replay {
  readonly calls: number;
  readonly sequences: number;
  readonly differences: readonly Difference[];
}

/** Reads a gzipped JSON file. */
export function readJson(file: string): Json {
  return JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as Json;
}

/** Reads a gzipped file of one recorded sequence a line. */
export function readSequences(file: string): readonly RecordedSequence[] {
  return gunzipSync(readFileSync(file))
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as RecordedSequence);
}

/** The base of all sequences: the recorded database, opened by the domain's own description. */
export function openRecorded(domain: Domain, initial: StateDocument): BaseState {
  return createBase(domain.spec, initial);
}

/**
 * Runs every sequence on a fresh episode of the base. Outputs are compared as JSON values where
 * both sides parse and as text otherwise, errors by their presence, final states as JSON values.
 */
export function replay(
  domain: Domain,
  base: BaseState,
  sequences: readonly RecordedSequence[],
): Replay {
  const prepared = prepareDomain(domain);
  const initial = base.document();
  const differences: Difference[] = [];
  let calls = 0;
  for (const sequence of sequences) {
    const state = openState(base);
    const clock: Clock = { now: domain.spec.now };
    for (const [index, call] of sequence.actions.entries()) {
      calls += 1;
      const outcome = callTool(prepared, state, clock, call.name, call.arguments);
      const answer = outcome.ok ? textOf(outcome.result) : `Error: ${outcome.message}`;
      const same = outcome.ok === call.ok && (!call.ok || sameOutput(answer, call.output));
      if (!same) {
        const what = `${call.name} ${JSON.stringify(call.arguments)}: recorded ${short(call.output)}, answered ${short(answer)}`;
        differences.push({ task: sequence.task_id, call: index, what });
      }
    }
    const expected = applyPatch(initial as Json, sequence.final.db_patch);
    const place = firstDifference(expected, state.document() as Json, "");
    if (place !== null) {
      differences.push({ task: sequence.task_id, call: null, what: `final state: ${place}` });
    }
  }
  return { calls, sequences: sequences.length, differences };
}

/** What an agent is sent: text as it is, everything else as JSON. */
function textOf(result: Json): string {
  return typeof result === "string" ? result : JSON.stringify(result);
}

function short(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}...` : text;
}

function sameOutput(ours: string, theirs: string): boolean {
  if (ours === theirs) return true;
  const [left, right] = [parsed(ours), parsed(theirs)];
  return left !== undefined && right !== undefined && firstDifference(left, right, "") === null;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Where two JSON values differ, as a path with both values; null when they are equal. Key order does not count. */
export function firstDifference(expected: Json, actual: Json, path: string): string | null {
  // Records that no call touched are the same objects; this keeps the comparison of states cheap.
  if (expected === actual) return null;
  if (isObject(expected) && isObject(actual)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      const [left, right] = [own(expected, key), own(actual, key)];
      if (left === undefined) return `${path}/${key} is ${show(right)} and should not be there`;
      if (right === undefined) return `${path}/${key} is missing`;
      const inside = firstDifference(left, right, `${path}/${key}`);
      if (inside !== null) return inside;
    }
    return null;
  }
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    for (const [index, left] of expected.entries()) {
      const inside = firstDifference(left, actual[index] as Json, `${path}/${index}`);
      if (inside !== null) return inside;
    }
    return null;
  }
  return `${path} is ${show(actual)} and should be ${show(expected)}`;
}

function show(value: Json | undefined): string {
  return short(JSON.stringify(value) ?? "missing");
}

type JsonObject = { [key: string]: Json };

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The document after the operations; what they do not touch is shared with the original. */
export function applyPatch(document: Json, patch: readonly PatchOperation[]): Json {
  return patch.reduce((result, operation) => {
    const path = operation.path
      .split("/")
      .slice(1)
      .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
    return applyOperation(result, path, operation);
  }, document);
}

function applyOperation(target: Json, path: readonly string[], operation: PatchOperation): Json {
  const [key, ...rest] = path;
  if (key === undefined) throw new Error(`no place for ${operation.path}`);
  const change = (value: Json | undefined): Json => {
    if (value === undefined) throw new Error(`no ${operation.path} to change`);
    return applyOperation(value, rest, operation);
  };
  if (Array.isArray(target)) {
    const index = key === "-" ? target.length : Number(key);
    if (rest.length > 0) return target.with(index, change(target[index]));
    const value = operation.value as Json;
    if (operation.op === "add") return target.toSpliced(index, 0, value);
    return operation.op === "remove" ? target.toSpliced(index, 1) : target.with(index, value);
  }
  if (!isObject(target)) throw new Error(`no place for ${operation.path}`);
  if (rest.length > 0) return { ...target, [key]: change(own(target, key)) };
  if (operation.op !== "remove") return { ...target, [key]: operation.value as Json };
  const { [key]: _removed, ...others } = target;
  return others;
}
