// The triage desk: queue, case, decision, side by side, worked by keys alone. Composition: what it knows
// is in use-desk.ts, what it does in use-desk-acts.ts, which key means what in triage-keys.ts. What other
// slices bring is handed in by the shell (desk-parts.ts).
import { memo, useDeferredValue, useRef, useState, type RefObject } from 'react';
import { MINUTE } from '../../../kernel/duration.ts';
import type { Point } from '../../../kernel/geo.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { navigate, useRoute } from '../../../platform/web/router/router.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { SplitPanes } from '../../../ui/split-panes/split-panes.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type Present, useDeskParts } from './desk-parts.ts';
import { deskTexts } from './desk-texts.ts';
import { useCap, useOwnKeys } from './key-caps.tsx';
import { hasAbility } from './quick-acts.ts';
import { mergeable, type SameCase } from './same-panel.tsx';
import { TriageCase } from './triage-case.tsx';
import { TriageDecision } from './triage-decision.tsx';
import { DeskForms } from './triage-forms.tsx';
import { useDeskKeys } from './triage-keys-live.ts';
import { TriageList } from './triage-list.tsx';
import { viewAfter } from './triage-queue.ts';
import type { Ability, Body } from './use-cases.ts';
import { type Desk, useDesk } from './use-desk-acts.ts';
import './triage-desk.css';

type Href = (caseId: string) => string;

export interface TriageDeskProps {
  readonly caseHref: Href;
}

interface CasePaneProps {
  readonly desk: Desk;
  readonly caseHref: Href;
  readonly same: readonly SameCase[];
  readonly others: readonly Present[];
}

/** Drawn again only when something of it has changed: an answer about something else costs it nothing. */
const Case = memo(TriageCase);
const Decision = memo(TriageDecision);

/** The same function on every drawing, running the newest. */
function useSteady<A extends readonly unknown[]>(run: (...args: A) => void): (...args: A) => void {
  const latest = useRef(run);
  latest.current = run;
  const [steady] = useState(
    () =>
      (...args: A) =>
        latest.current(...args),
  );
  return steady;
}

