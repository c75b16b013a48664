/** Creating, resetting and forking an episode, beside a deep copy of its state. */
import { callTool, openState, prepareDomain } from "../../shared/index.js";
import { microseconds, report } from "../figure.js";
import { loadRetail } from "../retail.js";

const { domain, base, document } = await loadRetail();
const prepared = prepareDomain(domain);
const clock = { now: domain.spec.now };
const order = Object.values(document.orders ?? {}).find((each) => each.status === "pending");
const dirty = openState(base);
const change = () =>
  callTool(prepared, dirty, clock, "cancel_pending_order", {
    order_id: order?.order_id,
    reason: "no longer needed",
  });

const copy = microseconds(() => void structuredClone(document), 1, 9);
const create = microseconds(() => void openState(base), 500);
const fork = microseconds(() => void dirty.fork(), 500);
let spent = 0;
const rounds = 400;
for (let round = 0; round < rounds; round++) {
  change();
  const began = performance.now();
  dirty.reset();
  spent += performance.now() - began;
}
const reset = (spent * 1_000) / rounds;

report(
  Object.entries({ create, reset, fork }).map(([name, value]) => ({
    name: `${name} an episode`,
    value,
    unit: "us",
    baseline: copy,
    ratio: copy / value,
    goal: "at least 1,000 times faster than a deep copy",
    met: copy / value >= 1_000,
  })),
);
