/**
 * The typed intermediate representation. Interpreter, analysis, mutation and compiler work on this
 * alone. Every node carries its type and its place in the domain file; nothing here refers back to
 * the YAML or the syntax tree.
 */
import type {
  EntitySpec,
  EnumSpec,
  FieldSpec,
  Json,
  KeyTransform,
  PrincipalSpec,
  RefusalSpec,
  StoredRecord,
  TypeSpec,
} from "../../shared/index.js";

/** A place in the domain file, 1-based. `endLine`/`endColumn` point one past the last character. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The type of an expression. Like `TypeSpec`, with records as handles and literals kept apart. */
export type Type =
  | { readonly kind: "string" } // string and text
  | { readonly kind: "int" }
  | { readonly kind: "number" }
  | { readonly kind: "decimal"; readonly digits: number }
  | { readonly kind: "money" }
  | { readonly kind: "bool" }
  | { readonly kind: "date" }
  | { readonly kind: "datetime" }
  /**
   * `values` may be a narrowed subset of the enum's values. An empty `name`: several text literals
   * that have not met an enum yet (`late ? "open" : "closed"`), and the tags of a union.
   */
  | { readonly kind: "enum"; readonly name: string; readonly values: readonly string[] }
  /** A string literal that has not met an enum or string yet. */
  | { readonly kind: "literal"; readonly value: string }
  | { readonly kind: "id"; readonly entity: string }
  /** A record of an entity (what a ref denotes). Compared by identity. */
  | { readonly kind: "entity"; readonly entity: string }
  | { readonly kind: "message" }
  | { readonly kind: "list"; readonly of: Type }
  | { readonly kind: "map"; readonly key: Type; readonly value: Type }
  | {
      readonly kind: "record";
      readonly name: string | null;
      readonly fields: readonly RecordField[];
    }
  /** `tags` may be a narrowed subset of the union's variants. */
  | { readonly kind: "union"; readonly name: string; readonly tags: readonly string[] }
  | { readonly kind: "changes"; readonly entity: string; readonly fields: readonly string[] }
  | { readonly kind: "nullable"; readonly of: Type }
  | { readonly kind: "null" }
  /** What a result may be: no expression has this type, only the place that it goes to. */
  | { readonly kind: "choice"; readonly of: readonly Type[] }
  /** Element type of an empty list literal, and of code that never returns. */
  | { readonly kind: "never" }
  | { readonly kind: "void" };

export interface RecordField {
  readonly name: string;
  readonly type: Type;
}

interface Node {
  readonly type: Type;
  readonly at: Span;
}

