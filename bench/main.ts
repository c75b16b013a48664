/**
 * `npm run bench`: every figure beside its baseline, measured in the same run. Each group runs in a
 * process of its own, so that no group inherits another's heap.
 *
 * Options: `--json` prints one document, `--only NAME` runs one group.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { renderTable } from "../cli/output.js";
import type { Figure } from "./figure.js";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    only: { type: "string" },
  },
});

const folder = path.join(import.meta.dirname, "figures");
const groups = readdirSync(folder)
  .map((file) => path.basename(file, ".ts"))
  .filter((group) => values.only === undefined || group === values.only)
  .sort();
if (groups.length === 0) {
  process.stderr.write(
    `There is no group "${values.only}". Known: ${readdirSync(folder).join(", ")}\n`,
  );
  process.exit(2);
}
const root = path.join(import.meta.dirname, "..");
if (!existsSync(path.join(root, "dist", "cli.js"))) {
  process.stderr.write("building the package for the figures of the built server\n");
  execFileSync("npm", ["run", "build"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
}

const figures: Figure[] = [];
for (const group of groups) {
  process.stderr.write(`measuring ${group}\n`);
  const output = execFileSync(
    process.execPath,
    [
      "--import",
      "tsx",
      "--expose-gc",
      "--max-old-space-size=8192",
      path.join(folder, `${group}.ts`),
    ],
    { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 24 },
  );
  figures.push(...(JSON.parse(output) as Figure[]));
}

if (values.json) {
  process.stdout.write(`${JSON.stringify({ figures })}\n`);
} else {
  const rows = figures.map((figure) => [
    figure.name,
    `${show(figure.value)} ${figure.unit}`,
    figure.baseline === null ? "-" : `${show(figure.baseline)} ${figure.unit}`,
    figure.ratio === null ? "-" : `${show(figure.ratio)}x`,
    figure.goal,
    figure.met ? "met" : "MISSED",
  ]);
  process.stdout.write(
    `${renderTable(["figure", "value", "baseline", "ratio", "goal", ""], rows)}\n`,
  );
}

function show(value: number): string {
  if (value >= 1_000)
    return Math.round(value)
      .toString()
      .replace(/\B(?=(\d{3})+$)/g, ",");
  return value >= 10 ? value.toFixed(1) : value.toPrecision(3);
}
