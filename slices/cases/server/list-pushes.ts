// What was pushed in an area, by people and by the ladder, with the answers: cut to what the reader may see.
import { isUuid } from '../../../kernel/id.ts';
import { type Instant, isWritable, toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { namesOf, unitDirectory } from '../../people/server/public.ts';
import type { PushesQuery, PushItem, PushList } from '../core/contract-figures.ts';
import { marksAt } from '../core/figures.ts';
import { PUSH_STATES } from '../core/push-states.ts';
import { casesPolicy } from '../core/policy.ts';
import { sightOf } from '../core/visibility.ts';
import { unitRef } from '../core/case-view.ts';
import { listedCases } from './listed-case.ts';
import { getListRows, scopesOf } from './queries-lists.ts';
import { listPushRows, type PushCursor, type PushesAsked, type PushRow } from './queries-pushes.ts';

const PAGE = 30;

function readCursor(text: string | undefined): PushCursor | undefined {
  if (!text) return undefined;
  const [at = '', caseId = '', seq = ''] = text.split('_');
  if (!/^\d{1,15}$/.test(at) || !isWritable(Number(at)) || !isUuid(caseId) || !/^\d{1,6}$/.test(seq)) {
    throwRefusal('cases.field_invalid', { action: 'list_pushes', field: 'cursor' });
  }
  return { at: Number(at), caseId, seq: Number(seq) };
}

function pushedBy(actor: Actor, by: PushesQuery['by']): PushesAsked['by'] {
  if (by === 'ladder') return 'ladder';
  if (by !== 'me' || actor.kind !== 'person') return undefined;
  return { personId: actor.personId, postIds: actor.posts.map((post) => post.id) };
}

async function itemsOf(tx: Tx, actor: Actor, rows: readonly PushRow[]): Promise<PushItem[]> {
  const directory = await unitDirectory(tx);
  const names = await namesOf(tx, [...new Set(
    rows.flatMap((row) => [row.person_id, row.answer_person_id].filter((id) => id !== null)))]);
  const found = await getListRows(tx, [...new Set(rows.map((row) => row.case_id))]);
  const cases = new Map((await listedCases(tx, actor, [...found.values()])).map((one) => [one.id, one]));
  const items: PushItem[] = [];
  for (const row of rows) {
    const of = cases.get(row.case_id);
    if (!of) continue;
    items.push({
      seq: row.seq, kind: row.push.kind, at: toIso(row.at), state: row.state, words: row.words ?? '',
      answerBy: row.push.answerBy === null ? null : toIso(row.push.answerBy),
      isAutomatic: row.action === 'climb', name: names.get(row.person_id ?? '') ?? null,
      unit: unitRef(directory, row.unit_id), to: unitRef(directory, row.push.toUnitId),
      answer: row.answer_seq === null || row.answered_at === null ? null : {
        seq: row.answer_seq, at: toIso(row.answered_at), words: row.answer?.words ?? '',
        photoIds: [...(row.answer?.photoIds ?? [])], name: names.get(row.answer_person_id ?? '') ?? null,
        unit: unitRef(directory, row.answer_unit_id),
      },
      of,
    });
  }
  return items;
}

/** Where the period begins in the district's own time; undefined where none is asked for. */
async function startOf(tx: Tx, { areaPath, period }: PushesQuery): Promise<Instant | undefined> {
  if (period === undefined) return undefined;
  const { data } = await calendarFor(tx, areaPath.slice(0, 6));
  return marksAt(tx.now, data.offsetMinutes, period).from;
}

export async function listPushes(tx: Tx, actor: Actor, query: PushesQuery): Promise<PushList> {
  const { areaPath } = query;
  const state = PUSH_STATES.find((one) => one === query.state);
  requireRight(casesPolicy, actor, 'case.list_pushes', { areaPath });
  const limit = query.limit ?? PAGE;
  const rows = await listPushRows(tx, {
    areaPath, scopes: scopesOf(sightOf(actor), { areaPath }), state,
    isInTime: query.isInTime, kind: query.kind, toUnitId: query.toUnitId, from: await startOf(tx, query),
    by: pushedBy(actor, query.by), after: readCursor(query.cursor), limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await itemsOf(tx, actor, shown),
    nextCursor: rows.length > limit && last ? `${last.at}_${last.case_id}_${last.seq}` : null,
  };
}
