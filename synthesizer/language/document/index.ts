export { domainJsonSchema } from "./json-schema.js";
export {
  describe,
  ListNode,
  type MapEntry,
  MapNode,
  ScalarNode,
  toJson,
  type YamlNode,
} from "./nodes.js";
export { MAX_DOCUMENT_BYTES, MAX_DOCUMENT_DEPTH, parseDocument } from "./parse.js";
export { checkShape } from "./shape-check.js";
