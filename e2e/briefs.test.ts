// The month is over: the leader looks at its brief, opens the cases behind a number, issues it and takes it
// as PDF; what is still overdue becomes a circular, which the unit reads.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { barriersOf, complaintsOf, overflowOf, settled } from './look.ts';
import { fourHeaps } from './rubbish.ts';
import { town } from './town.ts';

const city = town('2026-07-06T09:00:00+08:00');

let leader = undefined as unknown as Page;
let complaints: () => string[] = () => [];

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
  await fourHeaps(city, '2026-07-06T10:00:00+08:00');
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
    const map = leader.getByRole('img', { name: /^各区域上报件数。/ });
    expect(await map.getAttribute('aria-label')).toMatch(/4 件：汐桥街道/);
    await leader.getByRole('img', { name: /^各区域到期未结占比。/ }).scrollIntoViewIfNeeded();
    await city.shot(leader, 'brief-map');
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
  test('is drafted from the board for one unit, changed, issued, and read by the unit', async () => {
    await leader.goto(`${city.url}/command/supervision`);
    await leader.getByRole('link', { name: /起草关于清汐环境汐桥街道项目部的通报/ }).click();
    await leader.getByText(/只看清汐环境汐桥街道项目部负责的案件/).waitFor();
    await leader.getByRole('button', { name: '通报措施未答复' }).click();
    await leader.getByText('没有到时未答复的通报措施').waitFor();
    await leader.getByRole('button', { name: '超期未结' }).click();
    await leader.getByRole('checkbox').first().check();
    await walk('circulars');
    await leader.getByRole('checkbox').first().check();
    await leader.getByRole('button', { name: '写成草稿' }).click();
    await leader.getByRole('textbox', { name: '正文' }).waitFor();
    expect(await leader.getByRole('textbox', { name: '正文' }).inputValue()).toMatch(
      /清汐环境汐桥街道项目部在.+共有未结案件 1 件，其中超过总时限 1 件；.+以来收到督办措施/,
    );
    const file = (await leader.getByRole('link', { name: 'PDF' }).getAttribute('href')) ?? '';
    const pdf = await leader.request.get(city.url + file);
    expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf']);
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
