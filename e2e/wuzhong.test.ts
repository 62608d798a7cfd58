// The first acceptance case, as people live it: rubble at building 13 of Suyuan New Village, five people
// in their own windows, 33 minutes from the photo to the closed case. At every minute the windows and the
// store say the same.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  areaNameOf,
  centreNameOf,
  expectIntact,
  PHONE,
  pictureOf,
  placeIn,
  Stopwatch,
  storedCase,
  tabTo,
  takePhoto,
} from './doings.ts';
import { town } from './town.ts';

const STREET = '990101.001';
const GRID = '990101.001.001.001';
const WORDS = '苏苑新村13幢1单元旁堆放建筑垃圾';
const DAY = '2026-08-05T12:';

const city = town(`${DAY}07:00+08:00`);
const watch = new Stopwatch();
const at = (time: string) => city.at(`${DAY}${time}+08:00`);

let [inspector, desk, head, subCentre, leader] = [] as unknown as [Page, Page, Page, Page, Page];
let [number, caseId, districtCentre, streetCentre] = ['', '', '', ''];

/** The value beside a name in the list of facts. */
const factOf = (page: Page, name: string) => page.locator(`dt:text-is("${name}") + dd`).first();

/** What the leader's window says of the case: state, who has it, lamp. */
async function expectSeen(state: string, holder: string): Promise<void> {
  const header = leader.locator('header', { has: leader.getByRole('heading', { level: 1 }) });
  await header.getByText(state, { exact: true }).waitFor();
  await header.getByText('正常').waitFor();
  await expect.poll(() => factOf(leader, '当前承办').innerText()).toContain(holder);
}

async function expectStored(state: string, holder: string | null, ...actions: string[]): Promise<void> {
  // What a phone did is on its screen before it is in the store.
  await expect.poll(() => storedCase(city, number)).toMatchObject({ state, holder, actions });
}

/** The newest notice of an open inbox. */
async function expectTold(page: Page, words: RegExp): Promise<void> {
  await page
    .getByRole('list', { name: '通知列表' })
    .getByRole('listitem')
    .filter({ hasText: words })
    .first()
    .waitFor();
}

