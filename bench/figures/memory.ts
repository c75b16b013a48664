/** Memory of one long episode: a million calls in process, a third of them writes. */
import { callTool, openState, prepareDomain } from "../../shared/index.js";
import { report } from "../figure.js";
import { loadRetail } from "../retail.js";

const { domain, base, document } = await loadRetail();
const prepared = prepareDomain(domain);
const clock = { now: domain.spec.now };
const pending = Object.values(document.orders ?? {})
  .filter((order) => order.status === "pending")
  .map((order) => String(order.order_id));
const state = openState(base);

function run(calls: number): void {
  for (let index = 0; index < calls; index++) {
    const order_id = pending[index % pending.length];
    const outcome =
      index % 3 === 0
        ? callTool(prepared, state, clock, "modify_pending_order_address", {
            order_id,
            address1: `${index} Elm Street`,
            address2: "",
            city: "Denver",
            state: "CO",
            country: "USA",
            zip: "80279",
          })
        : callTool(prepared, state, clock, "get_order_details", { order_id });
    if (!outcome.ok) throw new Error(outcome.message);
    if (index % 1_000 === 0) state.hash();
  }
}
function heap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1_048_576;
}
run(100_000);
const before = heap();
run(1_000_000);
const after = heap();
report([
  {
    name: "heap after 1,000,000 calls of one episode",
    value: after,
    unit: "MiB",
    baseline: before,
    ratio: before / after,
    goal: "flat: at most 5 % more",
    met: after <= before * 1.05 + 1,
  },
]);
