// Evaluation in the shell.
import { EvaluationScreen } from '../../slices/evaluation/web/evaluation-screen.tsx';
import { caseHref } from './paths.ts';

const places = { caseHref };

export default function Evaluation() {
  return <EvaluationScreen places={places} />;
}
