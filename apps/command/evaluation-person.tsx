// Another person's figures, in the shell.
import { PersonFiguresScreen } from '../../slices/evaluation/web/person-screen.tsx';
import { caseHref } from './paths.ts';

export default function EvaluationPerson() {
  return <PersonFiguresScreen caseHref={caseHref} />;
}
