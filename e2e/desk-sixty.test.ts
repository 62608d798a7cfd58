// A busy morning at the centre of a street, small: the same matters and the same expert as in
// `npm run bench:desk`, which works sixty over a million stored cases. Then two dispatchers of the district
// race for the same cases. What came of it is compared with the store.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { signedHand } from './colleagues.ts';
import { workQueue } from './desk-expert.ts';
import { deskMorning } from './desk-matters.ts';
import { faultsOf, nthRace, race, type RacedCase } from './desk-race.ts';
import { placeIn, storedCase } from './doings.ts';
import { barriersOf, settled } from './look.ts';
import { town } from './town.ts';

const STREET = '990101.001';
const MATTERS = 14;
const RACES = 12;
const city = town('2026-08-05T09:00:00+08:00');

const gridsOf = (street: string) =>
  city.store.database.read(({ db }) =>
    db
      .selectFrom('area')
      .select(['path', 'name'])
      .where('path', 'like', `${street}.%`)
      .where('level', '=', 'grid')
      .where('layer', '=', 'base')
      .orderBy('path')
      .limit(12)
      .execute(),
  );

const stepsOf = (caseId: string) =>
  city.store.database.read(({ db }) =>
    db
      .selectFrom('step')
      .select(['action', 'person_id as person'])
      .where('case_id', '=', caseId)
      .orderBy('seq')
      .execute(),
  );

/** What each verdict must have left in the history. */
const LEFT = {
  proposed: ['report', 'accept', 'dispatch'],
  item: ['report', 'accept', 'dispatch'],
  place: ['report', 'accept', 'dispatch'],
  dispatch: ['report', 'accept', 'dispatch'],
  duplicate: ['report', 'merge'],
  escalate: ['report', 'escalate'],
  reject: ['report', 'reject'],
  split: ['report', 'accept', 'split'],
} as const;

let desk: Page;
const numbers = new Map<string, string>();

beforeAll(async () => {
  const reporter = await signedHand(city, 'dispatcher.01');
  const grids = await gridsOf(STREET);
  for (const { description, itemCode, gridPath } of deskMorning({ total: MATTERS, grids })) {
    const point = await placeIn(city, gridPath);
    const { number } = await reporter.report({ channel: 'video', description, itemCode, point });
    numbers.set(description, number);
  }
  desk = await city.signIn('dispatcher.01', '/command/triage');
});

test('the expert works the whole queue by keys alone, and the store has what was decided', async () => {
  const matters = deskMorning({ total: MATTERS, grids: await gridsOf(STREET) });
  await expect.poll(() => desk.getByRole('option').count()).toBe(MATTERS);
  await settled(desk);
  expect(await barriersOf(desk)).toEqual([]);
  const worked = await workQueue(desk, { matters, unit: '汐桥街道综合行政执法队' });
  await desk.getByText('这里已经清空').waitFor();
  for (const { description, is } of worked) {
    const stored = await storedCase(city, numbers.get(description) ?? '');
    const own = stored.actions.filter((action) => action !== 'take_in');
    expect([description, own.slice(0, LEFT[is].length)]).toEqual([description, LEFT[is]]);
  }
});

test('of two at once one acts, and the other one is shown it and chooses; nothing is lost', async () => {
  const reporter = await signedHand(city, 'dispatcher.district');
  const second = await signedHand(city, 'dispatcher2.district');
  const people = [reporter.personId, second.personId] as const;
  const cases: RacedCase[] = [];
  const point = await placeIn(city, `${STREET}.001.002`);
  for (let n = 0; n < RACES; n += 1) {
    const words = `河面漂着一片水草和泡沫箱，第 ${n + 1} 处`;
    const body = { channel: 'video', description: words, itemCode: 'E0105.1', point };
    cases.push({ ...(await reporter.report(body)), words });
  }
  const pages: [Page, Page] = [
    await city.signIn('dispatcher.district', '/command/triage?view=open'),
    await city.signIn('dispatcher2.district', '/command/triage?view=open'),
  ];
  for (const [n, of] of cases.entries()) {
    const raced = await race(pages, { of, ...nthRace(n) });
    expect([n, raced, faultsOf(raced, await stepsOf(of.id), people)]).toEqual([n, raced, []]);
  }
});
