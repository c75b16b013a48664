/** One validated, atomic tool call in process, beside the SDK's own in-memory path with the same tool. */
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { callTool, openState, prepareDomain } from "../../shared/index.js";
import { rate, report } from "../figure.js";
import { loadRetail } from "../retail.js";

const { domain, base, document } = await loadRetail();
const prepared = prepareDomain(domain);
const clock = { now: domain.spec.now };
const orders = Object.values(document.orders ?? {});
const ids = orders.map((order) => String(order.order_id));
const pending = orders
  .filter((order) => order.status === "pending")
  .map((order) => String(order.order_id));

const state = openState(base);
const reads = rate((index) => {
  const outcome = callTool(prepared, state, clock, "get_order_details", {
    order_id: ids[index % ids.length],
  });
  if (!outcome.ok) throw new Error(outcome.message);
});
const writes = rate((index) => {
  const outcome = callTool(prepared, state, clock, "modify_pending_order_address", {
    order_id: pending[index % pending.length],
    address1: `${index} Elm Street`,
    address2: "",
    city: "Denver",
    state: "CO",
    country: "USA",
    zip: "80279",
  });
  if (!outcome.ok) throw new Error(outcome.message);
});

const server = new McpServer({ name: "baseline", version: "1.0.0" });
server.registerTool(
  "get_order_details",
  { description: "Read an order.", inputSchema: { order_id: z.string() } },
  ({ order_id }) => ({
    content: [{ type: "text", text: JSON.stringify(document.orders?.[order_id]) }],
  }),
);
const [near, far] = InMemoryTransport.createLinkedPair();
const client = new Client({ name: "baseline", version: "1.0.0" });
await server.connect(far);
await client.connect(near);
const began = performance.now();
const count = 3_000;
for (let index = 0; index < count; index++) {
  await client.callTool({
    name: "get_order_details",
    arguments: { order_id: ids[index % ids.length] },
  });
}
const sdk = (count / (performance.now() - began)) * 1_000;

report([
  {
    name: "reads in process",
    value: reads,
    unit: "calls/s",
    baseline: sdk,
    ratio: reads / sdk,
    goal: "at least 300,000 calls/s",
    met: reads >= 300_000,
  },
  {
    name: "writes in process",
    value: writes,
    unit: "calls/s",
    baseline: sdk,
    ratio: writes / sdk,
    goal: "at least 100,000 calls/s",
    met: writes >= 100_000,
  },
]);
