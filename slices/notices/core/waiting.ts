// Whether a notice still waits for somebody to acknowledge it. What the case shows by now decides: who has
// acted on it has seen it, and nobody is called for a matter that has moved on.
import type { Id } from '../../../kernel/id.ts';
import type { CaseFile } from '../../cases/core/case-file.ts';
import { waitsForOf } from './ack-rules.ts';

export interface WaitingNotice {
  readonly kind: string;
  readonly seq: number;
  /** The state and the holding unit when it was made; null for notices of before these were kept. */
  readonly state: string | null;
  readonly holderUnitId: Id | null;
  readonly personId: Id | null;
  /** Told to nobody yet: nobody who acts on the case can have seen it. */
  readonly isHeld: boolean;
}

type Seen = Pick<CaseFile, 'state' | 'holder' | 'asks' | 'pushes'>;

const isSame = (notice: WaitingNotice, file: Seen): boolean =>
  file.state === notice.state && (file.holder?.unitId ?? null) === notice.holderUnitId;

const isPushOpen = (notice: WaitingNotice, file: Seen): boolean =>
  file.pushes.some(
    ({ seq, answeredSeq, liftedSeq }) => seq === notice.seq && answeredSeq === null && liftedSeq === null,
  );

export function isStillAwaited(notice: WaitingNotice, file: Seen): boolean {
  if (notice.isHeld) return file.holder !== null && isPushOpen(notice, file);
  if (!isSame(notice, file)) return false;
  switch (waitsForOf(notice.kind)) {
    case 'push':
      return isPushOpen(notice, file);
    case 'ask':
      return file.asks.some(({ seq }) => seq === notice.seq);
    case 'state':
      // A case that was passed to another person of the unit waits for that one.
      return notice.personId === null || file.holder?.personId === notice.personId;
  }
}
