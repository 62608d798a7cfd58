// Evaluation in the shell.
import { EvaluationScreen } from '../../slices/evaluation/web/evaluation-screen.tsx';
import { BASE, caseHref } from './paths.ts';

const places = {
  caseHref,
  publishedHref: (publicationId: string) =>
    `${BASE}/evaluation/published?publication=${publicationId}`,
  rulesHref: `${BASE}/evaluation/rules`,
  personHref: `${BASE}/evaluation/person`,
};

export default function Evaluation() {
  return <EvaluationScreen places={places} />;
}
