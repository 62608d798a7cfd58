// What waits for a second person, in the shell.
import { subjectHref } from '../../slices/administration/web/public.ts';
import { ProposalsScreen } from '../../slices/changes/web/proposals-screen.tsx';

export default function Approvals() {
  return <ProposalsScreen hrefOf={subjectHref} />;
}
