/**
 * The package's public surface: the runtime that servers and hosts are made of, and the synthesizer
 * as a library. Emitted servers need `envfoundry/shared` only.
 */
export * from "./shared/index.js";
export {
  countGuards,
  countWriteTools,
  domainSpec,
  toolEffects,
} from "./synthesizer/analysis/index.js";
export { type EmittedFile, emitDomain } from "./synthesizer/compiler/index.js";
export {
  type ExampleResult,
  interpretDomain,
  runExamples,
} from "./synthesizer/interpreter/index.js";
export {
  type Diagnostic,
  domainJsonSchema,
  type IrDomain,
  loadDomain,
  readDomainFile,
  renderDiagnostics,
} from "./synthesizer/language/index.js";
export {
  type EmitOptions,
  emitServer,
  type Loaded,
  loadFile,
  staleFiles,
  writeServer,
} from "./synthesizer/pipeline.js";
