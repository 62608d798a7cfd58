// Several red cases of one unit are pushed together: one instruction and one time, a request per case
// through the door of one case, and a result per row. What was refused says why; what the line lost is
// tried again as the same request, so nothing is pushed twice.
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { type Intent, newIntent } from '../../../platform/web/api/intent.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Chips, Segments } from '../../../ui/choices/choices.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { useSendKey } from '../../../ui/form/send-key.ts';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { Checkbox, TextArea } from '../../../ui/text-field/text-field.tsx';
import { dueWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { useCalendar } from '../../calendar/web/public.ts';
import { answerByChoices } from '../../cases/core/answer-by.ts';
import {
  actOn,
  bodyOfPush,
  BY_RULE,
  capital,
  choiceWords,
  DEFAULT_PUSH_WORDS,
  itemName,
  LampFor,
  mayLead,
  nameIn,
  OfferedPhrases,
  PUSH_KINDS,
  type PushDraft,
  type PushItem,
  pushWords,
  staleAfterAct,
  useCases,
} from '../../cases/web/public.ts';
import { heldBy } from '../core/board-lists.ts';
import type { OnPush } from './now-view.tsx';
import { boardTexts } from './supervision-texts.ts';

type Unit = Parameters<OnPush>[0];

/** What became of one row. */
export type Outcome = { readonly is: 'sending' | 'sent' } | { readonly is: 'failed'; readonly words: string };

interface RowProps {
  readonly of: PushItem['of'];
  readonly isChosen: boolean;
  readonly onToggle: () => void;
  readonly outcome: Outcome | undefined;
  readonly sentWords: string;
}

function CaseRow({ of, isChosen, onToggle, outcome, sentWords }: RowProps) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const at = useNow(60_000);
  const canPush = mayLead(of, 'push');
  const name = [itemName(of, language), of.description, of.address].filter(Boolean).join(' · ');
  return (
    <li>
      {canPush && outcome?.is !== 'sent' ? (
        <Checkbox isChecked={isChosen} onChange={onToggle}>
          {name}
        </Checkbox>
      ) : (
        <span>{name}</span>
      )}
      <LampFor of={of} now={at} isShort />
      <span role="status" className={outcome?.is === 'failed' ? 'gl-board-failed' : 'gl-quiet'}>
        {outcome === undefined
          ? canPush
            ? ''
            : t.notYours
          : outcome.is === 'failed'
            ? outcome.words
            : outcome.is === 'sent'
              ? sentWords
              : t.sending}
      </span>
    </li>
  );
}

interface InstructionProps {
  readonly districtId: string;
  readonly draft: PushDraft;
  readonly set: (change: Partial<PushDraft>) => void;
  readonly choices: ReturnType<typeof answerByChoices>;
}

function Instruction({ districtId, draft, set, choices }: InstructionProps) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const at = useNow(60_000);
  const by = choices.find(({ name }) => name === draft.answerBy);
  return (
    <>
      <Segments
        label={t.pushKind}
        chosen={draft.kind}
        onChoose={(kind) => set({ kind })}
        choices={PUSH_KINDS.map((id) => ({ id, label: capital(pushWords(id, language)) }))}
      />
      <Chips
        label={t.pushBy}
        chosen={by ? draft.answerBy : BY_RULE}
        onChoose={(answerBy) => set({ answerBy })}
        choices={[
          ...choices.map((one) => ({ id: one.name as string, label: choiceWords(one, language) })),
          { id: BY_RULE, label: language === 'zh' ? '按规定' : 'By the rule' },
        ]}
      />
      <p className="gl-quiet" role="status">
        {by ? t.answerWanted(dueWords(by.at, at, language)) : ''}
      </p>
      <OfferedPhrases
        districtId={districtId}
        action="push"
        field="words"
        value={draft.words}
        onChange={(words) => set({ words })}
      />
      <TextArea
        label={t.pushWords}
        optional={t.optional}
        rows={2}
        maxLength={1_000}
        value={draft.words}
        help={draft.words === '' ? t.pushWordsHelp(DEFAULT_PUSH_WORDS[draft.kind][language]) : undefined}
        onChange={(words) => set({ words })}
      />
    </>
  );
}

interface Sending {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly isSending: boolean;
  readonly send: (cases: readonly PushItem['of'][], body: Readonly<Record<string, unknown>>) => Promise<void>;
}

/** One after the other, so that a district's leader does not start fifty requests at once. */
function useSending(): Sending {
  const language = useSpoken();
  const queries = useQueryClient();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [isSending, setSending] = useState(false);
  const [intents] = useState(() => new Map<string, Intent>());
  const put = (id: string, outcome: Outcome) => setOutcomes((all) => new Map(all).set(id, outcome));
  const sendOne = async (caseId: string, body: Readonly<Record<string, unknown>>) => {
    // Another instruction is another push; the same one tried again is not.
    const key = `${caseId} ${JSON.stringify(body)}`;
    const intent = intents.get(key) ?? newIntent();
    intents.set(key, intent);
    put(caseId, { is: 'sending' });
    try {
      await actOn({ caseId, action: 'push', body }, intent);
      put(caseId, { is: 'sent' });
    } catch (error) {
      put(caseId, { is: 'failed', words: tellError(error, language) });
    }
  };
  const send: Sending['send'] = async (cases, body) => {
    setSending(true);
    for (const { id } of cases) await sendOne(id, body);
    setSending(false);
    for (const { id } of cases) {
      for (const queryKey of staleAfterAct(id)) void queries.invalidateQueries({ queryKey });
    }
  };
  return { outcomes, isSending, send };
}

