// A dispatcher's own desk: keys that she changed are still hers after a reload, the palette finds commands by
// their initials and cases by the end of their number, a view is saved and comes back, and what was merged by
// a slip is taken back by one key. Two at one case see each other.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { signedHand } from './colleagues.ts';
import { placeIn, storedCase } from './doings.ts';
import { barriersOf } from './look.ts';
import { town } from './town.ts';

const city = town('2026-08-05T09:00:00+08:00');
const WORDS = ['河面漂着一片水草和泡沫箱', '河面又漂着一片水草和泡沫箱', '桥下游漂着木板'] as const;
let desk: Page;
const filed: { id: string; number: string }[] = [];

const current = (page: Page) =>
  page.locator('[role="option"][aria-selected="true"] .gl-queue-words').innerText();
const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 15_000 });
const palette = (page: Page) => page.getByRole('combobox', { name: /查找案件/ });

async function goTo(words: string): Promise<void> {
  for (let moves = 0; (await current(desk)) !== words; moves += 1) {
    if (moves > WORDS.length * 2) throw new Error(`no row says ${words}`);
    await desk.keyboard.press(moves < WORDS.length ? 'j' : 'k');
    await desk.waitForTimeout(100);
  }
  await desk.locator('.gl-desk-words', { hasText: words }).first().waitFor();
}

beforeAll(async () => {
  const hand = await signedHand(city, 'dispatcher.district');
  for (const [n, description] of WORDS.entries()) {
    const point = await placeIn(city, `990101.001.001.00${n < 2 ? 2 : 1}`);
    filed.push(await hand.report({ channel: 'video', description, itemCode: 'E0105.1', point }));
  }
  desk = await city.signIn('dispatcher.district', '/command/triage');
});

test('a key of her own is kept: the old one is dead, the new one works after a reload', async () => {
  await eventually(() => desk.getByRole('option').count()).toBe(WORDS.length);
  await desk.keyboard.press('?');
  const sheet = desk.getByRole('dialog', { name: '快捷键' });
  await sheet.getByRole('button', { name: '更改按键' }).click();
  await sheet.getByRole('button', { name: '更改“备注”的按键' }).click();
  await desk.keyboard.press('r');
  await sheet.getByText('R 已用于“不予受理”').waitFor();
  await desk.keyboard.press('h');
  await sheet.getByText('（自定）').waitFor();
  expect(await barriersOf(desk)).toEqual([]);
  await desk.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await desk.reload();
  await desk.locator('.gl-decision-acts button').first().waitFor();
  await desk.getByRole('button', { name: /备注/ }).getByText('H').waitFor();
  await desk.keyboard.press('n');
  await desk.keyboard.press('h');
  await desk.getByRole('dialog', { name: '备注' }).waitFor();
  await desk.keyboard.press('Escape');
  await desk.getByRole('dialog').waitFor({ state: 'detached' });
});

test('the palette finds a command by initials and a case by number, and teaches the key', async () => {
  await desk.keyboard.press('Control+k');
  await palette(desk).waitFor();
  await desk.keyboard.type('bz');
  const row = desk.getByRole('option', { name: /备注/ });
  await row.getByText('H').waitFor();
  expect(await barriersOf(desk)).toEqual([]);
  await desk.keyboard.press('Enter');
  await desk.getByRole('dialog', { name: '备注' }).waitFor();
  await desk.keyboard.press('Escape');
  await desk.getByRole('dialog').waitFor({ state: 'detached' });
  await desk.keyboard.press('Control+k');
  await desk.keyboard.type(filed[2]?.number.slice(-6) ?? '');
  await desk
    .getByRole('option', { name: /水域不洁|桥下游/ })
    .first()
    .waitFor();
  await desk.keyboard.press('Enter');
  await desk.getByRole('dialog').waitFor({ state: 'detached' });
  await desk.locator('.gl-desk-words', { hasText: WORDS[2] }).first().waitFor();
});

test('G and a letter lead to another screen, and single letters there do nothing to the case', async () => {
  await desk.keyboard.press('g');
  await desk.keyboard.press('c');
  await eventually(() => new URL(desk.url()).pathname).toBe('/command/cases');
  await desk.keyboard.press('g');
  await desk.keyboard.press('t');
  await eventually(() => new URL(desk.url()).pathname).toBe('/command/triage');
  await desk.locator('.gl-decision-acts button').first().waitFor();
});

test('a view is saved under a name and brings back what it showed', async () => {
  await desk.keyboard.press('/');
  await desk.keyboard.type('桥下游');
  await eventually(() => desk.getByRole('option').count()).toBe(1);
  await desk.getByRole('button', { name: '我的视图' }).click();
  await desk.getByRole('menuitem', { name: '保存为视图…' }).click();
  await desk.getByRole('textbox', { name: '名称' }).fill('桥下');
  await desk.keyboard.press('Enter');
  await desk.getByText('已保存视图「桥下」').waitFor();
  await desk.keyboard.press('/');
  await desk.keyboard.press('Escape');
  await eventually(() => desk.getByRole('option').count()).toBe(WORDS.length);
  await desk.getByRole('button', { name: '我的视图' }).click();
  await desk.getByRole('menuitem', { name: '桥下', exact: true }).click();
  await eventually(() => desk.getByRole('option').count()).toBe(1);
  await desk.getByText('待本中心处理').click();
  await eventually(() => desk.getByRole('option').count()).toBe(WORDS.length);
});

test('what was merged by a slip comes back by U, to both histories', async () => {
  await goTo(WORDS[1]);
  await desk.locator('.gl-same').first().getByText(WORDS[0]).first().waitFor();
  await desk.keyboard.press('m');
  await desk.getByRole('dialog', { name: '并案' }).getByRole('combobox').waitFor();
  await desk.keyboard.press('Control+Enter');
  await desk.locator('.gl-toast', { hasText: '已并入' }).waitFor();
  await eventually(() => desk.getByRole('option').count()).toBe(WORDS.length - 1);
  await desk.keyboard.press('u');
  await desk.locator('.gl-toast', { hasText: '已撤销“并案”' }).waitFor();
  expect(await storedCase(city, filed[1]?.number ?? '')).toMatchObject({
    state: 'reported',
    actions: ['report', 'merge', 'undo_merge'],
  });
});

test('two at one case see each other, and who is at work on it', async () => {
  const other = await city.signIn('dispatcher2.district', `/command/triage?case=${filed[2]?.id}`);
  await other.locator('.gl-decision-acts button').first().waitFor();
  await goTo(WORDS[2]);
  await desk.locator('.gl-others').getByText('正在查看').waitFor();
  await other.keyboard.press('n');
  await other.getByRole('dialog', { name: '备注' }).waitFor();
  await desk.locator('.gl-others').getByText('正在办理').waitFor();
  await city.shot(desk, 'desk-presence');
});
