// 通知 on the phone: the inbox, each line leading to the case.
import { InboxScreen } from '../../slices/notices/web/inbox.tsx';
import './notices.css';

export default function Notices() {
  return <InboxScreen caseHref={(id) => `/field/cases/${id}`} />;
}
