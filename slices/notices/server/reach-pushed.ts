// Whom a push reaches, and when: the person who holds the case, else the first on call of the pushed unit,
// else its people who may answer; in quiet hours when these are over. The push itself waits for nothing.
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { CaseFile } from '../../cases/server/public.ts';
import type { DisturbKind } from '../../duty/core/quiet.ts';
import { onCallOf, quietUntilOf } from '../../duty/server/public.ts';
import type { Addressee } from '../core/escalation.ts';

export interface Reach extends Addressee {
  readonly isForAnswerers: boolean;
  readonly dutyRank: number | null;
}

export interface Pushed {
  readonly districtId: string;
  readonly unitId: Id;
  /** Who holds the case in that unit. */
  readonly personId: Id | null;
}

export async function reachPushed(tx: Tx, { unitId, personId }: Pushed): Promise<Reach> {
  if (personId !== null) return { unitId: null, personId, isForAnswerers: false, dutyRank: null };
  const [first] = await onCallOf(tx, unitId);
  if (first === undefined) return { unitId, personId: null, isForAnswerers: true, dutyRank: null };
  return { unitId: null, personId: first, isForAnswerers: false, dutyRank: 1 };
}

type PushedFile = Pick<CaseFile, 'pushes' | 'isOnLeadersList' | 'severity'>;

/** What may make a push disturb at night. */
export function disturbKindsOf(file: PushedFile, seq: number): readonly DisturbKind[] {
  const kind = file.pushes.find((push) => push.seq === seq)?.kind;
  return [
    ...(kind ? [kind] : []),
    ...(file.isOnLeadersList ? (['leaders_list'] as const) : []),
    ...(file.severity === 'normal' ? [] : (['urgent_matter'] as const)),
  ];
}

/** When all of these units may be told; null: now. */
export async function heldUntil(
  tx: Tx,
  districtId: string,
  unitIds: readonly Id[],
  kinds: readonly DisturbKind[],
): Promise<Instant | null> {
  let latest: Instant | null = null;
  for (const id of new Set(unitIds)) {
    const until = await quietUntilOf(tx, { id, districtId }, kinds);
    if (until !== null && until > (latest ?? 0)) latest = until;
  }
  return latest;
}
