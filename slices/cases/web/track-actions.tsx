// What the reporter may do now, exactly as the server's abilities say: rate, reopen, object, withdraw,
// and verify or send back where the item asks the reporter. Each opens in place; a failed sending keeps
// every word.
import { useId, useState, type ReactNode } from 'react';
import { fromIso } from '../../../kernel/instant.ts';
import { MINUTE } from '../../../kernel/duration.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useLanguage, useText, whenWords } from '../../../platform/web/i18n/public.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { FieldError, TextArea } from '../../../ui/text-field/text-field.tsx';
import type { Acted, TrackView } from '../core/contract.ts';
import { actByCode, trackKey } from './track-api.ts';
import { trackTexts } from './track-texts.ts';

type Ability = TrackView['abilities'][number];
type Words = ReturnType<typeof useText<(typeof trackTexts)['zh']>>;

interface Form {
  readonly title: string;
  readonly why: string;
  readonly label: string;
  readonly field: string;
}

function formOf(t: Words, action: string): Form | undefined {
  const forms: Readonly<Record<string, Form>> = {
    rate: { title: t.rate, why: t.rateWhy, label: t.more, field: 'words' },
    reopen: { title: t.reopenAct, why: t.reopenWhy, label: t.reason, field: 'reason' },
    object: { title: t.objectAct, why: t.objectWhy, label: t.reason, field: 'reason' },
    withdraw: { title: t.withdrawAct, why: t.withdrawWhy, label: t.more, field: 'words' },
    verify: { title: t.verifyAct, why: t.verifyWhy, label: t.finding, field: 'finding' },
    rework: { title: t.reworkAct, why: t.reworkWhy, label: t.missing, field: 'missing' },
  };
  return forms[action];
}

interface RadiosProps {
  readonly legend: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
}

function Radios({ legend, options, value, onChange, error }: RadiosProps) {
  const name = useId();
  return (
    <fieldset className="gl-radios" aria-describedby={error === undefined ? undefined : `${name}-error`}>
      <legend>{legend}</legend>
      <div>
        {options.map(([one, label]) => (
          <label key={one}>
            <input
              type="radio"
              name={name}
              value={one}
              checked={value === one}
              onChange={() => onChange(one)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {error === undefined ? null : <FieldError id={`${name}-error`}>{error}</FieldError>}
    </fieldset>
  );
}

const SCORES = ['1', '2', '3', '4', '5'] as const;

interface RatingProps {
  readonly score: string;
  readonly setScore: (score: string) => void;
  readonly satisfied: string;
  readonly setSatisfied: (satisfied: string) => void;
  readonly isTried: boolean;
}

function Rating({ score, setScore, satisfied, setSatisfied, isTried }: RatingProps) {
  const t = useText(trackTexts);
  const missing = (value: string, sentence: string) => (isTried && value === '' ? sentence : undefined);
  return (
    <>
      <Radios
        legend={t.score}
        value={score}
        onChange={setScore}
        error={missing(score, t.scoreMissing)}
        options={SCORES.map((one) => [one, t.stars(Number(one))])}
      />
      <Radios
        legend={t.satisfied}
        value={satisfied}
        onChange={setSatisfied}
        error={missing(satisfied, t.satisfiedMissing)}
        options={[
          ['yes', t.yes],
          ['no', t.no],
        ]}
      />
    </>
  );
}

interface ActProps {
  readonly code: string;
  readonly ability: Ability;
  readonly form: Form;
  readonly onSent: () => void;
}

function ActForm({ code, ability, form, onSent }: ActProps) {
  const t = useText(trackTexts);
  const { language } = useLanguage();
  const [words, setWords] = useState('');
  const [score, setScore] = useState('');
  const [satisfied, setSatisfied] = useState('');
  const [isTried, setTried] = useState(false);
  const sending = useSend<object, Acted>((body, intent) => actByCode(code, ability.action, body, intent), {
    refresh: [trackKey(code)],
    onDone: onSent,
  });
  const isRating = ability.action === 'rate';
  const isNeeded = ability.fields.some((field) => field.name === form.field && field.isRequired);
  const isShort = isNeeded && words.trim() === '';
  const isUnrated = isRating && (score === '' || satisfied === '');
  const submit = () => {
    setTried(true);
    if (isShort || isUnrated) return;
    const said = words.trim() === '' ? {} : { [form.field]: words.trim() };
    void sending.send({
      ...said,
      ...(isRating ? { score: Number(score), isSatisfied: satisfied === 'yes' } : {}),
    });
  };
  return (
    <div className="gl-act-form">
      {isRating ? <Rating {...{ score, setScore, satisfied, setSatisfied, isTried }} /> : null}
      <TextArea
        label={form.label}
        rows={3}
        maxLength={500}
        value={words}
        onChange={setWords}
        {...(isNeeded ? {} : { optional: t.optional })}
        {...(isTried && isShort ? { error: t.wordsMissing } : {})}
      />
      {sending.error ? <Notice tone="danger">{tellError(sending.error, language)}</Notice> : null}
      <Button tone="primary" isBusy={sending.isSending} onClick={submit}>
        {t.send}
      </Button>
    </div>
  );
}

function Act(props: ActProps): ReactNode {
  const t = useText(trackTexts);
  const { language } = useLanguage();
  const now = useNow(MINUTE);
  const { ability, form } = props;
  const until = ability.until === null ? undefined : fromIso(ability.until);
  return (
    <details className="gl-act">
      <summary>
        <strong>{form.title}</strong>
        {until === undefined ? null : (
          <span className="gl-quiet">{t.until(whenWords(until, now, language))}</span>
        )}
      </summary>
      <p className="gl-quiet">{form.why}</p>
      <ActForm {...props} />
    </details>
  );
}

export function TrackActions({ code, abilities }: { code: string; abilities: readonly Ability[] }) {
  const t = useText(trackTexts);
  const [isSent, setSent] = useState(false);
  const offered = abilities.flatMap((ability) => {
    const form = formOf(t, ability.action);
    return form ? [{ ability, form }] : [];
  });
  return (
    <>
      <div role="status">{isSent ? <Notice tone="ok">{t.thanks}</Notice> : null}</div>
      {offered.length === 0 ? null : (
        <section className="gl-acts">
          <h2>{t.what}</h2>
          {offered.map(({ ability, form }) => (
            <Act
              key={ability.action}
              code={code}
              ability={ability}
              form={form}
              onSent={() => setSent(true)}
            />
          ))}
        </section>
      )}
    </>
  );
}
