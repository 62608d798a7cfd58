// What the desk knows and does: which case is current, what has been changed on it, which form is open,
// and how acts end: the case leaves the queue, the next one is current, the focus goes back to the list.
import { useDeferredValue, useRef, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { textIn } from '../../../ui/words/texts.ts';
import { standardFlow } from '../core/flows/standard.ts';
import { edgeOf } from '../core/flow.ts';
import { nameIn } from './case-timeline.tsx';
import { acceptBody, type DecisionDraft, NO_CHANGE, proposalQuery } from './decision-draft.ts';
import { deskTexts } from './desk-texts.ts';
import { stepsFrom, useQuickActs } from './quick-acts.ts';
import { DESK_VIEWS, type DeskView, nextAfter, staysAwaited } from './triage-queue.ts';
import {
  type Ability,
  type Acted,
  type Body,
  type CaseView,
  useCase,
  useCasesAhead,
  useProposal,
} from './use-cases.ts';
import { useQueue } from './use-queue.ts';

/** Cases asked for before they are reached. */
const AHEAD = 2;

export interface OpenForm {
  readonly ability: Ability;
  readonly initial: Body;
}

/** The form of dispatching to another unit than the rule's: it names the unit and says why. */
const NAMED_HERE: ReadonlySet<string> = new Set(['unitId', 'reason']);

function dispatchAbility(): Ability | undefined {
  const edge = edgeOf(standardFlow, 'dispatch');
  if (!edge) return undefined;
  const fields = edge.carries.map(({ name, type, zh, en }) => ({
    name,
    type,
    zh,
    en,
    isRequired: NAMED_HERE.has(name),
  }));
  return { action: 'dispatch', zh: edge.zh, en: edge.en, until: null, fields };
}

/** Which case is current: the one in the address, else the first of the queue. */
function useCurrent(text: string) {
  const { query } = useRoute();
  const asked = query.get('view');
  const view: DeskView = DESK_VIEWS.find((one) => one === asked) ?? 'awaiting';
  const queue = useQueue(view, text);
  const current = query.get('case') ?? queue.rows[0]?.item.id;
  const pick = (id: string | undefined) => setQuery({ case: id });
  return { view, queue, current, pick };
}

function useDrafts(current: string | undefined) {
  const [drafts, setDrafts] = useState<Readonly<Record<string, DecisionDraft>>>({});
  const draft = drafts[current ?? ''] ?? NO_CHANGE;
  const change = (part: Partial<DecisionDraft>) =>
    current !== undefined && setDrafts((all) => ({ ...all, [current]: { ...draft, ...part } }));
  return { draft, change };
}

type Shown = ReturnType<typeof useShown>;

/** Which case is in view, with what the rules propose for it as it has been changed. */
function useShown() {
  const language = useSpoken();
  const [text, setText] = useState('');
  const { view, queue, current, pick } = useCurrent(useDeferredValue(text));
  const asked = useCase(current);
  const of = asked.data?.id === current ? asked.data : undefined;
  const { draft, change } = useDrafts(current);
  const at = queue.rows.findIndex((row) => row.item.id === current);
  useCasesAhead(queue.rows.slice(at + 1, at + 1 + AHEAD).map((row) => row.item.id));
  const isBefore = of !== undefined && stepsFrom(of).length > 0;
  const proposal = useProposal(current, isBefore ? proposalQuery(draft) : {});
  const list = useRef<HTMLDivElement>(null);
  const focusList = () => requestAnimationFrame(() => list.current?.focus({ preventScroll: true }));
  const move = (step: 1 | -1) => {
    const next = queue.rows[Math.max(0, Math.min(queue.rows.length - 1, at + step))];
    if (next) pick(next.item.id);
  };
  const t = textIn(deskTexts, language);
  return {
    language,
    t,
    view,
    text,
    setText,
    queue,
    current,
    pick,
    move,
    asked,
    of,
    draft,
    change,
    proposal,
    list,
    focusList,
  };
}

/** How acts end, and how a dispatch is told and taken back. */
function useEndings({ language, t, view, queue, pick }: Shown) {
  const acts = useQuickActs();
  /** A case that no longer waits here leaves, and the next one is current. */
  const finish = (was: CaseView, acted: Pick<Acted, 'state' | 'holderUnitId' | 'version'>) => {
    if (staysAwaited(view, was, acted)) return;
    const next = nextAfter(queue.rows, was.id);
    queue.markDone(was.id, acted.version);
    pick(next);
  };
  const undo = (was: CaseView, acted: Acted) => {
    acts.undo(was.id, acted.version).then(
      () => {
        queue.unmark(was.id);
        pick(was.id);
        toasts.show({ text: t.done(t.undone, was.number) });
      },
      (error: unknown) => toasts.show({ text: `${t.undoFailed}: ${tellError(error, language)}` }),
    );
  };
  const tellDispatched = (was: CaseView, acted: Acted, unit?: string) => {
    const words = unit === undefined ? t.dispatched : t.dispatchedTo(unit);
    toasts.show({ text: t.done(words, was.number), onUndo: () => undo(was, acted), seconds: 15 });
  };
  return { acts, finish, tellDispatched };
}

export function useDesk() {
  const shown = useShown();
  const { of, proposal, draft, current, language, focusList } = shown;
  const endings = useEndings(shown);
  const [form, setForm] = useState<OpenForm>();
  const [trouble, setTrouble] = useState<{ readonly id: string; readonly words: string }>();
  const [isBusy, setBusy] = useState(false);

  const accept = async () => {
    const unit = proposal.data?.unit;
    if (!of || !unit || isBusy || stepsFrom(of).length === 0) return;
    setBusy(true);
    setTrouble(undefined);
    try {
      const acted = await endings.acts.acceptAndDispatch(of, { accept: acceptBody(draft), dispatch: {} });
      if (acted) {
        endings.finish(of, acted);
        endings.tellDispatched(of, acted, nameIn(unit, language));
      }
    } catch (error) {
      setTrouble({ id: of.id, words: tellError(error, language) });
    } finally {
      setBusy(false);
      focusList();
    }
  };
  const openDispatch = () => {
    const ability = of && stepsFrom(of).length > 0 ? dispatchAbility() : undefined;
    if (ability) setForm({ ability, initial: {} });
  };
  const close = () => {
    setForm(undefined);
    focusList();
  };
  const told = trouble?.id === current ? trouble?.words : undefined;
  return { ...shown, ...endings, form, setForm, trouble: told, isBusy, accept, openDispatch, close };
}

export type Desk = ReturnType<typeof useDesk>;
