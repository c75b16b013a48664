import { expect, test } from "vitest";
import { wire } from "./wire.js";

const served = wire();

async function answers(name: string, ...calls: unknown[]): Promise<string[]> {
  const { path } = await served.begin();
  const texts: string[] = [];
  for (const args of calls) {
    const reply = await served.agent(path, "tools/call", { name, arguments: args });
    expect(reply.status).toBe(200);
    texts.push(reply.text);
  }
  return texts;
}

test("a success, and then a refusal", async () => {
  const card = { card_id: "C00001" };
  expect(await answers("lock_card", card, card)).toEqual([
    '{"result":{"content":[{"type":"text","text":"{\\"card_id\\":\\"C00001\\",\\"account_id\\":\\"AC100001\\",\\"last_four\\":\\"4821\\",\\"status\\":\\"locked\\",\\"daily_limit\\":100000,\\"issued\\":\\"2024-02-01\\",\\"replaces_id\\":null}"}],' +
      '"structuredContent":{"card_id":"C00001","account_id":"AC100001","last_four":"4821","status":"locked","daily_limit":100000,"issued":"2024-02-01","replaces_id":null}},"jsonrpc":"2.0","id":7}',
    '{"result":{"content":[{"type":"text","text":"The card ending in 4821 is locked already."}],"isError":true,' +
      '"_meta":{"envfoundry/code":"card_already_locked"}},"jsonrpc":"2.0","id":7}',
  ]);
});

test("a success that is a list", async () => {
  expect(await answers("list_cards", { member_id: "M00002" })).toEqual([
    '{"result":{"content":[{"type":"text","text":"[]"}],"structuredContent":{"result":[]}},"jsonrpc":"2.0","id":7}',
  ]);
});

test("what the agent reads when arguments do not fit, or name nothing", async () => {
  const texts = await answers(
    "lock_card",
    {},
    { card_id: "C1" },
    { card_id: "C00001", x: 1 },
    { card_id: 1 },
    [],
  );
  const said = texts.map((text) => {
    const { content, _meta } = JSON.parse(text).result;
    return [_meta["envfoundry/code"], content[0].text];
  });
  expect(said).toEqual([
    ["invalid_arguments", 'Argument "card_id" is missing; it must be the id of a record (Card).'],
    ["card_not_found", 'No card has the id "C1".'],
    ["invalid_arguments", 'Unknown argument "x"; allowed are: card_id.'],
    ["invalid_arguments", 'Argument "card_id" must be the id of a record (Card); found 1.'],
    ["invalid_arguments", "The arguments must be an object; found a list of 0."],
  ]);
});

test("a tool that is not there", async () => {
  expect(await answers("no_such_tool", {})).toEqual([
    '{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"message":"Unknown tool: no_such_tool","data":{"code":"unknown_tool"}}}',
  ]);
});

test("an episode that is finished", async () => {
  const { episode, path } = await served.begin();
  await served.control("POST", `/episodes/${episode}/finish`, {});
  const reply = await served.agent(path, "tools/call", { name: "list_cards" });
  expect(reply.text).toBe(
    '{"result":{"content":[{"type":"text","text":"The episode is finished."}],"isError":true,"_meta":{"envfoundry/code":"episode_closed"}},"jsonrpc":"2.0","id":7}',
  );
});
