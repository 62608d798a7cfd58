// A view that one dispatcher shares with her centre: a colleague there finds it on the list and at the desk
// and opens the same cases; a dispatcher of another centre neither sees it nor gets it by asking. Shared with
// the area it reaches her too, is not hers to remove, and shows what she may see.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { signedHand } from './colleagues.ts';
import { placeIn } from './doings.ts';
import { barriersOf } from './look.ts';
import { town } from './town.ts';

const city = town('2026-08-05T09:00:00+08:00');
const NAME = '晨会要看';
let owner: Page;
let colleague: Page;
let outside: Page;

const menu = (page: Page) => page.getByRole('button', { name: '保存的视图' });
const offered = async (page: Page): Promise<string[]> => {
  await menu(page).click();
  const names = await page.getByRole('menuitem').allInnerTexts();
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  return names.filter((name) => name.includes(NAME));
};
const listed = async (page: Page): Promise<number> =>
  (await page.getByRole('grid', { name: '案件' }).getByRole('row').count()) - 1;
const holds = (page: Page, cases: number) => expect.poll(() => listed(page), { timeout: 20_000 }).toBe(cases);

async function shareWith(whom: string): Promise<void> {
  await owner.getByRole('textbox', { name: '名称' }).fill(NAME);
  await owner.getByRole('combobox', { name: '共享给' }).selectOption({ label: whom });
  expect(await barriersOf(owner)).toEqual([]);
  await owner.getByRole('button', { name: '保存', exact: true }).click();
  await owner.getByRole('dialog').waitFor({ state: 'detached' });
}

beforeAll(async () => {
  const inspector = await signedHand(city, 'inspector.district');
  for (const [street, times] of [['001', 2], ['002', 3]] as const) {
    const point = await placeIn(city, `990101.${street}.001.001`);
    for (let time = 0; time < times; time += 1) {
      const description = `路边垃圾成堆 ${street} ${time}`;
      const matter = { channel: 'video', description, itemCode: 'E0102.1', otherMatter: true };
      await inspector.report({ ...matter, point });
    }
  }
  owner = await city.signIn('dispatcher.district', '/command/cases?channel=video&state=open');
  colleague = await city.signIn('dispatcher2.district', '/command/cases');
  outside = await city.signIn('dispatcher.02', '/command/cases');
}, 240_000);

test('whoever saves a view shares it with her centre by name', async () => {
  await holds(owner, 5);
  await menu(owner).click();
  await owner.getByRole('menuitem', { name: '保存当前视图…' }).click();
  await shareWith('本单位');
  await menu(owner).filter({ hasText: NAME }).waitFor();
});

test('a colleague of the same centre sees whose it is, and opens the same cases', async () => {
  await colleague.reload();
  await expect.poll(() => offered(colleague), { timeout: 20_000 }).toHaveLength(1);
  await menu(colleague).click();
  await colleague.getByRole('menuitem', { name: /^晨会要看（.+ 共享）$/ }).click();
  await colleague.waitForURL(/\?channel=video&state=open$|\?state=open&channel=video$/);
  await holds(colleague, 5);
  await city.shot(colleague, 'shared-view-list');
});

test('she finds it at the desk as well', async () => {
  await colleague.goto(`${city.url}/command/triage`);
  await colleague.getByRole('button', { name: '我的视图' }).click();
  await colleague.getByRole('menuitem', { name: `${NAME}（共享）` }).click();
  await expect.poll(() => colleague.getByRole('option').count(), { timeout: 20_000 }).toBe(5);
  await city.shot(colleague, 'shared-view-desk');
});

test('a dispatcher of another centre does not see it, on the screen or by asking', async () => {
  await outside.reload();
  await outside.getByRole('grid', { name: '案件' }).waitFor();
  expect(await offered(outside)).toEqual([]);
  const told = await outside.request.get(`${city.url}/api/desk/views?screen=cases`);
  expect(((await told.json()) as { views: unknown[] }).views).toEqual([]);
});

test('shared with the area it reaches the streets, and each sees in it what they may see', async () => {
  await menu(owner).click();
  await owner.getByRole('menuitem', { name: `「${NAME}」改名或共享…` }).click();
  await shareWith('本辖区及以下');
  await outside.reload();
  await expect.poll(() => offered(outside), { timeout: 20_000 }).toHaveLength(1);
  await menu(outside).click();
  await outside.getByRole('menuitem', { name: /^晨会要看（.+ 共享）$/ }).click();
  await holds(outside, 3);
  await menu(outside).click();
  await outside.getByRole('menuitem', { name: '保存当前视图…' }).waitFor();
  expect(await outside.getByRole('menuitem', { name: /删除/ }).count()).toBe(0);
});

test('a view saved at the desk is shared by the same form, and stands on the colleague’s list', async () => {
  await owner.goto(`${city.url}/command/triage`);
  await owner.getByRole('button', { name: '我的视图' }).click();
  await owner.getByRole('menuitem', { name: '保存为视图…' }).click();
  await owner.getByRole('textbox', { name: '名称' }).fill('桌上存的');
  await owner.getByRole('combobox', { name: '共享给' }).selectOption({ label: '本单位' });
  await owner.getByRole('button', { name: '保存', exact: true }).click();
  await owner.getByText('已保存视图「桌上存的」').waitFor();
  await colleague.goto(`${city.url}/command/cases`);
  await menu(colleague).click();
  await colleague.getByRole('menuitem', { name: /^桌上存的（.+ 共享）$/ }).waitFor();
});
