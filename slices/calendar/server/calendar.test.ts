// A district's calendar in the store: seeded, read, changed by its administrator and by nobody else.
import { expect, test } from 'vitest';
import type { Actor } from '../../../kernel/rights.ts';
import { fromIso } from '../../../kernel/instant.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { calendarRefusals } from '../core/refusals.ts';
import { startClock } from '../core/clock.ts';
import { addException } from './add-exception.ts';
import { loadYear } from './load-year.ts';
import { calendarFor, seedCalendar } from './public.ts';
import { insertCalendar, insertWindows } from './queries.ts';
import { readCalendar } from './read-calendar.ts';
import { removeException } from './remove-exception.ts';

const store = testDatabase();

const administrator = (areaPath: string): Actor => ({
  kind: 'person',
  personId: '01890000-0000-7000-8000-000000000001',
  name: '管理员',
  posts: [{ id: 'p', unitId: 'u', unitKind: 'centre', role: 'administrator', areaPath }],
});

const at = (text: string): number => fromIso(`${text.replace(' ', 'T')}:00+08:00`) ?? Number.NaN;
const seed = (districtId: string) => store.database.transaction((tx) => seedCalendar(tx, districtId));

/** When one working hour from a time is over, on the district's calendar. */
const hourFrom = (districtId: string, text: string, calendarId?: string) =>
  store.database.read(async (tx) => {
    const calendar = await calendarFor(tx, districtId, calendarId);
    const clock = startClock(calendar, 'handle', { kind: 'working_hours', amount: 1 }, at(text));
    return 'code' in clock ? clock.code : clock.dueAt;
  });

test('a district without a calendar is told so', async () => {
  await expect(hourFrom('500199', '2026-03-06 10:00')).rejects.toMatchObject({
    refusal: { code: 'calendar.not_found' },
  });
});

test('seeding twice makes one calendar, which knows the Spring Festival', async () => {
  const first = await seed('500151');
  expect(await seed('500151')).toBe(first);
  expect(await hourFrom('500151', '2026-02-14 17:30')).toBe(at('2026-02-24 09:30'));
  const read = await store.database.read((tx) => readCalendar(tx, '500151', undefined));
  expect(read).toMatchObject({
    year: 2026,
    isYearKnown: true,
    calendars: [{ code: 'standard', isDefault: true }],
  });
  expect(read.calendars[0]?.weekly).toHaveLength(10);
  expect(read.calendars[0]?.weekly[0]).toMatchObject({
    weekday: 1,
    fromMinute: 540,
    toMinute: 720,
    validTo: null,
  });
  expect(read.holidays.filter((day) => day.kind === 'off')).toHaveLength(33);
  expect(read.holidays.filter((day) => day.kind === 'work')).toHaveLength(6);
  expect(read.years.map((row) => row.year)).toEqual([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
});

test('an administrator closes a day, deadlines move over it, and back when it is taken back', async () => {
  await seed('500152');
  const closed = { districtId: '500152', day: '2026-03-09', windows: [], reason: '暴雨停工' };
  const add = () => store.database.transaction((tx) => addException(tx, administrator('500152'), closed));
  const { id } = await add();
  expect(await hourFrom('500152', '2026-03-06 17:30')).toBe(at('2026-03-10 09:30'));
  await expect(add()).rejects.toMatchObject({ refusal: { code: 'calendar.exception_exists' } });
  const read = () => store.database.read((tx) => readCalendar(tx, '500152', 2026));
  expect((await read()).exceptions).toMatchObject([
    { id, day: '2026-03-09', windows: [], reason: '暴雨停工' },
  ]);
  const remove = () =>
    store.database.transaction((tx) =>
      removeException(tx, administrator('500152'), { districtId: '500152', id }),
    );
  await remove();
  expect(await hourFrom('500152', '2026-03-06 17:30')).toBe(at('2026-03-09 09:30'));
  expect((await read()).exceptions).toEqual([]);
  await expect(remove()).rejects.toMatchObject({ refusal: { code: 'calendar.exception_not_found' } });
  expect((await add()).id).not.toBe(id);
});

test('inside the transaction that changes it the calendar is already changed', async () => {
  await seed('500153');
  const due = await store.database.transaction(async (tx) => {
    const windows = [{ fromMinute: 600, toMinute: 720 }];
    await addException(tx, administrator('500153'), {
      districtId: '500153',
      day: '2026-03-07',
      windows,
      reason: '加班',
    });
    const calendar = await calendarFor(tx, '500153');
    const clock = startClock(
      calendar,
      'handle',
      { kind: 'working_hours', amount: 1 },
      at('2026-03-06 18:00'),
    );
    return 'code' in clock ? clock.code : clock.dueAt;
  });
  expect(due).toBe(at('2026-03-07 11:00'));
});

test('a crew with its own calendar works nights and holidays, but keeps to a district closure', async () => {
  await seed('500154');
  const calendarId = await store.database.transaction(async (tx) => {
    const id = tx.ids.next();
    const row = { code: 'always', name: '全年无休', nameEn: 'Every day', offsetMinutes: 480, source: '测试',
      sourceEn: 'test' };
    await insertCalendar(tx, { id, districtId: '500154', ...row, observesHolidays: false, isDefault: false });
    const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      weekday,
      fromMinute: 0,
      toMinute: 1440,
      validFrom: null,
      validTo: null,
    }));
    await insertWindows(tx, id, weekly);
    await addException(tx, administrator('500154'), {
      districtId: '500154',
      day: '2027-01-02',
      windows: [],
      reason: '封路',
    });
    return id;
  });
  expect(await hourFrom('500154', '2026-02-17 23:30', calendarId)).toBe(at('2026-02-18 00:30'));
  expect(await hourFrom('500154', '2027-01-01 23:30', calendarId)).toBe(at('2027-01-03 00:30'));
  expect(await hourFrom('500154', '2027-01-01 23:30')).toBe('calendar.year_missing');
});

