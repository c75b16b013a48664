export * from "./errors/index.js";
export * from "./runtime/index.js";
export * from "./schema/index.js";
export * from "./state/index.js";
