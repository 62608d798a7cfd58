// The leader of the district at the board: finds what is late and who has it, opens exactly those cases,
// pushes three of one unit together, sees the answer arrive without a reload, and who loses time by the
// evening.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { LEVELS } from '../slices/cases/core/levels.ts';
import { SHARE_STAGES } from '../slices/cases/core/shares.ts';
import type { Board } from '../slices/supervision/core/contract.ts';
import { type Hand, signedHand } from './colleagues.ts';
import { pictureOf, placeIn } from './doings.ts';
import { overflowOf, settled } from './look.ts';
import { town } from './town.ts';

const [GRID, ELSEWHERE] = ['990101.001.001.001', '990101.002.001.001'];
/** Rubbish, which the street's sanitation company clears. */
const ITEM = 'E0102.1';
const city = town('2026-08-05T09:00:00+08:00');
const at = (time: string) => city.at(`2026-08-05T${time}:00+08:00`);
const SANITATION = /清汐环境汐桥街道项目部/;

let [leader, street] = [] as unknown as [Page, Page];
let company: Hand;
let ids: readonly string[] = [];

async function report(hand: Hand, areaPath: string, description: string): Promise<string> {
  const photo = await hand.photo(await pictureOf('rubbish', 'before', description.length));
  const point = await placeIn(city, areaPath);
  return (await hand.report({ channel: 'patrol', description, itemCode: ITEM, point, photoIds: [photo] })).id;
}

const tile = (name: string) => leader.locator('.gl-board-tile').filter({ hasText: name });
const row = (name: RegExp) => leader.getByRole('row', { name });
const rows = () => leader.getByRole('grid').getByRole('row');

/** A day on which every unit has a hundred late cases in every stage: what the widest tables must hold. */
const worst = (board: Board): Board => {
  const late = { open: 1_234, red: 128, soon: 64 };
  const long = { cases: 1_234, late: 128, usedMs: 36e8, limitMs: 72e8, medianMs: 36e5, p90Ms: 72e5 };
  const stages = SHARE_STAGES.map((stage) => ({ stage, ...late, ...long }));
  const levels = LEVELS.map((level) => ({ level, ...late, stages }));
  const many = <Row extends object>(row: Row): Row =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? 1_234 : value]),
    ) as Row;
  return {
    ...board,
    levels,
    matrix: board.matrix.map((row) => ({ ...row, ...late, stages })),
    areas: board.areas.map((row) => ({ ...row, ...late, levels })),
    acts: board.acts.map(many),
    pushes: board.pushes.map(many),
    times: board.times.map((row) => ({ ...row, stages })),
  };
};

/** Tables of the board that are wider than their place; `keys`: and that keys alone can't scroll. */
const cutOf = (page: Page, what: 'all' | 'keys' = 'all'): Promise<string[]> =>
  page.evaluate((which) => {
    const wide = [...document.querySelectorAll<HTMLElement>('.gl-board-scroll')].filter(
      (one) => one.scrollWidth > one.clientWidth + 1 && (which === 'all' || one.tabIndex !== 0),
    );
    return wide.map((one) => `${one.ariaLabel}: ${one.scrollWidth} in ${one.clientWidth} px`);
  }, what);

