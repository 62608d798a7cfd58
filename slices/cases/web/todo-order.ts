// The to-do list as rules: what counts as mine to do, what comes first. Pure. What a person may do is never
// guessed from a role: the core says it of each case.
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import type { CaseListItem, CaseView } from './use-cases.ts';

/** In the order in which the big button offers them. */
export const MAIN_ACTIONS: readonly string[] = [
  'answer_hand_over',
  'answer_check',
  'claim',
  'feed_back',
  'verify',
  'accept',
  'dispatch',
  'close',
  'answer_push',
  'answer_consult',
  'answer_extend',
  'answer_suspend',
  'confirm_force_close',
  'review_appeal',
  'confirm_appeal',
];
const SECOND_ACTIONS: readonly string[] = ['rework', 'hand_over', 'return', 'push', 'answer_push'];
/** Ways out of an emergency: never the first thing that a screen offers. */
const LAST_RESORTS: ReadonlySet<string> = new Set(['force_close']);

/** In the order in which they came, what is for emergencies at the end. */
export const lastResortsLast = <A extends { readonly action: string }>(all: readonly A[]): readonly A[] => [
  ...all.filter(({ action }) => !LAST_RESORTS.has(action)),
  ...all.filter(({ action }) => LAST_RESORTS.has(action)),
];

export type Group = 'claim' | 'handle' | 'verify' | 'check' | 'push' | 'other';
const GROUP_OF: Readonly<Record<string, Group>> = {
  claim: 'claim',
  feed_back: 'handle',
  verify: 'verify',
  answer_check: 'check',
  answer_push: 'push',
  answer_hand_over: 'push',
  answer_consult: 'push',
};

const RANK: Readonly<Record<string, number>> = { red: 0, orange: 1, yellow: 2, green: 3, paused: 4 };
const NO_LAMP = 5;

type Ordered = Pick<CaseListItem, 'id' | 'lamp' | 'dueAt' | 'createdAt'>;

/** A lamp that has turned red since the server answered is red. */
function rankOf({ lamp, dueAt }: Ordered, now: Instant): number {
  const due = dueAt === null ? undefined : fromIso(dueAt);
  if (due !== undefined && due < now) return RANK['red'] ?? 0;
  return RANK[lamp ?? ''] ?? NO_LAMP;
}

const timeOf = (iso: string | null): number =>
  (iso === null ? undefined : fromIso(iso)) ?? Number.POSITIVE_INFINITY;

/** Each case once: by lamp, then by what is due first, then the oldest. */
export function orderTodo<T extends Ordered>(cases: readonly T[], now: Instant): readonly T[] {
  const once = [...new Map(cases.map((one) => [one.id, one])).values()];
  return once.sort(
    (a, b) =>
      rankOf(a, now) - rankOf(b, now) ||
      timeOf(a.dueAt) - timeOf(b.dueAt) ||
      timeOf(a.createdAt) - timeOf(b.createdAt) ||
      (a.id < b.id ? -1 : 1),
  );
}

type WithAbilities = Pick<CaseView, 'abilities'>;

const firstOf = <A extends { action: string }>(
  abilities: readonly A[],
  wanted: readonly string[],
): A | undefined => {
  for (const action of wanted) {
    const found = abilities.find((one) => one.action === action);
    if (found) return found;
  }
  return undefined;
};

/** The big button: undefined where nothing waits for this person. */
export const mainAbility = ({ abilities }: WithAbilities): CaseView['abilities'][number] | undefined =>
  firstOf(abilities, MAIN_ACTIONS);

export interface Buttons {
  readonly main: CaseView['abilities'][number] | undefined;
  readonly second: CaseView['abilities'][number] | undefined;
  readonly rest: readonly CaseView['abilities'][number][];
}

export function buttonsOf({ abilities }: WithAbilities): Buttons {
  const main = firstOf(abilities, [...MAIN_ACTIONS, 'push']);
  const others = abilities.filter((one) => one !== main);
  const second = firstOf(others, SECOND_ACTIONS);
  return { main, second, rest: lastResortsLast(others.filter((one) => one !== second)) };
}

export const groupOf = (of: WithAbilities): Group | undefined => {
  const main = mainAbility(of);
  return main && (GROUP_OF[main.action] ?? 'other');
};
