/** `tools.ts`: tools, functions, reactions and invariants, one exported function after another. */
import type { TypeSpec } from "../../shared/index.js";
import type { IrDomain, Stmt } from "../language/ir.js";
import { Imports } from "./imports.js";
import { type Aliases, analyzeAliases, type BodySource } from "./logic/aliases.js";
import {
  beginWithArguments,
  beginWithParams,
  emitExpressionFunction,
  emitFunction,
  type FileContext,
  toolParams,
} from "./logic/body.js";
import type { Model } from "./model.js";
import { known, localsIn } from "./names.js";
import { memberName, propertyKey, quote } from "./text.js";
import { TypeWriter } from "./types.js";

/** Every body of the domain with what its variables stand for. */
export interface Bodies {
  readonly tools: readonly Aliases[];
  readonly functions: readonly Aliases[];
  readonly reactions: readonly Aliases[];
  readonly invariants: readonly Aliases[];
  /** In the order of `ir.seed`; null for tables without logic. */
  readonly seeds: readonly (Aliases | null)[];
  /** Functions that need nothing of the call. */
  readonly pure: ReadonlySet<string>;
}

/** Analyses all bodies of the domain. */
export function analyzeBodies(model: Model): Bodies {
  const { ir } = model;
  const seeds = ir.seed.filter((table) => table.each !== null);
  const sources: BodySource[] = [
    ...ir.tools.map((tool) => ({
      body: tool.body,
      params: toolParams(tool.params),
      function: null,
    })),
    ...ir.functions.map((fn) => ({ body: fn.body, params: fn.params, function: fn.name })),
    ...ir.reactions.map((reaction) => ({
      body: reaction.body,
      params: [
        { name: reaction.record, type: { kind: "entity" as const, entity: reaction.entity } },
      ],
      function: null,
    })),
    ...ir.invariants.map((invariant) => ({
      body: invariantBody(invariant),
      params: [],
      function: null,
    })),
    ...seeds.map((table) => ({
      body: table.each ?? [],
      params: [{ name: table.index, type: { kind: "int" as const } }],
      function: null,
    })),
  ];
  const all = [...analyzeAliases(model, sources)];
  const take = (count: number): Aliases[] => all.splice(0, count);
  const tools = take(ir.tools.length);
  const functions = take(ir.functions.length);
  const reactions = take(ir.reactions.length);
  const invariants = take(ir.invariants.length);
  return {
    tools,
    functions,
    reactions,
    invariants,
    pure: pureFunctions(model, functions),
    seeds: ir.seed.map((table) => (table.each === null ? null : (all.shift() ?? null))),
  };
}

/**
 * Functions whose emitted code needs nothing of the call: neither tables nor clock nor budget. One
 * that calls another needs the call to pay for it, so callees do not matter.
 */
function pureFunctions(model: Model, functions: readonly Aliases[]): ReadonlySet<string> {
  const draft: FileContext = {
    model,
    types: new TypeWriter(model),
    imports: new Imports(new Set()),
    constants: new Set(),
    functions: new Set(),
    views: new Set(),
    callType: "Call",
    pure: new Set(),
  };
  for (const [i, fn] of model.ir.functions.entries()) emitDomainFunction(draft, fn, functions[i]);
  return draft.pure;
}

function invariantBody(invariant: IrDomain["invariants"][number]): readonly Stmt[] {
  return [{ stmt: "return", value: invariant.check, at: invariant.at }];
}

export function emitTools(model: Model, bodies: Bodies, sharedImport: string): string {
  // The first attempt tells what the file imports, so that names which it does not stay free.
  const draft = new Imports(localsIn(model.ir));
  toolsText(model, bodies, sharedImport, draft);
  const imports = new Imports(localsIn(model.ir), draft.used);
  return toolsText(model, bodies, sharedImport, imports);
}

function toolsText(model: Model, bodies: Bodies, sharedImport: string, imports: Imports): string {
  const { ir, names } = model;
  const types = new TypeWriter(model);
  const file: FileContext = {
    model,
    types,
    imports,
    constants: new Set(),
    functions: new Set(),
    views: new Set(),
    callType: imports.type("Call"),
    pure: new Set(bodies.pure),
  };
  const tools = ir.tools.map((tool, i) => emitTool(file, tool, bodies.tools[i]));
  const functions = ir.functions.map((fn, i) => emitDomainFunction(file, fn, bodies.functions[i]));
  const reactions = ir.reactions.map((one, i) => emitReaction(file, one, bodies.reactions[i]));
  const invariants = ir.invariants.map((one, i) => emitInvariant(file, one, bodies.invariants[i]));
  const views = [...file.views].sort().map((view) => emitView(file, view));
  const tables = [toolTable(file), reactionTable(file), invariantTable(file)];
  types.used.add("Db");
  return [
    imports.text(quote(sharedImport)),
    schemaImport(
      types.used,
      [...file.constants].map((name) => known(names.constant, name)),
    ),
    "\n",
    [...tools, ...functions, ...views, ...reactions, ...invariants, ...tables]
      .filter((part) => part !== "")
      .join("\n"),
  ].join("");
}

