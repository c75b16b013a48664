/**
 * The shape of a domain document: which keys stand where and what kind of value each takes.
 * Names, types and logic are checked by the reader; this schema is also what editors get.
 */
import * as z from "zod";

/** What a leaf expects, in words, and how JSON Schema says it. */
export interface Leaf {
  readonly expected: string;
  readonly json: Readonly<Record<string, unknown>>;
}

const leaves = new WeakMap<object, Leaf>();

/** The leaf that a schema stands for, or undefined. */
export function leafOf(schema: object): Leaf | undefined {
  return leaves.get(schema);
}

function leaf(expected: string, json: Leaf["json"], test: (value: unknown) => boolean) {
  const schema = z.custom<unknown>(test, expected);
  leaves.set(schema, { expected, json });
  return schema;
}

const SCALARS = ["string", "number", "boolean"];

/** Text; plain scalars that YAML reads as numbers or booleans count as they were written. */
const text = () => leaf("text", { type: SCALARS }, (value) => SCALARS.includes(typeof value));
const logic = () =>
  leaf("logic (text)", { type: ["string", "boolean"] }, (value) => SCALARS.includes(typeof value));
const whole = (least: number) =>
  leaf(
    `a whole number from ${least}`,
    { type: "integer", minimum: least },
    (value) => Number.isSafeInteger(value) && (value as number) >= least,
  );
const isPath = (value: unknown): boolean =>
  typeof value === "string" && /^[a-z][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*$/.test(value);
/** A number, or the path of a constant that is one. */
const bound = () =>
  leaf(
    "a number or the path of a constant",
    { type: ["number", "string"] },
    (value) => Number.isFinite(value as number) || isPath(value),
  );
/** Like `bound`, of what is counted. */
const length = () =>
  leaf(
    "a whole number from 0 or the path of a constant",
    { type: ["integer", "string"], minimum: 0 },
    (value) => (Number.isSafeInteger(value) && (value as number) >= 0) || isPath(value),
  );
const flag = () => leaf("true or false", { type: "boolean" }, (v) => typeof v === "boolean");
const data = () => leaf("a value", {}, () => true);

/** A mapping with these keys and no others. */
function keys<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const allowed = Object.keys(shape);
  const schema = z.strictObject(shape, {
    error: (issue) => (issue.code === "unrecognized_keys" ? allowed.join(", ") : undefined),
  });
  return schema;
}

/** A mapping from names that the author chooses. */
const named = <Value extends z.ZodType>(value: Value) => z.record(z.string(), value);

const described = { description: text().describe("What it is, in a sentence.") };
const bounds = {
  min: bound().optional().describe("Least number."),
  max: bound().optional().describe("Greatest number."),
  min_length: length().optional().describe("Least characters of a text."),
  max_length: length().optional().describe("Most characters of a text."),
  min_items: length().optional().describe("Fewest elements of a list."),
  max_items: length().optional().describe("Most elements of a list."),
};
const typed = {
  type: text().describe(
    "A type: string, money, ref<Member>, list<...>, an enum, ... `?` allows null.",
  ),
};

const field = keys({
  ...typed,
  ...described,
  ...bounds,
  compare: z
    .enum(["exact", "ignore", "normalized", "set"])
    .optional()
    .describe("When two values count as the same outcome."),
  known: z
    .enum(["owner", "public", "never"])
    .optional()
    .describe("Who knows the field from life, without looking it up."),
  derived: flag().optional().describe("Recomputed from other records."),
  omit_null: flag().optional().describe("Left out of JSON when it is null."),
  example: data().optional().describe("A value for documentation."),
});
const fields = named(field);

const param = keys({
  ...typed,
  ...described,
  ...bounds,
  default: data().optional().describe("What an omitted argument means."),
  not_found: text().optional().describe("The code when the record does not exist."),
  as: text().optional().describe("Its name in the body."),
  unused: text().optional().describe("Why the body does not use it."),
});

const enumeration = keys({
  ...described,
  values: z
    .union([named(text()), z.array(text()).min(1)])
    .describe("Values, with meanings or as a list."),
  lifecycle: named(z.array(text())).optional().describe("To which values each may change."),
});

const type = keys({
  ...described,
  fields: fields.optional().describe("Of a record type."),
  tag: text().optional().describe("Of a union: the field that says which variant it is."),
  variants: named(keys({ ...described, fields: fields.optional() }))
    .optional()
    .describe("Of a union: by the tag's value."),
});

