// Reporting on behalf of someone, in the shell.
import { ReportScreen } from '../../slices/cases/web/report-screen.tsx';
import { caseHref } from './paths.ts';

export default function Report() {
  return <ReportScreen caseHref={caseHref} />;
}
