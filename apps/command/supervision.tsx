// The supervision board in the shell.
import { SupervisionScreen } from '../../slices/supervision/web/supervision-screen.tsx';
import { BASE, caseHref } from './paths.ts';

const places = {
  caseHref,
  listHref: (query: string) => `${BASE}/cases?${query}`,
  boardHref: (query: string) => `${BASE}/supervision?${query}`,
};

export default function Supervision() {
  return <SupervisionScreen places={places} />;
}
