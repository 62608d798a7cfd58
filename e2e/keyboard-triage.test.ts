// A dispatcher's morning without a mouse: ten reports, each decided by keys alone, one of them taken back.
// What the keys did is compared with the store, step by step.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { signedHand } from './colleagues.ts';
import { centreNameOf, pictureOf, placeIn, storedCase, tabTo } from './doings.ts';
import { town } from './town.ts';

const STREET = '990101.001';
const city = town('2026-08-05T09:00:00+08:00');
let desk: Page;
const numbers: string[] = [];

/** Ten matters of one street; what they are is said in the words alone. */
const MATTERS = [
  ['建筑垃圾堆在路口', '001.001'],
  ['楼道口垃圾成堆', '001.002'],
  ['垃圾桶旁垃圾成堆发臭', '002.001'],
  ['垃圾桶边垃圾发臭没人清', '002.001'],
  ['邻居家孩子太吵', '003.001'],
  ['渣土堆占了半条路', '003.002'],
  ['墙根垃圾遍地', '004.001'],
  ['装修垃圾堆放多日', '004.002'],
  ['河边垃圾没人清', '005.001'],
  ['巷口砖头一堆', '005.002'],
] as const;

const row = (words: string) => desk.getByRole('option').filter({ hasText: words });
const isCurrent = (words: string) =>
  expect.poll(() => row(words).getAttribute('aria-selected'), { message: words }).toBe('true');

/** Down with J (up with K) until this one is current, as eyes and fingers do. */
async function goTo(words: string): Promise<void> {
  for (const key of ['k', 'j'] as const) {
    for (let moves = 0; moves < MATTERS.length; moves += 1) {
      if ((await row(words).getAttribute('aria-selected')) === 'true') {
        await desk.getByRole('article').getByText(words).first().waitFor();
        return;
      }
      await desk.keyboard.press(key);
    }
  }
  await isCurrent(words);
}

/** The item by its key where it is not known yet; then the unit is proposed. */
async function chooseItem(): Promise<void> {
  await desk
    .getByRole('button', { name: /积存垃圾渣土|暴露垃圾/ })
    .first()
    .waitFor();
  await desk.keyboard.press('1');
  await desk.getByRole('region', { name: '拟派单位' }).waitFor();
}

const numberOf = (words: string): string => numbers[MATTERS.findIndex(([said]) => said === words)] ?? '';
const stored = (words: string) => storedCase(city, numberOf(words));

beforeAll(async () => {
  const inspector = await signedHand(city, 'inspector.district');
  const photo = await inspector.photo(await pictureOf('rubble', 'before'));
  for (const [description, grid] of MATTERS) {
    const point = await placeIn(city, `${STREET}.${grid}`);
    const { number } = await inspector.report({ channel: 'patrol', description, point, photoIds: [photo] });
    numbers.push(number);
  }
  desk = await city.signIn('dispatcher.district', '/command/triage');
});

test('J and K walk the queue and stop at its ends', async () => {
  // The first screen of the day: its programs and its first answers come over the line.
  await expect.poll(() => desk.getByRole('option').count(), { timeout: 15_000 }).toBe(MATTERS.length);
  const first = desk.getByRole('option').first();
  await expect.poll(() => first.getAttribute('aria-selected')).toBe('true');
  await desk.keyboard.press('k');
  await expect.poll(() => first.getAttribute('aria-selected')).toBe('true');
  await desk.keyboard.press('j');
  await expect.poll(() => desk.getByRole('option').nth(1).getAttribute('aria-selected')).toBe('true');
  await desk.keyboard.press('k');
  await expect.poll(() => first.getAttribute('aria-selected')).toBe('true');
});

test('single keys are letters inside the search, and Esc gives the keys back', async () => {
  await desk.keyboard.press('/');
  await desk.keyboard.type('邻居');
  await expect.poll(() => desk.getByRole('option').count()).toBe(1);
  await desk.keyboard.type('a');
  expect(await desk.getByRole('searchbox').inputValue()).toBe('邻居a');
  // Nothing is found, so there is no list for the focus to go back to: the keys must be free all the same.
  await desk.getByText('没有符合的案件').waitFor();
  await desk.keyboard.press('Escape');
  await expect.poll(() => desk.getByRole('option').count()).toBe(MATTERS.length);
  await desk.keyboard.press('j');
  expect(await desk.getByRole('searchbox').inputValue()).toBe('');
  expect((await stored('邻居家孩子太吵')).actions).toEqual(['report']);
});

test('A accepts and dispatches as proposed, and U takes it back', async () => {
  await goTo('楼道口垃圾成堆');
  await chooseItem();
  await desk.keyboard.press('a');
  await desk.getByText(/已派遣给/).waitFor();
  await expect.poll(() => row('楼道口垃圾成堆').count()).toBe(0);
  expect((await stored('楼道口垃圾成堆')).actions).toEqual(['report', 'accept', 'dispatch']);
  await desk.keyboard.press('u');
  await desk.getByText('已撤销受理和派遣').waitFor();
  await isCurrent('楼道口垃圾成堆');
  await desk.keyboard.press('u');
  await desk.getByText('没有再撤销').waitFor();
  expect(await stored('楼道口垃圾成堆')).toMatchObject({
    state: 'reported',
    actions: ['report', 'accept', 'dispatch', 'undo', 'undo_accept'],
  });
  await desk.getByRole('button', { name: /受理并派遣/ }).waitFor();
  await expect.poll(() => desk.getByRole('button', { name: /受理并派遣/ }).isEnabled()).toBe(true);
  await desk.keyboard.press('a');
  await desk.getByText(/：已派遣给/).waitFor();
  expect((await stored('楼道口垃圾成堆')).state).toBe('dispatched');
});

