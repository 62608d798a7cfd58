// What cases say of their things becomes the condition of the register (docs/decisions/0013), each word a
// line of the thing's history. Told by events, since the register knows no cases; told twice, a word is
// one line.
import { isUuid } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PublishedEvent } from '../../../platform/server/events/event.ts';
import { CONDITIONS } from '../core/condition.ts';
import { CASE_WORDS, conditionAfter, isNews, type SaidLine } from '../core/said-condition.ts';
import { listSaid, lockThing, writeSurveyed } from './queries-survey.ts';
import { lockRegister } from './queries-write.ts';
import { REGISTER_VERSION } from './register-version.ts';

type Said = SaidLine & { readonly caseSeq: number };

function saidBy({ caseId, data }: PublishedEvent): Said | undefined {
  const word = CASE_WORDS.find((one) => one === data.word);
  if (caseId === null || word === undefined || typeof data.seq !== 'number') return undefined;
  const condition = CONDITIONS.find((one) => one === data.condition) ?? null;
  return { caseId, word, caseSeq: data.seq, condition };
}

async function hear(tx: Tx, event: PublishedEvent): Promise<void> {
  const { componentId, number } = event.data;
  const said = saidBy(event);
  if (!said || typeof componentId !== 'string' || !isUuid(componentId)) return;
  // Of what is gone, too: when it is brought back it is as the cases say.
  const thing = await lockThing(tx, componentId);
  if (!thing) return;
  const lines = await listSaid(tx, componentId);
  if (!isNews(lines, thing.condition, said)) return;
  const condition = conditionAfter([...lines, said]);
  const { caseId, word, caseSeq } = said;
  await writeSurveyed(tx, {
    id: componentId,
    kind: 'condition',
    seenAt: null,
    isGone: null,
    name: null,
    condition,
    place: null,
    source: `案件 ${String(number)}`,
    by: 'system:components',
    data: { condition, word, said: said.condition, caseId, caseSeq, number },
  });
  if (condition !== thing.condition) await tx.snapshots.bump(tx, REGISTER_VERSION);
}

export async function hearCases(tx: Tx, events: readonly PublishedEvent[]): Promise<void> {
  // Imports write many rows in their own order: one of the two waits for the other as a whole.
  const districts = [...new Set(events.map(({ districtId }) => districtId))].sort();
  for (const districtId of districts) await lockRegister(tx, districtId);
  for (const event of events) await hear(tx, event);
}
