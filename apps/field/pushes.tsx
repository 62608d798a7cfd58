// Pushes in the shell, with whom each has reached.
import { FieldPushes } from '../../slices/cases/web/field-pushes.tsx';
import { CaseReceipts } from '../../slices/notices/web/case-receipts.tsx';

export default function Pushes() {
  return <FieldPushes more={(caseId) => <CaseReceipts caseId={caseId} />} />;
}
