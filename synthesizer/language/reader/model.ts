/** Phase one: everything that is declared, from the document to the model that logic sees. */
import type { PrincipalSpec } from "../../../shared/runtime/index.js";
import type { EntitySpec } from "../../../shared/schema/index.js";
import type { MapEntry, MapNode } from "../document/index.js";
import {
  type DomainModel,
  type FunctionSignature,
  findWritingFunctions,
  type LogicSource,
} from "../logic/index.js";
import { readConstant } from "./constants.js";
import { asMap, type Context, entriesAt, mapAt, scalarAt, textAt } from "./context.js";
import { type DeclaredCode, readEnum, readErrors, readNamedType } from "./declarations.js";
import { readEntity, readViews } from "./entities.js";
import { type ReadFunction, readFunction } from "./functions.js";
import {
  CAMEL_NAME,
  checkName,
  claimEverywhere,
  languageNames,
  Namespace,
  PASCAL_NAME,
} from "./names.js";
import { readPrincipal } from "./people.js";
import { TypeRegistry, WEEKDAY } from "./registry.js";
import { type ReadTool, readTool } from "./tools.js";

export interface ReadModel {
  readonly model: DomainModel;
  readonly registry: TypeRegistry;
  readonly globals: Namespace;
  readonly functions: readonly ReadFunction[];
  /** Every tool of the document; null where it could not be read. */
  readonly tools: ReadonlyMap<string, ReadTool | null>;
  readonly errors: ReadonlyMap<string, DeclaredCode>;
  readonly principal: PrincipalSpec | null;
}

export function readModel(context: Context, root: MapNode): ReadModel {
  const registry = new TypeRegistry(context);
  const globals = new Namespace(languageNames());
  readConstants(context, root);
  readTypes(context, registry, root);
  readEntities(context, registry, root, globals);
  for (const { key, keyAt } of entriesAt(root, "tables")) {
    claim(context, globals, key, "constant", keyAt);
  }
  const errors = readErrors(context, entriesAt(root, "errors"));
  const functions = readFunctions(context, registry, root, globals);
  const writing = findWritingFunctions(
    new Map(
      functions.flatMap(({ entry, signature }): [string, LogicSource][] => {
        const body = scalarAt(asMap(entry.value), "body");
        return body === undefined ? [] : [[signature.name, body]];
      }),
    ),
  );
  const domain = textAt(root, "domain");
  const tools = new Map(
    entriesAt(root, "tools").map((entry) => [
      entry.key,
      readTool(context, registry, entry, domain, globals),
    ]),
  );
  const node = mapAt(root, "principal");
  const principal =
    node === undefined ? null : readPrincipal(context, registry, node, new Set(tools.keys()));
  const entities = [...registry.entities.values()];
  const model: DomainModel = {
    enums: registry.enums,
    types: registry.types,
    entities: registry.entities,
    tables: new Map(entities.map((entity): [string, EntitySpec] => [entity.table, entity])),
    views: registry.views,
    constants: context.constants,
    functions: new Map(
      functions.map(({ signature }): [string, FunctionSignature] => [
        signature.name,
        { ...signature, writes: writing.has(signature.name) },
      ]),
    ),
    tools: new Map(
      [...tools].map(([name, tool]): [string, readonly string[]] => [
        name,
        [...(tool?.errors.keys() ?? [])],
      ]),
    ),
    errors: new Set(errors.keys()),
    principal,
  };
  return { model, registry, globals, functions, tools, errors, principal };
}

function readTypes(context: Context, registry: TypeRegistry, root: MapNode): void {
  const names = new Namespace();
  names.reserve(WEEKDAY.name, "a built-in enum");
  const claim = (entry: MapEntry, what: string): boolean =>
    names.claim(context, entry.key, `${what} \`${entry.key}\``, entry.keyAt);
  for (const entry of entriesAt(root, "enums")) {
    claim(entry, "the enum");
    const read = readEnum(context, entry);
    if (read !== null) {
      registry.enums.set(entry.key, read);
      continue;
    }
    context.incomplete = true;
    registry.failed.add(entry.key);
  }
  const types = entriesAt(root, "types");
  for (const entry of types) {
    claim(entry, "the type");
    checkName(context, "a type", entry.key, entry.keyAt, PASCAL_NAME);
    registry.announceType(entry.key, () => readNamedType(context, registry, entry));
  }
  for (const entry of entriesAt(root, "entities")) {
    claim(entry, "the entity");
    checkName(context, "an entity", entry.key, entry.keyAt, PASCAL_NAME);
    registry.announceEntity(entry.key);
  }
  for (const { key, keyAt } of types) {
    if (registry.named(key, keyAt) !== null) continue;
    context.incomplete = true;
    registry.failed.add(key);
  }
}

function readEntities(
  context: Context,
  registry: TypeRegistry,
  root: MapNode,
  globals: Namespace,
): void {
  const entries = entriesAt(root, "entities");
  for (const entry of entries) {
    const entity = readEntity(context, registry, entry);
    if (entity === null) {
      context.incomplete = true;
      continue;
    }
    registry.entities.set(entry.key, entity);
    const table = asMap(entry.value)?.get("table");
    claim(context, globals, entity.table, "table", table?.at ?? entry.keyAt);
  }
  for (const { key, value } of entries) {
    const entity = registry.entities.get(key);
    if (entity !== undefined) readViews(context, registry, entity, asMap(value));
  }
}

/** Constants come first: bounds and defaults of fields may name them. */
function readConstants(context: Context, root: MapNode): void {
  for (const { key, keyAt, value } of entriesAt(root, "tables")) {
    checkName(context, "a constant", key, keyAt, CAMEL_NAME);
    const constant = readConstant(context, value);
    if (constant !== null) {
      context.constants.set(key, constant);
      continue;
    }
    context.incomplete = true;
    context.failedConstants.add(key);
  }
}

function readFunctions(
  context: Context,
  registry: TypeRegistry,
  root: MapNode,
  globals: Namespace,
): ReadFunction[] {
  const entries = entriesAt(root, "functions");
  for (const { key, keyAt } of entries) claim(context, globals, key, "function", keyAt);
  const bodies = new Map<string, LogicSource>();
  for (const { key, value } of entries) {
    const body = scalarAt(value, "body");
    if (body !== undefined) bodies.set(key, body);
  }
  const writing = findWritingFunctions(bodies);
  return entries.flatMap((entry) => {
    const read = readFunction(context, registry, entry, globals, writing.has(entry.key));
    if (read !== null) return [read];
    context.incomplete = true;
    return [];
  });
}

/** Takes the name of a table, constant or function; without it, the model would have holes. */
function claim(
  context: Context,
  globals: Namespace,
  name: string,
  kind: "table" | "constant" | "function",
  at: MapEntry["keyAt"],
): void {
  if (!claimEverywhere(context, globals, name, kind, at)) context.incomplete = true;
}
