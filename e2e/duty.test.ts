// Who is on call, from the head who says so to the one whom a push wakes: a week, a day that is otherwise (by
// keys alone), quiet hours by whoever may set them, a calendar that reads along; and at night a push that
// stands at once, is told in the morning to who is then on call, and, unacknowledged, to the next.
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Hand, signedHand } from './colleagues.ts';
import { PHONE, pictureOf, placeIn, tabTo } from './doings.ts';
import { barriersOf, complaintsOf, overflowOf, settled } from './look.ts';
import { town } from './town.ts';

const GRID = '990101.001.001.001';
const ITEM = '积存垃圾渣土';
/** A Wednesday. */
const city = town('2026-08-05T14:00:00+08:00');
const MOST_CHOICES = 6;

let [head, admin, leader, officer] = [] as unknown as [Page, Page, Page, Page];
let [inspector, dispatcher] = [] as unknown as [Hand, Hand];
let complaints: () => string[] = () => [];
let [unitId, itemCode, officerName, mateName, caseId] = ['', '', '', '', ''];

interface Staff {
  readonly name: string;
  readonly login: string | null;
  readonly unitId: string;
}

/** Those who handle cases in the unit of the first of them: one signs in here, the other never does. */
const staffOf = (login: string): Promise<readonly Staff[]> =>
  city.store.database.read((tx) =>
    tx.query<Staff>(
      `select person.name, person.login, post.unit_id as "unitId" from person
       join post on post.person_id = person.id and post.role = 'handler'
       where post.unit_id in (select unit_id from post join person as one on one.id = post.person_id
         where one.login = $1) order by person.login nulls last`,
      [login],
    ),
  );

const card = (page: Page, title: string) => page.locator('.gl-card').filter({ has: page.getByText(title) });
const dayOf = (day: string) => head.locator('.gl-duty-week > li').filter({ hasText: day });
const dialog = () => head.getByRole('dialog');
const namesIn = async (place: Locator) =>
  (await place.locator('.gl-duty-order').first().locator('li').allInnerTexts()).map((one) => one.trim());

beforeAll(async () => {
  const staff = await staffOf('urban-management.01');
  unitId = staff[0]?.unitId ?? '';
  officerName = staff.find(({ login }) => login !== null)?.name ?? '';
  mateName = staff.find(({ login }) => login === null)?.name ?? '';
  const found = await city.store.database.read(({ db }) =>
    db.selectFrom('catalogue_item').select('code').where('name', '=', ITEM).executeTakeFirstOrThrow(),
  );
  itemCode = found.code;
  inspector = await signedHand(city, 'inspector.district');
  dispatcher = await signedHand(city, 'dispatcher.01');
  head = await city.signIn('chief.urban-management.01', '/command/duty');
  complaints = complaintsOf(head);
}, 240_000);

