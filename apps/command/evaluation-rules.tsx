// An area's own rules of judging, in the shell.
import { RulesScreen } from '../../slices/evaluation/web/rules-screen.tsx';
import { BASE } from './paths.ts';

export default function EvaluationRules() {
  return <RulesScreen backHref={`${BASE}/evaluation`} />;
}
