// The peace index of a district: an administrator brings in what the offices count, corrects one number,
// reads what each street's index is made of, tries a stricter scheme on the past and proposes it; a second
// person agrees, and the next month is judged by it.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { barriersOf, complaintsOf, overflowOf, settled } from './look.ts';
import { town } from './town.ts';

const city = town('2026-08-05T09:00:00+08:00');
const DISTRICT = '990101';
const SERIES = ['治安刑事警情', '交通警情', '矛盾纠纷', '火灾警情'];
const MONTHS = ['2026-07', '2026-06', '2026-05', '2025-07', '2024-07', '2023-07'];
const HUNDRED = 100;

let admin: Page;
let complaints: () => string[] = () => [];
let streets: { path: string; name: string }[] = [];

/** The first street had a quarter more offences in July than ever before, the second three times as many. */
function table(): string {
  const [first, second] = streets;
  const told = (path: string, series: string, month: string): number => {
    if (month !== '2026-07' || series !== '治安刑事警情') return HUNDRED;
    return { [first?.path ?? '']: 125, [second?.path ?? '']: 300 }[path] ?? HUNDRED;
  };
  const lines = streets.flatMap(({ path }) =>
    MONTHS.flatMap((month) =>
      SERIES.map((id) => `${path},${id},${month},${told(path, id, month)},公安分局`),
    ),
  );
  return ['区域,指标,期间,数值,来源', ...lines].join('\n');
}

