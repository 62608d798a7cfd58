// A handler in a cellar: the app opens from cold without a server, a case is claimed and fed back with a
// photo, and the next step is offered at once. Back in the street the server has both, in order, with the
// times at which they were done. Where another was quicker, both versions are shown and nothing is lost.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Hand, signedHand } from './colleagues.ts';
import { pictureOf, placeIn, storedCase, takePhoto } from './doings.ts';
import { type Line, openLine } from './phone-line.ts';
import { isInstalled, type Phone, phoneOf } from './phone.ts';
import { signInAs, town, WEB } from './town.ts';

const GRID = '990101.001.001.001';
/** Rubbish, which the street's sanitation company clears. */
const ITEM = 'E0102.1';
const city = town('2026-08-05T13:00:00+08:00');
let line: Line;
let phone: Phone;
let inspector: Hand;
let handler: Hand;
const cases: { id: string; number: string }[] = [];

async function report(description: string): Promise<{ id: string; number: string }> {
  const photo = await inspector.photo(await pictureOf('rubbish', 'before', description.length));
  const place = await placeIn(city, GRID);
  return inspector.report({
    channel: 'patrol',
    description,
    itemCode: ITEM,
    point: place,
    photoIds: [photo],
  });
}

beforeAll(async () => {
  inspector = await signedHand(city, 'inspector.district');
  handler = await signedHand(city, 'sanitation.01');
  for (const words of ['地下车库垃圾堆积', '楼道口垃圾堆放']) cases.push(await report(words));
  line = await openLine(city.url, WEB);
  phone = phoneOf({ now: city.store.clock.now() });
}, 240_000);
afterAll(async () => {
  await phone.drop();
  await line.close();
});

/** What people did: the ladder climbs meanwhile by itself. */
const acts = async (index: number): Promise<readonly string[]> =>
  (await storedCase(city, cases[index]?.number ?? '')).actions.filter((action) => action !== 'climb');
const cardOf = (page: Page, words: string) => page.locator('.gl-case-card').filter({ hasText: words });
/** The phone's own clock runs on in the cellar; the town's is moved with it. */
async function later(page: Page, time: string): Promise<void> {
  await city.at(`2026-08-05T${time}:00+08:00`);
  await page.context().clock.setFixedTime(city.store.clock.now());
}

let page: Page;

test('claimed and fed back in the cellar: each shows at once and offers what comes next', async () => {
  const before = await phone.open(`${line.url}/field/todo`);
  await signInAs(before, 'sanitation.01');
  await cardOf(before, '地下车库垃圾堆积').getByRole('button', { name: '认领' }).waitFor();
  await cardOf(before, '楼道口垃圾堆放').locator('img').waitFor();
  await isInstalled(before);
  await expect.poll(() => before.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await line.cut();

  page = await phone.open(`${line.url}/field/todo`);
  await later(page, '13:05');
  const card = cardOf(page, '地下车库垃圾堆积');
  await card.getByRole('button', { name: '认领' }).click();
  await card.getByText('待同步').waitFor();
  await card.getByText('处置中').waitFor();
  await city.shot(page, 'field-offline-claimed');
  await card.getByRole('button', { name: '反馈' }).click();
  await takePhoto(page, '系统相机', await pictureOf('rubbish', 'after', 3));
  await page.getByRole('button', { name: '已清理干净' }).click();
  await city.shot(page, 'field-offline-feed-back');
  await later(page, '13:25');
  await page.locator('.gl-act-send').getByRole('button', { name: '反馈' }).click();
  await page.getByText('待核查').first().waitFor();
  await expect.poll(() => page.getByText('待同步').count()).toBeGreaterThan(1);
  await city.shot(page, 'field-offline-case');
  expect(await acts(0)).toEqual(['report', 'accept', 'dispatch']);
});

test('meanwhile another phone takes the other case; in the cellar it is claimed as well', async () => {
  await handler.act(cases[1]?.id ?? '', 'claim', { personId: handler.personId });
  await page.getByRole('navigation').getByRole('link', { name: '待办' }).click();
  const card = cardOf(page, '楼道口垃圾堆放');
  await card.getByRole('button', { name: '认领' }).click();
  await card.getByText('待同步').waitFor();
});

test('back in the street both steps arrive in order, with the times at which they were done', async () => {
  await later(page, '14:30');
  await line.mend();
  await page.evaluate(() => void dispatchEvent(new Event('online')));
  await expect
    .poll(async () => acts(0), { timeout: 60_000 })
    .toEqual(['report', 'accept', 'dispatch', 'claim', 'feed_back']);
  const made = await city.store.database.read(({ db }) =>
    db
      .selectFrom('step')
      .select(['action', 'at', 'made_at'])
      .where('case_id', '=', cases[0]?.id ?? '')
      .where('made_at', 'is not', null)
      .orderBy('seq')
      .execute(),
  );
  const minute = (time: string) => Date.parse(`2026-08-05T${time}:00+08:00`);
  expect(made).toEqual([
    { action: 'claim', at: minute('14:30'), made_at: minute('13:05') },
    { action: 'feed_back', at: minute('14:30'), made_at: minute('13:25') },
  ]);
  await page.goto(`${line.url}/field/cases/${cases[0]?.id}`);
  await page.getByText('13:05 在手机上记录').waitFor();
  await city.shot(page, 'field-offline-arrived');
});

test('where another was quicker both versions stand side by side, and mine is kept as a note', async () => {
  await page.goto(`${line.url}/field/todo`);
  await page.getByText('没有被接受，请您决定').waitFor();
  await page.getByText('我做的').waitFor();
  await page.getByText('案件现在').waitFor();
  await city.shot(page, 'field-offline-conflict');
  await page.getByRole('button', { name: '作为备注留在案件里' }).click();
  await expect
    .poll(async () => acts(1), { timeout: 60_000 })
    .toEqual(['report', 'accept', 'dispatch', 'claim', 'note']);
  await page.getByText('没有被接受').waitFor({ state: 'detached' });
});
