// A dispatcher with more tabs open than her browser has connections to the server, which speaks HTTP/1.1:
// every one of them opens and asks. Those that find no place for a stream say that they may be old, and have
// one as soon as another tab is closed.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { signedHand } from './colleagues.ts';
import { pictureOf, placeIn } from './doings.ts';
import { town } from './town.ts';

const TABS = 8;
const WITH_STREAM = 4;
const city = town('2026-08-05T09:00:00+08:00');
const OLD = '连接中断，数据可能不是最新';
const WHAT = '建筑垃圾堆在路口';

beforeAll(async () => {
  const inspector = await signedHand(city, 'inspector.district');
  const photo = await inspector.photo(await pictureOf('rubble', 'before'));
  const point = await placeIn(city, '990101.001.001.001');
  await inspector.report({ channel: 'patrol', description: WHAT, point, photoIds: [photo] });
});

const answered = (tab: Page): Promise<void> => tab.getByText(WHAT).first().waitFor();

const saysOld = async (tabs: readonly Page[]): Promise<number> =>
  (await Promise.all(tabs.map((tab) => tab.getByText(OLD).count()))).filter((count) => count > 0).length;

test('eight tabs of the desk are open at once, and each still gets its answers', async () => {
  const first = await city.signIn('dispatcher.district', '/command/cases');
  const tabs = [first];
  for (let n = 1; n < TABS; n += 1) {
    const tab = await first.context().newPage();
    await tab.goto(first.url());
    await answered(tab);
    tabs.push(tab);
  }
  await expect.poll(() => saysOld(tabs)).toBe(TABS - WITH_STREAM);
  // Nobody waits for a connection: what is opened anew is there.
  for (const tab of tabs.slice(-2)) {
    await tab.reload();
    await answered(tab);
  }
  await expect.poll(() => saysOld(tabs)).toBe(TABS - WITH_STREAM);
  for (const tab of tabs.splice(0, WITH_STREAM)) await tab.close();
  await expect.poll(() => saysOld(tabs)).toBe(0);
});
