import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalize } from "../runtime/library/text.js";
import {
  compileCompleter,
  compileValidator,
  didYouMean,
  type FieldSpec,
  inputSchema,
  type Json,
  normalizeText,
  outputSchema,
  type ParameterShape,
  presentResult,
  type TypeSpec,
  validateArguments,
} from "./index.js";

const field = (name: string, type: TypeSpec, more: Partial<FieldSpec> = {}): FieldSpec => ({
  name,
  type,
  description: `The ${name}.`,
  ...more,
});
const STRING: TypeSpec = { kind: "string" };
const INT: TypeSpec = { kind: "int" };
const nullable = (of: TypeSpec): TypeSpec => ({ kind: "nullable", of });
const record = (...fields: FieldSpec[]): TypeSpec => ({ kind: "record", name: null, fields });
const STATUS: TypeSpec = { kind: "enum", name: "Status", values: ["open", "closed"] };
const PAYMENT: TypeSpec = {
  kind: "union",
  name: "Payment",
  tag: "source",
  variants: [
    {
      value: "card",
      description: "A card.",
      fields: [field("last_four", STRING), field("note", nullable(STRING))],
    },
    { value: "gift", description: "A gift card.", fields: [field("balance", INT)] },
  ],
};
const LINES: TypeSpec = {
  kind: "list",
  of: record(field("sku", STRING), field("count", INT)),
  minItems: 1,
};

