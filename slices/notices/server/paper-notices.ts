// Who hears of a paper that was issued: of a brief whoever leads the centre of its area, of a circular each
// unit that it names, of a drawn sample each inspector whom it names; once. The events come from above, so
// their data is read here and nothing of those slices is known.
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PublishedEvent } from '../../../platform/server/events/event.ts';
import { listPeopleWith } from '../../people/server/public.ts';
import type { Addressee } from '../core/escalation.ts';
import { BRIEF_ISSUED, CIRCULAR_ISSUED, RECHECK_DRAWN } from '../core/rules.ts';
import type { Telling } from './tell-people.ts';

interface Paper {
  readonly id: Id;
  readonly revision: number;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly to: readonly Addressee[];
}

const toPeople = (ids: readonly Id[]): readonly Addressee[] =>
  ids.map((personId) => ({ unitId: null, personId }));

interface BriefData {
  readonly briefId: Id;
  readonly revision: number;
  readonly unitId: Id | null;
  readonly titleZh: string;
  readonly titleEn: string;
}

async function leadersOf(tx: Tx, unitId: Id | null): Promise<readonly Id[]> {
  if (unitId === null) return [];
  const people = await listPeopleWith(tx, { unitId, role: 'leader' });
  return [...new Set(people.map(({ personId }) => personId))];
}

async function briefIn(tx: Tx, data: unknown): Promise<Paper> {
  const { briefId, unitId, ...rest } = data as BriefData;
  const leaders = await leadersOf(tx, unitId);
  return { id: briefId, ...rest, to: toPeople(leaders) };
}

interface CircularData {
  readonly circularId: Id;
  readonly unitIds: readonly Id[];
  readonly title: string;
}

function circularIn(data: unknown): Paper {
  const { circularId, unitIds, title } = data as CircularData;
  const to = unitIds.map((unitId) => ({ unitId, personId: null }));
  return { id: circularId, revision: 1, titleZh: title, titleEn: title, to };
}

interface DrawnData {
  readonly drawId: Id;
  readonly personIds: readonly Id[];
  readonly titleZh: string;
  readonly titleEn: string;
}

function drawnIn(data: unknown): Paper {
  const { drawId, personIds, titleZh, titleEn } = data as DrawnData;
  return { id: drawId, revision: 1, titleZh, titleEn, to: toPeople(personIds) };
}

async function paperIn(tx: Tx, { kind, data }: PublishedEvent): Promise<Paper | undefined> {
  if (kind === BRIEF_ISSUED) return briefIn(tx, data);
  if (kind === RECHECK_DRAWN) return drawnIn(data);
  return kind === CIRCULAR_ISSUED ? circularIn(data) : undefined;
}

export async function paperNotices(tx: Tx, events: readonly PublishedEvent[]): Promise<Telling[]> {
  const tellings: Telling[] = [];
  for (const event of events) {
    const paper = await paperIn(tx, event);
    if (!paper) continue;
    const told = paper.to.map((addressee) => ({
      ...addressee,
      districtId: event.districtId,
      caseId: paper.id,
      caseNumber: '',
      itemName: paper.titleZh,
      itemNameEn: paper.titleEn,
      seq: paper.revision,
      kind: event.kind,
      isUrgent: false,
      state: null,
      holderUnitId: null,
      ackMinutes: null,
      level: 0,
      escalatesId: null,
      isNews: false,
    }));
    tellings.push(...told);
  }
  return tellings;
}
