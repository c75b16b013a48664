/** Random calls on a state: mostly sensible ones, made from what the state holds, and some that are not. */

import type { DomainSpec, Json, ParamSpec, Tables, TypeSpec } from "../../shared/index.js";
import { type RandomStream, streamFor } from "../../shared/runtime/random.js";

export interface WalkCall {
  readonly tool: string;
  readonly args: Record<string, Json>;
}

/** The next call of a walk; deterministic for the stream and the state. */
export function nextCall(spec: DomainSpec, tables: Tables, random: Random): WalkCall {
  const tool = random.pick(spec.tools);
  const args: Record<string, Json> = {};
  const maker = new Maker(spec, tables, random);
  // Arguments of one call are drawn around one record, so that guards on ownership can be passed.
  maker.focus = random.chance(0.8) ? maker.someRecord() : null;
  for (const param of tool.params) {
    if (!param.required && random.chance(0.5)) continue;
    args[param.name] = maker.argument(param);
  }
  if (random.chance(0.03)) args.surprise = 1;
  if (random.chance(0.03)) delete args[Object.keys(args)[0] ?? ""];
  return { tool: tool.name, args };
}

/** Draws from a seeded stream. */
export class Random {
  readonly #stream: RandomStream;
  constructor(seed: number, ...path: (string | number)[]) {
    this.#stream = streamFor(seed, ...path);
  }
  int(low: number, high: number): number {
    return this.#stream.int(low, high);
  }
  chance(share: number): boolean {
    return this.#stream.float() < share;
  }
  pick<T>(list: readonly T[]): T {
    return list[this.int(0, list.length - 1)] as T;
  }
}

class Maker {
  focus: Record<string, Json> | null = null;
  readonly #spec: DomainSpec;
  readonly #tables: Record<string, { all(): readonly Record<string, Json>[] }>;
  readonly #random: Random;

  constructor(spec: DomainSpec, tables: Tables, random: Random) {
    this.#spec = spec;
    this.#tables = tables as unknown as Record<string, { all(): readonly Record<string, Json>[] }>;
    this.#random = random;
  }

  someRecord(): Record<string, Json> | null {
    const entity = this.#random.pick(this.#spec.entities);
    const rows = this.#tables[entity.table]?.all() ?? [];
    return rows.length === 0 ? null : this.#random.pick(rows);
  }

  argument(param: ParamSpec): Json {
    if (this.#random.chance(0.02)) return this.#random.pick<Json>([null, 0, "", [], {}, true]);
    return this.value(param.type, param.name);
  }

  value(type: TypeSpec, name: string): Json {
    const random = this.#random;
    switch (type.kind) {
      case "nullable":
        return this.value(type.of, name);
      case "ref":
      case "id":
        return this.id(type.entity);
      case "enum":
        return random.pick(type.values);
      case "bool":
        return random.chance(0.5);
      case "int":
      case "money": {
        const low = type.min ?? -3;
        return random.int(
          low,
          Math.min(type.max ?? 60_000, random.pick([low + 3, low + 300, low + 60_000])),
        );
      }
      case "number":
      case "decimal":
        return random.int(Math.ceil(type.min ?? 0), Math.floor(Math.min(type.max ?? 500, 500)));
      case "date":
        return this.date();
      case "datetime":
        return `${this.date()}T${String(random.int(7, 18)).padStart(2, "0")}:${random.pick(["00", "15", "30", "45", "07"])}:00`;
      case "list": {
        const length = random.int(type.minItems ?? 0, Math.min(type.maxItems ?? 3, 3));
        return Array.from({ length }, () => this.value(type.of, name));
      }
      case "map":
        return { [this.text(name)]: this.value(type.value, name) };
      case "record":
        return Object.fromEntries(
          type.fields.map((field) => [field.name, this.value(field.type, field.name)]),
        );
      case "union": {
        const variant = random.pick(type.variants);
        return {
          [type.tag]: variant.value,
          ...Object.fromEntries(
            variant.fields.map((field) => [field.name, this.value(field.type, field.name)]),
          ),
        };
      }
      case "changes":
        return Object.fromEntries(
          type.fields
            .filter(() => random.chance(0.5))
            .map((field) => [field.name, this.value(field.type, field.name)]),
        );
      default:
        return this.text(name);
    }
  }

  id(entity: string): string {
    const random = this.#random;
    if (random.chance(0.02)) return random.pick(["nowhere", "__proto__", "constructor"]);
    const spec = this.#spec.entities.find((each) => each.name === entity);
    const rows = (spec === undefined ? undefined : this.#tables[spec.table]?.all()) ?? [];
    if (spec === undefined || rows.length === 0) return "nowhere";
    const focus = this.focus;
    if (focus !== null && random.chance(0.85)) {
      const known = new Set(Object.values(focus).filter((value) => typeof value === "string"));
      const near = rows.filter((row) =>
        Object.values(row).some((value) => typeof value === "string" && known.has(value)),
      );
      if (near.length > 0 && near.length < rows.length / 2)
        return String(random.pick(near)[spec.idField]);
    }
    const recent = random.chance(0.3) ? rows.slice(-3) : rows;
    return String(random.pick(recent)[spec.idField]);
  }

  text(name: string): string {
    const random = this.#random;
    const rows = this.someRecord();
    const from = this.focus ?? rows;
    const same = from?.[name];
    if (typeof same === "string" && random.chance(0.8)) return same;
    return random.pick([
      "a",
      "note to self",
      "12",
      "Main Street 4",
      "x@example.org",
      "  Spaces ",
      "é*/`$",
    ]);
  }

  date(): string {
    const { now } = this.#spec;
    const day = Number(now.slice(8, 10));
    const shifted = Math.min(28, Math.max(1, day + this.#random.int(-9, 15)));
    const month = Math.min(
      12,
      Math.max(1, Number(now.slice(5, 7)) + this.#random.pick([0, 0, 0, 1, -1])),
    );
    return `${now.slice(0, 4)}-${String(month).padStart(2, "0")}-${String(shifted).padStart(2, "0")}`;
  }
}
