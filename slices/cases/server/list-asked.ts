// What waits for the reader's word: extensions, suspensions, consultations, forced closings, overdue appeals.
// Whether it is theirs to answer is never guessed from a role: the flow is asked, as for every button.
import type { Actor, Post } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { namesOf } from '../../people/server/public.ts';
import { abilities } from '../core/abilities.ts';
import type { CaseFile } from '../core/case-file.ts';
import { askedView } from '../core/case-view.ts';
import { type AskedItem, type AskedList, MOST_ASKED } from '../core/contract-asked.ts';
import { edgeOf } from '../core/flow.ts';
import { flowNamed } from '../core/flows.ts';
import type { Context } from '../core/moment.ts';
import type { StoredCase } from './case-row.ts';
import { listAskedCases } from './queries-asked.ts';
import { contextOfReading } from './read-world.ts';

/** Which questions a reader may answer now, by which action; taking one back answers nothing. */
function answersOf(file: CaseFile, context: Context): ReadonlyMap<string, string> {
  const flow = flowNamed(file.flow);
  const answering = abilities(flow, file, context).flatMap(({ action }) => edgeOf(flow, action) ?? [])
    .filter((edge) => edge.answers !== undefined && edge.ifYes !== undefined || edge.answers === 'consult');
  return new Map(answering.map((edge) => [edge.answers ?? '', edge.action]));
}

interface Waiting {
  readonly stored: StoredCase;
  readonly context: Context;
  readonly answers: ReadonlyMap<string, string>;
}

async function itemsOf(tx: Tx, waiting: readonly Waiting[]): Promise<AskedItem[]> {
  const people = waiting.flatMap(({ stored }) =>
    stored.file.asks.flatMap(({ byPersonId, toPersonId }) => [byPersonId ?? [], toPersonId ?? []].flat()));
  const names = await namesOf(tx, [...new Set(people)]);
  return waiting.flatMap(({ stored, context, answers }) => {
    const { of, asks } = askedView(stored.file, stored.version, context, names);
    return asks.flatMap((ask) => {
      const action = answers.get(ask.kind);
      return action === undefined ? [] : [{ of, ask, action }];
    });
  });
}

/** The longest waiting first. */
export async function listAsked(tx: Tx, actor: Actor): Promise<AskedList> {
  const posts: readonly Post[] = actor.kind === 'person' ? actor.posts : [];
  const personId = actor.kind === 'person' ? actor.personId : null;
  if (personId === null || posts.length === 0) return { items: [], isMore: false };
  const found = await listAskedCases(tx, {
    districtIds: [...new Set(posts.map(({ areaPath }) => areaPath.slice(0, 6)))],
    unitIds: [...new Set(posts.map(({ unitId }) => unitId))], personId, limit: MOST_ASKED + 1,
  });
  const waiting: Waiting[] = [];
  for (const stored of found.slice(0, MOST_ASKED)) {
    const context = await contextOfReading(tx, actor, stored.file.districtId);
    const answers = answersOf(stored.file, context);
    if (answers.size > 0) waiting.push({ stored, context, answers });
  }
  const items = await itemsOf(tx, waiting);
  return {
    items: items.sort((a, b) => (a.ask.at < b.ask.at ? -1 : 1)), isMore: found.length > MOST_ASKED,
  };
}
