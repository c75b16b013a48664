/**
 * The shapes of data: one small algebra that arguments, records, results and the canonical form
 * all share. Descriptors are plain JSON, so they can be emitted as literals, printed and hashed.
 */

/** How two values of a field count as the same outcome when final states are compared. */
export type ComparePolicy = "exact" | "ignore" | "normalized" | "set";

/** Who may know a field from life, without looking it up. */
export type Known = "owner" | "public" | "never";

/** The type of a value. Ids and refs are strings on the wire; `nullable` is never nested. */
export type TypeSpec =
  | { readonly kind: "string"; readonly minLength?: number; readonly maxLength?: number }
  | { readonly kind: "text"; readonly minLength?: number; readonly maxLength?: number }
  | { readonly kind: "int"; readonly min?: number; readonly max?: number }
  | { readonly kind: "number"; readonly min?: number; readonly max?: number }
  /** A double that is rounded to `digits` decimals wherever it is stored or returned. */
  | {
      readonly kind: "decimal";
      readonly digits: number;
      readonly min?: number;
      readonly max?: number;
    }
  /** Whole minor units (cents). */
  | { readonly kind: "money"; readonly min?: number; readonly max?: number }
  | { readonly kind: "bool" }
  /** `YYYY-MM-DD`, a real day of the proleptic Gregorian calendar. */
  | { readonly kind: "date" }
  /** `YYYY-MM-DDTHH:MM:SS`, wall-clock time without a zone. */
  | { readonly kind: "datetime" }
  | { readonly kind: "enum"; readonly name: string; readonly values: readonly string[] }
  /** The id of a record; nothing is promised about its existence. */
  | { readonly kind: "id"; readonly entity: string }
  /** The id of a record that exists. */
  | { readonly kind: "ref"; readonly entity: string }
  /** Text whose mentions of records are kept apart, so that renaming ids can reach them. */
  | { readonly kind: "message" }
  | {
      readonly kind: "list";
      readonly of: TypeSpec;
      readonly minItems?: number;
      readonly maxItems?: number;
    }
  | { readonly kind: "map"; readonly key: TypeSpec; readonly value: TypeSpec }
  | { readonly kind: "record"; readonly name: string | null; readonly fields: readonly FieldSpec[] }
  | {
      readonly kind: "union";
      readonly name: string;
      readonly tag: string;
      readonly variants: readonly UnionVariant[];
    }
  /** An object that holds any of the named fields of an entity: a partial update. */
  | { readonly kind: "changes"; readonly entity: string; readonly fields: readonly FieldSpec[] }
  | { readonly kind: "nullable"; readonly of: TypeSpec }
  /** Results only: a value of the first of these types that it fits. Never nested, never nullable inside. */
  | { readonly kind: "choice"; readonly of: readonly TypeSpec[] };

export interface UnionVariant {
  readonly value: string;
  readonly description: string;
  /** The fields beside the tag. */
  readonly fields: readonly FieldSpec[];
}

export interface FieldSpec {
  readonly name: string;
  readonly type: TypeSpec;
  readonly description: string;
  /** Default `exact`. */
  readonly compare?: ComparePolicy;
  readonly known?: Known;
  /** A value that is recomputed from other records; a larger seed scale may change it. */
  readonly derived?: boolean;
  /** When the value is null, the field is left out of JSON instead of being printed as null. */
  readonly omitNull?: boolean;
}

/** Where the ids of an entity come from. `surrogate` ids are renamed in the canonical form. */
export type IdScheme =
  /** `prefix` followed by a counter padded to `digits`; `start` is the first number drawn. */
  | {
      readonly kind: "counter";
      readonly prefix: string;
      readonly digits: number;
      readonly start: number;
    }
  /** The first value of the list that no record carries (allocated resources: kept as they are). */
  | { readonly kind: "first_free"; readonly values: readonly string[]; readonly surrogate: boolean }
  /**
   * `prefix` and `digits` digits of a SHA-256 over the fields: the first hexadecimal ones, or the
   * last decimal ones of the hash as a number.
   */
  | {
      readonly kind: "hash";
      readonly prefix: string;
      readonly digits: number;
      readonly alphabet: "hex" | "decimal";
      readonly fields: readonly string[];
    }
  /** The id is a value that the creator gives (an email, a seat, an ISBN). */
  | { readonly kind: "natural" };

/** How a lookup key is made from a stored string. */
export type KeyTransform = "exact" | "lower" | "normalized";

/** A secondary index: records of the entity by the value of one top-level field. */
export interface IndexSpec {
  readonly field: string;
  readonly transform: KeyTransform;
}

export interface EntitySpec {
  /** PascalCase, singular: `Order`. */
  readonly name: string;
  /** The table's name in state documents and logic: `orders`. */
  readonly table: string;
  readonly description: string;
  readonly idField: string;
  readonly id: IdScheme;
  /** Exactly one record, whose id is the table's name. */
  readonly singleton: boolean;
  /** `ignore` takes the whole entity out of canonical form, hash and diff. */
  readonly compare: "exact" | "ignore";
  /** Every stored field in declared order, the id field included. */
  readonly fields: readonly FieldSpec[];
  readonly indexes: readonly IndexSpec[];
}

export interface EnumSpec {
  readonly name: string;
  readonly description: string;
  readonly values: readonly { readonly value: string; readonly description: string }[];
  /** Allowed transitions, from value to values. A value without an entry is terminal. */
  readonly lifecycle?: Readonly<Record<string, readonly string[]>>;
}

/** One JSON value. Numbers are always finite. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A stored record as plain data; refs are ids. Committed records are never changed in place. */
export type StoredRecord = { [field: string]: Json };

/** A whole state as data: what `initial.json` files and saved episodes hold. */
export type StateDocument = { readonly [table: string]: { readonly [id: string]: StoredRecord } };
