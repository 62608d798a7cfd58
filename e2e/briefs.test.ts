// The month is over: the leader looks at its brief, opens the cases behind a number, issues it and takes it
// as PDF; what is still overdue becomes a circular, which the unit reads.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { signedHand } from './colleagues.ts';
import { pictureOf, placeIn } from './doings.ts';
import { barriersOf, complaintsOf, overflowOf, settled } from './look.ts';
import { town } from './town.ts';

const GRID = '990101.001.001.001';
/** Rubbish, which the street's sanitation company clears. */
const ITEM = 'E0102.1';
const city = town('2026-07-06T09:00:00+08:00');

let leader = undefined as unknown as Page;
let complaints: () => string[] = () => [];

async function report(number: number): Promise<string> {
  const inspector = await signedHand(city, 'inspector.district');
  const company = await signedHand(city, 'sanitation.01');
  const before = await inspector.photo(await pictureOf('rubbish', 'before', number));
  const { id } = await inspector.report({
    channel: 'patrol',
    description: `楼道口垃圾堆放 ${number}`,
    itemCode: ITEM,
    point: await placeIn(city, GRID),
    photoIds: [before],
  });
  await company.act(id, 'claim', { personId: company.personId });
  return id;
}

async function clear(id: string, number: number): Promise<void> {
  const inspector = await signedHand(city, 'inspector.district');
  const dispatcher = await signedHand(city, 'dispatcher.01');
  const company = await signedHand(city, 'sanitation.01');
  const after = await company.photo(await pictureOf('rubbish', 'after', number));
  await company.act(id, 'feed_back', { result: '已清运', photoIds: [after] });
  await inspector.act(id, 'verify', { finding: '现场整洁' });
  await dispatcher.act(id, 'close', { closingCode: 'solved' });
}

async function walk(name: string): Promise<void> {
  for (const lang of ['zh', 'en'] as const) {
    await leader.evaluate(
      (kept) => localStorage.setItem('gridloop.preferences', kept),
      JSON.stringify({ theme: lang === 'en' ? 'dark' : 'light', lang }),
    );
    for (const width of [720, 1440]) {
      await leader.setViewportSize({ width, height: 900 });
      await leader.reload();
      await settled(leader);
      expect(await overflowOf(leader), `${name} ${lang} ${width}`).toEqual([]);
      expect(await barriersOf(leader), `${name} ${lang} ${width}`).toEqual([]);
    }
    await city.shot(leader, `${name}-${lang}`);
  }
  await leader.evaluate((kept) => localStorage.setItem('gridloop.preferences', kept), '{"lang":"zh"}');
  await leader.reload();
  await settled(leader);
}

beforeAll(async () => {
  const ids = [await report(0), await report(1), await report(2), await report(3)];
  await city.at('2026-07-06T10:00:00+08:00');
  for (const number of [0, 1, 2]) await clear(ids[number] ?? '', number);
  await city.at('2026-08-05T09:00:00+08:00');
  leader = await city.signIn('leader.district', '/command/briefs?kind=month&day=2026-07-15');
  complaints = complaintsOf(leader);
}, 240_000);

describe('the brief of a month', () => {
  test('is looked at first, and a number opens exactly the cases that it counts', async () => {
    await leader.getByRole('link', { name: '预览2026年7月' }).click();
    await leader.getByRole('heading', { level: 1, name: /网格治理月报（2026年7月）/ }).waitFor();
    await leader.getByText('共上报事项').waitFor();
    await leader.getByRole('button', { name: '按期结案 3 件，打开案件' }).first().click();
    const list = leader.getByRole('region', { name: /按期结案 3 件的案件/ });
    await expect.poll(() => list.getByRole('row').count()).toBe(1 + 3);
    await city.shot(leader, 'brief-cases');
  });

  test('is issued, stays under its own address, and is a PDF and a workbook', async () => {
    await leader.getByRole('button', { name: '印发', exact: true }).click();
    await expect.poll(() => leader.url()).toMatch(/\/command\/briefs\/[0-9a-f-]{36}$/);
    await leader.getByText(/数据截至/).waitFor();
    await walk('brief');
    for (const [name, type] of [
      ['PDF', 'application/pdf'],
      ['Excel', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ] as const) {
      const href = (await leader.getByRole('link', { name }).getAttribute('href')) ?? '';
      const reply = await leader.request.get(city.url + href);
      expect([reply.status(), reply.headers()['content-type']]).toEqual([200, type]);
    }
    await leader.getByRole('link', { name: '全部简报' }).click();
    await leader.getByRole('button', { name: '月报' }).click();
    await leader.getByRole('link', { name: '2026年7月', exact: true }).waitFor();
  });

  test('is written by itself from the time that the leader sets', async () => {
    await leader.getByLabel('日报的时间').fill('07:45');
    await leader.getByRole('button', { name: '保存' }).first().click();
    await leader.getByText('下一次：2026-08-06 07:45').waitFor();
    await walk('briefs');
  });
});

describe('a circular', () => {
  test('is drafted from what is overdue, changed, issued, and read by the unit', async () => {
    await leader.goto(`${city.url}/command/circulars`);
    await leader.getByRole('checkbox').first().check();
    await walk('circulars');
    await leader.getByRole('checkbox').first().check();
    await leader.getByRole('button', { name: '写成草稿' }).click();
    await leader.getByLabel('标题').fill('关于楼道垃圾的通报');
    await leader.getByText('有未保存的修改').waitFor();
    await leader.getByRole('button', { name: '保存' }).click();
    await leader.getByRole('heading', { level: 1, name: '关于楼道垃圾的通报' }).waitFor();
    await leader.getByRole('button', { name: '印发', exact: true }).click();
    await leader.getByRole('button', { name: '打印' }).waitFor();
    expect(await leader.getByRole('textbox').count()).toBe(0);
    await walk('circular');
    const company = await city.signIn('sanitation.01', new URL(leader.url()).pathname);
    await company.getByText(/已超期/).waitFor();
    expect(complaints()).toEqual([]);
  }, 240_000);
});
