import type { CommandModule } from "yargs";
import { EXIT, type ExitCode } from "../shared/index.js";
import { domainJsonSchema } from "../synthesizer/language/index.js";
import { printLine } from "./output.js";

/** `envfoundry schema`: the JSON Schema of domain files, for editors. */
export function schemaCommand(exit: (code: ExitCode) => void): CommandModule<object, object> {
  return {
    command: "schema",
    describe: "Print the JSON Schema of domain files, for editors",
    builder: (yargs) =>
      yargs.example(
        "$0 schema > domain.schema.json",
        "then begin domain.yaml with: # yaml-language-server: $schema=./domain.schema.json",
      ),
    handler: () => {
      printLine(JSON.stringify(domainJsonSchema(), null, 2));
      exit(EXIT.ok);
    },
  };
}
