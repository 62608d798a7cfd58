// One case in the shell.
import { CaseScreen } from '../../slices/cases/web/case-screen.tsx';
import { useRoute } from '../../platform/web/router/router.tsx';
import { CaseReceipts } from '../../slices/notices/web/public.ts';
import { caseHref } from './paths.ts';

export default function Case() {
  const { params } = useRoute();
  const caseId = params['id'] ?? '';
  return <CaseScreen caseId={caseId} caseHref={caseHref} more={<CaseReceipts caseId={caseId} />} />;
}
