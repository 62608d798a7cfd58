// Brings rows of things into a district's register: rows that are right are written, rows that are wrong come
// back with the way to mend them. Importing the same file again changes nothing.
import { distanceMetres } from '../../../kernel/geo.ts';
import { type Id, isUuid } from '../../../kernel/id.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { locate } from '../../areas/server/public.ts';
import {
  CODE_SCHEMES,
  type CodeScheme,
  type CodeSchemeId,
  formatCode,
  lastSequence,
  parseCode,
} from '../core/code-scheme.ts';
import type { ComponentDraft } from '../core/component.ts';
import {
  type ImportTerms,
  placeData,
  planImport,
  SAME_PLACE_METRES,
  type SourceRow,
} from '../core/plan-import.ts';
import type { RowFault } from '../core/row-fault.ts';
import {
  type ComponentWrite,
  listLastCodes,
  listNeighbours,
  lockRegister,
  type Neighbour,
  refreshStatistics,
  writeComponents,
} from './queries.ts';
import { foldChanges } from './queries-tiles.ts';
import { REGISTER_VERSION } from './register-version.ts';

export interface ComponentImport {
  readonly districtId: string;
  readonly rows: readonly SourceRow[];
  /** Which system the coordinates are in; never guessed. */
  readonly crs: ImportTerms['crs'];
  readonly scheme?: CodeSchemeId;
  /** Where the rows come from, kept in the history. */
  readonly source: string;
  readonly by: string;
  /** The unit that a cell names; by default only ids are understood. */
  readonly unitIdOf?: (text: string) => Id | undefined;
  readonly samePlaceMetres?: number;
  /** Class codes by the words the rows use for them. */
  readonly classWords?: Readonly<Record<string, string>>;
}

export interface ImportResult {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Written, but in no grid of the boundaries in force. */
  readonly outside: readonly { readonly row: number; readonly code: string; readonly name: string }[];
  readonly refused: readonly RowFault[];
}

const BATCH_ROWS = 1_000;

function* batchesOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += BATCH_ROWS) yield items.slice(from, from + BATCH_ROWS);
}

type Judged = { readonly drafts: readonly ComponentDraft[]; readonly faults: readonly RowFault[] };

/** A codeless row on the spot of a known thing that reads the same is that thing. */
const isSameThing = (draft: ComponentDraft, known: Neighbour): boolean =>
  draft.code === null && draft.externalCode === known.externalCode && draft.name === known.name;

async function judgePlaces(
  tx: Tx,
  districtId: string,
  all: readonly ComponentDraft[],
  metres: number,
): Promise<Judged> {
  if (metres <= 0) return { drafts: all, faults: [] };
  // A known thing that the same file moves elsewhere is in nobody's way.
  const inFile = new Set(all.map((draft) => draft.code));
  const drafts: ComponentDraft[] = [];
  const faults: RowFault[] = [];
  for (const batch of batchesOf(all)) {
    const neighbours = new Map<number, Neighbour[]>();
    for (const found of await listNeighbours(tx, districtId, batch, metres)) {
      neighbours.set(found.row, [...(neighbours.get(found.row) ?? []), found]);
    }
    for (const draft of batch) {
      const known = neighbours
        .get(draft.row)
        ?.find((found) => !inFile.has(found.code) && distanceMetres(found, draft.point) < metres);
      if (!known) drafts.push(draft);
      else if (isSameThing(draft, known)) drafts.push({ ...draft, code: known.code });
      else {
        const data = placeData(known.code, metres);
        faults.push({ row: draft.row, kind: 'duplicate_place', field: 'geometry', data });
      }
    }
  }
  return { drafts, faults };
}

interface Coded {
  readonly drafts: readonly (ComponentDraft & { readonly code: string })[];
  readonly faults: readonly RowFault[];
}

/** Gives the codeless the next numbers of their class, after those of the store and of the file. */
async function giveCodes(
  tx: Tx,
  districtId: string,
  scheme: CodeScheme,
  all: readonly ComponentDraft[],
): Promise<Coded> {
  const last = new Map<string, number>();
  const raise = (code: string) => {
    const parts = parseCode(scheme, code);
    if (parts) last.set(parts.classCode, Math.max(last.get(parts.classCode) ?? 0, parts.sequence));
  };
  const codeless = new Set(all.filter((draft) => draft.code === null).map((draft) => draft.classCode));
  for (const row of await listLastCodes(tx, districtId, [...codeless])) raise(row.code);
  for (const draft of all) if (draft.code !== null) raise(draft.code);
  const drafts: (ComponentDraft & { code: string })[] = [];
  const faults: RowFault[] = [];
  for (const draft of all) {
    const { classCode, row } = draft;
    if (draft.code !== null) {
      drafts.push({ ...draft, code: draft.code });
      continue;
    }
    const sequence = (last.get(classCode) ?? 0) + 1;
    if (sequence > lastSequence(scheme)) {
      faults.push({ row, kind: 'class_full', field: 'classCode', data: { classCode } });
      continue;
    }
    last.set(classCode, sequence);
    drafts.push({ ...draft, code: formatCode(scheme, { districtId, classCode, sequence }) });
  }
  return { drafts, faults };
}

async function toWrite(
  tx: Tx,
  districtId: string,
  draft: ComponentDraft & { code: string },
): Promise<ComponentWrite> {
  const located = await locate(tx, draft.point);
  const isHere = !isRefusal(located) && located.districtId === districtId;
  return { ...draft, id: tx.ids.next(), changeId: tx.ids.next(), areaPath: isHere ? located.areaPath : null };
}

export async function importComponents(tx: Tx, load: ComponentImport): Promise<ImportResult> {
  const { districtId, source, by } = load;
  const scheme = CODE_SCHEMES[load.scheme ?? 'classic'];
  const samePlaceMetres = load.samePlaceMetres ?? SAME_PLACE_METRES;
  const unitIdOf = load.unitIdOf ?? ((text: string) => (isUuid(text) ? text : undefined));
  const words = load.classWords ? { classWords: load.classWords } : {};
  const terms: ImportTerms = { districtId, scheme, crs: load.crs, samePlaceMetres, unitIdOf, ...words };
  const plan = planImport(load.rows, terms);
  await lockRegister(tx, districtId);
  const placed = await judgePlaces(tx, districtId, plan.drafts, samePlaceMetres);
  const coded = await giveCodes(tx, districtId, scheme, placed.drafts);
  let added = 0;
  let updated = 0;
  const outside: { row: number; code: string; name: string }[] = [];
  let written = 0;
  for (const batch of batchesOf(coded.drafts)) {
    // At 1,000 rows and at every tenfold: often enough for the planner, seldom enough to cost nothing.
    if (written === BATCH_ROWS || written === 10 * BATCH_ROWS) await refreshStatistics(tx);
    const writes = await Promise.all(batch.map((draft) => toWrite(tx, districtId, draft)));
    for (const { row, code, name, areaPath } of writes)
      if (areaPath === null) outside.push({ row, code, name });
    const counts = await writeComponents(tx, { districtId, scheme: scheme.id, source, by, writes });
    added += counts.added;
    updated += counts.updated;
    written += writes.length;
  }
  if (added + updated > 0) await tx.snapshots.bump(tx, REGISTER_VERSION);
  if (written > BATCH_ROWS) await foldChanges(tx, districtId);
  const refused = [...plan.faults, ...placed.faults, ...coded.faults].sort((a, b) => a.row - b.row);
  return { added, updated, unchanged: coded.drafts.length - added - updated, outside, refused };
}
