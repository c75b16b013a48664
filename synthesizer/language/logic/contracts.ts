/** Between the reader of the YAML document and the checker of logic. */
import type {
  EntitySpec,
  EnumSpec,
  FieldSpec,
  Json,
  PrincipalSpec,
  TypeSpec,
} from "../../../shared/index.js";
import type { Diagnostics } from "../diagnostics.js";
import type { Expr, Span, Stmt, Type } from "../ir.js";

/** A piece of logic inside the domain file. */
export interface LogicSource {
  readonly text: string;
  /** The place in the file of a range of `text` (offsets in UTF-16 units), inside block scalars too. */
  span(start: number, end: number): Span;
}

/** What all logic of a domain can see. Built from the document before any logic is checked. */
export interface DomainModel {
  readonly enums: ReadonlyMap<string, EnumSpec>;
  readonly types: ReadonlyMap<string, Extract<TypeSpec, { kind: "record" | "union" }>>;
  readonly entities: ReadonlyMap<string, EntitySpec>;
  /** By table name. */
  readonly tables: ReadonlyMap<string, EntitySpec>;
  readonly views: ReadonlyMap<
    string,
    { readonly entity: string; readonly fields: readonly FieldSpec[] }
  >;
  readonly constants: ReadonlyMap<string, Constant>;
  readonly functions: ReadonlyMap<string, FunctionSignature>;
  /** Tool name to the codes of its own `errors`. */
  readonly tools: ReadonlyMap<string, readonly string[]>;
  /** Codes that every tool may use. */
  readonly errors: ReadonlySet<string>;
  readonly principal: PrincipalSpec | null;
}

/** A constant with its type; `type` is int, number, string, bool, money, date, list, map or record. */
export interface Constant {
  readonly value: Json;
  readonly type: Type;
}

export interface FunctionSignature {
  readonly name: string;
  readonly params: readonly { readonly name: string; readonly type: Type }[];
  /** `void` for `none`. */
  readonly returns: Type;
  /**
   * Whether it, or a function that it calls, changes records (see `findWritingFunctions`); without
   * it, it is taken to.
   */
  readonly writes?: boolean;
}

export interface LogicScope {
  readonly where: "tool" | "function" | "reaction" | "invariant" | "rule" | "seed";
  /** Names that the body starts with: parameters, the reaction's record, the seed's index. */
  readonly locals: readonly { readonly name: string; readonly type: Type; readonly at: Span }[];
  /**
   * What `return` gives. A `TypeSpec` is what leaves the logic (tool results, with views as record
   * types that carry only the view's fields): values are converted to it. A `Type` stays inside
   * (functions). `seed`: the entity whose fields are returned, or null; `visible` holds the names
   * of the tables that may be read.
   */
  readonly returns:
    | { readonly kind: "result"; readonly spec: TypeSpec; readonly entity: string | null }
    | { readonly kind: "type"; readonly type: Type }
    | { readonly kind: "seed"; readonly entity: string; readonly visible: ReadonlySet<string> }
    | { readonly kind: "none" };
  /** Codes allowed in `require` and `fail`, beside those of the model; null where guards are not allowed. */
  readonly codes: ReadonlySet<string> | null;
}

export interface CheckedBody {
  readonly body: readonly Stmt[];
  /** Which of the scope's locals were used. */
  readonly used: ReadonlySet<string>;
  /** Names of domain functions that are called (for the check against recursion). */
  readonly calls: ReadonlySet<string>;
  /** Codes that the body itself can refuse with, in order of appearance. */
  readonly codes: readonly string[];
}

export type CheckBody = (
  source: LogicSource,
  model: DomainModel,
  scope: LogicScope,
  diagnostics: Diagnostics,
) => CheckedBody;

/** For `check:` of invariants and rules: the expression must be a bool. */
export type CheckExpression = (
  source: LogicSource,
  model: DomainModel,
  scope: LogicScope,
  expected: Type,
  diagnostics: Diagnostics,
) => {
  readonly value: Expr | null;
  readonly used: ReadonlySet<string>;
  readonly calls: ReadonlySet<string>;
};
