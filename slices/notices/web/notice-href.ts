// Where a notice leads: to its case; one that tells of a push names that push, so that it is the one
// answered; one of a brief or a circular leads to that, which is read at the desk; one of a sample to the
// inspector's list on the phone.
import { BRIEF_ISSUED, CIRCULAR_ISSUED, RECHECK_DRAWN } from '../core/rules.ts';
import type { NoticeView } from './use-notices.ts';

const PUSHED = 'case.pushed';

/** A notice that the phone kept from an earlier version has no step. */
export function noticeHref(
  notice: Pick<NoticeView, 'caseId' | 'kind'> & Partial<Pick<NoticeView, 'seq'>>,
  caseHref: (caseId: string) => string,
): string {
  const { caseId, kind, seq } = notice;
  if (kind === BRIEF_ISSUED) return `/command/briefs/${caseId}`;
  if (kind === CIRCULAR_ISSUED) return `/command/circulars/${caseId}`;
  if (kind === RECHECK_DRAWN) return '/field/rechecks';
  const href = caseHref(caseId);
  if (kind !== PUSHED || seq === undefined) return href;
  return `${href}${href.includes('?') ? '&' : '?'}push=${seq}`;
}
