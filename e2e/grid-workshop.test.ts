// A district redraws its grids: a draft is begun and a grid split by keys alone; grids are merged, a border
// is moved, a new outline brings nobody's land and a decision gives it to a grid; checked, compared,
// published by two; a new report goes to the head of the new grid; then all is rolled back. The grids are
// the demo's.
import { sql } from 'kysely';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { signedHand } from './colleagues.ts';
import { PHONE, pictureOf, tabTo } from './doings.ts';
import { barriersOf, complaintsOf, overflowOf, settled } from './look.ts';
import { makeSecond, SECOND_LOGIN } from './second-administrator.ts';
import { town } from './town.ts';

const DISTRICT = '990101';
const GRID = `${DISTRICT}.001.001.001`;
const CODE = GRID.replaceAll('.', '');
const SCREEN = '/command/admin/grids';
const NEW_HEAD = '程新长';
const KEPT = { theme: 'light', elder: false, lang: 'zh' };
/** In the dark every tool, in elder mode the three that differ most. */
const MODES = [
  { kept: { ...KEPT, theme: 'dark', lang: 'en' }, tools: /./ },
  { kept: { ...KEPT, elder: true }, tools: /^(切分|调整界线|对比)$/ },
] as const;
const city = town('2026-08-05T09:00:00+08:00');
let [admin, second] = [] as unknown as [Page, Page];
/** Of the middle corner of the first cut: a border of two grids and of nobody else. */
let middle: { lon: number; lat: number };
let name = '';

interface Drawn {
  readonly properties: { readonly name: string };
  readonly geometry: { readonly coordinates: [number, number][][][] };
}
async function areaOf(level: 'grid' | 'district', within: string): Promise<Drawn> {
  const url = `${city.url}/api/areas/boundaries?districtId=${DISTRICT}&level=${level}&within=${within}`;
  const { features } = await (await admin.request.get(url)).json();
  return features[0];
}
const edgesOf = ({ geometry }: Drawn) => {
  const all = geometry.coordinates.flat(2);
  const [lons, lats] = [all.map(([lon]) => lon), all.map(([, lat]) => lat)];
  return {
    west: Math.min(...lons),
    east: Math.max(...lons),
    south: Math.min(...lats),
    north: Math.max(...lats),
  };
};
const round = (value: number) => Number(value.toFixed(6));

