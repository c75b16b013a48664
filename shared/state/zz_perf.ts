import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { createBase, openState, hashFromScratch, canonicalJson, sha256, loadState } from "./index.js";
import type { EntitySpec, FieldSpec, TypeSpec, StateDocument } from "../schema/index.js";
const f = (name: string, type: TypeSpec, more: Partial<FieldSpec> = {}): FieldSpec => ({ name, type, description: name, ...more });
const S: TypeSpec = { kind: "string" }; const N: TypeSpec = { kind: "number" };
const nul = (of: any): TypeSpec => ({ kind: "nullable", of });
const list = (of: TypeSpec): TypeSpec => ({ kind: "list", of });
const rec = (...fields: FieldSpec[]): TypeSpec => ({ kind: "record", name: null, fields });
const map = (value: TypeSpec): TypeSpec => ({ kind: "map", key: S, value });
const address = rec(...["address1","address2","city","country","state","zip"].map((n) => f(n, S)));
const ent = (name: string, table: string, idField: string, fields: FieldSpec[], indexes: any[] = []): EntitySpec => ({ name, table, description: "", idField, id: { kind: "natural" }, singleton: false, compare: "exact", fields, indexes });
const status: TypeSpec = { kind: "enum", name: "Status", values: ["pending","processed","delivered","cancelled","return requested","exchange requested","pending (item modified)"] };
const entities = [
  ent("Product","products","product_id",[f("name",S),f("product_id",{kind:"id",entity:"Product"}),f("variants",map(rec(f("item_id",S),f("options",map(S)),f("available",{kind:"bool"}),f("price",N))))]),
  ent("User","users","user_id",[f("user_id",{kind:"id",entity:"User"}),f("name",rec(f("first_name",S),f("last_name",S))),f("address",address),f("email",S),
   f("payment_methods",map({kind:"union",name:"PM",tag:"source",variants:[{value:"paypal",description:"",fields:[f("id",S)]},{value:"credit_card",description:"",fields:[f("id",S),f("brand",S),f("last_four",S)]},{value:"gift_card",description:"",fields:[f("id",S),f("balance",N)]}]})),
   f("orders",list({kind:"ref",entity:"Order"}))],[{field:"email",transform:"lower"}]),
  ent("Order","orders","order_id",[f("order_id",{kind:"id",entity:"Order"}),f("user_id",{kind:"ref",entity:"User"}),f("address",address),
   f("items",list(rec(f("name",S),f("product_id",{kind:"ref",entity:"Product"}),f("item_id",S),f("price",N),f("options",map(S))))),f("status",status),
   f("fulfillments",list(rec(f("tracking_id",list(S)),f("item_ids",list(S))))),
   f("payment_history",list(rec(f("transaction_type",S),f("amount",N),f("payment_method_id",S)))),
   f("cancel_reason",nul(S)),f("exchange_items",nul(list(S))),f("exchange_new_items",nul(list(S))),f("exchange_payment_method_id",nul(S)),f("exchange_price_difference",nul(N)),f("return_items",nul(list(S))),f("return_payment_method_id",nul(S))],
   [{field:"user_id",transform:"exact"},{field:"status",transform:"exact"}]),
];
const document = JSON.parse(gunzipSync(readFileSync("/work/shared/oracles/tau2-retail/initial.json.gz")).toString()) as StateDocument;
const spec = { domain: "retail", enums: [], entities };
const t = (name: string, n: number, fn: (i: number) => void) => { for (let i=0;i<Math.min(n,3000);i++) fn(i); const s=performance.now(); for (let i=0;i<n;i++) fn(i); const us=(performance.now()-s)*1000/n; console.log(name.padEnd(34), us.toFixed(3),"us"); return us; };
let s0=performance.now(); const base = createBase(spec, document); console.log("createBase ms", performance.now()-s0);
const clone = t("structuredClone", 20, () => structuredClone(document));
const open = t("openState", 100000, () => openState(base));
const st = openState(base);
const fork = t("fork", 100000, () => st.fork());
const reset = t("reset", 100000, () => st.reset());
console.log("ratios create", clone/open, "fork", clone/fork, "reset", clone/reset);
const ids = Object.keys(document.orders!);
const T: any = st.tables;
t("get", 1000000, (i) => T.orders.get(ids[i%1000]!));
let rss=process.memoryUsage().heapUsed;
t("write tx (edit+commit)", 200000, (i) => { const tx = st.begin(); const o = T.orders.edit(T.orders.get(ids[i%1000]!)); o.status = o.status==="pending"?"delivered":"pending"; tx.commit(); });
console.log("record bytes", JSON.stringify(T.orders.get(ids[0]!)).length);
s0=performance.now(); st.reset(); st.hash(); console.log("first hash ms", performance.now()-s0);
const whole = t("hash whole canonical JSON", 10, () => { sha256(canonicalJson(document as any)); });
let k=0;
const ten = t("reset + ten writes + hash", 2000, () => { st.reset(); for (let j=0;j<10;j++){ const tx=st.begin(); const o=T.orders.edit(T.orders.get(ids[(k++)%1000]!)); o.cancel_reason = "x"+k; tx.commit(); } st.hash(); });
console.log("hash ratio (incl writes)", whole/ten);
const users = Object.keys(document.users!);
t("where user_id", 500000, (i) => T.orders.where("user_id", users[i%500]!));
t("where email lower", 500000, (i) => T.users.where("email", "Noah.Brown7922@example.com", "lower"));
console.log(hashFromScratch(st)===st.hash());
t("save+load", 50, () => loadState(base, st.save()));
