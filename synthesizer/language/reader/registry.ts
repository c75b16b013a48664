/** Type names and what they stand for. */
import type { EntitySpec, EnumSpec, FieldSpec, TypeSpec } from "../../../shared/schema/index.js";
import type { Span } from "../ir.js";
import type { LogicSource } from "../logic/contracts.js";
import type { Context } from "./context.js";
import { type Named, parseTypeExpression, type TypeSyntax } from "./type-expression.js";

export type NamedType = Extract<TypeSpec, { kind: "record" | "union" }>;

/** Where a type stands; each place leaves something out. */
export type TypePlace = "field" | "param" | "result" | "function";

export const WEEKDAY: EnumSpec = {
  name: "Weekday",
  description: "A day of the week.",
  values: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map(
    (value) => ({ value, description: "" }),
  ),
};

const SCALARS = ["string", "text", "int", "number", "money", "bool", "date", "datetime", "message"];
const SCALAR_SET: ReadonlySet<string> = new Set(SCALARS);
const MAX_DECIMALS = 9;

/**
 * One of several types, of which any that may be null makes the whole so; null when two are the
 * same. What is left of a single one is that type.
 */
export function choiceOf(specs: readonly TypeSpec[], isNullable = false): TypeSpec | null {
  const bare = specs.map((spec) => (spec.kind === "nullable" ? spec.of : spec));
  const of = bare.flatMap((spec) => (spec.kind === "choice" ? spec.of : [spec]));
  const [only] = of;
  if (new Set(of.map((spec) => JSON.stringify(spec))).size < of.length) return null;
  const choice: TypeSpec = only !== undefined && of.length === 1 ? only : { kind: "choice", of };
  const mayBeNull = isNullable || specs.some(({ kind }) => kind === "nullable");
  return mayBeNull ? { kind: "nullable", of: choice } : choice;
}

export class TypeRegistry {
  readonly enums = new Map<string, EnumSpec>([[WEEKDAY.name, WEEKDAY]]);
  readonly types = new Map<string, NamedType>();
  readonly entities = new Map<string, EntitySpec>();
  readonly views = new Map<string, { entity: string; fields: readonly FieldSpec[] }>();

  /** How to read a named type that has not been read yet; absent names are unknown. */
  private readonly pending = new Map<string, () => NamedType | null>();
  private readonly reading = new Set<string>();
  private readonly entityNames = new Set<string>();

  constructor(private readonly context: Context) {}

  announceEntity(name: string): void {
    this.entityNames.add(name);
  }

  announceType(name: string, read: () => NamedType | null): void {
    this.pending.set(name, read);
  }

  /** Reads the type expression of a scalar; null when it is wrong (reported). */
  read(source: LogicSource, place: TypePlace): TypeSpec | null {
    const syntax = parseTypeExpression(source, this.context);
    return syntax === null ? null : this.resolve(syntax, place, true);
  }

  /** The entity of that name as its name was written; reports an unknown one. */
  isEntity(named: Named): boolean {
    if (this.entityNames.has(named.name)) return true;
    const { name, at } = named;
    this.context.unknown(
      "unknown_entity",
      at,
      `There is no entity \`${name}\`.`,
      name,
      this.entityNames,
    );
    return false;
  }

  named(name: string, at: Span): NamedType | null {
    const known = this.types.get(name);
    if (known !== undefined) return known;
    if (this.reading.has(name)) {
      this.context.report("recursive_type", at, `The type \`${name}\` contains itself.`);
      return null;
    }
    const read = this.pending.get(name);
    if (read === undefined) return null;
    this.reading.add(name);
    const type = read();
    this.reading.delete(name);
    this.pending.delete(name);
    if (type !== null) this.types.set(name, type);
    return type;
  }

  private refuse(syntax: TypeSyntax, message: string, allowed?: string): null {
    this.context.report(
      "invalid_type",
      syntax.at,
      message,
      allowed === undefined ? {} : { allowed },
    );
    return null;
  }

  private resolve(syntax: TypeSyntax, place: TypePlace, outermost: boolean): TypeSpec | null {
    switch (syntax.form) {
      case "name":
        return this.plain(syntax, place);
      case "view":
        return this.view(syntax, place);
      case "generic":
        return this.generic(syntax, place);
      case "digits":
        return this.decimal(syntax);
      case "changes":
        if (place !== "param" || !outermost) {
          return this.refuse(syntax, "`changes<...>` can only be the type of a tool's parameter.");
        }
        return this.changes(syntax.entity, syntax.fields);
      case "nullable": {
        const of = this.resolve(syntax.of, place, outermost);
        return of === null ? null : { kind: "nullable", of };
      }
      case "choice":
        return this.choice(syntax, place);
    }
  }

  /** `Line | Bill?` may be null as a whole. */
  private choice(
    syntax: Extract<TypeSyntax, { form: "choice" }>,
    place: TypePlace,
  ): TypeSpec | null {
    if (place !== "result") {
      const allowed = "a union from `types`, which has a tag";
      return this.refuse(syntax, "`A | B` can only be the result of a tool.", allowed);
    }
    const specs: TypeSpec[] = [];
    for (const one of syntax.of) {
      const spec = this.resolve(one, place, true);
      if (spec === null) return null;
      specs.push(spec);
    }
    return choiceOf(specs) ?? this.refuse(syntax, "A type stands twice here.");
  }

