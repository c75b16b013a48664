/** Where the ids of new records come from. Everything is drawn from the state alone. */
import { ToolRefusal } from "../errors/index.js";
import type { EntitySpec, IdScheme, Json, StoredRecord } from "../schema/index.js";
import { canonicalJson, sha256 } from "./json.js";

/** What drawing an id needs to know of the table. */
export interface IdSource {
  /** Whether a record carries the id, or carried it until it was removed in this call. */
  taken(id: string): boolean;
  /** The next number of the table's counter. */
  counter: number;
}

/** Whether ids of the entity mean nothing by themselves, so that created ones are renamed. */
export function isSurrogate(entity: EntitySpec): boolean {
  if (entity.singleton) return false;
  const scheme = entity.id;
  if (scheme.kind === "first_free") return scheme.surrogate;
  return scheme.kind === "counter" || scheme.kind === "hash";
}

/** The first number that a counter draws: `start`, or one more than the highest id in use. */
export function firstCounter(scheme: IdScheme, ids: Iterable<string>): number {
  if (scheme.kind !== "counter") return 0;
  let next = scheme.start;
  for (const id of ids) {
    const number = counterNumber(scheme.prefix, id);
    if (number !== null && number >= next) next = number + 1;
  }
  return next;
}

function counterNumber(prefix: string, id: string): number | null {
  if (!id.startsWith(prefix)) return null;
  const digits = id.slice(prefix.length);
  if (!/^\d{1,15}$/.test(digits)) return null;
  return Number(digits);
}

/**
 * The id of a new record. Advances the counter where the scheme has one.
 *
 * @throws ToolRefusal `duplicate_id` for a natural id that is taken, `ids_exhausted` when a list of
 *   ids has no free one, `invalid_state` for a natural id that is not text.
 */
export function drawId(entity: EntitySpec, fields: StoredRecord, source: IdSource): string {
  const scheme = entity.id;
  if (entity.singleton) return refuseTaken(entity, entity.table, source);
  switch (scheme.kind) {
    case "counter": {
      for (;;) {
        const id = scheme.prefix + String(source.counter).padStart(scheme.digits, "0");
        source.counter += 1;
        if (!source.taken(id)) return id;
      }
    }
    case "first_free": {
      const free = scheme.values.find((value) => !source.taken(value));
      if (free !== undefined) return free;
      throw new ToolRefusal("ids_exhausted", `There is no free ${entity.name} left.`);
    }
    case "hash": {
      const text = hashedText(scheme.fields, fields);
      for (let attempt = 0; ; attempt++) {
        const digest = sha256(attempt === 0 ? text : `${text}#${attempt}`);
        const id = scheme.prefix + hashDigits(digest, scheme.digits, scheme.alphabet);
        if (!source.taken(id)) return id;
        if (attempt >= MAX_HASH_ATTEMPTS) {
          throw new ToolRefusal("ids_exhausted", `There is no free id for another ${entity.name}.`);
        }
      }
    }
    case "natural": {
      const id = Object.hasOwn(fields, entity.idField) ? fields[entity.idField] : undefined;
      if (typeof id === "string" && id !== "") return refuseTaken(entity, id, source);
      throw new ToolRefusal("invalid_state", `A new ${entity.name} needs a ${entity.idField}.`);
    }
  }
}

/** Short hashes collide; with so many misses in a row there is no point in going on. */
const MAX_HASH_ATTEMPTS = 10_000;

function refuseTaken(entity: EntitySpec, id: string, source: IdSource): string {
  if (!source.taken(id)) return id;
  const shown = id.length > 80 ? `${id.slice(0, 80)}...` : id;
  throw new ToolRefusal("duplicate_id", `${entity.name} ${shown} exists already.`);
}

function hashedText(names: readonly string[], fields: StoredRecord): string {
  const picked: [string, Json][] = names.map((name) => [
    name,
    Object.hasOwn(fields, name) ? (fields[name] ?? null) : null,
  ]);
  return canonicalJson(Object.fromEntries(picked));
}

/** The first hexadecimal digits, or the last decimal ones of the digest as a number. */
function hashDigits(digest: string, digits: number, alphabet: "hex" | "decimal"): string {
  if (alphabet === "hex") return digest.slice(0, digits);
  return (BigInt(`0x${digest}`) % 10n ** BigInt(digits)).toString().padStart(digits, "0");
}
