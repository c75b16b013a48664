/** `examples`: given, when, then, with everything in them held against the types. */
import { RESERVED_REFUSAL_CODES } from "../../../shared/errors/index.js";
import {
  isDatetime,
  type Json,
  type StoredRecord,
  type TypeSpec,
} from "../../../shared/schema/index.js";
import {
  describe,
  type MapNode,
  type ScalarNode,
  toJson,
  type YamlNode,
} from "../document/index.js";
import type { IrExample, IrTool } from "../ir.js";
import type { DomainModel } from "../logic/contracts.js";
import { asMap, type Context, entriesAt, flagAt, mapAt, scalarAt, textAt } from "./context.js";
import { readRecord, writtenRecords } from "./records.js";
import { readObject, readValue, type ValueOptions } from "./values.js";

/** What examples need to know of a tool (null stands for one that could not be read). `result` null: the tool prints `OK`. */
export interface ExampleTool {
  readonly params: IrTool["params"];
  readonly result: TypeSpec | null;
  /** Null when the logic could not be checked: any code is then believed. */
  readonly codes: ReadonlySet<string> | null;
}

const WHOLE: ValueOptions = { fields: "whole" };
const PART: ValueOptions = { fields: "part" };

export function readExamples(
  context: Context,
  items: readonly YamlNode[],
  model: DomainModel,
  tools: ReadonlyMap<string, ExampleTool | null>,
): IrExample[] {
  const names = new Set<string>();
  return items.flatMap((item) => {
    const node = asMap(item);
    const name = scalarAt(node, "name");
    if (node === undefined || name === undefined) return [];
    if (names.has(name.text)) {
      context.report("duplicate_name", name.at, `Two examples are called \`${name.text}\`.`);
    }
    names.add(name.text);
    const example = new ExampleReader(context, node, name, model, tools).read();
    return example === null ? [] : [example];
  });
}

type Records = Record<string, Record<string, StoredRecord>>;
type Created = Record<string, readonly StoredRecord[]>;
type Expected = Record<string, Record<string, StoredRecord | null>>;

class ExampleReader {
  constructor(
    private readonly context: Context,
    private readonly node: MapNode,
    private readonly name: ScalarNode,
    private readonly model: DomainModel,
    private readonly tools: ReadonlyMap<string, ExampleTool | null>,
  ) {}

  read(): IrExample | null {
    const then = mapAt(this.node, "then");
    const on = textAt(this.node, "on") === "empty" ? "empty" : "seed";
    const given = this.readGiven(on);
    const refusal = scalarAt(then, "error");
    const calls = this.readCalls(refusal?.text ?? null);
    if (then === undefined || calls === null) return null;
    const last = calls.at(-1);
    const tool = last === undefined ? undefined : (this.tools.get(last.tool) ?? undefined);
    if (refusal !== undefined && tool !== undefined)
      this.checkCode(refusal, last?.tool ?? "", tool);
    const written = then.get("result");
    if (refusal !== undefined && written !== undefined) {
      const at = then.entries.get("result")?.keyAt ?? written.at;
      this.context.report("contradiction", at, "A call that is refused has no result.");
    }
    const result =
      written === undefined || tool === undefined ? undefined : this.readResult(written, tool);
    if (
      refusal === undefined &&
      !["result", "state", "created", "nothing_else"].some((key) => then.entries.has(key))
    ) {
      this.context.report("empty_example", then.at, "The example expects nothing.", {
        allowed: "error, result, state, created, nothing_else",
      });
    }
    return {
      name: this.name.text,
      on,
      now: this.readNow(),
      given,
      calls,
      // biome-ignore lint/suspicious/noThenProperty: a field of the IR, which is never awaited
      then: {
        refusal: refusal?.text ?? null,
        result,
        state: this.readState(then),
        created: this.readCreated(then),
        nothingElse: flagAt(then, "nothing_else"),
      },
      at: this.name.at,
    };
  }

  private readNow(): string | null {
    const now = scalarAt(this.node, "now");
    if (now === undefined) return null;
    if (isDatetime(now.text)) return now.text;
    this.context.report(
      "type_mismatch",
      now.at,
      `Expected YYYY-MM-DDTHH:MM:SS, found ${describe(now)}.`,
    );
    return null;
  }

  private readGiven(on: "seed" | "empty"): Records {
    const given: [string, Record<string, StoredRecord>][] = [];
    for (const { key, keyAt, value } of entriesAt(this.node, "given")) {
      const entity = this.model.tables.get(key);
      if (entity === undefined) {
        this.unknownTable(key, keyAt);
        continue;
      }
      const records: [string, StoredRecord][] = [];
      for (const written of writtenRecords(this.context, entity, value)) {
        const record = readRecord(
          this.context,
          entity,
          written,
          on === "empty" ? WHOLE : PART_STORED,
        );
        if (record !== undefined) records.push([written.id, record]);
      }
      given.push([key, Object.fromEntries(records)]);
    }
    return Object.fromEntries(given);
  }