  private plain(syntax: Extract<TypeSyntax, { form: "name" }>, place: TypePlace): TypeSpec | null {
    const { name, at } = syntax;
    if (SCALAR_SET.has(name)) {
      if (name === "message" && (place === "param" || place === "function")) {
        return this.refuse(syntax, "`message` is only for fields; here it is `text`.");
      }
      return { kind: name } as TypeSpec;
    }
    const enumeration = this.enums.get(name);
    if (enumeration !== undefined) {
      this.context.usedTypes.add(name);
      return { kind: "enum", name, values: enumeration.values.map(({ value }) => value) };
    }
    if (this.entityNames.has(name)) return this.entity(syntax, place);
    if (this.types.has(name) || this.pending.has(name) || this.reading.has(name)) {
      this.context.usedTypes.add(name);
      return this.named(name, at);
    }
    if (this.context.incomplete && this.failed.has(name)) return null;
    const needs = NEEDS_ARGUMENTS.get(name);
    if (needs !== undefined)
      return this.refuse(syntax, `\`${name}\` needs to say of what: \`${needs}\`.`);
    this.context.unknown("unknown_type", at, `There is no type \`${name}\`.`, name, [
      ...SCALARS,
      ...NEEDS_ARGUMENTS.keys(),
      ...this.enums.keys(),
      ...this.types.keys(),
      ...this.pending.keys(),
      ...this.entityNames,
    ]);
    return null;
  }

  /** Types and enums that were declared but could not be read. */
  readonly failed = new Set<string>();

  private entity(syntax: Extract<TypeSyntax, { form: "name" }>, place: TypePlace): TypeSpec | null {
    const { name } = syntax;
    if (place === "function") return { kind: "ref", entity: name };
    if (place === "result") {
      const entity = this.entities.get(name);
      return entity === undefined ? null : { kind: "record", name, fields: entity.fields };
    }
    const what = place === "field" ? "A field" : "A parameter";
    return this.refuse(
      syntax,
      `${what} that says which ${name} is meant has the type \`ref<${name}>\`.`,
    );
  }

  private view(syntax: Extract<TypeSyntax, { form: "view" }>, place: TypePlace): TypeSpec | null {
    const { name, view, at } = syntax;
    if (!this.isEntity({ name, at })) return null;
    if (place !== "result") {
      return this.refuse(syntax, "A view can only be the result of a tool.");
    }
    const full = `${name}.${view}`;
    const found = this.views.get(full);
    if (found === undefined) {
      const known = [...this.views.keys()].filter((key) => key.startsWith(`${name}.`));
      this.context.unknown("unknown_view", at, `There is no view \`${full}\`.`, full, known);
      return null;
    }
    return { kind: "record", name: full, fields: found.fields };
  }

  private generic(
    syntax: Extract<TypeSyntax, { form: "generic" }>,
    place: TypePlace,
  ): TypeSpec | null {
    const { name, arguments: types } = syntax;
    const [first, second] = types;
    const wanted = NEEDS_ARGUMENTS.get(name);
    if (wanted === undefined || name === "decimal" || name === "changes") {
      this.context.unknown("unknown_type", syntax.at, `There is no type \`${name}<...>\`.`, name, [
        "list",
        "map",
        "ref",
        "id",
      ]);
      return null;
    }
    if (first === undefined || types.length !== (name === "map" ? 2 : 1)) {
      return this.refuse(syntax, `\`${name}\` is written \`${wanted}\`.`);
    }
    if (name === "list") {
      const of = this.resolve(first, place, false);
      return of === null ? null : { kind: "list", of };
    }
    if (name === "map" && second !== undefined) {
      const key = this.resolve(first, place === "result" ? "field" : place, false);
      const value = this.resolve(second, place, false);
      if (key !== null && !["string", "date", "enum", "id", "ref"].includes(key.kind)) {
        return this.refuse(
          first,
          "A map's keys cannot be of this type.",
          "string, date, an enum, id<E>, ref<E>",
        );
      }
      return key === null || value === null ? null : { kind: "map", key, value };
    }
    if (first.form !== "name")
      return this.refuse(first, `\`${name}\` takes the name of an entity.`);
    if (!this.isEntity(first)) return null;
    return name === "ref"
      ? { kind: "ref", entity: first.name }
      : { kind: "id", entity: first.name };
  }

  private decimal(syntax: Extract<TypeSyntax, { form: "digits" }>): TypeSpec | null {
    if (syntax.name !== "decimal")
      return this.refuse(syntax, `There is no type \`${syntax.name}(n)\`.`);
    if (syntax.digits > MAX_DECIMALS) {
      return this.refuse(
        syntax,
        "A decimal has too many digits.",
        `decimal(0) to decimal(${MAX_DECIMALS})`,
      );
    }
    return { kind: "decimal", digits: syntax.digits };
  }

  private changes(entityName: Named, names: readonly Named[]): TypeSpec | null {
    if (!this.isEntity(entityName)) return null;
    const entity = this.entities.get(entityName.name);
    if (entity === undefined) return null;
    const stored = entity.fields.filter(({ name }) => name !== entity.idField);
    const fields: FieldSpec[] = [];
    for (const { name, at } of names) {
      const field = stored.find((candidate) => candidate.name === name);
      if (field === undefined) {
        const message = `\`${entity.name}\` has no field \`${name}\` that can change.`;
        this.context.unknown(
          "unknown_field",
          at,
          message,
          name,
          stored.map((f) => f.name),
        );
      } else if (fields.includes(field)) {
        this.context.report("duplicate_name", at, `\`${name}\` stands twice.`);
      } else {
        fields.push(field);
      }
    }
    return { kind: "changes", entity: entity.name, fields };
  }
}

const NEEDS_ARGUMENTS: ReadonlyMap<string, string> = new Map([
  ["list", "list<T>"],
  ["map", "map<K, T>"],
  ["ref", "ref<Entity>"],
  ["id", "id<Entity>"],
  ["decimal", "decimal(2)"],
  ["changes", "changes<Entity: field, field>"],
]);
