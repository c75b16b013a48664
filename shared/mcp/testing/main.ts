/** The fixture domain as a program, like an emitted server. */
import { runServer } from "../index.js";
import { fixtureDomain } from "./domain.js";

await runServer(fixtureDomain());
