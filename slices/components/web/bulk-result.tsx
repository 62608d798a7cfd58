// How far a decision on many things has come, and which of them somebody else had dealt with: each by its
// name, with what it is instead.
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { count } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Passed } from '../core/contract-register.ts';
import { RIGHT_WORDS } from '../core/rights-work.ts';
import { cardHref } from './register-data.ts';
import { rightsTexts } from './rights-texts.ts';
import type { Bulk } from './use-bulk.ts';

const MOST_TOLD = 200;

function PassedList({ passed }: { passed: readonly Passed[] }) {
  const t = useText(rightsTexts);
  const language = useSpoken();
  const stateOf = ({ state }: Passed) => (state === 'gone' ? t.isGone : RIGHT_WORDS[state][language]);
  return (
    <details>
      <summary>{t.passedList}</summary>
      <ul className="gl-register-history">
        {passed.slice(0, MOST_TOLD).map((one) => (
          <li key={one.id}>
            <a href={cardHref(one.id)}>
              {one.name} <span className="gl-figures">{one.code}</span>
            </a>{' '}
            {stateOf(one)}
          </li>
        ))}
      </ul>
      {passed.length > MOST_TOLD ? <p className="gl-muted">{t.passedMore(MOST_TOLD)}</p> : null}
    </details>
  );
}

export function BulkResult({ bulk: { last, stop } }: { bulk: Bulk }) {
  const t = useText(rightsTexts);
  const language = useSpoken();
  if (!last) return null;
  const { total, done, moved, passed, isBusy, error } = last;
  const words = t.progress(done, total);
  const told = [t.done(moved), ...(passed.length > 0 ? [t.passed(passed.length)] : [])];
  if (done < total) told.push(t.left(total - done));
  return (
    <>
      {isBusy ? (
        <div className="gl-register-acts">
          <progress className="gl-register-progress" max={total} value={done} aria-label={words} />
          <span className="gl-figures">{words.replace(/\d+/g, (n) => count(Number(n)))}</span>
          <Button size="small" onClick={stop}>
            {t.stop}
          </Button>
        </div>
      ) : null}
      {error ? <Notice tone="danger">{tellError(error, language)}</Notice> : null}
      {isBusy ? null : (
        <Notice tone={done < total || passed.length > 0 ? 'warn' : 'ok'}>{told.join(t.comma)}</Notice>
      )}
      {passed.length > 0 && !isBusy ? <PassedList passed={passed} /> : null}
    </>
  );
}
