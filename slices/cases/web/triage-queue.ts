// The order of a dispatcher's queue, and how it takes in news without moving under the cursor. Pure: what
// is shown stays where it is with fresh data; what is new waits until it is asked for; what others took
// away stays, marked; what I have done goes at once.
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { LAMPS } from '../../../ui/lamp/lamp.tsx';
import { lampNow } from './lamp-for.tsx';
import type { CaseListItem, View } from './use-cases.ts';
import { statesOf } from './view-query.ts';

export const DESK_VIEWS = ['awaiting', 'red', 'open'] as const;
export type DeskView = (typeof DESK_VIEWS)[number];

/** The desk's own views, then the saved ones, then from the beginning. A saved one is known by its id: each
 *  asking makes it anew. */
export function viewAfter<Saved extends { readonly id: string }>(
  shown: DeskView | Saved,
  saved: readonly Saved[],
): DeskView | Saved {
  const all = [...DESK_VIEWS, ...saved];
  const idOf = (one: DeskView | Saved): string => (typeof one === 'string' ? one : one.id);
  const at = all.findIndex((one) => idOf(one) === idOf(shown));
  return all[(at + 1) % all.length] ?? shown;
}

const AWAITED = ['reported', 'accepted', 'answered', 'verified'];
const OPEN = ['reported', 'accepted', 'dispatched', 'handling', 'answered', 'verified'];

/** What the list is asked for. */
export function queryFor(view: DeskView, text: string): View {
  const searched = text.trim() === '' ? {} : { text: text.trim() };
  if (view === 'awaiting') return { ...searched, mine: 'held', state: AWAITED };
  if (view === 'red') return { ...searched, due: 'today' };
  return { ...searched, state: OPEN };
}

/** One of the desk's own views, or a saved one: what it asks for, and what of the answer it shows. */
export interface QueueChoice {
  /** The same for the same rows: while it is, rows keep their places. */
  readonly subject: string;
  readonly query: View;
  readonly belongs: (item: CaseListItem, now: Instant) => boolean;
}

/** `due: today` reaches a day ahead; this view is for what is late or nearly so. */
export function belongs(view: DeskView, item: CaseListItem, now: Instant): boolean {
  if (view !== 'red') return true;
  const lamp = lampNow(item, now)?.lamp;
  return lamp === 'red' || lamp === 'orange';
}

export const ownChoice = (view: DeskView, text: string): QueueChoice => ({
  subject: `${view} ${text}`,
  query: queryFor(view, text),
  belongs: (item, now) => belongs(view, item, now),
});

/** Words typed on the desk go over those of the view. */
export const savedChoice = (id: string, query: View, text: string): QueueChoice => ({
  subject: `saved ${id} ${JSON.stringify(query)} ${text}`,
  query: text.trim() === '' ? query : { ...query, text: text.trim() },
  belongs: () => true,
});

const rankOf = (item: CaseListItem, now: Instant): number => {
  const lamp = lampNow(item, now)?.lamp;
  return lamp === undefined ? LAMPS.length : LAMPS.indexOf(lamp);
};
const dueOf = (item: CaseListItem): number =>
  (item.dueAt === null ? undefined : fromIso(item.dueAt)) ?? Number.POSITIVE_INFINITY;

/** The most urgent first: by lamp, then by when it is due, then the older. */
export function byUrgency(items: readonly CaseListItem[], now: Instant): CaseListItem[] {
  const ahead = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
  return [...items].sort(
    (a, b) =>
      ahead(rankOf(a, now), rankOf(b, now)) ||
      ahead(dueOf(a), dueOf(b)) ||
      (a.createdAt < b.createdAt ? -1 : 1),
  );
}

export interface QueueRow {
  readonly item: CaseListItem;
  /** No longer in this view: someone else has dealt with it. */
  readonly isGone: boolean;
}

export interface Queue {
  readonly rows: readonly QueueRow[];
  /** How many wait to be shown. */
  readonly waiting: number;
}

/** What I have dealt with: the case, and its version after my act. */
export type Done = ReadonlyMap<string, number>;

/** Dealt with, as far as is known. A unit may return it, a centre pass it back: then it is news again. */
export const isDone = (done: Done, { id, version }: Pick<CaseListItem, 'id' | 'version'>): boolean =>
  version <= (done.get(id) ?? 0);

/** `shown`: the rows as they stand; `fresh`: what the server says now. */
export function mergeQueue(
  shown: readonly CaseListItem[],
  fresh: readonly CaseListItem[],
  done: Done,
): Queue {
  const now = new Map(fresh.map((item) => [item.id, item]));
  const before = new Set(shown.map((item) => item.id));
  const rows = shown
    .filter((item) => !done.has(item.id))
    .map((item): QueueRow => ({ item: now.get(item.id) ?? item, isGone: !now.has(item.id) }));
  const isNews = (item: CaseListItem) => !before.has(item.id) || done.has(item.id);
  const waiting = fresh.filter((item) => isNews(item) && !isDone(done, item)).length;
  return { rows, waiting };
}

/** Where to go after `id` has been dealt with: the one below it, else the one above; undefined at the end. */
export function nextAfter(rows: readonly QueueRow[], id: string): string | undefined {
  const index = rows.findIndex((row) => row.item.id === id);
  const below = rows.slice(index + 1).find((row) => !row.isGone);
  const above = rows.slice(0, Math.max(0, index)).findLast((row) => !row.isGone);
  return (below ?? above)?.item.id;
}

/** Whether a case still waits in this view after an act: verified by my centre, it now waits to be closed. */
export function staysAwaited(
  { state, mine }: Pick<View, 'state' | 'mine'>,
  was: Pick<CaseListItem, 'state' | 'holder'>,
  acted: { readonly state: string; readonly holderUnitId: string | null },
): boolean {
  const isHeldAsBefore = acted.holderUnitId === (was.holder?.id ?? null);
  if (acted.state === was.state && isHeldAsBefore) return true;
  const states = statesOf(state ? { state } : {}) ?? OPEN;
  return states.includes(acted.state) && (mine !== 'held' || isHeldAsBefore);
}
