// One thing I did that the server has not acknowledged: what it is, how far it is, and what I can do about
// it. What may have arrived already can be neither edited nor dropped: it would come to life twice.
import type { ReactNode } from 'react';
import { Button } from '../../../ui/button/button.tsx';
import { Icon } from '../../../ui/icon/icon.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { agoWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';
import { deviceNow, useNow } from '../clock/clock.ts';
import type { Entry } from './entry.ts';
import { outbox } from './outbox.ts';
import { PICTURE_LOST } from './send-error.ts';

const texts = defineTexts({
  zh: {
    waiting: '等待网络，自动重发',
    maybe: '已发出，等待服务器回执',
    sending: (percent: number) => `发送中 ${percent} %`,
    needsYou: '需要您处理',
    lost: '手机里的照片已损坏，无法发送。请改一改，补拍后再发；或者放弃这一条。',
    now: '立即重发',
    edit: '改一改再发',
    again: '再试一次',
    drop: '放弃',
    dropped: '已放弃这一条',
    tooLate: '这一条可能已经送达，不能再改。收到回执后可在案件里处理。',
  },
  en: {
    waiting: 'waits for the network, sent by itself',
    maybe: 'sent, waits for the server’s receipt',
    sending: (percent: number) => `sending ${percent} %`,
    needsYou: 'needs you',
    lost: 'The picture on this phone is damaged and can’t be sent. Edit and take it again, or give this up.',
    now: 'Send now',
    edit: 'Edit and send',
    again: 'Try again',
    drop: 'Give up',
    dropped: 'Given up',
    tooLate: 'This may have arrived already and can’t be changed here. Once received, go on in its case.',
  },
});

export interface EntryRowProps {
  readonly entry: Entry;
  /** While it is on its way: how much of its pictures has gone, 0 to 1. */
  readonly share: number | undefined;
  /** Opens it for editing; resolves to false when the screen can't. */
  readonly onEdit: ((entry: Entry) => Promise<boolean>) | undefined;
  /** What to show instead of the server's words when both versions must be compared. */
  readonly conflict: ((entry: Entry) => ReactNode) | undefined;
}

function useStateWords(entry: Entry, share: number | undefined): string {
  const t = useText(texts);
  if (entry.state === 'needs_you') return t.needsYou;
  if (share !== undefined) return t.sending(Math.round(share * 100));
  return entry.isMaybeThere === true ? t.maybe : t.waiting;
}

function Ways({
  entry,
  isSending,
  onEdit,
}: Pick<EntryRowProps, 'entry' | 'onEdit'> & { isSending: boolean }) {
  const t = useText(texts);
  if (isSending) return null;
  const isStuck = entry.state === 'needs_you';
  const isFree = entry.isMaybeThere !== true;
  const isEditable = isFree && onEdit !== undefined && entry.origin !== undefined;
  const tooLate = () => toasts.show({ text: t.tooLate });
  const edit = async () => {
    if ((await onEdit?.(entry)) === false) tooLate();
  };
  const drop = async () => {
    const undo = await outbox.remove(entry.id);
    if (undo) toasts.show({ text: t.dropped, onUndo: () => void undo() });
    else tooLate();
  };
  return (
    <span className="gl-entry-ways">
      {isEditable ? <Button onClick={() => void edit()}>{t.edit}</Button> : null}
      {isStuck && !isEditable ? <Button onClick={() => void outbox.retry(entry.id)}>{t.again}</Button> : null}
      {isStuck ? null : <Button onClick={() => void outbox.flush()}>{t.now}</Button>}
      {isFree ? (
        <Button tone="quiet" onClick={() => void drop()}>
          {t.drop}
        </Button>
      ) : null}
    </span>
  );
}

export function EntryRow({ entry, share, onEdit, conflict }: EntryRowProps) {
  const t = useText(texts);
  const language = useSpoken();
  useNow(30_000);
  const isStuck = entry.state === 'needs_you';
  const state = useStateWords(entry, share);
  const card = isStuck ? conflict?.(entry) : undefined;
  const detail = entry.trouble?.code === PICTURE_LOST ? t.lost : entry.trouble?.detail;
  return (
    <li className={`gl-entry is-${entry.state}`}>
      <Icon name={isStuck ? 'warning' : 'undo'} />
      <p>
        <strong>{entry.label}</strong>
        <span className="gl-figures">
          {state} · {agoWords(entry.madeAt, deviceNow(), language)}
        </span>
        {detail === undefined || card ? null : <span className="gl-entry-trouble">{detail}</span>}
      </p>
      {share === undefined || isStuck ? null : <progress value={share} aria-label={state} />}
      {card ?? <Ways entry={entry} isSending={share !== undefined} onEdit={onEdit} />}
    </li>
  );
}
