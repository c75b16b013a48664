/** TypeScript types for the shapes of the domain and for what logic computes with. */
import type { FieldSpec, TypeSpec } from "../../shared/index.js";
import type { Type } from "../language/ir.js";
import { holdsRecords, type Model } from "./model.js";
import { known } from "./names.js";
import { memberName, quote } from "./text.js";

/** Collects the names of schema types that a file mentions. */
export class TypeWriter {
  readonly used = new Set<string>();

  constructor(readonly model: Model) {}

  private use(name: string): string {
    this.used.add(name);
    return name;
  }

  /** The type of stored and sent data: ids are strings. */
  spec(spec: TypeSpec): string {
    switch (spec.kind) {
      case "string":
      case "text":
      case "date":
      case "datetime":
      case "id":
      case "ref":
        return "string";
      case "message":
        return this.use(this.model.names.message);
      case "int":
      case "number":
      case "decimal":
      case "money":
        return "number";
      case "bool":
        return "boolean";
      case "enum":
        return this.enumName(spec.name, spec.values);
      case "list":
        return `${parenthesized(this.spec(spec.of))}[]`;
      case "map":
        return `Record<string, ${this.spec(spec.value)}>`;
      case "record":
        return this.shapeName(spec) ?? this.fields(spec.fields);
      case "union":
        return this.use(known(this.model.names.type, spec.name));
      case "changes":
        return this.changes(
          spec.entity,
          spec.fields.map((field) => field.name),
        );
      case "nullable":
        return `${this.spec(spec.of)} | null`;
      case "choice":
        return spec.of.map((one) => this.spec(one)).join(" | ");
    }
  }

  /** The name of a record's shape: a declared type, an entity or one of its views. */
  shapeName(spec: Extract<TypeSpec, { kind: "record" }>): string | null {
    const { names, ir } = this.model;
    if (spec.name !== null && this.model.named(spec.name) !== undefined) {
      return this.use(known(names.type, spec.name));
    }
    if (spec.name === null) return null;
    const fields = spec.fields.map((field) => field.name).join();
    const entity = ir.entities.find((one) => spec.name === one.name);
    if (entity !== undefined && entity.fields.map((field) => field.name).join() === fields) {
      return this.entity(entity.name);
    }
    for (const [key, view] of Object.entries(ir.views)) {
      const matches = spec.name === key || spec.name === view.entity;
      if (matches && view.fields.map((field) => field.name).join() === fields) {
        return this.use(known(names.view, key));
      }
    }
    return null;
  }

  fields(fields: readonly FieldSpec[]): string {
    if (fields.length === 0) return "Record<string, never>";
    return `{ ${fields.map((field) => `${memberName(field.name)}: ${this.spec(field.type)}`).join("; ")} }`;
  }

  private enumName(name: string, values: readonly string[]): string {
    const declared = this.model.names.enum.get(name);
    return declared === undefined ? values.map(quote).join(" | ") || "never" : this.use(declared);
  }

  private changes(entity: string, fields: readonly string[]): string {
    const owner = this.use(known(this.model.names.entity, entity));
    return `Partial<Pick<${owner}, ${fields.map(quote).join(" | ") || "never"}>>`;
  }

  entity(name: string): string {
    return this.use(known(this.model.names.entity, name));
  }

  /**
   * The type of a local or parameter of logic. Records and lists of records are read-only unless
   * they are changed through it (`mutable`).
   */
  local(type: Type, mutable = false): string {
    switch (type.kind) {
      case "string":
      case "date":
      case "datetime":
      case "id":
        return "string";
      case "message":
        return this.use(this.model.names.message);
      case "int":
      case "number":
      case "decimal":
      case "money":
        return "number";
      case "bool":
        return "boolean";
      case "enum":
        return this.enumName(type.name, type.values);
      case "literal":
        return quote(type.value);
      case "entity": {
        const name = this.entity(type.entity);
        return mutable ? name : `Readonly<${name}>`;
      }
      case "list": {
        const element = parenthesized(this.local(type.of, mutable));
        return mutable || !holdsRecords(type.of) ? `${element}[]` : `readonly ${element}[]`;
      }
      case "map": {
        const value = this.local(type.value, mutable);
        return mutable || !holdsRecords(type.value)
          ? `Record<string, ${value}>`
          : `Readonly<Record<string, ${value}>>`;
      }
      case "record": {
        if (type.name !== null && this.model.named(type.name) !== undefined) {
          return this.use(known(this.model.names.type, type.name));
        }
        const fields = type.fields.map(
          (field) => `${memberName(field.name)}: ${this.local(field.type, mutable)}`,
        );
        return fields.length === 0 ? "Record<string, never>" : `{ ${fields.join("; ")} }`;
      }
      case "union":
        return this.use(known(this.model.names.type, type.name));
      case "changes":
        return this.changes(type.entity, type.fields);
      case "nullable":
        return `${this.local(type.of, mutable)} | null`;
      case "choice":
        return type.of.map((one) => this.local(one, mutable)).join(" | ");
      case "null":
        return "null";
      case "never":
        return "never";
      case "void":
        return "void";
    }
  }
}

function parenthesized(type: string): string {
  return /[|&]/.test(type) && !/^[A-Za-z]+<.*>$/.test(type) && !type.startsWith("{")
    ? `(${type})`
    : type.startsWith("readonly ")
      ? `(${type})`
      : type;
}