const entity = keys({
  table: text().describe("The table of the records, in state files and in logic."),
  ...described,
  id: keys({
    field: text().optional().describe("Name of the id field; default `id`."),
    prefix: text().optional().describe("Counter or hash: what ids start with."),
    digits: whole(0).optional().describe("Counter: zero-padded to; hash: how many digits."),
    start: whole(0).optional().describe("Counter: the first number."),
    first_free: z.array(text()).min(1).optional().describe("The first of these that is free."),
    surrogate: flag().optional().describe("first_free: the value itself means nothing."),
    hash: z.array(text()).min(1).optional().describe("Digits of a hash over these fields."),
    alphabet: z.enum(["hex", "decimal"]).optional().describe("Of a hash."),
    natural: flag().optional().describe("Given on creation."),
  })
    .optional()
    .describe("Where ids come from."),
  singleton: flag().optional().describe("One record and no id."),
  compare: z.enum(["exact", "ignore"]).optional().describe("`ignore`: not part of the outcome."),
  fields: fields.describe("What a record holds beside its id."),
  views: named(z.array(text()).min(1)).optional().describe("Named lists of fields, for results."),
});

const inlineRecord = named(
  keys({ ...typed, ...described, ...bounds, omit_null: flag().optional() }),
);

const tool = keys({
  title: text().optional().describe("For people; default from the name."),
  ...described,
  actor: z.enum(["agent", "user"]).optional().describe("Who can call it; default agent."),
  params: named(param).optional(),
  result: z
    .union([text(), inlineRecord, z.array(z.union([text(), inlineRecord, z.null()])).min(2)])
    .describe("A type, an entity, a view, an inline record, a list of these or null, or none."),
  errors: named(text()).optional().describe("Codes of this tool alone, with meanings."),
  refusals: z
    .enum(["raised", "returned"])
    .optional()
    .describe('`returned`: a refusal is the result {"error": message}.'),
  body: logic().describe("The logic of the tool."),
});

const call = keys({ tool: text(), args: named(data()).optional() });

const records = named(data());

const example = keys({
  name: text(),
  on: z.enum(["seed", "empty"]).optional(),
  now: text().optional().describe("Moves the clock: YYYY-MM-DDTHH:MM:SS."),
  given: named(records).optional().describe("Records by table and id."),
  when: z.union([call, z.array(call).min(1)]).describe("A call, or a list of calls."),
  // biome-ignore lint/suspicious/noThenProperty: the word of the language; no object of this shape is awaited
  then: keys({
    error: text().optional().describe("The code of the refusal."),
    result: data().optional().describe("What the result holds."),
    state: named(records).optional().describe("What records hold; null: no such record."),
    created: named(z.array(named(data())))
      .optional()
      .describe("By table, exactly the records that were created, in any order."),
    nothing_else: flag().optional().describe("Nothing beside it has changed."),
  }),
});

const seedTable = keys({
  fixed: data().optional().describe("Records written out, with their ids."),
  count: whole(1).optional().describe("How many records `each` makes."),
  each: logic().optional().describe("Returns the fields of one record; `i` is its number."),
  scales: flag().optional().describe("false: made once, whatever the scale."),
});

const phrases = keys({
  tools: named(z.array(text())).optional(),
  entities: named(z.array(text())).optional(),
  openings: z.array(text()).optional(),
  closings: z.array(text()).optional(),
  personas: z.array(text()).optional(),
});

export const domainShape = keys({
  domain: text().describe("[a-z][a-z0-9-]*"),
  title: text(),
  summary: text(),
  category: text(),
  now: text().describe("The frozen clock: YYYY-MM-DDTHH:MM:SS."),
  policy: text().describe("Markdown for the agent; {{path}} prints a constant."),
  tables: named(data()).optional().describe("Constants that logic and policy share."),
  enums: named(enumeration).optional(),
  types: named(type).optional(),
  entities: named(entity),
  errors: named(text()).optional().describe("Codes of refusals and what they mean."),
  principal: keys({
    entity: text(),
    ...described,
    owns: named(text()).optional().describe("Entity: path of refs to the principal."),
    identified_by: z.array(text()).optional().describe("Tools that find the principal."),
  })
    .optional()
    .describe("Whom the agent serves."),
  functions: named(
    keys({
      ...described,
      params: named(text()).optional().describe("Name: type."),
      returns: text().describe("A type, or none."),
      body: logic(),
    }),
  ).optional(),
  tools: named(tool),
  reactions: z
    .array(
      keys({
        name: text(),
        ...described,
        on: text().describe("The entity whose records it sees."),
        as: text().optional().describe("The record's name in the body."),
        body: logic(),
      }),
    )
    .optional(),
  invariants: z.array(keys({ name: text(), ...described, check: logic() })).optional(),
  rules: z
    .array(keys({ name: text(), ...described, tools: z.array(text()).min(1), check: logic() }))
    .optional(),
  examples: z.array(example).optional(),
  seed: named(seedTable).describe("The initial state, by table."),
  phrases: phrases.optional().describe("How people speak of things."),
});
