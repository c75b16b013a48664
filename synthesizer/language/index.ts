export { type Diagnostic, Diagnostics } from "./diagnostics.js";
export {
  domainJsonSchema,
  MAX_DOCUMENT_BYTES,
  MAX_DOCUMENT_DEPTH,
} from "./document/index.js";
export type * from "./ir.js";
export { type Loaded, loadDomain, readDomainFile } from "./load.js";
export { renderDiagnostics } from "./render.js";
export { suggest as nearest } from "./suggest.js";
