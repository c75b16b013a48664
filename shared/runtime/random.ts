/**
 * Seeded randomness: streams of numbers that depend on a seed and a path alone, and what the seed
 * logic of a domain draws from them. The same in every process and on every machine.
 */
import { EnvFoundryError } from "../errors/index.js";
import type { Company, Person, Place, World } from "../world/types.js";
import { dateText, datetimeText, dayNumber, secondNumber } from "./library/civil.js";
import { POWERS } from "./library/decimal.js";
import { clamp, keys, round } from "./library/index.js";
import { checkTextLength } from "./library/limits.js";

/** A stream of random numbers. */
export interface RandomStream {
  /** The next 32 bits, 0 to 2^32 - 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included, all equally likely; `low` if they cross. */
  int(low: number, high: number): number;
  /** At least 0 and below 1, with 53 random bits. */
  float(): number;
}

/**
 * The stream of a seed and a path, such as `streamFor(1, "shop", "orders", 17)`. Streams of
 * different paths have nothing to do with each other.
 */
export function streamFor(seed: number, ...path: readonly (string | number)[]): RandomStream {
  let key = String(seed);
  // The kind and length of each part keep ["a", "b"] and ["ab"], 1 and "1" apart.
  for (const part of path) key += typeof part === "number" ? `#${part}` : `$${part.length}:${part}`;
  return new Xoshiro128(...stateFor(key));
}

const TWO_32 = 2 ** 32;
const TWO_53 = 2 ** 53;

/**
 * xoshiro128** 1.1 by David Blackman and Sebastiano Vigna (https://prng.di.unimi.it/xoshiro128starstar.c,
 * public domain): 128 bits of state, 32 bits a step.
 */
export class Xoshiro128 implements RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** Four words of 32 bits, not all of them 0. */
  constructor(a: number, b: number, c: number, d: number) {
    this.#a = a | 0;
    this.#b = b | 0;
    this.#c = c | 0;
    this.#d = d | 0;
  }

  next(): number {
    const b = this.#b;
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    this.#c ^= this.#a;
    this.#d ^= b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= b << 9;
    this.#d = rotate(this.#d, 11);
    return result;
  }

  float(): number {
    return this.#bits53() / TWO_53;
  }

  int(low: number, high: number): number {
    const from = safeInteger(Math.ceil(low));
    const span = safeInteger(Math.floor(high)) - from + 1;
    if (!(span > 1)) return from;
    if (span > TWO_53) return Math.min(from + Math.floor(this.float() * span), from + span - 1);
    const wide = span > TWO_32;
    // Draws beyond the last whole multiple of the span are thrown away: that keeps all equally likely.
    const range = wide ? TWO_53 : TWO_32;
    const limit = range - (range % span);
    let drawn = wide ? this.#bits53() : this.next();
    while (drawn >= limit) drawn = wide ? this.#bits53() : this.next();
    return from + (drawn % span);
  }

  #bits53(): number {
    const high = this.next() >>> 5;
    return high * 67_108_864 + (this.next() >>> 6);
  }
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

