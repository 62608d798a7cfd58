// The check-in as people meet it: usually none; begun by an administrator with a reason and an end; seen
// above every screen of those in it, answered by one tap, looked at for a purpose, and gone when it ends.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { PHONE, placeIn } from './doings.ts';
import { town } from './town.ts';

const GRID = '990101.001.001.001';
const city = town('2026-08-05T09:00:00+08:00');
/** Time passes, and everyone looks at their screen again, which asks the server as each minute does. */
async function at(time: string): Promise<void> {
  await city.at(`2026-08-05T${time}:00+08:00`);
  for (const page of [admin, officer, elsewhere]) {
    await page.evaluate(() => void window.dispatchEvent(new Event('visibilitychange')));
  }
}
let [admin, officer, elsewhere] = [] as unknown as [Page, Page, Page];
const strip = (page: Page) => page.getByText('防汛值守，由');

describe('a check-in', () => {
  beforeAll(async () => {
    officer = await city.signIn('head.0101', '/field/todo', { ...PHONE, at: await placeIn(city, GRID) });
    elsewhere = await city.signIn('sanitation.02', '/field/todo', PHONE);
    admin = await city.signIn('admin', '/command/check-in');
  }, 240_000);

  test('usually there is none, and nothing of it shows', async () => {
    await admin.getByText('没有签到任务').waitFor();
    await officer.getByRole('heading', { level: 1 }).waitFor();
    expect(await officer.getByText('签到').count()).toBe(0);
    await officer.goto(`${city.url}/field/check-in`);
    await officer.getByText('平时不签到，也不收集任何位置').waitFor();
    await officer.goto(`${city.url}/field/todo`);
    await officer.getByRole('heading', { level: 1, name: '待办' }).waitFor();
  });

  test('an administrator begins one: named, with a reason and an end', async () => {
    await admin.getByRole('button', { name: '发起签到任务' }).click();
    await admin.getByText('请填写名称、范围、理由和结束时间').waitFor();
    await admin.getByLabel('任务名称').fill('防汛值守');
    await admin.getByLabel('范围').selectOption('990101.001');
    await admin.getByLabel('理由').fill('暴雨红色预警，沿河值守');
    await admin.getByLabel('结束时间').fill('2026-09-09T18:00');
    await admin.getByRole('button', { name: '发起签到任务' }).click();
    await admin.getByText('一次签到任务最长 14 天').waitFor();
    await admin.getByLabel('结束时间').fill('2026-08-09T18:00');
    await admin.getByRole('button', { name: '发起签到任务' }).click();
    await admin.getByRole('heading', { name: '防汛值守' }).waitFor();
    await city.shot(admin, 'check-in-admin');
  });

  test('those in it see it on every screen at the next look, others never', async () => {
    await at('09:02');
    await strip(officer).waitFor();
    await officer.getByText('到 8月9日 18:00').waitFor();
    await city.shot(officer, 'check-in-strip');
    for (const path of ['/field/grid', '/field/me', '/field/report']) {
      await officer.goto(city.url + path);
      await strip(officer).waitFor();
    }
    expect(await strip(elsewhere).count()).toBe(0);
  });

  test('one tap checks in; the page says what is kept, who sees it and until when', async () => {
    await officer.getByRole('link', { name: '查看' }).first().click();
    await officer.getByRole('heading', { level: 2, name: '防汛值守' }).waitFor();
    await officer.getByText('没有轨迹，不自动定位，不计在线时长').waitFor();
    await officer.getByText('还没有人查看过').waitFor();
    await officer.getByRole('button', { name: '签到', exact: true }).click();
    await officer.getByText('没有位置').waitFor();
    await at('09:05');
    await officer.getByText('附上大致位置').click();
    await officer.getByLabel('说明').fill('在堤上');
    await officer.getByRole('button', { name: '签到', exact: true }).click();
    await officer.getByText('在堤上').waitFor();
    await officer.getByText(/精度约 100 米/).waitFor();
    await city.shot(officer, 'check-in-page');
  });

  test('an administrator looks for a purpose, and the officer sees that they did', async () => {
    await at('09:10');
    await admin.getByText('2 次签到').waitFor();
    await admin.getByLabel('查看用途').fill('核对在岗');
    await admin.getByRole('button', { name: '查看签到' }).click();
    await admin.getByRole('list', { name: '签到记录' }).getByText('在堤上').waitFor();
    await city.shot(admin, 'check-in-look');
    await at('09:12');
    await officer.getByText(/查看，用途：核对在岗/).waitFor();
  });

  test('ended, it is gone from every screen, and what is left says until when it is kept', async () => {
    await admin.getByRole('button', { name: '提前结束' }).click();
    await admin.getByText('已结束').waitFor();
    await at('09:20');
    await officer.getByText('已结束').waitFor();
    expect(await strip(officer).count()).toBe(0);
    expect(await officer.getByRole('button', { name: '签到', exact: true }).count()).toBe(0);
  });
});
