// What waits for a second person, in the shell.
import { useSession } from '../../platform/web/session/session.tsx';
import { subjectHref } from '../../slices/administration/web/public.ts';
import { ProposalsScreen } from '../../slices/changes/web/proposals-screen.tsx';
import { walkable } from './walkable.ts';

export default function Approvals() {
  const { can } = useSession();
  return <ProposalsScreen hrefOf={walkable(subjectHref, can)} />;
}
