/**
 * One world for each seed: people, places and companies that every domain of that seed shares, so
 * that servers side by side know the same people. Everything is computed from the seed and a
 * running number; nothing is stored.
 */
import { addDays, addYears, daysBetween, normalize } from "../runtime/library/index.js";
import { type RandomStream, streamFor } from "../runtime/random.js";
import { COMPANY_FORMS, COMPANY_KINDS, COMPANY_STEMS } from "./business.js";
import { CITIES, type City } from "./cities.js";
import { CULTURES, type Culture } from "./names.js";
import { permutation } from "./permutation.js";
import { STREET_KINDS, STREET_NAMES } from "./streets.js";
import type { Company, Person, Place, World } from "./types.js";

/** The day on which ages are between 18 and 90. */
export const AGES_ON = "2024-01-01";

/** Each city with each of its area codes. */
const EXCHANGES: readonly { readonly city: City; readonly area: string }[] = CITIES.flatMap(
  (city) => city.areas.map((area) => ({ city, area })),
);

/** Of the hundred numbers 555-0100 to 555-0199 of an area that are kept for fiction. */
const LINES_OF_PEOPLE = 80;
const LINES_OF_COMPANIES = 20;

/** The world of a seed (any safe integer). Two calls with the same seed give equal worlds. */
export function world(seed: number): World {
  const personLine = lines(seed, "people", LINES_OF_PEOPLE);
  const companyLine = lines(seed, "companies", LINES_OF_COMPANIES);
  const mailNumber = mailNumbers(seed);
  const firms = COMPANY_STEMS.length * COMPANY_KINDS.length;
  const firmOf = permutation(firms, streamFor(seed, "world", "firms"));

  function person(i: number): Person {
    const n = index(i);
    const stream = streamFor(seed, "world", "person", n);
    const { exchange, line } = personLine(n);
    const [first_name, last_name] = fullName(stream);
    return {
      first_name,
      last_name,
      name: `${first_name} ${last_name}`,
      email: mailAddress(stream, first_name, last_name, mailNumber(n)),
      phone: phoneNumber(exchange.area, line),
      birth_date: birthDate(stream),
      place: placeIn(stream, exchange.city),
    };
  }

  function place(i: number): Place {
    const stream = streamFor(seed, "world", "place", index(i));
    return placeIn(stream, oneOf(stream, CITIES));
  }

  function company(i: number): Company {
    const n = index(i);
    const stream = streamFor(seed, "world", "company", n);
    const { exchange, line } = companyLine(n);
    const firm = firmOf(n % firms);
    const stem = at(COMPANY_STEMS, Math.floor(firm / COMPANY_KINDS.length));
    const kind = at(COMPANY_KINDS, firm % COMPANY_KINDS.length);
    // When all names have been given, names come again, but domains are numbered.
    const round = Math.floor(n / firms);
    const suffix = round === 0 ? "" : String(round + 1);
    return {
      name: `${stem} ${kind}${oneOf(stream, COMPANY_FORMS)}`,
      domain: `${stem.toLowerCase()}-${kind.toLowerCase()}${suffix}.example`,
      phone: phoneNumber(exchange.area, LINES_OF_PEOPLE + line),
      place: placeIn(stream, exchange.city),
    };
  }

  return { person, place, company };
}

function index(i: number): number {
  const size = Math.abs(Math.trunc(i));
  return size <= Number.MAX_SAFE_INTEGER - 1000 ? size : 0;
}

function at<T>(list: readonly T[], position: number): T {
  return list[position] as T;
}

function oneOf<T>(stream: RandomStream, list: readonly T[]): T {
  return at(list, stream.int(0, list.length - 1));
}

/** Leans to the front of the list, where the common ones stand. */
function commonOf<T>(stream: RandomStream, list: readonly T[]): T {
  const last = list.length - 1;
  return at(list, Math.min(stream.int(0, last), stream.int(0, last)));
}

/** Gives city and telephone line together: a line comes again only when all have been given. */
function lines(seed: number, whose: string, count: number) {
  const size = EXCHANGES.length * count;
  const slotOf = permutation(size, streamFor(seed, "world", "lines", whose));
  return (n: number) => {
    const slot = slotOf(n % size);
    return {
      exchange: at(EXCHANGES, slot % EXCHANGES.length),
      line: Math.floor(slot / EXCHANGES.length),
    };
  };
}

function phoneNumber(area: string, line: number): string {
  return `${area}-555-01${String(line).padStart(2, "0")}`;
}

const TOTAL_WEIGHT = CULTURES.reduce((sum, culture) => sum + culture.weight, 0);

function someCulture(stream: RandomStream): Culture {
  let left = stream.int(0, TOTAL_WEIGHT - 1);
  for (const culture of CULTURES) {
    left -= culture.weight;
    if (left < 0) return culture;
  }
  return at(CULTURES, 0);
}

/** Given and family name mostly come from one culture. */
function fullName(stream: RandomStream): [string, string] {
  const culture = someCulture(stream);
  const other = stream.int(1, 100) <= 8 ? someCulture(stream) : culture;
  return [commonOf(stream, culture.given), commonOf(stream, other.family)];
}

/**
 * For each person a number that nobody else has, of four digits for the first 9,000 people, of
 * five for the next 90,000, and so on: n + 1000, shuffled among the numbers of as many digits.
 */
function mailNumbers(seed: number): (n: number) => number {
  const shuffles: ((index: number) => number)[] = [];
  return (n) => {
    const digits = String(n + 1000).length;
    // Beyond a billion people the numbers go in order.
    if (digits > 9) return n + 1000;
    const lowest = Number(`1e${digits - 1}`);
    shuffles[digits] ??= permutation(9 * lowest, streamFor(seed, "world", "mail", digits));
    return lowest + shuffles[digits](n + 1000 - lowest);
  };
}

/** Unique because the number is: everything before it is letters, dots and underscores. */
function mailAddress(stream: RandomStream, first: string, last: string, number: number): string {
  const given = normalize(first).replaceAll(" ", "");
  const family = normalize(last).replaceAll(" ", "");
  const forms = [
    `${given}.${family}`,
    `${given}.${family}`,
    `${given}.${family}`,
    `${given}_${family}`,
    `${given.slice(0, 1)}${family}`,
    `${given}${family}`,
    `${family}.${given}`,
  ];
  const host = oneOf(stream, ["example.com", "example.com", "example.org", "example.net"]);
  return `${oneOf(stream, forms)}${number}@${host}`;
}

/** Ages 18 to 90 on `AGES_ON`, most of them below 66. */
function birthDate(stream: RandomStream): string {
  const age = stream.int(1, 10) <= 8 ? stream.int(18, 65) : stream.int(66, 90);
  const youngest = addYears(AGES_ON, -age);
  const oldest = addDays(addYears(AGES_ON, -age - 1), 1);
  return addDays(oldest, stream.int(0, daysBetween(oldest, youngest)));
}

function placeIn(stream: RandomStream, { city, region, prefix }: City): Place {
  const number = stream.int(1, 100) <= 60 ? stream.int(1, 999) : stream.int(1000, 9899);
  const name = `${oneOf(stream, STREET_NAMES)} ${oneOf(stream, STREET_KINDS)}`;
  const flat =
    stream.int(1, 4) === 1
      ? `, Apt ${stream.int(1, 20)}${oneOf(stream, ["A", "B", "C", "D"])}`
      : "";
  return {
    street: `${number} ${name}${flat}`,
    city,
    region,
    postal_code: prefix + String(stream.int(1, 29)).padStart(2, "0"),
    country: "USA",
  };
}
