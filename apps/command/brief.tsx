// One brief in the shell.
import { useRoute } from '../../platform/web/router/router.tsx';
import { BriefScreen } from '../../slices/briefs/web/brief-screen.tsx';
import { BRIEFS, caseHref } from './paths.ts';

export default function Brief() {
  const { params } = useRoute();
  const briefId = params['id'] ?? '';
  return <BriefScreen key={briefId} briefId={briefId} briefsHref={BRIEFS} caseHref={caseHref} />;
}
