// Where a notice leads: to its case; one that tells of a push names that push, so that it is the one
// answered.
import type { NoticeView } from './use-notices.ts';

const PUSHED = 'case.pushed';

/** A notice that the phone kept from an earlier version has no step. */
export function noticeHref(
  notice: Pick<NoticeView, 'caseId' | 'kind'> & Partial<Pick<NoticeView, 'seq'>>,
  caseHref: (caseId: string) => string,
): string {
  const { caseId, kind, seq } = notice;
  const href = caseHref(caseId);
  if (kind !== PUSHED || seq === undefined) return href;
  return `${href}${href.includes('?') ? '&' : '?'}push=${seq}`;
}
