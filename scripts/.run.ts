import { loadFile } from "../synthesizer/pipeline.js";
import { interpretDomain, runExamples } from "../synthesizer/interpreter/index.js";
import { createBase, openState, prepareDomain, checkInvariants } from "../shared/index.js";
for (const f of process.argv.slice(2)) {
  const l = loadFile(f);
  if (!l.ok) { console.log(f, "bad"); continue; }
  const d = interpretDomain(l.domain);
  const t=performance.now();
  const doc = d.seed({ seed: 1, scale: 1 });
  console.log(Object.entries(doc).map(([k, v]) => `${k}:${Object.keys(v).length}`).join(" "), Math.round(performance.now()-t), "ms");
  const st = openState(createBase(d.spec, doc));
  const t1=performance.now();
  console.log("invariants failing:", checkInvariants(prepareDomain(d), st, { now: d.spec.now }), Math.round(performance.now()-t1), "ms");
  const rs = runExamples(l.domain, d);
  console.log(rs.length, "examples");
  for (const r of rs) if (!r.passed) console.log(JSON.stringify(r));
}
