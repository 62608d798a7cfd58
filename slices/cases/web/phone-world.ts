// What the phone knows of the world beside its cases: the working calendar, the units around the posts, the
// people of the own units. All of it is in the offline pack; what is there serves for a shift.
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { HOUR } from '../../../kernel/duration.ts';
import { localDate } from '../../../kernel/instant.ts';
import { type Actor, isWithin, type Post } from '../../../kernel/rights.ts';
import { urlOf } from '../../../platform/web/api/api.ts';
import { now } from '../../../platform/web/clock/clock.ts';
import { keptFirst } from '../../../platform/web/outbox/kept-first.ts';
import { definePack } from '../../../platform/web/outbox/pack.ts';
import { type Session, useSession } from '../../../platform/web/session/session.tsx';
import type { Calendar } from '../../calendar/core/calendar.ts';
import { calendarUrls, useCalendar } from '../../calendar/web/public.ts';
import { wordingUrl } from '../../wording/web/public.ts';
import type { Unit } from '../../people/core/unit.ts';
import { indexUnits, UnitDirectory } from '../../people/core/unit-directory.ts';

type Posts = readonly Post[];
export type Person = Actor & { readonly kind: 'person' };

/** Areas inside another of the list are left out. */
const areasOf = (posts: Posts): readonly string[] => {
  const paths = [...new Set(posts.map(({ areaPath }) => areaPath))];
  return paths.filter((path) => !paths.some((other) => other !== path && isWithin(path, other)));
};
const unitUrls = (posts: Posts): readonly string[] =>
  areasOf(posts).map((areaPath) => urlOf('/api/units', { areaPath, limit: 2_000 }));
const peopleUrls = (posts: Posts): readonly string[] =>
  [...new Set(posts.map(({ unitId }) => unitId))].map((unitId) =>
    urlOf('/api/people', { unitId, limit: 500 }),
  );

definePack('cases', ({ posts }: Session) => [
  ...[...new Set(posts.map(({ areaPath }) => areaPath.slice(0, 6)))].flatMap((districtId) => [
    ...calendarUrls(districtId),
    wordingUrl(districtId),
  ]),
  ...unitUrls(posts),
  ...peopleUrls(posts),
]);

function useKeptLists<T>(name: string, urls: readonly string[]) {
  const asked = useQueries({
    queries: urls.map((url) => ({
      queryKey: [name, url],
      staleTime: HOUR,
      queryFn: ({ signal }: { signal: AbortSignal }) => keptFirst<T>(url, signal),
    })),
  });
  return { found: asked.flatMap(({ data }) => data ?? []), version: asked.map((one) => one.dataUpdatedAt) };
}

interface PostLine {
  readonly personId: string;
  readonly name: string;
  readonly unitId: string;
  readonly role: Post['role'];
  readonly areaPath: string;
  readonly postId: string;
}

/** Everyone with a post in the units, each once, with all the posts that are known here. */
export function peopleFrom(lines: readonly PostLine[], directory: UnitDirectory): readonly Person[] {
  const people = new Map<string, { readonly name: string; readonly posts: Post[] }>();
  for (const { personId, name, postId, unitId, role, areaPath } of lines) {
    const one = people.get(personId) ?? { name, posts: [] };
    people.set(personId, one);
    const unitKind = directory.unit(unitId)?.kind ?? 'team';
    one.posts.push({ id: postId, unitId, unitKind, role, areaPath });
  }
  return [...people].map(([personId, one]) => ({ kind: 'person', personId, ...one }));
}

export interface PhoneKnows {
  readonly actor: Person;
  readonly calendar: Calendar | undefined;
  readonly directory: UnitDirectory;
  readonly colleagues: readonly Person[];
}

/** Undefined while nobody is signed in, and while it is not wanted. */
export function usePhoneWorld(isWanted = true): PhoneKnows | undefined {
  const { session } = useSession();
  const posts = (isWanted ? session?.posts : undefined) ?? NO_POSTS;
  const calendar = useCalendar(posts[0]?.areaPath.slice(0, 6));
  const units = useKeptLists<{ units: readonly Unit[] }>('units', unitUrls(posts));
  const people = useKeptLists<{ people: readonly PostLine[] }>('people', peopleUrls(posts));
  const version = [...units.version, ...people.version].join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the moment of the answers stands for them
  return useMemo(() => {
    if (!session || !isWanted) return undefined;
    const known = units.found.flatMap((one) => one.units);
    const directory = new UnitDirectory(indexUnits(known, []), localDate(now()));
    const colleagues = peopleFrom(
      people.found.flatMap((one) => one.people),
      directory,
    );
    const actor: Person = {
      kind: 'person',
      personId: session.personId,
      name: session.name,
      posts: session.posts,
    };
    return { actor, calendar, directory, colleagues };
  }, [session, isWanted, calendar, version]);
}

const NO_POSTS: Posts = [];
