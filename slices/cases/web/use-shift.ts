// The cases of the shift as screens see them: as the server last said, with what I did on top, judged by the
// core with the corrected clock of this phone. The same online and offline; nothing here asks for one case at
// a time.
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { MINUTE } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { isWithin } from '../../../kernel/rights.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useOutbox } from '../../../platform/web/outbox/outbox.ts';
import { packPhotos } from '../../../platform/web/outbox/kept-photos.ts';
import { pocket } from '../../../platform/web/outbox/pocket.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import type { ShiftCase } from '../core/contract-shift.ts';
import { type Expected, expectedCase, type PhoneWorld } from '../core/expected.ts';
import { LatelySent, waitingOf, type Work, workOf } from './my-work.ts';
import { type PhoneKnows, usePhoneWorld } from './phone-world.ts';
import { shiftStore } from './shift-store.ts';
import { beforeAfter } from './step-words.ts';
import { CASES_KEY, type CaseView } from './use-cases.ts';

/** A case on the phone. */
export interface PhoneCase extends Expected {
  readonly held: ShiftCase;
  /** What I did to it that is not answered yet, in order. */
  readonly work: readonly Work[];
}

const EVERY_MS = 2 * MINUTE;
/** How long buttons and lamps that were worked out are good for, if nothing moves. */
const GOOD_FOR_MS = MINUTE;
const lately = new LatelySent();

/** Pictures of what waits for me, so that before and after are there in the cellar too. */
const picturesOf = (cases: Iterable<ShiftCase>): readonly string[] =>
  [...cases].flatMap(({ view }) => {
    const { before, after } = beforeAfter(view.steps as Parameters<typeof beforeAfter>[0]);
    return [...before.slice(0, 2), ...after.slice(0, 2)];
  });

const PICTURES_MS = 6_000;

const keyOf = (personId: string | undefined) => [...CASES_KEY, 'shift', personId];

/** Asked by whoever looks at the shift; all who ask at once share one answer. */
function useAskedShift(everyMs: number | false) {
  const { session, isOffline } = useSession();
  const isReady = pocket.useReady();
  const { entries } = useOutbox();
  const about = [...new Set(entries.flatMap((entry) => entry.about ?? []))].join(' ');
  // Before anything is asked: what unsent work is about stays, whatever the answer.
  useEffect(() => shiftStore.keep(about === '' ? [] : about.split(' ')), [about]);
  return useQuery({
    queryKey: keyOf(session?.personId),
    enabled: session !== undefined && isReady && !isOffline,
    refetchInterval: everyMs,
    queryFn: async () => {
      await shiftStore.sync();
      setTimeout(() => void packPhotos(picturesOf(shiftStore.get().cases.values())), PICTURES_MS);
      return shiftStore.get().asOf ?? null;
    },
  });
}

/** Once per shell: keeps the shift in step with the server. What happens in the district, and what was
 *  acknowledged, makes the query old; it answers nothing itself. */
export function useShiftSync(): void {
  const newest = useOutbox().receipts[0];
  useStore();
  useAskedShift(EVERY_MS);
  const answered = newest?.about;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new receipt counts
  useEffect(() => {
    if (answered === undefined) return;
    shiftStore.fetch([answered]).catch((error: unknown) => {
      console.info('What was answered comes with the next sync.', error);
    });
  }, [newest?.id]);
}

/** How the last asking went: for the screen that has nothing to show yet. */
export function useShiftState(): {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly again: () => void;
} {
  const { isPending, error, refetch } = useAskedShift(false);
  return { isPending, error, again: () => void refetch() };
}

/** Whose matter it is already is no further witness of it: for others of the street “me too” stays. */
function withoutJoining({ view, file }: Expected, { actor }: PhoneKnows): CaseView {
  const units = new Set(actor.posts.map(({ unitId }) => unitId));
  const theirs = [file.unitId, file.holder?.unitId, file.centreUnitId, ...file.coUnitIds];
  const isIts =
    file.reporterPersonId === actor.personId ||
    theirs.some((id) => id != null && units.has(id)) ||
    actor.posts.some(({ areaPath }) => isWithin(file.place.areaPath, areaPath));
  return isIts ? { ...view, abilities: view.abilities.filter(({ action }) => action !== 'join') } : view;
}

interface Cached {
  readonly of: readonly unknown[];
  readonly madeAt: Instant;
  readonly made: PhoneCase;
}

/** Working out what may be done costs more than drawing it: once a minute, or when something moved. */
function makeCache() {
  const cached = new Map<string, Cached>();
  return (held: ShiftCase, work: readonly Work[], knows: PhoneKnows, at: Instant): PhoneCase => {
    const of = [held, work.map(({ entry }) => `${entry.id} ${entry.state}`).join(), knows];
    const found = cached.get(held.view.id);
    const isSame = found?.of.every((one, index) => one === of[index]);
    if (found && isSame && Math.abs(at - found.madeAt) < GOOD_FOR_MS) return found.made;
    const world: PhoneWorld = { ...knows, now: at };
    const expected = expectedCase(held, waitingOf(work), world);
    const made = { ...expected, view: withoutJoining(expected, knows), held, work };
    cached.set(held.view.id, { of, madeAt: at, made });
    return made;
  };
}

