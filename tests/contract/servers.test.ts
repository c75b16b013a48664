import { listCatalogue } from "../../cli/catalogue.js";
import { serverContract } from "./server-contract.js";

for (const entry of listCatalogue()) serverContract(entry.name);
