// What the load asks of the server: reports, actions, openings and lists, by people who may. Every write has
// its own idempotency key and, for actions, its own case, as in a real shift.
import { randomUUID } from 'node:crypto';
import { DAY } from '../kernel/duration.ts';
import { toIso } from '../kernel/instant.ts';
import { systemClock } from '../platform/server/clock/clock.ts';
import type { Database } from '../platform/server/db/tx.ts';
import { MOST_NUMBERS_AN_HOUR } from '../slices/desk/server/search-desk.ts';
import { openSession } from '../slices/people/server/public.ts';
import type { Sql } from './cluster.ts';
import { LATTICE, pointAt } from './lattice.ts';
import type { Ask } from './load.ts';
import { phoneOf, RARE, storyOf } from './search.ts';

type Next = (n: number) => Ask | undefined;

/** Somebody signed in, with a photo of their own: a case takes only photos that its actor uploaded. */
interface Hand {
  readonly token: string;
  readonly personId: string;
  readonly photoId: string;
}

export interface Crew {
  readonly reporters: readonly Hand[];
  /** The case opened, listed and noted by somebody who sees the whole district. */
  readonly dispatcher: string;
  readonly streetDispatcher: string;
  readonly workerOf: ReadonlyMap<string, Hand>;
}

interface Post {
  readonly personId: string;
  readonly unitId: string;
}

const postsOf = async (sql: Sql, role: string, where: string): Promise<Post[]> =>
  (await sql.rows(
    `select distinct on (unit_id, area_path) person_id as "personId", unit_id as "unitId"
    from post where role = $1 and ${where} order by unit_id, area_path, id`,
    [role],
  )) as unknown as Post[];

/** A row as an upload makes it; its bytes are never asked for here. */
const PHOTO_ROW = `insert into photo (id, sha256, original_sha256, media_type, bytes, width, height,
    uploaded_by, created_at)
  select p.id, sha256(p.id::text::bytea), sha256(p.id::text::bytea), 'image/jpeg', 180000, 1600, 1200,
    'person:' || p.person_id, now() from unnest($1::uuid[], $2::uuid[]) as p(id, person_id)`;

/** Opens sessions for those whom the questions need: a bearer token each, and a photo. */
export async function signInCrew(database: Database, sql: Sql): Promise<Crew> {
  const signIn = async (posts: readonly Post[]): Promise<Hand[]> => {
    const hands = await database.transaction(async (tx) => {
      const opened: Hand[] = [];
      for (const { personId } of posts) {
        opened.push({
          personId,
          token: (await openSession(tx, personId, 'bearer')).token,
          photoId: tx.ids.next(),
        });
      }
      return opened;
    });
    await sql.rows(PHOTO_ROW, [hands.map((hand) => hand.photoId), hands.map((hand) => hand.personId)]);
    return hands;
  };
  const posts = [...(await postsOf(sql, 'dispatcher', 'true')), ...(await postsOf(sql, 'handler', 'true'))];
  const workers = await signIn(posts);
  const ofArea = async (path: string): Promise<string> =>
    (await signIn(await postsOf(sql, 'dispatcher', `area_path = '${path}'`)))[0]?.token ?? '';
  const heads = await postsOf(sql, 'grid_head', 'true');
  return {
    reporters: await signIn(heads.filter((_, index) => index % 20 === 0)),
    dispatcher: await ofArea(LATTICE.code),
    streetDispatcher: await ofArea(`${LATTICE.code}.001`),
    workerOf: new Map(
      posts.flatMap((post, index) => {
        const hand = workers[index];
        return hand ? [[post.unitId, hand] as const] : [];
      }),
    ),
  };
}

/** Exposed rubbish: the commonest matter there is, and certain enough to go straight through. */
const ITEM = 'E0102.1';

export const reporting =
  (crew: Crew): Next =>
  (n) => {
    const reporter = crew.reporters[n % crew.reporters.length];
    return (
      reporter && {
        method: 'POST',
        path: '/api/cases',
        token: reporter.token,
        key: randomUUID(),
        body: {
          channel: 'patrol',
          itemCode: ITEM,
          ...storyOf(n),
          photoIds: [reporter.photoId],
          point: pointAt(Math.random(), Math.random()),
        },
      }
    );
  };

export interface WaitingCase {
  readonly id: string;
  readonly unitId: string;
  readonly centreUnitId: string;
}

/** Cases in a state, in no order that an index would favour. */
export const listWaiting = async (sql: Sql, state: string, most: number): Promise<WaitingCase[]> =>
  (await sql.rows(
    `select id, unit_id as "unitId", centre_unit_id as "centreUnitId" from case_file
    where state = $1 and unit_id is not null
    order by md5(id::text) limit $2`,
    [state, most],
  )) as unknown as WaitingCase[];

const acting =
  (crew: Crew, cases: readonly WaitingCase[], action: string, bodyOf: (worker: Hand) => unknown): Next =>
  (n) => {
    const one = cases[n];
    const worker = one && crew.workerOf.get(one.unitId);
    return (
      worker && {
        method: 'POST',
        path: `/api/cases/${one.id}/${action}`,
        token: worker.token,
        key: randomUUID(),
        body: bodyOf(worker),
      }
    );
  };

export const claiming = (crew: Crew, cases: readonly WaitingCase[]): Next =>
  acting(crew, cases, 'claim', ({ personId }) => ({ personId }));

export const feedingBack = (crew: Crew, cases: readonly WaitingCase[]): Next =>
  acting(crew, cases, 'feed_back', ({ photoId }) => ({
    result: '已安排清运，现场恢复整洁',
    photoIds: [photoId],
  }));

