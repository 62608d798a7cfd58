// What the phone shows when a push wakes it: from the bytes of the push to title, words, tag and the screen
// a tap opens. Pure, so that the worker only hands over. A push that this version can't read still shows a
// line: browsers take the permission back from an app that is woken and shows nothing.
import { readPayload, tellKind, type PushPayload } from '../../slices/notices/core/push-payload.ts';
import { RECHECK_DRAWN } from '../../slices/notices/core/rules.ts';

export interface PushNotice {
  readonly title: string;
  readonly body: string;
  /** The same notice again replaces itself. */
  readonly tag: string;
  /** Where a tap leads, on this origin. */
  readonly url: string;
  readonly lang: string;
  /** Stays until it is touched, and makes itself felt again when it comes again. */
  readonly isUrgent: boolean;
  /** Milliseconds on and off, where the phone can. */
  readonly vibrate: readonly number[];
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INBOX = '/field/notices';
const PUSHED = 'case.pushed';
const RECHECKS = '/field/rechecks';
const WORDS = {
  zh: { urgent: '紧急：', some: '有新的通知', open: '点开查看' },
  en: { urgent: 'Urgent: ', some: 'A new notice', open: 'Tap to see' },
} as const;

function plain(lang: 'zh' | 'en'): PushNotice {
  const { some: title, open: body } = WORDS[lang];
  return { title, body, tag: 'gridloop', url: INBOX, lang, isUrgent: false, vibrate: [] };
}

/** A push, or one that nobody acknowledged, opens where that one is answered; whoever may not, or where it is
 *  answered already, sees its case under the same address. Never an address from outside: ids and numbers
 *  alone are put into it. */
function urlOf({ caseId, seq, kind, of }: PushPayload): string {
  if (kind === RECHECK_DRAWN) return RECHECKS;
  if (!UUID.test(caseId)) return INBOX;
  const isOfPush = kind === PUSHED || of === PUSHED;
  const answer = isOfPush && seq !== undefined ? `?act=answer_push&push=${seq}` : '';
  return `/field/cases/${caseId}${answer}`;
}

function noticeOf(payload: PushPayload): PushNotice {
  const { lang, isUrgent } = payload;
  const words = WORDS[lang];
  // A kind of next year's server has no words here.
  const what = tellKind(lang, payload.kind, payload.of, payload.waitedMinutes) || words.some;
  const matter = (lang === 'en' && payload.itemNameEn ? payload.itemNameEn : payload.itemName) ?? '';
  return {
    title: isUrgent ? words.urgent + what : what,
    body: matter || words.open,
    tag: payload.noticeId,
    url: urlOf(payload),
    lang: lang === 'zh' ? 'zh-CN' : 'en',
    isUrgent,
    vibrate: isUrgent ? [300, 150, 300, 150, 300] : [150],
  };
}

/** @param text the push's data as text, or undefined where it had none
 *  @param deviceLanguage of `navigator.language`, for what can't be read */
export function pushNotice(text: string | undefined, deviceLanguage: string): PushNotice {
  const lang = /^zh\b/i.test(deviceLanguage) ? 'zh' : 'en';
  let value: unknown;
  try {
    value = JSON.parse(text ?? 'null');
  } catch (error) {
    console.warn('A push can’t be read.', error);
    return plain(lang);
  }
  const payload = readPayload(value);
  return payload ? noticeOf(payload) : plain(lang);
}

/** For `registration.showNotification(title, options)`. */
export const optionsOf = (notice: PushNotice): NotificationOptions => ({
  body: notice.body,
  tag: notice.tag,
  lang: notice.lang,
  icon: '/icons/field-192.png',
  requireInteraction: notice.isUrgent,
  data: { url: notice.url },
  ...({ renotify: notice.isUrgent, vibrate: notice.vibrate } as object),
});

/** Where a tap on a shown notification leads, by its `data`. */
export function urlOfTap(data: unknown): string {
  const url = (data as { url?: unknown } | null)?.url;
  return typeof url === 'string' && url.startsWith('/field/') ? url : INBOX;
}
