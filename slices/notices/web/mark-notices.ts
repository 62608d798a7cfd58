// Marking notices from a screen: read, all read, "I have it". On the phone the word goes into the outbox,
// so that it is given in a lift as well; a desk sends it at once. What is on its way counts as done on the
// screen.
import { fromIso } from '../../../kernel/instant.ts';
import { api } from '../../../platform/web/api/api.ts';
import { isWeather } from '../../../platform/web/api/errors.ts';
import type { Intent } from '../../../platform/web/api/intent.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { outbox, useOutbox } from '../../../platform/web/outbox/outbox.ts';
import { pocket } from '../../../platform/web/outbox/pocket.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';
import { NOTICES_KEY, type NoticeView } from './use-notices.ts';

const texts = defineTexts({
  zh: { acknowledge: '确认收到', read: '标为已读', readAll: '全部标为已读' },
  en: { acknowledge: 'Acknowledge', read: 'Mark as read', readAll: 'Mark all as read' },
});

interface Mark {
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly label: string;
  /** Durable before anything else, and kept with its receipt; the others only when there is no answer. */
  readonly isWork: boolean;
}

const acknowledgeUrl = (id: string): string => `/api/notices/${id}/acknowledge`;
const READ_URL = '/api/notices/read';
const READ_ALL_URL = '/api/notices/read-all';
/** More than this is what "all" is for. */
const MOST_AT_ONCE = 200;

async function send({ url, body, label, isWork }: Mark, intent: Intent): Promise<void> {
  const keep = () => outbox.add({ id: intent, url, body, label, pictures: [] });
  const hasPocket = pocket.current() !== undefined;
  if (hasPocket && isWork) return keep();
  try {
    await api.post(url, body, { intent });
  } catch (error) {
    if (!hasPocket || !isWeather(error)) throw error;
    await keep();
  }
}

export interface Marking {
  readonly acknowledge: (notice: Pick<NoticeView, 'id' | 'itemName' | 'itemNameEn'>) => void;
  readonly read: (ids: readonly string[]) => void;
  /** Everything up to this notice. */
  readonly readAll: (newest: Pick<NoticeView, 'createdAt'>) => void;
  readonly isSending: boolean;
  readonly error: Error | null;
}

export function useMarking(): Marking {
  const t = useText(texts);
  const language = useSpoken();
  const marking = useSend<Mark, void>(send, { refresh: [NOTICES_KEY] });
  return {
    acknowledge: ({ id, itemName, itemNameEn }) => {
      const matter = (language === 'en' && itemNameEn ? itemNameEn : itemName) ?? '';
      const label = `${t.acknowledge} ${matter}`.trim();
      void marking.send({ url: acknowledgeUrl(id), body: {}, label, isWork: true });
    },
    read: (ids) =>
      void marking.send({
        url: READ_URL,
        body: { ids: ids.slice(0, MOST_AT_ONCE) },
        label: t.read,
        isWork: false,
      }),
    readAll: ({ createdAt: upTo }) =>
      void marking.send({ url: READ_ALL_URL, body: { upTo }, label: t.readAll, isWork: false }),
    isSending: marking.isSending,
    error: marking.error,
  };
}

/** The notices as they will stand once the outbox has gone. */
export function useMarked(): <N extends NoticeView>(notice: N) => N {
  const { entries, receipts } = useOutbox();
  const sent = new Set([...entries, ...receipts].map(({ url }) => url));
  const read = new Set(
    entries
      .filter(({ url }) => url === READ_URL)
      .flatMap(({ body }) => (body['ids'] as string[] | undefined) ?? []),
  );
  const upTo = Math.max(
    0,
    ...entries
      .filter(({ url }) => url === READ_ALL_URL)
      .map(({ body }) => fromIso(String(body['upTo'])) ?? 0),
  );
  return (notice) => {
    const isMine = notice.isAcknowledgedByMe || sent.has(acknowledgeUrl(notice.id));
    const isBefore = (fromIso(notice.createdAt) ?? Number.POSITIVE_INFINITY) <= upTo;
    return {
      ...notice,
      isAcknowledgedByMe: isMine,
      isWaiting: notice.isWaiting && !isMine,
      isRead: notice.isRead || isMine || isBefore || read.has(notice.id),
    };
  };
}
