import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDate, yearsBetween } from "../runtime/library/index.js";
import { streamFor } from "../runtime/random.js";
import { COMPANY_KINDS, COMPANY_STEMS } from "./business.js";
import { CITIES } from "./cities.js";
import { AGES_ON, type Place, world } from "./index.js";
import { CULTURES } from "./names.js";
import { permutation } from "./permutation.js";
import { STREET_NAMES } from "./streets.js";

const one = world(1);
const people = Array.from({ length: 20_000 }, (_, i) => one.person(i));

function checkPlace(place: Place): void {
  const cities = CITIES.filter((c) => c.city === place.city && c.region === place.region);
  expect(cities.map((c) => c.prefix)).toContain(place.postal_code.slice(0, 3));
  expect(place.postal_code).toMatch(/^\d{5}$/);
  expect(place.street).toMatch(/^[1-9]\d{0,3} [A-Z][a-z]+ [A-Z][a-z]+(, Apt \d+[A-D])?$/);
  expect(place.country).toBe("USA");
}

describe("word lists", () => {
  it("are long enough, and no list repeats itself", () => {
    const given = new Set(CULTURES.flatMap((c) => c.given));
    const family = new Set(CULTURES.flatMap((c) => c.family));
    expect(given.size).toBeGreaterThanOrEqual(200);
    expect(family.size).toBeGreaterThanOrEqual(300);
    expect(CITIES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(STREET_NAMES).size).toBeGreaterThanOrEqual(120);
    expect(new Set(COMPANY_STEMS).size).toBeGreaterThanOrEqual(80);
    for (const list of [
      ...CULTURES.flatMap((c) => [c.given, c.family]),
      CITIES.map((c) => `${c.city} ${c.region}`),
      CITIES.flatMap((c) => c.areas),
      STREET_NAMES,
      COMPANY_STEMS,
      COMPANY_KINDS,
    ]) {
      expect(list.filter((word, i) => list.indexOf(word) !== i)).toEqual([]);
    }
  });
});

describe("people", () => {
  it("stay who they are: a change here changes every seed", () => {
    expect(one.person(0)).toEqual({
      first_name: "Thuy",
      last_name: "Tran",
      name: "Thuy Tran",
      email: "tran.thuy6355@example.com",
      phone: "502-555-0104",
      birth_date: "1934-08-01",
      place: {
        street: "580 Cleveland Terrace",
        city: "Louisville",
        region: "KY",
        postal_code: "40204",
        country: "USA",
      },
    });
  });

  it("have emails of their own, made of their names", () => {
    expect(new Set(people.map((p) => p.email)).size).toBe(people.length);
    for (const { email } of people) {
      expect(email).toMatch(/^[a-z]+[._]?[a-z]+\d{4,5}@example\.(com|org|net)$/);
    }
    const big = [9e4, 99e3, 1e6, 2 ** 40, Number.MAX_SAFE_INTEGER].map((i) => one.person(i).email);
    expect(new Set(big).size).toBe(big.length);
  });

  it("share names now and then, and seldom a phone", () => {
    const names = new Set(people.slice(0, 2000).map((p) => p.name)).size;
    expect(names).toBeGreaterThan(1500);
    expect(names).toBeLessThan(2000);
    expect(new Set(people.slice(0, 9000).map((p) => p.phone)).size).toBe(9000);
  });

  it("agree with themselves", () => {
    for (const person of people.slice(0, 3000)) {
      expect(person.name).toBe(`${person.first_name} ${person.last_name}`);
      expect(parseDate(person.birth_date)).toBe(person.birth_date);
      const age = yearsBetween(person.birth_date, AGES_ON);
      expect(age).toBeGreaterThanOrEqual(18);
      expect(age).toBeLessThanOrEqual(90);
      expect(person.phone).toMatch(/^[2-9]\d{2}-555-01[0-7]\d$/);
      const home = CITIES.find((c) => c.areas.includes(person.phone.slice(0, 3)));
      expect([home?.city, home?.region]).toEqual([person.place.city, person.place.region]);
      checkPlace(person.place);
    }
  });

  it("are others in another world, and all ages occur", () => {
    const two = world(2);
    const same = people.slice(0, 500).filter((p, i) => p.name === two.person(i).name);
    expect(same.length).toBeLessThan(10);
    const ages = new Set(people.slice(0, 3000).map((p) => yearsBetween(p.birth_date, AGES_ON)));
    expect(ages.size).toBe(73);
  });

  it("are the same whenever one asks, and exist for every number", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat(), (seed, i) => {
        const first = world(seed);
        first.person(i + 1);
        expect(world(seed).person(i)).toEqual(first.person(i));
      }),
      { seed: 7, numRuns: 100 },
    );
    expect(one.person(-3)).toEqual(one.person(3));
    expect(one.person(3.9)).toEqual(one.person(3));
    expect(one.person(Number.NaN)).toEqual(one.person(0));
  });
});

describe("companies and places", () => {
  it("have domains of their own", () => {
    const companies = Array.from({ length: 9000 }, (_, i) => one.company(i));
    expect(new Set(companies.map((c) => c.domain)).size).toBe(9000);
    for (const company of companies.slice(0, 500)) {
      expect(company.domain).toMatch(/^[a-z]+-[a-z]+\.example$/);
      expect(company.name.toLowerCase()).toContain(company.domain.split("-")[0]);
      expect(company.phone).toMatch(/^[2-9]\d{2}-555-01[89]\d$/);
      checkPlace(company.place);
    }
  });

  it("places are real cities with their postal codes", () => {
    const places = Array.from({ length: 2000 }, (_, i) => one.place(i));
    for (const place of places) checkPlace(place);
    expect(new Set(places.map((p) => `${p.city} ${p.region}`)).size).toBe(CITIES.length);
  });
});

describe("permutation", () => {
  it.each([1, 2, 3, 17, 64, 1000, 9000])("of %d gives each number once", (size) => {
    const shuffle = permutation(size, streamFor(1, size));
    const reached = new Set(Array.from({ length: size }, (_, i) => shuffle(i)));
    expect(reached.size).toBe(size);
    expect(Math.max(...reached)).toBe(size - 1);
    expect(Math.min(...reached)).toBe(0);
  });

  it("stays inside at the largest sizes", () => {
    const shuffle = permutation(900_000_000, streamFor(1));
    const reached = Array.from({ length: 2000 }, (_, i) => shuffle(899_999_999 - i * 449_999));
    expect(new Set(reached).size).toBe(2000);
    expect(reached.every((n) => Number.isInteger(n) && n >= 0 && n < 900_000_000)).toBe(true);
  });
});