/** The district with a small piece beyond the longest edge of its outline. */
async function outlineWithMore(): Promise<Buffer> {
  const { geometry } = await areaOf('district', DISTRICT);
  const ring = geometry.coordinates[0]?.[0] ?? [];
  const length = (at: number) => {
    const [[x1, y1] = [0, 0], [x2, y2] = [0, 0]] = [ring[at], ring[at + 1]];
    return at + 1 < ring.length ? Math.hypot(x2 - x1, y2 - y1) : 0;
  };
  const at = ring.map((_, n) => n).sort((a, b) => length(b) - length(a))[0] ?? 0;
  const [[x1, y1] = [0, 0], [x2, y2] = [0, 0]] = [ring[at], ring[at + 1]];
  const turn = ring.reduce((sum, [x, y], n) => {
    const [nextX, nextY] = ring[n + 1] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  const out = (turn > 0 ? 0.1 : -0.1) as number;
  const beyond: [number, number] = [(x1 + x2) / 2 + (y2 - y1) * out, (y1 + y2) / 2 - (x2 - x1) * out];
  const rings = [
    [...ring.slice(0, at + 1), beyond, ...ring.slice(at + 1)],
    ...(geometry.coordinates[0] ?? []).slice(1),
  ];
  const coordinates = [rings, ...geometry.coordinates.slice(1)];
  const feature = { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates } };
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
}

const side = () => admin.locator('.gl-bench-side');
const tool = (label: string) =>
  side().locator('.gl-chips').getByRole('button', { name: label, exact: true });
const submit = (label: string) => side().locator('form').getByRole('button', { name: label, exact: true });
const row = (words: string | RegExp): Locator =>
  admin.getByRole('list', { name: '网格列表' }).getByRole('button', { name: words });
const told = (words: RegExp) => side().getByText(words).first().waitFor();

async function find(words: string): Promise<void> {
  await admin.getByLabel('查找网格').fill(words);
}
async function send(act: string, why: string): Promise<void> {
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('理由').fill(why);
  await dialog.getByRole('button', { name: act, exact: true }).click();
}
async function secondAgrees(): Promise<void> {
  await second.goto(`${city.url}/command/approvals`);
  await second.getByRole('button', { name: '同意', exact: true }).first().click();
  await expect.poll(() => second.getByRole('button', { name: '同意', exact: true }).count()).toBe(0);
}
/** Of the head whose grid was split. */
const headsUnit = (): Promise<string> =>
  city.store.database.read(async ({ db }) => {
    const found = await sql<{ name: string }>`
      select unit.name from post join unit on unit.id = post.unit_id
      where post.role = 'grid_head' and post.area_path = ${GRID}`.execute(db);
    return found.rows[0]?.name ?? '';
  });
const placeInNew = (): Promise<{ lon: number; lat: number }> =>
  city.store.database.read(async ({ db }) => {
    const found = await sql<{ lon: number; lat: number }>`
      select ST_X(p) as lon, ST_Y(p) as lat from (
        select ST_PointOnSurface(a.boundary) as p from area a join area_version v on v.id = a.version_id
        where v.state = 'published' and a.name = '渡口东') one`.execute(db);
    return found.rows[0] ?? { lon: 0, lat: 0 };
  });
const standing = async (number: number) => {
  await admin.goto(city.url + SCREEN);
  return admin.getByRole('listitem', { name: `第 ${number} 版`, exact: true });
};

beforeAll(async () => {
  await makeSecond(city, DISTRICT, [{ name: NEW_HEAD, login: 'head.new' }]);
  admin = await city.signIn('admin', SCREEN);
  second = await city.signIn(SECOND_LOGIN, '/command/approvals');
  const grid = await areaOf('grid', GRID);
  name = grid.properties.name;
  const { west, east, south, north } = edgesOf(grid);
  middle = { lon: round((west + east) / 2), lat: round((south + north) / 2) };
}, 240_000);

describe('a district redraws its grids', () => {
  test('a draft is begun and a grid split by keys alone', async () => {
    const complaints = complaintsOf(admin);
    await settled(admin);
    await tabTo(admin, '新建草稿');
    await admin.keyboard.press('Enter');
    await admin.getByRole('dialog').waitFor();
    await tabTo(admin, '草稿说明');
    await admin.keyboard.type('秋季调整');
    await admin.keyboard.press('Control+Enter');
    await admin.getByRole('heading', { name: '第 2 版' }).waitFor();
    await settled(admin);
    await tabTo(admin, '查找网格');
    await admin.keyboard.type(CODE);
    await expect.poll(() => row(/./).count()).toBe(1);
    await tabTo(admin, name);
    await admin.keyboard.press('Enter');
    await told(/已选/);
    const { west, east } = edgesOf(await areaOf('grid', GRID));
    await tabTo(admin, '线的折点');
    await admin.keyboard.insertText(
      `${west - 0.001},${middle.lat}\n${middle.lon},${middle.lat}\n${east + 0.001},${middle.lat}`,
    );
    await tabTo(admin, '新网格名称');
    await admin.keyboard.insertText('渡口东');
    await admin.keyboard.press('Control+Enter');
    await told(/切分.*渡口东/);
    await city.shot(admin, 'grids-split');
    expect(complaints()).toEqual([]);
  });

  test('a second cut is merged back, and undone and done again', async () => {
    await find('渡口东');
    const { south, north } = edgesOf(await areaOf('grid', GRID));
    await row(/渡口东/).click();
    await told(/已选：渡口东/);
    await side()
      .getByLabel('线的折点')
      .fill(`${middle.lon},${south - 0.001}\n${middle.lon},${north + 0.001}`);
    await side().getByLabel('新网格名称').fill('渡口北');
    await submit('切分').click();
    await told(/切分.*渡口北/);
    await tool('合并').click();
    await find('渡口');
    await row(/渡口北/).click();
    await expect.poll(() => side().getByText(/已选/).textContent()).toMatch(/渡口东.*渡口北/);
    await submit('合并').click();
    await told(/并入/);
    await admin.getByRole('button', { name: '撤销' }).click();
    await told(/已撤销/);
    await find('渡口');
    await row(/渡口北/).waitFor();
    await admin.getByRole('button', { name: '恢复' }).click();
    await expect.poll(() => row(/渡口北/).count()).toBe(0);
  });

  test('a grid is split by its homes, and taken back', async () => {
    await tool('切分').click();
    await find(CODE);
    await row(/./).click();
    await side().getByRole('button', { name: '沿道路' }).click();
    await side().getByLabel('道路', { exact: true }).or(side().getByText('没有穿过这个网格')).waitFor();
    await side().getByRole('button', { name: '按户数' }).click();
    const help = await side().getByText(/网格内有 \d+ 处房屋/).textContent();
    const homes = Number(/\d+/.exec(help ?? '')?.[0]);
    expect(homes).toBeGreaterThan(4);
    await side().getByLabel('保留原编码的一块的户数').fill(String(Math.round(homes / 2)));
    await side().getByLabel('新网格名称').fill('渡口西');
    await submit('切分').click();
    await told(/按 \d+% 切分/);
    await admin.getByRole('button', { name: '撤销' }).click();
    await told(/已撤销/);
    await find('渡口');
  });

  test('a border is moved for both grids at once', async () => {
    await tool('调整界线').click();
    await row(/渡口东/).click();
    const corner = side().getByLabel('折点', { exact: true });
    const choice = corner.locator('option', { hasText: `${middle.lon},${middle.lat}` });
    await corner.selectOption({ value: (await choice.getAttribute('value')) ?? '' });
    await side().getByRole('button', { name: '10 米' }).click();
    await side().getByRole('button', { name: '向北' }).click();
    await submit('移动折点').click();
    await told(/调整界线：.*渡口东/);
    expect(await barriersOf(admin)).toEqual([]);
  });

  test('nobody’s land comes with a new outline and goes to a grid by a decision', async () => {
    await tool('无主地').click();
    await told(/没有无主地/);
    await side().getByText('换用区县界线').click();
    await side()
      .getByLabel('选择文件')
      .setInputFiles({
        name: '勘界.geojson',
        mimeType: 'application/geo+json',
        buffer: await outlineWithMore(),
      });
    await side().getByLabel('坐标系').selectOption('WGS84');
    await submit('换用这条界线').click();
    await told(/1 处无主地/);
    await side()
      .getByRole('button', { name: /不属于任何网格/ })
      .click();
    const to = side().getByLabel('划归', { exact: true });
    await to.selectOption({ index: 1 });
    await side().getByLabel('决定文号').fill('府办〔2026〕8 号');
    await side().getByLabel('决定内容').fill('勘界后划入');
    await side().getByLabel('决定日期').fill('2026-08-01');
    expect(await barriersOf(admin)).toEqual([]);
    await city.shot(admin, 'grids-claim');
    await submit('划归').click();
    await told(/依据：府办/);
    await told(/没有无主地/);
  });

  test('it is checked and compared, in words and on the map, without a barrier', async () => {
    await tool('检查').click();
    await told(/没有缺口/);
    await tool('对比').click();
    await told(/新增 1，撤销 0/);
    await admin.getByText('新增：右斜线').waitFor();
    await settled(admin);
    expect(await barriersOf(admin)).toEqual([]);
    await city.shot(admin, 'grids-compare');
    await tool('步骤').click();
    expect(await barriersOf(admin)).toEqual([]);
    await tool('网格人员').click();
    await find(CODE);
    await row(/./).click();
    await side().getByRole('heading', { name: '网格长' }).waitFor();
    expect(await barriersOf(admin)).toEqual([]);
    await admin.setViewportSize({ width: 320, height: 900 });
    await settled(admin);
    expect(await overflowOf(admin)).toEqual([]);
    await admin.setViewportSize({ width: 1440, height: 900 });
  });

  test('the bench has no barrier in the dark, in English and in elder mode', async () => {
    const address = admin.url();
    const faults: string[] = [];
    const open = async (kept: typeof KEPT) => {
      const text = JSON.stringify(kept);
      await admin.evaluate((words) => localStorage.setItem('gridloop.preferences', words), text);
      await admin.goto(address);
      await settled(admin);
      return text;
    };
    for (const { kept, tools } of MODES) {
      const text = await open(kept);
      for (const chip of await side().locator('.gl-chips button').filter({ hasText: tools }).all()) {
        await chip.click();
        await settled(admin);
        faults.push(...(await barriersOf(admin)).map((fault) => `${text} ${fault}`));
      }
      await city.shot(admin, `grids-bench-${kept.theme}`);
    }
    await open(KEPT);
    expect(faults).toEqual([]);
  });

  test('two people publish it', async () => {
    await admin.getByRole('button', { name: '发布', exact: true }).click();
    await send('发布', '秋季调整已定');
    await admin.getByText('已提交，等另一位').waitFor();
    await secondAgrees();
    const published = await standing(2);
    await published.getByText('现行').waitFor();
    await admin.getByText('府办〔2026〕8 号 2026-08-01').waitFor();
    await city.shot(admin, 'grids-versions');
  });

  test('a head is appointed for the new grid, and the next report there is theirs', async () => {
    await (await standing(2)).getByRole('button', { name: '查看' }).click();
    await tool('网格人员').click();
    await find('渡口东');
    await row(/渡口东/).click();
    await side().getByRole('button', { name: '任命网格长' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('人员').fill(NEW_HEAD);
    await dialog.getByRole('button', { name: NEW_HEAD }).click();
    await dialog.getByLabel('单位').fill(await headsUnit());
    await dialog.locator('[role=option]').first().click();
    await dialog.getByRole('button', { name: '提交' }).click();
    await side().getByRole('link', { name: NEW_HEAD }).waitFor();
    const description = '新网格路口堆着旧轮胎';
    const inspector = await signedHand(city, 'inspector.district');
    const photoIds = [await inspector.photo(await pictureOf('rubbish', 'before'))];
    await inspector.report({ channel: 'patrol', description, point: await placeInNew(), photoIds });
    const head = await city.signIn('head.new', '/field/grid', PHONE);
    await head.getByText('渡口东').first().waitFor();
    await head.getByText(description).first().waitFor();
    await city.shot(head, 'grids-new-head');
  });

  test('the version before comes back, by two as well', async () => {
    const before = await standing(1);
    await before.getByRole('button', { name: '退回到此版本' }).click();
    await send('退回到此版本', '街道有异议');
    await admin.getByText('已提交，等另一位').waitFor();
    await secondAgrees();
    await (await standing(3)).getByText('现行').waitFor();
    const grid = await areaOf('grid', GRID);
    expect(grid.properties.name).toBe(name);
  });

  test('a layer of the police comes in, is published and tells where a place lies', async () => {
    const { west, east, south, north } = edgesOf(await areaOf('district', DISTRICT));
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    const feature = {
      type: 'Feature',
      properties: { code: 'P-1', name: '渡口所' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
    await admin.goto(city.url + SCREEN);
    await admin.getByRole('button', { name: '导入图层' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('图层代码').fill('police');
    await dialog.getByLabel('图层名称').fill('警务网格');
    await dialog.getByLabel('选择文件').setInputFiles({
      name: '警务.geojson',
      mimeType: 'application/geo+json',
      buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: [feature] })),
    });
    await dialog.getByLabel('坐标系').selectOption('WGS84');
    await dialog.getByLabel('来源').fill('公安分局 2026');
    expect(await barriersOf(admin)).toEqual([]);
    await dialog.getByRole('button', { name: '导入图层' }).click();
    const version = admin.getByRole('listitem', { name: '警务网格 第 1 版' });
    await version.getByRole('button', { name: '发布图层' }).click();
    await send('发布图层', '年度更新');
    await version.getByText('现行').waitFor();
    await version.getByRole('button', { name: '在地图上看' }).click();
    await admin.getByRole('button', { name: /渡口所/ }).click();
    const canvas = admin.locator('.gl-layer-map canvas');
    await admin.locator('.gl-layer-map .gl-map[data-loaded]').waitFor();
    await canvas.click();
    await admin.getByText(/警务网格: 渡口所 P-1/).waitFor();
    await city.shot(admin, 'grids-layer');
  });

  test('the layer lies over the maps of desk and phone, and is told in words', async () => {
    await admin.goto(`${city.url}/command/map`);
    await admin.locator('.gl-map[data-loaded]').waitFor();
    await admin.getByRole('button', { name: '专业图层', exact: true }).click();
    const panel = admin.getByRole('region', { name: '专业图层' });
    await panel.getByLabel('警务网格').check();
    await panel.getByText(/地图中心处：.*警务网格：渡口所/).waitFor();
    await settled(admin);
    expect(await barriersOf(admin)).toEqual([]);
    await city.shot(admin, 'grids-layer-map');
    const at = await placeInNew();
    const phone = await city.signIn('inspector.district', '/field/map', { ...PHONE, at });
    await phone.getByRole('button', { name: '专业图层' }).click();
    await phone.getByLabel('警务网格').check();
    await phone.getByRole('button', { name: '我的位置' }).click();
    await phone.getByText(/我所在处：.*警务网格：渡口所/).waitFor();
    await city.shot(phone, 'grids-layer-phone');
  });

  test('a later version of the layer takes over, and the one before is brought back', async () => {
    await admin.goto(city.url + SCREEN);
    const first = admin.getByRole('listitem', { name: '警务网格 第 1 版' });
    const exported = await admin.request.get(`${city.url}/api/areas/layers?districtId=${DISTRICT}`);
    const [layer] = await exported.json();
    const shown = await admin.request.get(
      `${city.url}/api/areas/layers/versions/${layer.versions[0].versionId}/areas`);
    const features = (await shown.json()).features.map((one: { properties: object }) => ({
      ...one, properties: { ...one.properties, name: '新渡口所' },
    }));
    await admin.getByRole('button', { name: '导入图层' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('图层代码').fill('police');
    await dialog.getByLabel('选择文件').setInputFiles({
      name: '警务.geojson',
      mimeType: 'application/geo+json',
      buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })),
    });
    await dialog.getByLabel('坐标系').selectOption('WGS84');
    await dialog.getByLabel('来源').fill('公安分局 2027');
    await dialog.getByRole('button', { name: '导入图层' }).click();
    const second = admin.getByRole('listitem', { name: '警务网格 第 2 版' });
    await second.getByRole('button', { name: '发布图层' }).click();
    await send('发布图层', '改名');
    await second.getByText('现行').waitFor();
    await first.getByRole('button', { name: '恢复此版本' }).click();
    await send('恢复此版本', '改名有误');
    await first.getByText('现行').waitFor();
  });

  test('a draft waits for its day, is recalled, and given up with a reason', async () => {
    await admin.goto(city.url + SCREEN);
    await admin.getByRole('button', { name: '新建草稿', exact: true }).click();
    await admin.getByRole('dialog').getByLabel('草稿说明').fill('备用方案');
    await admin.getByRole('dialog').getByRole('button', { name: '新建草稿' }).click();
    await admin.getByRole('heading', { name: '第 4 版' }).waitFor();
    await admin.getByRole('button', { name: '发布', exact: true }).click();
    await admin.getByRole('dialog').getByLabel('生效日期').fill('2026-09-01');
    await send('发布', '九月起用');
    await admin.getByText('已提交，等另一位').waitFor();
    await secondAgrees();
    const version = await standing(4);
    await version.getByText('2026-09-01 生效').waitFor();
    await version.getByRole('button', { name: '撤回生效' }).click();
    await send('撤回生效', '暂缓');
    await admin.getByText('它又是草稿').waitFor();
    await version.getByRole('button', { name: '放弃草稿' }).click();
    expect(await admin.getByRole('dialog').getByText('不能恢复').count()).toBe(1);
    await send('放弃草稿', '不再需要');
    await admin.getByText('草稿已放弃').waitFor();
    await expect.poll(() => version.count()).toBe(0);
  });
});
