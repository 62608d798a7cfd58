// A person's own figures, in the phone's shell.
import { OwnFiguresScreen } from '../../slices/evaluation/web/own-figures.tsx';

const caseHref = (caseId: string): string => `/field/cases/${caseId}`;

export default function OwnFigures() {
  return <OwnFiguresScreen caseHref={caseHref} personHref="/field/own-figures/person" />;
}
