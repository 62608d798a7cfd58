// Figures of one of the unit's people, for its head, in the phone's shell.
import { PersonFiguresScreen } from '../../slices/evaluation/web/person-screen.tsx';

const caseHref = (caseId: string): string => `/field/cases/${caseId}`;

export default function PersonFigures() {
  return <PersonFiguresScreen caseHref={caseHref} />;
}
