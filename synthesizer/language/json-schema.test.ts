import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { domainJsonSchema } from "./document/index.js";

const good = readFileSync(new URL("./fixtures/clinic.yaml", import.meta.url), "utf8");
const validate = new Ajv2020({ strict: false }).compile(domainJsonSchema());

test("an editor accepts a good document", () => {
  validate(parse(good));
  expect(validate.errors).toBeNull();
});

test.each([
  ["an unknown section", "phrases:", "phrasez:"],
  [
    "an unknown key of a field",
    "{ type: bool, description",
    "{ type: bool, descripton: x, description",
  ],
  [
    "a missing description",
    "table: doctors\n    description: Somebody who helps.",
    "table: doctors",
  ],
  ["a word that is not allowed", "compare: set", "compare: sett"],
  ["text for a number", "count: 20", "count: many"],
])("an editor marks %s", (_, from, to) => {
  expect(good).toContain(from);
  expect(validate(parse(good.replace(from, to)))).toBe(false);
});

test("keys carry descriptions", () => {
  const { properties } = domainJsonSchema() as {
    properties: Record<string, { description?: string }>;
  };
  expect(properties.tables?.description).toBe("Constants that logic and policy share.");
});
