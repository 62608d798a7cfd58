// A dispatcher at the map: the same cases as the list under the same filter, drawn around by hand and by
// keys, as groups and as heat, down to the card of a case, of several at one place, of a grid and of a
// thing in the street; and on a base map of others, shifted as its streets are.
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { fromWgs84 } from '../kernel/coordinates.ts';
import { type Hand, signedHand } from './colleagues.ts';
import { pictureOf, placeIn } from './doings.ts';
import { barriersOf, complaintsOf, overflowOf, settled } from './look.ts';
import { town } from './town.ts';

const STREET = '990101.001';
const OTHER = '990101.002';
const GRID = `${STREET}.001.001`;
const city = town('2026-08-05T09:00:00+08:00');
let desk: Page;
let heard: () => string[];

async function report(hand: Hand, areaPath: string, description: string, times = 1): Promise<void> {
  const point = await placeIn(city, areaPath);
  for (let time = 0; time < times; time += 1) {
    const photo = await hand.photo(await pictureOf('rubbish', 'before', time + description.length));
    await hand.report({
      channel: 'patrol',
      description,
      itemCode: 'E0102.1',
      point,
      photoIds: [photo],
      otherMatter: true,
    });
  }
}

const canvas = () => desk.locator('.gl-map canvas').first();
const rows = () => desk.getByRole('list', { name: '案件列表' }).getByRole('listitem');
const total = async () =>
  Number(/(\d+)/.exec(await desk.locator('.gl-page-head [role="status"]').innerText())?.[1]);
const holds = async (cases: number) => {
  await expect.poll(total, { timeout: 20_000 }).toBe(cases);
  await expect.poll(() => rows().count()).toBe(cases);
};
const tool = (name: string) =>
  desk.getByRole('group', { name: '地图工具' }).getByRole('button', { name, exact: true });
const pointAt = async (x: number, y: number) => {
  const box = await canvas().boundingBox();
  if (!box) throw new Error('the map is not drawn');
  return { x: box.x + box.width * x, y: box.y + box.height * y };
};

async function drag(ring: readonly (readonly [number, number])[]): Promise<void> {
  for (const [at, [x, y]] of ring.entries()) {
    const to = await pointAt(x, y);
    await desk.mouse.move(to.x, to.y, { steps: 4 });
    if (at === 0) await desk.mouse.down();
  }
  await desk.mouse.up();
}

beforeAll(async () => {
  const inspector = await signedHand(city, 'inspector.district');
  await report(inspector, GRID, '路口垃圾成堆', 3);
  await report(inspector, `${STREET}.002.001`, '沿街垃圾散落');
  await report(inspector, `${STREET}.003.001`, '墙根垃圾遍地');
  await report(inspector, `${OTHER}.001.001`, '河边垃圾没人清', 2);
  desk = await city.signIn('dispatcher.district', `/command/cases?areaPath=${STREET}`);
  heard = complaintsOf(desk);
}, 240_000);

test('from the list to the map it is the same question and the same number', async () => {
  await desk.locator('.gl-page-head').getByRole('link', { name: '地图', exact: true }).click();
  await desk.waitForURL(/\/command\/map\?areaPath=990101\.001$/);
  await desk.locator('.gl-map[data-loaded]').waitFor();
  await holds(5);
  await settled(desk);
  await city.shot(desk, 'map-workspace');
  const back = desk.getByRole('link', { name: '列表', exact: true });
  expect(await back.getAttribute('href')).toBe(`/command/cases?areaPath=${STREET}`);
  expect(await barriersOf(desk)).toEqual([]);
});

test('an address without a word begins with what is open', async () => {
  await desk.goto(`${city.url}/command/map`);
  await desk.waitForURL(/\?state=open$/);
  await holds(7);
});

test('a line drawn by hand is the filter of map and list alike, and can be cleared', async () => {
  await desk.locator('.gl-map[data-loaded]').waitFor();
  await tool('圈选').click();
  await drag([
    [0.02, 0.02],
    [0.98, 0.02],
    [0.98, 0.98],
    [0.02, 0.98],
    [0.02, 0.1],
  ]);
  await expect
    .poll(() => desk.getByRole('region', { name: '正在圈选' }).innerText())
    .toMatch(/已有 \d+ 个角点/);
  await city.shot(desk, 'map-lasso');
  expect(await barriersOf(desk)).toEqual([]);
  await desk.getByRole('button', { name: '按此圈选' }).click();
  await desk.waitForURL(/within=/);
  await holds(7);
  await tool('清除圈选').click();
  await desk.waitForURL((url) => !url.search.includes('within'));
});

