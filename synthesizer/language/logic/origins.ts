/** Whose a value is: what a change through an expression changes. */
import type { Expr } from "../ir.js";
import type { Context } from "./context.js";
import { FRESH, type Origin, type Owner, unknownOrigin } from "./scope.js";
import { isNested, present } from "./types.js";

const UNKNOWN = unknownOrigin("it is not known which record it belongs to");

/** Library functions whose result holds the elements of their first argument. */
const ELEMENTS: ReadonlySet<string> = new Set([
  "sortBy",
  "sortByDescending",
  "take",
  "distinct",
  "flatten",
  "zip",
  "groupBy",
  "without",
  "search",
  "values",
  "entries",
]);
/** Those that give one element. */
const ELEMENT: ReadonlySet<string> = new Set(["first", "last", "minBy", "maxBy"]);

export function originOf(ctx: Context, expr: Expr): Origin {
  if (!isNested(expr.type)) return FRESH;
  switch (expr.node) {
    case "local":
      return ctx.scopes.find(expr.name)?.origin ?? UNKNOWN;
    case "constant":
      return unknownOrigin("constants do not change");
    case "field":
    case "dynamicField": {
      const owner = present(expr.object.type);
      if (owner.kind === "entity") {
        const field = expr.node === "field" ? expr.field : null;
        return both({ kind: "record", entity: owner.entity, field });
      }
      return both(originOf(ctx, expr.object).inside);
    }
    case "index":
      return both(originOf(ctx, expr.object).inside);
    case "method":
      return methodOrigin(ctx, expr);
    case "library": {
      const [first] = expr.args;
      if (first === undefined) return FRESH;
      const { inside } = originOf(ctx, first);
      if (ELEMENT.has(expr.name)) return both(inside);
      return ELEMENTS.has(expr.name) ? { self: FRESH.self, inside } : FRESH;
    }
    case "coalesce":
      return merge(ctx, expr.left, expr.right);
    case "conditional":
      return merge(ctx, expr.then, expr.else);
    case "object":
      return {
        self: FRESH.self,
        inside: parts(
          ctx,
          expr.entries.map((e) => (e.kind === "entry" ? { value: e.value } : { spread: e.value })),
        ),
      };
    case "list":
      return {
        self: FRESH.self,
        inside: parts(
          ctx,
          expr.items.map((i) => (i.kind === "item" ? { value: i.value } : { spread: i.value })),
        ),
      };
    case "apply":
      return unknownOrigin("it comes out of a function, which does not say whose it is");
    case "bounded":
      return originOf(ctx, expr.operand);
    default:
      return FRESH;
  }
}

function both(owner: Owner): Origin {
  return { self: owner, inside: owner };
}

function methodOrigin(ctx: Context, expr: Extract<Expr, { node: "method" }>): Origin {
  const { inside } = originOf(ctx, expr.object);
  switch (expr.name) {
    case "find":
    case "at":
      return both(inside);
    case "filter":
    case "slice":
    case "toReversed":
      return { self: FRESH.self, inside };
    case "concat":
      return {
        self: FRESH.self,
        inside: parts(ctx, [{ spread: expr.object }, ...expr.args.map((spread) => ({ spread }))]),
      };
    case "map":
    case "flatMap":
      return { self: FRESH.self, inside: UNKNOWN.inside };
    default:
      return FRESH;
  }
}

function parts(
  ctx: Context,
  values: readonly { readonly value?: Expr; readonly spread?: Expr }[],
): Owner {
  let owner: Owner | null = null;
  for (const { value, spread } of values) {
    let next: Owner | null = null;
    if (value !== undefined && isNested(value.type)) {
      next = mergeOwners(originOf(ctx, value).self, originOf(ctx, value).inside);
    } else if (spread !== undefined && holdsNested(spread)) next = originOf(ctx, spread).inside;
    if (next !== null) owner = owner === null ? next : mergeOwners(owner, next);
  }
  return owner ?? FRESH.inside;
}

function holdsNested(spread: Expr): boolean {
  const type = present(spread.type);
  switch (type.kind) {
    case "list":
      return isNested(type.of);
    case "map":
      return isNested(type.value);
    case "record":
      return type.fields.some((field) => isNested(field.type));
    default:
      return true;
  }
}

/** Of either value; null is nothing that could be changed. */
function merge(ctx: Context, left: Expr, right: Expr): Origin {
  const a = originOf(ctx, left);
  const b = originOf(ctx, right);
  if (left.type.kind === "null") return b;
  if (right.type.kind === "null") return a;
  return { self: mergeOwners(a.self, b.self), inside: mergeOwners(a.inside, b.inside) };
}

function mergeOwners(a: Owner, b: Owner): Owner {
  if (a.kind === "fresh" && b.kind === "fresh") return a;
  if (a.kind === "unknown") return a;
  if (b.kind === "unknown") return b;
  if (a.kind === "record" && b.kind === "record" && a.entity === b.entity) {
    return a.field === b.field ? a : { ...a, field: null };
  }
  return UNKNOWN.self;
}
