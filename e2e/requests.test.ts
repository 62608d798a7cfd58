// What units ask of their centre: more time, granted where it is asked for; an overdue appeal that two people
// decide, one at the desk and one with a phone; and the second return, which is decided for good and shown to
// whoever dispatches the next one like it.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Hand, signedHand } from './colleagues.ts';
import { PHONE, pictureOf, placeIn } from './doings.ts';
import { town } from './town.ts';

const GRID = '990101.001.001.001';
/** Rubbish, which the street's sanitation company clears. */
const ITEM = 'E0102.1';
const city = town('2026-08-05T09:00:00+08:00');
const at = (time: string) => city.at(`${time}:00+08:00`);

let [desk, phone] = [] as unknown as [Page, Page];
let inspector: Hand, company: Hand, centre: Hand;
let [late, disputed] = ['', ''];

async function claimed(description: string): Promise<string> {
  const photo = await inspector.photo(await pictureOf('rubbish', 'before', description.length));
  const point = await placeIn(city, GRID);
  const filed = { channel: 'patrol', description, itemCode: ITEM, point, photoIds: [photo] };
  const { id } = await inspector.report(filed);
  await company.act(id, 'claim', { personId: company.personId });
  return id;
}

const request = (words: string) => desk.locator('.gl-asked').filter({ hasText: words });

async function answer(words: string, send: string): Promise<void> {
  await request(words).getByRole('button', { name: /^答复/ }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('radio', { name: '是' }).check({ force: true });
  await dialog.getByRole('button', { name: send }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe('what units ask of their centre', () => {
  beforeAll(async () => {
    inspector = await signedHand(city, 'inspector.district');
    company = await signedHand(city, 'sanitation.01');
    centre = await signedHand(city, 'dispatcher.01');
    late = await claimed('垃圾桶满溢，散落一地');
    disputed = await claimed('小区门口垃圾堆放');
    desk = await city.signIn('dispatcher.01', '/command/asked');
  }, 240_000);

  test('more time comes up at the desk with what it comes to, and is granted there', async () => {
    await desk.getByText('没有等您答复的申请').waitFor();
    await company.act(late, 'extend', { reason: '吊车未到', extra: { kind: 'working_hours', amount: 1 } });
    await request('吊车未到').getByText(/^同意后 .* 到期$/).waitFor();
    await city.shot(desk, 'requests-extension');
    await answer('吊车未到', '延期审批');
    await desk.getByText('没有等您答复的申请').waitFor();
  });

  test('a unit appeals from its phone against a case that ended late', async () => {
    await at('2026-08-05T17:50');
    const photoIds = [await company.photo(await pictureOf('rubbish', 'after', 3))];
    await company.act(late, 'feed_back', { result: '已清运', photoIds });
    await inspector.act(late, 'verify', { finding: '现场已恢复整洁', photoIds: [] });
    await centre.act(late, 'close', { closingCode: 'solved' });
    phone = await city.signIn('sanitation.01', `/field/cases/${late}`, PHONE);
    await phone.getByRole('button', { name: '超时申诉' }).click();
    await phone.getByRole('textbox', { name: '理由' }).fill('台风红色预警，停止户外作业');
    await city.shot(phone, 'requests-appeal-phone');
    await phone.locator('.gl-act-send').getByRole('button', { name: '超时申诉' }).click();
    await request('台风红色预警').waitFor();
    await city.shot(desk, 'requests-appeal');
  });

  test('two different people agree, and the case says that it was late and does not count', async () => {
    await answer('台风红色预警', '申诉初审');
    await desk.getByText('没有等您答复的申请').waitFor();
    const leader = await city.signIn('leader.01', `/field/cases/${late}`, PHONE);
    await leader.getByRole('button', { name: '申诉复核' }).click();
    await leader.getByRole('button', { name: '是', exact: true }).click();
    await leader.locator('.gl-act-send').getByRole('button', { name: '申诉复核' }).click();
    await leader.getByText(/超期结案；超时申诉经两人审核同意/).waitFor();
    await city.shot(leader, 'requests-appeal-granted');
    await desk.goto(`${city.url}/command/cases/${late}`);
    await desk.getByText('超期结案；超时申诉经两人审核同意：不计分，超期事实保留').waitFor();
  });

  test('after the second return the centre above decides with its grounds, and the next one shows them',
    async () => {
    await company.act(disputed, 'return', { reasonCode: 'not_ours', words: '小区内部，归物业' });
    await centre.act(disputed, 'dispatch', { reason: '沿街部分归环卫' });
    await company.act(disputed, 'return', { reasonCode: 'not_ours', words: '仍认为归物业' });
    const district = await city.signIn('dispatcher.district', `/command/triage?case=${disputed}`);
    await district.getByText(/本案已退单 2 次：这次派遣即为裁定/).waitFor();
    await city.shot(district, 'requests-ruling');
    await district.keyboard.press('a');
    const dialog = district.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /改派理由/ }).fill('红线外一律由环卫负责');
    await district.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    const next = await claimed('路口垃圾未清');
    await company.act(next, 'return', { reasonCode: 'not_ours', words: '归物业' });
    await desk.goto(`${city.url}/command/triage?case=${next}`);
    const earlier = desk.getByRole('region', { name: '以往裁定' });
    await earlier.getByText('红线外一律由环卫负责').waitFor();
    await earlier.getByText('终裁').first().waitFor();
    await city.shot(desk, 'requests-precedents');
    expect(await earlier.getByRole('listitem').count()).toBe(2);
  });
});