/** The store of whoever is signed in, opened by the first that looks into it. */
function useStore() {
  const { session } = useSession();
  const isReady = pocket.useReady();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whose pocket it is has changed
  useEffect(() => void shiftStore.open(), [session?.personId, isReady]);
  return useSyncExternalStore(shiftStore.subscribe, shiftStore.get);
}

function useWork(knows: PhoneKnows | undefined, at: Instant): ReadonlyMap<string, readonly Work[]> {
  const { entries, receipts } = useOutbox();
  const { cases } = useStore();
  return useMemo(() => {
    const colleagues = new Map(knows?.colleagues.map((one) => [one.personId, one]));
    const withNamed = (work: Work): Work => {
      const named = colleagues.get(String(work.body['personId'] ?? ''));
      return named && named.personId !== knows?.actor.personId ? { ...work, named } : work;
    };
    const waiting = entries.flatMap((entry) => workOf(entry, at) ?? []).map(withNamed);
    const sent = lately.unseenBy(receipts, (id) => cases.get(id)?.view.version ?? Number.POSITIVE_INFINITY);
    lately.see(waiting);
    const all = [...sent, ...waiting].sort((a, b) => a.entry.seq - b.entry.seq);
    const byCase = new Map<string, Work[]>();
    for (const work of all) byCase.set(work.caseId, [...(byCase.get(work.caseId) ?? []), work]);
    return byCase;
  }, [entries, receipts, cases, knows, at]);
}

export interface Shift {
  /** False until the pocket has been looked into. */
  readonly isRead: boolean;
  readonly isWhole: boolean;
  readonly asOf: Instant | undefined;
  readonly cases: readonly PhoneCase[];
}

const NO_WORK: readonly Work[] = [];

export function useShift(): Shift {
  const at = useNow(MINUTE / 2);
  // Units, people and calendars come one after the other, and with each all cases are judged anew: what comes
  // meanwhile is judged at once.
  const knows = useDeferredValue(usePhoneWorld());
  const { isRead, isWhole, asOf, cases } = useStore();
  const work = useWork(knows, at);
  const cache = useRef<ReturnType<typeof makeCache>>(undefined);
  cache.current ??= makeCache();
  const make = cache.current;
  return useMemo(
    () => ({
      isRead,
      isWhole,
      asOf,
      cases: knows
        ? [...cases.values()].map((held) => make(held, work.get(held.view.id) ?? NO_WORK, knows, at))
        : [],
    }),
    [isRead, isWhole, asOf, cases, knows, work, at, make],
  );
}

export type CaseHere =
  /** Until it is judged, it is as the server said, without buttons. */
  | { readonly mode: 'here'; readonly case: PhoneCase; readonly isJudged: boolean }
  | { readonly mode: 'loading' }
  | { readonly mode: 'lost' }
  | { readonly mode: 'weather'; readonly error: Error };

const asTold = ({ view, file }: ShiftCase): Expected =>
  ({ view: { ...view, abilities: [] }, file, taken: [], unlikely: [] });

/** One case: from the shift, else fetched, and then followed as long as the app is open. */
export function useCaseHere(caseId: string | undefined): CaseHere & { readonly again: () => void } {
  const at = useNow(MINUTE / 2);
  const { isRead, cases } = useStore();
  const held = cases.get(caseId ?? '');
  // What may be done is asked for and worked out after the case is drawn: it costs a slow phone a tenth of a
  // second, and three answers on a slow line.
  const isDrawn = useDeferredValue(held !== undefined, false);
  const knows = useDeferredValue(usePhoneWorld(isDrawn), undefined);
  const work = useWork(knows, at);
  const [tries, setTries] = useState(0);
  const [failed, setFailed] = useState<CaseHere>();
  const isMissing = isRead && caseId !== undefined && held === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try counts
  useEffect(() => {
    if (!isMissing) return undefined;
    let isHere = true;
    setFailed(undefined);
    shiftStore.visit(caseId).then(
      (isFound) => isHere && setFailed(isFound ? undefined : { mode: 'lost' }),
      (error: Error) => isHere && setFailed({ mode: 'weather', error }),
    );
    return () => {
      isHere = false;
    };
  }, [isMissing, caseId, tries]);
  const cache = useRef<ReturnType<typeof makeCache>>(undefined);
  cache.current ??= makeCache();
  const again = () => setTries((before) => before + 1);
  if (held) {
    const mine = work.get(held.view.id) ?? NO_WORK;
    const made = knows ? cache.current(held, mine, knows, at) : { ...asTold(held), held, work: mine };
    return { mode: 'here', case: made, isJudged: knows !== undefined, again };
  }
  return { ...(failed ?? { mode: 'loading' }), again };
}
