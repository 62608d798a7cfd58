// What of a leader's screens is fetched ahead, so that the last known figures, the red list with who holds
// each, and what waits for an answer are on the phone without a network.
import { api, urlOf } from '../../../platform/web/api/api.ts';
import type { Session } from '../../../platform/web/session/session.tsx';
import { calendarUrls } from '../../calendar/web/public.ts';
import { wordingUrl } from '../../wording/web/public.ts';
import type { CaseList } from '../core/contract.ts';
import { ASKED_URL } from './use-asked.ts';
import type { CaseListItem } from './use-cases.ts';
import { ledAreas, leadersView, redView } from './use-leader.ts';

/** As many as are looked at in the lift; the rest is asked for when there is a network. */
const DETAILS_AHEAD = 20;

export async function leaderNeeds(session: Session): Promise<readonly string[]> {
  const needs: string[] = [ASKED_URL];
  for (const areaPath of ledAreas(session)) {
    const red = urlOf('/api/cases', { ...redView('red', areaPath) });
    const { items } = await api.get<CaseList>(red);
    needs.push(
      red,
      urlOf('/api/cases', { ...redView('soon', areaPath) }),
      urlOf('/api/cases', { ...leadersView(areaPath) }),
      urlOf('/api/cases/figures', { areaPath }),
      urlOf('/api/cases/pushes', { areaPath, state: 'waiting' }),
      urlOf('/api/cases/pushes', { areaPath, state: 'late' }),
      ...calendarUrls(areaPath.slice(0, 6)),
      wordingUrl(areaPath.slice(0, 6)),
      ...items.slice(0, DETAILS_AHEAD).map(({ id }: CaseListItem) => `/api/cases/${id}`),
    );
  }
  return needs;
}
