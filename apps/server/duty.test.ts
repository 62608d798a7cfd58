// Rotas, quiet hours and calendar links through their doors: who may set them, what is refused, that days
// which are over stay, and that a calendar is read by its secret link alone.
import { describe, expect, test } from 'vitest';
import { DAY } from '../../kernel/duration.ts';
import { localDate } from '../../kernel/instant.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { type Reply, testApp } from './test-app.ts';
import { DISTRICT, type Fields, testTown, type Who } from './test-town.ts';

/** A Wednesday. */
const store = testDatabase('2026-08-05T14:08:00+08:00');
const app = testApp(store);
const town = testTown(store, app);

const company = () => town.city.unit('sanitation', '.001').id;
const other = () => town.city.unit('sanitation', '.002').id;
const rotaUrl = (unitId = company()) => `/api/duty/units/${unitId}/rota`;
const put = async (who: Who, url: string, body: unknown): Promise<Reply> => {
  const token = await town.token(who);
  return app.send('PUT', url, { body, ...(token ? { token } : {}) });
};
async function done(reply: Promise<Reply>): Promise<Fields> {
  const got = await reply;
  expect([200, 201], JSON.stringify(got.body)).toContain(got.status);
  return got.body;
}
const codeOf = async (reply: Promise<Reply>) => String((await reply).body.code);
const rota = (who: Who, from = '2026-08-05', unitId = company()) =>
  done(town.get(who, `${rotaUrl(unitId)}?from=${from}`));
const version = async (unitId = company()) => Number((await rota('admin', '2026-08-05', unitId)).version);
const shift = (fromMinute: number, toMinute: number, ...who: Who[]) => ({
  fromMinute,
  toMinute,
  personIds: who.map((one) => town.personId(one)),
});
const daily = (fromMinute: number, toMinute: number, ...who: Who[]) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ ...shift(fromMinute, toMinute, ...who), weekday }));
const setWeek = async (who: Who, weekly: unknown, since = '2026-08-05', at?: number) =>
  put(who, `/api/duty/units/${company()}/patterns/${since}`, { version: at ?? (await version()), weekly });
const setDay = async (who: Who, day: string, shifts: unknown, why = '调班') =>
  put(who, `/api/duty/units/${company()}/days/${day}`, { version: await version(), shifts, why });
const turnsOf = (body: Fields) => body.turns as { day: string; personIds: string[]; isException: boolean }[];

