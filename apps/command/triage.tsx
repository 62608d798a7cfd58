// The triage desk in the shell: joins what cases, intake, presence and the desk's own slice bring to it.
import { useSession } from '../../platform/web/session/session.tsx';
import { type DeskParts, DeskPartsContext } from '../../slices/cases/web/desk-parts.ts';
import { TriageDesk } from '../../slices/cases/web/triage-desk.tsx';
import type { CaseView } from '../../slices/cases/web/public.ts';
import { useSameCases } from '../../slices/intake/web/use-same-cases.ts';
import { useKnownPresence, usePresence, usePresenceLive } from '../../slices/presence/web/use-presence.ts';
import { useDeskViews } from './desk-views.tsx';
import { caseHref } from './paths.ts';

/** Only what may still be merged is compared. */
function useSame(of: CaseView | undefined) {
  const mayMerge = of?.abilities.some((ability) => ability.action === 'merge') === true && of.lon !== null;
  return useSameCases(mayMerge ? of.id : undefined);
}

const useMe = (): string | undefined => useSession().session?.personId;

const PARTS: DeskParts = {
  useSame,
  useViews: useDeskViews,
  usePresence: (caseId, mode) => usePresence(caseId, mode, useMe()),
  usePresenceLive,
  useRowPresence: (caseId) => useKnownPresence(caseId, useMe()),
};

export default function Triage() {
  return (
    <DeskPartsContext value={PARTS}>
      <TriageDesk caseHref={caseHref} />
    </DeskPartsContext>
  );
}
