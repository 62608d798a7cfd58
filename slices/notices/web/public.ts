// What the shells may use of the inbox.
export { CaseReceipts } from './case-receipts.tsx';
export { InboxScreen } from './inbox.tsx';
export { ReachMeCard } from './reach-me-card.tsx';
export { UrgentStrip } from './urgent-strip.tsx';
export { NOTICE_URLS, type NoticeView, useNotices, useUnreadCount } from './use-notices.ts';
export { useKeepReachable } from './use-push.ts';
