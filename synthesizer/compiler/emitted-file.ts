/** A file of an emitted server. */
export interface EmittedFile {
  /** Relative to the server's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}
