/** Prints where the process believes to be, and what must be the same in every process. */
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
const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
process.stdout.write(
  JSON.stringify({
    place: [locale, timeZone],
    start,
    end: host.state(episode).hash,
    results: sha256(JSON.stringify(results)),
    seed: sha256(JSON.stringify(domain.seed({ seed: 1, scale: 1 }))),
  }),
);
