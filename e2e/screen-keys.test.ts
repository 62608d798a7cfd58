// `?` tells the keys of the screen in front, on every screen of command and on the wall; and a key that was
// moved to a chord acts with single letters switched off. It is twenty to nine: rows say that limits rest.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { signedHand } from './colleagues.ts';
import { pictureOf, placeIn } from './doings.ts';
import { barriersOf, tick } from './look.ts';
import { town } from './town.ts';

const city = town('2026-08-05T08:40:00+08:00');
const windows = new Map<string, Page>();

beforeAll(async () => {
  const inspector = await signedHand(city, 'inspector.district');
  const point = await placeIn(city, '990101.001.001.001');
  const photoIds = [await inspector.photo(await pictureOf('rubbish', 'before', 1))];
  const matter = { channel: 'patrol', description: '路边垃圾成堆', itemCode: 'E0102.1' };
  await inspector.report({ ...matter, point, photoIds });
  for (const login of ['dispatcher.district', 'leader.district', 'admin'])
    windows.set(login, await city.signIn(login, '/command/me'));
}, 240_000);

const windowOf = (login: string): Page => {
  const page = windows.get(login);
  if (!page) throw new Error(`${login} has no window`);
  return page;
};

const SCREENS = [
  ['dispatcher.district', '/command/triage', '受理并按拟派单位派遣'],
  ['dispatcher.district', '/command/cases', '全选已列出的案件'],
  ['dispatcher.district', '/command/map', '闭合并按此圈选'],
  ['leader.district', '/command/supervision', '到下一个按钮、链接或输入框'],
  ['admin', '/command/admin', '提交表单'],
  ['leader.district', '/wall/director', '提交表单'],
  ['leader.district', '/wall', '停在这个场景，再按继续轮播'],
] as const;

test.each(SCREENS)('%s at %s is told by ? that there is a key for: %s', async (login, path, words) => {
  const page = windowOf(login);
  await page.goto(city.url + path);
  await page.locator('h1').first().waitFor();
  const sheet = page.getByRole('dialog', { name: '快捷键' });
  await expect
    .poll(async () => {
      await page.keyboard.press('?');
      return sheet.count();
    })
    .toBe(1);
  await sheet.getByText(words).first().waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await city.shot(page, `keys${path.replaceAll('/', '-')}`);
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
});

test('a key moved to a chord leads on where letters are off, and the browser’s own is refused', async () => {
  const page = windowOf('dispatcher.district');
  await page.goto(`${city.url}/command/cases`);
  await page.getByRole('grid', { name: '案件' }).waitFor();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: '快捷键' });
  await sheet.getByRole('button', { name: '更改按键' }).click();
  await sheet.getByRole('button', { name: '更改“这张表”的按键' }).click();
  await page.keyboard.press('Control+j');
  await sheet.getByText('Ctrl+J 由浏览器使用').waitFor();
  await page.keyboard.press('Alt+h');
  await sheet.getByText('Alt+H', { exact: true }).first().waitFor();
  await tick(sheet.getByRole('checkbox', { name: '单键快捷键' }), false);
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  expect(await sheet.count()).toBe(0);
  await page.keyboard.press('Alt+h');
  await sheet.waitFor();
  await page.reload();
  await page.getByRole('grid', { name: '案件' }).waitFor();
  await page.keyboard.press('Alt+h');
  await sheet.waitFor();
});

test('before nine a row of the list says that its limit rests, within the height of the row', async () => {
  const page = windowOf('leader.district');
  await page.goto(`${city.url}/command/cases?state=open`);
  const row = page.getByRole('row').filter({ hasText: '路边垃圾成堆' });
  const rests = row.getByText('时限暂歇，09:00 继续');
  await rests.waitFor();
  const [inner, outer] = [await rests.boundingBox(), await row.boundingBox()];
  if (!inner || !outer) throw new Error('the row is not drawn');
  expect(inner.y + inner.height).toBeLessThanOrEqual(outer.y + outer.height);
  expect(await rests.evaluate((words) => words.scrollWidth <= words.clientWidth)).toBe(true);
  await city.shot(page, 'list-resting');
});
