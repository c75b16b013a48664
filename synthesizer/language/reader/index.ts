export type { LogicChecker } from "./checked-logic.js";
export { Context } from "./context.js";
export { readDomain } from "./domain.js";
