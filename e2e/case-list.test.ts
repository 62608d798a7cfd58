// A dispatcher and her list: narrowed from a column's head, its columns chosen, the view saved and opened
// again by its link; six matters noted together and one of them refused to nobody; the list taken away as
// a file.
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { signedHand } from './colleagues.ts';
import { pictureOf, placeIn } from './doings.ts';
import { barriersOf, complaintsOf, overflowOf, settled, tick } from './look.ts';
import { town } from './town.ts';

const STREET = '990101.001';
const city = town('2026-08-05T09:00:00+08:00');
let desk: Page;
let complaints: () => string[];

beforeAll(async () => {
  const inspector = await signedHand(city, 'inspector.district');
  const photo = await inspector.photo(await pictureOf('rubble', 'before'));
  for (let n = 0; n < 8; n += 1) {
    const point = await placeIn(city, `${STREET}.00${1 + (n % 4)}.001`);
    const severity = n % 4 === 0 ? 'urgent' : 'normal';
    const description = n % 2 === 0 ? `建筑垃圾堆在路口 ${n}` : `井盖松动 ${n}`;
    await inspector.report({ channel: 'patrol', description, severity, point, photoIds: [photo] });
  }
  desk = await city.signIn('dispatcher.district', '/command/cases');
  complaints = complaintsOf(desk);
});

const rows = () => desk.getByRole('grid', { name: '案件' }).getByRole('row');
/** Without the head. */
const listed = async (): Promise<number> => (await rows().count()) - 1;

test('every column is filtered from its head, and the address is the view', async () => {
  await expect.poll(listed).toBe(8);
  await settled(desk);
  await city.shot(desk, 'case-list');
  await desk.getByRole('searchbox', { name: '查找' }).fill('井盖');
  await expect.poll(listed).toBe(4);
  expect(new URL(desk.url()).searchParams.get('text')).toBe('井盖');
  await desk.getByRole('button', { name: '去掉筛选：文字、地址或编号' }).click();
  await expect.poll(listed).toBe(8);
  await desk.getByRole('button', { name: '状态，筛选和排序' }).click();
  await tick(desk.getByRole('dialog').getByRole('checkbox', { name: '已结束' }), true);
  await desk.getByRole('dialog').getByRole('button', { name: '完成' }).click();
  await desk.getByText('没有符合条件的案件').waitFor();
  await desk.getByRole('button', { name: '清除筛选' }).click();
  await expect.poll(listed).toBe(8);
});

test('columns are chosen, and the view is saved, named, and opened by whoever has the link', async () => {
  await desk.getByRole('button', { name: '列', exact: true }).click();
  await tick(desk.getByRole('dialog').getByRole('checkbox', { name: '紧急程度' }), true);
  await desk.getByRole('dialog').getByRole('button', { name: '完成' }).click();
  await desk.getByRole('columnheader', { name: /紧急程度/ }).waitFor();
  await desk.getByRole('button', { name: '紧急程度，筛选和排序' }).click();
  await tick(desk.getByRole('dialog').getByRole('checkbox', { name: '较急' }), true);
  await desk.getByRole('dialog').getByRole('button', { name: '完成' }).click();
  await expect.poll(listed).toBe(2);
  await desk.getByRole('button', { name: '保存的视图' }).click();
  await desk.getByRole('menuitem', { name: '保存当前视图…' }).click();
  await desk.getByRole('textbox', { name: '名称' }).fill('紧急的');
  await desk.getByRole('button', { name: '保存', exact: true }).click();
  await desk.getByRole('button', { name: '保存的视图' }).filter({ hasText: '紧急的' }).waitFor();
  const { pathname, search } = new URL(desk.url());
  const other = await city.signIn('leader.district', pathname + search);
  const theirs = other.getByRole('grid', { name: '案件' }).getByRole('row');
  await expect.poll(async () => (await theirs.count()) - 1).toBe(2);
  await other.context().close();
  await desk.getByRole('button', { name: '清除筛选' }).click();
});

