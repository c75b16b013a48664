import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareKeys, equal, identity } from "./compare.js";
import * as lists from "./lists.js";
import { sortBy, sortByDescending } from "./lists.js";
import { entries, has, keys, size, values } from "./maps.js";
import * as numbers from "./numbers.js";
import { max, min, parseInteger, parseNumber } from "./numbers.js";
import { containsWords, search } from "./search.js";
import { capitalize, normalize, text, titleCase, words } from "./text.js";

const run = { seed: 7, numRuns: 500 };
const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>;

describe("numbers", () => {
  it("are cut without -0", () => {
    expect([numbers.floor(-0.5), numbers.ceil(-0.5), numbers.trunc(-0.5)]).toEqual([-1, 0, 0]);
    expect([numbers.floor(2.7), numbers.ceil(2.1), numbers.trunc(-2.7)]).toEqual([2, 3, -2]);
    expect(numbers.abs(-3)).toBe(3);
  });

  it("min and max of arguments and of lists, of numbers and of dates", () => {
    expect([min(3, 1), min(3, 1, 2), max(3, 1), max(1, 2, 3, 2)]).toEqual([1, 1, 3, 3]);
    expect([min([3, 1, 2]), max([3, 1, 2]), min([]), max([])]).toEqual([1, 3, null, null]);
    expect(min("2026-03-02", "2026-02-27")).toBe("2026-02-27");
    expect(max(["2026-03-02", "2026-02-27"])).toBe("2026-03-02");
    expect(min([null, 4, null])).toBe(4);
    expect(max([null, null])).toBe(null);
  });

  it("clamp", () => {
    expect([numbers.clamp(5, 1, 3), numbers.clamp(0, 1, 3), numbers.clamp(2, 1, 3)]).toEqual([
      3, 1, 2,
    ]);
    expect(numbers.clamp("2026-03-02", "2026-03-05", "2026-04-01")).toBe("2026-03-05");
    expect(numbers.clamp(2, 5, 3)).toBe(3);
  });

  it.each([
    ["12", 12, 12],
    [" -3.50 ", -3.5, null],
    [".5", 0.5, null],
    ["5.", 5, null],
    ["+7", 7, 7],
    ["-0", 0, 0],
    ["1e3", null, null],
    ["0x10", null, null],
    ["1,000", null, null],
    ["12 34", null, null],
    ["", null, null],
    ["-", null, null],
    ["Infinity", null, null],
    ["NaN", null, null],
    ["9007199254740993", 9007199254740992, null],
    ["9".repeat(400), null, null],
  ])("parses %j as %j and %j", (written, number, integer) => {
    expect(parseNumber(written)).toBe(number);
    expect(parseInteger(written)).toBe(integer);
  });
});