test('without a pointer: keys put corners, numbers do too, and they hold what lies there', async () => {
  const { lon, lat } = await placeIn(city, GRID);
  await tool('圈选').click();
  await canvas().focus();
  for (const way of ['ArrowRight', 'ArrowDown', 'ArrowLeft']) {
    await desk.keyboard.press('Enter');
    await desk.keyboard.press(way);
    await desk.waitForTimeout(400);
  }
  await desk.getByText('已有 3 个角点').waitFor();
  await desk.keyboard.press('Backspace');
  await desk.getByText('已有 2 个角点').waitFor();
  await desk.getByText('输入坐标', { exact: true }).first().click();
  const field = desk.getByRole('textbox', { name: '输入坐标' });
  await field.fill('119');
  await desk.getByRole('button', { name: '按坐标圈选' }).click();
  await desk.getByText('至少三行，每行一个').waitFor();
  const far = 0.0002;
  await field.fill(
    [
      [lon - far, lat - far],
      [lon + far, lat - far],
      [lon + far, lat + far],
      [lon - far, lat + far],
    ]
      .map((corner) => corner.join(','))
      .join('\n'),
  );
  await desk.getByRole('button', { name: '按坐标圈选' }).click();
  await desk.waitForURL(/within=/);
  await holds(3);
  await city.shot(desk, 'map-lasso-numbers');
});

test('by keys alone: L begins, Ctrl and Enter close the line, O opens the same cases as a list', async () => {
  await desk.goto(`${city.url}/command/map?state=open`);
  await desk.locator('.gl-map[data-loaded]').waitFor();
  await holds(7);
  await desk.keyboard.press('?');
  const sheet = desk.getByRole('dialog', { name: '快捷键' });
  await sheet.getByText('闭合并按此圈选').waitFor();
  expect(await barriersOf(desk)).toEqual([]);
  await desk.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await desk.keyboard.press('l');
  await desk.getByText('已有 0 个角点').waitFor();
  // Far enough out that the corners of a small round hold the whole district.
  const go = (arrow: string) => [arrow, arrow, arrow, 'Enter'];
  const round = [...go('ArrowRight'), ...go('ArrowDown'), ...go('ArrowLeft')];
  for (const key of ['-', '-', 'ArrowLeft', 'ArrowUp', 'Enter', ...round]) {
    await desk.keyboard.press(key);
    await desk.waitForTimeout(400);
  }
  await desk.getByText('已有 4 个角点').waitFor();
  await desk.keyboard.press('Control+Enter');
  await desk.waitForURL(/within=/);
  const within = new URL(desk.url()).search;
  const cases = await total();
  await city.shot(desk, 'map-lasso-keys');
  await desk.keyboard.press('o');
  await desk.waitForURL((url) => url.pathname === '/command/cases' && url.search === within);
  await expect.poll(() => desk.locator('.gl-list-total').innerText()).toContain(`${cases} 件`);
  await desk.goBack();
  const { lon, lat } = await placeIn(city, GRID);
  const around = [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([x = 0, y = 0]) =>
    `${lon + x * 0.0002},${lat + y * 0.0002}`);
  await desk.goto(`${city.url}/command/map?within=${around.join(';')}`);
  await desk.locator('.gl-map[data-loaded]').waitFor();
  await holds(3);
});

test('a press where several lie lists them; one of them opens as a card and leads to the case', async () => {
  await rows()
    .first()
    .getByRole('button', { name: /在图上看/ })
    .click();
  await desk.getByRole('link', { name: '打开案件' }).waitFor();
  await desk.waitForTimeout(1_500);
  const middle = await pointAt(0.5, 0.5);
  await desk.mouse.click(middle.x, middle.y);
  const pile = desk.getByRole('region', { name: '此处有 3 件' });
  await expect.poll(() => pile.getByRole('listitem').count()).toBe(3);
  await city.shot(desk, 'map-pile');
  await pile
    .getByRole('button', { name: /在图上看/ })
    .first()
    .click();
  const open = desk.getByRole('link', { name: '打开案件' });
  await desk.locator('.gl-map-card img').first().waitFor();
  await city.shot(desk, 'map-case-card');
  expect(await barriersOf(desk)).toEqual([]);
  await open.click();
  await desk.waitForURL(/\/command\/cases\/[0-9a-f-]{36}/);
  await desk.goBack();
  await holds(3);
});

test('a grid has its card: code, head, and numbers that open their lists', async () => {
  await tool('清除圈选').click();
  await desk.getByRole('combobox', { name: '边界' }).selectOption('grid');
  await rows()
    .last()
    .getByRole('button', { name: /在图上看/ })
    .click();
  await desk.waitForTimeout(1_500);
  const beside = await pointAt(0.5, 0.62);
  await desk.mouse.click(beside.x, beside.y);
  const link = desk.getByRole('link', { name: /^在办/ });
  await expect.poll(() => link.innerText(), { timeout: 20_000 }).toMatch(/在办\s*\d/);
  await desk.getByText('网格长', { exact: true }).first().waitFor();
  await city.shot(desk, 'map-area-card');
  expect(await barriersOf(desk)).toEqual([]);
  const said = Number(/\d+/.exec(await link.innerText())?.[0]);
  await link.click();
  await expect.poll(() => desk.locator('.gl-list-total').innerText()).toContain(`${said} 件`);
  await desk.goBack();
});

