// Where a tracking code is typed in, with those that this device knows below. No account is asked for.
import { useState } from 'react';
import { MINUTE } from '../../../kernel/duration.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useText } from '../../../platform/web/i18n/public.ts';
import { navigate } from '../../../platform/web/router/router.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { parsePublicCode } from '../core/public-code.ts';
import { forgetCode, type KeptCode, useKeptCodes } from './track-codes.ts';
import { trackTexts } from './track-texts.ts';
import './track.css';

function Known({ one }: { one: KeptCode }) {
  const t = useText(trackTexts);
  const now = useNow(MINUTE);
  return (
    <li className="gl-known">
      <a href={`/portal/track/${one.code}`}>
        <strong>{one.title}</strong>
        <span className="gl-quiet">
          {t[one.how]} · <When at={one.at} now={now} /> · <span className="gl-figures">{one.number}</span>
        </span>
      </a>
      <Button
        tone="quiet"
        icon="close"
        label={`${t.forget} ${one.title}`}
        onClick={() => void forgetCode(one.code)}
      />
    </li>
  );
}

export default function TrackEnter() {
  const t = useText(trackTexts);
  const codes = useKeptCodes();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const look = () => {
    const code = parsePublicCode(typed);
    setWrong(code === undefined);
    if (code !== undefined) navigate(`/portal/track/${code}`);
  };
  return (
    <div className="gl-track">
      <h1>{t.title}</h1>
      <form
        className="gl-track-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        <TextField
          label={t.code}
          help={t.codeHelp}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          {...(isWrong ? { error: t.codeWrong } : {})}
        />
        <Button type="submit" tone="primary" size="large" icon="search">
          {t.look}
        </Button>
      </form>
      <section>
        <h2>{t.known}</h2>
        {codes && codes.length > 0 ? (
          <ul className="gl-knowns">
            {codes.map((one) => (
              <Known key={one.code} one={one} />
            ))}
          </ul>
        ) : (
          <p className="gl-quiet">{t.none}</p>
        )}
      </section>
    </div>
  );
}
