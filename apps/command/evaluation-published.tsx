// A published period, in the shell.
import { PublishedScreen } from '../../slices/evaluation/web/published-screen.tsx';
import { BASE, caseHref } from './paths.ts';

export default function EvaluationPublished() {
  return <PublishedScreen caseHref={caseHref} backHref={`${BASE}/evaluation`} />;
}
