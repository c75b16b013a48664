import { expect, expectTypeOf, it } from "vitest";
import * as library from "./index.js";

it("infers what emitted code needs", () => {
  type Cabin = "economy" | "first";
  const fares: Partial<Record<Cabin, number>> = { economy: 5 };
  const stock: Readonly<Record<string, { left: number }>> = { a: { left: 2 } };
  const cabin: Cabin = "first" as Cabin;

  expectTypeOf(library.lookup(fares, cabin)).toEqualTypeOf<number | null>();
  expectTypeOf(library.lookup(stock, "a")).toEqualTypeOf<{ left: number } | null>();
  expectTypeOf(library.keys(fares)).toEqualTypeOf<Cabin[]>();
  expectTypeOf(library.keys(stock)).toEqualTypeOf<string[]>();
  expectTypeOf(library.values(fares)).toEqualTypeOf<number[]>();
  expectTypeOf(library.values(stock)).toEqualTypeOf<{ left: number }[]>();
  expectTypeOf(library.entries(fares)).toEqualTypeOf<{ key: Cabin; value: number }[]>();
  expectTypeOf(library.has(fares, cabin)).toEqualTypeOf<boolean>();
  expectTypeOf(library.min(1, 2)).toEqualTypeOf<number>();
  expectTypeOf(library.min([1, 2])).toEqualTypeOf<number | null>();
  expectTypeOf(library.max("2026-03-02", "2026-03-03")).toEqualTypeOf<string>();
  expectTypeOf(library.max(["2026-03-02"])).toEqualTypeOf<string | null>();
  expectTypeOf(library.first([{ a: 1 }])).toEqualTypeOf<{ a: number } | null>();
  expectTypeOf(library.item(["x"], 0)).toEqualTypeOf<string | null>();
  expectTypeOf(library.tally([cabin])).toEqualTypeOf<Record<string, number>>();
  expectTypeOf(library.sortBy([fares], (x) => x.first ?? null)).toEqualTypeOf<(typeof fares)[]>();
  expectTypeOf(library.groupBy([1], (n) => n > 1)).toEqualTypeOf<
    { key: boolean; items: number[] }[]
  >();
  library.put(fares, cabin, 7);
  library.drop(fares, "economy");
  expect(fares).toEqual({ first: 7 });
});
