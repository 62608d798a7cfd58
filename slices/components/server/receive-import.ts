// A file of components comes in pieces, is looked at, tried, run, cancelled. Each step may be repeated; what
// works on it afterwards is import-runner.ts.
import type { FileSystem } from '../../../kernel/formats/file-system.ts';
import type { Id } from '../../../kernel/id.ts';
import { tellRefusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Language } from '../../../platform/server/http/route.ts';
import { fieldOf } from '../core/columns.ts';
import {
  IMPORT_PIECE_BYTES,
  type ImportState,
  type ImportView,
  type ImportWords,
  mayDiscard,
  MOST_IMPORT_BYTES,
} from '../core/contract-imports.ts';
import { componentsPolicy } from '../core/policy.ts';
import { componentsRefusals } from '../core/refusals.ts';
import { tellFault } from '../core/row-fault.ts';
import { unreadable } from './files/byte-source.ts';
import { readRows } from './files/read-rows.ts';
import { announceImports } from './import-wake.ts';
import { piecesSource } from './pieces-source.ts';
import {
  deleteImport,
  findImport,
  type ImportRow,
  insertImport,
  insertPiece,
  listFaults,
  listImports,
  listPieces,
  lockImport,
  updateBegun,
  updateState,
} from './queries-imports.ts';

const PREVIEW_ROWS = 5;
const MOST_CELL = 80;
const MB = 1024 * 1024;

const piecesOf = ({ bytes, pieceBytes }: Pick<ImportRow, 'bytes' | 'pieceBytes'>): number =>
  Math.ceil(bytes / pieceBytes);

const mustImport = (actor: Actor, districtId: string) =>
  requireRight(componentsPolicy, actor, 'component.import', { areaPath: districtId });

/** A failure is told in words, whoever reads the list. */
function viewOf(row: ImportRow, lang: Language): ImportView {
  const { failure, personId: _by, ...rest } = row;
  const words = failure && componentsRefusals[failure.code as keyof typeof componentsRefusals];
  return {
    ...rest,
    pieces: piecesOf(row),
    failure: failure && words ? { code: failure.code, words: tellRefusal(words, failure.data, lang) } : null,
  };
}

/** Throws Refused `component.import_not_found`, `auth.not_allowed`. */
async function ownImport(tx: Tx, actor: Actor, id: Id, read = findImport): Promise<ImportRow> {
  const row = (await read(tx, id)) ?? throwRefusal('component.import_not_found');
  mustImport(actor, row.districtId);
  return row;
}

/** Throws Refused `component.file_unreadable`, `auth.not_allowed`. */
export async function beginImport(
  tx: Tx,
  actor: Actor,
  districtId: string,
  file: { fileName: string; bytes: number },
  lang: Language,
): Promise<ImportView> {
  mustImport(actor, districtId);
  if (file.bytes === 0) throw unreadable('empty');
  if (file.bytes > MOST_IMPORT_BYTES) {
    throw unreadable('too_large', { found: Math.ceil(file.bytes / MB), limit: MOST_IMPORT_BYTES / MB });
  }
  const personId = actor.kind === 'person' ? actor.personId : throwRefusal('auth.not_allowed');
  const id = tx.ids.next();
  await insertImport(tx, { ...file, id, districtId, personId, pieceBytes: IMPORT_PIECE_BYTES });
  return viewOf(await ownImport(tx, actor, id), lang);
}

/** The numbers that are safe now. Throws Refused `component.piece_unfit`. */
export async function putImportPiece(
  tx: Tx,
  actor: Actor,
  piece: { importId: Id; number: number; bytes: Uint8Array },
): Promise<readonly number[]> {
  const { importId, number, bytes } = piece;
  const row = await ownImport(tx, actor, importId, lockImport);
  const pieces = piecesOf(row);
  const due = number < pieces - 1 ? row.pieceBytes : row.bytes - row.pieceBytes * (pieces - 1);
  if (number >= pieces || bytes.length !== due) throwRefusal('component.piece_unfit', { number, due });
  if (row.state === 'receiving') await insertPiece(tx, importId, number, bytes);
  const have = await listPieces(tx, importId);
  if (row.state === 'receiving' && have.length === pieces) await updateState(tx, importId, 'received');
  return have;
}

export const readImport = async (tx: Tx, actor: Actor, id: Id, lang: Language): Promise<ImportView> =>
  viewOf(await ownImport(tx, actor, id), lang);

