// A citizen and the district: a report from the street without an account, followed by its code to the end
// and judged; a refusal objected to; and a second witness who joins instead of filing it again.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { centreNameOf, expectIntact, PHONE, pictureOf, placeIn, storedCase, takePhoto } from './doings.ts';
import { town } from './town.ts';
import { signedHand } from './colleagues.ts';

const GRID = '990101.001.002.001';
const OTHER_GRID = '990101.002.001.001';
const WORDS = '楼下垃圾成堆没人清';
const DAY = '2026-08-05T';

const city = town(`${DAY}09:00:00+08:00`);
const at = (time: string) => city.at(`${DAY}${time}+08:00`);
const CODE = /[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}/;

/** Photo → place → words, up to the last button. */
async function fillReport(page: Page, words: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: '拍下问题' }).waitFor();
  await takePhoto(page, '拍照', await pictureOf('rubbish', 'before'));
  await page.getByText('已上传', { exact: true }).waitFor();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('heading', { level: 1, name: '在哪里' }).waitFor();
  await page.getByRole('button', { name: '用我现在的位置' }).click();
  await page.getByText('误差约 8 米').waitFor();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('heading', { level: 1, name: '说两句' }).waitFor();
  await page.getByLabel('有什么问题').fill(words);
  await page.getByRole('radio', { name: '暴露垃圾' }).check();
}

async function codeAndNumber(page: Page): Promise<{ code: string; number: string }> {
  const code = (await page.getByText(CODE).first().innerText()).trim();
  const number = (
    await page
      .getByText(/^\d{22}$/)
      .first()
      .innerText()
  ).trim();
  return { code, number };
}

/** Opens one of the things that a reporter may do. */
const act = (page: Page, name: string) =>
  page.locator('details', { has: page.locator('summary').filter({ hasText: name }) });

async function said(page: Page, name: string, words: string): Promise<void> {
  const form = act(page, name);
  await form.locator('summary').click();
  await form.getByRole('textbox').fill(words);
  await form.getByRole('button', { name: '提交' }).click();
  await page.getByText('已提交，谢谢。').waitFor();
}

describe('rubbish below the window', () => {
  let phone: Page;
  let [code, number, caseId] = ['', '', ''];

  beforeAll(async () => {
    phone = await city.open('/', { ...PHONE, at: await placeIn(city, GRID) });
  });

  test('is reported with a photo, on the phone and without an account', async () => {
    await phone
      .getByRole('link', { name: /我要上报/ })
      .first()
      .click();
    await fillReport(phone, WORDS);
    await phone.getByRole('button', { name: '提交上报' }).click();
    await phone.getByRole('heading', { level: 1, name: '收到了，谢谢您' }).waitFor();
    ({ code, number } = await codeAndNumber(phone));
    ({ id: caseId } = await storedCase(city, number));
    expect(await storedCase(city, number)).toMatchObject({ state: 'reported', actions: ['report'] });
    await city.shot(phone, 'citizen-done');
  });

  test('is found again by its code on another device, and seen dispatched', async () => {
    const other = await city.open('/portal/track', PHONE);
    await other.getByLabel('查询码').fill(code.toLowerCase().replaceAll('-', ' '));
    await other.getByRole('button', { name: '查询' }).click();
    await other.getByRole('heading', { level: 1, name: WORDS }).waitFor();
    await other.getByText('待受理', { exact: true }).waitFor();
    await phone.getByRole('link', { name: '看进度' }).click();
    await phone.getByRole('heading', { level: 1, name: WORDS }).waitFor();
    await at('09:05:00');
    const dispatcher = await signedHand(city, 'dispatcher.01');
    await dispatcher.act(caseId, 'accept');
    await dispatcher.act(caseId, 'dispatch');
    await at('09:06:00');
    await phone.getByText('待认领', { exact: true }).waitFor();
    const { holder } = await storedCase(city, number);
    await phone.getByText(`派给${holder}`).first().waitFor();
  });

  test('is cleared, and the citizen sees before and after and rates it', async () => {
    await at('09:20:00');
    const handler = await signedHand(city, 'sanitation.01');
    await handler.act(caseId, 'claim', { personId: handler.personId });
    const after = await handler.photo(await pictureOf('rubbish', 'after'));
    await handler.act(caseId, 'feed_back', { result: '已清运并冲洗', photoIds: [after] });
    const inspector = await signedHand(city, 'inspector.01');
    await inspector.act(caseId, 'verify', { finding: '现场整洁' });
    const dispatcher = await signedHand(city, 'dispatcher.01');
    await dispatcher.act(caseId, 'close', { closingCode: 'solved', reply: '已清运，感谢您的反映' });
    await at('09:50:00');
    await phone.getByText('已结案', { exact: true }).first().waitFor();
    await phone.getByText('处置前', { exact: true }).waitFor();
    await phone.getByText('处置后', { exact: true }).waitFor();
    await phone.getByText('已清运，感谢您的反映').waitFor();
    await city.shot(phone, 'citizen-closed');
    const form = act(phone, '评价结果');
    await form.locator('summary').click();
    await form.getByRole('button', { name: '提交' }).click();
    await form.getByText('请先打分').waitFor();
    await form.getByRole('radio', { name: '2 分' }).check();
    await form.getByRole('radio', { name: '不满意', exact: true }).check();
    await form.getByRole('textbox').fill('只清了一半');
    await form.getByRole('button', { name: '提交' }).click();
    await phone.getByText('已提交，谢谢。').waitFor();
    await form.waitFor({ state: 'detached' });
  });

  test('is asked to be done again, once', async () => {
    await said(phone, '要求重办', '楼后还有一堆');
    await phone.getByText('待派遣', { exact: true }).waitFor();
    await act(phone, '要求重办').waitFor({ state: 'detached' });
    const stored = await storedCase(city, number);
    expect(stored.state).toBe('accepted');
    expect(stored.actions).toEqual([
      'report',
      'accept',
      'dispatch',
      'claim',
      'feed_back',
      'verify',
      'close',
      'rate',
      'reopen',
    ]);
    await expectIntact(city, caseId, 9);
  });
});

