/** What a call is told when an argument names a record that does not exist. */
import type { IrParam, Type } from "../language/ir.js";

/** The message in two halves; the id that was asked for stands between them. */
export interface MissingMessage {
  readonly before: string;
  readonly after: string;
}

/**
 * The message of a parameter that refers to records: the declared one where it says `{id}`,
 * otherwise `No member has the id "...".`
 */
export function missingMessage(param: IrParam): MissingMessage {
  const declared = param.notFound?.message ?? "";
  const at = declared.indexOf("{id}");
  if (at >= 0) return { before: declared.slice(0, at), after: declared.slice(at + "{id}".length) };
  const entity = entityIn(param.type);
  const words = entity === null ? "record" : spoken(entity);
  return { before: `No ${words} has the id "`, after: '".' };
}

function entityIn(type: Type): string | null {
  switch (type.kind) {
    case "entity":
      return type.entity;
    case "list":
    case "nullable":
      return entityIn(type.of);
    case "map":
      return entityIn(type.value);
    default:
      return null;
  }
}

/** `LockerHold` as `locker hold`. */
function spoken(entity: string): string {
  return entity
    .replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, "$1$3 $2$4")
    .replace(/[A-Z](?![A-Z])/g, (letter) => letter.toLowerCase());
}
