// Values from a workbook or csv: read and checked line by line, each fault in words, without writing
// anything; then written all together or not at all, each planned anew against what stands by then.
import { localDate } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { readTable, type TableLimits } from '../../../platform/server/sheets/read-table.ts';
import { codeOfPath } from '../../areas/core/area.ts';
import type { AreaNode } from '../../areas/server/public.ts';
import type { CheckedImport, ImportBody, Imported } from '../core/contract.ts';
import { type ImportRow, MOST_IMPORT_ROWS, planImport, rowsIn, type World } from '../core/import-rows.ts';
import { spanIn, type Span } from '../core/span.ts';
import { mustArea } from './load-figures.ts';
import { insertEntries, listStanding } from './queries.ts';
import { noArea } from './read-series.ts';
import { seriesOfDistrict } from './series-list.ts';
import { tellerOf } from './tell-value.ts';

const LIMITS: TableLimits = {
  bytes: 20 * 1024 * 1024,
  cells: 60_000,
  rows: 6_000,
  mostRows: MOST_IMPORT_ROWS + 20,
};

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** Undefined for a name that several have. */
function namesBelow(area: AreaNode): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  const name = (said: string | null | undefined, path: string) => {
    const key = plain(said ?? '');
    if (key !== '') found.set(key, found.has(key) && found.get(key) !== path ? undefined : path);
  };
  const walk = (node: AreaNode): void => {
    if (node.level === 'grid') return;
    name(node.name, node.path);
    name(node.nameEn, node.path);
    node.children.forEach(walk);
  };
  walk(area);
  // A code is one area's alone, whatever others are called.
  const codes = (node: AreaNode): void => {
    if (node.level === 'grid') return;
    found.set(node.path, node.path);
    found.set(codeOfPath(node.path), node.path);
    node.children.forEach(codes);
  };
  codes(area);
  return found;
}

const keyOf = (path: string, indicator: string, kind: string, from: string): string =>
  `${path} ${indicator} ${kind} ${from}`;

async function openWorld(tx: Tx, areaPath: string, rows: readonly ImportRow[]): Promise<World> {
  const [district, area] = await mustArea(tx, areaPath, noArea(areaPath));
  const names = namesBelow(area);
  const series = [...(await seriesOfDistrict(tx, district.path)).values()];
  const words = new Map(
    series.flatMap((one) => [one.id, one.zh, one.en].map((said) => [plain(said), one] as const)),
  );
  const days = rows
    .map(({ period }) => spanIn(period)?.from ?? '')
    .filter((day) => day !== '')
    .sort();
  const paths = [...new Set(rows.map((row) => names.get(plain(row.area))))].filter(
    (path) => path !== undefined,
  );
  const standing = await listStanding(tx, {
    districtId: district.path,
    paths,
    indicators: series.map(({ id }) => id),
    from: days[0] ?? '2000-01-01',
    to: days.at(-1) ?? '2000-01-01',
  });
  const byKey = new Map(
    standing.map((one) => [keyOf(one.areaPath, one.indicator, one.span, one.fromDay), one] as const),
  );
  return {
    areaOf: (said) => names.get(plain(said)),
    indicatorOf: (said) => words.get(plain(said)),
    standing: (path, indicator, span: Span) =>
      byKey.get(keyOf(path, indicator, span.kind, span.from)) ?? { value: null, revision: 0 },
    today: localDate(tx.now),
  };
}

/** Throws Refused `peace.file_unreadable`, `peace.file_too_large`. */
async function rowsOf(bytes: Uint8Array): Promise<readonly ImportRow[]> {
  const cells = await readTable(bytes, LIMITS);
  if (cells === 'too_large') return throwRefusal('peace.file_too_large', { rows: MOST_IMPORT_ROWS });
  const rows = cells === 'unreadable' ? undefined : rowsIn(cells);
  if (!rows || rows.length === 0) return throwRefusal('peace.file_unreadable');
  return rows.length > MOST_IMPORT_ROWS
    ? throwRefusal('peace.file_too_large', { rows: MOST_IMPORT_ROWS })
    : rows;
}

export async function checkImport(
  tx: Tx,
  actor: Actor,
  areaPath: string,
  bytes: Uint8Array,
): Promise<CheckedImport> {
  tellerOf(actor, areaPath);
  const rows = await rowsOf(bytes);
  const lines = planImport(rows, await openWorld(tx, areaPath, rows));
  return {
    rows: rows.map((row, at) => ({ ...row, revision: lines[at]?.standing.revision ?? 0 })),
    lines: lines.map(({ line, outcome, faults, standing }) => ({
      line,
      outcome,
      faults: [...faults],
      standing: standing.value,
    })),
  };
}

/** Throws Refused `peace.import_faulty`, `peace.value_moved`. */
export async function importValues(tx: Tx, actor: Actor, { areaPath, rows }: ImportBody): Promise<Imported> {
  const by = tellerOf(actor, areaPath);
  const lines = planImport(rows, await openWorld(tx, areaPath, rows));
  const faulty = lines.filter(({ outcome }) => outcome === 'refused');
  const [first] = faulty;
  if (first) {
    const words = first.faults[0];
    throwRefusal('peace.import_faulty', {
      faults: faulty.length,
      line: first.line,
      zh: words?.zh,
      en: words?.en,
    });
  }
  if (lines.some(({ standing }, at) => standing.revision !== rows[at]?.revision))
    throwRefusal('peace.value_moved');
  const entries = lines.flatMap(({ outcome, standing, planned }) =>
    planned && outcome !== 'same'
      ? [{ ...planned, indicator: planned.indicator.id, revision: standing.revision + 1, isImported: true }]
      : [],
  );
  const written = await insertEntries(tx, entries, by);
  if (written < entries.length) throwRefusal('peace.value_moved');
  return { written, same: lines.length - written };
}