export type Expr =
  | (Node & { readonly node: "literal"; readonly value: null | boolean | number | string })
  /** A parameter, local, loop variable or arrow parameter. */
  | (Node & { readonly node: "local"; readonly name: string })
  | (Node & { readonly node: "now" })
  | (Node & { readonly node: "today" })
  /** A constant table or an entry of one: `fees.late.daily` (path is static). */
  | (Node & { readonly node: "constant"; readonly path: readonly string[]; readonly value: Json })
  /**
   * A stored field. `via: "value"` reads the field as stored (ids of refs included);
   * `via: "ref"` follows a ref (or list of refs) field to records. `optional` is `?.`.
   */
  | (Node & {
      readonly node: "field";
      readonly object: Expr;
      readonly field: string;
      readonly via: "value" | "ref";
      readonly optional: boolean;
    })
  /** `record[name]` with `name` of an enum whose values are all fields of one type. */
  | (Node & { readonly node: "dynamicField"; readonly object: Expr; readonly name: Expr })
  /** `map[key]` or `list[index]`: null when there is none. Own keys only. */
  | (Node & {
      readonly node: "index";
      readonly object: Expr;
      readonly index: Expr;
      readonly optional: boolean;
    })
  | (Node & { readonly node: "all"; readonly entity: string })
  /** The one record of a singleton entity. */
  | (Node & { readonly node: "singleton"; readonly entity: string })
  | (Node & { readonly node: "get"; readonly entity: string; readonly id: Expr })
  /**
   * A query over a table. `keys` are the equality tests of the predicate that indexes can answer
   * (each `value` does not use the row); `rest` is what remains of the predicate, over `row`.
   */
  | (Node & {
      readonly node: "query";
      readonly entity: string;
      readonly mode: "filter" | "find" | "some" | "every" | "count";
      readonly row: string;
      readonly keys: readonly QueryKey[];
      readonly rest: Expr | null;
      /** Inside a loop, an arrow or a function: pays 1 + the number of rows that the keys leave. */
      readonly charged: boolean;
    })
  /** A function of the library, by its name there. Arrow arguments are `arrow` nodes. */
  | (Node & {
      readonly node: "library";
      readonly name: string;
      readonly args: readonly Expr[];
      /** Inside a loop, an arrow or a function: pays 1 + the length of its first list argument. */
      readonly charged: boolean;
    })
  /** A method of strings and lists (`length` among them) that means what it means in TypeScript. */
  | (Node & {
      readonly node: "method";
      readonly object: Expr;
      readonly name: string;
      readonly args: readonly Expr[];
      readonly optional: boolean;
      readonly charged: boolean;
    })
  | (Node & { readonly node: "arrow"; readonly params: readonly ArrowParam[]; readonly body: Expr })
  /** A named function of the domain. */
  | (Node & { readonly node: "apply"; readonly function: string; readonly args: readonly Expr[] })
  | (Node & { readonly node: "template"; readonly parts: readonly (string | Expr)[] })
  /** `/` and `%` by something that may be zero have a nullable type. */
  | (Node & {
      readonly node: "arithmetic";
      readonly op: "+" | "-" | "*" | "/" | "%";
      readonly left: Expr;
      readonly right: Expr;
    })
  | (Node & { readonly node: "concat"; readonly left: Expr; readonly right: Expr })
  | (Node & { readonly node: "negate"; readonly operand: Expr })
  | (Node & { readonly node: "not"; readonly operand: Expr })
  | (Node & {
      readonly node: "compare";
      readonly op: "<" | "<=" | ">" | ">=";
      readonly left: Expr;
      readonly right: Expr;
    })
  /** `of: "entity"` compares records by id; `null` may stand on either side. */
  | (Node & {
      readonly node: "equal";
      readonly negated: boolean;
      readonly of: "scalar" | "entity";
      readonly left: Expr;
      readonly right: Expr;
    })
  | (Node & { readonly node: "and" | "or" | "coalesce"; readonly left: Expr; readonly right: Expr })
  | (Node & {
      readonly node: "conditional";
      readonly test: Expr;
      readonly then: Expr;
      readonly else: Expr;
    })
  /** For a record type the entries are complete and in declared order; for a map, as written. */
  | (Node & { readonly node: "object"; readonly entries: readonly ObjectEntry[] })
  | (Node & { readonly node: "list"; readonly items: readonly ListItem[] })
  | (Node & {
      readonly node: "create";
      readonly entity: string;
      /** Complete: every field but a drawn id. */
      readonly fields: readonly { readonly name: string; readonly value: Expr }[];
    })
  /**
   * The value made fit for where it goes: a record handle to its id (`id`), a number rounded to a
   * decimal's digits (`round`), a nested value copied before it is stored (`copy`), a record cut
   * to a view (`view`, with the view's type), a string to a message (`message`).
   * Null stays null, and lists and maps are converted element by element.
   */
  | (Node & {
      readonly node: "convert";
      readonly how: "id" | "round" | "copy" | "view" | "message";
      readonly operand: Expr;
      /**
       * For `view`: the whole shape of the result. Fields that are missing become null, and what
       * stands inside is made fit as well: handles become ids, decimals are rounded.
       */
      readonly shape: TypeSpec | null;
    })
  /** Growth checked against the size limit (strings and lists). */
  | (Node & { readonly node: "bounded"; readonly operand: Expr });

export interface QueryKey {
  readonly field: string;
  readonly transform: KeyTransform;
  readonly value: Expr;
}
export interface ArrowParam {
  readonly name: string;
  readonly type: Type;
}
export type ObjectEntry =
  | { readonly kind: "entry"; readonly key: string | Expr; readonly value: Expr }
  | { readonly kind: "spread"; readonly value: Expr };
export type ListItem = { readonly kind: "item" | "spread"; readonly value: Expr };

/**
 * Where a change lands: a field, map entry or list element reachable from a record (`root` is then
 * the expression that denotes the record), or inside a local value (`root` null).
 */
export interface Place {
  readonly target: Extract<Expr, { node: "field" | "index" | "dynamicField" | "local" }>;
  /** The entity whose record changes; null for a local value. */
  readonly entity: string | null;
}

export type Stmt = { readonly at: Span } & (
  | {
      readonly stmt: "declare";
      readonly mutable: boolean;
      readonly name: string;
      readonly value: Expr;
      readonly type: Type;
    }
  /** `op: "="` only: compound assignments are lowered. */
  | { readonly stmt: "assign"; readonly place: Place; readonly value: Expr }
  | { readonly stmt: "push"; readonly place: Place; readonly values: readonly Expr[] }
  /** `delete map[key]`. */
  | { readonly stmt: "delete"; readonly place: Place }
  /** `apply(record, changes)`. */
  | { readonly stmt: "applyChanges"; readonly record: Expr; readonly changes: Expr }
  | { readonly stmt: "remove"; readonly record: Expr }
  | {
      readonly stmt: "if";
      readonly test: Expr;
      readonly then: readonly Stmt[];
      readonly else: readonly Stmt[] | null;
    }
  | {
      readonly stmt: "for";
      readonly name: string;
      readonly index: string | null;
      readonly list: Expr;
      readonly body: readonly Stmt[];
    }
  | { readonly stmt: "continue" }
  | { readonly stmt: "break" }
  | { readonly stmt: "return"; readonly value: Expr | null }
  | {
      readonly stmt: "require";
      readonly condition: Expr;
      readonly code: string;
      readonly message: Expr;
      readonly defensive: string | null;
    }
  | { readonly stmt: "fail"; readonly code: string; readonly message: Expr }
  | { readonly stmt: "advance"; readonly minutes: Expr }
  | { readonly stmt: "expression"; readonly value: Expr }
);

