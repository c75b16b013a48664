import { expect, test } from "vitest";
import { expectWire, wire } from "./wire.js";

const served = wire();

test("the list", async () => {
  const { path } = await served.begin();
  expectWire((await served.agent(path, "resources/list")).json.result, {
    resources: [
      {
        uri: "env://briefing",
        name: "briefing",
        description: "What the agent is told: the policy, and the time.",
        mimeType: "text/markdown",
      },
      {
        uri: "env://schema",
        name: "schema",
        description: "The entities of the environment and their fields.",
        mimeType: "application/json",
      },
    ],
  });
});

test("env://briefing is the instructions", async () => {
  const { path } = await served.begin();
  const { contents } = (await served.agent(path, "resources/read", { uri: "env://briefing" })).json
    .result;
  const { instructions } = (await served.session()).reply.json.result;
  expectWire(contents, [{ uri: "env://briefing", mimeType: "text/markdown", text: instructions }]);
});

test("the keys of env://schema, and one entity and enum of it", async () => {
  const { path } = await served.begin();
  const { contents } = (await served.agent(path, "resources/read", { uri: "env://schema" })).json
    .result;
  const schema = JSON.parse(contents[0].text);
  expect(Object.keys(schema)).toEqual(["domains"]);
  const [domain] = schema.domains;
  expect(Object.keys(domain)).toEqual(["domain", "title", "summary", "enums", "entities"]);
  for (const each of domain.enums) {
    expect(Object.keys(each)).toEqual(["name", "description", "values"]);
  }
  for (const entity of domain.entities) {
    expect(Object.keys(entity)).toEqual(["name", "table", "description", "id_field", "fields"]);
    for (const field of entity.fields) {
      expect(Object.keys(field)).toEqual(["name", "type", "description"]);
    }
  }
  const card = domain.entities.find((entity: { name: string }) => entity.name === "Card");
  expectWire(card, {
    name: "Card",
    table: "cards",
    description: "A debit card on a checking account.",
    id_field: "card_id",
    fields: [
      { name: "card_id", type: "id<Card>", description: "The id of the card." },
      { name: "account_id", type: "ref<Account>", description: "The account it draws on." },
      { name: "last_four", type: "string", description: "Its last four digits." },
      { name: "status", type: "CardStatus", description: "Whether it works." },
      { name: "daily_limit", type: "money", description: "What it may spend in a day." },
      { name: "issued", type: "date", description: "When it was issued." },
      { name: "replaces_id", type: "ref<Card>?", description: "The card that it replaced." },
    ],
  });
  expectWire(
    domain.enums.find((each: { name: string }) => each.name === "Standing"),
    {
      name: "Standing",
      description: "How the credit union sees a member.",
      values: [
        { value: "good", description: "Nothing stands against the member." },
        { value: "restricted", description: "Money may come in but not go out." },
      ],
    },
  );
});
