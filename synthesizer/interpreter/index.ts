/** The reference semantics of the language: runs the IR, and the examples of a domain. */
export { interpretDomain } from "./domain.js";
export { type ExampleResult, runExamples } from "./examples.js";
