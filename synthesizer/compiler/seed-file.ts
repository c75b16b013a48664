/** `seed.ts`: how the initial state is made, one function for the records of each table. */
import type { Json } from "../../shared/index.js";
import { Imports } from "./imports.js";
import { beginWithParams, emitFunction, type FileContext } from "./logic/body.js";
import type { Model } from "./model.js";
import { known, localsIn } from "./names.js";
import { jsonLiteral, quote } from "./text.js";
import { type Bodies, schemaImport } from "./tools-file.js";
import { TypeWriter } from "./types.js";

/** The specifier from which seeds import functions of the domain. */
const TOOLS = '"./tools.js"';

export function emitSeed(model: Model, bodies: Bodies, sharedImport: string): string {
  const { ir, names } = model;
  const imports = new Imports(localsIn(ir));
  const types = new TypeWriter(model);
  const file: FileContext = {
    model,
    types,
    imports,
    constants: new Set(),
    functions: new Set(),
    views: new Set(),
    callType: "SeedCall",
    pure: new Set(bodies.pure),
  };
  const functions = ir.seed.map((table, i) => {
    const aliases = bodies.seeds[i];
    if (table.each === null || aliases === undefined || aliases === null) return "";
    const entity = model.entity(table.entity);
    return emitFunction(
      file,
      {
        name: known(names.each, table.entity),
        description: `One record of \`${entity.table}\`; null to leave it out.`,
        body: table.each,
        aliases,
        exported: false,
        returns: `Partial<${types.entity(table.entity)}> | null`,
        params: [],
      },
      (cx) => {
        imports.type("SeedCall");
        const begun = beginWithParams(cx, [{ name: table.index, type: { kind: "int" } }]);
        const unused = cx.aliases.bindings.params.get(table.index)?.uses === 0;
        return unused ? { ...begun, params: [] } : begun;
      },
    );
  });
  const tables = ir.seed.map((table) => {
    const parts = [`entity: ${quote(table.entity)}`];
    if (table.fixed.length > 0) {
      const records = table.fixed.map((record) => jsonLiteral(record as Json));
      parts.push(`fixed: [\n${records.join(",\n")},\n]`);
    }
    if (table.each !== null) {
      parts.push(`count: ${table.count}`);
      if (!table.scales) parts.push("scales: false");
      parts.push(`each: ${known(names.each, table.entity)}`);
    } else if (!table.scales) {
      parts.push("scales: false");
    }
    return `{ ${parts.join(", ")} },`;
  });
  imports.type("SeedOptions");
  imports.type("SeedTable");
  imports.type("StateDocument");
  const makes = imports.use("seedTables");
  types.used.add("Db");
  const constants = [...file.constants].map((name) => known(names.constant, name));
  const called = [...file.functions].map((name) => known(names.function, name)).sort();
  const whole = [
    ...functions.filter((text) => text !== ""),
    `const tables: readonly SeedTable<Db>[] = [\n${tables.join("\n")}\n];\n`,
    `/** The initial state for the options: the same bytes in every process. */\nexport function seed(options: SeedOptions): StateDocument {\nreturn ${makes}(spec, options, tables);\n}\n`,
  ].join("\n");
  return [
    imports.text(quote(sharedImport)),
    schemaImport(types.used, [...constants, "spec"]),
    called.length === 0 ? "" : `import { ${called.join(", ")} } from ${TOOLS};\n`,
    "\n",
    whole,
  ].join("");
}

/** The default state as JSON with one record a line, so that differences are readable. */
export function seedJson(document: {
  readonly [table: string]: { readonly [id: string]: unknown };
}): string {
  const tables = Object.keys(document).map((table) => {
    const records = document[table] ?? {};
    const rows = Object.keys(records).map(
      (id) => `    ${JSON.stringify(id)}: ${JSON.stringify(records[id])}`,
    );
    const body = rows.length === 0 ? "{}" : `{\n${rows.join(",\n")}\n  }`;
    return `  ${JSON.stringify(table)}: ${body}`;
  });
  return tables.length === 0 ? "{}\n" : `{\n${tables.join(",\n")}\n}\n`;
}