/** The import of types and constants from `schema.ts`. */
export function schemaImport(types: Iterable<string>, constants: Iterable<string>): string {
  const values = [...constants];
  const entries = [
    ...values.map((name) => ({ name, text: name })),
    ...[...types].map((name) => ({ name, text: values.length === 0 ? name : `type ${name}` })),
  ].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const list = entries.map(({ text }) => text).join(", ");
  return `import ${values.length === 0 ? "type " : ""}{ ${list} } from "./schema.js";\n`;
}

function required<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new TypeError("a body was not analysed");
  return value;
}

function emitTool(
  file: FileContext,
  tool: IrDomain["tools"][number],
  aliases: Aliases | undefined,
): string {
  const { names } = file.model;
  const argsType = known(names.args, tool.name);
  return emitFunction(
    file,
    {
      name: known(names.tool, tool.name),
      description: tool.description,
      isTool: true,
      body: tool.body,
      aliases: required(aliases),
      exported: true,
      returns: resultType(file.types, tool.result),
      params: [],
    },
    (cx) => {
      const begun = beginWithArguments(cx, tool.params, argsType);
      if (begun.params.length > 0) file.types.used.add(argsType);
      return begun;
    },
  );
}

/** The type of a result: the declared shape by name where it has one, lists read-only. */
export function resultType(types: TypeWriter, spec: TypeSpec): string {
  switch (spec.kind) {
    case "nullable":
      return `${resultType(types, spec.of)} | null`;
    case "list": {
      const element = resultType(types, spec.of);
      return `readonly ${/[|]|^readonly /.test(element) ? `(${element})` : element}[]`;
    }
    case "map":
      return `Readonly<Record<string, ${resultType(types, spec.value)}>>`;
    case "record": {
      const name = types.shapeName(spec);
      if (name !== null) return name;
      const fields = spec.fields.map(
        (field) => `${memberName(field.name)}: ${resultType(types, field.type)}`,
      );
      return fields.length === 0 ? "Record<string, never>" : `{ ${fields.join("; ")} }`;
    }
    default:
      return types.spec(spec);
  }
}

function emitDomainFunction(
  file: FileContext,
  fn: IrDomain["functions"][number],
  aliases: Aliases | undefined,
): string {
  return emitFunction(
    file,
    {
      name: known(file.model.names.function, fn.name),
      description: fn.description,
      body: fn.body,
      aliases: required(aliases),
      exported: true,
      returns: file.types.local(fn.returns),
      params: [],
      pays: file.model.callers.has(fn.name),
      internal: fn.name,
    },
    (cx) => beginWithParams(cx, fn.params),
  );
}

function emitReaction(
  file: FileContext,
  reaction: IrDomain["reactions"][number],
  aliases: Aliases | undefined,
): string {
  return emitFunction(
    file,
    {
      name: known(file.model.names.reaction, reaction.name),
      description: reaction.description,
      body: reaction.body,
      aliases: required(aliases),
      exported: true,
      returns: "void",
      params: [],
    },
    (cx) =>
      beginWithParams(cx, [
        { name: reaction.record, type: { kind: "entity", entity: reaction.entity } },
      ]),
  );
}

function emitInvariant(
  file: FileContext,
  invariant: IrDomain["invariants"][number],
  aliases: Aliases | undefined,
): string {
  return emitExpressionFunction(
    file,
    {
      name: known(file.model.names.invariant, invariant.name),
      description: invariant.description,
      body: invariantBody(invariant),
      aliases: required(aliases),
      exported: true,
      returns: "boolean",
      params: [],
    },
    invariant.check,
  );
}

function emitView(file: FileContext, view: string): string {
  const { names, ir } = file.model;
  const { entity, fields } = required(ir.views[view]);
  const type = known(names.view, view);
  file.types.used.add(type);
  const owner = file.types.local({ kind: "entity", entity });
  const record = "record";
  const parts = fields.map(
    (field) => `${propertyKey(field.name)}: ${record}.${memberName(field.name)}`,
  );
  return `function ${known(names.viewFunction, view)}(${record}: ${owner}): ${type} {\nreturn { ${parts.join(", ")} };\n}\n`;
}

function toolTable(file: FileContext): string {
  const { ir, names } = file.model;
  file.imports.type("ToolImplementation");
  const entries = ir.tools.map(
    (tool) => `${propertyKey(tool.name)}: { run: ${known(names.tool, tool.name)} },`,
  );
  return `export const tools: Readonly<Record<string, ToolImplementation>> = {\n${entries.join("\n")}\n};\n`;
}

function reactionTable(file: FileContext): string {
  const { ir, names } = file.model;
  file.imports.type("Reaction");
  const entries = ir.reactions.map(
    (one) =>
      `{ name: ${quote(one.name)}, entity: ${quote(one.entity)}, run: ${known(names.reaction, one.name)} },`,
  );
  return `/** What follows after every call, in this order. */\nexport const reactions: readonly Reaction[] = [\n${entries.join("\n")}\n];\n`;
}

function invariantTable(file: FileContext): string {
  const { ir, names } = file.model;
  file.imports.type("Invariant");
  const entries = ir.invariants.map(
    (one) =>
      `{ name: ${quote(one.name)}, description: ${quote(one.description)}, holds: ${known(names.invariant, one.name)} },`,
  );
  return `/** What holds in every state. */\nexport const invariants: readonly Invariant[] = [\n${entries.join("\n")}\n];\n`;
}
