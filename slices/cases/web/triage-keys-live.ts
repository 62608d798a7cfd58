// The desk listening: each row of triage-keys.ts with what it does now, under the key that the person has for
// it. The same rows are what the palette offers, with the key that would have been quicker.
import { type Command, useCommands } from '../../../platform/web/keys/commands.ts';
import { type Keys, useKeys } from '../../../platform/web/keys/use-keys.ts';
import { useSuggestedItems } from './item-choice.tsx';
import { useCap, useOwnKeys } from './key-caps.tsx';
import { keyOf } from './key-map.ts';
import { hasAbility, stepsFrom } from './quick-acts.ts';
import { DESK_KEYS } from './triage-keys.ts';
import type { Ability } from './use-cases.ts';
import { useSettling } from './use-current.ts';
import type { Desk } from './use-desk-acts.ts';
import { tellOnce } from './use-endings.ts';

export interface DeskDoings {
  readonly openForm: (ability: Ability) => void;
  readonly openCase: () => void;
  readonly focusSearch: () => void;
  readonly openItem: () => void;
  readonly showSame: () => void;
  readonly nextView: () => void;
}

/** Rows that do nothing to a case. */
const LOOKING: ReadonlySet<string> = new Set(['next', 'previous', 'show_new', 'next_view', 'search']);
const REPEATING: ReadonlySet<string> = new Set(['next', 'previous']);

function doingsOf(desk: Desk, doings: DeskDoings): Readonly<Record<string, () => void>> {
  return {
    next: () => desk.move(1),
    previous: () => desk.move(-1),
    show_new: desk.queue.showNew,
    next_view: doings.nextView,
    search: doings.focusSearch,
    accept: () => void desk.accept(),
    dispatch: desk.openDispatch,
    item: doings.openItem,
    place: () => (desk.of && hasAbility(desk.of, 'accept') ? desk.setPlacing(true) : undefined),
    undo: desk.undoLast,
    open: doings.openCase,
    same: doings.showSame,
  };
}

/** Whether the palette has a reason to offer it now. */
function isOffered(id: string, { of }: Desk): boolean {
  if (id === 'accept' || id === 'dispatch') return of !== undefined && stepsFrom(of).length > 0;
  if (id === 'item' || id === 'place') return of !== undefined && hasAbility(of, 'accept');
  return id !== 'open' && id !== 'same' ? true : of !== undefined;
}

const digitKeys = (count: number, run: (index: number) => void): Keys =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [String(index + 1), { run: () => run(index) }]),
  );

export function useDeskKeys(desk: Desk, doings: DeskDoings): void {
  const { of } = desk;
  const { map } = useOwnKeys();
  const capOf = useCap();
  const suggested = useSuggestedItems(of && hasAbility(of, 'accept') ? of : undefined);
  const own = doingsOf(desk, doings);
  const act = (action: string) => {
    const ability = of?.abilities.find((one) => one.action === action);
    if (ability) doings.openForm(ability);
    else if (of) desk.tellNotNow(action);
  };
  const steps = new Set([keyOf(map, 'next'), keyOf(map, 'previous'), 'ArrowDown', 'ArrowUp']);
  useSettling(desk.settle, (key) => steps.has(key));
  // The sheet belongs to every screen: the shell answers its key.
  const rows = DESK_KEYS.filter((row) => row.isFixed !== true && row.id !== 'help');
  // The panes follow the mark before any key is heard. Should they ever not, nothing is done: an act on the
  // neighbour of the row that somebody looks at is the worst that a desk can do.
  const onMarked = (run: () => void) => () =>
    desk.selection.now() === desk.current ? run() : tellOnce(desk.t.notShown);
  const keys = rows.flatMap(({ id }): [string, Keys[string]][] => {
    const key = keyOf(map, id);
    const does = own[id] ?? (() => act(id));
    const run = LOOKING.has(id) || id === 'undo' ? does : onMarked(does);
    return key === undefined ? [] : [[key, REPEATING.has(id) ? { run, repeats: true } : { run }]];
  });
  useKeys({
    ...Object.fromEntries(keys),
    ...digitKeys(suggested.length, (index) => onMarked(() => desk.change({ item: suggested[index] }))()),
    // Inside the search the field itself listens; the empty list promises the key from everywhere.
    Escape: desk.text === '' ? undefined : { run: () => desk.setText('') },
  });
  const ownCommands = rows
    .filter(({ id }) => own[id] !== undefined && isOffered(id, desk))
    .map(({ id, zh, en }): Command => {
      const cap = capOf(id);
      return {
        id: `desk.${id}`,
        title: { zh, en },
        run: own[id] ?? (() => undefined),
        ...(cap ? { keys: [cap] } : {}),
      };
    });
  const acts = (of?.abilities ?? [])
    .filter(({ action }) => own[action] === undefined && !/^(?:undo|join|withdraw|object|rate)/.test(action))
    .map((ability): Command => {
      const cap = capOf(ability.action);
      const title = { zh: ability.zh, en: ability.en };
      const run = () => doings.openForm(ability);
      return { id: `desk.${ability.action}`, title, run, ...(cap ? { keys: [cap] } : {}) };
    });
  useCommands([...ownCommands, ...acts]);
}
