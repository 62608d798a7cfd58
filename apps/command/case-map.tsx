// The map of open cases in the shell.
import { CaseMapScreen } from '../../slices/cases/web/case-map-screen.tsx';
import { caseHref } from './paths.ts';

export default function CaseMap() {
  return <CaseMapScreen caseHref={caseHref} />;
}
