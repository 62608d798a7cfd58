// What somebody typed and the case can't take goes with them by one press. Where the browser gives no
// clipboard (plain http, no leave) the words stand there to be selected by hand: nothing is out of reach.
import { useState } from 'react';
import { Button } from '../../../ui/button/button.tsx';
import { TextArea } from '../../../ui/text-field/text-field.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { conflictTexts } from './conflict-texts.ts';

type Copying = 'idle' | 'copied' | 'by_hand';

export function CopyWords({ words }: { words: string }) {
  const t = useText(conflictTexts);
  const [state, setState] = useState<Copying>('idle');
  const copy = () => {
    const copied = navigator.clipboard?.writeText(words) ?? Promise.reject(new Error('no clipboard here'));
    copied.then(
      () => setState('copied'),
      () => setState('by_hand'),
    );
  };
  if (state === 'by_hand')
    return <TextArea label={t.copyByHand} rows={3} value={words} onChange={() => undefined} />;
  return (
    <>
      <Button icon={state === 'copied' ? 'check' : 'cases'} onClick={copy}>
        {t.copy}
      </Button>
      <p role="status" className={state === 'copied' ? 'gl-quiet' : 'gl-unseen'}>
        {state === 'copied' ? t.copied : ''}
      </p>
    </>
  );
}