describe("text", () => {
  it.each([
    ["  Café-Crème! ", "cafe creme"],
    ["O'Brien", "o brien"],
    ["ＦＵＬＬ ｗｉｄｔｈ ①", "full width 1"],
    ["İstanbul", "istanbul"],
    ["ΟΔΟΣ", "οδοσ"],
    ["ΟΔΟΣ Α", "οδοσ α"],
    ["Straße_42", "straße 42"],
    ["ﬁne", "fine"],
    ["日本 語", "日本 語"],
    ["---", ""],
    ["already plain", "already plain"],
  ])("normalize(%j) is %j", (written, expected) => expect(normalize(written)).toBe(expected));

  it("normalizing twice is normalizing once", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (written) => {
        expect(normalize(normalize(written))).toBe(normalize(written));
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it("means the same for a text alone and among other letters", () => {
    const separated = fc.string({ unit: "grapheme", maxLength: 12 });
    fc.assert(
      fc.property(fc.oneof(fc.string(), separated), (written) => {
        expect(normalize(`${written} é`)).toBe(`${normalize(written)} e`.trim());
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it("words, capitalize, titleCase, text", () => {
    expect(words("  two\n words ")).toEqual(["two", "words"]);
    expect(words(" ")).toEqual([]);
    expect([capitalize("éCOLE x"), capitalize(""), capitalize("𐐨a")]).toEqual([
      "ÉCOLE x",
      "",
      "𐐀a",
    ]);
    expect(titleCase("hello  wORLD o'neill")).toBe("Hello  World O'neill");
    expect([text(1.5), text(true), text("x"), text(-0), text(1e21)]).toEqual([
      "1.5",
      "true",
      "x",
      "0",
      "1e+21",
    ]);
    expect(() => words("a ".repeat(10_001))).toThrow("too long");
    expect(() => normalize("ﷺ".repeat(50_000))).toThrow("too long");
  });

  it("containsWords and search go by whole words in any order", () => {
    expect(containsWords("The Café, Crème brûlée", "CREME cafe")).toBe(true);
    expect(containsWords("keyboards", "keyboard")).toBe(false);
    expect(containsWords("a a", "a a a")).toBe(true);
    expect([containsWords("x", ""), containsWords("", "x"), containsWords("", "!")]).toEqual([
      true,
      false,
      true,
    ]);
    const items = [{ t: "Red shirt, small" }, { t: "red SHOE" }, { t: "blue shirt" }];
    expect(search(items, "shirt red", (x) => x.t)).toEqual([{ t: "Red shirt, small" }]);
    expect(search(items, "", (x) => x.t)).toEqual(items);
  });
});

describe("order", () => {
  it("nulls last, numbers, text by code unit, false before true", () => {
    const mixed = [null, "b", true, 2, "a", false, null, -1, "B", Number.NaN, "ä", "Z"];
    expect(sortBy(mixed, (x) => x)).toEqual([
      ...[-1, 2, "B", "Z", "a", "b", "ä", false, true, null, null, Number.NaN],
    ]);
    expect(sortByDescending([1, null, 3, 2], (x) => x)).toEqual([3, 2, 1, null]);
  });

  it("is stable both ways and leaves the list alone", () => {
    const item = fc.record({ key: fc.option(fc.integer({ min: 0, max: 3 })), id: fc.nat() });
    fc.assert(
      fc.property(fc.array(item), (list) => {
        const frozen = Object.freeze(list.map((x, at) => ({ ...x, at })));
        for (const [sort, sign] of [
          [sortBy, 1],
          [sortByDescending, -1],
        ] as const) {
          const sorted = sort(frozen, (x) => x.key);
          expect(sorted.map((x) => x.at).sort((a, b) => a - b)).toEqual(frozen.map((x) => x.at));
          for (const [i, b] of sorted.entries()) {
            const a = sorted[i - 1];
            if (a === undefined) continue;
            if (a.key === b.key) expect(a.at).toBeLessThan(b.at);
            else if (b.key === null) expect(a.key).not.toBe(null);
            else expect(a.key !== null && (b.key - a.key) * sign > 0).toBe(true);
          }
        }
      }),
      run,
    );
  });

  it("compareKeys is a total order", () => {
    const key = fc.oneof(
      fc.constantFrom(null, true, false, Number.NaN, 0, -0),
      fc.integer({ min: -2, max: 2 }),
      fc.string({ maxLength: 2 }),
    );
    fc.assert(
      fc.property(key, key, key, (a, b, c) => {
        expect(Math.sign(compareKeys(a, b))).toBe(0 - Math.sign(compareKeys(b, a)));
        if (compareKeys(a, b) <= 0 && compareKeys(b, c) <= 0) {
          expect(compareKeys(a, c)).toBeLessThanOrEqual(0);
        }
      }),
      { seed: 7, numRuns: 3000 },
    );
  });

  it("minBy and maxBy take the first of the best and pass over nulls", () => {
    const list = [
      { k: null, n: 0 },
      { k: 2, n: 1 },
      { k: 1, n: 2 },
      { k: 2, n: 3 },
      { k: 1, n: 4 },
    ];
    expect(lists.minBy(list, (x) => x.k)?.n).toBe(2);
    expect(lists.maxBy(list, (x) => x.k)?.n).toBe(1);
    expect(lists.minBy([{ k: null }], (x) => x.k)).toBe(null);
    expect(lists.maxBy([] as { k: number }[], (x) => x.k)).toBe(null);
  });
});

describe("equal", () => {
  it("looks at own keys, in any order", () => {
    expect(equal({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
    expect(equal({ a: 1 }, { a: 1, b: null })).toBe(false);
    expect(equal([1, 2], [2, 1])).toBe(false);
    expect(equal([], {})).toBe(false);
    expect(equal({}, { toString: 1 })).toBe(false);
    expect(equal({ x: 1 }, { toString: 1 })).toBe(false);
    expect(equal(JSON.parse('{"__proto__":1}'), {})).toBe(false);
    expect(equal(JSON.parse('{"__proto__":{}}'), JSON.parse('{"x":{}}'))).toBe(false);
    expect(equal(JSON.parse('{"__proto__":[1]}'), JSON.parse('{"__proto__":[1]}'))).toBe(true);
    expect([equal(0, -0), equal(Number.NaN, Number.NaN), equal(null, 0)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(equal("1", 1)).toBe(false);
  });

  it("is reflexive, and agrees with identity", () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(equal(a, structuredClone(a))).toBe(true);
        expect(equal(a, b)).toBe(equal(b, a));
        expect(new Set([identity(a), identity(b)]).size === 1).toBe(equal(a, b));
      }),
      { seed: 7, numRuns: 2000 },
    );
    expect(identity('\u0000{"a":1}')).not.toBe(identity({ a: 1 }));
  });
});

describe("lists", () => {
  it("sums and means", () => {
    expect([lists.sum([]), lists.sum([1, 2, 3]), lists.sum([{ n: 2 }], (x) => x.n)]).toEqual([
      0, 6, 2,
    ]);
    expect([lists.avg([]), lists.avg([1, 2]), lists.avg([{ n: 2 }], (x) => x.n)]).toEqual([
      null,
      1.5,
      2,
    ]);
  });

  it("ends and pieces", () => {
    expect([lists.first([1, 2]), lists.last([1, 2]), lists.first([]), lists.last([])]).toEqual([
      1,
      2,
      null,
      null,
    ]);
    expect([1, 5, 0, -1, 1.5, Number.NaN].map((n) => lists.take([7, 8], n))).toEqual([
      [7],
      [7, 8],
      [],
      [],
      [7],
      [],
    ]);
    expect(lists.count([1, 2, 3], (n) => n > 1)).toBe(2);
    expect(lists.flatten([[1], [], [2, 3]])).toEqual([1, 2, 3]);
    expect(lists.zip([1, 2, 3], ["a", "b"])).toEqual([
      { first: 1, second: "a" },
      { first: 2, second: "b" },
    ]);
  });

  it("range", () => {
    expect([lists.range(3), lists.range(2, 5), lists.range(5, 2), lists.range(-2)]).toEqual([
      [0, 1, 2],
      [2, 3, 4],
      [],
      [],
    ]);
    expect(lists.range(2.5)).toEqual([0, 1, 2]);
    expect(lists.range(-1.5, 1)).toEqual([-1, 0]);
    expect(lists.range(10_000)).toHaveLength(10_000);
    expect(() => lists.range(10_001)).toThrow("too long");
    expect(() => lists.range(Infinity)).toThrow("too long");
    expect(lists.range(Number.NaN)).toEqual([]);
  });

  it("groups, tallies and distinct values", () => {
    expect(lists.groupBy([3, 1, 4, 1, 5], (n) => n % 2 === 0)).toEqual([
      { key: false, items: [3, 1, 1, 5] },
      { key: true, items: [4] },
    ]);
    expect(lists.tally(["b", "a", "b"])).toEqual({ a: 1, b: 2 });
    const odd = lists.tally(["__proto__", "constructor", "__proto__"]);
    expect(Object.entries(odd)).toEqual([
      ["__proto__", 2],
      ["constructor", 1],
    ]);
    expect(lists.distinct([1, "1", 1, null, null])).toEqual([1, "1", null]);
    expect(lists.distinct([{ a: 1, b: 2 }, { b: 2, a: 1 }, { a: 1 }])).toEqual([
      { a: 1, b: 2 },
      { a: 1 },
    ]);
  });

  it("multisets", () => {
    expect(lists.without([1, 2, 1], 1)).toEqual([2, 1]);
    expect(lists.without([{ a: 1 }], { a: 1 })).toEqual([]);
    expect(lists.without([1], 3)).toEqual([1]);
    expect(lists.containsAll([1, 1, 2], [1, 1])).toBe(true);
    expect(lists.containsAll([1, 2], [1, 1])).toBe(false);
    expect(lists.containsAll([], [])).toBe(true);
    expect(lists.sameItems([1, 2, 1], [1, 1, 2])).toBe(true);
    expect(lists.sameItems([1, 2, 2], [1, 1, 2])).toBe(false);
    const small = fc.array(fc.constantFrom<unknown>(1, "1", null, { a: [1] }, { a: [2] }));
    fc.assert(
      fc.property(small, small, (a, b) => {
        let left: readonly unknown[] = a;
        const taken = b.every((x) => {
          const rest = lists.without(left, x);
          const found = rest.length < left.length;
          left = rest;
          return found;
        });
        expect(lists.containsAll(a, b)).toBe(taken);
        expect(lists.sameItems(a, b)).toBe(taken && left.length === 0);
        expect(lists.distinct(a)).toEqual(
          a.filter((x, i) => a.findIndex((y) => equal(x, y)) === i),
        );
      }),
      run,
    );
  });
});

describe("maps", () => {
  it("go by code unit and own keys", () => {
    const map = JSON.parse('{"b":1,"10":2,"9":3,"__proto__":4,"é":5,"Z":6}') as Record<
      string,
      number
    >;
    expect(keys(map)).toEqual(["10", "9", "Z", "__proto__", "b", "é"]);
    expect(values(map)).toEqual([2, 3, 6, 4, 1, 5]);
    expect(entries(map)[3]).toEqual({ key: "__proto__", value: 4 });
    expect([has(map, "__proto__"), has({}, "__proto__"), has({}, "constructor")]).toEqual([
      true,
      false,
      false,
    ]);
    expect([size(map), size({})]).toEqual([6, 0]);
  });
});