test('components by class, found by the code on the plate, with their owners and their cases', async () => {
  const component = await city.store.database.read(({ db }) =>
    db
      .selectFrom('component')
      .select(['id', 'code', 'name'])
      .where('area_path', '=', GRID)
      .executeTakeFirstOrThrow(),
  );
  await city.store.database.transaction(async ({ db }) => {
    const { id } = await db
      .selectFrom('case_file')
      .select('id')
      .where('area_path', '=', GRID)
      .orderBy('id')
      .limit(1)
      .executeTakeFirstOrThrow();
    await db.updateTable('case_file').set({ component_id: component.id }).where('id', '=', id).execute();
  });
  const tiles: string[] = [];
  desk.on('response', (reply) => {
    if (reply.url().includes('/api/tiles/990101/components/')) tiles.push(`${reply.status()} ${reply.url()}`);
  });
  await tool('部件').click();
  const panel = desk.getByRole('region', { name: '部件类别' });
  await panel.getByRole('button', { name: '全选' }).click();
  // Numbers from afar, of the classes that are chosen.
  const isDrawn = (one: string) => one.startsWith('200') && one.includes('classCode=');
  await expect.poll(() => tiles.some(isDrawn)).toBe(true);
  await settled(desk);
  await city.shot(desk, 'map-components-far');
  expect(tiles.filter((one) => !/^20[04] /.test(one))).toEqual([]);
  await panel.getByRole('textbox', { name: '按编码查找' }).fill(component.code);
  await panel.getByRole('button', { name: '查找' }).click();
  const card = desk.getByRole('region', { name: component.name, exact: true });
  await card.getByText('养护单位').waitFor();
  await card.getByRole('link', { name: '全部 1 件' }).waitFor();
  await desk.waitForTimeout(2_000);
  const near = panel.getByRole('list', { name: '地图中心附近' }).getByRole('button');
  await expect.poll(() => near.first().innerText()).toBe(component.name);
  await city.shot(desk, 'map-component-card');
  expect(await barriersOf(desk)).toEqual([]);
  await card.getByRole('button', { name: '关闭' }).click();
  const middle = await pointAt(0.5, 0.5);
  await desk.mouse.click(middle.x, middle.y);
  await card.getByRole('link', { name: '上报此部件' }).click();
  await desk.waitForURL(/\/command\/report\?component=/);
  await desk.getByText(`部件：${component.name}`).waitFor();
  await desk.goBack();
});

test('heat shows the same set, darker where there is more, in light and in dark', async () => {
  await desk.goto(`${city.url}/command/map?state=open`);
  await desk.locator('.gl-map[data-loaded]').waitFor();
  await holds(7);
  const before = await canvas().screenshot();
  await tool('热力').click();
  await desk.getByText('案件密度').waitFor();
  await desk.waitForTimeout(1_500);
  await city.shot(desk, 'map-heat');
  expect((await canvas().screenshot()).equals(before)).toBe(false);
  await desk.evaluate(() => {
    document.documentElement.dataset['theme'] = 'dark';
  });
  await desk.waitForTimeout(1_500);
  await city.shot(desk, 'map-heat-dark');
  expect(await barriersOf(desk)).toEqual([]);
  await desk.evaluate(() => {
    document.documentElement.dataset['theme'] = 'light';
  });
  await tool('聚合').click();
});

