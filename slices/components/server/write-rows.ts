// A stretch of planned rows into a district's register: places and codes are judged against what the store
// knows, the right ones are written (or only counted), the wrong ones come back with the way to mend them.
import { distanceMetres } from '../../../kernel/geo.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { locate } from '../../areas/server/public.ts';
import { type CodeScheme, formatCode, lastSequence, parseCode } from '../core/code-scheme.ts';
import type { Field } from '../core/columns.ts';
import type { ComponentDraft } from '../core/component.ts';
import type { FileCodes } from '../core/file-memory.ts';
import { type ImportPlan, placeData } from '../core/plan-import.ts';
import type { RowFault } from '../core/row-fault.ts';
import {
  type ComponentWrite,
  judgeComponents,
  listGoneCodes,
  listLastCodes,
  listNeighbours,
  type Neighbour,
  writeComponents,
} from './queries-write.ts';
import { REGISTER_VERSION } from './register-version.ts';

export interface WriteTerms {
  readonly districtId: string;
  readonly scheme: CodeScheme;
  readonly samePlaceMetres: number;
  /** Where the rows come from, kept in the history. */
  readonly source: string;
  readonly by: string;
  /** The codes of the whole file. */
  readonly codes: FileCodes;
  /** What the file says something about; left out: everything. */
  readonly fields?: ReadonlySet<Field>;
  /** Nothing is written, all is counted. */
  readonly isTrial: boolean;
}

export interface Written {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Written, but in no grid of the boundaries in force. */
  readonly outside: readonly { readonly row: number; readonly code: string; readonly name: string }[];
  /** In the order of rows. */
  readonly refused: readonly RowFault[];
}

interface WrittenRows extends Written {
  /** Of the rows that were taken, in their order. */
  readonly codes: readonly string[];
}

interface Judged {
  readonly drafts: readonly ComponentDraft[];
  readonly faults: readonly RowFault[];
}

/** What a survey found gone comes back by a survey, never by an old file. */
async function judgeGone(
  tx: Tx,
  { districtId }: WriteTerms,
  all: readonly ComponentDraft[],
): Promise<Judged> {
  const codes = all.flatMap(({ code }) => code ?? []);
  const gone = await listGoneCodes(tx, districtId, codes);
  const isGone = ({ code }: ComponentDraft) => code !== null && gone.has(code);
  const faults = all.filter(isGone).map(
    ({ row, code }): RowFault => ({
      row,
      kind: 'is_gone',
      field: 'code',
      data: { found: code ?? '' },
    }),
  );
  return { drafts: faults.length === 0 ? all : all.filter((draft) => !isGone(draft)), faults };
}

/** A codeless row on the spot of a known thing that reads the same is that thing. */
const isSameThing = (draft: ComponentDraft, known: Neighbour): boolean =>
  draft.code === null && draft.externalCode === known.externalCode && draft.name === known.name;

async function judgePlaces(tx: Tx, terms: WriteTerms, all: readonly ComponentDraft[]): Promise<Judged> {
  const { districtId, samePlaceMetres: metres, codes } = terms;
  if (metres <= 0) return { drafts: all, faults: [] };
  const drafts: ComponentDraft[] = [];
  const faults: RowFault[] = [];
  const neighbours = new Map<number, Neighbour[]>();
  for (const found of await listNeighbours(tx, districtId, all, metres)) {
    neighbours.set(found.row, [...(neighbours.get(found.row) ?? []), found]);
  }
  for (const draft of all) {
    // A known thing that the same file moves elsewhere is in nobody's way.
    const near = neighbours
      .get(draft.row)
      ?.filter((found) => !codes.has(found.code) && distanceMetres(found, draft.point) < metres);
    const known = near?.find((found) => isSameThing(draft, found)) ?? near?.[0];
    if (!known) drafts.push(draft);
    else if (isSameThing(draft, known)) drafts.push({ ...draft, code: known.code });
    else {
      const data = placeData(known.code, metres);
      faults.push({ row: draft.row, kind: 'duplicate_place', field: 'geometry', data });
    }
  }
  return { drafts, faults };
}

type Coded = ComponentDraft & { readonly code: string };

/** Gives the codeless the next numbers of their class, after those of the store and of the file. */
async function giveCodes(
  tx: Tx,
  { districtId, scheme, codes }: WriteTerms,
  all: readonly ComponentDraft[],
): Promise<{ drafts: Coded[]; faults: RowFault[] }> {
  const codeless = new Set(all.filter((draft) => draft.code === null).map((draft) => draft.classCode));
  if (codeless.size > 0) {
    for (const { classCode, code } of await listLastCodes(tx, districtId, [...codeless])) {
      codes.raise(classCode, parseCode(scheme, code)?.sequence ?? 0);
    }
  }
  const drafts: Coded[] = [];
  const faults: RowFault[] = [];
  for (const draft of all) {
    const { classCode, row } = draft;
    if (draft.code !== null) {
      drafts.push({ ...draft, code: draft.code });
      continue;
    }
    const sequence = codes.lastOf(classCode) + 1;
    if (sequence > lastSequence(scheme)) {
      faults.push({ row, kind: 'class_full', field: 'classCode', data: { classCode } });
      continue;
    }
    codes.raise(classCode, sequence);
    drafts.push({ ...draft, code: formatCode(scheme, { districtId, classCode, sequence }) });
  }
  return { drafts, faults };
}

/** For what is only counted. */
const NO_ID = '00000000-0000-0000-0000-000000000000';

async function toWrite(tx: Tx, { districtId, isTrial }: WriteTerms, draft: Coded): Promise<ComponentWrite> {
  const located = await locate(tx, draft.point);
  const isHere = !isRefusal(located) && located.districtId === districtId;
  const [id, changeId] = isTrial ? [NO_ID, NO_ID] : [tx.ids.next(), tx.ids.next()];
  return { ...draft, id, changeId, areaPath: isHere ? located.areaPath : null };
}

/** The caller holds the register's lock (`lockRegister`). */
export async function writeRows(tx: Tx, terms: WriteTerms, plan: ImportPlan): Promise<WrittenRows> {
  const { districtId, scheme, source, by, fields } = terms;
  const standing = await judgeGone(tx, terms, plan.drafts);
  const placed = await judgePlaces(tx, terms, standing.drafts);
  const coded = await giveCodes(tx, terms, placed.drafts);
  const writes = await Promise.all(coded.drafts.map((draft) => toWrite(tx, terms, draft)));
  const batch = { districtId, scheme: scheme.id, source, by, writes, ...(fields ? { fields } : {}) };
  const { added, updated } = await (terms.isTrial ? judgeComponents : writeComponents)(tx, batch);
  if (!terms.isTrial && added + updated > 0) await tx.snapshots.bump(tx, REGISTER_VERSION);
  const outside = writes.filter(({ areaPath }) => areaPath === null);
  return {
    added,
    updated,
    unchanged: writes.length - added - updated,
    codes: writes.map(({ code }) => code),
    outside: outside.map(({ row, code, name }) => ({ row, code, name })),
    refused: [...plan.faults, ...standing.faults, ...placed.faults, ...coded.faults].sort(
      (a, b) => a.row - b.row,
    ),
  };
}
