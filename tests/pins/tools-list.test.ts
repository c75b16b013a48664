import { expect, test } from "vitest";
import { expectWire, wire } from "./wire.js";

const served = wire();

test("one entry, whole", async () => {
  const { path } = await served.begin();
  const { tools } = (await served.agent(path, "tools/list")).json.result;
  expectWire(
    tools.find((tool: { name: string }) => tool.name === "lock_card"),
    {
      name: "lock_card",
      title: "Lock card",
      description: "Lock a card so that it cannot be used until it is unlocked.",
      inputSchema: {
        type: "object",
        properties: { card_id: { type: "string", description: "The card." } },
        required: ["card_id"],
        additionalProperties: false,
      },
      outputSchema: {
        type: "object",
        properties: {
          card_id: { type: "string", description: "The id of the card." },
          account_id: { type: "string", description: "The account it draws on." },
          last_four: { type: "string", maxLength: 1000, description: "Its last four digits." },
          status: {
            type: "string",
            enum: ["active", "locked", "lost", "closed"],
            description: "Whether it works.",
          },
          daily_limit: { type: "integer", description: "What it may spend in a day." },
          issued: {
            type: "string",
            pattern: "^\\d{4}-\\d{2}-\\d{2}$",
            description: "When it was issued.",
          },
          replaces_id: { type: ["string", "null"], description: "The card that it replaced." },
        },
        required: [
          "card_id",
          "account_id",
          "last_four",
          "status",
          "daily_limit",
          "issued",
          "replaces_id",
        ],
        additionalProperties: false,
      },
      annotations: {
        title: "Lock card",
        readOnlyHint: false,
        destructiveHint: true,
        idempotentHint: false,
        openWorldHint: false,
      },
    },
  );
});

test("a result that is no object is wrapped in the output schema", async () => {
  const { path } = await served.begin();
  const { tools } = (await served.agent(path, "tools/list")).json.result;
  const { outputSchema, annotations } = tools.find(
    (tool: { name: string }) => tool.name === "list_cards",
  );
  expect(outputSchema).toMatchObject({
    type: "object",
    properties: { result: { type: "array", items: { type: "object" } } },
    required: ["result"],
    additionalProperties: false,
  });
  expectWire(annotations, {
    title: "List cards",
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  });
});

test("the list is one page of entries with these keys", async () => {
  const { path } = await served.begin();
  const { result } = (await served.agent(path, "tools/list")).json;
  expect(Object.keys(result)).toEqual(["tools"]);
  for (const tool of result.tools) {
    expect(Object.keys(tool)).toEqual([
      "name",
      "title",
      "description",
      "inputSchema",
      "outputSchema",
      "annotations",
    ]);
  }
});