describe('a rota', () => {
  test('before anybody set one there is none, and who could stand in it is told', async () => {
    const body = await rota('chief');
    expect(body).toMatchObject({ version: 0, patterns: [], turns: [], onCallNow: [], canArrange: true });
    const names = (body.people as { name: string }[]).map(({ name }) => name);
    expect(names.sort()).toEqual((['handler', 'mate', 'leaver', 'chief'] as const).map(town.nameOf).sort());
  });

  test('the head sets the week; a colleague reads who is on call, and may not change it', async () => {
    await done(setWeek('chief', [...daily(480, 1200, 'handler', 'mate'), ...daily(1200, 1920, 'mate')]));
    const body = await rota('handler');
    expect(body).toMatchObject({ version: 1, canArrange: false, canSetQuiet: false });
    expect(body.onCallNow).toEqual([town.personId('handler'), town.personId('mate')]);
    expect(turnsOf(body)).toHaveLength(14);
    expect(await codeOf(setWeek('handler', [], '2026-08-06'))).toBe('auth.not_allowed');
    expect(await codeOf(setWeek('streetDispatcher', [], '2026-08-06'))).toBe('auth.not_allowed');
  });

  test('a new week from Monday on leaves this week as it is', async () => {
    await done(setWeek('admin', daily(0, 1440, 'chief'), '2026-08-10'));
    const body = await rota('chief', '2026-08-09');
    expect(turnsOf(body).map(({ day, personIds }) => [day, personIds[0]])).toEqual([
      ['2026-08-09', town.personId('handler')],
      ['2026-08-09', town.personId('mate')],
      ...['10', '11', '12', '13', '14', '15'].map((day) => [`2026-08-${day}`, town.personId('chief')]),
    ]);
    expect(body.patterns).toMatchObject([{ since: '2026-08-05' }, { since: '2026-08-10' }]);
  });

  test('a day that is otherwise, and back to the week; both are on record with their reason', async () => {
    await done(setDay('chief', '2026-08-06', [shift(540, 1020, 'mate')], '李强请假'));
    const changed = turnsOf(await rota('mate')).filter(({ day }) => day === '2026-08-06');
    expect(changed).toMatchObject([{ isException: true, personIds: [town.personId('mate')] }]);
    await done(setDay('chief', '2026-08-06', null, '假期取消'));
    expect(turnsOf(await rota('mate')).filter(({ day }) => day === '2026-08-06')).toHaveLength(2);
    const { changes } = await done(town.get('admin', `/api/changes?areaPath=${DISTRICT}&limit=50`));
    const told = (changes as { title: { zh: string }; why: string | null }[]).filter(
      ({ title }) => title.zh === '调整一日值班',
    );
    expect(told.map(({ why }) => why)).toEqual(['假期取消', '李强请假']);
  });

  test('what is over stays: neither a day nor a week of the past is changed', async () => {
    expect(await codeOf(setDay('chief', '2026-08-04', []))).toBe('duty.day_past');
    expect(await codeOf(setWeek('admin', [], '2026-08-04'))).toBe('duty.day_past');
  });

  test('a day that does not exist, a shift that is none, and two at once are refused', async () => {
    expect(await codeOf(setDay('chief', '2026-02-30', []))).toBe('duty.bad_day');
    expect(await codeOf(town.get('chief', `${rotaUrl()}?from=2026-02-30`))).toBe('duty.bad_day');
    expect(await codeOf(setDay('chief', '2026-08-07', [shift(600, 600, 'mate')]))).toBe('duty.bad_shift');
    const twice = [...daily(0, 700, 'mate'), ...daily(600, 800, 'mate')];
    expect(await codeOf(setWeek('chief', twice))).toBe('duty.shifts_overlap');
    expect(await codeOf(setDay('chief', '2026-08-07', [shift(0, 1, 'mate')], ''))).toBe('http.invalid');
    expect(await codeOf(town.get('chief', `${rotaUrl()}?form=2026-08-05`))).toBe('http.query_unknown');
  });

  test('somebody of another unit, or who may not answer a push, is not put on call', async () => {
    const foreign = [shift(0, 60, 'otherHandler')];
    expect(await codeOf(setDay('chief', '2026-08-07', foreign))).toBe('duty.not_of_unit');
    const centre = town.city.unit('centre', '.001').id;
    const url = `/api/duty/units/${centre}/days/2026-08-07`;
    const asked = { version: 0, shifts: [shift(0, 60, 'streetInspector')], why: '试' };
    expect(await codeOf(put('streetLeader', url, asked))).toBe('duty.not_of_unit');
    await done(put('streetLeader', url, { ...asked, shifts: [shift(0, 60, 'streetDispatcher')] }));
  });

  test('two who change it at once: the second is told, and overwrites nothing', async () => {
    const seen = await version();
    await done(setWeek('chief', daily(480, 1200, 'handler'), '2026-08-20', seen));
    expect(await codeOf(setWeek('admin', [], '2026-08-20', seen))).toBe('duty.rota_changed');
    const sent = await version(other());
    const both = await Promise.all(
      ['2026-08-20', '2026-08-21'].map((day) =>
        put('admin', `/api/duty/units/${other()}/days/${day}`, { version: sent, shifts: [], why: '同时' }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('who may read: the unit itself and those above; others are refused, and so is no unit', async () => {
    for (const who of ['mate', 'streetDispatcher', 'leader'] as const) {
      expect((await town.get(who, rotaUrl())).status, who).toBe(200);
    }
    for (const who of ['otherHandler', 'otherStreet', 'gridHead', 'foreign'] as const) {
      expect(await codeOf(town.get(who, rotaUrl())), who).toBe('auth.not_allowed');
    }
    const nobody = '00000000-0000-7000-8000-000000000000';
    expect(await codeOf(town.get('admin', rotaUrl(nobody)))).toBe('duty.unit_unknown');
  });
});

describe('quiet hours', () => {
  const asked = (more: Fields = {}) => ({
    unitId: null,
    districtId: DISTRICT,
    fromMinute: 1320,
    toMinute: 420,
    since: '2026-08-05',
    until: null,
    mayDisturb: ['summon'],
    source: '区值班制度第八条',
    ...more,
  });
  const set = (who: Who, more: Fields = {}) => town.post(who, '/api/duty/quiet', asked(more));
  const quietOf = async (who: Who) => (await rota(who)).quiet as { id: string; source: string }[];

  test('an administrator sets them, every unit of the district reads them with their source', async () => {
    const { id } = await done(set('admin'));
    expect(await quietOf('handler')).toMatchObject([{ id, source: '区值班制度第八条', unitId: null }]);
    await done(town.post('admin', `/api/duty/quiet/${id}/remove`));
    expect(await quietOf('handler')).toEqual([]);
    expect(await codeOf(town.post('admin', `/api/duty/quiet/${id}/remove`))).toBe('duty.quiet_unknown');
  });

  test('a unit’s own are seen by that unit alone', async () => {
    const { id } = await done(set('admin', { unitId: company() }));
    expect(await quietOf('handler')).toHaveLength(1);
    expect(((await rota('admin', '2026-08-05', other())).quiet as unknown[]).length).toBe(0);
    await done(town.post('admin', `/api/duty/quiet/${id}/remove`));
  });

  test('a unit’s head, a district elsewhere, days in the wrong order, no morning: refused', async () => {
    expect(await codeOf(set('chief', { unitId: company() }))).toBe('auth.not_allowed');
    expect(await codeOf(set('admin', { districtId: '500152' }))).toBe('auth.not_allowed');
    expect(await codeOf(set('admin', { districtId: '500152', unitId: company() }))).toBe('duty.unit_unknown');
    expect(await codeOf(set('admin', { until: '2026-08-05' }))).toBe('duty.bad_day');
    expect(await codeOf(set('admin', { since: '2026-13-01' }))).toBe('duty.bad_day');
    expect(await codeOf(set('admin', { toMinute: 1320 }))).toBe('duty.quiet_all_day');
    expect(await codeOf(set('admin', { mayDisturb: ['shout'] }))).toBe('http.invalid');
  });
});

describe('a calendar behind a secret link', () => {
  const make = async (who: Who, unitId: string | null = null) =>
    (await done(town.post(who, '/api/duty/links', { unitId }))) as { id: string; path: string };
  const read = (path: string, headers: Record<string, string> = {}) => town.get('nobody', path, headers);
  const linksOf = async (who: Who, query = '') =>
    (await done(town.get(who, `/api/duty/links${query}`))).links as { id: string; kind: string }[];

  test('one’s own turns, for whoever holds the link, and nothing for whoever holds another', async () => {
    const { path } = await make('mate');
    const { status, body, headers } = await read(path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
    const text = String(body.raw);
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
    expect(text).toContain('（第 2 顺位）');
    expect(text).not.toMatch(/1390000/);
    expect(await codeOf(read(path.replace(/.{5}\.ics$/, 'AAAAA.ics')))).toBe('duty.link_unknown');
    expect(await codeOf(read('/api/duty/calendars/none.ics'))).toBe('duty.link_unknown');
  });

  test('who has it already is told that nothing changed, until the rota does', async () => {
    const { path } = await make('chief', company());
    const first = await read(path);
    const etag = String(first.headers.etag);
    expect(etag).toMatch(/^"[\w-]+"$/);
    store.clock.advance(60_000);
    expect(await read(path, { 'if-none-match': etag })).toMatchObject({ status: 304, body: { raw: '' } });
    await done(setDay('chief', '2026-08-08', [shift(540, 1020, 'leaver')]));
    const second = await read(path, { 'if-none-match': etag });
    expect(second.status).toBe(200);
    expect(String(second.body.raw)).toContain(`SUMMARY:值班：${town.nameOf('leaver')}`);
  });

  test('a new link ends the one before, and a revoked one opens nothing', async () => {
    const before = await make('handler');
    const after = await make('handler');
    expect(await codeOf(read(before.path))).toBe('duty.link_unknown');
    expect(await linksOf('handler')).toMatchObject([{ id: after.id, kind: 'person' }]);
    const revoke = () => town.post('handler', `/api/duty/links/${after.id}/revoke`);
    await done(revoke());
    expect(await codeOf(read(after.path))).toBe('duty.link_unknown');
    expect(await codeOf(revoke())).toBe('duty.link_unknown');
  });

  test('a unit’s link is for whoever arranges its rota, and one’s own for oneself', async () => {
    const asked = { unitId: company() };
    expect(await codeOf(town.post('mate', '/api/duty/links', asked))).toBe('auth.not_allowed');
    const { id } = await make('chief', company());
    expect(await linksOf('mate', `?unitId=${company()}`)).toMatchObject([{ kind: 'person' }]);
    expect((await linksOf('admin', `?unitId=${company()}`)).map((link) => link.id)).toContain(id);
    const own = await make('leaver');
    expect(await codeOf(town.post('chief', `/api/duty/links/${own.id}/revoke`))).toBe('duty.link_unknown');
    expect(await codeOf(town.post('mate', `/api/duty/links/${id}/revoke`))).toBe('auth.not_allowed');
  });

  test('whoever has left reads no more, and is on call no more', async () => {
    const { path } = await make('leaver');
    const today = localDate(store.clock.now());
    await done(setDay('chief', today, [shift(0, 1440, 'leaver', 'mate')]));
    expect((await rota('chief')).onCallNow).toEqual([town.personId('leaver'), town.personId('mate')]);
    await done(town.post('admin', `/api/posts/${town.postId('leaver')}/end`, { why: '调离' }));
    store.clock.advance(DAY);
    await done(setDay('chief', localDate(store.clock.now()), [shift(0, 1440, 'mate')]));
    expect(await codeOf(read(path))).toBe('duty.link_unknown');
    const before = await rota('chief', today);
    expect((before.people as { personId: string; mayAnswer: boolean }[]).find(
      ({ personId }) => personId === town.personId('leaver'),
    )).toMatchObject({ mayAnswer: false });
  });
});
