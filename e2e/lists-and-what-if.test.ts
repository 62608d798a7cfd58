// A limit is shortened on screen, compared, audited and proved; then tried on what has been before two
// people would publish it: cases that were in time would have been late, and each figure opens its cases.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { DAY, MINUTE } from '../kernel/duration.ts';
import { signedHand } from './colleagues.ts';
import { pictureOf, placeIn } from './doings.ts';
import { barriersOf, complaintsOf, overflowOf, settled } from './look.ts';
import { makeSecond, SECOND_LOGIN } from './second-administrator.ts';
import { town } from './town.ts';

const DISTRICT = '990101';
const GRID = `${DISTRICT}.001.001.001`;
const ITEM = 'E0105';
const CASES = 3;
const city = town('2026-08-05T09:00:00+08:00');
let [admin, second] = [] as unknown as [Page, Page];

/** Reported, accepted and sent; the unit takes an hour and a half to say that it is done. */
async function liveCases(): Promise<void> {
  const reporter = await signedHand(city, 'inspector.district');
  const dispatcher = await signedHand(city, 'dispatcher.district');
  const point = await placeIn(city, GRID);
  const photoIds = [await reporter.photo(await pictureOf('rubbish', 'before'))];
  for (let n = 0; n < CASES; n += 1) {
    const body = {
      channel: 'patrol',
      description: `第 ${n} 处水面漂浮物`,
      itemCode: `${ITEM}.1`,
      point,
      photoIds,
    };
    const { id } = await reporter.report(body);
    const { state } = await city.store.database.read(({ db }) =>
      db.selectFrom('case_file').select('state').where('id', '=', id).executeTakeFirstOrThrow(),
    );
    if (state === 'reported') await dispatcher.act(id, 'accept');
    if (state !== 'dispatched') await dispatcher.act(id, 'dispatch');
  }
  city.store.clock.advance(2 * DAY + 90 * MINUTE);
}

/** Every mode and as narrow as a phone: no barrier, nothing sideways. */
async function lookAt(name: string): Promise<void> {
  await settled(admin);
  await city.shot(admin, name);
  expect(await barriersOf(admin), name).toEqual([]);
  await admin.setViewportSize({ width: 320, height: 900 });
  await settled(admin);
  expect(await overflowOf(admin), name).toEqual([]);
  await city.shot(admin, `${name}-320`);
  await admin.setViewportSize({ width: 1440, height: 900 });
}

beforeAll(async () => {
  await liveCases();
  await makeSecond(city, DISTRICT);
  admin = await city.signIn('admin', '/command/admin/lists');
  second = await city.signIn(SECOND_LOGIN, '/command/approvals');
}, 240_000);

describe('the lists workshop', () => {
  test('a draft is edited row by row, and the comparison says what is other', async () => {
    const complaints = complaintsOf(admin);
    await admin.getByRole('button', { name: '新建草稿' }).click();
    const begin = admin.getByRole('dialog');
    await begin.getByLabel('名称').fill('水面提速');
    await begin.getByLabel('生效日期').fill('2026-10-01');
    await begin.getByRole('button', { name: '新建草稿' }).click();
    await admin.getByText('新增一行').waitFor();

    await admin.getByRole('button', { name: '问题', exact: true }).click();
    await admin.getByLabel('查找').fill(`${ITEM}.1`);
    const edit = admin.getByRole('button', { name: new RegExp(`^修改 ${ITEM}\\.1`) });
    await edit.click();
    const form = admin.getByRole('dialog');
    await form.getByLabel('处置时限').fill('很快');
    await form.getByRole('button', { name: '保存' }).click();
    await form.getByText('“很快”读不懂').waitFor();
    await form.getByLabel('处置时限').fill('1紧急工作时');
    await admin.keyboard.press('Control+Enter');
    await admin.getByText('已保存，改动 1 行。').waitFor();
    await lookAt('lists-rows');

    await admin.getByRole('button', { name: '对比', exact: true }).click();
    await admin.getByText(/处置时限 .+ → 1 紧急工作时/).waitFor();
    await lookAt('lists-compare');
    await admin.getByRole('button', { name: '步骤', exact: true }).click();
    await admin.getByText('第 1 步').waitFor();
    expect(complaints()).toEqual([]);
  });

  test('the audit leads from a finding to its rows, and the proof says what it has proved', async () => {
    await admin.getByRole('button', { name: '审计', exact: true }).click();
    await admin.getByText(/每一对都有且只有一个责任单位/).waitFor();
    await lookAt('lists-audit');
    const toRows = admin.getByRole('button', { name: /看(这|前) \d+ 行/ }).first();
    if ((await toRows.count()) > 0) {
      await toRows.click();
      await admin.getByText('只列出审计指出的行。').waitFor();
      await admin.getByRole('button', { name: '显示全部' }).click();
    }
    await admin.getByRole('button', { name: '证明', exact: true }).click();
    await admin.getByRole('button', { name: '开始证明' }).click();
    await admin.getByRole('progressbar').waitFor();
    await city.app.settle();
    await admin.getByText(/证明完成：\d+ 对/).waitFor();
    await lookAt('lists-proof');
    const href = await admin.getByRole('link', { name: '导出证明（JSON）' }).getAttribute('href');
    const proof = await admin.evaluate(async (url) => (await fetch(url ?? '')).json(), href);
    expect(proof).toMatchObject({ isProved: true, brokenQuestions: 0, district: '990101' });
  });
});

