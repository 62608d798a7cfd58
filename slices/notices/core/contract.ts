// The inbox as the API tells it.
import { type Static, Type } from '@sinclair/typebox';

const Id = Type.String({ format: 'uuid' });
const Instant = Type.String({ format: 'date-time' });
const Name = Type.Object({ name: Type.String(), nameEn: Type.String() });
const orNull = <S extends ReturnType<typeof Type.String>>(schema: S) => Type.Union([schema, Type.Null()]);

const Someone = Type.Object({ name: Type.String(), at: Instant });
export type Someone = Static<typeof Someone>;

export const NoticeView = Type.Object({
  id: Id,
  /** The case; of a notice of kind `brief.issued`, `circular.issued` or `recheck.drawn` the brief, the
   *  circular or the sample, which has no number, and its title as the name. */
  caseId: Id,
  caseNumber: Type.String(),
  /** What the matter was when the notice was made; null while no item was known. */
  itemName: orNull(Type.String()),
  itemNameEn: orNull(Type.String()),
  kind: Type.String(),
  /** The step of the case that is told. */
  seq: Type.Integer(),
  zh: Type.String(),
  en: Type.String(),
  isUrgent: Type.Boolean(),
  isRead: Type.Boolean(),
  createdAt: Instant,
  /** By when somebody should acknowledge; null where nobody need. */
  ackDueAt: orNull(Instant),
  /** Nobody has, and the case still waits for it. */
  isWaiting: Type.Boolean(),
  isAcknowledgedByMe: Type.Boolean(),
  /** The first who did, of all it was for. */
  acknowledged: Type.Union([Someone, Type.Null()]),
  /** For one that went up: whom the first was for. */
  escalatedFrom: Type.Union([Name, Type.Null()]),
});
export type NoticeView = Static<typeof NoticeView>;

export const NoticeList = Type.Object({
  notices: Type.Array(NoticeView),
  unreadCount: Type.Integer(),
});
export type NoticeList = Static<typeof NoticeList>;
export const NoticeQuery = Type.Object({
  onlyUnread: Type.Optional(Type.Boolean()),
  onlyWaiting: Type.Optional(Type.Boolean()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});
export const NoticeParams = Type.Object({ noticeId: Id });
export const CaseParams = Type.Object({ caseId: Id });
export const ReadReply = Type.Object({ readAt: Instant });
export const ReadBody = Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: 200 }) });
export const ReadAllBody = Type.Object({ upTo: Instant });
export const ReadManyReply = Type.Object({ readCount: Type.Integer() });
export const AcknowledgeReply = Type.Object({ acknowledgedAt: Instant });

/** An urgent notice as those who answer for the case see it. */
export const NoticeReceipt = Type.Object({
  id: Id,
  kind: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  /** 0: the first; above: told because nobody acknowledged. */
  level: Type.Integer(),
  to: Type.Object({
    kind: Type.Unsafe<'unit' | 'person'>({ type: 'string', enum: ['unit', 'person'] }),
    name: Type.String(),
    nameEn: Type.String(),
  }),
  createdAt: Instant,
  ackDueAt: orNull(Instant),
  isOver: Type.Boolean(),
  /** Told as on call: the first is 1. */
  dutyRank: Type.Union([Type.Integer(), Type.Null()]),
  /** Quiet hours keep it from everybody until `heldUntil`; the push stands as it was made. */
  isHeld: Type.Boolean(),
  /** When it would have been told without quiet hours, and until when these held it. */
  heldFrom: orNull(Instant),
  heldUntil: orNull(Instant),
  /** Whoever is next hears of it then. */
  nextHeldUntil: orNull(Instant),
  peopleCount: Type.Integer(),
  readers: Type.Array(Someone),
  acknowledgements: Type.Array(Someone),
});
export type NoticeReceipt = Static<typeof NoticeReceipt>;
/** With the state in which the case is now: what waits no longer is told beside it. */
export const ReceiptList = Type.Object({
  receipts: Type.Array(NoticeReceipt),
  stateZh: Type.String(),
  stateEn: Type.String(),
});
export type ReceiptList = Static<typeof ReceiptList>;

const Language = Type.Unsafe<'zh' | 'en'>({ type: 'string', enum: ['zh', 'en'] });
const Key = (letters: number) =>
  Type.String({ pattern: `^[A-Za-z0-9_-]{${letters}}=*$`, maxLength: letters + 2 });
/** What `PushSubscription.toJSON()` gives, and how the phone calls itself. */
export const SubscribeBody = Type.Object({
  endpoint: Type.String({ minLength: 10, maxLength: 1_000 }),
  keys: Type.Object({ p256dh: Key(87), auth: Key(22) }),
  device: Type.String({ minLength: 1, maxLength: 80 }),
  language: Language,
});
export const SubscribeReply = Type.Object({ id: Id });
export const DeviceParams = Type.Object({ subscriptionId: Id });
export const Gone = Type.Object({ isGone: Type.Boolean() });

export const PushState = Type.Object({
  /** What a browser needs to subscribe; null where this system sends no pushes. */
  publicKey: orNull(Type.String()),
  devices: Type.Array(
    Type.Object({
      id: Id,
      device: Type.String(),
      service: Type.String(),
      createdAt: Instant,
      lastSentAt: orNull(Instant),
    }),
  ),
});
export type PushState = Static<typeof PushState>;
