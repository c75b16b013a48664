import { loadFile } from "../synthesizer/pipeline.ts";
import { renderDiagnostics } from "../synthesizer/language/index.ts";
for (const f of process.argv.slice(2)) {
  const l = loadFile(f);
  if (l.ok) console.log(f, "ok", l.domain.tools.length);
  else console.log(renderDiagnostics(l.diagnostics, l.text));
}