describe('rubble in Suyuan, from 12:08 to 12:41', () => {
  beforeAll(async () => {
    const here = { ...PHONE, at: await placeIn(city, GRID) };
    districtCentre = await centreNameOf(city, '990101');
    streetCentre = await centreNameOf(city, STREET);
    inspector = await city.signIn('inspector.district', '/field/report', here);
    desk = await city.signIn('dispatcher.district', '/command/triage');
    head = await city.signIn('head.0101', '/field/todo', here);
    subCentre = await city.signIn('dispatcher.01', '/command/notices');
    leader = await city.signIn('leader.district', '/command/cases');
    await desk.getByText('这里已经清空').waitFor();
  });

  test('12:08 the inspector takes a photo; the place is there by itself', async () => {
    await at('08:00');
    await inspector
      .getByText(await areaNameOf(city, GRID))
      .first()
      .waitFor();
    await inspector.getByText('误差约 8 米').waitFor();
    await takePhoto(inspector, '拍近景', await pictureOf('rubble', 'before'));
    await inspector.getByRole('img', { name: '近景照片' }).waitFor();
    await inspector.getByLabel('一句话说明').fill(WORDS);
    await watch.lap('report', async () => {
      await inspector.getByRole('button', { name: '发送' }).click();
      await inspector.getByText(/^已收到 \d/).waitFor();
    });
    number = (await inspector.getByText(/^已收到 \d/).innerText()).replace(/\D/g, '');
    await expectStored('reported', districtCentre, 'report');
    ({ id: caseId } = await storedCase(city, number));
    await watch.lap('on the desk', async () => {
      await desk.getByRole('option').filter({ hasText: WORDS }).waitFor();
    });
    await leader.getByRole('row').filter({ hasText: WORDS }).getByRole('link').click();
    await expectSeen('待受理', districtCentre);
    await city.shot(inspector, 'wuzhong-1208-inspector');
  });

  test('12:08:25 the district signs it and dispatches it to the sub-centre, by keys alone', async () => {
    await at('08:25');
    await desk.keyboard.press('j');
    await desk.getByRole('heading', { level: 2, name: '尚未确定细类' }).waitFor();
    await desk.getByRole('button', { name: /积存垃圾渣土/ }).waitFor();
    await desk.keyboard.press('1');
    await desk.getByText('拟派单位').waitFor();
    await desk.getByText('为什么是它').waitFor();
    await city.shot(desk, 'wuzhong-1208-desk');
    await desk.keyboard.press('d');
    const dialog = desk.getByRole('dialog', { name: '派遣' });
    await dialog.waitFor();
    await tabTo(desk, '责任单位');
    await desk.keyboard.type(streetCentre);
    await dialog.getByRole('option', { name: streetCentre }).first().waitFor();
    await desk.keyboard.press('Enter');
    await tabTo(desk, '改派理由');
    await desk.keyboard.type('高新区分中心统筹处置');
    await tabTo(desk, '派遣');
    await watch.lap('dispatch', async () => {
      await desk.keyboard.press('Enter');
      await desk
        .getByText(/：已派遣/)
        .first()
        .waitFor();
    });
    await expectStored('dispatched', streetCentre, 'report', 'accept', 'dispatch');
    await watch.lap('told', () => expectTold(subCentre, /有案件派到本单位/));
    await expectSeen('待认领', streetCentre);
  });

  test('12:18 the grid head claims it on the phone and tells the property company', async () => {
    await at('18:00');
    const card = head.getByRole('article').filter({ hasText: WORDS });
    await card.getByText('待认领').waitFor();
    await card.getByText('正常').waitFor();
    await city.shot(head, 'wuzhong-1218-head');
    await watch.lap('claim', async () => {
      await card.getByRole('button', { name: '认领' }).click();
      await card.getByText('处置中').waitFor();
    });
    await expectStored('handling', streetCentre, 'report', 'accept', 'dispatch', 'claim');
    await card.getByRole('link').click();
    await head.getByRole('button', { name: '备注' }).click();
    await head.getByLabel('内容').fill('已通知物业公司到场清运');
    await watch.lap('note', async () => {
      await head.getByRole('button', { name: '备注' }).click();
      await head.getByText('已通知物业公司到场清运').first().waitFor();
    });
    await expectSeen('处置中', streetCentre);
    await leader.getByText('已通知物业公司到场清运').first().waitFor();
  });

  test('12:31 it is gone: a photo of the clean corner', async () => {
    await at('31:00');
    await head.getByRole('button', { name: '备注' }).click();
    await takePhoto(head, '拍照', await pictureOf('rubble', 'after', 1));
    await head.getByLabel('内容').fill('已清运干净');
    await watch.lap('gone', async () => {
      await head.getByRole('button', { name: '备注' }).click();
      await head.getByText('已清运干净').first().waitFor();
    });
    await expectSeen('处置中', streetCentre);
    await expectStored('handling', streetCentre, 'report', 'accept', 'dispatch', 'claim', 'note', 'note');
  });

  test('12:35 the sub-centre feeds back with photos before and after', async () => {
    await at('35:00');
    await subCentre.getByRole('list', { name: '通知列表' }).getByRole('link').first().click();
    await subCentre.getByRole('heading', { level: 1 }).waitFor();
    await subCentre.getByRole('button', { name: '反馈' }).click();
    const dialog = subCentre.getByRole('dialog', { name: '反馈' });
    await dialog.getByLabel(/处置结果/).fill('已清运，附前后对比照片');
    const chooser = subCentre.waitForEvent('filechooser');
    await dialog.getByLabel('照片: 添加照片').click();
    await (await chooser).setFiles([await pictureOf('rubble', 'before'), await pictureOf('rubble', 'after')]);
    await expect.poll(() => dialog.getByRole('button', { name: '移除照片' }).count()).toBe(2);
    await watch.lap('feed back', async () => {
      await dialog.getByRole('button', { name: '反馈' }).click();
      await dialog.waitFor({ state: 'detached' });
    });
    await expectStored(
      'answered',
      districtCentre,
      'report',
      'accept',
      'dispatch',
      'claim',
      'note',
      'note',
      'feed_back',
    );
    await expectSeen('待核查', districtCentre);
  });

  test('12:41 the inspector compares and passes it, the centre closes it', async () => {
    await at('41:00');
    await inspector.getByRole('link', { name: '待办' }).click();
    const card = inspector.getByRole('article').filter({ hasText: WORDS });
    await card.getByText('待核查').waitFor();
    await card.getByRole('button', { name: '去核查' }).click();
    await inspector.getByText('处置前', { exact: true }).first().waitFor();
    await inspector.getByText('处置后', { exact: true }).first().waitFor();
    await city.shot(inspector, 'wuzhong-1241-inspector');
    await inspector.getByText('现场已核查，问题已解决', { exact: true }).click();
    await watch.lap('verify', async () => {
      await inspector.getByRole('button', { name: '核查通过' }).click();
      await expect.poll(async () => (await storedCase(city, number)).state).toBe('verified');
    });
    await expectSeen('待结案', districtCentre);
    await desk.getByRole('option').filter({ hasText: WORDS }).waitFor();
    await desk.keyboard.press('c');
    const dialog = desk.getByRole('dialog', { name: '结案' });
    await dialog.getByRole('radio', { name: '已解决' }).waitFor();
    await tabTo(desk, '结案');
    await watch.lap('close', async () => {
      await desk.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await desk.getByText('这里已经清空').waitFor();
    });
    await leader.getByText('已结案', { exact: true }).first().waitFor();
    await expectStored(
      'closed',
      null,
      'report',
      'accept',
      'dispatch',
      'claim',
      'note',
      'note',
      'feed_back',
      'verify',
      'close',
    );
  });

  test('the history is whole, and the machine took little of the 33 minutes', async () => {
    await leader.getByRole('button', { name: '核验历史' }).click();
    await leader.getByText('历史完整，共 9 步').waitFor();
    await expectIntact(city, caseId, 9);
    console.info(watch.told());
  });
});