test('D with the unit that the list proposes wants no reason', async () => {
  await desk.keyboard.press('u');
  await expect.poll(async () => (await stored('楼道口垃圾成堆')).state).toBe('reported');
  await isCurrent('楼道口垃圾成堆');
  await desk.getByRole('button', { name: /受理并派遣/ }).waitFor();
  await expect.poll(() => desk.getByRole('button', { name: /受理并派遣/ }).isEnabled()).toBe(true);
  await desk.keyboard.press('d');
  await desk.getByRole('dialog', { name: '派遣' }).waitFor();
  await desk.keyboard.press('Control+Enter');
  await desk.getByRole('dialog', { name: '派遣' }).waitFor({ state: 'detached' });
  await expect.poll(async () => (await stored('楼道口垃圾成堆')).state).toBe('dispatched');
});

test('D sends it to another unit, with the reason why', async () => {
  const centre = await centreNameOf(city, STREET);
  await goTo('建筑垃圾堆在路口');
  await chooseItem();
  await desk.keyboard.press('d');
  await desk.getByRole('dialog', { name: '派遣' }).waitFor();
  await tabTo(desk, '责任单位');
  await desk.keyboard.type(centre);
  await desk.getByRole('option', { name: centre }).first().waitFor();
  await desk.keyboard.press('Enter');
  await tabTo(desk, '改派理由');
  await desk.keyboard.type('分中心统筹');
  await tabTo(desk, '派遣');
  await desk.keyboard.press('Enter');
  await expect.poll(() => row('建筑垃圾堆在路口').count()).toBe(0);
  expect(await stored('建筑垃圾堆在路口')).toMatchObject({
    state: 'dispatched',
    holder: centre,
    actions: ['report', 'accept', 'dispatch'],
  });
});

test('X splits a matter into two parts, and U makes it one again, as it was reported', async () => {
  const words = '渣土堆占了半条路';
  const centre = await centreNameOf(city, STREET);
  await goTo(words);
  await desk.keyboard.press('x');
  const dialog = desk.getByRole('dialog', { name: '拆分办理' });
  await dialog.waitFor();
  for (const part of ['清运渣土', '疏导交通']) {
    await tabTo(desk, '这一部分要做什么');
    await desk.keyboard.type(part);
    await tabTo(desk, '责任单位');
    await desk.keyboard.type(centre);
    await dialog.getByRole('option', { name: centre }).first().waitFor();
    await desk.keyboard.press('Enter');
  }
  await desk.keyboard.press('Control+Enter');
  await desk.getByText('已拆分为 2 个子案').waitFor();
  expect(await stored(words)).toMatchObject({ state: 'handling', actions: ['report', 'accept', 'split'] });
  await desk.keyboard.press('u');
  await desk.getByText('已撤销“拆分办理”和受理').waitFor();
  expect(await stored(words)).toMatchObject({
    state: 'reported',
    actions: ['report', 'accept', 'split', 'undo_split', 'undo_accept'],
  });
  await isCurrent(words);
});

test('M merges the second report of one matter into the first', async () => {
  await goTo('垃圾桶边垃圾发臭没人清');
  await desk.getByRole('region', { name: '可能是同一件事' }).getByText('垃圾桶旁垃圾成堆发臭').waitFor();
  await desk.keyboard.press('m');
  await desk.getByRole('dialog', { name: '并案' }).waitFor();
  await tabTo(desk, '并案');
  await desk.keyboard.press('Enter');
  await expect.poll(() => row('垃圾桶边垃圾发臭没人清').count()).toBe(0);
  expect(await stored('垃圾桶边垃圾发臭没人清')).toMatchObject({
    state: 'merged',
    actions: ['report', 'merge'],
  });
  expect((await stored('垃圾桶旁垃圾成堆发臭')).actions).toEqual(['report', 'take_in']);
});

test('R rejects what is no matter of the district, with words to the reporter', async () => {
  await goTo('邻居家孩子太吵');
  await desk.keyboard.press('r');
  await desk.getByRole('dialog', { name: '不予受理' }).waitFor();
  await tabTo(desk, '不属于受理范围');
  await desk.keyboard.press('Space');
  await tabTo(desk, '给上报人的答复');
  await desk.keyboard.type('请先与邻居沟通，社区可以调解');
  await tabTo(desk, '不予受理');
  await desk.keyboard.press('Enter');
  await expect.poll(() => row('邻居家孩子太吵').count()).toBe(0);
  expect(await stored('邻居家孩子太吵')).toMatchObject({
    state: 'rejected',
    actions: ['report', 'reject'],
  });
});

test('the rest of the ten goes by 1 and A, until the queue is empty', async () => {
  while ((await desk.getByRole('option').count()) > 0) {
    const left = await desk.getByRole('option').count();
    const words = await desk.locator('[role="option"][aria-selected="true"] p').nth(1).innerText();
    await desk.getByRole('article').getByText(words).first().waitFor();
    await chooseItem();
    await expect.poll(() => desk.getByRole('button', { name: /受理并派遣/ }).isEnabled()).toBe(true);
    await desk.keyboard.press('a');
    await expect.poll(() => desk.getByRole('option').count()).toBe(left - 1);
  }
  await desk.getByText('这里已经清空').waitFor();
  const ends = await Promise.all(numbers.map((number) => storedCase(city, number)));
  expect(ends.map((one) => one.state).sort()).toEqual([
    'dispatched',
    'dispatched',
    'dispatched',
    'dispatched',
    'dispatched',
    'dispatched',
    'dispatched',
    'dispatched',
    'merged',
    'rejected',
  ]);
});
