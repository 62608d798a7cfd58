// What I did that the server has not acknowledged, and what it just acknowledged: waiting, sending 40 %,
// received with its number, needs you. Nothing leaves the list silently, and giving something up can be
// undone.
import { useNow } from '../clock/clock.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Icon } from '../../../ui/icon/icon.tsx';
import { agoWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';
import { toasts } from '../../../ui/toast/toast.tsx';
import { outbox, type Receipt, useOutbox } from './outbox.ts';
import type { Parcel } from './parcel.ts';
import { parcelStore } from './parcel-store.ts';
import './outbox-list.css';

const texts = defineTexts({
  zh: {
    title: '待发送',
    waiting: '等待网络，自动重发',
    sending: (percent: number) => `发送中 ${percent} %`,
    needsYou: '需要您处理',
    received: (number: string) => `已收到 ${number}`,
    done: '已收到',
    open: '查看',
    close: '知道了',
    now: '立即重发',
    edit: '改一改再发',
    again: '再试一次',
    drop: '放弃',
    dropped: '已放弃这一条',
    notKept: '手机无法存储，发送完成前请不要关闭页面。',
  },
  en: {
    title: 'To be sent',
    waiting: 'waits for the network, sent by itself',
    sending: (percent: number) => `sending ${percent} %`,
    needsYou: 'needs you',
    received: (number: string) => `received: ${number}`,
    done: 'received',
    open: 'Open',
    close: 'Got it',
    now: 'Send now',
    edit: 'Edit and send',
    again: 'Try again',
    drop: 'Give up',
    dropped: 'Given up',
    notKept: 'This phone can’t store it: don’t close the page until it is sent.',
  },
});

export interface OutboxListProps {
  readonly caseHref: (caseId: string) => string;
  /** Opens a refused parcel for editing; resolves to false when the screen can't. */
  readonly onEdit?: (parcel: Parcel) => Promise<boolean>;
  /** How many acknowledgements stay in sight; 0 where the screen itself shows the result. */
  readonly mostReceipts?: number;
  /** Only what concerns this. */
  readonly about?: string;
}

const idIn = ({ reply, parcel }: Receipt): string | undefined =>
  typeof reply['id'] === 'string' ? reply['id'] : parcel.about;

function ReceiptRow({ receipt, caseHref }: { receipt: Receipt; caseHref: OutboxListProps['caseHref'] }) {
  const t = useText(texts);
  const { number } = receipt.reply;
  const id = idIn(receipt);
  return (
    <li className="gl-parcel is-received">
      <Icon name="check" />
      <p>
        <strong>{receipt.parcel.label}</strong>
        <span>{typeof number === 'string' ? t.received(number) : t.done}</span>
      </p>
      {id === undefined ? null : (
        <a className="gl-button is-plain is-small" href={caseHref(id)}>
          {t.open}
        </a>
      )}
      <Button
        tone="quiet"
        size="small"
        icon="close"
        label={`${t.close} ${receipt.parcel.label}`}
        onClick={() => outbox.forgetReceipt(receipt.parcel.id)}
      />
    </li>
  );
}

function ParcelRow({
  parcel,
  share,
  onEdit,
}: {
  parcel: Parcel;
  share: number | undefined;
  onEdit: OutboxListProps['onEdit'];
}) {
  const t = useText(texts);
  const language = useSpoken();
  const now = useNow(30_000);
  const isStuck = parcel.state === 'needs_you';
  const state = isStuck ? t.needsYou : share === undefined ? t.waiting : t.sending(Math.round(share * 100));
  const drop = () => {
    void outbox.remove(parcel.id);
    toasts.show({ text: t.dropped, onUndo: () => void outbox.add(parcel) });
  };
  return (
    <li className={`gl-parcel is-${parcel.state}`}>
      <Icon name={isStuck ? 'warning' : 'undo'} />
      <p>
        <strong>{parcel.label}</strong>
        <span className="gl-figures">
          {state} · {agoWords(parcel.madeAt, now, language)}
        </span>
        {parcel.trouble === undefined ? null : <span className="gl-parcel-trouble">{parcel.trouble}</span>}
        {parcelStore.isKept(parcel.id) ? null : <span className="gl-parcel-trouble">{t.notKept}</span>}
      </p>
      {isStuck ? (
        <span className="gl-parcel-ways">
          {onEdit && parcel.origin !== undefined ? (
            <Button onClick={() => void onEdit(parcel)}>{t.edit}</Button>
          ) : (
            <Button onClick={() => void outbox.retry(parcel.id)}>{t.again}</Button>
          )}
          <Button tone="quiet" onClick={drop}>
            {t.drop}
          </Button>
        </span>
      ) : null}
      {!isStuck && share === undefined ? (
        <Button size="small" onClick={() => void outbox.flush()}>
          {t.now}
        </Button>
      ) : null}
    </li>
  );
}

export function OutboxList({ caseHref, onEdit, mostReceipts = 1, about }: OutboxListProps) {
  const t = useText(texts);
  const { sending, ...all } = useOutbox();
  const parcels = all.parcels.filter((parcel) => about === undefined || parcel.about === about);
  const receipts = all.receipts.slice(0, mostReceipts);
  if (parcels.length + receipts.length === 0) return null;
  return (
    <section aria-label={t.title} aria-live="polite">
      <ul className="gl-parcels">
        {parcels.map((parcel) => (
          <ParcelRow
            key={parcel.id}
            parcel={parcel}
            share={sending?.id === parcel.id ? sending.share : undefined}
            onEdit={onEdit}
          />
        ))}
        {receipts.map((receipt) => (
          <ReceiptRow key={receipt.parcel.id} receipt={receipt} caseHref={caseHref} />
        ))}
      </ul>
    </section>
  );
}
