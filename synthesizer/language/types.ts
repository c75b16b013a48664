/** From the shapes of data to the types of logic. */
import type { FieldSpec, TypeSpec } from "../../shared/schema/index.js";
import type { RecordField, Type } from "./ir.js";

/** What logic sees of a value of that shape: refs are records, text is a string. */
export function typeOf(spec: TypeSpec): Type {
  switch (spec.kind) {
    case "string":
    case "text":
      return { kind: "string" };
    case "decimal":
      return { kind: "decimal", digits: spec.digits };
    case "enum":
      return { kind: "enum", name: spec.name, values: spec.values };
    case "ref":
      return { kind: "entity", entity: spec.entity };
    case "id":
      return { kind: "id", entity: spec.entity };
    case "list":
      return { kind: "list", of: typeOf(spec.of) };
    case "map":
      return { kind: "map", key: keyTypeOf(spec.key), value: typeOf(spec.value) };
    case "record":
      return { kind: "record", name: spec.name, fields: spec.fields.map(recordField) };
    case "union":
      return { kind: "union", name: spec.name, tags: spec.variants.map(({ value }) => value) };
    case "changes":
      return {
        kind: "changes",
        entity: spec.entity,
        fields: spec.fields.map(({ name }) => name),
      };
    case "nullable":
      return { kind: "nullable", of: typeOf(spec.of) };
    case "choice":
      return { kind: "choice", of: spec.of.map(typeOf) };
    default:
      return { kind: spec.kind };
  }
}

function recordField(field: FieldSpec): RecordField {
  return { name: field.name, type: typeOf(field.type) };
}

/** Keys of a map are text, whatever they name: a ref as a key is an id. */
function keyTypeOf(spec: TypeSpec): Type {
  return spec.kind === "ref" ? { kind: "id", entity: spec.entity } : typeOf(spec);
}