  private unknownTable(name: string, at: ScalarNode["at"]): void {
    this.context.unknown(
      "unknown_table",
      at,
      `There is no table \`${name}\`.`,
      name,
      this.model.tables.keys(),
    );
  }

  private readCalls(refusal: string | null): IrExample["calls"] | null {
    const when = this.node.get("when");
    const written = when?.kind === "list" ? when.items : when === undefined ? [] : [when];
    const calls: { tool: string; args: Record<string, Json> }[] = [];
    for (const [index, node] of written.entries()) {
      const named = scalarAt(node, "tool");
      if (named === undefined) return null;
      const tool = this.tools.get(named.text);
      if (tool === undefined) {
        const message = `There is no tool \`${named.text}\`.`;
        this.context.unknown("unknown_tool", named.at, message, named.text, this.tools.keys());
        continue;
      }
      if (tool === null) continue;
      // An example of bad arguments shows bad arguments.
      const bad = refusal === "invalid_arguments" && index === written.length - 1;
      const args = mapAt(node, "args");
      const read = bad
        ? Object.fromEntries(Object.entries(args === undefined ? {} : (toJson(args) as object)))
        : this.readArgs(named, args, tool);
      calls.push({ tool: named.text, args: read });
    }
    return calls;
  }

  private readArgs(
    named: ScalarNode,
    args: MapNode | undefined,
    tool: ExampleTool,
  ): Record<string, Json> {
    const fields = tool.params.map(({ name, spec, description }) => ({
      name,
      type: spec,
      description,
    }));
    for (const { name, required } of tool.params) {
      if (!required || args?.entries.has(name)) continue;
      const message = `The argument \`${name}\` of \`${named.text}\` is missing.`;
      this.context.report("missing_argument", args?.at ?? named.at, message);
    }
    if (args === undefined) return {};
    const read: [string, Json][] = [];
    for (const { key, keyAt, value } of args.entries.values()) {
      const field = fields.find(({ name }) => name === key);
      if (field === undefined) {
        const message = `\`${named.text}\` has no parameter \`${key}\`.`;
        this.context.unknown(
          "unknown_parameter",
          keyAt,
          message,
          key,
          fields.map(({ name }) => name),
        );
        continue;
      }
      const argument = readValue(this.context, value, field.type);
      if (argument !== undefined) read.push([key, argument]);
    }
    return Object.fromEntries(read);
  }

  private checkCode(refusal: ScalarNode, toolName: string, tool: ExampleTool): void {
    const { codes } = tool;
    if (codes === null) return;
    const all = [...codes, ...RESERVED_REFUSAL_CODES];
    if (all.includes(refusal.text)) return;
    const message = `\`${toolName}\` never refuses with \`${refusal.text}\`.`;
    this.context.unknown("unknown_error", refusal.at, message, refusal.text, all);
  }

  private readResult(written: YamlNode, tool: ExampleTool): Json | undefined {
    if (tool.result !== null) return readValue(this.context, written, tool.result, PART);
    if (written.kind === "scalar" && written.text === "OK") return "OK";
    this.context.report(
      "type_mismatch",
      written.at,
      `A tool without a result prints OK, found ${describe(written)}.`,
    );
    return undefined;
  }

  /** The records that the calls are to create, by table, each by some of its fields. */
  private readCreated(then: MapNode): Created {
    const created: [string, StoredRecord[]][] = [];
    for (const { key, keyAt, value } of entriesAt(then, "created")) {
      const entity = this.model.tables.get(key);
      if (entity === undefined) {
        this.unknownTable(key, keyAt);
        continue;
      }
      if (entity.singleton) {
        this.context.report("option_without_effect", keyAt, `\`${key}\` has one record only.`);
        continue;
      }
      const items = value.kind === "list" ? value.items : [];
      const records = items.flatMap((item): StoredRecord[] => {
        const node = asMap(item);
        const owner = `\`${entity.name}\``;
        const fields = node && readObject(this.context, node, entity.fields, owner, PART);
        return fields === undefined ? [] : [fields];
      });
      created.push([key, records]);
    }
    return Object.fromEntries(created);
  }

  private readState(then: MapNode): Expected {
    const state: [string, Record<string, StoredRecord | null>][] = [];
    for (const { key, keyAt, value } of entriesAt(then, "state")) {
      const entity = this.model.tables.get(key);
      if (entity === undefined) {
        this.unknownTable(key, keyAt);
        continue;
      }
      const records: [string, StoredRecord | null][] = [];
      for (const written of writtenRecords(this.context, entity, value)) {
        if (written.node.kind === "scalar" && written.node.isNull) {
          records.push([written.id, null]);
          continue;
        }
        const node = asMap(written.node);
        const fields =
          node === undefined
            ? readRecord(this.context, entity, written, PART)
            : readObject(this.context, node, entity.fields, `\`${entity.name}\``, PART);
        if (fields !== undefined) records.push([written.id, fields]);
      }
      state.push([key, Object.fromEntries(records)]);
    }
    return Object.fromEntries(state);
  }
}

/** On the seed, records may be given in part; what is given is stored as it stands. */
const PART_STORED: ValueOptions = { fields: "top" };
