// A street's leader with a phone: what is red and who holds it, a push with a time for the answer, the answer
// of those who were pushed, and figures that open exactly the cases they count.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Hand, signedHand } from './colleagues.ts';
import { PHONE, pictureOf, placeIn } from './doings.ts';
import { barriersOf, overflowOf, settled } from './look.ts';
import { town } from './town.ts';

const STREET = '990101.001';
const [GRID, ELSEWHERE] = ['990101.001.001.001', '990101.002.001.001'];
/** Rubbish, which the street's sanitation company clears. */
const ITEM = 'E0102.1';
const city = town('2026-08-05T09:00:00+08:00');
const at = (time: string) => city.at(`2026-08-05T${time}:00+08:00`);

let [leader, handler] = [] as unknown as [Page, Page];
let company: Hand;
let ids: readonly string[] = [];

async function report(hand: Hand, areaPath: string, description: string): Promise<string> {
  const photo = await hand.photo(await pictureOf('rubbish', 'before', description.length));
  const filed = await hand.report({
    channel: 'patrol',
    description,
    itemCode: ITEM,
    point: await placeIn(city, areaPath),
    photoIds: [photo],
  });
  return filed.id;
}

const cards = () => leader.locator('.gl-case-cards > li');
const tab = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name });

describe('a street’s leader with a phone', () => {
  beforeAll(async () => {
    const inspector = await signedHand(city, 'inspector.district');
    company = await signedHand(city, 'sanitation.01');
    const words = ['垃圾桶满溢', '沿街垃圾散落一地', '楼道口垃圾堆放', '公园入口垃圾未清'];
    const here = words.slice(0, 3);
    ids = [];
    for (const description of here) ids = [...ids, await report(inspector, GRID, description)];
    await report(inspector, ELSEWHERE, words[3] ?? '');
    await company.act(ids[0] ?? '', 'claim', { personId: company.personId });
    await at('14:30');
    leader = await city.signIn('leader.01', '/field/', PHONE);
  }, 240_000);

  test('the app opens on what is red in the street, and its bar is a leader’s', async () => {
    await leader.getByRole('heading', { level: 1, name: '辖区红灯' }).waitFor();
    const bar = await leader.getByRole('navigation', { name: '主导航' }).getByRole('link').allInnerTexts();
    expect(bar.map((words) => words.replaceAll(/[\s\d]/g, '')).filter((words) => words !== '地图')).toEqual([
      '红灯',
      '督办',
      '数据',
      '我的',
    ]);
    // Two wait to be claimed since nine o'clock, one is late in hand; the fourth is in another street.
    await expect.poll(() => cards().count()).toBe(3);
    expect(await leader.getByRole('button', { name: /^红灯/ }).innerText()).toMatch(/3/);
    await cards().first().getByText('超时').first().waitFor();
    await cards().first().getByText('认领').first().waitFor();
    await city.shot(leader, 'leader-red');
  });

  test('one case is pushed with a time for the answer, in words of people', async () => {
    await cards().first().getByRole('link', { name: '督办' }).click();
    await leader.getByRole('button', { name: '督办', exact: true }).first().click();
    await leader.getByRole('button', { name: /^今天下班前 18:00/ }).click();
    await leader.getByText('今天 18:00 前回复').waitFor();
    await leader.getByRole('button', { name: '请说明超时原因' }).click();
    await city.shot(leader, 'leader-push');
    await leader.locator('.gl-act-send').getByRole('button', { name: '督办' }).click();
    await leader.getByText('督办').first().waitFor();
    await tab(leader, '督办').click();
    await leader.getByRole('heading', { level: 1, name: '督办跟踪' }).waitFor();
    await leader.getByText('请说明超时原因').waitFor();
    await city.shot(leader, 'leader-pushes');
  });

  test('several are pushed at once, each with its own result', async () => {
    await tab(leader, '红灯').click();
    await leader.getByRole('button', { name: '选择多件' }).click();
    await leader.getByRole('button', { name: '全选' }).click();
    await leader.getByText('已选 3 件').waitFor();
    await city.shot(leader, 'leader-select');
    await leader.getByRole('button', { name: '督办所选 3 件' }).click();
    await leader.getByRole('button', { name: '约谈' }).click();
    await leader.getByRole('button', { name: '约谈 3 件' }).click();
    await expect.poll(() => leader.getByText(/^已收到/).count(), { timeout: 30_000 }).toBe(3);
  });

  test('whoever is pushed sees it on the phone and answers there', async () => {
    await at('15:00');
    handler = await city.signIn('sanitation.01', '/field/todo', PHONE);
    const card = handler.locator('.gl-case-card').filter({ hasText: '沿街垃圾散落一地' });
    await card.first().getByRole('link').first().click();
    await handler.getByRole('button', { name: '督办回复' }).click();
    const choices = handler.getByRole('group', { name: '哪一次督办' }).getByRole('button');
    await choices.filter({ hasText: '督办' }).first().click();
    await handler.getByRole('textbox', { name: '回复' }).fill('车辆故障，已调车，16 点前清完');
    await city.shot(handler, 'leader-handler-answers');
    await handler.locator('.gl-act-send').getByRole('button', { name: '督办回复' }).click();
    await expect
      .poll(async () => (await pushesOf('answered')).map((push) => push.answer?.words), { timeout: 30_000 })
      .toEqual(['车辆故障，已调车，16 点前清完']);
  });

  test('the leader reads the answer, and lifts what is settled', async () => {
    await at('15:05');
    await tab(leader, '督办').click();
    await leader.getByRole('button', { name: '已回复' }).click();
    await leader.getByText('车辆故障，已调车，16 点前清完').waitFor();
    await city.shot(leader, 'leader-answered');
  });

  test('an answer that does not come in time is shown as late', async () => {
    await at('18:30');
    await leader.getByRole('button', { name: '逾期未回复' }).click();
    await expect.poll(() => leader.locator('.gl-case-card').count()).toBeGreaterThan(0);
    await city.shot(leader, 'leader-late');
  });

  test('every figure on the screen opens a list of that length', async () => {
    await at('18:31');
    await tab(leader, '数据').click();
    await leader.getByRole('heading', { level: 1, name: '今日数据' }).waitFor();
    const tiles = leader.locator('.gl-figure > a');
    await expect.poll(() => tiles.count()).toBe(11);
    await city.shot(leader, 'leader-figures');
    let sum = 0;
    for (let index = 0; index < 11; index += 1) {
      const told = Number((await tiles.nth(index).locator('.gl-figure-total').innerText()).replace(',', ''));
      const name = await tiles.nth(index).locator('.gl-figure-name').innerText();
      await tiles.nth(index).click();
      await leader.getByRole('heading', { level: 1, name, exact: true }).waitFor();
      await expect.poll(() => leader.locator('.gl-loading').count()).toBe(0);
      expect([name, await cards().count()]).toEqual([name, told]);
      sum += told;
      await leader.goBack();
      await leader.getByRole('heading', { level: 1, name: '今日数据' }).waitFor();
      await expect.poll(() => tiles.count()).toBe(11);
    }
    expect(sum).toBeGreaterThan(5);
    await leader.locator('.gl-figure-rows').first().getByRole('button').first().click();
    await leader.getByRole('button', { name: '返回上级' }).waitFor();
  });

  test('without a network the last figures are there, and a push waits and then arrives', async () => {
    await leader.context().setOffline(true);
    await tab(leader, '红灯').click();
    await leader.getByRole('heading', { level: 1, name: '辖区红灯' }).waitFor();
    await leader.getByText(/截至/).first().waitFor();
    await cards().first().getByRole('link', { name: '督办' }).click();
    await leader.getByRole('button', { name: '按规定' }).click();
    await leader.getByRole('textbox', { name: '督办内容' }).fill('断网时发出的督办');
    await leader.locator('.gl-act-send').getByRole('button').last().click();
    await tab(leader, '数据').click();
    await expect.poll(() => leader.locator('.gl-figure > a').count()).toBe(11);
    expect((await pushesOf('waiting')).map((push) => push.words)).not.toContain('断网时发出的督办');
    await leader.context().setOffline(false);
    await expect
      .poll(async () => (await pushesOf('waiting')).map((push) => push.words), { timeout: 30_000 })
      .toContain('断网时发出的督办');
  });

  test('what waits for the leader’s word is counted, and answered without a network', async () => {
    await company.act(ids[0] ?? '', 'consult', {
      unitId: await centreOf(STREET),
      question: '围挡外的由谁清？',
    });
    await tab(leader, '红灯').click();
    await leader.getByRole('link', { name: '待我处理 1' }).click();
    await leader.getByRole('heading', { level: 1, name: '待我处理' }).waitFor();
    await cards().getByText('围挡外的由谁清？').waitFor();
    await settled(leader);
    await city.shot(leader, 'leader-asked');
    expect(await barriersOf(leader)).toEqual([]);
    expect(await overflowOf(leader)).toEqual([]);
    await cards().getByRole('link', { name: '答复' }).click();
    await leader.getByRole('textbox', { name: '批示' }).fill('由公司一并清理');
    await leader.context().setOffline(true);
    await leader.locator('.gl-act-send').getByRole('button', { name: '批示' }).click();
    await tab(leader, '红灯').click();
    await leader.getByRole('link', { name: /^待我处理/ }).click();
    await cards().getByText('已提交，等待服务器确认').waitFor();
    await leader.context().setOffline(false);
    await leader.getByText('没有等您答复的申请').waitFor();
    await leader.getByRole('button', { name: '领导清单' }).click();
    await expect.poll(() => cards().count()).toBeGreaterThan(0);
    await city.shot(leader, 'leader-list');
    await leader.getByRole('link', { name: '我发出的督办' }).click();
    await leader.getByRole('heading', { level: 1, name: '督办跟踪' }).waitFor();
    expect(await leader.getByRole('button', { name: '我发出的' }).getAttribute('aria-pressed')).toBe('true');
  });

  test('any case of the street tells its leader who had it, how long, and what was pushed', async () => {
    await leader.goto(`${city.url}/field/cases/${ids[1] ?? ''}`);
    await leader.getByRole('heading', { name: '经手与用时' }).waitFor();
    await leader.getByText('16 点前清完').first().waitFor();
    await city.shot(leader, 'leader-case');
  });
});

const centreOf = (areaPath: string): Promise<string> =>
  city.store.database.read(
    async ({ db }) =>
      (
        await db
          .selectFrom('unit')
          .select('id')
          .where('kind', '=', 'centre')
          .where('area_path', '=', areaPath)
          .executeTakeFirstOrThrow()
      ).id,
  );

interface Push {
  readonly words: string;
  readonly answer: { readonly words: string } | null;
}

async function pushesOf(state: string): Promise<readonly Push[]> {
  const person = await city.store.database.read(({ db }) =>
    db.selectFrom('person').select('id').where('login', '=', 'leader.01').executeTakeFirstOrThrow(),
  );
  const url = `/api/cases/pushes?areaPath=${STREET}&state=${state}`;
  const reply = await city.app.send('GET', url, { token: await city.app.signInAs(person.id) });
  return reply.body['items'] as readonly Push[];
}
