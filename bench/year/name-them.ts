// Whether the boards of the year name who is what: a unit is named where it alone has the worst figure among
// those with enough cases, in the lowest band where there are bands.
import type { Id } from '../../kernel/id.ts';
import type { Actor } from '../../kernel/rights.ts';
import type { Database } from '../../platform/server/db/tx.ts';
import type { Band } from '../../slices/evaluation/core/indicator.ts';
import { readTable } from '../../slices/evaluation/server/read-table.ts';
import type { Held } from './look-again.ts';

export interface Named {
  /** 1 where it is. */
  readonly figure: number;
  readonly note: string;
}

interface Figure {
  readonly key: Id;
  readonly value: number;
  readonly band: Band | null;
}

const percent = (value: number | undefined): string =>
  value === undefined ? '–' : `${(value * 100).toFixed(1)} %`;

function told(unitId: Id, judged: readonly Figure[], isHigherBetter: boolean, isBanded: boolean): Named {
  const own = judged.find(({ key }) => key === unitId);
  const values = judged.map(({ value }) => value).sort((a, b) => (isHigherBetter ? a - b : b - a));
  const isAlone = own !== undefined && own.value === values[0] && values[0] !== values[1];
  const band = isBanded ? ` (${own?.band ?? '–'})` : '';
  const note = `${percent(own?.value)}${band}, the next ${percent(values[1])}, ${judged.length} units`;
  return { figure: isAlone && (!isBanded || own.band === 'E') ? 1 : 0, note };
}

export interface Asked {
  readonly areaPath: string;
  readonly indicator: string;
  readonly isHigherBetter: boolean;
  /** Units with fewer cases than this are judged by nobody. */
  readonly leastCases: number;
  /** False: alone the worst is enough, in whatever band. */
  readonly isBanded?: boolean;
}

/** By the table of the year, page after page. */
export async function namedByTable(
  database: Database,
  reader: Actor,
  unitId: Id,
  { areaPath, indicator, isHigherBetter, leastCases, isBanded = true }: Asked,
): Promise<Named> {
  const judged: Figure[] = [];
  for (let after: string | undefined; ; ) {
    const asked = { areaPath, by: 'unit', period: 'year', day: '2025-12-31', after } as const;
    const table = await database.read((tx) => readTable(tx, reader, asked));
    for (const { key, cells } of table.rows) {
      const cell = cells.find((one) => one.indicator === indicator);
      if (cell?.value != null && cell.bottom >= leastCases)
        judged.push({ key, value: cell.value, band: cell.band });
    }
    if (table.nextAfter === null) break;
    after = table.nextAfter;
  }
  return told(unitId, judged, isHigherBetter, isBanded);
}

/** By the board of samples: how much of what was looked at again held. It has no bands. */
export function namedBySamples(held: Held, unitId: Id, leastChecked: number): Named {
  const judged = [...held]
    .filter(([, { checked }]) => checked >= leastChecked)
    .map(([key, one]) => ({ key, value: one.held / one.checked, band: null }));
  const { figure, note } = told(unitId, judged, true, false);
  return { figure, note: `held ${note}; ${held.get(unitId)?.checked ?? 0} of it looked at` };
}
