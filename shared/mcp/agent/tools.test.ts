import { describe, expect, it } from "vitest";
import { Catalogue } from "../episodes/index.js";
import { fixtureDomain } from "../testing/domain.js";
import { agentTools } from "./tools.js";

function listOf(...names: string[]) {
  const catalogue = new Catalogue(
    names.map((name) => fixtureDomain(name)),
    1,
  );
  return agentTools(names.map((name) => catalogue.get(name)));
}

describe("the list of tools", () => {
  it("has the agent's tools in declared order and never the user's", () => {
    expect([...listOf("shelf").keys()]).toEqual([
      "get_item",
      "list_items",
      "add_item",
      "set_count",
      "half_done",
      "wait_an_hour",
      "ask",
      "broken",
    ]);
  });

  it("prefixes names when there are several domains", () => {
    const names = [...listOf("shelf", "attic").keys()];
    expect(names.slice(0, 2)).toEqual(["shelf_get_item", "shelf_list_items"]);
    expect(names.at(-1)).toBe("attic_broken");
  });

  it.each([
    ["get_item", true, false, true],
    ["list_items", true, false, true],
    ["add_item", false, false, false],
    ["set_count", false, true, true],
    ["wait_an_hour", false, false, false],
  ])(
    "%s: readOnly %s, destructive %s, idempotent %s",
    (name, readOnly, destructive, idempotent) => {
      expect(listOf("shelf").get(name)?.listed.annotations).toEqual({
        title: `Title of ${name}`,
        readOnlyHint: readOnly,
        destructiveHint: destructive,
        idempotentHint: idempotent,
        openWorldHint: false,
      });
    },
  );

  it("pins the shape of one tool", () => {
    const fields = {
      item_id: { type: "string", description: "The item." },
      title: { type: "string", description: "What it is called." },
      count: { type: "integer", minimum: 0, description: "How many there are." },
    };
    expect(listOf("shelf").get("get_item")?.listed).toEqual({
      name: "get_item",
      title: "Title of get_item",
      description: "What get_item does.",
      inputSchema: {
        type: "object",
        properties: { item_id: { type: "string", description: "The item." } },
        required: ["item_id"],
        additionalProperties: false,
      },
      outputSchema: {
        type: "object",
        properties: expect.objectContaining({
          item_id: expect.objectContaining(fields.item_id),
          title: expect.objectContaining(fields.title),
          count: expect.objectContaining(fields.count),
        }),
        required: ["item_id", "title", "count"],
        additionalProperties: false,
      },
      annotations: expect.any(Object),
    });
  });

  it("promises no shape for a tool whose refusals are ordinary results", () => {
    expect(listOf("shelf").get("ask")?.listed.outputSchema).toBeUndefined();
  });
});
