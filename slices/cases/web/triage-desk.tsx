// The triage desk: queue, case, decision, side by side, worked by keys alone. Composition: what it knows
// and does is in use-desk.ts, which key means what in triage-keys.ts. Likely same matters are handed in
// by the shell.
import { useDeferredValue, useRef, useState, type RefObject } from 'react';
import { MINUTE } from '../../../kernel/duration.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { type Keys, useKeys } from '../../../platform/web/keys/use-keys.ts';
import { navigate, setQuery } from '../../../platform/web/router/router.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { SplitPanes } from '../../../ui/split-panes/split-panes.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { ActionDialog } from './action-dialog.tsx';
import { capital } from './action-form.tsx';
import { actionWords } from '../core/case-words.ts';
import { acceptBody } from './decision-draft.ts';
import { deskTexts } from './desk-texts.ts';
import { useSuggestedItems } from './item-choice.tsx';
import { KeySheet } from './key-sheet.tsx';
import { hasAbility } from './quick-acts.ts';
import type { SameCase } from './same-panel.tsx';
import { TriageCase } from './triage-case.tsx';
import { TriageDecision } from './triage-decision.tsx';
import { ACTION_KEYS } from './triage-keys.ts';
import { TriageList } from './triage-list.tsx';
import type { Ability, Act, Acted, Body, CaseView } from './use-cases.ts';
import { type Desk, useDesk } from './use-desk.ts';
import type { Intent } from '../../../platform/web/api/intent.ts';
import './triage-desk.css';

export interface TriageDeskProps {
  readonly caseHref: (caseId: string) => string;
  /** Likely the same matter as this case, best first. */
  readonly useSame: (of: CaseView | undefined) => readonly SameCase[];
}

const digitKeys = (count: number, run: (index: number) => void): Keys =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [String(index + 1), { run: () => run(index) }]),
  );

interface Acts {
  readonly openForm: (ability: Ability, sameId?: string) => void;
  readonly showKeys: () => void;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly caseHref: (caseId: string) => string;
}

function useDeskKeys(desk: Desk, { openForm, showKeys, search, caseHref }: Acts): void {
  const { of, t } = desk;
  const suggested = useSuggestedItems(of && hasAbility(of, 'accept') ? of : undefined);
  const acting: Keys = Object.fromEntries(
    Object.entries(ACTION_KEYS).map(([action, key]) => [
      key,
      {
        run: () => {
          const ability = of?.abilities.find((one) => one.action === action);
          if (ability) openForm(ability);
          else if (of) toasts.show({ text: t.notNow(actionWords(action, desk.language)) });
        },
      },
    ]),
  );
  useKeys({
    ...acting,
    ...digitKeys(suggested.length, (index) => desk.change({ item: suggested[index] })),
    j: { run: () => desk.move(1), repeats: true },
    k: { run: () => desk.move(-1), repeats: true },
    a: { run: () => void desk.accept() },
    d: { run: desk.openDispatch },
    u: { run: () => void toasts.undoLast() },
    s: { run: desk.queue.showNew },
    '/': { run: () => search.current?.focus() },
    '?': { run: showKeys },
    // Inside the search the field itself listens; the empty list promises the key from everywhere.
    Escape: desk.text === '' ? undefined : { run: () => desk.setText('') },
    o: { run: () => of && navigate(caseHref(of.id)) },
  });
}

/** The form that is open; dispatching from "reported" accepts on the way. */
function DeskForm({ desk, same }: { desk: Desk; same: readonly SameCase[] }) {
  const { of, form, language, t } = desk;
  if (!of || !form) return null;
  const { ability } = form;
  const isDispatch = ability.action === 'dispatch';
  const send = async (act: Act, _: Intent): Promise<Acted> => {
    const acted = await desk.acts.acceptAndDispatch(of, {
      accept: acceptBody(desk.draft),
      dispatch: act.body,
    });
    if (!acted) throw new Error('a form of dispatching is open on a case that can’t be dispatched');
    return acted;
  };
  const onDone = (acted: Acted) => {
    desk.close();
    desk.finish(of, acted);
    const words = language === 'zh' ? ability.zh : capital(ability.en);
    if (isDispatch) desk.tellDispatched(of, acted);
    else toasts.show({ text: t.done(words, of.number) });
  };
  const known = same
    .filter((one) => one.isOpen)
    .map((one) => ({
      id: one.caseId,
      label: `${one.number} ${(language === 'zh' ? one.itemName : one.itemNameEn) ?? ''}`,
      hint: one.description,
    }));
  return (
    <ActionDialog
      of={of}
      ability={ability}
      initial={form.initial}
      known={{ mainCaseId: known }}
      onClose={desk.close}
      onDone={onDone}
      {...(isDispatch ? { send } : {})}
    />
  );
}

