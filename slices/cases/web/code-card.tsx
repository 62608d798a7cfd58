// Number and tracking code, large enough to be read out over the phone, with one press to copy.
import { useState } from 'react';
import { useText } from '../../../platform/web/i18n/public.ts';
import { Button } from '../../../ui/button/button.tsx';
import { trackTexts } from './track-texts.ts';

type Copying = 'idle' | 'copied' | 'failed';

export function CodeCard({ number, code }: { number: string; code: string }) {
  const t = useText(trackTexts);
  const [state, setState] = useState<Copying>('idle');
  // The clipboard wants https and a permission; without them the code can still be selected by hand.
  const copy = () => {
    const copied = navigator.clipboard?.writeText(code) ?? Promise.reject(new Error('no clipboard here'));
    copied.then(
      () => setState('copied'),
      () => setState('failed'),
    );
  };
  return (
    <div className="gl-code">
      <dl>
        <div>
          <dt>{t.code}</dt>
          <dd className="gl-code-big">{code}</dd>
        </div>
        <div>
          <dt>{t.number}</dt>
          <dd className="gl-figures">{number}</dd>
        </div>
      </dl>
      <Button icon={state === 'copied' ? 'check' : 'cases'} onClick={copy}>
        {state === 'copied' ? t.copied : t.copy}
      </Button>
      <p role="status" className={state === 'failed' ? '' : 'gl-unseen'}>
        {state === 'failed' ? t.copyFailed : state === 'copied' ? t.copied : ''}
      </p>
    </div>
  );
}