export async function readImports(tx: Tx, actor: Actor, districtId: string, limit: number, lang: Language) {
  mustImport(actor, districtId);
  return { imports: (await listImports(tx, districtId, limit)).map((row) => viewOf(row, lang)) };
}

const shown = (value: unknown): string =>
  value === null || value === undefined || typeof value === 'object' ? '' : String(value).slice(0, MOST_CELL);

/** What its columns are called, and what the first rows say. Throws Refused `component.file_unreadable`. */
export async function previewImport(tx: Tx, actor: Actor, id: Id) {
  const row = await ownImport(tx, actor, id);
  if (row.state === 'receiving' || row.state === 'done') throwRefusal('component.import_not_ready');
  const headings = new Set<string>();
  const rows: Record<string, string>[] = [];
  let hasGeometry = false;
  let told: FileSystem | undefined;
  for await (const { fields, geometry, system } of readRows(piecesSource((work) => work(tx), row))) {
    for (const heading of Object.keys(fields)) headings.add(heading);
    hasGeometry ||= geometry !== undefined;
    told ??= system;
    rows.push(Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, shown(value)])));
    if (rows.length >= PREVIEW_ROWS) break;
  }
  return {
    headings: [...headings].map((heading) => ({ heading, field: fieldOf(heading) ?? null })),
    hasGeometry,
    system: told ? { name: told.name, meridian: told.meridian, isSettled: told.isSettled } : null,
    rows,
  };
}

const MAY_RUN: readonly ImportState[] = ['received', 'judged', 'cancelled', 'failed'];

/** From its first row; what stands in the register already stays as it is. */
export async function runImport(
  tx: Tx,
  actor: Actor,
  id: Id,
  { isTrial, terms }: { isTrial: boolean; terms: ImportWords },
  lang: Language,
): Promise<ImportView> {
  const row = await ownImport(tx, actor, id, lockImport);
  const isWhole = (await listPieces(tx, id)).length === piecesOf(row);
  if (!MAY_RUN.includes(row.state) || !isWhole) throwRefusal('component.import_not_ready');
  await updateBegun(tx, id, isTrial ? 'judging' : 'writing', terms);
  tx.afterCommit(announceImports);
  return readImport(tx, actor, id, lang);
}

/** Rows that are written stay written. Cancelling what is over changes nothing. */
export async function cancelImport(tx: Tx, actor: Actor, id: Id, lang: Language): Promise<ImportView> {
  const row = await ownImport(tx, actor, id, lockImport);
  if (row.state === 'judging' || row.state === 'writing') await updateState(tx, id, 'cancelled');
  return readImport(tx, actor, id, lang);
}

/** Bytes and record: of what wrote nothing, nothing is missed. Throws Refused `component.import_kept`. */
export async function discardImport(tx: Tx, actor: Actor, id: Id): Promise<{ id: Id }> {
  const row = await ownImport(tx, actor, id, lockImport);
  if (!mayDiscard(row)) throwRefusal('component.import_kept');
  await deleteImport(tx, id);
  return { id };
}

export async function readFaults(
  tx: Tx,
  actor: Actor,
  id: Id,
  { after, limit }: { after?: number | undefined; limit: number },
  lang: Language,
) {
  await ownImport(tx, actor, id);
  const faults = await listFaults(tx, id, after ?? 0, limit);
  return {
    faults: faults.map((fault) => ({
      row: fault.row, field: fault.field, kind: fault.kind, reason: tellFault(fault, lang),
    })),
  };
}

const FAULTS_PAGE = 2_000;

/** The errors file, page by page: the row, the field, what is wrong and how to mend it. */
export async function* faultPages(
  tx: Tx,
  id: Id,
  lang: Language,
): AsyncGenerator<(string | number)[][]> {
  yield [lang === 'zh' ? ['行号', '字段', '问题与改法'] : ['row', 'field', 'what is wrong, how to mend it']];
  let after = 0;
  for (;;) {
    const page = await listFaults(tx, id, after, FAULTS_PAGE);
    yield page.map((fault) => [fault.row, fault.field, tellFault(fault, lang)]);
    after = page.at(-1)?.row ?? after;
    if (page.length < FAULTS_PAGE) return;
  }
}

/** Throws Refused `component.import_not_found`, `auth.not_allowed`. */
export async function mustReadFaults(tx: Tx, actor: Actor, id: Id): Promise<void> {
  await ownImport(tx, actor, id);
}

