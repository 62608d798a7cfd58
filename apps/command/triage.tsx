// The triage desk in the shell: joins the parts of cases and intake.
import { TriageDesk } from '../../slices/cases/web/triage-desk.tsx';
import type { CaseView } from '../../slices/cases/web/public.ts';
import { useSameCases } from '../../slices/intake/web/use-same-cases.ts';
import { caseHref } from './paths.ts';

/** Only what may still be merged is compared. */
function useSame(of: CaseView | undefined) {
  const mayMerge = of?.abilities.some((ability) => ability.action === 'merge') === true && of.lon !== null;
  return useSameCases(mayMerge ? of.id : undefined);
}

export default function Triage() {
  return <TriageDesk caseHref={caseHref} useSame={useSame} />;
}
