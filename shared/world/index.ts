export type { Company, Person, Place, World } from "./types.js";
export { AGES_ON, world } from "./world.js";
