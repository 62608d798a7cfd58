// Samples in the shell.
import { RecheckScreen } from '../../slices/recheck/web/recheck-screen.tsx';
import { caseHref } from './paths.ts';

export default function Rechecks() {
  return <RecheckScreen caseHref={caseHref} />;
}
