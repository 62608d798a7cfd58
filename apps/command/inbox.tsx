// The inbox in the shell.
import { InboxScreen } from '../../slices/notices/web/inbox.tsx';
import { caseHref } from './paths.ts';

export default function Inbox() {
  return <InboxScreen caseHref={caseHref} />;
}
