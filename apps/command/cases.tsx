// The list of cases in the shell.
import { CaseListScreen } from '../../slices/cases/web/case-list-screen.tsx';
import { caseHref } from './paths.ts';

export default function Cases() {
  return <CaseListScreen caseHref={caseHref} />;
}
