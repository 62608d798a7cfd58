// geodata.open: a collection of a district is opened to the world, or closed again. On record.
import { assert } from '../../../kernel/assert.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Words } from '../../changes/core/change.ts';
import { recordChanges, requireReason } from '../../changes/server/public.ts';
import { COLLECTION_WORDS, type CollectionId } from '../core/collections.ts';
import { geodataPolicy } from '../core/policy.ts';
import { listOpenness, writeOpenness } from './queries.ts';

export const OPEN = 'geodata.open';
const SAID: Readonly<Record<'open' | 'closed', Words>> = {
  open: { zh: '开放', en: 'open' },
  closed: { zh: '不开放', en: 'closed' },
};
const words = (isOpen: boolean): Words => (isOpen ? SAID.open : SAID.closed);

export interface Opening {
  readonly districtId: string;
  readonly collection: CollectionId;
  readonly isOpen: boolean;
  readonly why: string;
}

/** Saying what is so already is no change. Throws Refused `auth.not_allowed`, `changes.reason_missing`. */
export async function openCollection(tx: Tx, actor: Actor, of: Opening): Promise<void> {
  const { districtId, collection, isOpen } = of;
  requireRight(geodataPolicy, actor, OPEN, { areaPath: districtId });
  assert(actor.kind === 'person', 'the policy lets only people open data');
  const why = requireReason(of.why);
  const wasOpen = (await listOpenness(tx, districtId)).get(collection) ?? false;
  if (wasOpen === isOpen) return;
  await writeOpenness(tx, { districtId, collection, isOpen, by: actor.personId });
  await recordChanges(tx, actor, [
    {
      operation: OPEN,
      title: isOpen
        ? { zh: '开放数据集', en: 'Collection opened' }
        : { zh: '关闭数据集', en: 'Collection closed' },
      areaPath: districtId,
      why,
      subject: { kind: 'geodata', id: collection, name: COLLECTION_WORDS[collection].title.zh },
      facts: [
        { name: { zh: '是否开放', en: 'open to all' }, before: words(wasOpen), after: words(isOpen) },
      ],
    },
  ]);
}