describe('who is on call', () => {
  test('nobody, until the head of the unit sets a week', async () => {
    await head.getByText(/^现在无人当班/).waitFor();
    await head.getByRole('button', { name: '排定每周值班' }).click();
    await dialog().getByRole('button', { name: '增加班次' }).click();
    await dialog().getByLabel('开始').fill('00:00');
    await dialog().getByLabel('结束').fill('00:00');
    await dialog().getByLabel('第一当班').selectOption({ label: officerName });
    await dialog().getByLabel('第 2 顺位').selectOption({ label: mateName });
    await city.shot(head, 'duty-week-form');
    await dialog().getByRole('button', { name: '保存' }).click();
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(() => namesIn(card(head, '现在当班'))).toEqual([officerName, mateName]);
    expect(await dayOf('2026-08-04').innerText()).toContain('无人值班');
    expect(await dayOf('2026-08-06').innerText()).toContain('00:00–24:00');
    expect(await namesIn(dayOf('2026-08-06'))).toEqual([officerName, mateName]);
  });

  test('tomorrow is otherwise: changed by keys alone, with the reason beside it', async () => {
    await head.goto(`${city.url}/command/duty`);
    await dayOf('2026-08-06').waitFor();
    await tabTo(head, '调整 2026-08-06 的值班');
    await head.keyboard.press('Enter');
    await dialog().waitFor();
    await tabTo(head, '第一当班');
    // Whoever was first goes; the second moves up.
    await head.keyboard.press('Home');
    const first = dialog().getByLabel('第一当班');
    await expect.poll(() => first.locator('option:checked').innerText()).toBe(mateName);
    await tabTo(head, '第 2 顺位');
    const next = dialog().getByLabel('第 2 顺位').locator('option:checked');
    for (let n = 0; n < MOST_CHOICES && (await next.innerText()) !== officerName; n += 1)
      await head.keyboard.press('ArrowDown');
    expect(await next.innerText()).toBe(officerName);
    await tabTo(head, '调班原因');
    await head.keyboard.insertText('临时换班');
    await head.keyboard.press('Control+Enter');
    await dialog().waitFor({ state: 'detached' });
    const tomorrow = dayOf('2026-08-06');
    await tomorrow.getByText('临时换班').waitFor();
    expect(await tomorrow.innerText()).toContain('调班');
    expect(await namesIn(tomorrow)).toEqual([mateName, officerName]);
  });

  test('quiet hours are a rule of the area: an administrator sets them, with their source', async () => {
    expect(await head.getByRole('button', { name: '设置安静时段' }).count()).toBe(0);
    admin = await city.signIn('admin', `/command/duty?unit=${unitId}`);
    await admin.getByText(/^没有安静时段/).waitFor();
    await admin.getByLabel('依据').fill('区值班制度第八条');
    await admin.getByRole('button', { name: '设置安静时段' }).click();
    await card(admin, '安静时段').getByText('22:00–07:00').waitFor();
    await head.reload();
    await card(head, '安静时段').getByText('依据: 区值班制度第八条').waitFor();
    await settled(head);
    await city.shot(head, 'duty');
  });
});

interface CalendarEvent {
  readonly [name: string]: string;
}

/** As a calendar program reads it: lines unfolded, then events with their properties. */
function eventsIn(file: string): CalendarEvent[] {
  const lines = file.replaceAll('\r\n ', '').split('\r\n');
  const events: Record<string, string>[] = [];
  for (const line of lines) {
    const at = line.indexOf(':');
    const [name, value] = [line.slice(0, at), line.slice(at + 1)];
    if (line === 'BEGIN:VEVENT') events.push({});
    else if (events.length > 0) Object.assign(events.at(-1) ?? {}, { [name]: value });
  }
  return events;
}

describe('a calendar', () => {
  const NAME = '本单位值班表';

  test('reads the rota by its secret link until it is revoked; unchanged, it is told so', async () => {
    await head.getByRole('button', { name: `生成链接 ${NAME}` }).click();
    const link = await head.getByRole('textbox', { name: `日历链接 ${NAME}` }).inputValue();
    expect(link.startsWith(`${city.url}/api/duty/calendars/`)).toBe(true);
    const reply = await fetch(link);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    const events = eventsIn(await reply.text());
    const tomorrow = events.find((one) => one['DTSTART'] === '20260805T160000Z');
    expect(tomorrow).toMatchObject({
      DTEND: '20260806T160000Z',
      SUMMARY: `值班：${mateName}（${officerName}）`,
    });
    const today = events.find((one) => one['DTSTART'] === '20260804T160000Z');
    expect(today?.['SUMMARY']).toBe(`值班：${officerName}（${mateName}）`);
    const known = { 'if-none-match': reply.headers.get('etag') ?? '' };
    expect((await fetch(link, { headers: known })).status).toBe(304);
    await head.getByRole('button', { name: `停用 ${NAME}` }).click();
    await head.getByRole('button', { name: `生成链接 ${NAME}` }).waitFor();
    await head.getByRole('textbox', { name: `日历链接 ${NAME}` }).waitFor({ state: 'detached' });
    expect((await fetch(link)).status).toBe(404);
  });
});

