/** `README.md` of an emitted server. */
import type { TypeSpec } from "../../shared/index.js";
import { domainSpec } from "../analysis/index.js";
import type { Model } from "./model.js";
import { markdownCode, markdownText } from "./text.js";

export function emitReadme(model: Model): string {
  const { ir } = model;
  const spec = domainSpec(ir);
  const sections = [
    `# ${markdownText(spec.title)}\n\n${markdownText(spec.summary)}`,
    `Emitted from [domain.yaml](domain.yaml) by \`envfoundry synth\`; edit that file, not these.\nThe clock of an episode starts at ${markdownCode(spec.now)}.`,
    `## Serve it\n\n\`\`\`sh\nenvfoundry serve ${spec.domain}\n\`\`\`\n\nor run \`server.ts\` itself; both speak MCP on standard input and output. With \`--http 127.0.0.1:8080\`\nit listens there instead.`,
    `## Tools\n\n${spec.tools.map((tool) => toolSection(tool)).join("\n\n")}`,
    `## Records\n\n${spec.entities
      .map(
        (entity) =>
          `### ${markdownText(entity.name)}\n\n${markdownText(entity.description)} Table ${markdownCode(entity.table)}, id ${markdownCode(entity.idField)}.\n\n${table(
            ["field", "type", "meaning"],
            entity.fields.map((field) => [
              markdownCode(field.name),
              markdownCode(typeText(field.type)),
              markdownText(field.description),
            ]),
          )}`,
      )
      .join("\n\n")}`,
  ];
  if (ir.invariants.length > 0) {
    sections.push(
      `## What always holds\n\n${ir.invariants.map((one) => `- ${markdownText(one.description)}`).join("\n")}`,
    );
  }
  if (ir.rules.length > 0) {
    sections.push(
      `## Policy that the tools do not enforce\n\n${ir.rules.map((one) => `- ${markdownText(one.description)}`).join("\n")}`,
    );
  }
  return `${sections.join("\n\n")}\n`;
}

function toolSection(tool: ReturnType<typeof domainSpec>["tools"][number]): string {
  const { creates, updates, removes } = tool.effects;
  const writes = [
    ...(creates.length > 0 ? [`creates ${names(creates)}`] : []),
    ...(updates.length > 0 ? [`changes ${names(updates)}`] : []),
    ...(removes.length > 0 ? [`removes ${names(removes)}`] : []),
    ...(tool.effects.advances ? ["moves the clock"] : []),
  ];
  const effect = writes.length === 0 ? "Only reads." : `It ${writes.join(", ")}.`;
  const actor = tool.actor === "user" ? " Only the person can call it." : "";
  const parts = [
    `### ${markdownCode(tool.name)}`,
    `${markdownText(tool.description)} ${effect}${actor}`,
  ];
  if (tool.params.length > 0) {
    parts.push(
      table(
        ["parameter", "type", "meaning"],
        tool.params.map((param) => [
          `${markdownCode(param.name)}${param.required ? "" : " (optional)"}`,
          markdownCode(typeText(param.type)),
          markdownText(param.description),
        ]),
      ),
    );
  }
  if (tool.refusals.length > 0) {
    parts.push(`Refuses with ${tool.refusals.map(({ code }) => markdownCode(code)).join(", ")}.`);
  }
  return parts.join("\n\n");
}

function names(tables: readonly string[]): string {
  return tables.map(markdownCode).join(", ");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}

/** A type as domain files write it. */
function typeText(spec: TypeSpec): string {
  switch (spec.kind) {
    case "decimal":
      return `decimal(${spec.digits})`;
    case "enum":
      return spec.name;
    case "id":
    case "ref":
      return `${spec.kind}<${spec.entity}>`;
    case "list":
      return `list<${typeText(spec.of)}>`;
    case "map":
      return `map<${typeText(spec.key)}, ${typeText(spec.value)}>`;
    case "record":
      return spec.name ?? "record";
    case "union":
      return spec.name;
    case "changes":
      return `changes<${spec.entity}: ${spec.fields.map((field) => field.name).join(", ")}>`;
    case "nullable":
      return `${typeText(spec.of)}?`;
    case "choice":
      return spec.of.map(typeText).join(" | ");
    default:
      return spec.kind;
  }
}
