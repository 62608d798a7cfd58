// The map workspace in the shell.
import { CaseMapScreen } from '../../slices/cases/web/case-map-screen.tsx';
import { caseHref } from './paths.ts';
import { listHref, reportHref } from './view-paths.ts';

export default function CaseMap() {
  return <CaseMapScreen caseHref={caseHref} listHref={listHref} reportHref={reportHref} />;
}
