// The app is swiped away and opened again in a lift: no network, no server. It must open to the officer's own
// home as the same person, say how old its data are, and carry the work that was put in.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeIn } from './doings.ts';
import { type Line, openLine } from './phone-line.ts';
import { isInstalled, type Phone, phoneOf } from './phone.ts';
import { signInAs, town, WEB } from './town.ts';

const GRID = '990101.001.001.001';
const city = town('2026-08-05T13:05:00+08:00');
let line: Line;
let phone: Phone;

beforeAll(async () => {
  line = await openLine(city.url, WEB);
  phone = phoneOf({ now: city.store.clock.now(), at: await placeIn(city, GRID) });
});
afterAll(async () => {
  await phone.drop();
  await line.close();
});

test('an installed app opens from cold without a server, to the home of who used it', async () => {
  const before = await phone.open(`${line.url}/field`);
  await signInAs(before, 'inspector.district');
  await before.getByRole('heading', { level: 1 }).waitFor();
  const home = await before.getByRole('heading', { level: 1 }).textContent();
  await isInstalled(before);
  await before.waitForFunction(() => navigator.serviceWorker.controller !== null);
  expect(await before.getByText('有新版本').count()).toBe(0);
  await line.cut();

  const after = await phone.open(`${line.url}/field/`);
  await after.getByRole('heading', { level: 1 }).waitFor();
  expect(await after.getByRole('heading', { level: 1 }).textContent()).toBe(home);
  await after.locator('.gl-strip').filter({ hasText: '数据截至 13:05' }).waitFor();
  await city.shot(after, 'field-start-offline');
});

test('no network in the first minute of a new phone: nothing turns white, the rest comes later', async () => {
  const fresh = await city.open('/field/report', { width: 390, height: 844 });
  await signInAs(fresh, 'inspector.district');
  await fresh.getByLabel('一句话说明').waitFor();
  await fresh.context().setOffline(true);
  await fresh.getByRole('link', { name: /^网格/ }).click();
  await fresh.getByRole('heading', { name: '这一页还没有下载到手机' }).waitFor();
  await city.shot(fresh, 'field-not-yet-here');
  expect(await fresh.getByRole('link', { name: /^上报/ }).count()).toBe(1);
  await fresh.context().setOffline(false);
  await fresh.getByRole('heading', { name: '这一页还没有下载到手机' }).waitFor({ state: 'detached' });
  await fresh.getByRole('heading', { level: 1 }).waitFor();
});