function CasePane({ desk, caseHref, same, others }: CasePaneProps) {
  const t = useText(deskTexts);
  const now = useNow(MINUTE / 2);
  const { asked, current, proposal, draft } = desk;
  const onMove = useSteady((point: Point) => desk.change({ point, grid: undefined }));
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
  return (
    <Case
      of={of}
      now={now}
      proposal={proposal.data}
      movedTo={draft.point}
      caseHref={caseHref}
      same={same}
      others={others}
      onMove={hasAbility(of, 'accept') ? onMove : undefined}
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
      {/* The title of the page stands in the queue, which is not in view then. */}
      {front === 'queue' ? null : <h1 className="gl-unseen">{t.title}</h1>}
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
  const { view, saved, pickView, query } = desk;
  const asked = useRoute().query.get('view');
  const { views } = useDeskParts().useViews();
  const isLost = asked?.startsWith('saved:') === true && views !== undefined && !saved;
  const latest = useRef({ desk, onPick });
  latest.current = { desk, onPick };
  // The same for every row on every drawing: rows that did not change are not drawn again.
  const [onCurrent] = useState(() => (id: string) => {
    latest.current.desk.pick(id);
    latest.current.onPick();
  });
  return (
    <TriageList
      queue={desk.queue}
      selection={desk.selection}
      onCurrent={onCurrent}
      onMove={desk.move}
      now={now}
      list={desk.list}
      search={search}
      views={{ view, saved, pickView, query, isLost }}
      text={desk.text}
      onText={desk.setText}
      onLeave={desk.focusList}
    />
  );
}

interface DecisionPaneProps {
  readonly desk: Desk;
  readonly same: readonly SameCase[];
  readonly caseHref: Href;
  readonly openForm: (ability: Ability, sameId?: string) => void;
  readonly isChoosingItem: boolean;
  readonly onChooseItem: (isOpen: boolean) => void;
}

function DecisionPane({ desk, ...rest }: DecisionPaneProps) {
  const { of } = desk;
  const onDraft = useSteady(desk.change);
  const onAccept = useSteady(() => void desk.accept());
  const onDispatchTo = useSteady(desk.openDispatch);
  const onPlace = useSteady(() => desk.setPlacing(true));
  const onAct = useSteady(rest.openForm);
  const onChooseItem = useSteady(rest.onChooseItem);
  if (!of) return null;
  return (
    <Decision
      key={of.id}
      of={of}
      proposal={desk.proposal.data}
      draft={desk.draft}
      same={rest.same}
      isBusy={desk.isBusy}
      trouble={desk.trouble}
      caseHref={rest.caseHref}
      isChoosingItem={rest.isChoosingItem}
      {...{ onDraft, onAccept, onDispatchTo, onPlace, onAct, onChooseItem }}
    />
  );
}

/** What a form is opened with: the likeliest case to merge into, the usual way of closing. */
function initialFor(action: string, mainCaseId: string | undefined): Body {
  if (action === 'merge') return mainCaseId === undefined ? {} : { mainCaseId };
  return action === 'close' ? { closingCode: 'solved' } : {};
}

/** The rows around the current one, in steps, so that the stream need not follow every key. */
const WINDOW = 30;
const rowsAround = ({ queue, current }: Desk): readonly string[] => {
  const at = Math.max(
    0,
    queue.rows.findIndex((row) => row.item.id === current),
  );
  const from = Math.floor(at / WINDOW) * WINDOW;
  return queue.rows.slice(from, from + WINDOW).map((row) => row.item.id);
};

/** Who else is here; and that I am, with a form open or words changed as somebody at work. */
function useOthers(desk: Desk): readonly Present[] {
  const parts = useDeskParts();
  const isAtWork = desk.form !== undefined || desk.isPlacing || desk.isChanged;
  parts.usePresenceLive(rowsAround(desk));
  return parts.usePresence(desk.current, isAtWork ? 'edits' : 'looks');
}

function useFormOpener(desk: Desk, same: readonly SameCase[]) {
  return (ability: Ability, sameId?: string) => {
    const mainCaseId = sameId ?? mergeable(same)[0]?.caseId;
    desk.setForm({ ability, initial: initialFor(ability.action, mainCaseId) });
  };
}

function useNextView(desk: Desk): () => void {
  const { views = [] } = useDeskParts().useViews();
  return () => desk.pickView(viewAfter(desk.saved ?? desk.view, views));
}

export function TriageDesk({ caseHref }: TriageDeskProps) {
  const desk = useDesk();
  const { t } = desk;
  const cap = useCap()('help') ?? '';
  const same = useDeskParts().useSame(desk.of);
  const others = useOthers(desk);
  const search = useRef<HTMLInputElement>(null);
  const [front, setFront] = useState<Front>('queue');
  const { showSheet } = useOwnKeys();
  const [choosing, setChoosing] = useState<string>();
  const openForm = useFormOpener(desk, same);
  useDeskKeys(desk, {
    openForm,
    openCase: () => desk.of && navigate(caseHref(desk.of.id)),
    focusSearch: () => search.current?.focus(),
    openItem: () => setChoosing(desk.current),
    showSame: () => document.querySelector<HTMLElement>('.gl-same a')?.focus(),
    nextView: useNextView(desk),
  });
  const isChoosingItem = choosing !== undefined && choosing === desk.current;
  const onChooseItem = (isOpen: boolean) => {
    setChoosing(isOpen ? desk.current : undefined);
    if (!isOpen) desk.focusList();
  };
  const queue = <QueuePane desk={desk} search={search} onPick={() => setFront('case')} />;
  const decision = <DecisionPane {...{ desk, same, caseHref, openForm, isChoosingItem, onChooseItem }} />;
  const panes = [
    { id: 'queue', label: t.queue, width: 340, content: queue },
    { id: 'case', label: t.caseLabel, content: <CasePane {...{ desk, caseHref, same, others }} /> },
    { id: 'decision', label: t.decision, width: 340, content: decision },
  ];
  return (
    <div className="gl-desk">
      <FrontTabs front={front} onFront={setFront} />
      <SplitPanes panes={panes} front={front} />
      <footer className="gl-desk-foot">
        {showSheet ? (
          <Button tone="quiet" size="small" shortcut={cap} onClick={() => showSheet('look')}>
            {t.keys} {cap}
          </Button>
        ) : null}
      </footer>
      <DeskForms desk={desk} same={same} />
    </div>
  );
}
