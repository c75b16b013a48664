/** Types and values in words, for messages that help. */
import { LIMITS } from "./limits.js";
import type { TypeSpec } from "./types.js";

const SHOWN = 80;
const LISTED = 40;

/** What a value of the type must be: "a whole number from 1 to 10", "one of: open, returned". */
export function describeType(type: TypeSpec): string {
  switch (type.kind) {
    case "string":
    case "text":
      return `text${lengths(type.minLength, type.maxLength, "characters")}`;
    case "int":
      return `a whole number${bounds(type.min, type.max)}`;
    case "money":
      return `a whole number of cents${bounds(type.min, type.max)}`;
    case "number":
      return `a number${bounds(type.min, type.max)}`;
    case "decimal":
      return `a number with at most ${type.digits} decimals${bounds(type.min, type.max)}`;
    case "bool":
      return "true or false";
    case "date":
      return "a date (YYYY-MM-DD)";
    case "datetime":
      return "a date and time (YYYY-MM-DDTHH:MM:SS)";
    case "enum":
      return `one of: ${enumerate(type.values)}`;
    case "id":
    case "ref":
      return `the id of a record (${type.entity})`;
    case "message":
      return "a message";
    case "list":
      return `a list${lengths(type.minItems, type.maxItems, "elements")}`;
    case "map":
      return "an object that maps keys to values";
    case "record":
      return `an object with ${type.fields.map((field) => field.name).join(", ")}`;
    case "union":
      return `an object whose ${type.tag} is one of: ${type.variants.map((variant) => variant.value).join(", ")}`;
    case "changes":
      return `an object with any of ${type.fields.map((field) => field.name).join(", ")}`;
    case "nullable":
      return `${describeType(type.of)}, or null`;
    case "choice":
      return type.of.map(describeType).join("; or ");
  }
}

/** The values, or the first of them when they are many. */
function enumerate(values: readonly string[]): string {
  if (values.length <= LISTED) return values.join(", ");
  return `${values.slice(0, LISTED).join(", ")}, ... (${values.length} values)`;
}

/** A value from outside as it may stand in a message: at most 80 characters, in JSON's notation. */
export function describeFound(value: unknown): string {
  if (typeof value === "string") {
    return value.length <= SHOWN
      ? JSON.stringify(value)
      : `${JSON.stringify(value.slice(0, SHOWN))}... (${value.length} characters)`;
  }
  if (value === undefined) return "nothing";
  if (value === null || typeof value === "boolean" || typeof value === "number") {
    return String(value);
  }
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** A name from outside, shortened and quoted. */
export function quoteName(name: string): string {
  return name.length <= SHOWN ? JSON.stringify(name) : `${JSON.stringify(name.slice(0, SHOWN))}...`;
}

/** " from 1 to 10", " of at least 1", " of at most 10" or nothing. */
export function bounds(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? "" : ` of at most ${max}`;
}

function lengths(min: number | undefined, max: number | undefined, unit: string): string {
  const most = max ?? (unit === "elements" ? LIMITS.list : undefined);
  if (min !== undefined && min > 0) {
    return most === undefined ? ` of at least ${min} ${unit}` : ` of ${min} to ${most} ${unit}`;
  }
  return max === undefined ? "" : ` of at most ${max} ${unit}`;
}