const receipts = () => leader.getByRole('list', { name: '送达情况' });
const told = (words: string) =>
  officer.getByRole('region', { name: '待确认列表' }).getByRole('listitem').filter({ hasText: words });

describe('a push at night', () => {
  test('stands at once, and the case says that it is told in the morning', async () => {
    await city.at('2026-08-05T22:30:00+08:00');
    officer = await city.signIn('urban-management.01', '/field/notices', PHONE);
    const photo = await inspector.photo(await pictureOf('rubble', 'before'));
    const point = await placeIn(city, GRID);
    const filed = { channel: 'patrol', description: '桥下有渣土', point, itemCode, photoIds: [photo] };
    ({ id: caseId } = await inspector.report(filed));
    await dispatcher.act(caseId, 'transfer', { unitId, reason: '就近处置' });
    leader = await city.signIn('leader.01', `/command/cases/${caseId}`);
    await dispatcher.act(caseId, 'push', { kind: 'supervise', words: '请尽快到场' });
    await receipts()
      .getByText(/^安静时段，.*07:00 告知；督办已生效，答复时限照算$/)
      .waitFor();
    await settled(officer);
    expect(await told('收到督办').count()).toBe(0);
    await city.shot(leader, 'duty-held');
  });

  test('in the morning it is told to who is then on call, and to the next when nobody answers', async () => {
    await city.at('2026-08-06T07:00:00+08:00');
    await leader.reload();
    await receipts().getByText(`发给 ${mateName} · 第一当班`).waitFor();
    await receipts()
      .getByText(/^安静时段推迟告知，原为 /)
      .waitFor();
    await officer.reload();
    await settled(officer);
    expect(await told('收到督办').count()).toBe(0);
    await city.at('2026-08-06T07:15:00+08:00');
    await told('15 分钟无人确认：收到督办').waitFor();
    await city.shot(officer, 'duty-next');
    await told('15 分钟无人确认').getByRole('button', { name: '确认收到' }).click();
    await receipts().getByText(`已确认 ${officerName} 07:15`).waitFor();
    await receipts().getByText(`发给 ${officerName} · 当班第 2 顺位`).waitFor();
    await city.shot(leader, 'duty-acknowledged');
  });

  test('whoever is on call sees it on the phone, and what is arranged around it', async () => {
    await officer.goto(`${city.url}/field/me`);
    await officer.getByRole('link', { name: '值班', exact: true }).click();
    await officer.getByRole('heading', { level: 1, name: '值班' }).waitFor();
    await officer.getByText(/^您现在当班，到 /).waitFor();
    await settled(officer);
    await city.shot(officer, 'duty-phone');
    expect(await overflowOf(officer)).toEqual([]);
    expect(await barriersOf(officer)).toEqual([]);
  });
});

test('nothing is in anybody’s way, in two languages, large, light, dark, and at 200 %', async () => {
  const MODES = [
    { theme: 'light', elder: false, lang: 'zh', width: 1440 },
    { theme: 'dark', elder: false, lang: 'en', width: 1440 },
    { theme: 'light', elder: true, lang: 'zh', width: 1440 },
    { theme: 'dark', elder: true, lang: 'en', width: 640 },
  ];
  for (const { width, ...mode } of MODES) {
    const name = Object.values(mode).join('-');
    await admin.evaluate((kept) => localStorage.setItem('gridloop.preferences', kept), JSON.stringify(mode));
    await admin.setViewportSize({ width, height: width === 640 ? 450 : 900 });
    await admin.goto(`${city.url}/command/duty?unit=${unitId}`);
    await settled(admin);
    expect(await overflowOf(admin), name).toEqual([]);
    expect(await barriersOf(admin), name).toEqual([]);
    await city.shot(admin, `duty-${name}`);
    await admin.getByRole('button', { name: /^(?:排定每周值班|Set the weekly rota)$/ }).click();
    await admin.getByRole('dialog').waitFor();
    await settled(admin);
    expect(await barriersOf(admin), `${name}, the form`).toEqual([]);
    await city.shot(admin, `duty-form-${name}`);
  }
  expect(complaints()).toEqual([]);
}, 240_000);
