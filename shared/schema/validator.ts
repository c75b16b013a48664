/** Validators compiled once per type: closures that allocate nothing while values are good. */
import { isDate, isDatetime } from "./dates.js";
import { bounds, describeFound, describeType, quoteName } from "./describe.js";
import { LIMITS } from "./limits.js";
import { didYouMean } from "./suggest.js";
import type { FieldSpec, TypeSpec } from "./types.js";

/** What is wrong with a value, and where: `path` is `""`, `price`, `items[0].price`. */
export interface Problem {
  readonly path: string;
  /** A sentence without subject: `must be a whole number, found "two"`. */
  readonly message: string;
}

/** Returns null, or the first problem. Never throws, whatever the value. */
export type Validate = (value: unknown) => Problem | null;

const UNPRINTABLE_PATH = 60;

/**
 * Compiles the check of one type. Values must be complete: every declared field is there, missing
 * ones as null (see `compileCompleter`), and nothing else; only own properties count. Depth is
 * bounded because types are finite.
 */
export function compileValidator(type: TypeSpec): Validate {
  switch (type.kind) {
    case "string":
      return textOf(type, LIMITS.string);
    case "text":
      return textOf(type, LIMITS.text);
    case "int":
    case "money":
      return numberOf(type, Number.isSafeInteger);
    case "number":
      return numberOf(type, Number.isFinite);
    case "decimal":
      return numberOf(type, (value) => hasDigits(value, type.digits));
    case "bool":
      return (value) => (typeof value === "boolean" ? null : wrong(type, value));
    case "date":
      return (value) => (typeof value === "string" && isDate(value) ? null : wrong(type, value));
    case "datetime":
      return (value) =>
        typeof value === "string" && isDatetime(value) ? null : wrong(type, value);
    case "enum": {
      const values = new Set<unknown>(type.values);
      return (value) => (values.has(value) ? null : wrongName(type, value, type.values));
    }
    case "id":
    case "ref":
      return idOf(type);
    case "message":
      return messageOf(type);
    case "list":
      return listOf(type);
    case "map":
      return mapOf(type);
    case "record":
      return recordOf(type, type.fields, null);
    case "union":
      return unionOf(type);
    case "changes":
      return changesOf(type);
    case "nullable": {
      const inner = compileValidator(type.of);
      return (value) => (value === null ? null : inner(value));
    }
    case "choice": {
      const checks = type.of.map(compileValidator);
      return (value) => (checks.some((check) => check(value) === null) ? null : wrong(type, value));
    }
  }
}

/** Whether `value` is the double nearest to a decimal with at most `digits` digits. */
export function hasDigits(value: number, digits: number): boolean {
  if (!Number.isFinite(value)) return false;
  return Number.isInteger(value) || Number(value.toFixed(digits)) === value;
}

type Of<K extends TypeSpec["kind"]> = Extract<TypeSpec, { kind: K }>;

function textOf(type: Of<"string" | "text">, limit: number): Validate {
  const min = type.minLength ?? 0;
  const max = Math.min(type.maxLength ?? limit, limit);
  return (value) => {
    if (typeof value !== "string") return wrong(type, value);
    if (value.length < min) {
      return here(`must have at least ${min} characters, found ${describeFound(value)}`);
    }
    return value.length > max
      ? here(`must have at most ${max} characters, found ${value.length}`)
      : null;
  };
}

function numberOf(
  type: Of<"int" | "money" | "number" | "decimal">,
  fits: (value: number) => boolean,
): Validate {
  const min = type.min ?? Number.NEGATIVE_INFINITY;
  const max = type.max ?? Number.POSITIVE_INFINITY;
  return (value) => {
    if (typeof value !== "number" || !fits(value)) return wrong(type, value);
    return value < min || value > max
      ? here(`must be a number${bounds(type.min, type.max)}, found ${value}`)
      : null;
  };
}

function idOf(type: TypeSpec): Validate {
  return (value) => {
    if (typeof value !== "string") return wrong(type, value);
    if (value.length > LIMITS.id) {
      return here(`must have at most ${LIMITS.id} characters, found ${value.length}`);
    }
    return null;
  };
}

function messageOf(type: TypeSpec): Validate {
  return (value) => {
    if (!Array.isArray(value)) return wrong(type, value);
    if (value.length > LIMITS.list) return here(`must have at most ${LIMITS.list} parts`);
    let size = 0;
    for (const part of value) {
      if (typeof part === "string") size += part.length;
      else if (isMention(part)) size += part.id.length;
      else return here(`must be text and mentions of records, found ${describeFound(part)}`);
    }
    return size > LIMITS.text ? here(`must have at most ${LIMITS.text} characters`) : null;
  };
}

/** A part of a message that names a record. */
export function isMention(part: unknown): part is { ref: string; id: string } {
  if (!isObject(part) || Object.keys(part).length !== 2) return false;
  return (
    Object.hasOwn(part, "ref") &&
    Object.hasOwn(part, "id") &&
    typeof part.ref === "string" &&
    typeof part.id === "string" &&
    part.id.length <= LIMITS.id
  );
}

