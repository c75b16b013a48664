export { Context } from "./context.js";
export { readDomain } from "./domain.js";
