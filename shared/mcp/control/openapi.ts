/** The OpenAPI 3.1 document of the control door, made from the table of verbs and its schemas. */
import { z } from "zod";
import { VERSION } from "../version.js";
import { STATUS_OF } from "./problems.js";
import { COMPONENTS } from "./schemas.js";
import { VERBS, type Verb } from "./verbs.js";

type Document = Record<string, unknown>;

/** Codes that any request can be answered with. */
const COMMON = ["invalid_request", "unauthorized", "foreign_host", "internal"];
const WITH_BODY = ["invalid_json", "too_large", "unsupported_media_type"];

export function openApiDocument(): Document {
  const paths: Record<string, Record<string, Document>> = {};
  for (const verb of VERBS) {
    paths[verb.path] ??= {};
    (paths[verb.path] as Record<string, Document>)[verb.method.toLowerCase()] = operation(verb);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "EnvFoundry control",
      version: VERSION,
      description: "Create, step, fork, finish and inspect episodes. Agents never see this door.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    security: [{ token: [] }],
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
    },
  };
}

function operation(verb: Verb): Document {
  const parameters = [
    ...(verb.path.includes("{episode}")
      ? [{ name: "episode", in: "path", required: true, schema: { type: "string" } }]
      : []),
    ...(verb.method === "GET" ? queryParameters(verb.request) : []),
  ];
  return {
    operationId: verb.name,
    summary: verb.summary,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(verb.method === "POST"
      ? { requestBody: { required: true, content: json(reference(verb.request)) } }
      : {}),
    responses: {
      [verb.status]: { description: "Done.", content: json(reference(verb.response)) },
      ...failures([...verb.errors, ...COMMON, ...(verb.method === "POST" ? WITH_BODY : [])]),
    },
  };
}

/** The codes grouped by status, in ascending order. */
function failures(codes: readonly string[]): Document {
  const byStatus = new Map<number, string[]>();
  for (const code of codes) {
    const status = STATUS_OF[code] ?? 500;
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, each]) => [
        status,
        { description: each.join(", "), content: json({ $ref: "#/components/schemas/Error" }) },
      ]),
  );
}

function queryParameters(schema: z.ZodType): readonly Document[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input" }) as {
    properties?: Record<string, Document>;
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: "query",
    required: false,
    description,
    schema: rest,
  }));
}

function reference(schema: z.ZodType): Document {
  const name = Object.keys(COMPONENTS).find((each) => COMPONENTS[each] === schema);
  if (name === undefined) throw new Error("a verb's schema has no name in COMPONENTS");
  return { $ref: `#/components/schemas/${name}` };
}

function json(schema: Document): Document {
  return { "application/json": { schema } };
}

function componentSchemas(): Document {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(COMPONENTS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: "input",
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  );
}