test('cases are selected by keys and noted together, each with its result', async () => {
  await expect.poll(listed).toBe(8);
  const grid = desk.getByRole('grid', { name: '案件' });
  await grid.focus();
  await desk.keyboard.press('Home');
  await desk.keyboard.press('Space');
  for (let moves = 0; moves < 5; moves += 1) await desk.keyboard.press('Shift+J');
  await desk.getByText('已选 6 件').first().waitFor();
  await desk.getByRole('button', { name: '备注', exact: true }).click();
  await desk.getByRole('dialog').getByRole('textbox').first().fill('统一核对过现场');
  await city.shot(desk, 'case-list-bulk-form');
  await desk.keyboard.press('Control+Enter');
  await desk.getByText('6 件都已办理').waitFor();
  await city.shot(desk, 'case-list-bulk-done');
  await desk.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
  await desk.getByText('已选 6 件').first().waitFor({ state: 'detached' });
});

test('two are accepted and dispatched together, and the dispatch is taken back for both', async () => {
  const grid = desk.getByRole('grid', { name: '案件' });
  const dialog = desk.getByRole('dialog');
  const selectTwo = async () => {
    await grid.focus();
    await desk.keyboard.press('Home');
    await desk.keyboard.press('Space');
    await desk.keyboard.press('Shift+J');
    await desk.getByText('已选 2 件').first().waitFor();
  };
  await selectTwo();
  await desk.getByRole('button', { name: '受理', exact: true }).click();
  await dialog.getByRole('combobox', { name: /细类/ }).fill('暴露垃圾');
  await desk.getByRole('option', { name: /暴露垃圾/ }).first().click();
  await desk.keyboard.press('Control+Enter');
  await dialog.getByText('2 件都已办理').waitFor();
  await dialog.getByRole('button', { name: '关闭' }).last().click();
  await selectTwo();
  await desk.getByRole('button', { name: '派遣', exact: true }).click();
  await dialog.getByRole('button', { name: '派遣', exact: true }).click();
  await dialog.getByText('2 件都已办理').waitFor();
  await expect.poll(() => rows().filter({ hasText: '待认领' }).count()).toBe(2);
  await city.shot(desk, 'case-list-undo');
  await dialog.getByRole('button', { name: '全部撤销' }).click();
  await dialog.getByText('2 件都已撤销派遣').waitFor();
  await expect.poll(() => rows().filter({ hasText: '待派遣' }).count()).toBe(2);
  await dialog.getByRole('button', { name: '关闭' }).last().click();
});

test('the list leaves as a file that holds what it shows', async () => {
  // Nobody can answer the browser's own question for a file here: the whole one is handed over.
  await desk.evaluate(() => Object.defineProperty(window, 'showSaveFilePicker', { value: undefined }));
  const download = desk.waitForEvent('download');
  await desk.getByRole('button', { name: '导出' }).click();
  await desk.getByRole('menuitem', { name: '导出 CSV' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  const lines = parse(text, { bom: true, relax_column_count: true }) as string[][];
  expect(lines.filter((line) => /^\d{22}$/.test(line[0] ?? ''))).toHaveLength(8);
});

test('nothing on it stands in anybody’s way', async () => {
  await desk.getByRole('button', { name: '筛选条件' }).click();
  await settled(desk);
  await city.shot(desk, 'case-list-filters');
  expect(await barriersOf(desk)).toEqual([]);
  await desk.getByRole('dialog').getByRole('button', { name: '完成' }).click();
  await settled(desk);
  expect(await barriersOf(desk)).toEqual([]);
  await desk.setViewportSize({ width: 320, height: 700 });
  await settled(desk);
  await city.shot(desk, 'case-list-320');
  expect(await overflowOf(desk)).toEqual([]);
  expect(complaints()).toEqual([]);
});