/** By the centre in charge, on cases that are still at work. */
export const noting =
  (crew: Crew, cases: readonly WaitingCase[]): Next =>
  (n) => {
    const one = cases[n % cases.length];
    const worker = one && crew.workerOf.get(one.centreUnitId);
    return (
      worker && {
        method: 'POST',
        path: `/api/cases/${one.id}/note`,
        token: worker.token,
        key: randomUUID(),
        body: { words: '已电话联系，今日下午处理' },
      }
    );
  };

export const opening =
  (crew: Crew, ids: readonly string[]): Next =>
  () => ({
    method: 'GET',
    path: `/api/cases/${ids[Math.floor(Math.random() * ids.length)]}`,
    token: crew.dispatcher,
  });

export const locating =
  (crew: Crew): Next =>
  () => {
    const { lon, lat } = pointAt(Math.random(), Math.random());
    return { method: 'GET', path: `/api/areas/locate?lon=${lon}&lat=${lat}`, token: crew.dispatcher };
  };

type View = readonly [token: string, query: string];

const daysAgo = (days: number): string => toIso(systemClock.now() - days * DAY).slice(0, 10);

/** About a twentieth of the district. */
function outline(): string {
  const [a, b] = [pointAt(0.4, 0.4), pointAt(0.6, 0.6)];
  return [[a.lon, a.lat], [b.lon, a.lat], [b.lon, b.lat], [a.lon, b.lat]].join(';');
}

const WORDS = ['井盖', '路灯 不亮', '生活垃圾', '学校对面', '共享单车乱停', '护栏松动'];
const INITIALS = ['zhzx', 'hwgs', 'csgl', 'bllj', 'zh', 'gl'];

/** The palette's search, by what is typed into it; each by the dispatcher of the district. */
export function searches(crew: Crew, numbers: readonly string[]): Readonly<Record<string, Next>> {
  const asking = (wordsOf: (n: number) => string): Next => (n) => ({
    method: 'GET', token: crew.dispatcher,
    path: `/api/desk/search?q=${encodeURIComponent(wordsOf(n))}`,
  });
  const pick = (all: readonly string[], n: number): string => all[n % all.length] ?? '';
  return {
    search_number: asking((n) => pick(numbers, n).slice(-6)),
    search_words: asking((n) => pick(WORDS, n)),
    search_rare: asking((n) => (n % 2 === 0 ? RARE : `${RARE.slice(0, 2)} 井盖`)),
    search_address: asking((n) => `桂花路${n % 999}号`),
    search_pinyin: asking((n) => pick(INITIALS, n)),
    // By the same few: so many different ones an hour are refused.
    search_phone: (n) => ({
      method: 'POST', token: crew.dispatcher, path: '/api/desk/search',
      body: { q: phoneOf(n % MOST_NUMBERS_AN_HOUR).slice(-4) },
    }),
  };
}

/** The saved views of the product's screens: a queue by state, my unit's, one unit's, a street's, the late
 *  ones. */
export function listViews(crew: Crew): Readonly<Record<string, Next>> {
  const workers = [...crew.workerOf.entries()].filter((_, index) => index % 7 === 0);
  const street = `${LATTICE.code}.001`;
  const list =
    (views: readonly View[]): Next =>
    (n) => {
      const [token, query] = views[n % views.length] ?? [crew.dispatcher, ''];
      return { method: 'GET', path: `/api/cases?${query}`, token };
    };
  const views: Record<string, readonly View[]> = {
    list_state: ['dispatched', 'handling', 'answered', 'closed'].map((state) => [
      crew.dispatcher,
      `state=${state}`,
    ]),
    list_held: workers.map(([, worker]) => [worker.token, 'mine=held']),
    list_unit: workers.map(([unitId]) => [crew.dispatcher, `unitId=${unitId}&areaPath=${LATTICE.code}`]),
    list_street: [
      [crew.streetDispatcher, `areaPath=${street}`],
      [crew.dispatcher, `areaPath=${LATTICE.code}.002`],
    ],
    list_overdue: [
      [crew.dispatcher, 'due=overdue'],
      [crew.streetDispatcher, 'due=overdue'],
    ],
    list_item: ['E0102', 'E0103', 'E0105'].map((item) => [
      crew.dispatcher,
      `itemCode=${item}&areaPath=${LATTICE.code}.003`,
    ]),
  };
  const five = [...crew.workerOf.keys()].slice(0, 5).map((unitId) => `unitId=${unitId}`).join('&');
  Object.assign(views, {
    list_oldest: [[crew.dispatcher, 'sort=oldest&state=open']],
    list_due: [
      [crew.dispatcher, 'sort=due'],
      [crew.streetDispatcher, 'sort=due'],
    ],
    list_deadline: [[crew.dispatcher, 'sort=deadline&state=open']],
    list_updated: [
      [crew.dispatcher, 'sort=updated'],
      [crew.streetDispatcher, 'sort=updated'],
    ],
    list_units: [[crew.dispatcher, `${five}&state=open`]],
    list_channel: [[crew.dispatcher, `channel=hotline&state=closed&createdFrom=${daysAgo(45)}`]],
    list_lamp: [[crew.dispatcher, 'lamp=orange']],
    list_within: [[crew.dispatcher, `within=${outline()}`]],
  } satisfies Record<string, readonly View[]>);
  const all = Object.values(views);
  const mixed: Next = (n) => {
    const view = all[n % all.length] ?? [];
    return list(view)(Math.floor(n / all.length));
  };
  return {
    list_mixed: mixed,
    ...Object.fromEntries(Object.entries(views).map(([name, view]) => [name, list(view)])),
  };
}