describe("a validator", () => {
  it.each<[TypeSpec, unknown[], unknown[]]>([
    [STRING, ["", "x".repeat(1000)], ["x".repeat(1001), 5, null, undefined, ["x"]]],
    [{ kind: "string", minLength: 2, maxLength: 3 }, ["ab", "😀"], ["a", "abcd"]],
    [{ kind: "text" }, ["x".repeat(20_000)], ["x".repeat(20_001)]],
    [INT, [0, -5, 2 ** 53 - 1], [1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, "1", true]],
    [{ kind: "money", min: 0, max: 10 }, [0, 10], [-1, 11]],
    [{ kind: "number" }, [0.1, -1e300], [Number.NaN, Number.NEGATIVE_INFINITY, "0.1"]],
    [{ kind: "decimal", digits: 2 }, [0.1, 12.35, 100, -0.07], [0.105, 1 / 3, Number.NaN]],
    [{ kind: "bool" }, [true, false], [0, "true", null]],
    [
      { kind: "date" },
      ["2024-02-29", "0001-01-01"],
      ["2023-02-29", "2024-13-01", "2024-1-01", "0000-01-01", "2024-01-01T00:00:00", 5],
    ],
    [
      { kind: "datetime" },
      ["2024-02-29T23:59:59"],
      [
        "2024-02-29T24:00:00",
        "2024-02-29T23:60:00",
        "2024-02-29",
        "2024-02-30T00:00:00",
        "2024-02-29T00:00:00Z",
      ],
    ],
    [STATUS, ["open"], ["OPEN", "constructor", null]],
    [{ kind: "ref", entity: "Order" }, ["O1", "__proto__", ""], ["x".repeat(201), 5]],
    [
      { kind: "message" },
      [[], ["a", { ref: "Order", id: "O1" }]],
      ["a", [5], [{ ref: "Order" }], [{ ref: "Order", id: "O1", x: 1 }]],
    ],
    [
      LINES,
      [[{ sku: "a", count: 1 }]],
      [[], {}, [{ sku: "a" }], Array(10_001).fill({ sku: "a", count: 1 })],
    ],
    [
      { kind: "map", key: STRING, value: INT },
      [{}, JSON.parse('{"__proto__":1,"constructor":2}')],
      [[], { a: "1" }, new Map(), new Date(0)],
    ],
    [
      PAYMENT,
      [
        { source: "gift", balance: 1 },
        { source: "card", last_four: "1", note: null },
      ],
      [
        { source: "cash" },
        {},
        { source: "gift", balance: 1, last_four: "1" },
        { source: "toString" },
      ],
    ],
    [
      { kind: "changes", entity: "User", fields: [field("name", STRING)] },
      [{}, { name: "x" }],
      [{ age: 1 }, { name: 5 }],
    ],
    [nullable(INT), [null, 1], ["1", undefined]],
    [record(field("constructor", STRING)), [{ constructor: "x" }], [{}]],
  ])("holds %j to its values", (type, good, bad) => {
    const validate = compileValidator(type);
    for (const value of good) expect(validate(value), JSON.stringify(value)).toBeNull();
    for (const value of bad) expect(validate(value), JSON.stringify(value)).not.toBeNull();
  });

  it("says where and what", () => {
    const validate = compileValidator(
      record(field("lines", LINES), field("by", { kind: "map", key: STRING, value: STATUS })),
    );
    expect(
      validate({
        lines: [
          { sku: "a", count: 1 },
          { sku: "b", count: 1.5 },
        ],
        by: {},
      }),
    ).toEqual({
      path: "lines[1].count",
      message: "must be a whole number; found 1.5",
    });
    expect(validate({ lines: [{ sku: "a", count: 1 }], by: { "a b": "opn" } })).toEqual({
      path: 'by["a b"]',
      message: 'must be one of: open, closed; found "opn"; did you mean "open"?',
    });
  });

  it("never throws", () => {
    const validate = compileValidator(record(field("lines", LINES), field("pay", PAYMENT)));
    fc.assert(
      fc.property(fc.anything(), (value) => void validate(value)),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("arguments", () => {
  const params: ParameterShape[] = [
    {
      name: "order_id",
      type: { kind: "ref", entity: "Order" },
      description: "The order.",
      required: true,
    },
    { name: "reason", type: nullable(STRING), description: "Why.", required: false },
    {
      name: "lines",
      type: { kind: "list", of: PAYMENT },
      description: "Payments.",
      required: false,
      default: [],
    },
    {
      name: "count",
      type: { kind: "int", min: 1 },
      description: "How many.",
      required: false,
      default: 1,
    },
  ];

  it("are completed with defaults and nulls, at any depth", () => {
    expect(validateArguments(params, { order_id: "O1" })).toEqual({
      ok: true,
      args: { order_id: "O1", reason: null, lines: [], count: 1 },
    });
    const given = {
      order_id: "O1",
      lines: [{ source: "card", last_four: "1" }],
      count: null,
      reason: null,
    };
    expect(validateArguments(params, given)).toEqual({
      ok: true,
      args: {
        order_id: "O1",
        reason: null,
        lines: [{ source: "card", last_four: "1", note: null }],
        count: 1,
      },
    });
    expect(given.lines).toEqual([{ source: "card", last_four: "1" }]);
  });

  it.each<[unknown, string]>([
    [null, "The arguments must be an object; found null."],
    [[], "The arguments must be an object; found a list of 0."],
    [{}, 'Argument "order_id" is missing; it must be the id of a record (Order).'],
    [{ order_id: null }, 'Argument "order_id" must be the id of a record (Order); found null.'],
    [{ orderid: "O1" }, 'Unknown argument "orderid"; did you mean "order_id"?'],
    [{ order_id: "O1", resaon: "x" }, 'Unknown argument "resaon"; did you mean "reason"?'],
    [
      { order_id: "O1", xyz: 1 },
      'Unknown argument "xyz"; allowed are: order_id, reason, lines, count.',
    ],
    [{ order_id: 5 }, 'Argument "order_id" must be the id of a record (Order); found 5.'],
    [{ order_id: "O1", count: 0 }, 'Argument "count" must be a number of at least 1, found 0.'],
    [
      { order_id: "O1", count: "x".repeat(500) },
      `Argument "count" must be a whole number of at least 1; found "${"x".repeat(80)}"... (500 characters).`,
    ],
    [
      { order_id: "O1", lines: [{ source: "gift" }] },
      'Argument "lines", at [0].balance, is missing; it must be a whole number.',
    ],
    [
      JSON.parse('{"order_id":"O1","__proto__":1}'),
      'Unknown argument "__proto__"; allowed are: order_id, reason, lines, count.',
    ],
  ])("that are wrong get a message that helps: %j", (args, message) => {
    expect(validateArguments(params, args)).toEqual({ ok: false, message });
  });

  it("of a partial update keep what was given", () => {
    const type: TypeSpec = {
      kind: "changes",
      entity: "User",
      fields: [field("name", STRING), field("fax", nullable(STRING))],
    };
    const complete = compileCompleter(type);
    expect(complete?.({ name: null, fax: null })).toEqual({ fax: null });
    expect(complete?.({ name: "x" })).toEqual({ name: "x" });
  });
});

describe("JSON Schemas", () => {
  const everything = record(
    field("name", STRING),
    field("day", { kind: "date" }),
    field("status", nullable(STATUS)),
    field("lines", LINES),
    field("pay", PAYMENT),
    field("by", { kind: "map", key: STRING, value: nullable(INT) }),
    field("fax", nullable(STRING), { omitNull: true }),
  );
  const ajv = new Ajv({ strict: true, allowUnionTypes: true });

  it("of arguments are plain", () => {
    const schema = inputSchema([
      { name: "all", type: everything, description: "All.", required: true },
      { name: "maybe", type: nullable(INT), description: "Perhaps.", required: true },
      { name: "count", type: INT, description: "How many.", required: false, default: 1 },
    ]);
    expect(schema).toMatchObject({
      type: "object",
      required: ["all"],
      additionalProperties: false,
    });
    expect(schema.properties).toMatchObject({
      count: { type: "integer", default: 1, description: "How many." },
    });
    expect(JSON.stringify(schema)).not.toMatch(/anyOf|oneOf|\$ref|null/);
    const visit = (node: Json): void => {
      if (typeof node !== "object" || node === null) return;
      if (!Array.isArray(node) && typeof node.properties === "object" && node.properties !== null) {
        expect(node.required).toBeInstanceOf(Array);
        for (const property of Object.values(node.properties)) {
          expect(property).toMatchObject({
            type: expect.any(String),
            description: expect.any(String),
          });
        }
      }
      for (const inner of Object.values(node)) visit(inner);
    };
    visit(schema);
    expect(inputSchema([])).toEqual({
      type: "object",
      properties: {},
      required: [],
      additionalProperties: false,
    });
  });

  it("of results accept what is presented and nothing else", () => {
    const check = ajv.compile(outputSchema(everything));
    const good = {
      name: "x",
      day: "2024-01-01",
      status: null,
      lines: [{ sku: "a", count: 1 }],
      pay: { source: "card", last_four: "1", note: null },
      by: { a: null, b: 2 },
    };
    expect(check(good)).toBe(true);
    expect(check({ ...good, fax: "1", status: "open" })).toBe(true);
    for (const bad of [
      { ...good, x: 1 },
      { ...good, status: "x" },
      { ...good, by: { a: "1" } },
      { ...good, pay: {} },
    ]) {
      expect(check(bad)).toBe(false);
    }
    expect(outputSchema(nullable(everything))).toMatchObject({
      properties: { result: { type: ["object", "null"] } },
      required: ["result"],
    });
    expect(outputSchema(STRING)).toEqual({
      type: "object",
      properties: { result: { type: "string", maxLength: 1000, description: "The result." } },
      required: ["result"],
      additionalProperties: false,
    });
  });
});

describe("presentation", () => {
  it("leaves out what omits null, joins messages, and touches nothing else", () => {
    const type = record(
      field("fax", nullable(STRING), { omitNull: true }),
      field("note", { kind: "message" }),
      field("x", nullable(INT)),
    );
    const present = presentResult({ kind: "list", of: type });
    const stored = [{ fax: null, note: ["for ", { ref: "Order", id: "O1" }, "."], x: null }];
    expect(present(stored)).toEqual([{ note: "for O1.", x: null }]);
    expect(stored[0]).toHaveProperty("fax");
    const plain = [{ a: 1 }];
    expect(presentResult({ kind: "list", of: record(field("a", INT)) })(plain)).toBe(plain);
  });
});

describe("one of several types", () => {
  const short = record(field("a", INT), field("fax", nullable(STRING), { omitNull: true }));
  const long = record(field("b", INT));
  const choice: TypeSpec = { kind: "choice", of: [short, long, STRING] };

  it("is any of them and nothing else", () => {
    const validate = compileValidator(choice);
    for (const good of [{ a: 1, fax: null }, { b: 1 }, "text"]) expect(validate(good)).toBeNull();
    for (const bad of [{ a: 1 }, { a: 1, b: 1, fax: null }, 5, null]) {
      expect(validate(bad)?.message).toMatch(/^must be an object with a, fax; or an object with b/);
    }
  });

  it("is presented as the one that it is", () => {
    const present = presentResult(nullable(choice));
    expect(present({ a: 1, fax: null })).toEqual({ a: 1 });
    for (const same of [{ b: 1 }, "text", null]) expect(present(same)).toEqual(same);
  });

  it("has a schema in a wrapper", () => {
    expect(outputSchema(nullable(choice))).toMatchObject({
      properties: {
        result: {
          anyOf: [{ type: "object" }, { type: "object" }, { type: "string" }, { type: "null" }],
        },
      },
      required: ["result"],
    });
  });
});

describe("text", () => {
  it("is normalized once and for all", () => {
    expect(normalizeText("  Crème  BRÛLÉE!\n")).toBe("creme brulee");
    expect(normalizeText("O'Neil-Smith, J.")).toBe("o neil smith j");
    expect(normalizeText("İstanbul ΟΔΟΣ 한국")).toBe(
      normalizeText(normalizeText("İstanbul ΟΔΟΣ 한국")),
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = normalizeText(text);
        expect(normalizeText(once)).toBe(once);
        expect(normalize(text)).toBe(once);
      }),
      { seed: 3, numRuns: 2000 },
    );
  });

  it("has near names", () => {
    expect(didYouMean("oder_id", ["order_id", "user_id"])).toBe("order_id");
    expect(didYouMean("hte", ["the"])).toBe("the");
    expect(didYouMean("colour", ["order_id"])).toBeNull();
  });
});
