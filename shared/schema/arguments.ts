import { type Complete, compileCompleter } from "./complete.js";
import { describeFound, describeType, quoteName } from "./describe.js";
import { didYouMean } from "./suggest.js";
import type { Json, TypeSpec } from "./types.js";
import { compileValidator, isObject, type Validate } from "./validator.js";

/** A parameter of a tool, as far as its arguments are concerned. */
export interface ParameterShape {
  readonly name: string;
  readonly type: TypeSpec;
  readonly description: string;
  readonly required: boolean;
  /** What an omitted argument means; without it, null. */
  readonly default?: Json;
}

/** Arguments that are complete and good, or why they are not (for the caller to read). */
export type ArgumentsOutcome =
  | { readonly ok: true; readonly args: Record<string, unknown> }
  | { readonly ok: false; readonly message: string };

interface Parameter {
  readonly name: string;
  readonly type: TypeSpec;
  readonly required: boolean;
  readonly fallback: Json;
  readonly nullable: boolean;
  readonly complete: Complete | null;
  readonly validate: Validate;
}

const compiled = new WeakMap<readonly ParameterShape[], (args: unknown) => ArgumentsOutcome>();

/**
 * Checks the arguments of a call against its parameters: own properties only, nothing unknown,
 * nothing missing. Omitted optional arguments become their default or null, and so do explicit
 * nulls. The returned object is new and has the parameters in declared order; a default that is a
 * list or an object is a fresh copy.
 */
export function validateArguments(
  params: readonly ParameterShape[],
  args: unknown,
): ArgumentsOutcome {
  let check = compiled.get(params);
  if (check === undefined) {
    check = compileArguments(params);
    compiled.set(params, check);
  }
  return check(args);
}

function compileArguments(params: readonly ParameterShape[]): (args: unknown) => ArgumentsOutcome {
  const list: readonly Parameter[] = params.map((param) => ({
    name: param.name,
    type: param.type,
    required: param.required,
    fallback: param.default ?? null,
    nullable: param.type.kind === "nullable",
    complete: compileCompleter(param.type),
    validate: compileValidator(param.type),
  }));
  const names = params.map((param) => param.name);
  return (args) => {
    if (!isObject(args))
      return refused(`The arguments must be an object; found ${describeFound(args)}.`);
    const result: Record<string, unknown> = {};
    let given = 0;
    for (const param of list) {
      const present = Object.hasOwn(args, param.name);
      if (present) given += 1;
      const value = present ? args[param.name] : undefined;
      if (value === undefined || (value === null && (param.nullable || !param.required))) {
        if (param.required && !param.nullable) return missing(param, args, names);
        result[param.name] = copyOf(param.fallback);
        continue;
      }
      const completed = param.complete === null ? value : param.complete(value);
      const problem = param.validate(completed);
      if (problem !== null) {
        const where = problem.path === "" ? "" : `, at ${problem.path},`;
        return refused(`Argument ${quoteName(param.name)}${where} ${problem.message}.`);
      }
      result[param.name] = completed;
    }
    return Object.keys(args).length === given ? { ok: true, args: result } : unknown(args, names);
  };
}

function missing(
  param: Parameter,
  args: Record<string, unknown>,
  names: readonly string[],
): ArgumentsOutcome {
  const strangers = Object.keys(args).filter((key) => !names.includes(key));
  const near = strangers.find((key) => didYouMean(key, names) === param.name);
  if (near !== undefined) {
    return refused(`Unknown argument ${quoteName(near)}; did you mean ${quoteName(param.name)}?`);
  }
  return refused(
    `Argument ${quoteName(param.name)} is missing; it must be ${describeType(param.type)}.`,
  );
}

function unknown(args: Record<string, unknown>, names: readonly string[]): ArgumentsOutcome {
  const name = Object.keys(args).find((key) => !names.includes(key)) ?? "";
  const near = didYouMean(name, names);
  if (near !== null) {
    return refused(`Unknown argument ${quoteName(name)}; did you mean ${quoteName(near)}?`);
  }
  const allowed = names.length === 0 ? "this tool takes none" : `allowed are: ${names.join(", ")}`;
  return refused(`Unknown argument ${quoteName(name)}; ${allowed}.`);
}

function refused(message: string): ArgumentsOutcome {
  return { ok: false, message };
}

function copyOf(value: Json): Json {
  return typeof value === "object" && value !== null ? structuredClone(value) : value;
}
