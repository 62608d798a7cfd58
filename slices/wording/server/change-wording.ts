// wording.change: the reasons of a form at once, a phrase more, a phrase less; each on record with what it
// was before.
import { assert } from '../../../kernel/assert.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { factOf, factsOf, same, textFact, type Words } from '../../changes/core/change.ts';
import { recordChanges } from '../../changes/server/public.ts';
import type { ReasonWording, StandardText } from '../core/contract.ts';
import { wordingPolicy } from '../core/policy.ts';
import { insertText, listReasons, markTextRemoved, upsertReason } from './queries.ts';

function requirePerson(actor: Actor, districtId: string): Id {
  requireRight(wordingPolicy, actor, 'wording.change', { areaPath: districtId });
  assert(actor.kind === 'person', 'the policy lets only people change words');
  return actor.personId;
}

const OFFERED: Words = { zh: '提供', en: 'offered' };
const NOT_OFFERED: Words = { zh: '不提供', en: 'not offered' };
const offer = (isOffered: boolean): Words => (isOffered ? OFFERED : NOT_OFFERED);

export interface ReasonsChange {
  readonly action: string;
  readonly field: string;
  readonly reasons: readonly Omit<ReasonWording, 'action' | 'field'>[];
  readonly why?: string;
}

/** Throws Refused `wording.none_offered`, `wording.reason_changed`. */
export async function changeReasons(
  tx: Tx,
  actor: Actor,
  districtId: string,
  change: ReasonsChange,
): Promise<void> {
  const by = requirePerson(actor, districtId);
  const { action, field, reasons, why } = change;
  if (!reasons.some((reason) => reason.isOffered)) throwRefusal('wording.none_offered');
  const kept = await listReasons(tx, districtId);
  for (const reason of reasons) {
    const before = kept.find(
      (row) => row.action === action && row.field === field && row.code === reason.code,
    );
    if (reason.version !== (before?.version ?? 0)) throwRefusal('wording.reason_changed');
    const facts = factsOf(
      factOf({ zh: '是否提供', en: 'on offer' }, offer(before?.isOffered ?? true), offer(reason.isOffered)),
      textFact({ zh: '中文', en: 'in Chinese' }, before?.zh, reason.zh),
      textFact({ zh: '英文', en: 'in English' }, before?.en, reason.en),
    );
    if (facts.length === 0) continue;
    const isWritten = await upsertReason(tx, districtId, { ...reason, action, field }, by);
    if (!isWritten) throwRefusal('wording.reason_changed');
    const title = { zh: '修改原因', en: 'Reason changed' };
    const subject = {
      kind: 'reason',
      id: `${action}:${field}:${reason.code}`,
      name: reason.zh || reason.code,
    };
    const said = why === undefined ? {} : { why };
    await recordChanges(tx, actor, [
      { operation: 'wording.change', title, areaPath: districtId, subject, facts, ...said },
    ]);
  }
}

async function record(
  tx: Tx,
  actor: Actor,
  districtId: string,
  text: StandardText,
  isNew: boolean,
): Promise<void> {
  const title = isNew
    ? { zh: '新增常用语', en: 'Phrase added' }
    : { zh: '删除常用语', en: 'Phrase taken away' };
  const words = same(text.words);
  const facts = factsOf(factOf({ zh: '常用语', en: 'phrase' }, isNew ? null : words, isNew ? words : null));
  const subject = { kind: 'phrase', id: text.id, name: text.words.slice(0, 40) };
  await recordChanges(tx, actor, [
    { operation: 'wording.change', title, areaPath: districtId, subject, facts },
  ]);
}

/** Throws Refused `wording.text_exists`. */
export async function addText(tx: Tx, actor: Actor, districtId: string, text: Omit<StandardText, 'id'>) {
  const by = requirePerson(actor, districtId);
  const row = { ...text, words: text.words.trim(), id: tx.ids.next() };
  if (!(await insertText(tx, districtId, row, by))) throwRefusal('wording.text_exists');
  await record(tx, actor, districtId, row, true);
  return { id: row.id };
}

/** Throws Refused `wording.text_unknown`. */
export async function removeText(tx: Tx, actor: Actor, districtId: string, id: Id) {
  requirePerson(actor, districtId);
  const removed = (await markTextRemoved(tx, districtId, id)) ?? throwRefusal('wording.text_unknown');
  await record(tx, actor, districtId, removed, false);
  return { id };
}
