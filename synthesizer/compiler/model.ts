/** What emission looks up about a domain: declared types of fields, effects, names. */
import type { EntitySpec, FieldSpec, Json, TypeSpec } from "../../shared/index.js";
import { type Effects, functionEffects, settleResults, visitBody } from "../analysis/index.js";
import type { Expr, IrDomain, IrFunction, Stmt, Type } from "../language/ir.js";
import { allocateNames, type Names } from "./names.js";
import { nameSingletons } from "./singletons.js";

export class Model {
  readonly names: Names;
  readonly entities: ReadonlyMap<string, EntitySpec>;
  readonly functions: ReadonlyMap<string, IrFunction>;
  readonly effects: ReadonlyMap<string, Effects>;
  /** Functions that call others: entering one costs a step. */
  readonly callers: ReadonlySet<string>;
  /** Functions that change a list in place, themselves or through others. */
  readonly #listChangers: ReadonlySet<string>;
  readonly #types: ReadonlyMap<string, IrDomain["types"][number]>;

  readonly ir: IrDomain;

  constructor(source: IrDomain, imported: readonly string[]) {
    const ir = nameSingletons(settleResults(source), imported);
    this.ir = ir;
    this.names = allocateNames(ir, imported);
    this.entities = new Map(ir.entities.map((entity) => [entity.name, entity]));
    this.functions = new Map(ir.functions.map((fn) => [fn.name, fn]));
    this.effects = functionEffects(ir);
    const callers = new Set<string>();
    for (const fn of ir.functions) {
      visitBody(fn.body, {
        expr: (expr) => {
          if (expr.node === "apply") callers.add(fn.name);
        },
      });
    }
    this.callers = callers;
    this.#listChangers = listChangers(ir);
    this.#types = new Map(
      ir.types.flatMap((type) => (type.name === null ? [] : [[type.name, type] as const])),
    );
  }

  entity(name: string): EntitySpec {
    const entity = this.entities.get(name);
    if (entity === undefined) throw new TypeError(`unknown entity ${JSON.stringify(name)}`);
    return entity;
  }

  named(name: string): IrDomain["types"][number] | undefined {
    return this.#types.get(name);
  }

  /**
   * The declared type of a field of a value of this type; null when it is not known (a field that
   * only some variants have, say).
   */
  declaredField(object: Type, field: string): TypeSpec | null {
    const found = (fields: readonly FieldSpec[]): TypeSpec | null =>
      fields.find((candidate) => candidate.name === field)?.type ?? null;
    switch (object.kind) {
      case "nullable":
        return this.declaredField(object.of, field);
      case "entity":
        return found(this.entity(object.entity).fields);
      case "record": {
        const type = object.name === null ? undefined : this.#types.get(object.name);
        return type?.kind === "record" ? found(type.fields) : null;
      }
      case "union": {
        const type = this.#types.get(object.name);
        if (type?.kind !== "union") return null;
        for (const variant of type.variants) {
          if (!object.tags.includes(variant.value)) continue;
          const spec = found(variant.fields);
          if (spec !== null) return spec;
        }
        return null;
      }
      default:
        return null;
    }
  }

  /**
   * Whether a list may be added to, or an element of one replaced, while the statements run; not
   * counting additions to what `isOther` tells to be another list than the one in question.
   */
  changesLists(body: readonly Stmt[], isOther: (list: Expr) => boolean): boolean {
    return changesLists(body, this.#listChangers, isOther);
  }

  /** The tag of a union type. */
  tagOf(union: string): string | null {
    const type = this.#types.get(union);
    return type?.kind === "union" ? type.tag : null;
  }

  constant(path: readonly string[]): Json | undefined {
    let value: Json | undefined = this.ir.constants as { [key: string]: Json };
    for (const key of path) {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
      value = Object.hasOwn(value, key) ? value[key] : undefined;
    }
    return value;
  }
}

function listChangers(ir: IrDomain): ReadonlySet<string> {
  const found = new Set<string>();
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const fn of ir.functions) if (changesLists(fn.body, found)) found.add(fn.name);
  }
  return found;
}

function changesLists(
  body: readonly Stmt[],
  changers: ReadonlySet<string>,
  isOther: (list: Expr) => boolean = () => false,
): boolean {
  let found = false;
  visitBody(body, {
    stmt: (stmt) => {
      if (stmt.stmt === "push" && !isOther(stmt.place.target)) found = true;
      if (stmt.stmt !== "assign" || stmt.place.target.node !== "index") return;
      if (present(stmt.place.target.object.type).kind === "list") found = true;
    },
    expr: (expr) => {
      if (expr.node === "apply" && changers.has(expr.function)) found = true;
    },
  });
  return found;
}

/** The type without null. */
export function present(type: Type): Type {
  return type.kind === "nullable" ? type.of : type;
}

export function isNullable(type: Type): boolean {
  return type.kind === "nullable" || type.kind === "null";
}

/** The entity whose record a value of this type is, if it is one. */
export function entityOf(type: Type): string | null {
  const bare = present(type);
  return bare.kind === "entity" ? bare.entity : null;
}

/** Whether values of the type are objects or lists (no scalars, no single records). */
export function isNested(type: Type): boolean {
  switch (present(type).kind) {
    case "list":
    case "map":
    case "record":
    case "union":
    case "changes":
      return true;
    default:
      return false;
  }
}

/**
 * Whether records stand anywhere inside values of the type. Values of a declared type are data:
 * what is a ref there is stored as an id.
 */
export function holdsRecords(type: Type): boolean {
  switch (type.kind) {
    case "entity":
      return true;
    case "list":
    case "nullable":
      return holdsRecords(type.of);
    case "map":
      return holdsRecords(type.value);
    case "record":
      return type.name === null && type.fields.some((field) => holdsRecords(field.type));
    default:
      return false;
  }
}

/** Functions and methods that give one of the elements, not something made of them. */
const ELEMENT: ReadonlySet<string> = new Set(
  "find at first last min max minBy maxBy pick".split(" "),
);

/** Whether the expression gives a list, map or object of its own; only its elements are shared. */
export function makesContainer(expr: Expr): boolean {
  switch (expr.node) {
    case "object":
    case "list":
      return true;
    case "method":
    case "library":
      if (ELEMENT.has(expr.name)) return false;
      return present(expr.type).kind === "list" || present(expr.type).kind === "map";
    default:
      return false;
  }
}

/** Whether elements of a container of this type are more than scalars. */
export function carriesParts(type: Type): boolean {
  const bare = present(type);
  const carries = (part: Type): boolean => isNested(part) || holdsRecords(part);
  switch (bare.kind) {
    case "list":
      return carries(bare.of);
    case "map":
      return carries(bare.value);
    case "record":
      return bare.fields.some((field) => carries(field.type));
    default:
      return true;
  }
}
