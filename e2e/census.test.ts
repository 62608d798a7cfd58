// A census on the desk: a file is tried and brought in with its errors told; the rights of what came are put
// before a unit, and the figure opens its list; an inspector finds a change in the street, and the registrar
// takes it in.
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { pictureOf, takePhoto } from './doings.ts';
import { barriersOf, overflowOf, settled } from './look.ts';
import { town } from './town.ts';

const DISTRICT = '990101';
const LIGHTING = '望汐城市照明管理所';
const city = town('2026-08-05T09:00:00+08:00');
let [admin, desk, phone] = [] as unknown as [Page, Page, Page];

interface Known {
  readonly id: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  readonly areaPath: string;
}

/** A thing of the demo town that stands in a grid. */
async function known(): Promise<Known> {
  const { rows } = await city.store.database.read((tx) =>
    sql<Known>`select id, name, lon, lat, area_path as "areaPath" from component
      where district_id = ${DISTRICT} and area_path is not null and condition = 'intact'
      order by code limit 1`.execute(tx.db),
  );
  const [first] = rows;
  if (!first) throw new Error('the demo town has components');
  return first;
}

/** Forty lamps around a thing that is there; two say too little. */
async function file(): Promise<Buffer> {
  const { lon, lat } = await known();
  const rows = Array.from({ length: 40 }, (_, n) =>
    [n === 9 || n === 29 ? '' : `新灯 ${n + 1}`, lon + n * 2e-5, lat + 3e-5, `N${n + 1}`].join(','));
  return Buffer.from(`灯名,经度,纬度,原编号\n${rows.join('\n')}\n`);
}

async function lookAt(page: Page, name: string): Promise<void> {
  await settled(page);
  expect(await barriersOf(page), name).toEqual([]);
  await city.shot(page, `census-${name}`);
  await page.setViewportSize({ width: 320, height: 900 });
  await settled(page);
  expect(await overflowOf(page), name).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
}

