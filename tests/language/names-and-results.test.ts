/** Names from elsewhere, keys that are dates, and results of several types: interpreted and emitted. */
import { rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Domain, inputSchema, outputSchema, type StateDocument } from "../../shared/index.js";
import {
  emitInto,
  importDomain,
  load,
  Running,
  typeErrors,
} from "../../synthesizer/compiler/testing.js";
import { interpretDomain } from "../../synthesizer/interpreter/index.js";

const TEXT = `
domain: motor-pool
title: Motor pool
summary: Cars, trailers and their days.
category: transport
now: 2026-03-02T09:00:00
policy: Cars are lent by the day.
enums:
  Gear: { description: A gear., values: [park, drive, "R-1"] }
entities:
  Car:
    table: cars
    description: A car.
    id: { field: carId, prefix: C, digits: 3 }
    fields:
      fuelLevel: { type: number, description: Litres. }
      _force: { type: number, description: Force of the brake. }
      Gear: { type: Gear, description: The gear. }
      price: { type: "map<date, money>", description: Price by day. }
      note: { type: string?, description: A remark., omit_null: true }
      trip: { type: Trip?, description: Where it is. }
  Trailer:
    table: trailers
    description: A trailer.
    id: { field: trailer_id, prefix: T, digits: 3 }
    fields:
      axles: { type: int, description: Axles. }
    views: { short: [axles] }
types:
  Trip: { description: A trip., fields: { km: { type: int, description: Length. }, dueDate: { type: date?, description: Return. } } }
tools:
  startEngine:
    description: Start it.
    params:
      carId: { type: ref<Car>, as: car, description: The car. }
      _parkingBrakeForce: { type: number, description: Force. }
      gearName: { type: string, description: Name of the gear. }
      Mode: { type: string?, description: The mode. }
    result: [{ ok: { type: bool, description: Done. }, Mode: { type: string?, description: The mode. } }, null]
    body: |
      const gear = parseEnum(gearName, "Gear");
      if (gear === null) { return null; }
      car.Gear = gear;
      car._force = _parkingBrakeForce;
      car.fuelLevel -= 0.5;
      return { ok: true, Mode };
  find_any:
    description: Find what has the id.
    params:
      id: { type: string, description: Its id. }
    result: Car | Trailer.short | string
    body: |
      const car = cars.get(id);
      if (car !== null) { return car; }
      const trailer = trailers.get(id);
      if (trailer !== null) { return trailer; }
      return "Nothing has this id.";
  describeAny:
    description: Find what has the id, with a word about it.
    params:
      id: { type: string, description: Its id. }
    result: { found: { type: "Car | Trailer?", description: It. }, word: { type: string, description: A word. } }
    body: |
      const car = cars.get(id);
      if (car !== null) { return { found: car, word: "car" }; }
      const found = { found: trailers.get(id), word: "other" };
      return found;
  set_price:
    description: Set the price of a day.
    params:
      carId: { type: ref<Car>, as: car, description: The car. }
      day_of: { type: date, description: The day. }
      prices: { type: "map<date, money>", description: Prices by day. }
    result: { days: { type: list<date>, description: Days. }, seen: { type: "map<date, int>", description: How often. } }
    body: |
      car.price[day_of] = (car.price[day_of] ?? 0) + 5;
      const seen = { [today]: 1 };
      for (const { key, value } of entries(prices)) {
        car.price[key] = value;
        seen[key] = (seen[key] ?? 0) + 1;
      }
      delete car.price[today];
      return { days: keys(car.price).map(d => addDays(d, 1)), seen };
  drive:
    description: Drive on.
    params:
      id: { type: string, description: Its id. }
      really: { type: bool, description: Whether to. }
    result: none
    body: |
      const trip = really ? cars.get(id)?.trip ?? null : null;
      if (trip !== null) { trip.km += 5; }
      const legs = [];
      for (const car of cars) {
        const dueDate = today;
        if (car.trip !== null) { legs.push({ ...car.trip, dueDate }); }
      }
      const own = cars.get(id)?.trip;
      if (own !== null) { own.km += legs.length; }
seed:
  cars:
    fixed:
      C001: { fuelLevel: 5, _force: 0, Gear: park, price: { 2026-03-02: 100 }, trip: { km: 1 } }
examples:
  - name: any
    on: seed
    when: { tool: find_any, args: { id: C001 } }
    then: { result: { fuelLevel: 5 } }
`;

