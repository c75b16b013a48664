/** Prints what must be the same in every process: hashes before and after calls, and the seed's bytes. */
import { domain } from "../../servers/credit-union/server.js";
import { Host, sha256 } from "../../shared/index.js";

const host = new Host([domain], { idleMilliseconds: null });
const [made] = host.create({ domains: "credit-union", seed: 1, scale: 1 });
const episode = made?.episode ?? "";
const start = host.state(episode).hash;
const results = [
  { tool: "transfer", arguments: { source_id: "AC100001", target_id: "AC100002", amount: 1 } },
  { tool: "hand_over", arguments: { member_id: "M00001", reason: "İstanbul, ISPARTA, straße" } },
  { tool: "search_entries", arguments: { account_id: "AC100001", text: "TRANSFER" } },
].map((call) => host.step(episode, call).result);
process.stdout.write(
  JSON.stringify({
    start,
    end: host.state(episode).hash,
    results: sha256(JSON.stringify(results)).toString("hex"),
    seed: sha256(JSON.stringify(domain.seed({ seed: 1, scale: 1 }))).toString("hex"),
  }),
);
