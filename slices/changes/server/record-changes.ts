// Writes changes on record, in the transaction that makes them: one that is not on record did not happen. A
// long setting-up by the operator is one line that says how many. It never decides whether a change may be.
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { ChangeEntry, Consent, Fact } from '../core/change.ts';
import { insertChanges } from './queries.ts';

function whoIs(actor: Actor): { personId: string | null; name: string } {
  if (actor.kind === 'person') return { personId: actor.personId, name: actor.name };
  return { personId: null, name: actor.kind === 'system' ? `system:${actor.name}` : actor.kind };
}

const countFact = (total: number): Fact => ({
  name: { zh: '同类变更', en: 'changes of this kind' },
  before: null,
  after: { zh: `共 ${total} 项，系统一次写入`, en: `${total} in all, written by the system at once` },
});

/** What the operator sets up by the thousand is told by its first and its number. */
function gathered(actor: Actor, entries: readonly ChangeEntry[], total: number): readonly ChangeEntry[] {
  const [first] = entries;
  if (actor.kind !== 'system' || !first || total === 1) return entries;
  return [{ ...first, facts: [countFact(total)] }];
}

/** `total`: how many there are, where the operator’s are told by the first alone. */
export async function recordChanges(
  tx: Tx,
  actor: Actor,
  entries: readonly ChangeEntry[],
  consent?: Consent,
  total: number = entries.length,
): Promise<void> {
  const by = whoIs(actor);
  const rows = gathered(actor, entries, total).map((entry) => ({
    id: tx.ids.next(),
    districtId: entry.areaPath.slice(0, 6),
    areaPath: entry.areaPath,
    operation: entry.operation,
    title: entry.title,
    subjectKind: entry.subject.kind,
    subjectId: entry.subject.id,
    subjectName: entry.subject.name,
    facts: entry.facts,
    why: consent?.why ?? entry.why ?? null,
    byPersonId: by.personId,
    byName: by.name,
    secondPersonId: consent?.second.personId ?? null,
    secondName: consent?.second.name ?? null,
    proposalId: consent?.proposalId ?? null,
  }));
  if (rows.length > 0) await insertChanges(tx, rows);
}
