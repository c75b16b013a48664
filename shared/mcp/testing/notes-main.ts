/** The notes as a program, like an emitted server. */
import { runServer } from "../index.js";
import { notesDomain } from "./notes.js";

await runServer(notesDomain());
