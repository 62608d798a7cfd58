// One case on the phone, with whom its urgent notices have reached for those who may know.
import FieldCase from '../../slices/cases/web/field-case.tsx';
import { CaseReceipts } from '../../slices/notices/web/case-receipts.tsx';

const receiptsOf = (caseId: string) => <CaseReceipts caseId={caseId} />;

export default function Case() {
  return <FieldCase more={receiptsOf} />;
}
