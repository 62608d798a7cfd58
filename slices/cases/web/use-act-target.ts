// What an act did and whom or what it went to, as a toast says it: into which case, to which unit, into how
// many parts.
import { useSpoken } from '../../../ui/words/language.tsx';
import { doneWords } from './done-words.ts';
import { usePickedNames } from './picked-names.ts';
import type { SameCase } from './same-panel.tsx';
import type { Body, CaseView } from './use-cases.ts';

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export function useActTarget(same: readonly SameCase[]) {
  const language = useSpoken();
  const names = usePickedNames();
  const targetOf = (of: CaseView, action: string, body: Body): string | undefined => {
    const { parts } = body;
    if (Array.isArray(parts)) return String(parts.length);
    const mainId = textOf(body['mainCaseId']);
    const main = mainId && (same.find(({ caseId }) => caseId === mainId)?.number ?? names.caseNumber(mainId));
    if (main) return main;
    const unitId = textOf(body['unitId']);
    const up = action === 'escalate' && of.centre ? names.centreAbove(of.centre.id) : undefined;
    const unit = unitId === undefined ? up : names.unit(unitId);
    const personId = textOf(body['personId']);
    return unit ?? (personId === undefined ? undefined : names.person(personId));
  };
  /** That it has happened, with its target where it has one. */
  return (of: CaseView, action: string, body: Body): string =>
    doneWords({ action, body, to: targetOf(of, action, body) }, language);
}