export interface IrParam {
  /** As on the wire. */
  readonly name: string;
  readonly spec: TypeSpec;
  readonly description: string;
  readonly required: boolean;
  readonly default: Json | undefined;
  /**
   * What the body knows: for a ref named `order_id`, `record` is `order` (type entity) and `value`
   * is `order_id` (type id). For a ref with another name `record` is that name and `value` null.
   * For anything else `value` is the name and `record` null.
   */
  readonly record: string | null;
  readonly value: string | null;
  readonly type: Type;
  /** For refs: the refusal when there is no such record. */
  readonly notFound: { readonly code: string; readonly message: string } | null;
  readonly unused: string | null;
  readonly at: Span;
}

export interface IrTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly actor: "agent" | "user";
  readonly params: readonly IrParam[];
  readonly result: TypeSpec;
  readonly refusals: readonly RefusalSpec[];
  readonly refusalsAs: "raised" | "returned";
  readonly idempotent: boolean;
  readonly body: readonly Stmt[];
  readonly at: Span;
}

export interface IrFunction {
  readonly name: string;
  readonly description: string;
  readonly params: readonly {
    readonly name: string;
    readonly type: Type;
    readonly spec: TypeSpec;
  }[];
  readonly returns: Type;
  readonly body: readonly Stmt[];
  readonly at: Span;
}

export interface IrReaction {
  readonly name: string;
  readonly description: string;
  readonly entity: string;
  /** The local that holds the record. */
  readonly record: string;
  readonly body: readonly Stmt[];
  readonly at: Span;
}

export interface IrInvariant {
  readonly name: string;
  readonly description: string;
  readonly check: Expr;
  readonly at: Span;
}

/** Policy that tools do not enforce; judged over the call, the state before it and the history. */
export interface IrRule {
  readonly name: string;
  readonly description: string;
  readonly tools: readonly string[];
  readonly params: readonly IrParam[];
  readonly check: Expr;
  readonly at: Span;
}

export interface IrExample {
  readonly name: string;
  readonly on: "seed" | "empty";
  readonly now: string | null;
  readonly given: Readonly<
    Record<string, Readonly<Record<string, Readonly<Record<string, Json>>>>>
  >;
  readonly calls: readonly {
    readonly tool: string;
    readonly args: Readonly<Record<string, Json>>;
  }[];
  readonly then: {
    /** Null: the last call succeeds. */
    readonly refusal: string | null;
    /** Undefined: any. Objects are matched by the fields that are given. */
    readonly result: Json | undefined;
    /** By table and id, the fields that must hold; null: no such record. */
    readonly state: Readonly<
      Record<string, Readonly<Record<string, Readonly<Record<string, Json>> | null>>>
    >;
    /**
     * By table, the records that the calls created: these and no others, in any order. Records are
     * matched by the fields that are given.
     */
    readonly created: Readonly<Record<string, readonly Readonly<Record<string, Json>>[]>>;
    /** Nothing beside `state` and `created` (and ignored fields) differs from before. */
    readonly nothingElse: boolean;
  };
  readonly at: Span;
}

/** How the records of one entity are made. */
export interface IrSeedTable {
  readonly entity: string;
  /** Written out in full; stored in the first block, before the generated ones. */
  readonly fixed: readonly StoredRecord[];
  /** Records made by `each`, per block (times scale unless `scales` is false). */
  readonly count: number;
  readonly scales: boolean;
  /** The local that holds the running number of the record, from 0. */
  readonly index: string;
  /** Returns the fields of one record, or null to leave it out. */
  readonly each: readonly Stmt[] | null;
  readonly at: Span;
}

export interface IrDomain {
  readonly file: string;
  readonly domain: string;
  readonly title: string;
  readonly summary: string;
  readonly category: string;
  readonly now: string;
  readonly policy: string;
  /** Codes and rules that the policy states (`[[name]]`), each once, in order of appearance. */
  readonly policyMarkers: readonly string[];
  readonly enums: readonly EnumSpec[];
  /** Named record and union types. */
  readonly types: readonly Extract<TypeSpec, { kind: "record" | "union" }>[];
  readonly entities: readonly EntitySpec[];
  /** Views by `Entity.view`. */
  readonly views: Readonly<
    Record<string, { readonly entity: string; readonly fields: readonly FieldSpec[] }>
  >;
  readonly constants: Readonly<Record<string, Json>>;
  readonly principal: PrincipalSpec | null;
  readonly functions: readonly IrFunction[];
  readonly tools: readonly IrTool[];
  readonly reactions: readonly IrReaction[];
  readonly invariants: readonly IrInvariant[];
  readonly rules: readonly IrRule[];
  readonly examples: readonly IrExample[];
  readonly seed: readonly IrSeedTable[];
  readonly phrases: Readonly<Record<string, Json>>;
}
