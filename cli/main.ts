/** The command line: one file a command; this one puts them together. */
import yargs from "yargs";
import { EXIT, type ExitCode } from "../shared/index.js";
import { callCommand } from "./call.js";
import { configCommand } from "./config.js";
import { listCommand } from "./list.js";
import { fromEnvironment, usage } from "./options.js";
import { reportError } from "./output.js";
import { packageFacts } from "./package-root.js";
import { schemaCommand } from "./schema.js";
import { serveCommand } from "./serve.js";
import { synthCommand } from "./synth.js";

/**
 * Runs one command and sets the process's exit code: 0 done and good, 1 done and something failed,
 * 2 the words are wrong, 3 a file or input is wrong, 4 the environment is at fault, 130 interrupted.
 */
export async function main(words: readonly string[]): Promise<void> {
  const exit = (code: ExitCode): void => {
    process.exitCode = code;
  };
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // The reader of a pipe went away (`envfoundry list | head`): nothing is left to say.
    if (error.code === "EPIPE") process.exit(EXIT.ok);
    throw error;
  });
  try {
    // yargs takes a lone `-` for an option without a name and loses it.
    await yargs(words.map((word) => (word === "-" ? "@-" : word)))
      .scriptName("envfoundry")
      .usage("$0 <command>\n\nEnvironments for tool-using agents, as MCP servers.")
      .command(listCommand(exit))
      .command(synthCommand(exit))
      .command(serveCommand(exit))
      .command(callCommand(exit))
      .command(configCommand(exit))
      .command(schemaCommand(exit))
      .option("json", {
        type: "boolean",
        default: fromEnvironment("json", "boolean") ?? false,
        describe: "Print one JSON document",
      })
      .demandCommand(1, "Name a command.")
      .recommendCommands()
      .strict()
      .epilogue(
        "Every option can also come from the environment: --debug-state is ENVFOUNDRY_DEBUG_STATE.\n" +
          "Exit codes: 0 good, 1 something failed, 2 wrong words, 3 wrong input, 4 environment, 130 interrupted.",
      )
      .version(packageFacts().version)
      .alias("h", "help")
      .wrap(process.stdout.isTTY ? Math.min(110, process.stdout.columns) : 100)
      .exitProcess(false)
      .fail((message, error) => {
        throw error ?? usage(message);
      })
      .parseAsync();
  } catch (error) {
    exit(reportError(error));
  }
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) {
  await main(process.argv.slice(2));
}
