/** Descriptions as data: the literals of `schema.ts` from which a domain's spec is put together. */
import type {
  EntitySpec,
  EnumSpec,
  FieldSpec,
  Json,
  ParamSpec,
  PrincipalSpec,
  ToolSpec,
  TypeSpec,
} from "../../shared/index.js";
import { lowerFirst } from "./logic/context.js";
import type { Model } from "./model.js";
import type { Namespace } from "./names.js";
import { camelCase } from "./names.js";
import { jsonLiteral, propertyKey, quote } from "./text.js";

type Entry = readonly [key: string, value: string | undefined];

/** An object literal of the entries that have a value. */
export function object(entries: readonly Entry[]): string {
  const parts = entries.flatMap(([key, value]) =>
    value === undefined ? [] : [`${propertyKey(key)}: ${value}`],
  );
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

export function array(items: readonly string[]): string {
  return items.length === 0 ? "[]" : `[${items.join(", ")}]`;
}

const optional = (value: Json | undefined): string | undefined =>
  value === undefined ? undefined : jsonLiteral(value);

/**
 * Writes type descriptors. Shapes with a name (enums, record and union types, views) become one
 * const each, written before the first that uses it.
 */
export class DescriptorWriter {
  /** The consts so far, in order. */
  readonly consts: string[] = [];
  readonly #named = new Map<string, string>();
  readonly #names: Namespace;

  constructor(readonly model: Model) {
    this.#names = model.names.descriptors;
  }

  claim(name: string, suffix: string): string {
    return this.#names.claim(`${lowerFirst(camelCase(name))}${suffix}`);
  }

  type(spec: TypeSpec): string {
    switch (spec.kind) {
      case "enum":
        return this.shared(spec, `enum ${spec.name}`, spec.name, () =>
          object([
            ["kind", quote("enum")],
            ["name", quote(spec.name)],
            ["values", array(spec.values.map(quote))],
          ]),
        );
      case "record":
        if (spec.name === null) return this.record(spec);
        return this.shared(spec, `record ${spec.name}`, spec.name, () => this.record(spec));
      case "union":
        return this.shared(spec, `union ${spec.name}`, spec.name, () =>
          object([
            ["kind", quote("union")],
            ["name", quote(spec.name)],
            ["tag", quote(spec.tag)],
            [
              "variants",
              array(
                spec.variants.map((variant) =>
                  object([
                    ["value", quote(variant.value)],
                    ["description", quote(variant.description)],
                    ["fields", this.fields(variant.fields)],
                  ]),
                ),
              ),
            ],
          ]),
        );
      case "changes":
        return object([
          ["kind", quote("changes")],
          ["entity", quote(spec.entity)],
          ["fields", this.fields(spec.fields)],
        ]);
      case "list":
        return object([
          ["kind", quote("list")],
          ["of", this.type(spec.of)],
          ["minItems", optional(spec.minItems)],
          ["maxItems", optional(spec.maxItems)],
        ]);
      case "map":
        return object([
          ["kind", quote("map")],
          ["key", this.type(spec.key)],
          ["value", this.type(spec.value)],
        ]);
      case "nullable":
        return object([
          ["kind", quote("nullable")],
          ["of", this.type(spec.of)],
        ]);
      default:
        return jsonLiteral(spec as unknown as Json);
    }
  }

  private record(spec: Extract<TypeSpec, { kind: "record" }>): string {
    return object([
      ["kind", quote("record")],
      ["name", spec.name === null ? "null" : quote(spec.name)],
      ["fields", this.fields(spec.fields)],
    ]);
  }

  /** The name of the const that holds a shape; shapes of one name that differ get one each. */
  private shared(spec: TypeSpec, label: string, name: string, text: () => string): string {
    const key = `${label} ${JSON.stringify(spec)}`;
    let found = this.#named.get(key);
    if (found === undefined) {
      const value = text();
      found = this.claim(name.replace(/[^A-Za-z0-9]+/g, "_"), "Type");
      this.#named.set(key, found);
      this.consts.push(`const ${found}: TypeSpec = ${value};\n`);
    }
    return found;
  }

  fields(fields: readonly FieldSpec[]): string {
    const shared = this.#named.get(`fields ${JSON.stringify(fields)}`);
    if (shared !== undefined) return shared;
    return array(fields.map((field) => this.field(field)));
  }

  field(field: FieldSpec): string {
    return object([
      ["name", quote(field.name)],
      ["type", this.type(field.type)],
      ["description", quote(field.description)],
      ["compare", optional(field.compare)],
      ["known", optional(field.known)],
      ["derived", optional(field.derived)],
      ["omitNull", optional(field.omitNull)],
    ]);
  }

  entity(entity: EntitySpec): string {
    // Results that show whole records share the list.
    const fields = this.fields(entity.fields);
    const list = this.claim(entity.name, "Fields");
    this.consts.push(`const ${list}: readonly FieldSpec[] = ${fields};\n`);
    this.#named.set(`fields ${JSON.stringify(entity.fields)}`, list);
    const name = this.claim(entity.name, "Entity");
    const value = object([
      ["name", quote(entity.name)],
      ["table", quote(entity.table)],
      ["description", quote(entity.description)],
      ["idField", quote(entity.idField)],
      ["id", jsonLiteral(entity.id as unknown as Json)],
      ["singleton", String(entity.singleton)],
      ["compare", quote(entity.compare)],
      ["fields", this.fields(entity.fields)],
      ["indexes", jsonLiteral(entity.indexes as unknown as Json)],
    ]);
    this.consts.push(`const ${name}: EntitySpec = ${value};\n`);
    return name;
  }

  enum(one: EnumSpec): string {
    const name = this.claim(one.name, "Enum");
    this.consts.push(`const ${name}: EnumSpec = ${jsonLiteral(one as unknown as Json)};\n`);
    return name;
  }

  tool(tool: ToolSpec): string {
    const name = this.claim(tool.name, "Tool");
    const value = object([
      ["name", quote(tool.name)],
      ["title", quote(tool.title)],
      ["description", quote(tool.description)],
      ["actor", quote(tool.actor)],
      ["params", array(tool.params.map((param) => this.param(param)))],
      ["result", this.type(tool.result)],
      ["effects", jsonLiteral(tool.effects as unknown as Json)],
      ["refusals", jsonLiteral(tool.refusals as unknown as Json)],
      ["refusalsAs", quote(tool.refusalsAs)],
    ]);
    this.consts.push(`const ${name}: ToolSpec = ${value};\n`);
    return name;
  }

  private param(param: ParamSpec): string {
    return object([
      ["name", quote(param.name)],
      ["type", this.type(param.type)],
      ["description", quote(param.description)],
      ["required", String(param.required)],
      ["default", optional(param.default)],
      ["unused", optional(param.unused)],
    ]);
  }

  principal(principal: PrincipalSpec | null): string {
    return principal === null ? "null" : jsonLiteral(principal as unknown as Json);
  }
}
