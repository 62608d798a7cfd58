// A stored file made ready to be written: read once to its end, so that its codes are known, its length can
// be told and nothing of a broken file is written; then read again, stretch by stretch, past what is done.
import { systemOfEpsg } from '../../../kernel/formats/file-system.ts';
import { type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Database } from '../../../platform/server/db/tx.ts';
import { Refused } from '../../../platform/server/http/refused.ts';
import { CODE_SCHEMES, declaredOf } from '../core/code-scheme.ts';
import { type Field, fieldsIn, type Mapping } from '../core/columns.ts';
import type { ImportWords } from '../core/contract-imports.ts';
import { FilePlan, type ImportPlan } from '../core/plan-import.ts';
import type { ImportTerms, SourceRow } from '../core/read-row.ts';
import type { DeclaredClasses } from './declared-classes.ts';
import { unreadable } from './files/byte-source.ts';
import { readRows } from './files/read-rows.ts';
import { piecesSource } from './pieces-source.ts';
import type { ImportRow } from './queries-imports.ts';
import { unitsByWord } from './units-by-word.ts';

/** Rows a transaction: a second of work at most, so that nothing waits long and little is done again. */
export const STRETCH_ROWS = 2_000;
export const MOST_ROWS = 1_000_000;
const TOLD_EVERY = 20_000;

export interface Stretch {
  /** Rows before it. */
  readonly from: number;
  readonly count: number;
  readonly plan: ImportPlan;
  readonly isLast: boolean;
}

export interface OpenFile {
  readonly row: ImportRow;
  readonly terms: ImportTerms;
  readonly words: ImportWords;
  readonly plan: FilePlan;
  readonly fields: ReadonlySet<Field>;
  readonly rowsTotal: number;
  readonly next: () => Promise<Stretch>;
  readonly close: () => Promise<void>;
}

export function mappingOf({ columns, constants }: ImportWords): Mapping {
  return {
    columns: Object.fromEntries(columns.map(({ field, headings }) => [field, headings])),
    constants: Object.fromEntries(constants.map(({ field, value }) => [field, value])),
  };
}

const tooMany = (): Refusal =>
  refuse('component.too_many_rows', { rows: `> ${MOST_ROWS}`, limit: MOST_ROWS });

interface Noted {
  readonly rowsTotal: number;
  readonly headings: readonly string[];
}

/** Undefined where somebody has taken it away meanwhile. */
async function noteAll(
  rows: AsyncIterable<SourceRow>,
  plan: FilePlan,
  tell: (rowsTotal: number) => Promise<boolean>,
): Promise<Noted | undefined> {
  let rowsTotal = 0;
  const headings = new Set<string>();
  for await (const row of rows) {
    plan.note(row);
    for (const heading in row.fields) headings.add(heading);
    rowsTotal += 1;
    if (rowsTotal > MOST_ROWS) throw new Refused(tooMany());
    if (rowsTotal % TOLD_EVERY === 0 && !(await tell(rowsTotal))) return undefined;
  }
  if (rowsTotal === 0) throw unreadable('no_rows');
  return (await tell(rowsTotal)) ? { rowsTotal, headings: [...headings] } : undefined;
}

async function take(rows: AsyncGenerator<SourceRow>, most: number): Promise<SourceRow[]> {
  const taken: SourceRow[] = [];
  while (taken.length < most) {
    const next = await rows.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

interface Opening {
  readonly database: Database;
  readonly declared: DeclaredClasses;
}

async function termsOf({ database, declared }: Opening, districtId: string, words: ImportWords) {
  const scheme = CODE_SCHEMES[words.scheme];
  const [units, classes] = await database.read(async (tx) =>
    [await unitsByWord(tx, districtId), await declared(tx, districtId)] as const,
  );
  return {
    districtId,
    scheme,
    crs: words.crs === 'CGCS2000' ? 'WGS84' : words.crs,
    plane: words.plane === undefined ? undefined : systemOfEpsg(words.plane),
    samePlaceMetres: words.samePlaceMetres,
    unitIdOf: (text) => units.get(text),
    listedClasses: declaredOf(scheme, classes),
    mapping: mappingOf(words),
  } satisfies ImportTerms;
}

/** Throws Refused as the readers do; undefined where `tell` says that it is no longer ours. */
export async function openFile(
  opening: Opening,
  row: ImportRow,
  tell: (rowsTotal: number) => Promise<boolean>,
): Promise<OpenFile | undefined> {
  const words = row.terms;
  if (!words) return undefined;
  const { database } = opening;
  const terms = await termsOf(opening, row.districtId, words);
  const plan = new FilePlan(terms);
  const source = piecesSource((work) => database.read(work), row);
  const noted = await noteAll(readRows(source), plan, tell);
  if (!noted) return undefined;
  const { rowsTotal } = noted;
  const rows = readRows(source);
  let position = 0;
  while (position < row.rowsDone) {
    const passed = await take(rows, Math.min(STRETCH_ROWS, row.rowsDone - position));
    if (passed.length === 0) break;
    plan.plan(passed);
    position += passed.length;
  }
  return {
    row,
    terms,
    words,
    plan,
    rowsTotal,
    fields: fieldsIn(noted.headings, terms.mapping),
    next: async () => {
      const taken = await take(rows, STRETCH_ROWS);
      const from = position;
      position += taken.length;
      return { from, count: taken.length, plan: plan.plan(taken), isLast: position >= rowsTotal };
    },
    close: async () => {
      await rows.return(undefined);
    },
  };
}
