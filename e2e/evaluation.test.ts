// The month is over: the leader of the district reads its figures by street and by unit, opens one to its
// formula and its cases; the one who did the work sees the own figures on the phone, and who looked at them.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { walkPiece } from '../slices/evaluation/server/walk-cases.ts';
import { givePosts } from '../slices/people/server/public.ts';
import { PHONE } from './doings.ts';
import { barriersOf, complaintsOf, overflowOf, settled, smallTargetsOf } from './look.ts';
import { clearRubbish, fourHeaps } from './rubbish.ts';
import { town } from './town.ts';

const SANITATION = /清汐环境汐桥街道项目部/;
const city = town('2026-07-06T09:00:00+08:00');

let [leader, phone] = [] as unknown as [Page, Page];
let complaints: () => string[] = () => [];
const THUMB = 44;

/** The handler leads the unit as well. */
async function makeHead(login: string): Promise<void> {
  await city.store.database.transaction(async (tx) => {
    const { id } = await tx.db
      .selectFrom('person')
      .select('id')
      .where('login', '=', login)
      .executeTakeFirstOrThrow();
    const post = await tx.db
      .selectFrom('post')
      .select(['unit_id', 'area_path'])
      .where('person_id', '=', id)
      .executeTakeFirstOrThrow();
    await givePosts(tx, { kind: 'system', name: 'journey' }, [
      {
        personId: id,
        unitId: post.unit_id,
        role: 'unit_head',
        areaPath: post.area_path,
        fromDate: '2026-01-01',
        toDate: null,
      },
    ]);
  });
}

const nameOf = (login: string): Promise<string> =>
  city.store.database.read(async (tx) => {
    const found = await tx.db
      .selectFrom('person')
      .select('name')
      .where('login', '=', login)
      .executeTakeFirstOrThrow();
    return found.name;
  });

