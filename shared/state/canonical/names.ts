/**
 * Names of records in canonical text. A record of the base goes by its stored id; one whose id is
 * renamed by `~` and a label. Stored ids that begin with `~` get a second one, so that the two kinds
 * never meet.
 */

/** The canonical name of the record of `entity` that is stored under `id`. */
export type NameOf = (entity: string, id: string) => string;

export function storedName(_entity: string, id: string): string {
  return id.startsWith("~") ? `~${id}` : id;
}

export function createdName(label: number | string): string {
  return `~${label}`;
}
