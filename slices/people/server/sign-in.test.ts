// At the door: right and wrong passwords, waiting, sessions that end, and who is let in by what.
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../kernel/duration.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { DEFAULT_TEST_TIME, testDatabase } from '../../../platform/server/db/test-database.ts';
import { Refused } from '../../../platform/server/http/refused.ts';
import { LOCKOUT_RULES } from '../core/lockout.ts';
import { SESSION_COOKIE, SESSION_RULE } from '../core/session.ts';
import { makeAuthenticate } from './authenticate.ts';
import { changePassword, setPassword } from './change-password.ts';
import { buildTown, PASSWORD, peopleOf, SETUP, type Town, WANG_PHONE } from './fixture.ts';
import {
  argonHasher,
  createPeople,
  findActor,
  givePosts,
  openSession,
  type PeopleServices,
} from './public.ts';
import { hashToken, type OpenedSession, signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

const store = testDatabase();
let services: PeopleServices;
let town: Town;
let authenticate: ReturnType<typeof makeAuthenticate>;

beforeAll(async () => {
  services = peopleOf(store);
  authenticate = makeAuthenticate(services);
  town = await buildTown(store);
});
beforeEach(async () => {
  store.clock.set(DEFAULT_TEST_TIME);
  await store.database.transaction((tx) => sql`delete from login_attempt`.execute(tx.db));
});

const id = (login: string): string => town.people[login] ?? '';
const knock = (over: Partial<Parameters<typeof signIn>[1]> = {}, through = services) =>
  signIn(through, { login: 'wang', password: PASSWORD, channel: 'cookie', address: '10.0.0.7', ...over });
const codeOf = (result: unknown) => (isRefusal(result) ? result.code : 'in');
const refusedWith = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
  return 'let through';
};
async function enter(over: Parameters<typeof knock>[0] = {}): Promise<OpenedSession> {
  const opened = await knock(over);
  if (isRefusal(opened)) throw new Error(opened.code);
  return opened;
}
const asCookie = (session: OpenedSession, over: { csrf?: string; isWrite?: boolean } = {}) =>
  authenticate({ cookies: { [SESSION_COOKIE]: session.token }, isWrite: false, ...over });
const asBearer = (session: OpenedSession) =>
  authenticate({ cookies: {}, authorization: `Bearer ${session.token}`, isWrite: true });

