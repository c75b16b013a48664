/**
 * Makes the initial state of a domain from its recipe: for the emitted `seed.ts` and for the
 * interpreter alike.
 *
 * Order: the records that are written out come first, then one round for each unit of scale; a
 * round makes the records of every table, in the order in which the tables are listed. What a
 * record draws depends on the seed, the domain, the table and its running number alone, so a
 * larger scale repeats the smaller one and only adds to it.
 */
import { EnvFoundryError, ToolRefusal } from "../errors/index.js";
import type { EntitySpec, StateDocument, StoredRecord } from "../schema/index.js";
import { createBase, type Table } from "../state/index.js";
import { world } from "../world/index.js";
import type { Call } from "./call.js";
import { CallContext, type Clock, STEP_BUDGET } from "./call-context.js";
import type { DomainSpec, SeedOptions } from "./domain.js";
import { copy } from "./library/index.js";
import { type SeedLibrary, seedLibrary, streamFor } from "./random.js";
import { SeedStore } from "./seed-store.js";

/** The largest scale: a thousand rounds. */
const MAX_SCALE = 1_000;

/** A call that also draws. Each record gets a fresh budget of steps. */
export interface SeedCall<Db> extends Call<Db> {
  /** The functions that only seeds have, by the names that logic uses. */
  readonly draw: SeedLibrary;
}

/** How the records of one table are made. */
export interface SeedTable<Db> {
  /** The entity's name, `Order`. */
  readonly entity: string;
  /** Records written out in full, their ids included. */
  readonly fixed?: readonly StoredRecord[];
  /** How many records `each` makes in a round. */
  readonly count?: number;
  /** False: the records are made in the first round only. */
  readonly scales?: boolean;
  /**
   * The fields of record number `i` (0-based, running on over the rounds), or null for none.
   * Nullable fields may be left out.
   */
  readonly each?: (call: SeedCall<Db>, i: number) => object | null;
}

/**
 * The initial state for the options: the same bytes in every process.
 *
 * @throws EnvFoundryError `invalid_seed_options` for options out of range; `seed_failed` when the
 *   recipe makes a record that the domain does not allow.
 */
export function seedTables<Db>(
  spec: DomainSpec,
  options: SeedOptions,
  tables: readonly SeedTable<Db>[],
): StateDocument {
  checkOptions(options);
  const store = new SeedStore(spec.entities, fixedRecords(spec, tables));
  const context = new SeedContext<Db>();
  const clock: Clock = { now: spec.now };
  const people = world(options.seed);
  for (let round = 0; round < options.scale; round += 1) {
    for (const seeded of tables) {
      const { each, count = 0, scales = true } = seeded;
      const entity = entityOf(spec, seeded.entity);
      const once = !scales || entity.singleton;
      if (each === undefined || (once && round > 0)) continue;
      const table = store.tables[entity.table] as unknown as Table<StoredRecord>;
      for (let i = round * count; i < (round + 1) * count; i += 1) {
        context.open(store.tables as Db, clock, STEP_BUDGET);
        context.draw = seedLibrary(streamFor(options.seed, spec.domain, entity.table, i), people);
        explained(spec, `record ${i} of ${entity.table}`, () => {
          const fields = each(context, i);
          store.settle();
          if (fields !== null) table.create(fields as StoredRecord);
        });
      }
    }
  }
  // Building a base of it checks it all: types, bounds, and that every ref leads somewhere.
  return checked(spec, store.document());
}

class SeedContext<Db> extends CallContext<Db> implements SeedCall<Db> {
  draw!: SeedLibrary;
}

function checkOptions({ seed, scale }: SeedOptions): void {
  if (!Number.isSafeInteger(seed)) {
    throw new EnvFoundryError("invalid_seed_options", `seed must be a whole number, not ${seed}.`);
  }
  if (!Number.isInteger(scale) || scale < 1 || scale > MAX_SCALE) {
    throw new EnvFoundryError(
      "invalid_seed_options",
      `scale must be a whole number from 1 to ${MAX_SCALE}, not ${scale}.`,
    );
  }
}

function fixedRecords<Db>(spec: DomainSpec, tables: readonly SeedTable<Db>[]): StateDocument {
  const document: Record<string, Record<string, StoredRecord>> = {};
  for (const { entity: name, fixed = [] } of tables) {
    const entity = entityOf(spec, name);
    const entries = fixed.map((record): [string, StoredRecord] => [
      entity.singleton ? entity.table : String(record[entity.idField]),
      copy(record),
    ]);
    document[entity.table] = Object.fromEntries(entries);
  }
  return document;
}

function entityOf(spec: DomainSpec, name: string): EntitySpec {
  const entity = spec.entities.find((candidate) => candidate.name === name);
  if (entity === undefined) {
    throw new EnvFoundryError("seed_failed", `${spec.domain} has no entity ${name} to make.`);
  }
  return entity;
}

function checked(spec: DomainSpec, document: StateDocument): StateDocument {
  try {
    return createBase(spec, document).document();
  } catch (error) {
    if (!(error instanceof EnvFoundryError)) throw error;
    throw new EnvFoundryError(
      "seed_failed",
      `The seed of ${spec.domain} makes a state that cannot be: ${error.message}`,
      { cause: error },
    );
  }
}

/** A refusal has no agent to go to here: it says that the recipe is wrong, and where. */
function explained(spec: DomainSpec, what: string, step: () => void): void {
  try {
    step();
  } catch (error) {
    const isExpected =
      error instanceof ToolRefusal ||
      error instanceof RangeError ||
      (error instanceof EnvFoundryError && error.code === "seed_failed");
    if (!isExpected) throw error;
    throw new EnvFoundryError(
      "seed_failed",
      `The seed of ${spec.domain} cannot be made; ${what}: ${error.message}`,
      { cause: error },
    );
  }
}
