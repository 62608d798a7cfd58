// The condition of a thing as its history has it: the last word by time. Hands (a census, a finding)
// speak and are done; a case speaks for as long as it is open, and its word falls silent, or ends in a
// word of its own.
import type { Condition } from './condition.ts';

/** says: while it is open · mended: whole again · left: over, and as it was found · silent: taken back. */
export const CASE_WORDS = ['says', 'mended', 'left', 'silent'] as const;
export type CaseWord = (typeof CASE_WORDS)[number];

/** A line of the history that speaks of the condition; without a case it is a hand's. */
export interface SaidLine {
  readonly condition: Condition | null;
  readonly caseId: string | null;
  readonly word: CaseWord | null;
  /** The step of the case with which it said so. */
  readonly caseSeq: number | null;
}

/** `lines`: the oldest first. */
export function conditionAfter(lines: readonly SaidLine[]): Condition {
  let base: Condition = 'intact';
  // Open cases that nobody has spoken after, in the order of their words.
  const open = new Map<string, Condition>();
  for (const { caseId, word, condition } of lines) {
    if (caseId === null || word === null) {
      base = condition ?? base;
      open.clear();
      continue;
    }
    const said = open.get(caseId);
    open.delete(caseId);
    if (word === 'says' && condition !== null) open.set(caseId, condition);
    if (word === 'mended') base = 'intact';
    if (word === 'left' && said !== undefined) base = said;
  }
  return [...open.values()].at(-1) ?? base;
}

/** Whether the case says something new: not twice the same, nothing older than what it said, and nothing that
 *  takes back what was never said. */
export function isNews(
  lines: readonly SaidLine[],
  is: Condition,
  said: SaidLine & { readonly caseSeq: number },
): boolean {
  const last = lines.findLast(({ caseId }) => caseId === said.caseId);
  if (!last) return said.word === 'says' || (said.word === 'mended' && is !== 'intact');
  if ((last.caseSeq ?? 0) >= said.caseSeq) return false;
  return last.word !== said.word || (said.word === 'says' && last.condition !== said.condition);
}