describe('the figures of a month', () => {
  beforeAll(async () => {
    await makeHead('sanitation.01');
    const late = await fourHeaps(city, '2026-07-06T10:00:00+08:00');
    await city.at('2026-07-20T15:00:00+08:00');
    await clearRubbish(city, late, 3);
    await city.at('2026-08-05T09:00:00+08:00');
    // As the server does every minute: nothing lies behind.
    await city.store.database.transaction((tx) => walkPiece(tx));
    leader = await city.signIn('leader.district', '/command/evaluation');
    complaints = complaintsOf(leader);
  }, 240_000);

  test('the month before is shown, by street, with bands and their formula one press away', async () => {
    await leader.getByRole('heading', { level: 1, name: '考核评价' }).waitFor();
    await leader.getByText('2026年7月').first().waitFor();
    await leader.getByRole('button', { name: /汐桥街道 按期结案率 75\.00 %/ }).click();
    await leader.getByText('按期结案件数 ÷ 应结案件数', { exact: true }).waitFor();
    await leader.getByText('总时限在本期内到期的案件').waitFor();
    await city.shot(leader, 'evaluation-table');
  });

  test('a figure opens exactly the cases it counts, and a case leads to itself', async () => {
    await leader.getByRole('button', { name: '按期结案 3 件，打开案件' }).click();
    const list = leader.getByRole('region', { name: /按期结案的案件/ });
    await expect.poll(() => list.getByRole('row').count()).toBe(1 + 3);
    await city.shot(leader, 'evaluation-cases');
    await list.getByRole('link').first().click();
    await expect.poll(() => leader.url()).toMatch(/\/command\/cases\/[0-9a-f-]{36}/);
    await leader.goBack();
    await expect.poll(() => leader.getByRole('region', { name: /按期结案的案件/ }).count()).toBe(1);
  });

  test('by unit it is the work that counts; as bars the same numbers, and no ranks', async () => {
    await leader.getByRole('button', { name: '单位', exact: true }).click();
    await leader.getByRole('button', { name: /清汐环境汐桥街道项目部 按期处置率 75\.00 %/ }).waitFor();
    await leader
      .getByRole('row', { name: SANITATION })
      .getByText(/分；可评指标占权重/)
      .waitFor();
    await leader.getByRole('button', { name: '看图' }).click();
    await leader.getByLabel('看哪个指标').selectOption({ label: '按期处置率' });
    await leader.getByRole('figure').getByText('75.00 %').first().waitFor();
    await city.shot(leader, 'evaluation-chart');
    await leader.getByRole('button', { name: '看表' }).click();
  });

  test('a month without a case says so, and the way back is one press', async () => {
    await leader.getByRole('button', { name: '上一期' }).click();
    await leader.getByText('本期没有可考核的案件').waitFor();
    await leader.getByRole('button', { name: '下一期' }).click();
    await leader.getByRole('row', { name: SANITATION }).waitFor();
  });

  test('nothing is in anybody’s way, in two languages, wide and narrow, light and dark', async () => {
    for (const lang of ['zh', 'en'] as const) {
      await leader.evaluate(
        (kept) => localStorage.setItem('gridloop.preferences', kept),
        JSON.stringify({ theme: lang === 'en' ? 'dark' : 'light', lang }),
      );
      for (const width of [1440, 720]) {
        await leader.setViewportSize({ width, height: 900 });
        await leader.reload();
        await settled(leader);
        expect(await overflowOf(leader), `${lang} ${width}`).toEqual([]);
        expect(await barriersOf(leader), `${lang} ${width}`).toEqual([]);
      }
      await city.shot(leader, `evaluation-${lang}`);
    }
    expect(complaints()).toEqual([]);
  }, 120_000);

  test('the month is published, and stays', async () => {
    await leader.evaluate((kept) => localStorage.setItem('gridloop.preferences', kept), '{"lang":"zh"}');
    await leader.setViewportSize({ width: 1440, height: 900 });
    await leader.goto(`${city.url}/command/evaluation`);
    await leader.getByRole('button', { name: '公布2026年7月' }).click();
    await leader.getByText('2026年7月 第 1 版').waitFor();
    await leader.getByText('没有待答复的申诉。').waitFor();
  });

  test('who did the work sees the own figures on the phone, and opens them', async () => {
    phone = await city.signIn('sanitation.01', '/field/own-figures', PHONE);
    await phone.getByRole('heading', { level: 1, name: '我的考核数据' }).waitFor();
    await phone
      .getByRole('button', { name: /按期处置率 75\.00 %/ })
      .first()
      .click();
    await phone.getByRole('button', { name: '按期处置 3 件，打开案件' }).click();
    const list = phone.getByRole('region', { name: /按期处置的案件/ });
    await expect.poll(() => list.getByRole('row').count()).toBe(1 + 3);
    await phone.getByText('没有人看过。').waitFor();
    await settled(phone);
    await city.shot(phone, 'own-figures');
    expect(await overflowOf(phone)).toEqual([]);
    expect(await barriersOf(phone)).toEqual([]);
    expect(await smallTargetsOf(phone, THUMB)).toEqual([]);
  });

  test('the head of the unit contests what is not the unit’s doing', async () => {
    await phone.reload();
    await phone.getByRole('button', { name: /清汐环境汐桥街道项目部 按期处置率 75\.00 %/ }).click();
    await phone.getByRole('button', { name: '应处置 4 件，打开案件' }).click();
    const list = phone.getByRole('region', { name: /应处置的案件/ });
    await list
      .getByRole('button', { name: /^申诉案件/ })
      .last()
      .click();
    await phone.getByLabel('为什么不应这样计分').fill('现场封路，改日清运');
    await phone.getByRole('button', { name: '提交申诉' }).click();
    await phone.getByText('已提交，由另一位考核人员答复。').waitFor();
    await phone.getByText('待答复').waitFor();
  });

  test('another answers; the revision says case by case what has changed', async () => {
    await leader.reload();
    await leader.getByText('现场封路，改日清运').waitFor();
    await leader.getByLabel('答复').fill('属实');
    await leader.getByRole('button', { name: '成立，不计分' }).click();
    await leader.getByText('没有待答复的申诉。').waitFor();
    await leader.getByLabel('修订原因').fill('申诉成立');
    await leader.getByRole('button', { name: '修订2026年7月' }).click();
    await leader.getByText('2026年7月 第 2 版').waitFor();
    await leader.getByRole('link', { name: '2026年7月 第 2 版' }).click();
    await leader.getByRole('heading', { level: 1, name: '2026年7月 第 2 版' }).waitFor();
    await leader.getByRole('button', { name: '单位', exact: true }).click();
    await leader.getByRole('button', { name: /清汐环境汐桥街道项目部 按期处置率/ }).click();
    await leader.getByRole('button', { name: '应处置 4 件，打开案件' }).click();
    const frozen = leader.getByRole('region', { name: /应处置的案件/ });
    await expect.poll(() => frozen.getByRole('row').count()).toBe(1 + 4);
    await leader.getByRole('button', { name: /^逐案查看差异/ }).click();
    const list = leader.getByRole('region', { name: '2026年7月 第 2 版的差异' });
    await expect.poll(() => list.getByRole('row').count()).toBeGreaterThan(1);
    await settled(leader);
    await city.shot(leader, 'evaluation-revision');
    expect(await overflowOf(leader)).toEqual([]);
    expect(await barriersOf(leader)).toEqual([]);
    expect(complaints()).toEqual([]);
  });

  test('one person’s figures take a reason first, and the person sees who looked and why', async () => {
    await leader.goto(`${city.url}/command/evaluation`);
    await leader.getByRole('link', { name: '查看个人数据' }).click();
    await leader.getByRole('heading', { level: 1, name: '查看个人数据' }).waitFor();
    const look = leader.getByRole('button', { name: '记录并查看' });
    expect(await look.isDisabled()).toBe(true);
    const name = await nameOf('sanitation.01');
    await leader.getByLabel('人员').fill(name);
    await leader.getByRole('option', { name }).first().click();
    await leader.getByLabel('事由').fill('季度谈话');
    await look.click();
    await leader.getByRole('button', { name: /按期处置率 75\.00 %/ }).click();
    await leader.getByRole('button', { name: '按期处置 3 件，打开案件' }).click();
    await settled(leader);
    await city.shot(leader, 'evaluation-person');
    expect(await barriersOf(leader)).toEqual([]);
    await phone.reload();
    await phone.getByText(/季度谈话/).waitFor();
    await phone.getByRole('link', { name: '查看个人数据' }).waitFor();
  });

  test('bands of its own are tried on the last month, proposed, and agreed to by another', async () => {
    await leader.goto(`${city.url}/command/evaluation`);
    await leader.getByRole('link', { name: '考核规则' }).click();
    await leader.getByRole('button', { name: '修改 按期处置率' }).click();
    await leader.getByLabel('A 档线（%）').fill('70');
    await leader.getByLabel('B 档线（%）').fill('60');
    await leader.getByLabel('C 档线（%）').fill('50');
    await leader.getByLabel('D 档线（%）').fill('40');
    await leader.getByLabel(/来源/).fill('区考核办法〔2026〕3号');
    await leader.getByLabel(/修改原因/).fill('与市里一致');
    await leader.getByRole('button', { name: '试算上月' }).click();
    await leader.getByRole('region', { name: '试算：2026年7月' }).getByText('100.00 %').first().waitFor();
    await settled(leader);
    await city.shot(leader, 'evaluation-trial');
    expect(await barriersOf(leader)).toEqual([]);
    await leader.getByRole('button', { name: '提交，待另一人批准' }).click();
    await leader.getByText(/^已提交，由另一位/).waitFor();
    expect(await overflowOf(leader)).toEqual([]);
    expect(await barriersOf(leader)).toEqual([]);
    await city.shot(leader, 'evaluation-rules');
    const admin = await city.signIn('admin', '/command/approvals');
    await admin.getByText('修改指标分档线').first().waitFor();
    await admin.getByRole('button', { name: '同意' }).first().click();
    await expect.poll(() => admin.getByText('修改指标分档线').count()).toBe(0);
    await leader.reload();
    await leader.getByText('区考核办法〔2026〕3号').first().waitFor();
    expect(complaints()).toEqual([]);
  });
});
