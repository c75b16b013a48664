import { describe, expect, it } from "vitest";
import { errorBody, readMessages } from "./jsonrpc.js";

function readText(text: string) {
  return readMessages(Buffer.from(text));
}

function nested(levels: number): string {
  return `{"jsonrpc":"2.0","id":1,"method":"x","params":{"a":${"[".repeat(levels)}${"]".repeat(levels)}}}`;
}

describe("reading messages", () => {
  it.each([
    '{"jsonrpc":"2.0","id":1,"method":"ping"}',
    '{"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"name":"x"}}',
    '{"jsonrpc":"2.0","method":"notifications/initialized"}',
    '{"jsonrpc":"2.0","id":0,"result":{}}',
    '{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"no"}}',
    nested(62),
    `{"jsonrpc":"2.0","id":1,"method":"x","params":{"a":"${"[".repeat(500)}\\"[["}}`,
    '{"jsonrpc":"2.0","id":1,"method":"x","params":{"a":":,\\":","b:":{"__proto__":{"a":1},"a":{}}}}',
  ])("takes %s", (text) => {
    expect(readText(text)).toEqual({ ok: true, messages: [JSON.parse(text)], batch: false });
  });

  it.each([
    ["", -32700],
    ["nonsense", -32700],
    ['{"jsonrpc":"2.0"', -32700],
    ['{"a":NaN}', -32700],
    ["null", -32600],
    ['"text"', -32600],
    ["{}", -32600],
    ["[]", -32600],
    ["[1]", -32600],
    ['{"jsonrpc":"1.0","id":1,"method":"ping"}', -32600],
    ['{"jsonrpc":"2.0","id":null,"method":"ping"}', -32600],
    ['{"jsonrpc":"2.0","id":1.5,"method":"ping"}', -32600],
    ['{"jsonrpc":"2.0","id":1e999,"method":"ping"}', -32600],
    ['{"jsonrpc":"2.0","id":{},"method":"ping"}', -32600],
    ['{"jsonrpc":"2.0","id":1,"method":5}', -32600],
    ['{"jsonrpc":"2.0","id":1,"method":"x","params":[1]}', -32600],
    ['{"jsonrpc":"2.0","id":1,"method":"x","params":null}', -32600],
    ['{"jsonrpc":"2.0","id":1}', -32600],
    ['{"jsonrpc":"2.0","result":{}}', -32600],
    ['{"jsonrpc":"2.0","id":1,"result":5}', -32600],
    ['{"__proto__":{"jsonrpc":"2.0","id":1,"method":"ping"}}', -32600],
    ['{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}', -32602],
    ['[{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}]', -32602],
    ['{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}', -32600],
    ['{"jsonrpc":"2.0","id":1,"method":"x","params":{"a":[{"b":1,"b":1}]}}', -32600],
    ['{"jsonrpc":"2.0","id":1,"method":"x","params":{"a":1,"\\u0061":2}}', -32600],
    ['{"jsonrpc":"2.0","id":1,"method":"x","params":{"__proto__":1,"__proto__":2}}', -32600],
    [nested(63), -32600],
    ["[".repeat(1_000_000), -32600],
    [`[${'{"jsonrpc":"2.0","id":1,"method":"ping"},'.repeat(100).slice(0, -1)}, {}]`, -32600],
  ])("answers %.60s with %d", (text, code) => {
    expect(readText(text)).toMatchObject({ ok: false, error: { code } });
  });

  it("answers bytes that are no text", () => {
    expect(readMessages(Buffer.from([0x22, 0xff, 0xfe, 0x22]))).toMatchObject({
      ok: false,
      error: { code: -32700 },
    });
  });

  it("gives back the id of a request that it could read", () => {
    const intake = readText('{"jsonrpc":"2.0","id":7,"method":"initialize"}');
    const twice = readText('{"jsonrpc":"2.0","id":8,"method":"x","params":{"a":1,"a":1}}');
    expect(twice.ok ? "" : errorBody(twice.error)).toBe(
      '{"jsonrpc":"2.0","id":8,"error":{"code":-32600,"message":"Invalid request: an object in it has a key twice."}}',
    );
    expect(intake.ok ? "" : errorBody(intake.error)).toBe(
      '{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"message":"Invalid params: initialize needs protocolVersion, capabilities and clientInfo."}}',
    );
  });
});
