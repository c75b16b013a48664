/** What the agent is told before it begins, and the shape of the state that it works on. */
import type { TypeSpec } from "../../schema/index.js";
import type { ServedDomain } from "../episodes/index.js";

/** The policy of each domain, and what time it is. Markdown. */
export function briefing(domains: readonly ServedDomain[], now: string): string {
  const policies = domains.map(({ domain }) => domain.spec.policy.trim());
  return [...policies, `It is ${now.replace("T", " ")}.`].join("\n\n");
}

/** Entities and enums as data: names, meanings and types, nothing of how outcomes are compared. */
export function schemaDocument(domains: readonly ServedDomain[]): object {
  return {
    domains: domains.map(({ domain: { spec } }) => ({
      domain: spec.domain,
      title: spec.title,
      summary: spec.summary,
      enums: spec.enums.map((each) => ({
        name: each.name,
        description: each.description,
        values: each.values,
      })),
      entities: spec.entities.map((entity) => ({
        name: entity.name,
        table: entity.table,
        description: entity.description,
        id_field: entity.idField,
        fields: entity.fields.map((field) => ({
          name: field.name,
          type: typeText(field.type),
          description: field.description,
        })),
      })),
    })),
  };
}

/** The type as it is written in a domain file. */
function typeText(type: TypeSpec): string {
  switch (type.kind) {
    case "decimal":
      return `decimal(${type.digits})`;
    case "enum":
      return type.name;
    case "union":
      return type.name;
    case "id":
    case "ref":
      return `${type.kind}<${type.entity}>`;
    case "list":
      return `list<${typeText(type.of)}>`;
    case "map":
      return `map<${typeText(type.key)}, ${typeText(type.value)}>`;
    case "record":
      return (
        type.name ??
        `{ ${type.fields.map((field) => `${field.name}: ${typeText(field.type)}`).join(", ")} }`
      );
    case "changes":
      return `changes<${type.entity}>`;
    case "nullable":
      return `${typeText(type.of)}?`;
    case "choice":
      return type.of.map(typeText).join(" | ");
    default:
      return type.kind;
  }
}
