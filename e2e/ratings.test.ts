// A matter is closed, and the head of the grid says on the phone what it was like; the unit that did it finds
// nothing of that anywhere; the leader of the district reads it for a purpose, and the head sees who did.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { signedHand } from './colleagues.ts';
import { PHONE, pictureOf, placeIn } from './doings.ts';
import { barriersOf, overflowOf, settled, smallTargetsOf } from './look.ts';
import { town } from './town.ts';

const GRID = '990101.001.001.001';
const ITEM = 'E0102.1';
const SAID = '清得不干净，还要居民自己扫';
const THUMB = 44;
const city = town('2026-07-06T09:00:00+08:00');

let caseId = '';
let phone: Page;

/** Who is head of the grid today. */
const headOfGrid = async (): Promise<string> => {
  const { login } = await city.store.database.read(({ db }) =>
    db
      .selectFrom('post')
      .innerJoin('person', 'person.id', 'post.person_id')
      .select('person.login')
      .where('post.role', '=', 'grid_head')
      .where('post.area_path', '=', GRID)
      .executeTakeFirstOrThrow(),
  );
  return String(login);
};

beforeAll(async () => {
  const inspector = await signedHand(city, 'inspector.district');
  const dispatcher = await signedHand(city, 'dispatcher.01');
  const company = await signedHand(city, 'sanitation.01');
  const photo = await inspector.photo(await pictureOf('rubbish', 'before', 1));
  const place = { itemCode: ITEM, point: await placeIn(city, GRID) };
  const report = { channel: 'patrol', description: '楼道口垃圾堆放', photoIds: [photo], ...place };
  caseId = (await inspector.report(report)).id;
  await company.act(caseId, 'claim', { personId: company.personId });
  const after = await company.photo(await pictureOf('rubbish', 'after', 1));
  await company.act(caseId, 'feed_back', { result: '已清运', photoIds: [after] });
  await inspector.act(caseId, 'verify', { finding: '现场整洁' });
  await dispatcher.act(caseId, 'close', { closingCode: 'solved' });
}, 120_000);

describe('a rating from below', () => {
  test('waits on the phone of the head of the grid, and is given by the thumb', async () => {
    phone = await city.signIn(await headOfGrid(), '/field/to-rate', PHONE);
    await phone.getByRole('heading', { level: 1, name: '待评价' }).waitFor();
    await phone.getByText('以“网格长”身份').first().waitFor();
    await settled(phone);
    await city.shot(phone, 'to-rate');
    expect(await overflowOf(phone)).toEqual([]);
    expect(await barriersOf(phone)).toEqual([]);
    expect(await smallTargetsOf(phone, THUMB)).toEqual([]);
    await phone
      .locator('li')
      .filter({ has: phone.locator(`a[href="/field/cases/${caseId}"]`) })
      .getByRole('button', { name: /^评价/ })
      .click();
    const form = phone.getByRole('dialog', { name: '评价' });
    await form.getByRole('radio', { name: '2' }).check({ force: true });
    await form.getByRole('radio', { name: '否' }).check({ force: true });
    await form.getByRole('textbox').fill(SAID);
    await settled(phone);
    await city.shot(phone, 'to-rate-form');
    await form.getByRole('button', { name: '评价' }).click();
    await phone.locator(`a[href="/field/cases/${caseId}"]`).waitFor({ state: 'detached' });
  }, 60_000);

  test('is nowhere for the unit that did the work', async () => {
    const unit = await city.signIn('sanitation.01', `/field/cases/${caseId}`, PHONE);
    await unit.getByText('已清运').first().waitFor();
    await settled(unit);
    expect(await unit.getByText(SAID).count()).toBe(0);
    await unit.context().close();
  }, 60_000);

  test('is read by the leader of the district for a purpose, and the head sees that', async () => {
    const leader = await city.signIn('leader.district', `/command/cases/${caseId}`);
    const card = leader.getByRole('region', { name: '评价明细' }).or(leader.locator('.gl-case-sheet-side'));
    expect(await leader.getByText(SAID).count()).toBe(0);
    await leader.getByLabel('用途').fill('群众投诉复核');
    await leader.getByRole('button', { name: '查看评价' }).click();
    await card.first().getByText(SAID).waitFor();
    await settled(leader);
    await city.shot(leader, 'ratings-seen');
    expect(await barriersOf(leader)).toEqual([]);
    await phone.goto(`${city.url}/field/cases/${caseId}`);
    await phone.getByText('查看评价').first().waitFor();
    await phone.getByText(SAID).first().waitFor();
  }, 60_000);
});
