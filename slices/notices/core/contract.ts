// The inbox as the API tells it.
import { type Static, Type } from '@sinclair/typebox';

export const NoticeView = Type.Object({
  id: Type.String({ format: 'uuid' }),
  caseId: Type.String({ format: 'uuid' }),
  caseNumber: Type.String(),
  /** What the matter was when the notice was made; null while no item was known. */
  itemName: Type.Union([Type.String(), Type.Null()]),
  itemNameEn: Type.Union([Type.String(), Type.Null()]),
  kind: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  isUrgent: Type.Boolean(),
  isRead: Type.Boolean(),
  createdAt: Type.String({ format: 'date-time' }),
});
export type NoticeView = Static<typeof NoticeView>;

export const NoticeList = Type.Object({
  notices: Type.Array(NoticeView),
  unreadCount: Type.Integer(),
});
export const NoticeQuery = Type.Object({
  onlyUnread: Type.Optional(Type.Boolean()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});
export const NoticeParams = Type.Object({ noticeId: Type.String({ format: 'uuid' }) });
export const ReadReply = Type.Object({ readAt: Type.String({ format: 'date-time' }) });
