// The report page: the form of intake, and what becomes of its answer. Composition only.
import { now } from '../../platform/web/clock/clock.ts';
import { navigate } from '../../platform/web/router/router.tsx';
import { keepCode } from '../../slices/cases/web/track-codes.ts';
import { ReportScreen } from '../../slices/intake/web/report-screen.tsx';
import type { FiledReport } from '../../slices/intake/web/use-sending.ts';

/** The place of the form in the history is taken: back must not lead to a report that is sent. */
async function finish(filed: FiledReport): Promise<void> {
  await keepCode({ ...filed, at: now() });
  navigate('/portal/report/done', { replace: true });
}

export default function Report() {
  return <ReportScreen onFiled={finish} />;
}
