// A sample of what only those who had it have checked: the leader makes the plan and reads what came of it,
// an inspector looks again on the phone, and what did not hold is reopened.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { signedHand } from './colleagues.ts';
import { PHONE, pictureOf, placeIn } from './doings.ts';
import { barriersOf, complaintsOf, overflowOf, settled, smallTargetsOf } from './look.ts';
import { town } from './town.ts';

const GRID = '990101.001.001.001';
/** Rubbish, which the street's sanitation company clears. */
const ITEM = 'E0102.1';
const SANITATION = /清汐环境汐桥街道项目部/;
const city = town('2026-07-06T09:00:00+08:00');

let [leader, phone] = [] as unknown as [Page, Page];
let complaints: () => string[] = () => [];
const THUMB = 44;

/** Reported, cleared, and verified by the centre at its desk, since no inspector has come in time. */
async function settle(numbers: readonly number[]): Promise<void> {
  const ids: string[] = [];
  const [inspector, company] = [
    await signedHand(city, 'inspector.district'),
    await signedHand(city, 'sanitation.01'),
  ];
  for (const number of numbers) {
    const before = await inspector.photo(await pictureOf('rubbish', 'before', number));
    const { id } = await inspector.report({
      channel: 'patrol',
      description: `楼道口垃圾堆放 ${number}`,
      itemCode: ITEM,
      point: await placeIn(city, GRID),
      photoIds: [before],
    });
    await company.act(id, 'claim', { personId: company.personId });
    const after = await company.photo(await pictureOf('rubbish', 'after', number));
    await company.act(id, 'feed_back', { result: '已清运', photoIds: [after] });
    ids.push(id);
  }
  await city.at('2026-07-13T09:00:00+08:00');
  const dispatcher = await signedHand(city, 'dispatcher.01');
  for (const id of ids) {
    await dispatcher.act(id, 'verify', { finding: '照片可见已清运' });
    await dispatcher.act(id, 'close', { closingCode: 'solved' });
  }
}

describe('a sample of a month', () => {
  beforeAll(async () => {
    leader = await city.signIn('leader.district', '/command/rechecks');
    complaints = complaintsOf(leader);
  }, 240_000);

  test('the leader makes a plan: half of it, from today on', async () => {
    await leader.getByRole('heading', { level: 1, name: '抽查' }).waitFor();
    await leader.getByText('本区域还没有抽查方案。').waitFor();
    await leader.getByLabel('抽查比例（%）').fill('50');
    await leader.getByRole('button', { name: '保存方案' }).click();
    await leader.getByText('抽 50%；返工率达 10% 的单位加抽 10 个百分点').waitFor();
    await settled(leader);
    await city.shot(leader, 'recheck-plan');
  });

  test('a month that is not over is not drawn from, and that is said in words', async () => {
    await leader.getByLabel('抽取哪一天所在的周期').fill('2026-07-06');
    await leader.getByRole('button', { name: '抽取', exact: true }).click();
    await leader.getByText(/2026年7月还没有结束/).waitFor();
  });

  test('when it is over its sample is drawn, by unit, and drawn again it is the same', async () => {
    await settle([0, 1, 2]);
    await city.at('2026-08-03T09:00:00+08:00');
    leader = await city.signIn('leader.district', '/command/rechecks');
    complaints = complaintsOf(leader);
    await leader.getByLabel('抽取哪一天所在的周期').fill('2026-07-31');
    await leader.getByRole('button', { name: '抽取', exact: true }).click();
    const row = leader.getByRole('row', { name: SANITATION });
    await row.waitFor();
    // Half of three, rounded up.
    expect(await row.getByRole('cell').allTextContents()).toEqual(['50%', '3', '2', '0', '0', '–']);
    await leader.getByRole('button', { name: '重抽核对' }).click();
    await leader.getByText('一致：从 3 件中抽出同样的 2 件。').waitFor();
  });

  test('an inspector finds both on the phone, looks, and says of one that it did not hold', async () => {
    phone = await city.signIn('inspector.district', '/field/rechecks', PHONE);
    await phone.getByRole('heading', { level: 1, name: '抽查任务' }).waitFor();
    await expect.poll(() => phone.getByRole('button', { name: /^填写结果 / }).count()).toBe(2);
    expect(await overflowOf(phone)).toEqual([]);
    await phone
      .getByRole('button', { name: /^填写结果 / })
      .first()
      .click();
    await phone.getByRole('button', { name: '提交结果' }).click();
    await phone.getByText('请选择结果，写明现场情况，并至少拍一张照片。').waitFor();
    await phone.getByText('不合格：案件将重开').click();
    await phone.getByLabel('现场情况').fill('垃圾又堆满了');
    await phone.getByLabel('现场照片: 添加照片').setInputFiles(await pictureOf('rubbish', 'before', 7));
    await phone.getByRole('button', { name: '移除照片' }).waitFor();
    await settled(phone);
    await city.shot(phone, 'recheck-phone');
    expect(await barriersOf(phone)).toEqual([]);
    expect(await smallTargetsOf(phone, THUMB)).toEqual([]);
    await phone.getByRole('button', { name: '提交结果' }).click();
    await phone.getByText('已提交，案件已重开。').waitFor();
    await expect.poll(() => phone.getByRole('button', { name: /^填写结果 / }).count()).toBe(1);
  });

  test('the leader reads what was found, with the picture, in two languages, light and dark', async () => {
    await leader.reload();
    await leader.getByRole('button', { name: '查看结果 2026年7月' }).click();
    await leader.getByText('垃圾又堆满了').waitFor();
    await leader.getByText('已重开').waitFor();
    const row = leader.getByRole('row', { name: SANITATION }).first();
    expect(await row.getByRole('cell').allTextContents()).toEqual(['50%', '3', '2', '1', '0', '0%']);
    for (const lang of ['zh', 'en'] as const) {
      await leader.evaluate(
        (kept) => localStorage.setItem('gridloop.preferences', kept),
        JSON.stringify({ theme: lang === 'en' ? 'dark' : 'light', lang }),
      );
      await leader.reload();
      const name = lang === 'zh' ? '查看结果 2026年7月' : 'Show results 2026-07';
      await leader.getByRole('button', { name }).click();
      await settled(leader);
      await city.shot(leader, `recheck-results-${lang}`);
      expect(await overflowOf(leader), lang).toEqual([]);
      expect(await barriersOf(leader), lang).toEqual([]);
    }
    expect(complaints()).toEqual([]);
  }, 120_000);
});
