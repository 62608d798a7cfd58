// Pushing on the phone: how, by when an answer is wanted, and words if any. One form for one case and for
// many; each case gets its own entry in the outbox, so that one refused does not hold the others.
import { useState } from 'react';
import { newIntent } from '../../../platform/web/api/intent.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { PocketFull } from '../../../platform/web/outbox/device-db.ts';
import { outbox } from '../../../platform/web/outbox/outbox.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Chips, Segments } from '../../../ui/choices/choices.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { TextArea } from '../../../ui/text-field/text-field.tsx';
import { dueWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { useCalendar } from '../../calendar/web/public.ts';
import { type AnswerBy, answerByChoices } from '../core/answer-by.ts';
import { itemName } from './case-facts.tsx';
import { entryOfAct } from './field-act.ts';
import { PHRASES } from './field-texts.ts';
import { OfferedPhrases } from './offered-words.tsx';
import { DEFAULT_WORDS, leaderTexts, PUSH_KINDS } from './leader-texts.ts';
import { bodyOfPush, BY_RULE, choiceWords, kindAfter, type PushDraft } from './push-draft.ts';
import type { CaseView } from './use-cases.ts';
import './leader.css';

export interface PushFormProps {
  /** All of one district; each may be pushed by this person. */
  readonly cases: readonly CaseView[];
  readonly owner: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

interface PartProps {
  readonly draft: PushDraft;
  readonly set: (change: Partial<PushDraft>) => void;
}

function Kind({ draft, set }: PartProps) {
  const t = useText(leaderTexts);
  const why = { urge: t.urgeWhy, supervise: t.superviseWhy, summon: t.summonWhy };
  return (
    <div className="gl-push-part">
      <Segments
        label={t.kind}
        isLabelHidden
        choices={PUSH_KINDS.map((id) => ({ id, label: t[id] }))}
        chosen={draft.kind}
        onChoose={(kind) => set({ kind })}
      />
      <p className="gl-quiet" role="status">
        {why[draft.kind]}
      </p>
    </div>
  );
}

function When({ draft, set, choices }: PartProps & { readonly choices: readonly AnswerBy[] }) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const at = useNow(60_000);
  const chosen = choices.find(({ name }) => name === draft.answerBy);
  return (
    <div className="gl-push-part">
      <Chips
        label={t.answerBy}
        choices={[
          ...choices.map((choice) => ({ id: choice.name as string, label: choiceWords(choice, language) })),
          { id: BY_RULE, label: t.byRule },
        ]}
        chosen={chosen ? chosen.name : BY_RULE}
        onChoose={(answerBy) => set({ answerBy })}
      />
      <p className="gl-quiet" role="status">
        {chosen ? t.exactly(dueWords(chosen.at, at, language)) : t.byRuleWhy}
      </p>
      {choices.length === 1 ? <p className="gl-quiet">{t.noCalendar}</p> : null}
    </div>
  );
}

function Words({ draft, set, districtId }: PartProps & { readonly districtId: string }) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const phrases = PHRASES['push words']?.[language] ?? [];
  return (
    <div className="gl-push-part">
      <OfferedPhrases
        districtId={districtId}
        action="push"
        field="words"
        value={draft.words}
        standard={phrases}
        onChange={(words) => set({ words })}
      />
      <TextArea
        label={t.words}
        optional={t.optional}
        help={draft.words === '' ? t.wordsHelp(DEFAULT_WORDS[draft.kind][language]) : undefined}
        rows={2}
        maxLength={1_000}
        value={draft.words}
        onChange={(words) => set({ words })}
      />
    </div>
  );
}

interface PushMade {
  readonly owner: string;
  readonly labelOf: (of: CaseView) => string;
  /** The same at a second try, so that what was kept at the first is not kept twice. */
  readonly intentOf: (of: CaseView) => string;
}

/** A case whose push is not allowed any more (someone was quicker) is passed over by its missing ability.
 *  False when the phone has no room: what was kept before is sent all the same. */
async function pushAll(
  cases: readonly CaseView[],
  values: Readonly<Record<string, unknown>>,
  made: PushMade,
): Promise<boolean> {
  for (const of of cases) {
    const ability = of.abilities.find(({ action }) => action === 'push');
    if (!ability) continue;
    const draft = { intent: made.intentOf(of), values, pictures: [] };
    const about = { owner: made.owner, label: made.labelOf(of).slice(0, 40) };
    try {
      await outbox.add(entryOfAct(of.id, ability, draft, about));
    } catch (error) {
      if (error instanceof PocketFull) return false;
      throw error;
    }
  }
  return true;
}

export function PushForm({ cases, owner, onDone, onCancel }: PushFormProps) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const at = useNow(60_000);
  const districtId = cases[0]?.areaPath.slice(0, 6);
  const calendar = useCalendar(districtId);
  const choices = answerByChoices(calendar, at);
  const [isSending, setSending] = useState(false);
  const [isFull, setFull] = useState(false);
  const [intents] = useState(() => new Map(cases.map(({ id }) => [id, newIntent()])));
  const [draft, setDraft] = useState<PushDraft>({
    kind: cases.length === 1 ? kindAfter(cases[0]) : 'supervise',
    answerBy: 'end_of_day',
    words: '',
  });
  const set = (change: Partial<PushDraft>) => setDraft({ ...draft, ...change });
  const send = async () => {
    setFull(false);
    setSending(true);
    const labelOf = (of: CaseView) => `${t[draft.kind]} ${itemName(of, language) ?? of.description}`;
    const body = bodyOfPush(draft, choices, language);
    const intentOf = (of: CaseView) => intents.get(of.id) ?? newIntent();
    const isKept = await pushAll(cases, body, { owner, labelOf, intentOf }).finally(() => setSending(false));
    if (isKept) onDone();
    else setFull(true);
  };
  return (
    <div className="gl-act-form">
      <Kind draft={draft} set={set} />
      <When draft={draft} set={set} choices={choices} />
      <Words draft={draft} set={set} districtId={districtId ?? ''} />
      <div role="alert">{isFull ? <Notice tone="danger">{t.full}</Notice> : null}</div>
      <div className="gl-act-send">
        <Button size="large" onClick={onCancel}>
          {t.cancel}
        </Button>
        <Button size="large" tone="primary" isBusy={isSending} onClick={() => void send()}>
          {t.send(t[draft.kind], cases.length)}
        </Button>
      </div>
    </div>
  );
}