test('a year that was missing counts once it is loaded, and can be corrected', async () => {
  await seed('500155');
  expect(await hourFrom('500155', '2027-01-04 10:00')).toBe('calendar.year_missing');
  const load = (days: string[]) =>
    store.database.transaction((tx) =>
      loadYear(tx, administrator('500155'), {
        districtId: '500155',
        year: 2027,
        source: 'a notice',
        holidays: days.map((day) => ({ day, kind: 'off' as const, name: '元旦', nameEn: "New Year's Day" })),
      }),
    );
  expect(await load(['2027-01-01', '2027-01-04'])).toEqual({ year: 2027, days: 2 });
  expect(await hourFrom('500155', '2027-01-04 10:00')).toBe(at('2027-01-05 10:00'));
  await load(['2027-01-01']);
  expect(await hourFrom('500155', '2027-01-04 10:00')).toBe(at('2027-01-04 11:00'));
  await expect(load(['2026-01-01'])).rejects.toMatchObject({ refusal: { code: 'calendar.year_mismatch' } });
});

test('only the district’s own administrator changes its calendar', async () => {
  await seed('500156');
  const closed = { districtId: '500156', day: '2026-03-09', windows: [], reason: '试' };
  const noRight = { refusal: { code: 'auth.not_allowed' } };
  for (const actor of [administrator('500151'), administrator('500156.003'), { kind: 'public' } as const]) {
    await expect(store.database.transaction((tx) => addException(tx, actor, closed))).rejects.toMatchObject(
      noRight,
    );
    await expect(
      store.database.transaction((tx) =>
        removeException(tx, actor, { districtId: '500156', id: store.ids.next() }),
      ),
    ).rejects.toMatchObject(noRight);
    await expect(
      store.database.transaction((tx) =>
        loadYear(tx, actor, { districtId: '500156', year: 2028, source: 's', holidays: [] }),
      ),
    ).rejects.toMatchObject(noRight);
  }
});

test('a wrong day and a wrong window are refused with words in both languages', async () => {
  await seed('500157');
  const add = (day: string, windows: { fromMinute: number; toMinute: number }[]) =>
    store.database.transaction((tx) =>
      addException(tx, administrator('500157'), { districtId: '500157', day, windows, reason: '试' }),
    );
  await expect(add('2026-02-30', [])).rejects.toMatchObject({ refusal: { code: 'calendar.bad_day' } });
  await expect(add('2026-02-27', [{ fromMinute: 60, toMinute: 30 }])).rejects.toMatchObject({
    refusal: { code: 'calendar.bad_window' },
  });
  for (const words of Object.values(calendarRefusals))
    expect(words.zh.length * words.en.length).toBeGreaterThan(0);
});

test('one district loads its holidays, and no deadline of its neighbour moves', async () => {
  await seed('500158');
  await seed('500159');
  const load = (year: number, days: string[]) =>
    store.database.transaction((tx) =>
      loadYear(tx, administrator('500158'), {
        districtId: '500158',
        year,
        source: 'a notice',
        holidays: days.map((day) => ({ day, kind: 'off' as const, name: '放假', nameEn: 'holiday' })),
      }),
    );
  await load(2027, ['2027-01-04']);
  expect(await hourFrom('500158', '2027-01-04 10:00')).toBe(at('2027-01-05 10:00'));
  expect(await hourFrom('500159', '2027-01-04 10:00')).toBe('calendar.year_missing');
  await load(2026, ['2026-03-06']);
  expect(await hourFrom('500158', '2026-03-06 10:00')).toBe(at('2026-03-09 10:00'));
  expect(await hourFrom('500159', '2026-03-06 10:00')).toBe(at('2026-03-06 11:00'));
  const neighbour = await store.database.read((tx) => readCalendar(tx, '500159', 2027));
  expect(neighbour).toMatchObject({ isYearKnown: false, holidays: [] });
});

test('where the holidays come from is told in the reader’s language', async () => {
  await seed('500161');
  const typed = { districtId: '500161', year: 2027, source: '国办发明电〔2026〕7 号', holidays: [] };
  await store.database.transaction((tx) => loadYear(tx, administrator('500161'), typed));
  const { years, calendars } = await store.database.read((tx) => readCalendar(tx, '500161', 2027));
  const of = (year: number) => years.find((one) => one.year === year);
  expect(of(2026)?.source).toMatch(/^国务院办公厅/);
  expect(of(2026)?.sourceEn).toMatch(/^State Council of China/);
  expect(of(2027)).toMatchObject({ source: typed.source, sourceEn: typed.source });
  expect(calendars[0]).toMatchObject({
    source: expect.stringMatching(/^产品默认/), sourceEn: expect.stringMatching(/^product default/),
  });
});
