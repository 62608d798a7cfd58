// Tongliang's worked example: an officer's concern goes from community to street to district, is judged to
// be of high risk, and a working group is charged with it; six hours and fifty minutes from the report to
// the end.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { signedHand } from './colleagues.ts';
import { centreNameOf, expectIntact, PHONE, pictureOf, placeIn, storedCase, takePhoto } from './doings.ts';
import { town } from './town.ts';

const GRID = '990101.001.001.001';
const WORDS = '多名老人下载同一款高息理财应用，疑似诈骗';
const DAY = '2026-08-05T';

const city = town(`${DAY}09:00:00+08:00`);
const at = (time: string) => city.at(`${DAY}${time}+08:00`);
let [officer, community, street, district] = [] as unknown as [Page, Page, Page, Page];
let [number, caseId] = ['', ''];
const centres: string[] = [];

const openCase = async (page: Page): Promise<void> => {
  await page.getByRole('option').filter({ hasText: WORDS }).click();
  await page.getByRole('article').getByText(WORDS).first().waitFor();
};

/** One action of the desk through its dialog: texts by their labels, then the button of its name. */
async function actOnDesk(page: Page, action: string, said: Readonly<Record<string, string>>): Promise<void> {
  await page.keyboard.press({ 上报上级: 'e', 备注: 'n', 核查通过: 'v' }[action] ?? '');
  const dialog = page.getByRole('dialog', { name: action });
  // How it was checked is said first.
  if (action === '核查通过') await dialog.getByRole('radio', { name: '中心案头核查' }).check();
  for (const [label, words] of Object.entries(said)) await dialog.getByLabel(label).first().fill(words);
  await dialog.getByRole('button', { name: action, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** To the centre just below. */
async function handDown(page: Page, centre: string): Promise<void> {
  await openCase(page);
  await page.getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('menuitem', { name: '下派' }).click();
  const dialog = page.getByRole('dialog', { name: '下派' });
  await dialog.getByRole('combobox', { name: '下级中心' }).fill(centre);
  await page.getByRole('option', { name: centre }).first().click();
  await dialog.getByRole('button', { name: '下派', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

const expectHeld = async (state: string, holder: string | null | undefined): Promise<void> => {
  await expect.poll(() => storedCase(city, number)).toMatchObject({ state, holder });
};

describe('a concern about an app, 09:00 to 15:50', () => {
  beforeAll(async () => {
    for (const path of ['990101.001.001', '990101.001', '990101'])
      centres.push(await centreNameOf(city, path));
    officer = await city.signIn('head.0101', '/field/report', { ...PHONE, at: await placeIn(city, GRID) });
    community = await city.signIn('dispatcher.0101', '/command/triage');
    street = await city.signIn('dispatcher.01', '/command/triage');
    district = await city.signIn('dispatcher.district', '/command/triage');
  });

  test('09:00 the officer tells it on the phone, and it is handed down to the community first', async () => {
    await takePhoto(officer, '拍近景', await pictureOf('poster', 'before'));
    await officer.getByLabel('一句话说明').fill(WORDS);
    await officer.getByText('误差约 8 米').waitFor();
    await officer.getByRole('button', { name: '发送' }).click();
    const received = officer.getByText(/^已收到 \d/);
    await received.waitFor();
    number = (await received.innerText()).replace(/\D/g, '');
    ({ id: caseId } = await storedCase(city, number));
    await handDown(district, centres[1] ?? '');
    await handDown(street, centres[0] ?? '');
    await expectHeld('reported', centres[0]);
  });

  test('09:40 the community cannot settle it and passes it up to the street', async () => {
    await at('09:40:00');
    await openCase(community);
    await actOnDesk(community, '备注', { 内容: '已入户核实，涉及 6 户' });
    await actOnDesk(community, '上报上级', { 理由: '涉及多户，社区无法处置' });
    await expectHeld('reported', centres[1]);
    await community.getByText('这里已经清空').waitFor();
  });

  test('10:30 the street passes it up to the district', async () => {
    await at('10:30:00');
    await openCase(street);
    await street.getByRole('article').getByText(/超时/).first().waitFor();
    await actOnDesk(street, '上报上级', { 理由: '疑似涉众型诈骗，需公安研判' });
    await expectHeld('reported', centres[2]);
  });

  test('11:00 the district judges it to be of high risk and charges a working group', async () => {
    await at('11:00:00');
    await openCase(district);
    await actOnDesk(district, '备注', { 内容: '研判为高风险，成立工作组' });
    const { actions } = await storedCase(city, number);
    const byPeople = actions.filter((action) => action !== 'climb');
    expect(byPeople).toEqual(['report', 'delegate', 'delegate', 'note', 'escalate', 'escalate', 'note']);
    // Nobody has accepted it in a quarter of an hour: the ladder has climbed by itself, rung by rung.
    expect(actions.length - byPeople.length).toBe(3);
    await district.keyboard.press('d');
    const dialog = district.getByRole('dialog', { name: '派遣' });
    await dialog.getByRole('combobox', { name: /责任单位/ }).fill('派出所');
    await district
      .getByRole('option', { name: /派出所|公安/ })
      .first()
      .click();
    await dialog.getByLabel(/改派理由/).fill('高风险，由公安牵头成立工作组');
    await dialog.getByRole('button', { name: '派遣', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(async () => (await storedCase(city, number)).state).toBe('dispatched');
    expect((await storedCase(city, number)).holder).toMatch(/派出所|公安/);
  });

  test('15:50 the group has acted, the matter is checked and closed, the officer hears of it', async () => {
    await at('12:00:00');
    const police = await signedHand(city, 'public-security.01');
    await police.act(caseId, 'claim', { personId: police.personId });
    await at('15:30:00');
    const proof = await police.photo(await pictureOf('poster', 'after'));
    await police.act(caseId, 'feed_back', {
      result: '应用已下架，6 户均已劝阻，无资金损失',
      photoIds: [proof],
    });
    await at('15:45:00');
    await openCase(district);
    await actOnDesk(district, '核查通过', { 核查意见: '逐户回访属实' });
    await expectHeld('verified', centres[2]);
    await at('15:50:00');
    await district.keyboard.press('c');
    const dialog = district.getByRole('dialog', { name: '结案' });
    await dialog.getByRole('button', { name: '结案', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await expectHeld('closed', null);
    await officer.getByRole('link', { name: '查看' }).click();
    await officer.getByText('已结案').first().waitFor();
    const { steps } = await city.store.database.read(async ({ db }) => ({
      steps: await db
        .selectFrom('step')
        .select(['action', 'at'])
        .where('case_id', '=', caseId)
        .orderBy('seq')
        .execute(),
    }));
    expect(((steps.at(-1)?.at ?? 0) - (steps[0]?.at ?? 0)) / 60_000).toBe(6 * 60 + 50);
    await expectIntact(city, caseId, steps.length);
  });
});
