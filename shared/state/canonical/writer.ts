import type { EntitySpec, Json, StoredRecord } from "../../schema/index.js";
import type { NameOf } from "./names.js";
import { compileSlots, type Slots } from "./slots.js";
import { quote, recordText, type WriteText } from "./text.js";

/** How the records of one entity are brought to canonical form. */
export interface CanonicalWriter {
  /** RFC 8785 of `[table, id, record]`: what is digested. */
  text(id: string, record: StoredRecord, nameOf: NameOf): string;
  /** Mentions in compared fields; null when there are none. */
  readonly slots: Slots | null;
  /** Mentions in all fields; null when there are none. */
  readonly references: Slots | null;
}

export function compileWriter(entity: EntitySpec): CanonicalWriter {
  const ownId: WriteText = (id: Json, nameOf) => quote(nameOf(entity.name, id as string));
  const write = recordText(entity.fields, undefined, null, new Map([[entity.idField, ownId]]));
  const head = `[${JSON.stringify(entity.table)},`;
  return {
    text: (id, record, nameOf) => `${head}${ownId(id, nameOf)},${write(record, nameOf)}]`,
    slots: compileSlots(entity, false),
    references: compileSlots(entity, true),
  };
}
