/** `schema.ts`: the shapes of the domain's data as types, its constants, and its description as data. */
import type { FieldSpec } from "../../shared/index.js";
import { domainSpec } from "../analysis/index.js";
import { array, DescriptorWriter, object } from "./descriptors.js";
import type { Model } from "./model.js";
import { known } from "./names.js";
import { docComment, jsonLiteral, lines, memberName, quote } from "./text.js";
import { TypeWriter } from "./types.js";

export function emitSchema(model: Model, sharedImport: string): string {
  const { ir, names } = model;
  const types = new TypeWriter(model);
  const writer = new DescriptorWriter(model);
  const parts = [
    ...ir.enums.map(
      (one) =>
        `${docComment(one.description)}export type ${known(names.enum, one.name)} = ${
          one.values.map(({ value }) => quote(value)).join(" | ") || "never"
        };\n`,
    ),
    ...ir.types.map((type) => namedType(types, type)),
    ...ir.entities.map((entity) =>
      shape(types, known(names.entity, entity.name), entity.description, entity.fields),
    ),
    ...Object.entries(ir.views).map(([key, view]) => viewType(types, key, view)),
    ...ir.tools
      .filter((tool) => tool.params.length > 0)
      .map((tool) => {
        const fields = tool.params.map(
          (param): FieldSpec => ({
            name: param.name,
            type: param.spec,
            description: param.description,
          }),
        );
        return shape(types, known(names.args, tool.name), `Arguments of \`${tool.name}\`.`, fields);
      }),
    ...(types.used.has(names.message) ? [messageType(names.message)] : []),
    database(model, types),
    ...Object.entries(ir.constants).map(
      ([key, value]) => `export const ${known(names.constant, key)} = ${jsonLiteral(value)};\n`,
    ),
    specification(model, writer),
  ];
  const body = parts.join("\n");
  const imported = [
    "type DomainSpec",
    "type EntitySpec",
    ...(ir.enums.length > 0 ? ["type EnumSpec"] : []),
    "type Table",
    ...(ir.tools.length > 0 ? ["type ToolSpec"] : []),
    ...writer.helpers,
  ];
  return `import { ${imported.join(", ")} } from ${quote(sharedImport)};\n\n${body}`;
}

/** An interface with its fields described. */
function shape(
  types: TypeWriter,
  name: string,
  description: string,
  fields: readonly FieldSpec[],
): string {
  const members = fields.map(
    (field) =>
      `${docComment(field.description)}${memberName(field.name)}: ${types.spec(field.type)};`,
  );
  return `${docComment(description)}export interface ${name} {\n${members.join("\n")}\n}\n`;
}

function messageType(name: string): string {
  const comment = docComment(
    "Text in pieces, with the ids of records that it mentions kept apart.",
  );
  return `${comment}export type ${name} = (string | { ref: string; id: string })[];\n`;
}

function namedType(types: TypeWriter, type: Model["ir"]["types"][number]): string {
  const name = known(types.model.names.type, type.name ?? "");
  if (type.kind === "record") return shape(types, name, "", type.fields);
  const variants = type.variants.map((variant) => {
    const fields = [
      `${memberName(type.tag)}: ${quote(variant.value)}`,
      ...variant.fields.map((field) => `${memberName(field.name)}: ${types.spec(field.type)}`),
    ];
    return `${docComment(variant.description)}| { ${fields.join("; ")} }`;
  });
  return `export type ${name} =\n${variants.join("\n")};\n`;
}

function viewType(types: TypeWriter, key: string, view: Model["ir"]["views"][string]): string {
  const name = known(types.model.names.view, key);
  const fields = view.fields.map((field) => quote(field.name)).join(" | ") || "never";
  return `export type ${name} = Pick<${types.entity(view.entity)}, ${fields}>;\n`;
}

function database(model: Model, types: TypeWriter): string {
  const tables = model.ir.entities.map(
    (entity) => `readonly ${memberName(entity.table)}: Table<${types.entity(entity.name)}>;`,
  );
  return `/** The tables that tools work on. */\nexport interface Db {\n${tables.join("\n")}\n}\n`;
}

function specification(model: Model, writer: DescriptorWriter): string {
  const spec = domainSpec(model.ir);
  const enums = spec.enums.map((one) => writer.enum(one));
  const entities = spec.entities.map((entity) => writer.entity(entity));
  const tools = spec.tools.map((tool) => writer.tool(tool));
  const whole = object([
    ["domain", quote(spec.domain)],
    ["title", quote(spec.title)],
    ["summary", quote(spec.summary)],
    ["category", quote(spec.category)],
    ["now", quote(spec.now)],
    ["policy", lines(spec.policy)],
    ["enums", array(enums)],
    ["entities", array(entities)],
    ["principal", writer.principal(spec.principal)],
    ["tools", array(tools)],
  ]);
  return `${writer.consts.join("\n")}\n/** Everything about the domain that is data. */\nexport const spec: DomainSpec = ${whole};\n`;
}
