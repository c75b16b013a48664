/** The compiler: a checked domain becomes the TypeScript of its server. */
export { type EmitOptions, emitDomain } from "./emit.js";
export type { EmittedFile } from "./emitted-file.js";
