/** Canonical text of values: RFC 8785 of the canonical form, written straight from what is stored. */
import {
  type ComparePolicy,
  type FieldSpec,
  type Json,
  normalizeText,
  type TypeSpec,
} from "../../schema/index.js";
import { type NameOf, storedName } from "./names.js";

export type WriteText = (value: Json, nameOf: NameOf) => string;

const PLAIN = /^[ !#-[\]-~\u00a0-\ud7ff]*$/;

/** JSON of a text; most texts have nothing to escape. */
export function quote(text: string): string {
  return text.length < 100 && PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** The policy that counts for a field: its own, or that of the field that it is a part of. */
export function fieldPolicy(field: FieldSpec, inherited: ComparePolicy | undefined): ComparePolicy {
  return field.compare ?? (inherited === "normalized" ? inherited : "exact");
}

/** Compiles the canonical text of one type under a compare policy (never `ignore`). */
export function compileText(type: TypeSpec, policy: ComparePolicy): WriteText {
  switch (type.kind) {
    case "string":
    case "text":
      return policy === "normalized"
        ? (value) => quote(normalizeText(value as string))
        : (value) => quote(value as string);
    case "int":
    case "money":
    case "number":
    case "decimal":
    case "bool":
      return String;
    case "date":
    case "datetime":
      return (value) => `"${value}"`;
    case "enum":
      return (value) => quote(value as string);
    case "id":
    case "ref": {
      const { entity } = type;
      return (value, nameOf) => quote(nameOf(entity, value as string));
    }
    case "message":
      return (value, nameOf) => messageText(value as Json[], policy, nameOf);
    case "list":
      return listText(type, policy);
    case "map":
      return mapText(type, policy);
    case "record":
      return recordText(type.fields, policy, null);
    case "union": {
      const variants = new Map<Json | undefined, WriteText>(
        type.variants.map((variant) => [
          variant.value,
          recordText(variant.fields, policy, [type.tag, variant.value]),
        ]),
      );
      return (value, nameOf) => {
        const write = variants.get((value as { [key: string]: Json })[type.tag]) as WriteText;
        return write(value, nameOf);
      };
    }
    case "changes":
    case "choice":
      throw new TypeError("Partial updates and choices are never stored.");
    case "nullable": {
      const inner = compileText(type.of, policy);
      return (value, nameOf) => (value === null ? "null" : inner(value, nameOf));
    }
  }
}

/**
 * The text of an object with the fields, keys in order. `fixed` is a key with a known text value;
 * `own` replaces the writers of single fields.
 */
export function recordText(
  fields: readonly FieldSpec[],
  inherited: ComparePolicy | undefined,
  fixed: readonly [string, string] | null,
  own: ReadonlyMap<string, WriteText> = new Map(),
): WriteText {
  const parts = fields.flatMap((field) => {
    const policy = fieldPolicy(field, inherited);
    if (policy === "ignore") return [];
    return [{ name: field.name, write: own.get(field.name) ?? compileText(field.type, policy) }];
  });
  if (fixed !== null) {
    const text = JSON.stringify(fixed[1]);
    parts.push({ name: fixed[0], write: () => text });
  }
  parts.sort((a, b) => (a.name < b.name ? -1 : 1));
  const names = parts.map((part) => part.name);
  const writers = parts.map((part) => part.write);
  const heads = names.map((name, i) => `${i === 0 ? "{" : ","}${JSON.stringify(name)}:`);
  if (names.length === 0) return () => "{}";
  return (value, nameOf) => {
    const object = value as { [key: string]: Json };
    let text = "";
    for (let i = 0; i < names.length; i++) {
      text += heads[i] as string;
      text += (writers[i] as WriteText)(object[names[i] as string] as Json, nameOf);
    }
    return `${text}}`;
  };
}

function listText(type: Extract<TypeSpec, { kind: "list" }>, policy: ComparePolicy): WriteText {
  const isSet = policy === "set";
  const write = compileText(type.of, isSet ? "exact" : policy);
  return (value, nameOf) => {
    const list = value as Json[];
    const texts: string[] = new Array(list.length);
    for (let i = 0; i < list.length; i++) texts[i] = write(list[i] as Json, nameOf);
    if (isSet) texts.sort();
    return `[${texts.join(",")}]`;
  };
}

function mapText(type: Extract<TypeSpec, { kind: "map" }>, policy: ComparePolicy): WriteText {
  const write = compileText(type.value, policy);
  const { key } = type;
  const named = key.kind === "id" || key.kind === "ref" ? key.entity : null;
  return (value, nameOf) => {
    const object = value as { [key: string]: Json };
    const entries = Object.keys(object).map((stored) => ({
      key: named === null ? stored : nameOf(named, stored),
      text: write(object[stored] as Json, nameOf),
    }));
    // Before created records have their final names two keys can be equal: their values decide.
    entries.sort((a, b) => (a.key === b.key ? order(a.text, b.text) : order(a.key, b.key)));
    return `{${entries.map((entry) => `${quote(entry.key)}:${entry.text}`).join(",")}}`;
  };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * A message is compared as the text that it is presented as; only mentions of renamed records
 * remain parts of their own.
 */
function messageText(parts: readonly Json[], policy: ComparePolicy, nameOf: NameOf): string {
  const texts: string[] = [];
  let run = "";
  const flush = () => {
    const text = policy === "normalized" ? normalizeText(run) : run;
    if (text !== "") texts.push(JSON.stringify(text));
    run = "";
  };
  for (const part of parts) {
    if (typeof part === "string") {
      run += part;
      continue;
    }
    const { ref, id } = part as { ref: string; id: string };
    const name = nameOf(ref, id);
    if (name === storedName(ref, id)) {
      run += id;
      continue;
    }
    flush();
    texts.push(`{"id":${JSON.stringify(name)},"ref":${JSON.stringify(ref)}}`);
  }
  flush();
  return `[${texts.join(",")}]`;
}