test('on a base map in GCJ-02 a case still lies under the finger that looks for it', async () => {
  const asked: string[] = [];
  await city.store.database.transaction(({ db, ids, now }) =>
    db
      .insertInto('basemap_source')
      .values({
        id: ids.next(),
        district_id: '990101',
        name: '街道图',
        name_en: 'Streets',
        kind: 'xyz',
        address: 'https://tiles.example/{z}/{x}/{y}',
        crs: 'GCJ02',
        attribution: '© 地图公司',
        min_zoom: 3,
        max_zoom: 18,
        added_at: new Date(now).toISOString(),
        added_by: ids.next(),
      })
      .execute(),
  );
  const picture = await sharp({ create: { width: 256, height: 256, channels: 3, background: '#dfe8d8' } })
    .png()
    .toBuffer();
  await desk.route('**/api/basemap/outer/**', async (route) => {
    asked.push(route.request().url());
    await route.fulfill({ contentType: 'image/png', body: picture });
  });
  const tiles: string[] = [];
  desk.on('request', (request) => void (request.url().includes('crs=GCJ02') && tiles.push(request.url())));
  await desk.reload();
  await desk.getByRole('combobox', { name: '底图' }).selectOption({ label: '街道图' });
  await desk.getByText('© 地图公司').waitFor();
  await expect.poll(() => asked.length, { timeout: 20_000 }).toBeGreaterThan(0);
  await desk
    .getByRole('list', { name: '案件列表' })
    .getByRole('button', { name: /在图上看/ })
    .last()
    .click();
  await desk.waitForTimeout(2_000);
  const point = await placeIn(city, GRID);
  const shifted = fromWgs84(point, 'GCJ02');
  const [, z = 0, x = 0, y = 0] =
    /outer\/[^/]+\/(\d+)\/(\d+)\/(\d+)/.exec(asked.at(-1) ?? '')?.map(Number) ?? [];
  const column = Math.floor(((shifted.lon + 180) / 360) * 2 ** z);
  expect(Math.abs(column - x), `tile ${z}/${x}/${y}`).toBeLessThan(6);
  await desk.getByRole('button', { name: '关闭' }).first().click();
  const middle = await pointAt(0.5, 0.5);
  await desk.mouse.click(middle.x, middle.y);
  await desk.locator('.gl-map-card').waitFor();
  await city.shot(desk, 'map-outer-base');
});

test('at 320 px and in elder mode nothing is cut off, and nothing was complained of', async () => {
  await desk.evaluate(
    (kept) => localStorage.setItem('gridloop.preferences', kept),
    JSON.stringify({ theme: 'light', elder: true, lang: 'en' }),
  );
  await desk.setViewportSize({ width: 320, height: 640 });
  await desk.goto(`${city.url}/command/map?state=open`);
  await settled(desk);
  await desk.getByRole('button', { name: 'Draw around' }).click();
  await desk.getByRole('button', { name: 'Components' }).click();
  await desk.getByRole('button', { name: 'All', exact: true }).waitFor();
  await city.shot(desk, 'map-narrow');
  expect(await overflowOf(desk)).toEqual([]);
  expect(heard()).toEqual([]);
});

/** From the report to the end, as its people do it. */
async function end(caseId: string): Promise<void> {
  const [dispatcher, handler, inspector] = await Promise.all(
    ['dispatcher.district', 'sanitation.01', 'inspector.district'].map((login) => signedHand(city, login)),
  );
  const stateOf = async () =>
    (await city.store.database.read(({ db }) =>
      db.selectFrom('case_file').select('state').where('id', '=', caseId).executeTakeFirstOrThrow(),
    )).state;
  if ((await stateOf()) === 'reported') await dispatcher?.act(caseId, 'accept');
  if ((await stateOf()) === 'accepted') await dispatcher?.act(caseId, 'dispatch');
  await handler?.act(caseId, 'claim', { personId: handler.personId });
  const photo = await handler?.photo(await pictureOf('rubbish', 'after'));
  await handler?.act(caseId, 'feed_back', { result: '已清', photoIds: [photo] });
  await inspector?.act(caseId, 'verify', { finding: '干净' });
  await dispatcher?.act(caseId, 'close', { closingCode: 'solved' });
}

test('what ended on some days is drawn with what was late, and opens where it is pressed', async () => {
  const { id } = await city.store.database.read(({ db }) =>
    db
      .selectFrom('case_file')
      .select('id')
      .where('area_path', '=', `${STREET}.002.001`)
      .executeTakeFirstOrThrow(),
  );
  await end(id);
  const tiles: string[] = [];
  desk.on('response', (reply) => {
    if (reply.url().includes('/api/tiles/990101/cases/')) tiles.push(`${reply.status()} ${reply.url()}`);
  });
  await desk.goto(`${city.url}/command/map?state=ended&endedFrom=2026-08-01&endedUntil=2026-08-31`);
  await desk.locator('.gl-map[data-loaded]').waitFor();
  await holds(1);
  await desk.getByText('超时结束').waitFor();
  const isDrawn = (one: string) => one.startsWith('200') && one.includes('endedFrom=2026-08-01');
  await expect.poll(() => tiles.some(isDrawn)).toBe(true);
  expect(tiles.filter((one) => !/^20[04] /.test(one))).toEqual([]);
  await settled(desk);
  await city.shot(desk, 'map-ended-far');
  expect(await barriersOf(desk)).toEqual([]);
  await rows()
    .first()
    .getByRole('button', { name: /在图上看/ })
    .click();
  const card = desk.locator('.gl-map-card');
  await card.getByRole('button', { name: '关闭' }).click();
  await desk.waitForTimeout(1_500);
  const middle = await pointAt(0.5, 0.5);
  await desk.mouse.click(middle.x, middle.y);
  await card.getByRole('link', { name: '打开案件' }).waitFor();
  await city.shot(desk, 'map-ended-near');
});