function safeInteger(x: number): number {
  if (Number.isNaN(x)) return 0;
  return Math.min(Math.max(x, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER) + 0;
}

/**
 * 128 bits out of a text: cyrb128 by bryc (https://github.com/bryc/code/blob/master/jshash/PRNGs.md,
 * public domain), each word then mixed by the finalizer of MurmurHash3 (Austin Appleby, public domain).
 */
function stateFor(key: string): [number, number, number, number] {
  let a = 1_779_033_703;
  let b = 3_144_134_277;
  let c = 1_013_904_242;
  let d = 2_773_480_762;
  for (let i = 0; i < key.length; i += 1) {
    const unit = key.charCodeAt(i);
    a = b ^ Math.imul(a ^ unit, 597_399_067);
    b = c ^ Math.imul(b ^ unit, 2_869_860_233);
    c = d ^ Math.imul(c ^ unit, 951_274_213);
    d = a ^ Math.imul(d ^ unit, 2_716_044_179);
  }
  const state: [number, number, number, number] = [
    mix(c ^ (a >>> 18)),
    mix(d ^ (b >>> 22)),
    mix(a ^ (c >>> 17)),
    // An odd last word: the state is never all zeros.
    mix(b ^ (d >>> 19)) | 1,
  ];
  return state;
}

/** The finalizer of MurmurHash3: every bit of x changes about half of the result's bits. */
export function mix(x: number): number {
  const once = Math.imul(x ^ (x >>> 16), 0x85eb_ca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2_ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}

/** What seed logic draws; docs/language.md names these functions. */
export interface SeedLibrary {
  /** A whole number, both ends included. */
  randomInt(low: number, high: number): number;
  /** A number of at most `digits` (0 to 15) decimals, both ends included. */
  randomNumber(low: number, high: number, digits: number): number;
  /** True with probability `p`. */
  chance(p: number): boolean;
  /** One element. @throws EnvFoundryError `seed_failed` when there is none. */
  pick<const T>(list: readonly T[]): T;
  /** `n` elements from different places of the list in random order; all when there are fewer. */
  pickSome<const T>(list: readonly T[], n: number): T[];
  /** A key in proportion to its weight. @throws EnvFoundryError `seed_failed` when no weight is above 0. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  /** The elements in random order. */
  shuffle<const T>(list: readonly T[]): T[];
  /** A date, both ends included. */
  randomDate(from: string, to: string): string;
  /** A datetime on a whole minute, both ends included. */
  randomTime(from: string, to: string): string;
  /** `n` decimal digits. */
  randomDigits(n: number): string;
  person(i: number): Person;
  company(i: number): Company;
  place(i: number): Place;
}

/** The functions that only seeds have. They draw from `stream`; people and places come from `world`. */
export function seedLibrary(stream: RandomStream, world: World): SeedLibrary {
  return {
    randomInt: (low, high) => stream.int(low, high),
    randomNumber: (low, high, digits) => randomNumber(stream, low, high, digits),
    chance: (p) => stream.float() < p,
    pick: (list) => pick(stream, list),
    pickSome: (list, n) => pickSome(stream, list, n),
    weighted: (weights) => weighted(stream, weights),
    shuffle: (list) => pickSome(stream, list, list.length),
    randomDate: (from, to) => dateText(stream.int(dayNumber(from), dayNumber(to))),
    randomTime: (from, to) => randomTime(stream, from, to),
    randomDigits: (n) => randomDigits(stream, n),
    person: world.person,
    company: world.company,
    place: world.place,
  };
}

/** Drawn among the numbers of that many decimals, so that each of them is equally likely. */
function randomNumber(stream: RandomStream, low: number, high: number, digits: number): number {
  const places = clamp(Math.trunc(digits) || 0, 0, 15);
  const power = POWERS[places] ?? 1;
  return round(stream.int(round(low * power), round(high * power)) / power, places);
}

function pick<T>(stream: RandomStream, list: readonly T[]): T {
  if (list.length === 0) throw seedFailed("pick: the list is empty, there is nothing to pick.");
  return list[stream.int(0, list.length - 1)] as T;
}

/** The first `n` steps of a Fisher-Yates shuffle. */
function pickSome<T>(stream: RandomStream, list: readonly T[], n: number): T[] {
  const rest = list.slice();
  const wanted = n >= 1 ? Math.min(Math.trunc(n), rest.length) : 0;
  for (let i = 0; i < wanted; i += 1) {
    const j = stream.int(i, rest.length - 1);
    const chosen = rest[j] as T;
    rest[j] = rest[i] as T;
    rest[i] = chosen;
  }
  rest.length = wanted;
  return rest;
}

function weighted<K extends string>(stream: RandomStream, weights: Readonly<Record<K, number>>): K {
  const names = keys<K>(weights).filter((name) => weights[name] > 0);
  const total = names.reduce((sum, name) => sum + weights[name], 0);
  let left = stream.float() * total;
  for (const name of names) {
    left -= weights[name];
    if (left < 0) return name;
  }
  // Only the rounding of the sum can lead here.
  const last = names.at(-1);
  if (last === undefined) throw seedFailed("weighted: no weight is above 0.");
  return last;
}

function randomTime(stream: RandomStream, from: string, to: string): string {
  const first = Math.ceil(secondNumber(from) / 60);
  const last = Math.floor(secondNumber(to) / 60);
  return datetimeText(stream.int(first, last) * 60);
}

function randomDigits(stream: RandomStream, n: number): string {
  if (!(n >= 1)) return "";
  checkTextLength(n);
  let digits = "";
  for (let i = 1; i <= n; i += 1) digits += stream.int(0, 9);
  return digits;
}

function seedFailed(message: string): EnvFoundryError {
  return new EnvFoundryError("seed_failed", message);
}