describe('signing in', () => {
  test('a grid head comes in by login and password and is known with her post', async () => {
    const actor = await asCookie(await enter());
    expect(actor).toMatchObject({
      kind: 'person',
      name: '王敏',
      posts: [{ role: 'grid_head', unitKind: 'centre' }],
    });
  });
  test('a login typed in capitals and a phone number come in as well', async () => {
    expect((await enter({ login: ' WANG ' })).personId).toBe(id('wang'));
    expect((await enter({ login: WANG_PHONE })).personId).toBe(id('wang'));
  });
  test('a phone number that two people share lets nobody in', async () => {
    const shared = { name: '同号', areaPath: '500151', phone: '13700000000' };
    const passwordHash = await services.hasher.hash(PASSWORD);
    await store.database.transaction((tx) =>
      createPeople(tx, services.cipher, SETUP, [
        { ...shared, passwordHash },
        { ...shared, passwordHash },
      ]),
    );
    expect(codeOf(await knock({ login: '13700000000' }))).toBe('auth.wrong');
  });
  test('a wrong password and an unknown login are told the same and cost the same hash', async () => {
    const verified: (string | undefined)[] = [];
    const counting = {
      ...services,
      hasher: {
        hash: services.hasher.hash,
        verify: (stored: string | undefined, password: string) => {
          verified.push(stored);
          return services.hasher.verify(stored, password);
        },
      },
    };
    const wrong = await knock({ password: 'not the password' }, counting);
    const unknown = await knock({ login: 'nobody' }, counting);
    expect(wrong).toEqual(unknown);
    expect(codeOf(wrong)).toBe('auth.wrong');
    expect(verified).toHaveLength(2);
  });
  test('an unknown login takes about the time of a wrong password at the real cost', async () => {
    const real = { ...services, hasher: argonHasher() };
    const stored = await real.hasher.hash(PASSWORD);
    await real.hasher.verify(undefined, 'warm up');
    const best = async (hash: string | undefined) => {
      const times: number[] = [];
      for (let n = 0; n < 5; n++) {
        const start = performance.now();
        await real.hasher.verify(hash, 'not the password');
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const [known, unknown] = [await best(stored), await best(undefined)];
    expect(known).toBeGreaterThan(2);
    expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(3);
  });
  test('the store keeps neither password nor token nor the login that was typed', async () => {
    const session = await enter({ login: 'wang' });
    await knock({ login: 'typed-by-mistake', password: 'x' });
    const dump = await store.database.read(async (tx) => {
      const rows = await sql<{ row: string }>`
        select person::text as row from person union all select session::text from session
        union all select login_attempt::text from login_attempt`.execute(tx.db);
      return rows.rows.map((row) => row.row).join('\n');
    });
    expect(dump).toContain('$argon2id$');
    for (const secret of [PASSWORD, session.token, 'typed-by-mistake', '10.0.0.7'])
      expect(dump).not.toContain(secret);
  });
});

describe('waiting after wrong tries', () => {
  const rule = LOCKOUT_RULES.account;
  const failOften = async (times: number, over: Parameters<typeof knock>[0] = {}) => {
    for (let n = 0; n < times; n++) await knock({ password: 'wrong', ...over });
  };
  test('after five wrong tries even the right password waits, with the minutes said', async () => {
    await failOften(rule.freeFailures);
    store.clock.advance(4 * MINUTE);
    const refused = await knock();
    expect(refused).toMatchObject({ code: 'auth.locked', data: { minutesLeft: 11 } });
  });
  test('when the time is over the door opens, and the count starts afresh', async () => {
    await failOften(rule.freeFailures);
    store.clock.advance(15 * MINUTE - SECOND);
    expect(codeOf(await knock())).toBe('auth.locked');
    store.clock.advance(SECOND);
    expect(codeOf(await knock())).toBe('in');
    await failOften(rule.freeFailures - 1);
    expect(codeOf(await knock())).toBe('in');
  });
  test('another wrong try after the wait closes the door for twice as long', async () => {
    await failOften(rule.freeFailures);
    store.clock.advance(15 * MINUTE);
    await failOften(1);
    store.clock.advance(29 * MINUTE);
    expect(codeOf(await knock())).toBe('auth.locked');
    store.clock.advance(MINUTE);
    expect(codeOf(await knock())).toBe('in');
  });
  test('twenty guesses at once are counted as twenty: only five are looked at', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => knock({ password: 'wrong' })));
    const codes = results.map(codeOf);
    expect(codes.filter((code) => code === 'auth.wrong')).toHaveLength(rule.freeFailures);
    expect(codes.filter((code) => code === 'auth.locked')).toHaveLength(20 - rule.freeFailures);
  });
  test('an unknown login waits like a known one', async () => {
    await failOften(rule.freeFailures, { login: 'nobody' });
    expect(codeOf(await knock({ login: 'nobody' }))).toBe('auth.locked');
  });
  test('one address that tries one account after another has to wait, others go on', async () => {
    for (let n = 0; n < LOCKOUT_RULES.address.freeFailures; n++) {
      await knock({ login: `guess-${n}`, password: 'wrong', address: '203.0.113.9' });
    }
    expect(codeOf(await knock({ address: '203.0.113.9' }))).toBe('auth.locked');
    expect(codeOf(await knock({ address: '10.0.0.7' }))).toBe('in');
  });
});

