export { openApiDocument } from "./openapi.js";
export { type ControlOptions, type ControlServer, serveControl } from "./serve.js";
