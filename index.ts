/** The package's public surface: the runtime, and the synthesizer as a library. */
export * from "./shared/index.js";
