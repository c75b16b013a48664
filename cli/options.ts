import { EnvFoundryError, EXIT } from "../shared/index.js";

/** Reads a whole number within bounds. */
export function parseWhole(option: string, value: unknown, low: number, high: number): number {
  const number = typeof value === "number" ? value : Number(String(value).trim() || Number.NaN);
  if (!Number.isSafeInteger(number) || number < low || number > high) {
    throw usage(`--${option} takes a whole number from ${low} to ${high}, not "${String(value)}".`);
  }
  return number;
}

/** The words of the command are wrong. */
export function usage(message: string, hint = "See --help."): EnvFoundryError {
  return new EnvFoundryError("usage", message, { hint, exitCode: EXIT.usage });
}

/** The environment variable of an option: `--debug-state` is `ENVFOUNDRY_DEBUG_STATE`. */
export function environmentName(option: string): string {
  return `ENVFOUNDRY_${option.replaceAll("-", "_").toUpperCase()}`;
}

/** The value an option has from the environment, or undefined. Empty counts as unset. */
export function fromEnvironment(option: string, type: "string"): string | undefined;
export function fromEnvironment(option: string, type: "boolean"): boolean | undefined;
export function fromEnvironment(
  option: string,
  type: "string" | "boolean",
): string | boolean | undefined {
  const value = process.env[environmentName(option)];
  if (value === undefined || value === "") return undefined;
  if (type === "string") return value;
  if (/^(1|true|yes|on)$/i.test(value)) return true;
  if (/^(0|false|no|off)$/i.test(value)) return false;
  throw usage(`${environmentName(option)} takes true or false, not "${value}".`);
}