const choose = (csv: string) =>
  admin
    .getByLabel('Excel 或 CSV 文件')
    .setInputFiles({ name: 'values.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });

beforeAll(async () => {
  admin = await city.signIn('admin', '/command/peace?part=series&indicator=security_calls');
  complaints = complaintsOf(admin);
  const tree = await admin.evaluate(
    async (districtId) => (await fetch(`/api/areas/tree?districtId=${districtId}`)).json(),
    DISTRICT,
  );
  streets = tree.children;
}, 240_000);

test('a table with one wrong line is told and left out whole; mended, it comes in', async () => {
  expect(streets.length).toBeGreaterThan(1);
  await choose(`${table()}\n火星街道,火灾警情,七月,三,`);
  await admin.getByText('有 1 行不能导入。请改好文件后重新选择。').waitFor();
  expect(await admin.getByRole('button', { name: /^写入/ }).count()).toBe(0);
  await choose(table());
  const lines = streets.length * MONTHS.length * SERIES.length;
  await admin.getByRole('button', { name: `写入 ${lines} 行` }).click();
  await admin.getByText(`已写入 ${lines} 行`).waitFor();
});

test('the series shows the year before beside it, and a correction keeps the old value', async () => {
  const [, , third] = streets;
  const asked = `part=series&indicator=fire_calls&areaPath=${third?.path}&day=2026-07-01`;
  await admin.goto(`${city.url}/command/peace?${asked}`);
  const values = admin.getByRole('region', { name: '各期数值' });
  await values.getByRole('row', { name: /^2026年7月 100 0\.00% 0\.00%/ }).waitFor();
  await values.getByRole('button', { name: '2026年7月 的填报记录' }).click();
  await admin.getByRole('textbox', { name: '数值' }).fill('110');
  await admin.getByRole('textbox', { name: '来源' }).first().fill('消防大队');
  await admin.getByRole('textbox', { name: '更正原因' }).fill('漏报补登');
  await admin.getByRole('button', { name: '更正', exact: true }).click();
  await values.getByRole('row', { name: /^2026年7月 110 \+10\.00% \+10\.00%/ }).waitFor();
  const record = admin.getByRole('region', { name: '2026年7月 的填报记录' });
  await record.getByRole('row', { name: /^100 公安分局 · 导入/ }).waitFor();
  await settled(admin);
  await city.shot(admin, 'peace-series');
  expect(await overflowOf(admin)).toEqual([]);
  expect(await barriersOf(admin)).toEqual([]);
});

test('each street has its index, and what it is made of adds up to it', async () => {
  await admin.goto(`${city.url}/command/peace?areaPath=${DISTRICT}&day=2026-07-01`);
  const index = admin.getByRole('region', { name: '各区域指数' });
  const [first, second] = streets;
  await index.getByRole('row', { name: new RegExp(`^${first?.name}.* 90\\.00 绿`) }).waitFor();
  await index.getByRole('row', { name: new RegExp(`^${second?.name}.* 60\\.00 红`) }).waitFor();
  await index.getByRole('button', { name: `${second?.name}：看各项得分` }).click();
  const parts = admin.getByRole('region', { name: `${second?.name} · 各项得分` });
  await parts.getByRole('row', { name: /^治安刑事警情 300\.00 0\.00 40\.00 .*差 200\.00%/ }).waitFor();
  await parts.getByRole('row', { name: /^合计 60\.00/ }).waitFor();
  await admin.getByRole('img', { name: /历次指数/ }).waitFor();
  await settled(admin);
  await city.shot(admin, 'peace-index');
});

test('a stricter scheme is tried beside the one in force, proposed, and agreed to by another', async () => {
  await admin.getByRole('button', { name: '方案', exact: true }).click();
  await admin.getByText('请先试算，再提请施行。').waitFor();
  await admin.getByRole('spinbutton', { name: '绿 不低于' }).fill('95');
  await admin.getByRole('button', { name: '在过去的期间上试算' }).click();
  await admin.getByText(/1 个颜色不同/).waitFor();
  await settled(admin);
  await city.shot(admin, 'peace-scheme');
  expect(await overflowOf(admin)).toEqual([]);
  expect(await barriersOf(admin)).toEqual([]);
  await admin.getByRole('textbox', { name: '理由' }).fill('从严');
  await admin.getByRole('button', { name: '提请施行' }).click();
  await admin.getByText(/已提请/).waitFor();
  const second = await city.signIn('leader.district', '/command/approvals');
  await second.getByText('平安指数方案施行').first().waitFor();
  await second.getByText(/1 个颜色不同/).waitFor();
  await second.getByRole('button', { name: '同意', exact: true }).first().click();
  await second.getByText('已同意，变更现在生效。').waitFor();
  await admin.goto(`${city.url}/command/peace?areaPath=${DISTRICT}&day=2026-09-01`);
  await admin.getByText(/第 1 版，2026-09-01 起施行/).waitFor();
  await admin.getByText('本期还没有结束，数值未全。').waitFor();
});

test('published it stays: a correction stands beside it until it is revised', async () => {
  const [first] = streets;
  const leader = await city.signIn('leader2.district', `/command/peace?areaPath=${DISTRICT}&day=2026-07-01`);
  await leader.getByText('未公布：按现有数值评定，随更正变动。').waitFor();
  await leader.getByRole('button', { name: '公布2026年7月' }).click();
  await leader.getByText('2026年7月已公布，第 1 版。').waitFor();
  const asked = `part=series&indicator=security_calls&areaPath=${first?.path}&day=2026-07-01`;
  await admin.goto(`${city.url}/command/peace?${asked}`);
  const values = admin.getByRole('region', { name: '各期数值' });
  await values.getByRole('button', { name: '2026年7月 的填报记录' }).click();
  await admin.getByRole('textbox', { name: '数值' }).fill('150');
  await admin.getByRole('textbox', { name: '来源' }).first().fill('公安分局');
  await admin.getByRole('textbox', { name: '更正原因' }).fill('补登');
  await admin.getByRole('button', { name: '更正', exact: true }).click();
  await values.getByRole('row', { name: /^2026年7月 150 / }).waitFor();
  await leader.reload();
  const index = leader.getByRole('region', { name: '各区域指数' });
  await index.getByRole('row', { name: new RegExp(`^${first?.name}.* 90\\.00 绿 .*80\\.00 黄$`) }).waitFor();
  await settled(leader);
  await city.shot(leader, 'peace-moved');
  await leader.getByRole('textbox', { name: '修订原因' }).fill('治安数据补登');
  await leader.getByRole('button', { name: '修订2026年7月' }).click();
  await leader.getByText('2026年7月已公布，第 2 版。').waitFor();
  await leader.getByRole('button', { name: '看2026年7月 第 2 版的差异' }).click();
  const differing = leader.getByRole('region', { name: '2026年7月 第 2 版的差异' });
  await differing.getByRole('row', { name: new RegExp(`^${first?.name} 90\\.00 绿 80\\.00 黄`) }).waitFor();
  await settled(leader);
  await city.shot(leader, 'peace-published');
  expect(await overflowOf(leader)).toEqual([]);
  expect(await barriersOf(leader)).toEqual([]);
  const link = leader.getByRole('link', { name: '导出 CSV' });
  const file = await leader.evaluate(
    async (url) => (await fetch(url)).text(),
    (await link.getAttribute('href')) ?? '',
  );
  expect(file).toContain('数据,已公布，第 2 版');
});

test('nothing is in anybody’s way, in two languages, wide and narrow, light and dark', async () => {
  for (const lang of ['zh', 'en'] as const) {
    await admin.evaluate(
      (kept) => localStorage.setItem('gridloop.preferences', kept),
      JSON.stringify({ theme: lang === 'en' ? 'dark' : 'light', lang }),
    );
    for (const width of [1440, 720]) {
      await admin.setViewportSize({ width, height: 900 });
      for (const part of ['index', 'series', 'scheme']) {
        await admin.goto(`${city.url}/command/peace?part=${part}&areaPath=${DISTRICT}&day=2026-07-01`);
        await settled(admin);
        expect(await overflowOf(admin), `${lang} ${width} ${part}`).toEqual([]);
        expect(await barriersOf(admin), `${lang} ${width} ${part}`).toEqual([]);
      }
    }
    await city.shot(admin, `peace-${lang}`);
  }
  expect(complaints()).toEqual([]);
}, 240_000);