test('a refused citizen reads why, objects, and the centre above looks at it', async () => {
  const phone = await city.open('/portal/report', { ...PHONE, at: await placeIn(city, OTHER_GRID) });
  await fillReport(phone, '邻居在走廊堆垃圾');
  await phone.getByRole('button', { name: '提交上报' }).click();
  const { number } = await codeAndNumber(phone);
  const { id } = await storedCase(city, number);
  const street = await signedHand(city, 'dispatcher.02');
  await street.act(id, 'reject', {
    reasonCode: 'private_matter',
    reply: '走廊属于业主共有部位，请先找物业',
  });
  await phone.getByRole('link', { name: '看进度' }).click();
  await phone.getByText('走廊属于业主共有部位，请先找物业').first().waitFor();
  await said(phone, '提出异议', '物业不管，已经影响消防通道');
  await phone.getByText('待受理', { exact: true }).waitFor();
  expect(await storedCase(city, number)).toMatchObject({
    state: 'reported',
    holder: await centreNameOf(city, '990101'),
    actions: ['report', 'reject', 'object'],
  });
});

test('whoever meets the same matter joins it instead of filing it again', async () => {
  const place = { ...PHONE, at: await placeIn(city, '990101.001.003.001') };
  const first = await city.open('/portal/report', place);
  await fillReport(first, '公交站旁垃圾成堆');
  await first.getByRole('button', { name: '提交上报' }).click();
  const { number } = await codeAndNumber(first);
  const second = await city.open('/portal/report', place);
  await fillReport(second, '公交站垃圾成堆发臭');
  await second.getByRole('button', { name: '提交上报' }).click();
  await second.getByRole('heading', { level: 1, name: '是不是同一件事？' }).waitFor();
  await second
    .getByRole('button', { name: /我也遇到/ })
    .first()
    .click();
  await second.getByRole('heading', { level: 1, name: '已经加上您了，谢谢' }).waitFor();
  expect(await codeAndNumber(second)).toMatchObject({ number });
  await second.getByRole('link', { name: '看进度' }).click();
  await second.getByText('待受理', { exact: true }).waitFor();
  expect(await storedCase(city, number)).toMatchObject({ actions: ['report', 'join'] });
});
