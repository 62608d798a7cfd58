// A machine before a wall that nobody has let in: its code, large enough to read from the other side of the
// room, and what to do with it. It asks for a new one when the old one has run out.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Button } from '../../../ui/button/button.tsx';
import { Logo } from '../../../ui/logo/logo.tsx';
import { timeOfDay } from '../../../ui/words/format.ts';
import { useText } from '../../../ui/words/texts.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { api } from '../../../platform/web/api/api.ts';
import type { MyScreen } from '../core/contract.ts';
import { absolute, QrCode, writtenAddress } from './qr-code.tsx';
import { pairingTexts } from './wall-texts.ts';
import './pairing.css';

const DIRECTOR = '/wall/director';
const HALF = 4;

export function PairingScreen({ mine, onSignIn }: { mine: MyScreen; onSignIn: () => void }) {
  const t = useText(pairingTexts);
  const queries = useQueryClient();
  const asking = useSend(() => api.post<MyScreen>('/api/wall/screens'), {
    onDone: (screen) => queries.setQueryData(['wall', 'mine'], screen),
  });
  const { send } = asking;
  const isWaiting = mine.state === 'waiting' && mine.code !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new look is a reason to ask
  useEffect(() => {
    if (!isWaiting) void send(undefined);
  }, [isWaiting, mine]);
  const code = mine.code ?? '';
  return (
    <main className="gl-pairing">
      <Logo hasName />
      <h1>{t.title}</h1>
      {isWaiting ? (
        <p className="gl-pairing-code" role="img" aria-label={t.spelt([...code].join(' '))}>
          <span>{code.slice(0, HALF)}</span> <span>{code.slice(HALF)}</span>
        </p>
      ) : (
        <p role="status">{asking.error ? t.failed : '…'}</p>
      )}
      <div className="gl-pairing-how">
        <QrCode address={absolute(DIRECTOR)} label={writtenAddress(DIRECTOR)} />
        <div>
          <p>{t.how}</p>
          <ol>
            <li>
              {t.first} <strong>{writtenAddress(DIRECTOR)}</strong>
            </li>
            <li>{t.second}</li>
          </ol>
          {mine.waitsUntil === null ? null : <p>{t.waits(timeOfDay(Date.parse(mine.waitsUntil)))}</p>}
          <p>{t.only}</p>
        </div>
      </div>
      <Button tone="quiet" onClick={onSignIn}>
        {t.signIn}
      </Button>
    </main>
  );
}
