// What the server has acknowledged: the number it got, and the way to it.
import { Button } from '../../../ui/button/button.tsx';
import { Icon } from '../../../ui/icon/icon.tsx';
import { agoWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';
import { deviceNow } from '../clock/clock.ts';
import type { Receipt } from './entry.ts';
import { outbox } from './outbox.ts';

const texts = defineTexts({
  zh: {
    received: (number: string) => `已收到 ${number}`,
    done: '已收到',
    open: '查看',
    close: '知道了',
  },
  en: {
    received: (number: string) => `received: ${number}`,
    done: 'received',
    open: 'Open',
    close: 'Got it',
  },
});

/** The case that was made or acted on. An answer may name something else (what a survey found, a sign of
 *  life), which has no number and no screen. */
const caseIn = ({ reply: { id, number }, about }: Receipt): string | undefined =>
  about ?? (typeof id === 'string' && typeof number === 'string' ? id : undefined);

export interface ReceiptRowProps {
  readonly receipt: Receipt;
  readonly caseHref: (caseId: string) => string;
  readonly canClose?: boolean;
}

export function ReceiptRow({ receipt, caseHref, canClose = true }: ReceiptRowProps) {
  const t = useText(texts);
  const language = useSpoken();
  const { number } = receipt.reply;
  const id = caseIn(receipt);
  return (
    <li className="gl-entry is-received">
      <Icon name="check" />
      <p>
        <strong>{receipt.label}</strong>
        <span className="gl-figures">
          {typeof number === 'string' ? t.received(number) : t.done} ·{' '}
          {agoWords(receipt.at, deviceNow(), language)}
        </span>
      </p>
      {id === undefined ? null : (
        <a className="gl-button is-plain" href={caseHref(id)}>
          {t.open}
        </a>
      )}
      {canClose ? (
        <Button
          tone="quiet"
          icon="close"
          label={`${t.close} ${receipt.label}`}
          onClick={() => void outbox.forgetReceipt(receipt.id)}
        />
      ) : null}
    </li>
  );
}