function CasePane({ desk, caseHref }: { desk: Desk; caseHref: (caseId: string) => string }) {
  const t = useText(deskTexts);
  const now = useNow(MINUTE / 2);
  const { asked, current, proposal, draft } = desk;
  // The row answers the key at once; the case itself may follow a moment later.
  const of = useDeferredValue(desk.of);
  if (current === undefined)
    return (
      <Empty icon="inbox" title={t.pick}>
        {t.pickWhy}
      </Empty>
    );
  if (asked.isError && !of) {
    return <Failed message={tellError(asked.error, desk.language)} onAgain={() => void asked.refetch()} />;
  }
  if (!of) return <Loading lines={10} />;
  const mayMove = hasAbility(of, 'accept');
  return (
    <TriageCase
      of={of}
      now={now}
      proposal={proposal.data}
      movedTo={draft.point}
      caseHref={caseHref}
      onMove={mayMove ? (point) => desk.change({ point }) : undefined}
      aside={
        <LinkButton href={caseHref(of.id)} size="small" tone="quiet" icon="next">
          {t.open2}
        </LinkButton>
      }
    />
  );
}

type Front = 'queue' | 'case' | 'decision';

/** On narrow screens and at great zoom one pane at a time. */
function FrontTabs({ front, onFront }: { front: Front; onFront: (front: Front) => void }) {
  const t = useText(deskTexts);
  const names: Readonly<Record<Front, string>> = {
    queue: t.queueTab,
    case: t.caseLabel,
    decision: t.decision,
  };
  return (
    <div className="gl-desk-fronts">
      {(['queue', 'case', 'decision'] as const).map((one) => (
        <Button
          key={one}
          tone={one === front ? 'primary' : 'plain'}
          aria-pressed={one === front}
          onClick={() => onFront(one)}
        >
          {names[one]}
        </Button>
      ))}
    </div>
  );
}

interface QueuePaneProps {
  readonly desk: Desk;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onPick: () => void;
}

function QueuePane({ desk, search, onPick }: QueuePaneProps) {
  const now = useNow(MINUTE / 2);
  return (
    <TriageList
      queue={desk.queue}
      current={desk.current}
      onCurrent={(id) => {
        desk.pick(id);
        onPick();
      }}
      onMove={desk.move}
      now={now}
      list={desk.list}
      search={search}
      view={desk.view}
      text={desk.text}
      onText={desk.setText}
      onLeave={desk.focusList}
      onView={(view) => setQuery({ view: view === 'awaiting' ? undefined : view, case: undefined })}
    />
  );
}

interface DecisionPaneProps extends Pick<Acts, 'openForm' | 'caseHref'> {
  readonly desk: Desk;
  readonly same: readonly SameCase[];
}

function DecisionPane({ desk, same, openForm, caseHref }: DecisionPaneProps) {
  const { of } = desk;
  if (!of) return null;
  return (
    <TriageDecision
      key={of.id}
      of={of}
      proposal={desk.proposal.data}
      draft={desk.draft}
      onDraft={desk.change}
      same={same}
      isBusy={desk.isBusy}
      trouble={desk.trouble}
      caseHref={caseHref}
      onAccept={() => void desk.accept()}
      onDispatchTo={desk.openDispatch}
      onAct={openForm}
    />
  );
}

/** What a form is opened with: the likeliest case to merge into, the usual way of closing. */
function initialFor(action: string, mainCaseId: string | undefined): Body {
  if (action === 'merge') return mainCaseId === undefined ? {} : { mainCaseId };
  return action === 'close' ? { closingCode: 'solved' } : {};
}

export function TriageDesk({ caseHref, useSame }: TriageDeskProps) {
  const desk = useDesk();
  const { t } = desk;
  const same = useSame(desk.of);
  const search = useRef<HTMLInputElement>(null);
  const [front, setFront] = useState<Front>('queue');
  const [isSheet, setSheet] = useState(false);
  const openForm = (ability: Ability, sameId?: string) => {
    const mainCaseId = sameId ?? same.find((one) => one.isOpen)?.caseId;
    desk.setForm({ ability, initial: initialFor(ability.action, mainCaseId) });
  };
  useDeskKeys(desk, { openForm, showKeys: () => setSheet(true), search, caseHref });
  const queue = <QueuePane desk={desk} search={search} onPick={() => setFront('case')} />;
  const decision = <DecisionPane desk={desk} same={same} openForm={openForm} caseHref={caseHref} />;
  const panes = [
    { id: 'queue', label: t.queue, width: 340, content: queue },
    { id: 'case', label: t.caseLabel, content: <CasePane desk={desk} caseHref={caseHref} /> },
    { id: 'decision', label: t.decision, width: 340, content: decision },
  ];
  return (
    <div className="gl-desk">
      <FrontTabs front={front} onFront={setFront} />
      <SplitPanes panes={panes} front={front} />
      <footer className="gl-desk-foot">
        <Button tone="quiet" size="small" shortcut="?" onClick={() => setSheet(true)}>
          {t.keys} ?
        </Button>
      </footer>
      <DeskForm desk={desk} same={same} />
      {isSheet ? <KeySheet onClose={() => setSheet(false)} /> : null}
    </div>
  );
}