const START: StateDocument = {
  cars: {
    C001: {
      carId: "C001",
      fuelLevel: 5,
      _force: 0,
      Gear: "park",
      price: { "2026-03-02": 100, "2026-03-01": 90 },
      note: null,
      trip: { km: 1, dueDate: null },
    },
  },
  trailers: { T001: { trailer_id: "T001", axles: 2 } },
};

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ir = load(TEXT);
let emitted: Domain;
let folder: string;

beforeAll(async () => {
  folder = await emitInto(ir, "names-and-results", HERE);
  emitted = await importDomain(folder);
});

afterAll(() => rmSync(path.join(HERE, ".tmp"), { recursive: true, force: true }));

test("the emitted code is TypeScript that compiles", () => {
  expect(typeErrors(folder)).toBe("");
}, 60_000);

describe("names and results", () => {
  const both = (tool: string, args: unknown) => {
    const runs = [interpretDomain(ir), emitted].map((domain) =>
      new Running(domain, START).call({ tool, args }),
    );
    expect(runs[1]).toEqual(runs[0]);
    return runs[0] as { outcome: { ok: boolean; result: unknown }; state: StateDocument };
  };

  test.each([
    [
      "startEngine",
      { carId: "C001", _parkingBrakeForce: 3, gearName: "R-1", Mode: "eco" },
      { ok: true, Mode: "eco" },
    ],
    ["startEngine", { carId: "C001", _parkingBrakeForce: 3, gearName: "Park" }, null],
    ["find_any", { id: "T001" }, { axles: 2 }],
    ["find_any", { id: "x" }, "Nothing has this id."],
    ["describeAny", { id: "T001" }, { found: { trailer_id: "T001", axles: 2 }, word: "other" }],
    ["describeAny", { id: "x" }, { found: null, word: "other" }],
    [
      "set_price",
      { carId: "C001", day_of: "2026-03-02", prices: { "2026-03-05": 7, "2026-03-04": 8 } },
      {
        days: ["2026-03-02", "2026-03-05", "2026-03-06"],
        seen: { "2026-03-02": 1, "2026-03-04": 1, "2026-03-05": 1 },
      },
    ],
  ])("%s %j", (tool, args, result) => {
    expect(both(tool, args).outcome).toMatchObject({ ok: true, result });
  });

  test("a result of several types is presented as the one that it has", () => {
    const { outcome } = both("find_any", { id: "C001" });
    expect(outcome.result).not.toHaveProperty("note");
    expect(outcome.result).toMatchObject({ carId: "C001", Gear: "park" });
  });

  test("a key that is no date is refused", () => {
    const args = { carId: "C001", day_of: "2026-03-02", prices: { soon: 7 } };
    expect(both("set_price", args).outcome).toMatchObject({ ok: false, code: "invalid_arguments" });
  });

  test("a change through what may be null reaches the record", () => {
    const { state } = both("drive", { id: "C001", really: true });
    expect(state.cars?.C001?.trip).toEqual({ km: 7, dueDate: null });
  });

  test("the schema of a result of several types stands in a wrapper", () => {
    const tool = (name: string) => ir.tools.find((one) => one.name === name);
    const any = outputSchema(tool("find_any")?.result ?? { kind: "bool" });
    expect(any.properties).toMatchObject({
      result: { anyOf: [{ type: "object" }, { type: "object" }, { type: "string" }] },
    });
    const found = outputSchema(tool("describeAny")?.result ?? { kind: "bool" });
    expect(found.properties).toMatchObject({
      found: { anyOf: [{ type: "object" }, { type: "object" }, { type: "null" }] },
    });
    const args = interpretDomain(ir).spec.tools.find(({ name }) => name === "startEngine");
    expect(Object.keys(inputSchema(args?.params ?? []).properties as object)).toEqual([
      "carId",
      "_parkingBrakeForce",
      "gearName",
      "Mode",
    ]);
  });
});
