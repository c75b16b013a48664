import * as z from "zod";
import { domainShape, leafOf } from "./shape.js";

/** The shape of a domain document as JSON Schema (draft 2020-12), for editors. Plain data. */
export function domainJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(domainShape, {
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const leaf = leafOf(zodSchema);
      if (leaf !== undefined) Object.assign(jsonSchema, leaf.json);
    },
  });
  return { ...schema, title: "EnvFoundry domain" };
}
