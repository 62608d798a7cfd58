// The supervision board in the shell.
import { useSession } from '../../platform/web/session/session.tsx';
import { SupervisionScreen } from '../../slices/supervision/web/supervision-screen.tsx';
import { BASE, CIRCULARS, caseHref } from './paths.ts';

const places = {
  caseHref,
  listHref: (query: string) => `${BASE}/cases?${query}`,
  boardHref: (query: string) => `${BASE}/supervision?${query}`,
};
const withCirculars = { ...places, circularsHref: (query: string) => `${CIRCULARS}?${query}` };

export default function Supervision() {
  const { can } = useSession();
  return <SupervisionScreen places={can('circular.draft') ? withCirculars : places} />;
}
