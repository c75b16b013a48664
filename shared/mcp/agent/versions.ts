/** What differs between revisions of the protocol, as far as transports are concerned. */
import {
  DEFAULT_NEGOTIATED_PROTOCOL_VERSION,
  SUPPORTED_PROTOCOL_VERSIONS,
} from "@modelcontextprotocol/sdk/types.js";

export { SUPPORTED_PROTOCOL_VERSIONS };

/** Batches exist in the revision 2025-03-26 only. Without a version that is what is assumed. */
export function allowsBatches(version: string | undefined): boolean {
  return (version ?? DEFAULT_NEGOTIATED_PROTOCOL_VERSION) === "2025-03-26";
}
