import { didYouMean } from "../../shared/schema/index.js";

/** "Did you mean": the nearest of the allowed names, or undefined when none is near. */
export function suggest(wrong: string, allowed: Iterable<string>): string | undefined {
  return didYouMean(wrong, allowed) ?? undefined;
}
