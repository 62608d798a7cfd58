// What the shells may use of the inbox.
export { CaseReceipts } from './case-receipts.tsx';
export { NOTICE_URLS, type NoticeView, useNotices, useUnreadCount } from './use-notices.ts';
export { useKeepReachable } from './use-push.ts';