test('what if: the cases that would have been late are counted, and opened', async () => {
  const complaints = complaintsOf(admin);
  await admin.goto(`${city.url}/command/what-if`);
  await admin.getByLabel('名称').fill('水面提速试算');
  const lists = admin.getByLabel('清单版本');
  const option = await lists.locator('option', { hasText: '水面提速' }).getAttribute('value');
  await lists.selectOption(option ?? '');
  await admin.getByRole('button', { name: '开始推演' }).click();
  await admin
    .getByText(/已重走 0 件，共 \d+ 件/)
    .first()
    .waitFor();
  await city.app.settle();
  await admin.getByRole('heading', { name: /结果 · 水面提速试算/ }).waitFor();
  const before = admin.getByRole('button', { name: `总体 · 原有：${CASES} 件，查看案件` });
  await before.click();
  await admin.getByRole('heading', { name: `总体 · 原有（${CASES} 件）` }).waitFor();
  expect(await admin.locator('.gl-whatif-cases tbody tr').count()).toBe(CASES);
  await lookAt('what-if-units');
  await admin.getByRole('button', { name: '按网格', exact: true }).click();
  await settled(admin);
  await lookAt('what-if-grids');
  expect(complaints()).toEqual([]);
});

describe('lists come into force by two', () => {
  const version = () => admin.getByLabel('版本', { exact: true });
  const standing = (words: RegExp) => version().locator('option').filter({ hasText: words });
  const choose = async (words: RegExp) =>
    version().selectOption((await standing(words).first().getAttribute('value')) ?? '');

  async function propose(act: string, why: string, day?: string): Promise<void> {
    await admin.getByRole('button', { name: act, exact: true }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel(/^为何/).fill(why);
    if (day !== undefined) await dialog.getByLabel('生效日期').fill(day);
    await dialog.getByRole('button', { name: act, exact: true }).click();
    await admin.getByText('已提交，等待第二人同意。').waitFor();
    await second.goto(`${city.url}/command/approvals`);
    const agree = second.getByRole('button', { name: '同意', exact: true });
    await agree.first().click();
    await expect.poll(() => agree.count()).toBe(0);
    await admin.goto(`${city.url}/command/admin/lists`);
  }

  test('a draft is proposed, told in words to the second, and stands with its day', async () => {
    await admin.goto(`${city.url}/command/admin/lists`);
    await choose(/水面提速 · (草稿|已核对)/);
    await propose('提交发布', '水面要快');
    await standing(/水面提速 · 已发布 · 2026-10-01 起/).first().waitFor({ state: 'attached' });
  });

  test('the lists before come back as a version of their own, and differ in name and day alone', async () => {
    const before = (await version().locator('option').last().textContent()) ?? '';
    await version().selectOption({ label: before });
    await propose('恢复此版本', '水面做不到', '2026-11-01');
    const back = /（恢复 · again） · 已发布 · 2026-11-01 起/;
    await standing(back).first().waitFor({ state: 'attached' });
    await choose(back);
    await admin.getByRole('button', { name: '对比', exact: true }).click();
    // Its own name and day are all that is new in it.
    await admin.getByText('新增 0 行，删除 0 行，修改 1 行').waitFor();
    await admin.getByText(/修改版本信息/).waitFor();
    const other = admin.getByLabel('对比版本');
    const faster = other.locator('option', { hasText: '水面提速' });
    await other.selectOption((await faster.first().getAttribute('value')) ?? '');
    await admin.getByText('新增 0 行，删除 0 行，修改 2 行').waitFor();
    await lookAt('lists-back');
  });
});
