// One case in the shell.
import { CaseScreen } from '../../slices/cases/web/case-screen.tsx';
import { useRoute } from '../../platform/web/router/router.tsx';
import { caseHref } from './paths.ts';

export default function Case() {
  const { params } = useRoute();
  return <CaseScreen caseId={params['id'] ?? ''} caseHref={caseHref} />;
}
