// Closed cases to look at again, in the phone's shell.
import { TasksScreen } from '../../slices/recheck/web/tasks-screen.tsx';

const caseHref = (caseId: string): string => `/field/cases/${caseId}`;

export default function Rechecks() {
  return <TasksScreen caseHref={caseHref} />;
}
