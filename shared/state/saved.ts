import type { SavedState } from "./contracts.js";
import type { TableOverlay } from "./overlay.js";
import { copyValue, setOwn } from "./values.js";
import type { StateView } from "./view.js";

/**
 * What an episode changed, as data. Tables that stand as in the base are left out; everything is in
 * order of position, so equal changes are equal bytes.
 */
export function saveState({ base, overlays }: StateView): SavedState {
  const tables: { [table: string]: SavedState["tables"][string] } = {};
  for (const table of base.tables) {
    const overlay = overlays[table.plan.index] as TableOverlay;
    if (overlay.rows.size === 0 && overlay.counter === table.counter) continue;
    const changed = [...overlay.rows.values()].filter((row) => row !== null);
    changed.sort((a, b) => a.position - b.position);
    const removed = [...overlay.rows].filter(([, row]) => row === null).map(([id]) => id);
    const place = (id: string) => table.rows.get(id)?.position ?? 0;
    removed.sort((a, b) => place(a) - place(b));
    setOwn(tables, table.plan.entity.table, {
      put: changed.map(({ record, created, position }) => ({
        record: copyValue(record),
        created,
        position,
      })),
      removed,
      counter: overlay.counter,
    });
  }
  return { version: 1, domain: base.domain, base: base.digest(), tables };
}
