// What waits for my rating, on the phone.
import { ToRateScreen } from '../../slices/cases/web/to-rate-screen.tsx';

const caseHref = (id: string): string => `/field/cases/${id}`;

export default function ToRate() {
  return <ToRateScreen caseHref={caseHref} />;
}
