// What the desk knows: which view, which case is current, what has been changed on it, which form is open.
// What it does with it is in use-desk-acts.ts.
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { textIn } from '../../../ui/words/texts.ts';
import { type DecisionDraft, NO_CHANGE, proposalQuery } from './decision-draft.ts';
import { type SavedView, useDeskParts } from './desk-parts.ts';
import { deskTexts } from './desk-texts.ts';
import { stepsFrom } from './quick-acts.ts';
import { DESK_VIEWS, type DeskView, ownChoice, savedChoice } from './triage-queue.ts';
import { type Ability, type Body, useCase, useCasesAhead, useProposal } from './use-cases.ts';
import { useCurrent } from './use-current.ts';
import { useQueue } from './use-queue.ts';

/** Cases asked for before they are reached. */
const AHEAD = 2;

export interface OpenForm {
  readonly ability: Ability;
  readonly initial: Body;
}

export interface DeskViewState {
  readonly view: DeskView;
  readonly saved: SavedView | undefined;
  /** Every view there is, in the order in which a key walks them. */
  readonly pickView: (view: DeskView | SavedView) => void;
}

const SAVED = 'saved:';

/** Which view the address asks for: one of the desk's own, or a saved one. */
function useView(): DeskViewState & { readonly isReady: boolean } {
  const { query } = useRoute();
  const { views } = useDeskParts().useViews();
  const asked = query.get('view');
  const view: DeskView = DESK_VIEWS.find((one) => one === asked) ?? 'awaiting';
  const isSaved = asked?.startsWith(SAVED) === true;
  const saved = isSaved ? views?.find((one) => one.id === asked.slice(SAVED.length)) : undefined;
  const pickView = (one: DeskView | SavedView) => {
    const name = typeof one === 'string' ? one : `${SAVED}${one.id}`;
    setQuery({ view: name === 'awaiting' ? undefined : name, case: undefined });
  };
  return { view, saved, pickView, isReady: !isSaved || views !== undefined };
}

/** Which view is shown, and which of its cases is current: the one in the address, else the first. */
function useQueueAt(text: string) {
  const { view, saved, pickView, isReady } = useView();
  const choice = useMemo(
    () => (saved ? savedChoice(saved.id, saved.query, text) : ownChoice(view, text)),
    [saved, view, text],
  );
  const queue = useQueue(choice, isReady);
  const at = useCurrent(queue.rows[0]?.item.id);
  const pickOther = (one: DeskView | SavedView) => {
    at.pick(undefined);
    pickView(one);
  };
  return { view, saved, pickView: pickOther, asked: choice.query, queue, ...at };
}

function useDrafts(current: string | undefined) {
  const [drafts, setDrafts] = useState<Readonly<Record<string, DecisionDraft>>>({});
  const draft = drafts[current ?? ''] ?? NO_CHANGE;
  const change = (part: Partial<DecisionDraft>) =>
    current !== undefined && setDrafts((all) => ({ ...all, [current]: { ...draft, ...part } }));
  return { draft, change, isChanged: Object.values(draft).some((value) => value !== undefined) };
}

export type Shown = ReturnType<typeof useShown>;

/** Which case is in view, with what the rules propose for it as it has been changed. */
export function useShown() {
  const language = useSpoken();
  const [text, setText] = useState('');
  const { asked: query, ...at } = useQueueAt(useDeferredValue(text));
  const { queue, current, pick, selection } = at;
  const asked = useCase(current);
  const of = asked.data?.id === current ? asked.data : undefined;
  const drafting = useDrafts(current);
  const index = queue.rows.findIndex((row) => row.item.id === current);
  useCasesAhead(queue.rows.slice(index + 1, index + 1 + AHEAD).map((row) => row.item.id));
  const isBefore = of !== undefined && stepsFrom(of).length > 0;
  const proposal = useProposal(current, isBefore ? proposalQuery(drafting.draft) : {});
  const list = useRef<HTMLDivElement>(null);
  const focusList = () => requestAnimationFrame(() => list.current?.focus({ preventScroll: true }));
  const move = (step: 1 | -1) => {
    // From the row that is marked, however far behind the panes are.
    const from = queue.rows.findIndex((row) => row.item.id === selection.now());
    const next = queue.rows[Math.max(0, Math.min(queue.rows.length - 1, from + step))];
    if (next) pick(next.item.id);
  };
  const t = textIn(deskTexts, language);
  const search = { text, setText };
  return { language, t, query, ...at, ...search, move, asked, of, ...drafting, proposal, list, focusList };
}
