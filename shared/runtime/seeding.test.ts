import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { EnvFoundryError } from "../errors/index.js";
import { createBase } from "../state/index.js";
import { BANK, type Db, RECIPE, SPEC } from "./bank.fixture.js";
import { type SeedTable, seedTables } from "./seeding.js";

const small = BANK.seed({ seed: 1, scale: 1 });
const large = BANK.seed({ seed: 1, scale: 3 });

describe("seedTables", () => {
  test("stores the fixed records first and then draws ids in order", () => {
    expect(Object.keys(small.accounts ?? {})).toEqual([
      "A001",
      "A002",
      "A003",
      "A004",
      "A005",
      "A006",
    ]);
    expect(small.accounts?.A001?.owner).toBe("The bank");
    expect(Object.values(small.transfers ?? {}).every((each) => each.note === null)).toBe(true);
  });

  test("makes a state that the engine takes as it is", () => {
    expect(createBase(SPEC, large).document()).toEqual(large);
  });

  test("only adds at a larger scale, but for derived fields", () => {
    for (const [table, records] of Object.entries(small)) {
      const ids = Object.keys(records);
      expect(Object.keys(large[table] ?? {}).slice(0, ids.length)).toEqual(ids);
      for (const [id, record] of Object.entries(records)) {
        expect({ ...large[table]?.[id], transfers: 0 }).toEqual({ ...record, transfers: 0 });
      }
    }
    expect(Object.keys(large.accounts ?? {})).toHaveLength(1 + 3 * 5);
    const counted = Object.values(large.accounts ?? {}).map((each) => each.transfers as number);
    expect(counted.reduce((a, b) => a + b, 0)).toBe(Object.keys(large.transfers ?? {}).length);
  });

  test("lets each round see the rounds before and its own, not those after", () => {
    const seen: number[] = [];
    const watching: SeedTable<Db>[] = [
      { entity: "Account", count: 2, each: RECIPE[0]?.each ?? (() => null) },
      {
        entity: "Transfer",
        count: 1,
        each: ({ db }) => {
          seen.push(db.accounts.all().length);
          return null;
        },
      },
    ];
    seedTables(SPEC, { seed: 1, scale: 3 }, watching);
    expect(seen).toEqual([2, 4, 6]);
  });

  test("makes a table once that does not scale", () => {
    const numbers: number[] = [];
    const each: NonNullable<SeedTable<Db>["each"]> = (call, i) => {
      numbers.push(i);
      return RECIPE[0]?.each?.(call, i) ?? null;
    };
    seedTables(SPEC, { seed: 1, scale: 3 }, [{ entity: "Account", count: 2, scales: false, each }]);
    expect(numbers).toEqual([0, 1]);
    numbers.length = 0;
    seedTables(SPEC, { seed: 1, scale: 3 }, [{ entity: "Account", count: 2, each }]);
    expect(numbers).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test("draws by seed, table and number alone: a table beside it changes nothing", () => {
    const alone = seedTables(SPEC, { seed: 1, scale: 1 }, RECIPE.slice(0, 1));
    const owners = (state: typeof alone) => Object.values(state.accounts ?? {}).map((a) => a.owner);
    expect(owners(alone)).toEqual(owners(small));
    expect(owners(BANK.seed({ seed: 2, scale: 1 }))).not.toEqual(owners(small));
  });

  test.each([
    [{ seed: 1.5, scale: 1 }],
    [{ seed: 2 ** 53, scale: 1 }],
    [{ seed: Number.NaN, scale: 1 }],
    [{ seed: 1, scale: 0 }],
    [{ seed: 1, scale: 1001 }],
    [{ seed: 1, scale: 1.5 }],
    [{ seed: "1" as unknown as number, scale: 1 }],
  ])("refuses options out of range: %o", (options) => {
    expect(() => BANK.seed(options)).toThrowError(
      expect.objectContaining({ code: "invalid_seed_options" }),
    );
  });

  test("says which record a wrong recipe fails at", () => {
    const failing = (each: NonNullable<SeedTable<Db>["each"]>) => () =>
      seedTables(SPEC, { seed: 1, scale: 1 }, [{ entity: "Account", count: 2, each }]);
    expect(failing(({ db }) => db.accounts.must("A900"))).toThrowError(/record 0 of accounts/);
    expect(failing(({ draw }) => draw.pick([]))).toThrowError(/record 0 of accounts.*pick/);
    expect(failing(() => ({ owner: "x", balance: -1, status: "open", transfers: 0 }))).toThrowError(
      EnvFoundryError,
    );
    const spendthrift = failing((call) => {
      call.spend(2_000_000);
      return null;
    });
    expect(spendthrift).toThrowError(/too many steps/);
  });

  test("gives the same bytes in another process, zone and language", () => {
    const script = fileURLToPath(new URL("./bank.fixture.ts", import.meta.url));
    const printed = execFileSync(
      process.execPath,
      [
        "--import",
        "tsx",
        "--input-type=module",
        "-e",
        `const { BANK } = await import(${JSON.stringify(script)});
         process.stdout.write(JSON.stringify(BANK.seed({ seed: 1, scale: 3 })));`,
      ],
      { env: { ...process.env, TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" } },
    );
    expect(printed.toString()).toBe(JSON.stringify(large));
  });
});
