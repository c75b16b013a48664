export { type Address, authority, isLoopback, parseAddress } from "./address.js";
export { type Body, mediaType, readBody } from "./body.js";
export { type Guard, hostGuard } from "./guard.js";
export { MAX_DEPTH, type ParsedJson, parseJson } from "./json.js";
export {
  type Listener,
  type ListenerOptions,
  listen,
  type RequestHandler,
  sendJson,
  sendText,
} from "./listener.js";
