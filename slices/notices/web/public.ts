// What the shells may use of the inbox.
export { InboxScreen } from './inbox.tsx';
export { type NoticeView, useMarkRead, useNotices, useUnreadCount } from './use-notices.ts';