const MOST = 50;

type Body = Readonly<Record<string, unknown>>;
interface FormProps {
  readonly unit: Unit;
  readonly cases: readonly PushItem['of'][];
  readonly onClose: () => void;
}

/** What is chosen, what is said, what became of it. */
function usePushing(cases: FormProps['cases']) {
  const language = useSpoken();
  const at = useNow(60_000);
  const choices = answerByChoices(useCalendar(cases[0]?.areaPath.slice(0, 6)), at);
  const [draft, setDraft] = useState<PushDraft>({ kind: 'supervise', answerBy: 'end_of_day', words: '' });
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    cases.filter((of) => mayLead(of, 'push')).map(({ id }) => id),
  );
  const { outcomes, isSending, send } = useSending();
  const [sentBody, setSentBody] = useState<Body>();
  const open = cases.filter(({ id }) => chosen.includes(id) && outcomes.get(id)?.is !== 'sent');
  return {
    draft,
    choices,
    chosen,
    outcomes,
    isSending,
    open,
    sentBody,
    set: (change: Partial<PushDraft>) => setDraft({ ...draft, ...change }),
    toggle: (id: string) =>
      setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]),
    go: () => {
      if (isSending || open.length === 0) return;
      // What failed is sent again as it was, not as the clock would have it now.
      const body = sentBody ?? bodyOfPush(draft, choices, language);
      setSentBody(body);
      void send(open, body);
    },
  };
}

type Pushing = ReturnType<typeof usePushing>;

function useSentWords(sentBody: Body | undefined): string {
  const t = useText(boardTexts);
  const language = useSpoken();
  const at = useNow(60_000);
  const by = typeof sentBody?.answerBy === 'string' ? fromIso(sentBody.answerBy) : undefined;
  return by === undefined ? t.sentPlain : t.sentTo(dueWords(by, at, language));
}

function Ways({ pushing, onClose }: { pushing: Pushing; onClose: () => void }) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const { draft, open, isSending, sentBody, go } = pushing;
  const isAgain = sentBody !== undefined && !isSending;
  return (
    <>
      <Button onClick={onClose}>{sentBody && open.length === 0 ? t.done : t.cancel}</Button>
      {open.length === 0 ? null : (
        <Button tone="primary" isBusy={isSending} onClick={go}>
          {isAgain ? t.again : t.send(capital(pushWords(draft.kind, language)), open.length)}
        </Button>
      )}
    </>
  );
}

function Form({ unit, cases, onClose }: FormProps) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const pushing = usePushing(cases);
  const { draft, choices, chosen, outcomes, sentBody, set, toggle } = pushing;
  const part = useRef<HTMLDivElement>(null);
  useSendKey(part, pushing.go);
  const sentWords = useSentWords(sentBody);
  const sent = [...outcomes.values()].filter(({ is }) => is === 'sent').length;
  const title = t.pushTitle(nameIn(unit, language));
  return (
    <Dialog isOpen size="large" onClose={onClose} title={title} actions={<Ways {...{ pushing, onClose }} />}>
      <div className="gl-board-push-form" ref={part}>
        {sentBody ? (
          <div role="status">
            <Notice>{t.sentOf(sent, outcomes.size)}</Notice>
          </div>
        ) : (
          <Instruction districtId={cases[0]?.areaPath.slice(0, 6) ?? ''} {...{ draft, choices, set }} />
        )}
        <fieldset>
          <legend>{t.pushWhich}</legend>
          <ul className="gl-board-push-cases">
            {cases.map((of) => (
              <CaseRow
                key={of.id}
                of={of}
                isChosen={chosen.includes(of.id)}
                onToggle={() => toggle(of.id)}
                outcome={outcomes.get(of.id)}
                sentWords={sentWords}
              />
            ))}
          </ul>
        </fieldset>
      </div>
    </Dialog>
  );
}

/** Open as long as it is drawn. The cases are those that were red when it was opened: nothing is pushed
 *  unseen. */
export function PushSeveral({
  areaPath,
  unit,
  onClose,
}: {
  areaPath: string;
  unit: Unit;
  onClose: () => void;
}) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const asked = useCases({ ...heldBy(areaPath, 'red', unit.id), limit: MOST });
  const [cases, setCases] = useState<readonly PushItem['of'][]>();
  if (cases === undefined && asked.isSuccess && !asked.isPlaceholderData) setCases(asked.items);
  if (cases !== undefined && cases.length > 0) return <Form unit={unit} cases={cases} onClose={onClose} />;
  return (
    <Dialog isOpen size="large" onClose={onClose} title={t.pushTitle(nameIn(unit, language))}>
      {asked.isError ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : cases === undefined ? (
        <Loading lines={4} />
      ) : (
        <p>{t.noRed}</p>
      )}
    </Dialog>
  );
}
