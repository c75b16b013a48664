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

/** Keys of an entry list without its optional ones; `""` when nothing is left. */
function options(entries: readonly Entry[]): string {
  const text = object(entries);
  return text === "{}" ? "" : `, ${text}`;
}

/**
 * Writes type descriptors. Shapes with a name (record and union types, whole records, views) become
 * one const each, written before the first that uses it.
 */
export class DescriptorWriter {
  /** The consts so far, in order. */
  readonly consts: string[] = [];
  /** Short forms of the shared runtime that the text uses. */
  readonly helpers = new Set<string>();
  readonly #named = new Map<string, string>();
  readonly #enums = new Map<string, string>();
  readonly #names: Namespace;

  constructor(readonly model: Model) {
    this.#names = model.names.descriptors;
  }

  private claim(name: string, suffix: string): string {
    return this.#names.claim(`${lowerFirst(camelCase(name))}${suffix}`);
  }

  private helper(name: string): string {
    this.helpers.add(name);
    return name;
  }

  type(spec: TypeSpec): string {
    const t = this.helper("t");
    switch (spec.kind) {
      case "enum": {
        const declared = this.#enums.get(JSON.stringify([spec.name, spec.values]));
        if (declared !== undefined) return `${t}.enumOf(${declared})`;
        return `${t}.enum(${[spec.name, ...spec.values].map(quote).join(", ")})`;
      }
      case "record":
        if (spec.name === null) return this.record(spec);
        return this.shared(spec, `record ${spec.name}`, spec.name, () => this.record(spec));
      case "union":
        return this.shared(spec, `union ${spec.name}`, spec.name, () => this.union(spec));
      case "changes":
        return `${t}.changes(${quote(spec.entity)}, ${this.fields(spec.fields)})`;
      case "id":
      case "ref":
        return `${t}.${spec.kind}(${quote(spec.entity)})`;
      case "list": {
        const count = options([
          ["minItems", optional(spec.minItems)],
          ["maxItems", optional(spec.maxItems)],
        ]);
        return `${t}.list(${this.type(spec.of)}${count})`;
      }
      case "map":
        return `${t}.map(${this.type(spec.key)}, ${this.type(spec.value)})`;
      case "nullable":
        return `${t}.nullable(${this.type(spec.of)})`;
      case "choice":
        return `${t}.choice(${spec.of.map((one) => this.type(one)).join(", ")})`;
      case "decimal": {
        const { kind, digits, ...range } = spec;
        return `${t}.${kind}(${digits}${options(entriesOf(range))})`;
      }
      default: {
        const { kind, ...bounds } = spec;
        return `${t}.${kind}(${options(entriesOf(bounds)).slice(2)})`;
      }
    }
  }

  private record(spec: Extract<TypeSpec, { kind: "record" }>): string {
    const name = spec.name === null ? "null" : quote(spec.name);
    return `${this.helper("t")}.record(${name}, ${this.fields(spec.fields)})`;
  }

  private union(spec: Extract<TypeSpec, { kind: "union" }>): string {
    const variants = spec.variants.map((variant) =>
      object([
        ["value", quote(variant.value)],
        ["description", quote(variant.description)],
        ["fields", this.fields(variant.fields)],
      ]),
    );
    return `${this.helper("t")}.union(${quote(spec.name)}, ${quote(spec.tag)}, ${array(variants)})`;
  }

  /** The name of the const that holds a shape; shapes of one name that differ get one each. */
  private shared(spec: TypeSpec, label: string, name: string, text: () => string): string {
    const key = `${label} ${JSON.stringify(spec)}`;
    let found = this.#named.get(key);
    if (found === undefined) {
      const value = text();
      found = this.claim(name.replace(/[^A-Za-z0-9]+/g, "_"), "Type");
      this.#named.set(key, found);
      this.consts.push(`const ${found} = ${value};\n`);
    }
    return found;
  }

  /** The fields; those of a whole entity by the name of its list, those of a view out of it. */
  fields(fields: readonly FieldSpec[]): string {
    const whole = this.#named.get(`fields ${JSON.stringify(fields)}`);
    if (whole !== undefined) return whole;
    return this.picked(fields) ?? array(fields.map((one) => this.field(one)));
  }

  private picked(fields: readonly FieldSpec[]): string | null {
    if (fields.length === 0) return null;
    for (const entity of this.model.ir.entities) {
      const list = this.#named.get(`fields ${JSON.stringify(entity.fields)}`);
      if (list === undefined) continue;
      const own = new Set(entity.fields.map((one) => JSON.stringify(one)));
      if (!fields.every((one) => own.has(JSON.stringify(one)))) continue;
      const names = fields.map((one) => quote(one.name));
      return `${this.helper("pickFields")}(${[list, ...names].join(", ")})`;
    }
    return null;
  }

  private field(field: FieldSpec): string {
    const rest = options([
      ["compare", optional(field.compare)],
      ["known", optional(field.known)],
      ["derived", optional(field.derived)],
      ["omitNull", optional(field.omitNull)],
    ]);
    return `${this.helper("field")}(${quote(field.name)}, ${this.type(field.type)}, ${quote(field.description)}${rest})`;
  }

  entity(entity: EntitySpec): string {
    // Results that show records share the list.
    const fields = array(entity.fields.map((one) => this.field(one)));
    const list = this.claim(entity.name, "Fields");
    this.consts.push(`const ${list} = ${fields};\n`);
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
      ["fields", list],
      ["indexes", jsonLiteral(entity.indexes as unknown as Json)],
    ]);
    this.consts.push(`const ${name}: EntitySpec = ${value};\n`);
    return name;
  }

  enum(one: EnumSpec): string {
    const name = this.claim(one.name, "Enum");
    const values = one.values.map(({ value }) => value);
    this.#enums.set(JSON.stringify([one.name, values]), name);
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
      ["params", array(tool.params.map((one) => this.param(one)))],
      ["result", this.type(tool.result)],
      ["effects", this.effects(tool.effects)],
      ["refusals", this.refusals(tool.refusals)],
      ["refusalsAs", quote(tool.refusalsAs)],
    ]);
    this.consts.push(`const ${name}: ToolSpec = ${value};\n`);
    return name;
  }

  private effects(effects: ToolSpec["effects"]): string {
    const tables = (list: readonly string[]): string | undefined =>
      list.length === 0 ? undefined : jsonLiteral([...list]);
    const some = object([
      ["reads", tables(effects.reads)],
      ["creates", tables(effects.creates)],
      ["updates", tables(effects.updates)],
      ["removes", tables(effects.removes)],
      ["advances", effects.advances ? "true" : undefined],
      ["idempotent", effects.idempotent ? "true" : undefined],
    ]);
    return `${this.helper("effects")}(${some})`;
  }

  private refusals(list: ToolSpec["refusals"]): string {
    if (list.length === 0) return "[]";
    const meanings = object(list.map(({ code, description }) => [code, quote(description)]));
    return `${this.helper("refusals")}(${meanings})`;
  }

  private param(param: ParamSpec): string {
    const rest = options([
      ["required", param.required ? undefined : "false"],
      ["default", optional(param.default)],
      ["unused", optional(param.unused)],
    ]);
    return `${this.helper("param")}(${quote(param.name)}, ${this.type(param.type)}, ${quote(param.description)}${rest})`;
  }

  principal(principal: PrincipalSpec | null): string {
    return principal === null ? "null" : jsonLiteral(principal as unknown as Json);
  }
}

function entriesOf(bounds: Readonly<Record<string, number | undefined>>): Entry[] {
  return Object.entries(bounds).map(([key, value]) => [key, optional(value)]);
}
