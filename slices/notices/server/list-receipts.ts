// notice.receipts: for those who answer for a case, who of the people that an urgent notice was for has read
// it, who has acknowledged, and to whom it went up. Names of staff only; nobody's other notices.
import { MINUTE } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { flowNamed } from '../../cases/core/flows.ts';
import { mayRead } from '../../cases/core/visibility.ts';
import { findCaseFile } from '../../cases/server/public.ts';
import { namesOf, type UnitDirectory, unitDirectory } from '../../people/server/public.ts';
import type { NoticeReceipt, ReceiptList } from '../core/contract.ts';
import { noticesPolicy } from '../core/policy.ts';
import { tellKind } from '../core/push-payload.ts';
import { listOfCase, listReaders, type ReaderRow } from './queries.ts';
import { peopleOfNotice } from './tell-people.ts';

type Row = Awaited<ReturnType<typeof listOfCase>>[number];
type Names = ReadonlyMap<Id, string>;

interface World {
  readonly rows: readonly Row[];
  readonly readers: readonly ReaderRow[];
  readonly names: Names;
  readonly directory: UnitDirectory;
  /** By audience: many notices are for the same unit. */
  readonly peopleOf: ReadonlyMap<string, readonly Id[]>;
}

const asNotice = (row: Row) => ({
  unitId: row.unit_id,
  personId: row.person_id,
  isForAnswerers: row.is_for_answerers,
});
const audienceOf = (row: Row): string => `${row.unit_id} ${row.person_id} ${row.is_for_answerers}`;
const isoOrNull = (at: Instant | null): string | null => (at === null ? null : toIso(at));

async function readWorld(tx: Tx, caseId: Id): Promise<World> {
  const rows = await listOfCase(tx, caseId);
  const readers =
    rows.length > 0
      ? await listReaders(
          tx,
          rows.map(({ id }) => id),
        )
      : [];
  const peopleOf = new Map<string, readonly Id[]>();
  for (const row of rows) {
    const key = audienceOf(row);
    if (!peopleOf.has(key)) peopleOf.set(key, await peopleOfNotice(tx, asNotice(row)));
  }
  const people = [...rows.flatMap((row) => row.person_id ?? []), ...readers.map(({ personId }) => personId)];
  const names = await namesOf(tx, [...new Set(people)]);
  return { rows, readers, names, peopleOf, directory: await unitDirectory(tx) };
}

function receiptOf(row: Row, { rows, readers, names, peopleOf, directory }: World): NoticeReceipt {
  const mine = readers.filter(({ noticeId }) => noticeId === row.id);
  const unit = directory.unit(row.unit_id ?? '');
  const people = row.is_held ? [] : (peopleOf.get(audienceOf(row)) ?? []);
  const first = rows.find(({ id }) => id === row.escalates_id);
  const waited = first ? Math.round((row.created_at - first.created_at) / MINUTE) : null;
  const words = (lang: 'zh' | 'en') => tellKind(lang, row.kind, first?.kind ?? null, waited);
  const name = unit?.name ?? names.get(row.person_id ?? '') ?? '';
  const nameOf = (personId: Id) => names.get(personId) ?? '';
  return {
    id: row.id,
    kind: row.kind,
    zh: words('zh'),
    en: words('en'),
    level: row.level,
    to: { kind: row.unit_id === null ? 'person' : 'unit', name, nameEn: unit?.nameEn ?? name },
    createdAt: toIso(row.created_at),
    ackDueAt: row.ack_due_at === null ? null : toIso(row.ack_due_at),
    isOver: row.ack_over_at !== null,
    dutyRank: row.duty_rank,
    isHeld: row.is_held,
    heldFrom: isoOrNull(row.held_from),
    heldUntil: isoOrNull(row.held_until),
    nextHeldUntil: row.ack_over_at === null ? isoOrNull(row.next_held_until) : null,
    // Whoever read it counts among those it was for, also after they left the unit.
    peopleCount: new Set([...people, ...mine.map(({ personId }) => personId)]).size,
    readers: mine.map(({ personId, readAt }) => ({ name: nameOf(personId), at: toIso(readAt) })),
    acknowledgements: mine.flatMap(({ personId, acknowledgedAt }) =>
      acknowledgedAt === null ? [] : [{ name: nameOf(personId), at: toIso(acknowledgedAt) }],
    ),
  };
}

/** Urgent notices of the case, newest first, and where it stands. */
export async function listReceipts(tx: Tx, actor: Actor, caseId: Id): Promise<ReceiptList> {
  const file = await findCaseFile(tx, caseId);
  if (!file || !mayRead(actor, file)) return throwRefusal('cases.not_found');
  const target = { areaPath: file.place.areaPath, ...(file.unitId ? { unitId: file.unitId } : {}) };
  requireRight(noticesPolicy, actor, 'notice.receipts', target);
  const world = await readWorld(tx, caseId);
  const state = flowNamed(file.flow).states[file.state];
  return {
    receipts: world.rows.map((row) => receiptOf(row, world)),
    stateZh: state?.zh ?? file.state,
    stateEn: state?.en ?? file.state,
  };
}