function listOf(type: Of<"list">): Validate {
  const element = compileValidator(type.of);
  const min = type.minItems ?? 0;
  const max = Math.min(type.maxItems ?? LIMITS.list, LIMITS.list);
  return (value) => {
    if (!Array.isArray(value)) return wrong(type, value);
    if (value.length < min)
      return here(`must have at least ${min} elements, found ${value.length}`);
    if (value.length > max) return here(`must have at most ${max} elements, found ${value.length}`);
    for (let i = 0; i < value.length; i++) {
      const problem = element(value[i]);
      if (problem !== null) return inside(`[${i}]`, problem);
    }
    return null;
  };
}

function mapOf(type: Of<"map">): Validate {
  const key = compileValidator(type.key);
  const entry = compileValidator(type.value);
  return (value) => {
    if (!isObject(value)) return wrong(type, value);
    const keys = Object.keys(value);
    if (keys.length > LIMITS.list) {
      return here(`must have at most ${LIMITS.list} entries, found ${keys.length}`);
    }
    for (const name of keys) {
      const badKey = key(name);
      if (badKey !== null) return here(`has a bad key: it ${badKey.message}`);
      const problem = entry(value[name]);
      if (problem !== null) return inside(step(name), problem);
    }
    return null;
  };
}

function recordOf(type: TypeSpec, fields: readonly FieldSpec[], tag: string | null): Validate {
  const names = fields.map((field) => field.name);
  const checks = fields.map((field) => compileValidator(field.type));
  // Reading is enough to see a missing field, but for names that every object inherits.
  const inherited = names.filter((name) => name in Object.prototype);
  const size = names.length + (tag === null ? 0 : 1);
  const allowed = tag === null ? names : [tag, ...names];
  const missing = (i: number): Problem => {
    const field = fields[i] as FieldSpec;
    return { path: field.name, message: `is missing; it must be ${describeType(field.type)}` };
  };
  return (value) => {
    if (!isObject(value)) return wrong(type, value);
    for (const name of inherited) {
      if (!Object.hasOwn(value, name)) return missing(names.indexOf(name));
    }
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string;
      const entry = value[name];
      if (entry === undefined) return missing(i);
      const problem = (checks[i] as Validate)(entry);
      if (problem !== null) return inside(name, problem);
    }
    let found = 0;
    for (const _ in value) found += 1;
    return found === size ? null : unknownKey(value, allowed);
  };
}

function unionOf(type: Of<"union">): Validate {
  const variants = new Map<unknown, Validate>(
    type.variants.map((variant) => [variant.value, recordOf(type, variant.fields, type.tag)]),
  );
  const tags = type.variants.map((variant) => variant.value);
  return (value) => {
    if (!isObject(value)) return wrong(type, value);
    const tag = Object.hasOwn(value, type.tag) ? value[type.tag] : undefined;
    const check = variants.get(tag);
    if (check !== undefined) return check(value);
    const found = tag === undefined ? "nothing" : describeFound(tag);
    return { path: type.tag, message: `must be one of: ${tags.join(", ")}; found ${found}` };
  };
}

function changesOf(type: Of<"changes">): Validate {
  const names = type.fields.map((field) => field.name);
  const checks = new Map(type.fields.map((field) => [field.name, compileValidator(field.type)]));
  return (value) => {
    if (!isObject(value)) return wrong(type, value);
    for (const name of Object.keys(value)) {
      const check = checks.get(name);
      if (check === undefined) return unknownKey(value, names);
      const problem = check(value[name]);
      if (problem !== null) return inside(name, problem);
    }
    return null;
  };
}

/** A plain object: JSON's or one without a prototype; no list, no class instance. */
export function isObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function here(message: string): Problem {
  return { path: "", message };
}

function wrong(type: TypeSpec, value: unknown): Problem {
  return here(`must be ${describeType(type)}; found ${describeFound(value)}`);
}

function wrongName(type: TypeSpec, value: unknown, names: readonly string[]): Problem {
  const near = typeof value === "string" ? didYouMean(value, names) : null;
  const hint = near === null ? "" : `; did you mean ${JSON.stringify(near)}?`;
  return here(`must be ${describeType(type)}; found ${describeFound(value)}${hint}`);
}

function unknownKey(value: Record<string, unknown>, names: readonly string[]): Problem {
  const known = new Set(names);
  const name = Object.keys(value).find((key) => !known.has(key)) ?? "";
  const near = didYouMean(name, names);
  const hint =
    near === null ? `allowed: ${names.join(", ")}` : `did you mean ${JSON.stringify(near)}?`;
  return here(`has an unknown key ${quoteName(name)}; ${hint}`);
}

function step(key: string): string {
  return key.length <= UNPRINTABLE_PATH && /^[\w-]+$/.test(key)
    ? key
    : `[${JSON.stringify(key.slice(0, UNPRINTABLE_PATH))}]`;
}

function inside(name: string, problem: Problem): Problem {
  if (problem.path === "") return { path: name, message: problem.message };
  const joint = problem.path.startsWith("[") ? "" : ".";
  return { path: `${name}${joint}${problem.path}`, message: problem.message };
}