describe('the leader of the district at the supervision board', () => {
  beforeAll(async () => {
    const inspector = await signedHand(city, 'inspector.district');
    company = await signedHand(city, 'sanitation.01');
    for (const words of ['垃圾桶满溢', '沿街垃圾散落一地', '楼道口垃圾堆放']) {
      ids = [...ids, await report(inspector, GRID, words)];
    }
    await report(inspector, ELSEWHERE, '公园入口垃圾未清');
    await at('14:30');
    leader = await city.signIn('leader.district', '/command/supervision');
  }, 240_000);

  test('what is late stands by unit and stage, and where it waits by street and level', async () => {
    await leader.getByRole('heading', { level: 1, name: '督办看板' }).waitFor();
    await expect.poll(() => tile('红灯').first().innerText()).toMatch(/红灯\s*4/);
    await row(SANITATION)
      .getByRole('link', { name: /认领 红灯 3 件/ })
      .waitFor();
    expect(await leader.getByRole('heading', { name: '分中心（16 个）' }).count()).toBe(1);
    await city.shot(leader, 'supervision-now');
  });

  test('a number opens exactly the cases it counts', async () => {
    await row(SANITATION)
      .getByRole('link', { name: /认领 红灯 3 件/ })
      .click();
    await expect.poll(() => leader.url()).toMatch(/\/command\/cases\?.*figure=red/);
    await leader.getByText('垃圾桶满溢').first().waitFor();
    // The head of the table is a row of it.
    await expect.poll(() => rows().count()).toBe(1 + 3);
    expect(await leader.getByText('公园入口垃圾未清').count()).toBe(0);
    await city.shot(leader, 'supervision-list');
    await leader.goBack();
    await row(SANITATION).waitFor();
  });

  test('three cases of one unit are pushed together, each with its own result', async () => {
    await row(SANITATION)
      .getByRole('button', { name: /^督办.*的红灯案件$/ })
      .click();
    const dialog = leader.getByRole('dialog');
    await dialog.getByText('楼道口垃圾堆放').or(dialog.getByRole('checkbox').nth(2)).first().waitFor();
    await dialog.getByRole('button', { name: /^今天下班前 18:00/ }).click();
    await city.shot(leader, 'supervision-push');
    await dialog.getByRole('button', { name: '督办 3 件' }).click();
    await dialog.getByText('已发出 3/3 件').waitFor();
    expect(await dialog.getByText('已发出，今天 18:00 前回复').count()).toBe(3);
    await city.shot(leader, 'supervision-pushed');
    await dialog.getByRole('button', { name: '完成' }).click();
  });

  test('the answer arrives on the open board', async () => {
    await leader.getByRole('button', { name: '督办与回复' }).click();
    await row(SANITATION)
      .getByRole('link', { name: /待回复 \d+ 件/ })
      .waitFor();
    const pushSeq = await city.store.database.read(
      async ({ db }) =>
        (
          await db
            .selectFrom('case_push')
            .select('seq')
            .where('case_id', '=', ids[0] ?? '')
            .where('is_automatic', '=', false)
            .executeTakeFirstOrThrow()
        ).seq,
    );
    await company.act(ids[0] ?? '', 'answer_push', { pushSeq, words: '车辆故障，已调车，16 点前清完' });
    await leader.getByText('车辆故障，已调车，16 点前清完').waitFor();
    await row(SANITATION)
      .getByRole('link', { name: /按时回复 1 件/ })
      .waitFor();
    await city.shot(leader, 'supervision-answered');
  });

  test('by the evening the board says who lost time, and opens those cases', async () => {
    for (const id of ids) await company.act(id, 'claim', { personId: company.personId });
    await at('17:30');
    await leader.getByRole('button', { name: '谁在误时' }).click();
    await leader.getByRole('button', { name: '今天' }).click();
    await leader
      .getByText(/超时率 100\.0 %，3\/3 件/)
      .first()
      .waitFor();
    await city.shot(leader, 'supervision-time');
    await leader.getByRole('button', { name: '看表' }).first().click();
    await row(SANITATION)
      .getByRole('link', { name: /认领 超时 3 件/ })
      .click();
    await expect.poll(() => leader.url()).toMatch(/figure=late_claim/);
    await expect.poll(() => rows().count()).toBe(1 + 3);
  });

  test('no column of any view is cut; at 200 % a wide table is reached by keys', async () => {
    await leader.route('**/api/supervision/board?*', async (asked) => {
      const response = await asked.fetch();
      await asked.fulfill({ response, json: worst((await response.json()) as Board) });
    });
    for (const lang of ['zh', 'en'] as const) {
      const kept = JSON.stringify({ theme: lang === 'en' ? 'dark' : 'light', lang });
      await leader.evaluate((text) => localStorage.setItem('gridloop.preferences', text), kept);
      for (const view of ['now', 'time', 'acts', 'pushes']) {
        await leader.goto(`${city.url}/command/supervision?view=${view}&period=today`);
        await settled(leader);
        const table = leader.getByRole('button', { name: lang === 'zh' ? '看表' : 'Table', exact: true });
        for (const one of await table.all()) await one.click();
        for (const width of [1280, 1440, 1920]) {
          await leader.setViewportSize({ width, height: 900 });
          expect.soft(await cutOf(leader), `${view} ${lang} ${width}`).toEqual([]);
          if (width === 1440) await city.shot(leader, `supervision-${view}-${lang}`);
        }
        await leader.setViewportSize({ width: 720, height: 450 });
        expect(await cutOf(leader, 'keys'), `${view} ${lang} at 200 %`).toEqual([]);
        expect(await overflowOf(leader), `${view} ${lang} at 200 %`).toEqual([]);
        await leader.setViewportSize({ width: 1440, height: 900 });
      }
    }
  });

  test('a street’s leader has the street’s board and no other', async () => {
    street = await city.signIn('leader.01', '/command/supervision?areaPath=990101');
    await street.getByText('望汐区 汐桥街道', { exact: false }).first().waitFor();
    expect(
      await street.getByRole('combobox', { name: '区域' }).locator('option').allInnerTexts(),
    ).not.toContain('望汐区');
    await city.shot(street, 'supervision-street');
  });
});