describe('sessions', () => {
  test('a write by cookie needs the token of our own page', async () => {
    const session = await enter();
    expect(await refusedWith(asCookie(session, { isWrite: true }))).toBe('auth.csrf');
    expect(await refusedWith(asCookie(session, { isWrite: true, csrf: 'guess' }))).toBe('auth.csrf');
    expect(await asCookie(session, { isWrite: true, csrf: session.csrf })).toMatchObject({ kind: 'person' });
  });
  test('a bearer token writes without it, and neither kind works in the other one’s place', async () => {
    const bearer = await enter({ channel: 'bearer' });
    expect(await asBearer(bearer)).toMatchObject({ kind: 'person' });
    expect(await asCookie(bearer)).toEqual({ kind: 'public' });
    expect(await refusedWith(asBearer(await enter()))).toBe('auth.session_ended');
  });
  test('nobody and nonsense are strangers; a made-up bearer token is refused', async () => {
    expect(await authenticate({ cookies: {}, isWrite: true })).toEqual({ kind: 'public' });
    expect(await authenticate({ cookies: { [SESSION_COOKIE]: 'x' }, isWrite: true })).toEqual({
      kind: 'public',
    });
    const made = { cookies: {}, authorization: `Bearer ${'a'.repeat(43)}`, isWrite: false };
    expect(await refusedWith(authenticate(made))).toBe('auth.session_ended');
  });
  test('who signs out is out at once', async () => {
    const session = await enter();
    await asCookie(session);
    await signOut(services, { cookies: { [SESSION_COOKIE]: session.token }, isWrite: true });
    expect(await asCookie(session)).toEqual({ kind: 'public' });
  });
  test('a session revoked on another server is out within five seconds', async () => {
    const session = await enter();
    expect(await asCookie(session)).toMatchObject({ kind: 'person' });
    await store.database.transaction((tx) => sql`update session set revoked_at = now()`.execute(tx.db));
    store.clock.advance(5 * SECOND);
    expect(await asCookie(session)).toEqual({ kind: 'public' });
  });
  test('a session lives on while it is used, ends after a shift unused and after a week anyway', async () => {
    const [used, unused] = [await enter(), await enter()];
    for (let hour = 0; hour < 26; hour += 13) {
      store.clock.advance(13 * HOUR);
      expect(await asCookie(used)).toMatchObject({ kind: 'person' });
    }
    expect(await asCookie(unused)).toEqual({ kind: 'public' });
    while (store.clock.now() < used.expiresAt - HOUR) {
      store.clock.advance(HOUR);
      await asCookie(used);
    }
    expect(await asCookie(used)).toMatchObject({ kind: 'person' });
    store.clock.advance(HOUR);
    expect(await asCookie(used)).toEqual({ kind: 'public' });
    expect(used.expiresAt).toBe(Date.parse(DEFAULT_TEST_TIME) + SESSION_RULE.lastsMs);
  });
  test('a post stops the second its to-date passes, in an open session and without a lookup', async () => {
    const [temp = ''] = await store.database.transaction((tx) =>
      createPeople(tx, services.cipher, SETUP, [{ name: '周临时', areaPath: '500151' }]),
    );
    const unitId = town.units.环卫公司 ?? '';
    const post = {
      personId: temp,
      unitId,
      areaPath: '500151.003',
      fromDate: '2026-08-01',
      toDate: '2026-08-06',
    };
    await store.database.transaction((tx) =>
      givePosts(tx, SETUP, [{ ...post, role: 'handler' }], { sessions: services.sessions }),
    );
    const session = await store.database.transaction((tx) => openSession(tx, temp, 'cookie'));
    store.clock.set('2026-08-05T23:59:59+08:00');
    expect(await asCookie(session)).toMatchObject({ posts: [{ role: 'handler' }] });
    store.clock.set('2026-08-06T00:00:00+08:00');
    expect(await asCookie(session)).toMatchObject({ kind: 'person', posts: [] });
    expect(await store.database.read((tx) => findActor(tx, temp))).toMatchObject({ posts: [] });
  });
});

describe('passwords', () => {
  const NEXT = '雨后石桥下的青苔很滑';
  test('a change needs the old one, ends the other sessions and keeps this one', async () => {
    const [here, elsewhere] = [await enter({ login: 'li' }), await enter({ login: 'li' })];
    const change = { personId: id('li'), current: PASSWORD, next: NEXT, tokenHash: hashToken(here.token) };
    expect(codeOf(await changePassword(services, { ...change, current: 'wrong' }))).toBe('auth.wrong');
    expect(codeOf(await changePassword(services, { ...change, next: 'short' }))).toBe(
      'people.password_short',
    );
    expect(codeOf(await changePassword(services, { ...change, next: PASSWORD }))).toBe(
      'people.password_same',
    );
    expect(await changePassword(services, change)).toBeUndefined();
    expect(await asCookie(here)).toMatchObject({ kind: 'person' });
    expect(await asCookie(elsewhere)).toEqual({ kind: 'public' });
    expect(codeOf(await knock({ login: 'li' }))).toBe('auth.wrong');
    expect(codeOf(await knock({ login: 'li', password: NEXT }))).toBe('in');
  });
  test('an open session is no way to guess the password', async () => {
    const guess = { personId: id('zhao'), current: 'wrong', next: NEXT, tokenHash: undefined };
    for (let n = 0; n < 5; n++) expect(codeOf(await changePassword(services, guess))).toBe('auth.wrong');
    expect(codeOf(await changePassword(services, { ...guess, current: PASSWORD }))).toBe('auth.locked');
  });
  test('an administrator sets a new one and so opens a closed door; a street cannot', async () => {
    const admin = await store.database.read((tx) => findActor(tx, id('admin')));
    const street = await store.database.read((tx) => findActor(tx, id('street-admin')));
    if (!admin || !street) throw new Error('the town has both');
    for (let n = 0; n < 5; n++) await knock({ login: 'li', password: 'wrong' });
    expect(codeOf(await knock({ login: 'li' }))).toBe('auth.locked');
    const ofDispatcher = { personId: id('zhao'), next: NEXT, why: '忘记密码' };
    expect(await refusedWith(setPassword(services, street, ofDispatcher))).toBe('auth.not_allowed');
    expect(await setPassword(services, admin, ofDispatcher)).not.toBeNull();
    expect(await setPassword(services, admin, { personId: id('li'), next: NEXT })).toBeNull();
    expect(codeOf(await knock({ login: 'li', password: NEXT }))).toBe('in');
  });
});
