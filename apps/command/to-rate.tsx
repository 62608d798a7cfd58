// What waits for my rating, in the shell.
import { ToRateScreen } from '../../slices/cases/web/to-rate-screen.tsx';
import { caseHref } from './paths.ts';

export default function ToRate() {
  return <ToRateScreen caseHref={caseHref} />;
}