describe('a census', () => {
  beforeAll(async () => {
    [admin, desk] = await Promise.all([
      city.signIn('admin', '/command/components/import'),
      city.signIn('dispatcher.district', '/command/components'),
    ]);
  }, 240_000);

  test('a file is tried and brought in, and its wrong rows are told with the way to mend them', async () => {
    const csv = { name: '路灯普查.csv', mimeType: 'text/csv', buffer: await file() };
    await admin.getByLabel('普查文件').setInputFiles(csv);
    await admin.getByLabel('坐标系').selectOption('WGS84');
    await admin.getByLabel('来源').fill('2026 年路灯普查');
    await admin.getByLabel('名称 文件中的列').selectOption('灯名');
    await admin.getByLabel('类别 固定值').fill('0199');
    await lookAt(admin, 'columns');
    await admin.getByRole('button', { name: '试算' }).click();
    await admin.getByText('试算中').first().waitFor();
    await city.app.settle();
    await admin.getByText('试算完成').first().waitFor();
    await admin.getByText('没有名称。请在“名称”一栏填写。').first().waitFor();
    await admin.getByRole('button', { name: '开始导入' }).click();
    await city.app.settle();
    await admin.getByText('导入完成').first().waitFor();
    await lookAt(admin, 'done');
    const { rows } = await city.store.database.read((tx) =>
      sql<{ n: number }>`select count(*) as n from component where class_code = '0199'`.execute(tx.db));
    expect(rows[0]?.n).toBe(38);
  });

  test('what came is put before a unit, and the figure opens the list that it counts', async () => {
    await desk.goto(`${city.url}/command/components/rights`);
    const line = desk.getByRole('row', { name: /^爱心驿站/ });
    await line.getByRole('link', { name: '38' }).first().waitFor();
    const ask = desk.locator('.gl-card', { hasText: '请哪个单位确认' });
    await ask.getByLabel('类别').selectOption('0199');
    await ask.getByLabel('请哪个单位确认').selectOption({ label: LIGHTING });
    await ask.getByRole('button', { name: '开始分配' }).click();
    await desk.getByText('已分配 38 件').waitFor();
    await lookAt(desk, 'rights');
    await line.getByRole('link', { name: '38' }).nth(1).click();
    await desk.getByText('已载入 38 件').waitFor();
    await lookAt(desk, 'list');
    await desk.getByRole('link', { name: /^9901010199/ }).first().click();
    await desk.getByText('请单位确权').first().waitFor();
    await lookAt(desk, 'card');
  });

  test('the unit answers for all that it was asked, hundreds at once, and sees how far it is', async () => {
    await desk.goto(`${city.url}/command/components/rights`);
    const ask = desk.locator('.gl-card', { hasText: '请哪个单位确认' });
    await ask.getByRole('button', { name: '开始分配' }).click();
    await desk.getByText(/已分配 \d{3,} 件/).waitFor();
    const asked = () =>
      city.store.database.read(async (tx) => {
        const { rows } = await sql<{ state: string; n: number }>`
          select right_state as state, count(*) as n from component c join unit u on u.id = c.right_unit_id
          where u.name = ${LIGHTING} group by 1`.execute(tx.db);
        return Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)]));
      });
    const { asked: all = 0 } = await asked();
    expect(all).toBeGreaterThan(200);
    const chief = await city.signIn('chief.lighting', '/command/components/rights');
    const mine = chief.locator('.gl-card', { hasText: `本单位待确认 · ${LIGHTING}` });
    await mine.getByRole('button', { name: '选中全部符合条件的' }).click();
    await mine.getByText(`已选 ${all.toLocaleString('en')} 件`).waitFor();
    await settled(chief);
    expect(await barriersOf(chief)).toEqual([]);
    await city.shot(chief, 'census-all-chosen');
    await mine.getByRole('button', { name: `确认归本单位（${all}）` }).click();
    await mine.getByText(`已处理 ${all} 件`, { exact: true }).waitFor();
    await mine.getByText('没有待本单位确认的部件').waitFor();
    await city.shot(chief, 'census-all-confirmed');
    expect(await asked()).toEqual({ confirmed: all });
  });

  test('an inspector finds a change; the registrar takes it in, and the card says so', async () => {
    const one = await known();
    phone = await city.signIn('inspector.district', '/field/survey', {
      width: 390, height: 844, at: { lon: one.lon, lat: one.lat },
    });
    await phone.getByLabel('网格').selectOption(one.areaPath);
    await phone.getByRole('button', { name: `有变化 ${one.name}` }).first().click();
    await phone.getByRole('button', { name: '提交' }).click();
    await phone.getByText('还缺').waitFor();
    await phone.getByLabel('现在的状态').selectOption('damaged');
    await phone.getByLabel('说明').fill('灯罩破了');
    await phone.getByRole('button', { name: '提交' }).click();
    await phone.getByRole('button', { name: '登记新部件' }).waitFor();
    await settled(phone);
    expect(await barriersOf(phone)).toEqual([]);
    await city.shot(phone, 'census-phone');
    await admin.goto(`${city.url}/command/components/survey`);
    await admin.getByText('灯罩破了').waitFor();
    await lookAt(admin, 'survey');
    await admin.getByRole('button', { name: '登记入册' }).click();
    await admin.getByRole('link', { name: /^已登记/ }).click();
    await admin.getByText('现场普查').first().waitFor();
    const { rows } = await city.store.database.read((tx) =>
      sql<{ condition: string }>`select condition from component where id = ${one.id}`.execute(tx.db));
    expect(rows[0]?.condition).toBe('damaged');
  });

  const found = () => phone.locator('details', { hasText: '我的发现' });

  test('whoever found it reads what became of it, with the reason where it was refused', async () => {
    const one = await known();
    await phone.getByLabel('网格').selectOption(one.areaPath);
    await phone.getByRole('button', { name: `有变化 ${one.name}` }).first().click();
    await phone.getByLabel('说明').fill('好像歪了');
    await phone.getByRole('button', { name: '提交' }).click();
    await phone.getByRole('button', { name: '登记新部件' }).waitFor();
    await admin.goto(`${city.url}/command/components/survey`);
    await admin.getByText('好像歪了').waitFor();
    await admin.getByLabel('不登记的理由').fill('照片里是直的');
    await admin.getByRole('button', { name: '不予登记' }).click();
    await admin.getByText('未登记，理由会告诉发现的人。').waitFor();
    await phone.reload();
    await found().locator('summary').click();
    await found().getByText('审核意见：照片里是直的').waitFor();
    await expect.poll(() => found().getByRole('listitem').count()).toBe(2);
    expect(await found().getByText('已登记', { exact: true }).count()).toBe(1);
    await settled(phone);
    expect(await barriersOf(phone)).toEqual([]);
    await city.shot(phone, 'census-mine-phone');
  });

  test('what is found gone leaves the register, and is brought back with a reason', async () => {
    const one = await known();
    await phone.getByLabel('网格').selectOption(one.areaPath);
    await phone.getByRole('button', { name: `不在了 ${one.name}` }).first().click();
    await takePhoto(phone, '拍照', await pictureOf('rubbish', 'before'));
    await phone.getByRole('img', { name: '照片 1' }).waitFor();
    await phone.getByRole('button', { name: '提交' }).click();
    await phone.getByRole('button', { name: '登记新部件' }).waitFor();
    await admin.goto(`${city.url}/command/components/survey`);
    await admin.getByRole('button', { name: '注销' }).click();
    await admin.getByRole('link', { name: /^已注销/ }).click();
    await admin.getByLabel('恢复的理由').fill('只是被车挡住了');
    await lookAt(admin, 'gone');
    await admin.getByRole('button', { name: '恢复在册' }).click();
    await admin.getByText('只是被车挡住了').waitFor();
    await expect.poll(() => admin.getByLabel('恢复的理由').count()).toBe(0);
    await phone.reload();
    await found().locator('summary').click();
    await found().getByText('已不在').waitFor();
    await expect.poll(() => found().getByText('已登记', { exact: true }).count()).toBe(2);
  });
});
