// Which push is answered or lifted on the phone, and that push in full: who, when, by when, in what words.
// Nobody answers words that he can't see; all of it lies with the case on the phone.
import { fromIso } from '../../../kernel/instant.ts';
import { now, useNow } from '../../../platform/web/clock/clock.ts';
import { Chips } from '../../../ui/choices/choices.tsx';
import { FieldError } from '../../../ui/text-field/text-field.tsx';
import { TimeLeft, When } from '../../../ui/time-left/time-words.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import { textIn, useText } from '../../../ui/words/texts.ts';
import { pushWords } from '../core/case-words.ts';
import { capital } from './action-form.tsx';
import { whoOf } from './case-timeline.tsx';
import { fieldActTexts } from './field-act-texts.ts';
import { leaderTexts } from './leader-texts.ts';
import { pushesFor } from './open-pushes.ts';
import { usePhoneWorld } from './phone-world.ts';
import { saidIn } from './step-words.ts';
import type { ActDrafting } from './use-act-draft.ts';
import type { Ability, AbilityField, CaseView } from './use-cases.ts';
import type { PhoneCase } from './use-shift.ts';

type Push = CaseView['pushes'][number];

/** `督办 10:05 · 12:00 前回复` */
function shortWords({ kind, at, answerBy }: Push, language: Language): string {
  const t = textIn(fieldActTexts, language);
  const when = (iso: string) => whenWords(fromIso(iso) ?? 0, now(), language);
  return [`${pushWords(kind, language)} ${when(at)}`, answerBy === null ? '' : t.answerBy(when(answerBy))]
    .filter(Boolean)
    .join(' · ');
}

/** The words are those of its step. */
function PushTold({ push, steps }: { push: Push; steps: CaseView['steps'] }) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const at = useNow(60_000);
  const step = steps.find(({ seq }) => seq === push.seq);
  const by = push.answerBy === null ? undefined : fromIso(push.answerBy);
  const kind = capital(pushWords(push.kind, language));
  const who = step && !push.isAutomatic ? whoOf(step, language) : t.automatic;
  return (
    <section className="gl-push-told" aria-label={kind}>
      <p>
        <strong>{kind}</strong> {who} <When at={fromIso(push.at) ?? at} now={at} />
      </p>
      {saidIn(step?.body ?? {}).map((words) => (
        <p key={words} className="gl-push-words">
          {words}
        </p>
      ))}
      {by === undefined ? null : (
        <p>
          {t.answerWanted} <TimeLeft dueAt={by} now={at} />
        </p>
      )}
    </section>
  );
}

export interface PushFieldProps {
  readonly of: PhoneCase;
  readonly ability: Ability;
  readonly field: AbilityField;
  readonly drafting: ActDrafting;
  readonly error: string | undefined;
}

/** Until one of several is chosen, all of them can be read. */
export function PushField({ of, ability, field, drafting, error }: PushFieldProps) {
  const language = useSpoken();
  const pushes = pushesFor(of, ability, usePhoneWorld(), now());
  const chosen = pushes.find(({ seq }) => seq === drafting.draft.values[field.name]);
  return (
    <div className="gl-act-choice">
      {pushes.length < 2 ? null : (
        <Chips
          label={language === 'zh' ? field.zh : capital(field.en)}
          choices={pushes.map((push) => ({ id: String(push.seq), label: shortWords(push, language) }))}
          chosen={chosen && String(chosen.seq)}
          onChoose={(id) => drafting.set(field.name, Number(id))}
        />
      )}
      {error === undefined ? null : <FieldError>{error}</FieldError>}
      {(chosen ? [chosen] : pushes).map((push) => (
        <PushTold key={push.seq} push={push} steps={of.view.steps} />
      ))}
    </div>
  );
}
