/** Random calls of a domain's tools: mostly well-formed, about records that are likely to exist. */
import fc from "fast-check";
import type { DomainSpec, ParamSpec, StateDocument, TypeSpec } from "../../shared/index.js";
import type { Step } from "./testing.js";

const TEXTS = [
  "bolt",
  "nut",
  "gift",
  "visa",
  "__proto__",
  "near",
  "a b b a",
  "",
  "ZOE@example.org",
];

export function arbitraryCalls(
  spec: DomainSpec,
  document: StateDocument,
  maxLength: number,
): fc.Arbitrary<readonly Step[]> {
  const ids = new Map(
    spec.entities.map((entity) => [
      entity.name,
      [...Object.keys(document[entity.table] ?? {}).slice(0, 4), ...drawn(entity.id)],
    ]),
  );
  const calls = spec.tools.map((tool) =>
    fc
      .record(Object.fromEntries(tool.params.map((param) => [param.name, argument(param, ids)])))
      .map((args): Step => {
        const given = Object.entries(args).filter(([, value]) => value !== undefined);
        return { tool: tool.name, args: Object.fromEntries(given) };
      }),
  );
  return fc.array(fc.oneof(...calls), { minLength: 1, maxLength });
}

/** Ids that creation may draw. */
function drawn(id: DomainSpec["entities"][number]["id"]): string[] {
  if (id.kind !== "counter") return ["new"];
  return [7, 11, 12].map((n) => `${id.prefix}${String(n).padStart(id.digits, "0")}`);
}

function argument(
  param: ParamSpec,
  ids: ReadonlyMap<string, readonly string[]>,
): fc.Arbitrary<unknown> {
  const value = arbitrary(param.type, ids);
  return param.required ? value : fc.option(value, { nil: undefined, freq: 3 });
}

function arbitrary(
  type: TypeSpec,
  ids: ReadonlyMap<string, readonly string[]>,
): fc.Arbitrary<unknown> {
  const fields = (
    list: readonly { name: string; type: TypeSpec }[],
  ): Record<string, fc.Arbitrary<unknown>> =>
    Object.fromEntries(list.map((field) => [field.name, arbitrary(field.type, ids)]));
  switch (type.kind) {
    case "string":
    case "text":
    case "message":
      return fc.constantFrom(...TEXTS);
    case "int":
    case "money":
      return fc.integer({ min: type.min ?? -3, max: type.max ?? 60 });
    case "number":
    case "decimal":
      return fc.constantFrom(0, 1.005, 2.5, 10).map((n) => Math.max(type.min ?? n, n));
    case "bool":
      return fc.boolean();
    case "date":
      return fc.constantFrom("2026-02-28", "2026-03-05");
    case "datetime":
      return fc.constantFrom("2026-02-28T10:00:00", "2026-03-05T23:59:59");
    case "enum":
      return fc.constantFrom(...type.values);
    case "id":
    case "ref":
      return fc.constantFrom(...(ids.get(type.entity) ?? []), "nobody");
    case "list":
      return fc.array(arbitrary(type.of, ids), {
        minLength: type.minItems ?? 0,
        maxLength: Math.min(type.maxItems ?? 3, 3),
      });
    case "map":
      return fc.dictionary(fc.constantFrom(...TEXTS), arbitrary(type.value, ids), { maxKeys: 3 });
    case "record":
      return fc.record(fields(type.fields));
    case "union":
      return fc.oneof(
        ...type.variants.map((variant) =>
          fc.record({ [type.tag]: fc.constant(variant.value), ...fields(variant.fields) }),
        ),
      );
    case "changes":
      return fc.record(fields(type.fields), { requiredKeys: [] });
    case "nullable":
      return fc.option(arbitrary(type.of, ids), { freq: 3 });
    case "choice":
      return fc.oneof(...type.of.map((one) => arbitrary(one, ids)));
  }
}
